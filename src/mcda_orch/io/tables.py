"""Opens a file that holds a table, whatever its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import ReadError
from .raw import RawTable

__all__ = ["raw_table", "text_of"]

_KINDS = (".md", ".csv", ".tsv")


def raw_table(place: Any, source: str) -> RawTable:
    """Return the table of a file.

    Parameters
    ----------
    place : path
        A path, or what `importlib.resources` gives for a file inside a package.
    source : str
        What the file is called in errors.

    Raises
    ------
    ReadError
        With file, line and column.
    """
    suffix = Path(place.name).suffix.lower()
    if suffix == ".md":
        from .markdown import tables

        return tables(text_of(place, source), source)[0]
    if suffix in (".csv", ".tsv"):
        from .separated import table

        return table(text_of(place, source), source)
    raise ReadError(f"{source}: files ending in {suffix or 'nothing'} cannot be read.", hint="use " + ", ".join(_KINDS) + ".")


def text_of(place: Any, source: str) -> str:
    """Return the text of a file in UTF-8."""
    if not place.is_file():
        raise ReadError(f"{source} is no file." if place.is_dir() else f"there is no file {source!r}.")
    try:
        return str(place.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError(f"{source}: byte {error.start} is not UTF-8.", hint="save the file as UTF-8.") from None
    except OSError as error:
        raise ReadError(f"{source} cannot be read: {error.strerror}.") from None
