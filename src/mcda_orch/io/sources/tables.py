"""Opens a file that holds a table, whatever its kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from ...errors import ReadError
from ..raw import RawTable
from .encoding import content, decoded

__all__ = ["raw_table", "text_of"]

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
SEPARATED = (".csv", ".tsv", ".tab", ".txt")
WORKBOOKS = (".xlsx", ".xlsm")
FEATHER = (".feather", ".arrow")
COLUMNAR = (".parquet", ".pq", *FEATHER)
KINDS = (".toml", ".md", *SEPARATED, ".xlsx", *COLUMNAR, ".json")
_OTHER = {
    ".rst": "reStructuredText", ".org": "Org", ".adoc": "AsciiDoc", ".html": "HTML", ".htm": "HTML", ".tex": "LaTeX", ".xls": "old workbooks",
    ".ods": "OpenDocument sheets", ".numbers": "Numbers sheets", ".pdf": "PDF", ".docx": "documents",
}  # fmt: skip


def raw_table(
    place: Any, source: str, *, table: int | str | None = None, sheet: int | str | None = None, header: bool | None = None
) -> RawTable:
    """Return the table of a file.

    Parameters
    ----------
    place : path
        A path, or what `importlib.resources` gives for a file inside a package.
    source : str
        What the file is called in errors.
    table : int or str, optional
        Which of several tables: its number from 1, the heading above it, or the name of one of its columns; in a
        workbook a range, ``"B3:F20"``, or the name of a table.
    sheet : int or str, optional
        Which sheet of a workbook, by number from 1 or by name.
    header : bool, optional
        Whether the first row names the columns; None asks the cells.

    Raises
    ------
    ReadError
        With file, line and column.
    """
    suffix = Path(place.name).suffix.lower()
    if suffix in WORKBOOKS:
        from .spreadsheet import sheet_table

        area = None if table in (None, 1) else str(table)
        return sheet_table(content(place, source), source, sheet=sheet, area=area, header=header)
    if sheet is not None:
        raise ReadError(f"{source}: sheet={sheet!r} has no meaning for a file ending in {suffix}.", hint="only workbooks have sheets.")
    if suffix in MARKDOWN or suffix in SEPARATED:
        return _of_text(place, source, suffix, table, header)
    if suffix in _OTHER:
        raise ReadError(f"{source}: tables in {_OTHER[suffix]} cannot be read.", hint="save the table as CSV or Markdown.")
    if suffix not in (*COLUMNAR, ".json"):
        raise ReadError(f"{source}: files ending in {suffix or 'nothing'} cannot be read.", hint=f"use {', '.join(KINDS)}.")
    if table not in (None, 1):
        raise ReadError(f"{source}: table={table!r} has no meaning here.", hint=f"a file ending in {suffix} holds one table.")
    if header is False:
        raise ReadError(f"{source}: header=False has no meaning here.", hint="the columns of such a file have names.")
    if suffix == ".json":
        from .records import records_table

        return records_table(decoded(content(place, source), source)[0], source)
    from .columnar import columnar_table

    return columnar_table(content(place, source), source, feather=suffix in FEATHER)


def _of_text(place: Any, source: str, suffix: str, wanted: int | str | None, header: bool | None) -> RawTable:
    from . import markdown, separated

    text, remark = decoded(content(place, source), source)
    remarks = (remark,) if remark else ()
    if suffix in MARKDOWN or (suffix == ".txt" and markdown.candidates(text, source)):
        if header is False:
            raise ReadError(f"{source}: header=False has no meaning here.", hint="a Markdown table has a header; leave its cells empty.")
        found = markdown.table(text, source, wanted)
        return replace(found, remarks=(*remarks, *found.remarks)) if remarks else found
    if wanted not in (None, 1):
        raise ReadError(f"{source}: table={wanted!r} has no meaning here.", hint="a file of separated values holds one table.")
    return separated.table(text, source, header=header, remarks=remarks)


def text_of(place: Any, source: str) -> str:
    """Return the text of a file in UTF-8."""
    try:
        return content(place, source).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(f"{source}: byte {error.start} is not UTF-8.", hint="save the file as UTF-8.") from None
