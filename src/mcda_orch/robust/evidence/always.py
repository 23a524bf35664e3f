"""Which alternatives are ahead of which at all weights of a set, decided for all pairs at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nsmallest
from operator import mul
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ...exact.polytope import TooManyError
from ...exact.rational import whole
from ...sampling.weight_set import WeightSet
from .question import Question
from .smallest_leads import SmallestLeads

if TYPE_CHECKING:
    import numpy.typing as npt

    Pairs: TypeAlias = npt.NDArray[np.bool_]

__all__ = ["always_ahead"]

CORNERS = 200
"""Corners of a set of weights up to which they decide all pairs; beyond that finding them takes longer than programmes."""
TOGETHER = 64
"""Pairs that the solver is asked about at once: what they settle need not be asked."""


def always_ahead(question: Question, known: WeightSet, strict: bool) -> Pairs:
    """Return, for each ordered pair, whether the first is at least level with the second at all weights, or where strict ahead.

    A lead is linear, so it is smallest at a corner of the set. Where the set has too many corners, its weights that were the worst
    for one pair are tried on all others, and whoever is ahead of one is ahead of all that this one is ahead of: a programme is
    solved only for pairs that neither decides. Whatever decides is counted in integers.

    Returns
    -------
    array of bool, shape (n, n)
    """
    rows, _ = question.parts
    if not known.statements:
        return _at_all(zip(*rows, strict=True), strict, len(rows))
    try:
        corners: Sequence[Sequence[int]] = known.polytope(CORNERS).rays
    except TooManyError:
        return _by_programmes(rows, known, strict)
    return _at_all((_scores(rows, w) for w in corners), strict, len(rows))


def _scores(rows: Sequence[Sequence[int]], w: Sequence[int]) -> list[int]:
    return [sum(map(mul, row, w)) for row in rows]


def _at_all(scores: Iterable[Sequence[int]], strict: bool, n: int) -> Pairs:
    """Return who is ahead at all of these scores, each a number for every alternative."""
    found = np.ones((n, n), dtype=bool)
    for some in scores:
        found &= _ahead(some, strict)
    return found


def _ahead(scores: Sequence[int], strict: bool) -> Pairs:
    """Return who is ahead at scores of any size, which their ranks stand for where they are none of the machine's."""
    if isinstance(scores, np.ndarray) and scores.dtype == np.int64:
        return np.asarray(scores[:, None] > scores if strict else scores[:, None] >= scores)
    rank = {score: k for k, score in enumerate(sorted(set(scores)))}
    ranks = np.array([rank[score] for score in scores])
    return np.asarray(ranks[:, None] > ranks if strict else ranks[:, None] >= ranks)


def _by_programmes(rows: Sequence[Sequence[int]], known: WeightSet, strict: bool) -> Pairs:
    """Decide pairs by the smallest lead of as few as possible, neighbours at the middle first: what is sure of them tells of others."""
    n = len(rows)
    (inner,), _ = whole([known.inner])
    middle = _scores(rows, inner)
    able, sure = _ahead(middle, strict), _at_all(zip(*rows, strict=True), strict, n)
    place = dict(zip(sorted(range(n), key=lambda a: -middle[a]), range(n), strict=True))
    smallest = SmallestLeads(rows, known, inner)
    while True:
        pairs = nsmallest(TOGETHER, np.argwhere(able & ~sure).tolist(), lambda pair: abs(place[pair[0]] - place[pair[1]]))
        if not pairs:
            return sure
        for (p, q), ahead in zip(pairs, smallest.settle(pairs, strict), strict=True):
            if ahead and not sure[p, q]:
                sure |= (sure[:, p] | (np.arange(n) == p))[:, None] & (sure[q] | (np.arange(n) == q))
        able &= _at_all(smallest.scores, strict, n)
