"""The best rows of a table that need not fit into memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ..core.arguments import told
from ..core.blanks import BlanksLike
from ..core.frozen import Labelled, still
from ..core.outcome import Outcome
from ..core.ranking import Ranking
from ..core.report import Report
from ..core.table import Table
from ..engine.pace import Pace
from ..engine.progress import Progress
from ..errors import DomainError
from .best import Best, best_of
from .blanks import SKIP, Blank, policy_of
from .question import Question
from .statistics import statistics
from .table import Given, LargeTable, large_table

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy.typing as npt

__all__ = ["Top", "top"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Top(Report):
    """The best rows of a table.

    Attributes
    ----------
    method : str
    higher_is_better : bool
    names : tuple of str
        The best first; rows of a table without names are called by their places, from 0.
    scores : Labelled
    ranks : Labelled
        1 for the best; those that tie share the smallest rank.
    places : array of int
        Where the rows stand in the table: counted from 0, or a place along each axis.
    criteria : tuple of str
    cells : array, shape (k, m)
    rows : int
        How many rows were compared.
    skipped : int
        How many were left out for a blank cell.
    filled : int
        How many of those that were compared have a blank cell, for which something stands.
    blanks : str
        What became of blank cells.
    level : int
        How many rows that are not among these are level with the last of them.
    notes : tuple of str
        What is taken for granted, such as that more is better where nothing says so, and what there is to say of the criteria's scales.
    """

    method: str
    higher_is_better: bool
    names: tuple[str, ...]
    scores: Labelled
    ranks: Labelled
    places: npt.NDArray[np.intp]
    criteria: tuple[str, ...]
    cells: npt.NDArray[np.float64]
    rows: int
    skipped: int
    filled: int
    blanks: str
    level: int
    notes: tuple[str, ...]

    @classmethod
    def of(cls, outcome: Outcome, k: int) -> Top:
        """Return the best rows of what a method says of a table in memory."""
        matrix, dense = outcome.matrix, outcome.ranking.dense
        order = np.lexsort((np.arange(len(dense)), dense))[:k]
        names = tuple(matrix.names[i] for i in order.tolist())
        last = dense == dense[order[-1]]
        return cls(
            outcome.method,
            outcome.higher_is_better,
            names,
            Labelled(still(outcome.scores.values[order]), names),
            Labelled(still(outcome.ranks.values[order]), names),
            still(order),
            matrix.criterion_names,
            still(matrix.values[order]),
            len(matrix),
            0,
            int(matrix.blank.any(axis=-1).sum()),
            str(outcome.blanks),
            int(last.sum() - last[order].sum()),
            outcome.notes,
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Rank, name, score and cells of each."""
        body = zip(self.names, self.ranks.values.tolist(), self.scores.values.tolist(), self._cells(), strict=True)
        rows = tuple((rank, name, score, *cells) for name, rank, score, cells in body)
        title = f"The best {len(rows)} of {self.rows:,} by {self.method}" + ("" if self.higher_is_better else " (lower is better)")
        return (Table(("rank", "alternative", "score", *self.criteria), rows, title),)

    def _cells(self) -> list[list[float | None]]:
        """Return the cells of each row; None for blanks."""
        return [[None if cell != cell else cell for cell in row] for row in self.cells.tolist()]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is level with the last, what was left out, and what was taken for granted."""
        said = []
        if self.level:
            more = f"{self.level:,} more row{'s are' if self.level > 1 else ' is'}"
            said.append(f"{more} level with the last of these, which stands before in the table.")
        if self.filled:
            said.append(f"{self.filled:,} row{'s have' if self.filled > 1 else ' has'} a blank cell ({self.blanks}).")
        if self.skipped:
            said.append(f"{self.skipped:,} row{'s were' if self.skipped > 1 else ' was'} left out for a blank cell.")
        return (*said, *self.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {
            "schema": "mcda_orch.top",
            "version": 1,
            "method": self.method,
            "higher_is_better": self.higher_is_better,
            "rows": self.rows,
            "skipped": self.skipped,
            "filled": self.filled,
            "blanks": self.blanks,
            "level": self.level,
            "best": [
                {"name": name, "rank": rank, "score": score, "place": place, "cells": dict(zip(self.criteria, cells, strict=True))}
                for name, rank, score, place, cells in zip(
                    self.names, self.ranks.values.tolist(), self.scores.values.tolist(), self.places.tolist(), self._cells(),
                    strict=True,
                )
            ],
            "remarks": list(self.remarks),
        }  # fmt: skip

    def __repr__(self) -> str:
        return f"Top({len(self.names)} of {self.rows:,} rows by {self.method})"


@told
def top(
    table: Any,
    method: Any = None,
    weights: Any = None,
    k: int = 10,
    *,
    criteria: Iterable[Any] | None = None,
    directions: Any = None,
    params: Mapping[str, Any] | None = None,
    label: str | None = None,
    blanks: BlanksLike | Literal["skip"] = None,
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress = None,
) -> Top:
    """Return the best rows of a table by one method, in passes over parts of it, so that it need not fit into memory.

    A method that is rowwise gives a row its score from the row itself and from statistics of the columns, such as their sums. These are
    found first, in a pass or a few; then the rows are scored part by part, and the best are kept.

    Parameters
    ----------
    table : path of a Parquet file, Problem, DecisionMatrix, dataframe, or array of NumPy, Dask or xarray
        Rows of numbers. Arrays have their criteria along the last axis, those of xarray along the dimension ``criterion``.
    method : Method or str
        That of the problem, unless given.
    weights : mapping, Weights or array
        Those of the problem, unless given. Of a Parquet file, a mapping also says which columns are criteria, unless `criteria` do; else all but `label` are.
    k : int, default 10
    criteria : iterable of str or Criterion, optional
        The columns of a file that count, or what the columns of an array are: ``"price:min"``.
    directions : optional
        As for :class:`mcda_orch.DecisionMatrix`.
    params : mapping, optional
        Parameters of the method.
    label : str, optional
        The column of a file or dataframe that names its rows.
    blanks : "skip", Blanks, str or number, optional
        What becomes of a blank cell (NaN, or nothing), which is refused unless a policy is given or stated by the problem: its row is left
        out, or the cell is filled as :class:`mcda_orch.Blanks` says,
        ``"worst"``, ``"best"``, ``"mean"`` of the whole column, or a number; ``"redistribute"`` has no place here. Arrays of xarray
        skip such rows unless their blanks are filled, and always what has no cell at all.
    workers, executor, progress
        As for :func:`mcda_orch.smaa`; Dask's arrays bring their own scheduler.

    Returns
    -------
    Top

    Raises
    ------
    PluginError
        If the method needs all rows at once.

    Examples
    --------
    >>> import numpy as np
    >>> rows = np.array([[3.0, 250], [5, 400], [4, 300], [1, 100]])
    >>> found = top(rows, "topsis", [1, 1], 2, criteria=["quality", "price:min"])
    >>> found.places, found.rows
    (array([2, 1]), 4)
    """
    if k < 1:
        raise DomainError(f"the best {k} rows are none.", hint="ask for at least one.")
    table, method, weights, params, blanks = Given(table, method, weights, params, blanks).settled()
    given = large_table(table, weights, criteria, label)
    pace = Pace.of(workers, None, 1, executor, progress, "rows")
    over = given.over(pace)
    policy = policy_of(blanks)
    question = given.question(method, weights, directions, params, policy, over)
    known, count = statistics(question, over, given.shape)
    found = over(partial(best_of, question, known, count, given.shape, k), partial(_both, k, not question.formed))
    assert found is not None  # some row has no blank
    return _top(given, question, found, count, policy)


def _apart(names: tuple[str, ...], places: tuple[str, ...]) -> tuple[str, ...]:
    """Return names of which no two are alike: rows without a name go by their place, and several of one name by both."""
    count = Counter(names)
    return tuple(
        place if not name.strip() else f"{name} ({place})" if count[name] > 1 else name for name, place in zip(names, places, strict=True)
    )


def _both(k: int, shared: bool, a: Best, b: Best) -> Best:
    return a.plus(b, k, shared)


def _top(given: LargeTable, question: Question, found: Best, count: int, policy: Blank) -> Top:
    names = _apart(given.called(found.places) if found.names is None else found.names, given.by_place(found.places))
    ranking = Ranking.from_dense(found.ranks, names)
    places = found.places if len(given.shape) == 1 else np.stack(np.unravel_index(found.places, given.shape), axis=-1)
    total = int(np.prod(given.shape))
    left_out = question.skips and question.fills is None
    return Top(
        question.method.name,
        question.sign > 0,
        names,
        Labelled(found.scores, names),
        ranking.ranks("min"),
        still(places),
        question.names,
        still(found.cells),
        count,
        total - count,
        0 if question.fills is None else question.fills.rows,
        f"blanks: {SKIP}" if left_out else str(policy),
        found.level,
        question.notes(found.ends),
    )
