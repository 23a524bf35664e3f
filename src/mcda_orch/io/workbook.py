"""Tables as a spreadsheet: a sheet for each, and one for the remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from numbers import Integral, Real
from typing import Any

from ..core.display import visible
from ..core.table import Table
from ..errors import ReadError

__all__ = ["workbook"]

LONGEST = 32_767
"""Letters that a cell of a workbook holds."""
_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")


def workbook(tables: Sequence[Table], lines: Sequence[str]) -> bytes:
    """Return a workbook (.xlsx). Text stays text, also where it looks like a formula.

    Raises
    ------
    ReadError
        If openpyxl is missing, or a text is longer than a cell of a workbook may be.
    """
    try:
        import openpyxl
    except ImportError:
        raise ReadError("writing spreadsheets needs openpyxl.", hint="pip install 'mcda-orch[excel]', or write .csv.") from None
    book = openpyxl.Workbook()
    book.remove(book.active)
    notes = [*(t.note for t in tables if t.note), *lines]
    remarks = [Table(("remarks",), tuple((line,) for line in notes), "Remarks")] if notes else []
    taken: set[str] = set()
    for table in [*tables, *remarks]:
        sheet = book.create_sheet(_title(table.title, taken))
        for i, row in enumerate((table.columns, *table.rows), start=1):
            for j, cell in enumerate(row, start=1):
                if (value := _value(cell)) is not None:
                    held = sheet.cell(i, j, value)
                    held.data_type = "s" if isinstance(value, str) else held.data_type  # "=1+1" would be a formula
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _value(cell: Any) -> str | float | int | None:
    if cell is None or cell != cell:
        return None
    if isinstance(cell, Integral) and abs(int(cell)) < 2**53:
        return int(cell)
    if isinstance(cell, Real):
        return float(cell)
    text = "\n".join(map(visible, str(cell).split("\n")))
    if len(text) > LONGEST:
        raise ReadError(f"a text of {len(text):,} letters is too long for a spreadsheet: {text[:30]!r}...", hint="write .csv.")
    return text


def _title(text: str, taken: set[str]) -> str:
    """Return a title for a sheet that no other has; spreadsheets do not tell upper from lower case."""
    name = _NOT_IN_TITLES.sub(" ", visible(text)).strip()[:_TITLE].strip() or "Table"
    number = 1
    found = name
    while found.casefold() in taken:
        number += 1
        found = f"{name[: _TITLE - len(str(number)) - 1]} {number}"
    taken.add(found.casefold())
    return found
