"""Values that cells may take, and the scores of tables in which some of them do."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ...exact.rational import fraction
from ..evidence.question import Question
from .cell_options import GRID, Option
from .column_parts import BLOCK, ColumnParts
from .played import scores_of

if TYPE_CHECKING:
    import numpy.typing as npt

    Choices: TypeAlias = npt.NDArray[np.intp]
    """Positions of options, shape (k, count): every row is a table in which so many cells change."""

__all__ = ["Choices", "Trials"]

LOOKED_UP = 256
"""Numbers that are worked out in the time that it takes to look up what the columns of a table add."""


class Trials:
    """The values that cells of some rows may take, and tables that take some of them.

    Parameters
    ----------
    question : Question
    rows : sequence of int
        Alternatives whose cells may change.
    scales : sequence
        Levels, ends and whether these were learnt, for each criterion.

    Attributes
    ----------
    options : list of Option
    cells : mapping of int to list of array
        For each row, the positions of the options of each of its cells.
    discrete : bool
        Whether these are all values that a cell may take.
    cost : int
        How many numbers it takes to score a table.
    spent : int
        How many it took so far.
    """

    def __init__(self, question: Question, rows: Sequence[int], scales: Sequence[Any]) -> None:
        self.question, self.scales = question, scales
        self.options: list[Option] = []
        self.cells: dict[int, list[Choices]] = {i: [] for i in rows}
        able = [(j, levels, low, high) for j, (levels, (low, high), _) in enumerate(scales) if high > low]
        self.discrete = all(levels for _, levels, _, _ in able)
        taken = []
        for j, levels, low, high in able:
            grid = levels or tuple(low + (high - low) * k / GRID for k in range(GRID + 1))
            taken.append((j, [(v, fraction(v)) for v in grid if _fits(question, j, v)], fraction(high) - fraction(low)))
        x = question.task.x
        for i in rows:
            for j, values, width in taken:
                old, start = float(x[i, j]), len(self.options)
                exact = fraction(old)
                self.options += [Option(i, j, v, Fraction(0), abs(p - exact) / width) for v, p in values if v != old]
                if len(self.options) > start:
                    self.cells[i].append(np.arange(start, len(self.options)))
        self._i, self._j = (np.array(part, dtype=np.intp) for part in ([o.i for o in self.options], [o.j for o in self.options]))
        self._value = np.array([o.value for o in self.options])
        self._columns = ColumnParts.of(question, scales)
        self.cost = x.size if self._columns is None else len(x) + LOOKED_UP
        self._place: dict[tuple[int, ...], int] = {(): 0}
        self.spent = 0

    def scores(self, choices: Choices) -> npt.NDArray[np.float64]:
        """Return the scores of tables, shape (k, n), turned so that more is better."""
        self.spent += self.cost * len(choices)
        if self._columns is not None:
            return self._columns.scores(self._places(self._columns, choices))
        x = self.question.task.x
        step = max(BLOCK // x.size, 1)
        return np.concatenate([scores_of(self.question, self.tables(choices[k : k + step])) for k in range(0, len(choices), step)])

    def tables(self, choices: Choices) -> npt.NDArray[np.float64]:
        """Return the tables, shape (k, n, m)."""
        x = np.tile(self.question.task.x, (len(choices), 1, 1))
        x[np.arange(len(choices))[:, None], self._i[choices], self._j[choices]] = self._value[choices]
        return x

    def _places(self, columns: ColumnParts, choices: Choices) -> Choices:
        """Return where the parts of tables are kept, one for each column that changes."""
        seen = np.unique(choices)
        where = np.zeros(len(self.options), dtype=np.intp)
        where[seen] = self._kept_at(columns, [(p,) for p in seen.tolist()])
        found = where[choices]
        ordered = np.sort(self._j[choices], axis=-1)
        several = (ordered[:, 1:] == ordered[:, :-1]).any(axis=-1)  # cells of the same column
        if several.any():
            column = self._j.tolist()
            changes = []
            for chosen in np.sort(choices[several], axis=-1).tolist():
                of_column: dict[int, tuple[int, ...]] = {}
                for p in chosen:
                    of_column[column[p]] = (*of_column.get(column[p], ()), p)
                changes += [*of_column.values(), *[()] * (len(chosen) - len(of_column))]
            found[several] = np.reshape(self._kept_at(columns, changes), (-1, choices.shape[1]))
        return found

    def _kept_at(self, columns: ColumnParts, changes: Sequence[tuple[int, ...]]) -> list[int]:
        """Return where the parts of changes are kept, each of some cells of one column."""
        new = list(dict.fromkeys(c for c in changes if c not in self._place))
        if new:
            cells = [[(self.options[p].i, self.options[p].j, self.options[p].value) for p in c] for c in new]
            self._place |= dict(zip(new, columns.keep(cells), strict=True))
        return [self._place[c] for c in changes]


def _fits(question: Question, j: int, value: float) -> bool:
    """Tell whether the method takes such a value."""
    column = np.full((1, len(question.criteria)), np.nan)
    column[:] = question.task.x[:1]
    column[0, j] = value
    return not any(domain.outside(column, question.task.s).any() for _, domain in question.method.restrictions(question.task.params))
