"""The best rows of a table, kept while passing over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .._reductions import ENDS, reduced
from .._statistics import Summary
from ..core.frozen import Frozen
from ..core.positions import TIE, positions
from .question import Question
from .source import Block

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Best", "best_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Best(Frozen):
    """The best rows seen so far; of rows that are level the first in the table.

    Attributes
    ----------
    scores : array, shape (k,)
        The best first.
    places : array of int, shape (k,)
        Where they stand in the table, counted through from 0.
    cells : array, shape (k, m)
    names : tuple of str, or None
    level : int
        How many rows that are left out are level with the last.
    size : float
        The largest score in absolute value.
    ends : array, shape (2, m), or None
        The lowest and the highest cell of each criterion among all rows, where the question is about them.
    """

    scores: npt.NDArray[np.float64]
    places: npt.NDArray[np.intp]
    cells: npt.NDArray[np.float64]
    names: tuple[str, ...] | None
    level: int
    size: float
    ends: npt.NDArray[np.float64] | None = None

    @classmethod
    def of(
        cls,
        k: int,
        sign: float,
        scores: Any,
        places: Any,
        cells: Any,
        names: Sequence[str] | None,
        size: float,
        before: Sequence[Best] = (),
    ) -> Best:
        """Return the best k of some rows; `before` are those that they come from, with what these left out."""
        key = sign * scores
        order = np.lexsort((places, positions(key, True, np.full(len(key), size))))
        kept, rest = order[:k], order[k:]
        last = float(key[kept].min()) - TIE * size
        level = int((key[rest] >= last).sum()) + sum(b.level for b in before if float((sign * b.scores).min()) >= last)
        own = None if names is None else tuple(names[i] for i in kept.tolist())
        return cls(scores[kept], places[kept], cells[kept], own, level, size)

    def plus(self, other: Best, k: int, sign: float) -> Best:
        """Return the best k of both."""
        names = None if self.names is None or other.names is None else (*self.names, *other.names)
        scores, places = np.concatenate([self.scores, other.scores]), np.concatenate([self.places, other.places])
        cells = np.concatenate([self.cells, other.cells])
        found = Best.of(k, sign, scores, places, cells, names, max(self.size, other.size), (self, other))
        return found if self.ends is None or other.ends is None else replace(found, ends=_ends(np.concatenate([self.ends, other.ends])))


def best_of(question: Question, known: Sequence[Summary], count: int, shape: tuple[int, ...], k: int, block: Block) -> Best | None:
    """Return the best rows of a block; None where all of them have blanks."""
    rows, full = question.usable(block)
    if not full.any():
        return None
    at = np.flatnonzero(full)
    whole = rows if full.all() else rows[full]
    scores = question.scores(whole, known, count)
    size = float(np.abs(scores).max())
    key = question.sign * scores
    if len(key) > 4 * k:  # most rows are out of the question, and need no sorting
        near = np.flatnonzero(key >= np.partition(key, len(key) - k)[len(key) - k] - 2 * TIE * size)
        scores, at = scores[near], at[near]
    names = None if block.names is None else [block.names[i] for i in at.tolist()]
    found = Best.of(k, question.sign, scores, block.places(shape, at), block.rows[at], names, size)
    return replace(found, ends=_ends(whole)) if question.telling else found


def _ends(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    low, high = (reduced(*ENDS[which], x, -2) for which in ("smallest", "largest"))
    return np.concatenate([low, high])
