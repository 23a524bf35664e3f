"""Reads comma-, semicolon- and tab-separated values."""

from __future__ import annotations

import csv

from ..errors import ReadError
from .raw import RawTable

__all__ = ["table"]


def table(text: str, source: str) -> RawTable:
    """Return the table; the delimiter is the one of ``, ; tab |`` that the header line holds most often."""
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise ReadError(f"{source}: the file is empty.", hint="write a header line and one line for each alternative.")
    delimiter = max(",;\t|", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    header: tuple[str, ...] | None = None
    rows, lines, above = [], [], 1
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header, above = tuple(cell.strip() for cell in row), reader.line_num
                continue
            if len(row) > len(header):
                raise ReadError(
                    f"{source}, line {reader.line_num}: the row has {len(row)} cells, but the header has {len(header)}.",
                    hint=f"put quotes around a cell that holds {delimiter!r}.",
                )
            rows.append(tuple(cell.strip() for cell in row) + ("",) * (len(header) - len(row)))
            lines.append(reader.line_num)
    except csv.Error as error:
        raise ReadError(f"{source}, line {reader.line_num}: {error}.", hint="check the quotes.") from None
    return RawTable.of_rows(source, header or (), rows, lines, separator=delimiter, header_line=above)
