"""Which alternatives are ahead of which at all weights of a set, decided for all pairs at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ...exact.polytope import TooManyError
from ...exact.programme import optimum
from ...exact.proposal import WholeProgramme
from ...exact.rational import primitive, whole
from ...sampling.weight_set import WeightSet
from .question import Question

if TYPE_CHECKING:
    import numpy.typing as npt

    Pairs: TypeAlias = npt.NDArray[np.bool_]

__all__ = ["always_ahead"]

CORNERS = 200
"""Corners of a set of weights up to which they decide all pairs; beyond that finding them takes longer than programmes."""


def always_ahead(question: Question, known: WeightSet, strict: bool) -> Pairs:
    """Return, for each ordered pair, whether the first is at least level with the second at all weights, or where strict ahead.

    A lead is linear, so it is smallest at a corner of the set. Where the set has too many corners, its weights that were the worst
    for one pair are tried on all others, and whoever is ahead of one is ahead of all that this one is ahead of: a programme is
    solved only for pairs that neither decides. All of it is done in integers.

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
    """Return who is ahead at scores of any size, which their ranks stand for."""
    rank = {score: k for k, score in enumerate(sorted(set(scores)))}
    ranks = np.array([rank[score] for score in scores])
    return np.asarray(ranks[:, None] > ranks if strict else ranks[:, None] >= ranks)


def _by_programmes(rows: Sequence[Sequence[int]], known: WeightSet, strict: bool) -> Pairs:
    """Decide pairs by the smallest lead of as few as possible."""
    n, m = len(rows), len(rows[0])
    A_ub, b_ub, A_eq, b_eq = known.rows()
    lines, level = ([primitive((*row, b)) for row, b in zip(*part, strict=True)] for part in ((A_ub, b_ub), (A_eq, b_eq)))
    least = (Fraction(0),) * m
    (inner,), _ = whole([known.inner])
    middle = _scores(rows, inner)
    able, sure = _ahead(middle, strict), _at_all(zip(*rows, strict=True), strict, n)
    order = sorted(range(n), key=lambda a: -middle[a])
    for apart in range(1, n):  # neighbours at the middle first: what is sure of them tells of those that are further apart
        for a, b in zip(order, order[apart:], strict=False):
            for p, q in ((a, b), (b, a)):
                if sure[p, q] or not able[p, q]:
                    continue
                d = [y - x for x, y in zip(rows[p], rows[q], strict=True)]
                found = optimum(WholeProgramme(d, lines, level, least, (None,) * m))
                most = sum(map(mul, d, found.x))
                if most > 0 or (strict and most == 0):
                    able &= _ahead(_scores(rows, found.x), strict)
                else:
                    sure |= (sure[:, p] | (np.arange(n) == p))[:, None] & (sure[q] | (np.arange(n) == q))
    return sure
