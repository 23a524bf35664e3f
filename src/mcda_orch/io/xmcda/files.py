"""Opens an XMCDA file, or a folder of them that state one problem together."""

from __future__ import annotations

from pathlib import Path

from ...core.problem import Problem
from ...errors import ReadError
from .elements import Document, document
from .read import xmcda_problem

__all__ = ["ENDINGS", "xmcda_files"]

ENDINGS = (".xml", ".xmcda", ".xmcda2")


def xmcda_files(place: Path, source: str, published: str | None = None) -> Problem:
    """Return the problem of a file, or of all XMCDA files right inside a folder.

    Parameters
    ----------
    place : Path
    source : str
        What it is called in errors.
    published : str, optional
        Which set of alternatives' values was published.
    """
    paths = sorted(p for p in place.iterdir() if p.suffix.lower() in ENDINGS) if place.is_dir() else [place]
    if not paths:
        raise ReadError(f"{source} is a folder without XMCDA files.", hint="give a file, or a folder of .xml files of one problem.")
    found: list[Document] = []
    for path in paths:
        called = str(path) if place.is_dir() else source
        try:
            parsed = document(path.read_bytes(), called)
        except OSError as error:
            raise ReadError(f"{called} cannot be read: {error.strerror}.") from None
        if parsed is None:
            raise ReadError(f"{called} is XML, but no XMCDA.", hint="XMCDA's root element says its version in its namespace.")
        found.append(parsed)
    return xmcda_problem(found, source, place.stem, published)
