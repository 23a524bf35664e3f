"""A table as it stands in its source: cells of text, column by column, that know where they stood."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ..core.called import Called
from ..errors import ReadError

__all__ = ["Column", "Exact", "RawTable"]

Column: TypeAlias = "Sequence[str] | npt.NDArray[np.float64]"
"""Cells of a column: texts, or numbers where their texts can be read in no other way."""

_DIGIT = re.compile("[0-9]")


class Exact(str):
    """A number that its source holds as one, not as text: a point in it parts decimals."""

    __slots__ = ()


class _Digits(Sequence[str]):
    """Numbers as texts, each written when it is asked for; NaN is an empty cell."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: npt.NDArray[np.float64]) -> None:
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return _Digits(self._numbers[at])
        number = float(self._numbers[at])
        return "" if number != number else repr(number).removesuffix(".0")


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells under a header, as a reader sees them, and where each stood.

    Parameters
    ----------
    source : str
        What the file is called in errors.
    header : tuple of str
        Names of the columns, each its own; only the first may be empty, an empty corner.
    columns : tuple of sequences
        One sequence of texts a column, stripped, without markup; or a float64 array where every text is a plain
        number that no decimal or thousands mark could change.
    lines : sequence of int
        Line, or row of the sheet, of each row, counted from 1.
    written : tuple of sequences of str, optional
        The cells as they stand in the file, where that differs from what a reader sees; columns that `reread` gives may be empty.
    separator : str, default ""
        What parts the cells: ``,`` ``;`` tab ``|``, or nothing.
    header_line : int, default 1
    headed : bool, default True
        False where the source has no header, and the names were made.
    remarks : tuple of str
        What was passed over: title lines, comments.
    assumed : tuple of str
        What was chosen because nobody said it, such as the first of several tables.
    name : str, default ""
        Sheet, or heading above the table.
    letters : tuple of str
        Letters of the columns of a spreadsheet.
    counted : str, default "line"
        What `lines` counts: lines of a text, or rows.
    reread : callable, optional
        Gives the texts of columns of numbers again, by position.
    """

    source: str
    header: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: Sequence[int]
    written: tuple[Sequence[str], ...] | None = None
    separator: str = ""
    header_line: int = 1
    headed: bool = True
    remarks: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    name: str = ""
    letters: tuple[str, ...] = ()
    counted: str = "line"
    reread: Callable[[Sequence[int]], Mapping[int, Sequence[str]]] | None = field(default=None, repr=False, compare=False)
    _across: RawTable | None = field(default=None, repr=False, compare=False)
    called: Called = field(init=False, repr=False, compare=False)
    """Positions of the columns by what their headers may be called."""

    def __post_init__(self) -> None:
        seen: dict[str, int] = {}
        for column, name in enumerate(self.header):
            if not name and column:
                raise ReadError(
                    f"{self.where(None, column)}: column {column + 1} has no name.", hint="give every column a name of its own."
                )
            if name in seen:
                raise ReadError(
                    f"{self.where(None)}: columns {seen[name] + 1} and {column + 1} are both called {name!r}.",
                    hint="give every column a name of its own.",
                )
            seen[name] = column
        object.__setattr__(self, "called", Called(self.header))
        if not len(self.lines):
            raise ReadError(f"{self.source}: the table has a header, but no rows.", hint="write one row for each alternative.")

    def __len__(self) -> int:
        return len(self.lines)

    def texts(self, column: int) -> Sequence[str]:
        """Return the cells of a column as texts; where it is held as numbers, in the fewest digits."""
        cells = self.columns[column]
        return _Digits(cells) if isinstance(cells, np.ndarray) else cells

    def as_written(self, column: int) -> Sequence[str]:
        """Return the cells of a column as they stand in the file, with their markup and all digits."""
        if self.reread is not None and isinstance(self.columns[column], np.ndarray):
            return self.reread([column])[column]
        return self.texts(column) if self.written is None else self.written[column]

    def spelt_out(self, numbers: Collection[float]) -> RawTable:
        """Return the table with texts in the columns that hold any of these numbers, which the user may have declared to be something else."""
        columns = [j for j, cells in enumerate(self.columns) if isinstance(cells, np.ndarray) and np.isin(cells, [*numbers]).any()]
        if not columns:
            return self
        texts = self.reread(columns) if self.reread is not None else {j: self.as_written(j) for j in columns}
        written = None if self.written is None else tuple(texts.get(j, cells) for j, cells in enumerate(self.written))
        return replace(self, columns=tuple(texts.get(j, cells) for j, cells in enumerate(self.columns)), written=written)

    def without_digits(self, label: int | None = None) -> list[int]:
        """Return the rows that have no digit in any cell beside their label."""
        others = [cells for column, cells in enumerate(self.columns) if column != label]
        empty = np.ones(len(self), dtype=bool)
        for cells in others:
            if isinstance(cells, np.ndarray):
                empty &= np.isnan(cells)
        rows: list[int] = np.flatnonzero(empty).tolist()
        for cells in others:
            if rows and not isinstance(cells, np.ndarray):
                rows = [row for row in rows if not _DIGIT.search(cells[row])]
        return rows

    def where(self, row: int | None, column: int | None = None) -> str:
        """Return the place of a cell, of a row (no column), of a header cell (no row), or of the header, in words.

        Examples
        --------
        >>> RawTable("t.csv", ("tool", "price"), (["Ant"], ["2"]), [3]).where(0, 1)
        "t.csv, line 3, column 'price'"
        """
        if self._across is not None:
            return self._across.where(column - 1 if column else None, 0 if row is None else row + 1)
        line = self.header_line if row is None else self.lines[row]
        if self.letters:
            sheet = f"{self.source}, sheet {self.name!r}" if self.name else self.source
            return f"{sheet}, row {line}" if column is None else f"{sheet}, cell {self.letters[column]}{line}"
        place = f"{self.source}, {self.counted} {line}" if line else self.source
        return place if column is None or not self.header[column] else f"{place}, column {self.header[column]!r}"

    def arranged(self, order: Sequence[int]) -> RawTable:
        """Return the table with these of its columns, in this order."""
        reread = self.reread

        def again(columns: Sequence[int]) -> Mapping[int, Sequence[str]]:
            found = reread([order[j] for j in columns]) if reread is not None else {}
            return {j: found[order[j]] for j in columns}

        return replace(
            self,
            header=tuple(self.header[j] for j in order),
            columns=tuple(self.columns[j] for j in order),
            written=None if self.written is None else tuple(self.written[j] for j in order),
            letters=tuple(self.letters[j] for j in order) if self.letters else (),
            reread=None if reread is None else again,
        )

    def transposed(self) -> RawTable:
        """Return the table with rows and columns exchanged; places are still told as they are in the source."""
        across = [self.texts(column) for column in range(len(self.header))]
        written = [self.as_written(column) for column in range(len(self.header))] if self.written is not None else None
        return replace(
            self,
            header=(self.header[0], *across[0]),
            columns=(self.header[1:], *zip(*across[1:], strict=True)),
            lines=(self.header_line,) * (len(self.header) - 1),
            written=None if written is None else (self.header[1:], *zip(*written[1:], strict=True)),
            letters=(),
            reread=None,
            _across=self,
        )

    @classmethod
    def of_rows(
        cls,
        source: str,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        lines: Sequence[int],
        *,
        written: Sequence[Sequence[str]] | None = None,
        letters: Sequence[str] = (),
        **facts: Any,
    ) -> RawTable:
        """Make a table of rows that are as long as its header; a column without name and content is none."""
        columns = list(zip(*rows, strict=True)) or [()] * len(header)
        kept = [j for j, name in enumerate(header) if name or any(columns[j])]
        marked = None if written is None else list(zip(*written, strict=True)) or columns
        return cls(
            source,
            tuple(header[j] for j in kept),
            tuple(columns[j] for j in kept),
            lines,
            written=None if marked is None else tuple(marked[j] for j in kept),
            letters=tuple(letters[j] for j in kept) if letters else (),
            **facts,
        )
