"""What each column adds to the scores, where a method is linear in its weights and sees every column by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ...plugin.family import HIGHER
from ..evidence.question import Question
from .played import features_of

if TYPE_CHECKING:
    import numpy.typing as npt

    Cell: TypeAlias = tuple[int, int, float]
    """Row, column and value."""

__all__ = ["BLOCK", "ColumnParts"]

BLOCK = 2**19
"""Cells of the tables that are in hand at a time."""
SAME = 1e-12
"""Part of the largest feature by which a column may seem to differ where others change: rounding."""


class ColumnParts:
    """By how much scores differ where cells of one column change, kept for each such change.

    A table with one changed column each serves as many changes as there are columns, and the scores of a table that changes in
    several are a sum.
    """

    def __init__(self, question: Question, weighed: npt.NDArray[np.float64]) -> None:
        self._question, self._base = question, weighed
        self._scores = weighed.sum(axis=-1)
        self._kept = np.zeros((1, len(weighed)))

    @classmethod
    def of(cls, question: Question, scales: Sequence[Any]) -> ColumnParts | None:
        """Return the parts of a question, or None where the method is not of this kind, as tables show of which all but one column change."""
        if question.rows is None:
            return None
        x = question.task.x
        n, m = x.shape
        low, high = (np.array([s[1][side] for s in scales]) for side in (0, 1))
        odd = np.arange(n)[:, None] % 2 == 1
        tried = np.stack([np.where(odd, low, high), np.where(odd, high, low), x[::-1]])[:, None].repeat(m, axis=-3)
        tried[..., np.arange(m), :, np.arange(m)] = x.T[:, None]
        base = features_of(question, x)
        seen = features_of(question, tried)[..., np.arange(m), :, np.arange(m)]
        if not np.isfinite(base).all() or not (np.abs(seen - base.T[:, None]) <= SAME * (np.abs(base).max() or 1.0)).all():
            return None
        return cls(question, _weighed(question, base))

    def keep(self, changes: Sequence[Sequence[Cell]]) -> range:
        """Work out what changes add, each of some cells of one column, and return where it is kept; at 0 is what none add."""
        start = len(self._kept)
        self._kept = np.concatenate([self._kept, self._worked_out(changes)])
        return range(start, len(self._kept))

    def scores(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """Return the scores of tables, shape (k, n), each the sum of what is kept at some places, shape (k, count)."""
        found = np.tile(self._scores, (len(places), 1))
        for some in places.T:
            found += self._kept[some]
        return found

    def _worked_out(self, changes: Sequence[Sequence[Cell]]) -> npt.NDArray[np.float64]:
        x = self._question.task.x
        n, m = x.shape
        found = np.empty((len(changes), n))
        of_column: list[list[int]] = [[] for _ in range(m)]
        for k, cells in enumerate(changes):
            of_column[cells[0][1]].append(k)
        count, step = max(map(len, of_column)), max(BLOCK // x.size, 1)
        for start in range(0, count, step):
            parts = [some[start : start + step] for some in of_column]
            tables = np.tile(x, (max(map(len, parts)), 1, 1))
            at = [(t, *cell) for some in parts for t, k in enumerate(some) for cell in changes[k]]
            t, i, j, values = (np.array(part) for part in zip(*at, strict=True))
            tables[t, i, j] = values
            apart = _weighed(self._question, features_of(self._question, tables)) - self._base
            for column, some in enumerate(parts):
                found[some] = apart[: len(some), :, column]
        return found


def _weighed(question: Question, features: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return features times the shares of their criteria, turned so that more is better."""
    sign = 1.0 if question.method.better is HIGHER else -1.0
    return np.asarray(features * np.array([sign * float(v) for v in question.shares]))
