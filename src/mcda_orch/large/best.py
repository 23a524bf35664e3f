"""The best rows of a table, kept while passing over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from .._reductions import ENDS, reduced
from .._statistics import Summary
from ..core.frozen import Frozen
from ..core.positions import TIE, positions
from .question import Question
from .source import Block

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Best", "best_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Best(Frozen):
    """The best rows seen so far; of rows that are level the first in the table.

    Attributes
    ----------
    scores : array, shape (k,)
        The best first.
    key, sizes : array, shape (k,)
        What orders them, more being better, and how large its terms are: rows tie where they differ by too small a part of these.
        The linear form of the method, where it has one; else the scores, whose size is that of the largest among all rows.
    places : array of int, shape (k,)
        Where they stand in the table, counted through from 0.
    cells : array, shape (k, m)
    names : tuple of str, or None
    level : int
        How many rows that are left out are level with the last.
    ends : array, shape (2, m), or None
        The lowest and the highest cell of each criterion among all rows, where the question is about them.
    """

    scores: Numbers
    key: Numbers
    sizes: Numbers
    places: npt.NDArray[np.intp]
    cells: Numbers
    names: tuple[str, ...] | None
    level: int = 0
    ends: Numbers | None = None

    def plus(self, other: Best, k: int, shared: bool) -> Best:
        """Return the best k of both; `shared` says that all rows have the size of the largest."""
        sizes = np.concatenate([self.sizes, other.sizes])
        return Best(
            np.concatenate([self.scores, other.scores]),
            np.concatenate([self.key, other.key]),
            np.full_like(sizes, sizes.max()) if shared else sizes,
            np.concatenate([self.places, other.places]),
            np.concatenate([self.cells, other.cells]),
            None if self.names is None or other.names is None else (*self.names, *other.names),
            ends=None if self.ends is None or other.ends is None else _ends(np.concatenate([self.ends, other.ends])),
        ).first(k, (self, other))

    def first(self, k: int, before: Sequence[Best] = ()) -> Best:
        """Return the best k of rows in any order; `before` are those that they come from, with what these left out."""
        order = np.lexsort((self.places, self.ranks))
        kept, rest = order[:k], order[k:]
        last = kept[-1]

        def tied(key: Any, size: Any) -> Any:
            return key >= self.key[last] - TIE * np.maximum(size, self.sizes[last])

        level = int(np.sum(tied(self.key[rest], self.sizes[rest]))) + sum(b.level for b in before if tied(b.key[-1], b.sizes[-1]))
        names = None if self.names is None else tuple(self.names[i] for i in kept.tolist())
        return Best(
            self.scores[kept], self.key[kept], self.sizes[kept], self.places[kept], self.cells[kept], names, level, self.ends
        )  # fmt: skip

    @property
    def ranks(self) -> npt.NDArray[Any]:
        """Dense ranks, 1 for the best."""
        return positions(self.key, True, self.sizes)


def best_of(question: Question, known: Sequence[Summary], count: int, shape: tuple[int, ...], k: int, block: Block) -> Best | None:
    """Return the best rows of a block; None where all of them have blanks."""
    rows, full = question.usable(block)
    if not full.any():
        return None
    at = np.flatnonzero(full)
    whole = rows if full.all() else rows[full]
    scores = question.scores(whole, known, count)
    size = float(np.abs(scores).max())
    key, some = question.sign * scores, whole
    if len(key) > 4 * k:  # most rows are out of the question, and need no sorting
        near = np.flatnonzero(key >= np.partition(key, len(key) - k)[len(key) - k] - 2 * TIE * size)
        scores, key, at, some = scores[near], key[near], at[near], whole[near]
    sizes = np.full(len(key), size)
    if question.formed:
        key, sizes = question.form(some, known, count)
    names = None if block.names is None else tuple(block.names[i] for i in at.tolist())
    ends = _ends(whole) if question.telling else None
    return Best(scores, key, sizes, block.places(shape, at), block.rows[at], names, 0, ends).first(k)


def _ends(x: Numbers) -> Numbers:
    low, high = (reduced(*ENDS[which], x, -2) for which in ("smallest", "largest"))
    return np.concatenate([low, high])
