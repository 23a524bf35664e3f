"""Reads comma-, semicolon-, bar- and tab-separated values."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ...core.display import out_of_spreadsheet
from ...errors import ReadError
from ..raw import RawTable
from .header import Record, head
from .rows import Body
from .separator import SEPARATORS, physical_lines, separator

__all__ = ["table"]

CHUNK = 256
"""Rows that are taken at a time."""

LARGE = 1_000_000
"""Characters from which on columns of numbers are held as numbers."""

_GUARDED = re.compile("'[=+\\-@\t\r＝＋－＠]")
"""An apostrophe before what a spreadsheet would run."""

_SEP = re.compile(r"sep=(.)(?:\r\n|\n|\r)", re.IGNORECASE)


def table(text: str, source: str, *, header: bool | None = None, remarks: Sequence[str] = ()) -> RawTable:
    """Return the table of a text in which ``,`` ``;`` ``|`` or tab parts the cells.

    Parameters
    ----------
    text, source : str
    header : bool, optional
        Whether the first row names the columns; None asks the cells, and refuses where they look like data.
    remarks : sequence of str
        What is to be said of the file already.

    Raises
    ------
    ReadError
        With the line.
    """
    text = text.removeprefix("\ufeff")
    if not text[:LARGE].strip(SEPARATORS + " \r\n") and not text.strip(SEPARATORS + " \r\n"):
        raise ReadError(f"{source}: the file is empty.", hint="write a header line and one line for each alternative.")
    stated = _SEP.match(text)
    mark = stated[1] if stated else separator(text)
    if not mark:
        raise ReadError(f"{source}: nothing parts its lines into cells.", hint="put a comma, a semicolon, a tab or | between cells.")
    skip = 1 if stated else 0
    guarded = "'" in text and _GUARDED.search(text) is not None

    def rows() -> Iterator[Record]:
        found = _records(text, mark, source, skip)
        return ((line, [*map(out_of_spreadsheet, row)]) for line, row in found) if guarded else found

    records = rows()
    first = list(islice(records, CHUNK))
    if not first:
        raise ReadError(f"{source}: the file is empty.", hint="write a header line and one line for each alternative.")
    top = head([(line, [cell.strip() for cell in row]) for line, row in first[:100]], source, header)
    body = Body(source, top, mark, large=len(text) > LARGE)
    body.add(first[top.first :])
    if guarded or not body.add_rest(text):
        while chunk := list(islice(records, CHUNK)):
            body.add(chunk)
    return body.table(text, lambda: islice(rows(), top.first, None), remarks)


def _records(text: str, mark: str, source: str, skip: int) -> Iterator[Record]:
    """Yield every row that is not empty, with the line it begins in."""
    reader = csv.reader(islice(physical_lines(text), skip, None), delimiter=mark, skipinitialspace=True, strict=True)
    end = skip
    try:
        for row in reader:
            start, end = end + 1, skip + reader.line_num
            if any(row):
                yield start, row
    except csv.Error as error:
        said = str(error)
        if "field limit" in said:
            problem = f"a cell has more than {csv.field_size_limit():,} characters; or a quote is opened here and never closed"
        elif "end of data" in said:
            problem = "a quote is opened here and never closed"
        elif "expected after" in said:
            problem = "a closing quote is followed by more text"
        else:
            problem = said
        raise ReadError(f"{source}, line {end + 1}: {problem}.", hint="a quote inside a quoted cell is written twice.") from None
