"""XMCDA documents as trees: opened safely, of a known version, namespaces taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import ReadError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Document", "children", "document", "flag", "one", "text"]

_NAMESPACE = re.compile(r"\{https?://(?:www\.)?decision-deck\.org/.*?XMCDA-(\d+)\.(\d+(?:\.\d+)*)\}XMCDA", re.IGNORECASE)
_VERSIONS = ("2", "3", "4")


@dataclass(frozen=True, slots=True)
class Document:
    """One XMCDA file.

    Parameters
    ----------
    source : str
        What the file is called in errors.
    version : str
        Such as ``"2.2.1"``.
    root : Element
        Tags without namespaces.
    """

    source: str
    version: str
    root: Element

    def all(self, tag: str) -> list[Element]:
        """Return the elements of this name right below the root."""
        return [e for e in self.root if e.tag == tag]


def document(data: bytes, source: str) -> Document | None:
    """Return an XMCDA document, or None where the XML is something else.

    Raises
    ------
    ReadError
        If the text is no XML, refers to entities (which could make it grow without bound, or read other files), or is XMCDA of
        a version that is not known.
    """
    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring
    except ModuleNotFoundError:
        raise ReadError(f"{source} is XML, which needs the package defusedxml.", hint="pip install 'mcda-orch[xmcda]'") from None
    try:
        root = fromstring(data)
    except ParseError as error:
        raise ReadError(f"{source} is no well-formed XML: {error}.") from None
    except DefusedXmlException:
        raise ReadError(f"{source} defines entities, which are not read.", hint="write the text out.") from None
    except (ValueError, LookupError) as error:
        raise ReadError(f"{source} is in an encoding that cannot be read: {error}.", hint="save the file as UTF-8.") from None
    found = _NAMESPACE.fullmatch(root.tag)
    if found is None:
        return None
    if found[1] not in _VERSIONS:
        raise ReadError(f"{source} is XMCDA {found[1]}.{found[2]}; versions 2, 3 and 4 are read.")
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    return Document(source, f"{found[1]}.{found[2]}", root)


def children(element: Element, *tags: str) -> Iterator[Element]:
    """Yield the elements of these names right below an element."""
    return (child for child in element if child.tag in tags)


def one(element: Element, *path: str) -> Element | None:
    """Return the only element along a path, or None.

    Raises
    ------
    ReadError
        If there are several where there should be one.
    """
    found: Element | None = element
    for tag in path:
        inside = [child for child in found if child.tag == tag] if found is not None else []
        if len(inside) > 1:
            raise ReadError(f"<{tag}> stands {len(inside)} times in one <{found.tag if found is not None else ''}>.")
        found = inside[0] if inside else None
    return found


def text(element: Element | None) -> str:
    """Return the text of an element without the white space around it."""
    return "" if element is None or element.text is None else element.text.strip()


def flag(element: Element | None, otherwise: bool) -> bool:
    """Return the truth that an element states."""
    word = text(element).lower()
    if word not in ("", "true", "false", "1", "0"):
        raise ReadError(f"<{element.tag if element is not None else ''}> is {word!r}, not true or false.")
    return otherwise if not word else word in ("true", "1")
