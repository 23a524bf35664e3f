"""Reads a sheet of an Excel workbook: cells as they are shown, formulas by the value that was saved with them."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from ...errors import ReadError, did_you_mean
from ..extent import check_extent
from ..raw import Exact, RawTable
from .header import head, made_names

__all__ = ["sheet_table"]

LARGEST = 200_000_000
"""Bytes that a workbook may take when it is unpacked."""

_DAMAGED = (
    OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, EOFError, SyntaxError, NotImplementedError, RuntimeError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_RANGE = re.compile(r"\$?[A-Za-z]{1,3}\$?\d+:\$?[A-Za-z]{1,3}\$?\d+")
_HIDDEN_PARTS = re.compile(r"\[\$([^-\]]*)[^\]]*\]|\[[^\]]*\]|_.|\*.")
_AROUND = re.compile(r"(?P<before>.*?)(?P<digits>[#0?][#0?,.]*(?:E[+-]?0+)?)(?P<after>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Place:
    source: str
    sheet: str

    def cell(self, cell: Any) -> str:
        return f"{self.source}, sheet {self.sheet!r}, cell {cell.coordinate}"


def sheet_table(
    data: bytes, source: str, *, sheet: int | str | None = None, area: str | None = None, header: bool | None = None
) -> RawTable:
    """Return the table of a sheet.

    Parameters
    ----------
    data : bytes
        The workbook.
    source : str
    sheet : int or str, optional
        By number from 1, or by name; the first that is not hidden and not empty.
    area : str, optional
        Cells, ``"B3:F20"``, or the name of a table of the sheet.
    header : bool, optional

    Raises
    ------
    ReadError
        By cell, for errors such as ``#N/A``, formulas without a saved value, and merged cells below the header.
    """
    values = _book(data, source, saved=True)
    found, remarks = _sheet(values, source, sheet)
    place = _Place(source, found.title)
    within = found.dimensions if area is None else _area(found, area, place)
    _check_room(found, within, place)
    rows = [list(row) for row in found[within]] if area is not None else [list(row) for row in found.iter_rows()]
    if any(cell.value is None for row in rows for cell in row):
        _check_formulas(_book(data, source, saved=False)[found.title], rows, place)
    texts = {cell.coordinate: _shown(cell, place) for row in rows for cell in row}
    filled = [row for row in rows if any(texts[cell.coordinate] for cell in row)]
    if not filled:
        raise ReadError(
            f"{source}, sheet {found.title!r}: there are no cells.", hint=f"sheets are {', '.join(map(repr, values.sheetnames))}."
        )
    records = [(row[0].row, [texts[cell.coordinate] for cell in row]) for row in filled]
    letters = [re.sub(r"\d+", "", cell.coordinate) for cell in filled[0]]
    merged = _among(found.merged_cells.ranges, [line for line, _ in records])
    records = _one_header(records, merged, filled)
    top = head(records[:100], f"{source}, sheet {found.title!r}", header, counted="row")
    body = records[top.first :]
    below = _among(merged, [line for line, _ in body])
    if below:
        raise ReadError(
            f"{source}, sheet {found.title!r}, cells {below[0].coord} are merged.",
            hint="give every row its own cell, or read another range.",
        )
    remarks += _hidden(found, [line for line, _ in records], letters)
    columns = [[cells[j] for _, cells in body] for j in range(len(letters))]
    label, names = (None, top.names) if top.names is not None else made_names(columns)
    order = sorted(range(len(letters)), key=lambda j: label is not None and j != label)
    return RawTable.of_rows(
        source,
        [names[j] for j in order],
        [[cells[j] for j in order] for _, cells in body],
        [line for line, _ in body],
        letters=[letters[j] for j in order],
        header_line=top.line,
        headed=top.names is not None,
        remarks=(*remarks, *top.remarks),
        name=found.title,
    )


def _book(data: bytes, source: str, *, saved: bool) -> Any:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(f"{source} is protected by a password, or of the old kind .xls.", hint="save it as .xlsx without a password.")
    try:
        import openpyxl
    except ImportError:
        raise ReadError(
            f"{source}: reading spreadsheets needs openpyxl.", hint="pip install 'mcda-orch[excel]', or save the sheet as CSV."
        ) from None
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > LARGEST:
            raise ReadError(f"{source} takes {size:,} bytes when it is unpacked; {LARGEST:,} are allowed.", hint="save the sheet as CSV.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library says of charts and validations
            return openpyxl.load_workbook(BytesIO(data), data_only=saved, keep_links=False)
    except ReadError:
        raise
    except _DAMAGED as error:
        raise ReadError(f"{source} is no workbook that can be read: {error}.", hint="save it as .xlsx again, or as CSV.") from None


def _sheet(book: Any, source: str, wanted: int | str | None) -> tuple[Any, list[str]]:
    """Return the sheet that is wanted, and what to say of others."""
    sheets = book.worksheets
    listed = ", ".join(f"{n} {s.title!r}" for n, s in enumerate(sheets, start=1))
    if wanted is None:
        open_ = [s for s in sheets if s.sheet_state == "visible" and s.calculate_dimension() != "A1:A1"] or sheets
        if not open_:
            raise ReadError(f"{source} has no sheets of cells.")
        said = [f"the book has {len(sheets)} sheets, and this is {open_[0].title!r}; choose by sheet=: {listed}"] if len(sheets) > 1 else []
        return open_[0], said
    if isinstance(wanted, str) and wanted.isdecimal() and wanted not in book.sheetnames:
        wanted = int(wanted)
    if isinstance(wanted, int):
        if not 1 <= wanted <= len(sheets):
            raise ReadError(f"{source}: there is no sheet {wanted}.", hint=f"sheets are {listed}.")
        return sheets[wanted - 1], []
    for sheet in sheets:
        if sheet.title.casefold() == wanted.strip().casefold():
            return sheet, []
    raise ReadError(f"{source}: there is no sheet {wanted!r}.", hint=did_you_mean(wanted, [s.title for s in sheets]))


def _area(sheet: Any, wanted: str, place: _Place) -> str:
    if _RANGE.fullmatch(wanted.strip()):
        return wanted.strip().replace("$", "").upper()
    for table in sheet.tables.values():
        if table.displayName.casefold() == wanted.strip().casefold():
            return str(table.ref)
    known = ", ".join(map(repr, sheet.tables)) if sheet.tables else "none"
    raise ReadError(
        f"{place.source}, sheet {place.sheet!r}: there is no table {wanted!r}.",
        hint=f"write a range such as B3:F20; named tables are {known}.",
    )


def _among(merged: Iterable[Any], lines: Sequence[int]) -> list[Any]:
    """Return the merged cells that some of these rows, in their order, are part of."""
    return [area for area in merged if bisect_left(lines, area.min_row) < bisect_right(lines, area.max_row)]


def _check_room(sheet: Any, within: str, place: _Place) -> None:
    """Refuse a range of which hardly any cell is there, such as that of two cells at opposite ends of a sheet."""
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(within)
    stated = sum(top <= row <= bottom and left <= column <= right for row, column in sheet._cells)  # iterating would make the others
    missing = (right - left + 1) * (bottom - top + 1) - stated
    check_extent(f"{place.source}, sheet {place.sheet!r}", stated, missing, "say table= with the range of the table, such as 'B3:F20'.")


def _check_formulas(formulas: Any, rows: Sequence[Sequence[Any]], place: _Place) -> None:
    for row in rows:
        for cell in row:
            if cell.value is None and formulas[cell.coordinate].data_type == "f":
                raise ReadError(
                    f"{place.cell(cell)} holds a formula, and no value was saved with it.",
                    hint="open the file in a spreadsheet program and save it, or write the value.",
                )


def _shown(cell: Any, place: _Place) -> str:
    """Return the text of a cell, with the percent sign, currency or unit that its format adds; numbers stay exact."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        raise ReadError(f"{place.cell(cell)} holds the error {value}.", hint="mend the formula, or leave the cell empty.")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return Exact(_number(value, cell.number_format or "General"))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value).strip()


def _number(value: float, form: str) -> str:
    exact = Decimal(repr(value))
    parts = _AROUND.fullmatch(_HIDDEN_PARTS.sub(lambda found: found[1] or "", form.split(";")[0]))
    if parts is None or parts["digits"].endswith(","):  # shown in thousands: a unit behind it would be wrong
        return _plain(exact)
    before, after = (parts[side].replace('"', "").replace("\\", "") for side in ("before", "after"))
    if "/" in after or any(c in "-0123456789" for c in before + after):  # a fraction, or digits that are no part of the number
        return _plain(exact)
    if "%" in before + after:
        exact *= 100
    sign, size = ("-", -exact) if exact < 0 else ("", exact)
    return f"{sign}{before.strip()}{_plain(size)}{after.rstrip()}"


def _plain(number: Decimal) -> str:
    short = number.normalize()
    return f"{short:f}" if -20 < short.adjusted() < 20 else str(short)


def _one_header(records: list[tuple[int, list[str]]], merged: Sequence[Any], rows: Sequence[Sequence[Any]]) -> list[tuple[int, list[str]]]:
    """Put a header of two rows, whose upper cells span several columns, into one."""
    for at in range(min(len(records) - 1, 10)):
        line, cells = records[at]
        spans = [m for m in merged if m.min_row == line and m.min_row <= line <= m.max_row]
        wide = [m for m in spans if m.min_row == m.max_row and m.max_col > m.min_col]
        if not wide or sum(map(bool, cells)) < 2:
            continue
        first = rows[at][0].column
        upper = list(cells)
        for m in wide:
            for j in range(m.min_col - first, m.max_col - first + 1):
                if 0 <= j < len(upper):
                    upper[j] = cells[m.min_col - first]
        lower_line, lower = records[at + 1]
        names = [low if not up or up == low else f"{up} {low}".strip() for up, low in zip(upper, lower, strict=True)]
        return [*records[:at], (lower_line, names), *records[at + 2 :]]
    return records


def _hidden(sheet: Any, lines: Sequence[int], letters: Sequence[str]) -> list[str]:
    said = []
    rows = [str(line) for line in lines if line in sheet.row_dimensions and sheet.row_dimensions[line].hidden]
    columns = [letter for letter in letters if letter in sheet.column_dimensions and sheet.column_dimensions[letter].hidden]
    for what, found in (("row", rows), ("column", columns)):
        if found:
            said.append(f"hidden {what}{'s' if len(found) > 1 else ''} {', '.join(found)} {'were' if len(found) > 1 else 'was'} read too")
    return said
