"""Rows of separated values become columns: long and short rows, comments, and columns of plain numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest

import numpy as np
import numpy.typing as npt

from ...core.frozen import frozen
from ...errors import ReadError
from ..extent import check_extent
from ..raw import Column, RawTable
from .header import NUMBER, Head, Record, is_comment, made_names
from .plain import is_pointed, plain_numbers, regular_columns
from .separator import physical_lines

__all__ = ["Body"]

BLOCK = 1 << 18
"""Letters that are read at once where rows are regular."""


def _blocks(text: str, start: int) -> Iterator[str]:
    """Yield the rows from a place on, many at a time, and without the empty lines at the end."""
    crossed = "\r" in text
    while start < len(text):
        end = text.find("\n", start + BLOCK) + 1 or len(text)
        block = text[start:end].replace("\r\n", "\n") if crossed else text[start:end]
        yield block if end < len(text) else block.rstrip("\n") + "\n"
        start = end


class Body:
    """The rows below a header, as they come in.

    Parameters
    ----------
    source : str
    top : Head
    mark : str
        What parts the cells.
    large : bool
        Hold columns of plain numbers as numbers.
    """

    def __init__(self, source: str, top: Head, mark: str, *, large: bool) -> None:
        self.source, self.top, self.mark, self.large = source, top, mark, large
        self.width = len(top.names) if top.names is not None else 0
        self.lines: list[int] = []
        self.whole: list[Column] | None = None
        self.parts: list[list[Column]] = []
        self.dotted: set[int] = set()
        self.pointed: set[int] = set()
        self.short: list[tuple[int, int]] = []
        self.stated = self.missing = 0
        self.hashed: list[int] = []
        self.remarks: list[str] = []

    def add(self, records: Sequence[Record]) -> None:
        """Take the next rows."""
        if not self.width and records:
            sizes = [len(row) for _, row in records]
            self.width = max(set(sizes), key=lambda size: (sizes.count(size), size))
        self.stated += sum(len(row) for _, row in records)
        if any(len(row) != self.width or is_comment(row) for _, row in records):
            records = [(line, fitted) for line, row in records if (fitted := self._fitted(line, row)) is not None]
        self.parts.append([self._held(j, cells) for j, cells in enumerate(zip(*(row for _, row in records), strict=True))])
        self.lines.extend(line for line, _ in records)

    def add_rest(self, text: str) -> bool:
        """Take all rows at once, where they are regular; tell whether they are."""
        if not self.large or len(self.parts) != 1 or self.short or self.remarks or not self.lines:
            return False
        start = sum(map(len, islice(physical_lines(text), self.lines[0] - 1)))
        if text.find('"', start) >= 0:
            return False
        numeric = [isinstance(cells, np.ndarray) for cells in self.parts[0]]
        found = regular_columns(_blocks(text, start), text.count("\n", start) + 1, self.mark, numeric, self.pointed)
        if found is None or not all(found[0]) or (text.find("#", start) >= 0 and any(cell[0] == "#" for cell in found[0])):
            return False
        self.whole = found
        return True

    def table(self, text: str, records: Callable[[], Iterator[Record]], remarks: Sequence[str]) -> RawTable:
        """Return the table; `records` gives all rows again."""
        self._check_comments(text)
        columns = self._columns(records) if self.whole is None else self.whole
        self.parts.clear()
        self._check_short(columns)
        label, names = (None, self.top.names) if self.top.names is not None else made_names(columns)
        order = list(range(self.width))
        if label:
            order.insert(0, order.pop(label))
        kept = [j for j in order if names[j] or isinstance(columns[j], np.ndarray) or any(columns[j])]
        header, cells = [names[j] for j in kept], [columns[j] for j in kept]
        if self.top.names is None and label is None:
            header, cells = ["", *header], [[f"A{i}" for i in range(1, len(self.lines) + 1)], *cells]
            kept = [-1, *kept]

        def reread(columns: Sequence[int]) -> Mapping[int, Sequence[str]]:
            texts = self._texts({kept[j] for j in columns}, records)
            return {j: texts[kept[j]] for j in columns}

        lines: Sequence[int] = tuple(self.lines)
        if self.lines and (self.whole is not None or lines[-1] - lines[0] == len(lines) - 1):
            lines = range(lines[0], lines[0] + len(columns[0]))
        return RawTable(
            self.source,
            tuple(header),
            tuple(cells),
            lines,
            separator=self.mark,
            header_line=self.top.line,
            headed=self.top.names is not None,
            remarks=(*remarks, *self.top.remarks, *self.remarks),
            reread=reread,
        )

    def _fitted(self, line: int, row: list[str]) -> list[str] | None:
        """Return a row that is as long as the header, or None for a comment."""
        if len(row) > self.width:
            end = len(row)
            while end > self.width and not row[end - 1].strip():
                end -= 1
            row = row[:end]
        if is_comment(row):
            if len(row) == 1 or not any(row[1:]) or (len(row) != self.width and row[0].startswith("# ")):
                self.remarks.append(f"line {line} is a comment: {', '.join(row).strip(', ')}")
                return None
            self.hashed.append(line)
        if len(row) > self.width:
            what = "the header has" if self.top.names is not None else "others have"
            hint = f"put quotes around a cell that holds {self.mark!r}"
            hint += "; a header needs a cell for the labels too." if len(row) == self.width + 1 else "."
            raise ReadError(f"{self.source}, line {line}: the row has {len(row)} cells, but {what} {self.width}.", hint=hint)
        if len(row) < self.width:
            self.short.append((line, len(row)))
            self.missing += self.width - len(row)
            check_extent(self.source, self.stated, self.missing, f"write {self.mark!r} for each cell that is empty.")
            row = row + [""] * (self.width - len(row))
        return row

    def _check_short(self, columns: Sequence[Column]) -> None:
        """Refuse a short row that lacks a number; where it lacks only remarks, they are empty."""
        if self.short:
            ends = (
                j + 1 for j in reversed(range(len(columns))) if isinstance(columns[j], np.ndarray) or any(map(NUMBER.fullmatch, columns[j]))
            )
            needed = next(ends, 0)
            for line, size in self.short:
                if size < needed:
                    raise ReadError(
                        f"{self.source}, line {line}: the row has {size} cells, but the table has {self.width} columns.",
                        hint=f"write {self.mark!r} for each cell that is empty; begin a line that is no row with #.",
                    )
            lines = ", ".join(str(line) for line, _ in self.short[:5]) + (", …" if len(self.short) > 5 else "")
            self.remarks.append(f"line {lines}: the last cells are not there, and were taken as empty")

    def _check_comments(self, text: str) -> None:
        """Refuse rows that may be commented out: some begin with #, without quotes, and others do not."""
        if not self.hashed or len(self.hashed) == len(self.lines):
            return
        wanted = set(self.hashed)
        for number, line in enumerate(physical_lines(text), start=1):
            if number in wanted and not line.lstrip().startswith('"'):
                raise ReadError(
                    f"{self.source}, line {number}: is {line.strip()[:40]!r} a row, or a comment?",
                    hint="take the line out, or put quotes around its first cell.",
                )

    def _held(self, column: int, cells: tuple[str, ...]) -> Column:
        if self.large and column:
            numbers = self._numbers(column, cells)
            if numbers is not None:
                return numbers
        stripped = tuple(map(str.strip, cells))
        if self.large and column and stripped != cells:
            numbers = self._numbers(column, stripped)
            if numbers is not None:
                return numbers
        return stripped

    def _numbers(self, column: int, cells: tuple[str, ...]) -> npt.NDArray[np.float64] | None:
        numbers = plain_numbers(cells)
        if numbers is not None and column not in self.pointed and any("." in cell for cell in cells):
            self.dotted.add(column)
            if is_pointed(cells):
                self.pointed.add(column)
        return numbers

    def _columns(self, records: Callable[[], Iterator[Record]]) -> list[Column]:
        parts = [[part[j] for part in self.parts if part] for j in range(self.width)]
        mixed = {j for j, held in enumerate(parts) if any(isinstance(p, np.ndarray) for p in held) and not self._all_numbers(j, held)}
        again = self._texts(mixed, records) if mixed else {}
        return [
            again[j] if j in mixed else frozen(np.concatenate(held)) if held and isinstance(held[0], np.ndarray) else tuple(chain(*held))
            for j, held in enumerate(parts)
        ]

    def _all_numbers(self, column: int, held: Sequence[Column]) -> bool:
        if not all(isinstance(part, np.ndarray) for part in held):
            return False
        if all(np.isnan(part).all() for part in held):
            return False
        return column in self.pointed or column not in self.dotted  # a point before three digits alone may part thousands

    def _texts(self, columns: set[int], records: Callable[[], Iterator[Record]]) -> dict[int, list[str]]:
        wanted, found = set(self.lines), {j: list[str]() for j in columns}
        rows = (row for line, row in records() if self.whole is not None or line in wanted)
        while some := list(islice(rows, 1000)):
            cells = list(zip_longest(*some, [""] * self.width, fillvalue=""))  # a short row ends in empty cells
            for j in columns:
                found[j] += map(str.strip, cells[j][:-1])
        return found
