"""Opens a file that holds a table, whatever its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import ReadError
from .encoding import content, decoded
from .raw import RawTable

__all__ = ["raw_table", "text_of"]

_KINDS = (".md", ".csv", ".tsv")


def raw_table(place: Any, source: str, *, header: bool | None = None) -> RawTable:
    """Return the table of a file.

    Parameters
    ----------
    place : path
        A path, or what `importlib.resources` gives for a file inside a package.
    source : str
        What the file is called in errors.
    header : bool, optional
        Whether the first row of separated values names the columns; None asks the cells.

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

        text, remark = decoded(content(place, source), source)
        return table(text, source, header=header, remarks=[remark] if remark else [])
    raise ReadError(f"{source}: files ending in {suffix or 'nothing'} cannot be read.", hint="use " + ", ".join(_KINDS) + ".")


def text_of(place: Any, source: str) -> str:
    """Return the text of a file in UTF-8."""
    try:
        return content(place, source).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(f"{source}: byte {error.start} is not UTF-8.", hint="save the file as UTF-8.") from None
