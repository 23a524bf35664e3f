"""The best and the worst rank that weights can give an alternative, with weights that give it and a proof that none do better."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

import numpy as np

from ...exact.fewest import Fewest, Within, fewest
from ...exact.rational import Matrix, Vector, dot
from ...sampling.weight_set import WeightSet
from ..evidence.doubles import doubles
from ..evidence.question import Question

__all__ = ["Ties", "extreme_rank", "posed", "proved_rank", "rank_at", "within"]

Ties: TypeAlias = Literal["optimistic", "pessimistic", "strict"]


def extreme_rank(question: Question, known: WeightSet, a: int, ties: Ties, worst: bool) -> tuple[int, Vector, Fewest]:
    """Return the best rank of the alternative at position `a` over a set of weights, or the worst, weights that give it, and the proof."""
    forms, strict = posed(question, known, a, ties, worst)
    found = fewest(forms, within(known), strict)
    w = _untied(known, forms, found.point) if ties == "strict" else found.point
    return rank_at(question, known, question.names[a], w, ties), w, found


def within(known: WeightSet) -> Within:
    """Return the rows of a weight set, none of which needs room: draws and ranks are those of the closed set."""
    A_ub, b_ub, A_eq, b_eq = known.rows()
    return tuple((*row, Fraction(0)) for row in A_ub), b_ub, tuple((*row, Fraction(0)) for row in A_eq), b_eq


def posed(question: Question, known: WeightSet, a: int, ties: Ties, worst: bool) -> tuple[Matrix, bool]:
    """Return the leads of which as few as possible are to rise above zero, and whether a lead of zero counts as risen.

    For the best rank they are the leads of the rivals, for the worst those over the rivals. Where weights with a tie are left
    out, a lead of zero counts as risen: of the fewest that are not below zero none is then level for good, since it would turn
    below zero a little aside.
    """
    alike = doubles(question, known, question.names[a])
    rivals = [b for b in range(len(question.names)) if b != a and b not in alike]
    forms = tuple(question.difference(a, b) if worst else question.difference(b, a) for b in rivals)
    return forms, ties == "strict" or (ties == "optimistic") == worst


def proved_rank(question: Question, known: WeightSet, a: int, ties: Ties, worst: bool, found: Fewest) -> tuple[int, int]:
    """Return the rank that the fewest say, and the one that nothing passes: the same where they are proved to be the fewest."""
    alike = len(doubles(question, known, question.names[a])) if ties == "pessimistic" else 0
    k = len(found.forms)
    seen, limit = len(found.risen), found.bound
    return (1 + alike + k - seen, 1 + alike + k - limit) if worst else (1 + alike + seen, 1 + alike + limit)


def rank_at(question: Question, known: WeightSet, name: str, w: Vector, ties: Ties) -> int:
    """Count the rank at weights w."""
    a, alike = question.at(name), doubles(question, known, name)
    if question.rows is None:
        dense = question.dense(np.array([[float(v) for v in w]]))[0]
        ahead, level = int((dense < dense[a]).sum()), int((dense == dense[a]).sum()) - 1
    else:
        leads = [dot(question.difference(b, a), w) for b in range(len(question.names)) if b != a and b not in alike]
        ahead, level = sum(v > 0 for v in leads), sum(v == 0 for v in leads) + len(alike)
    return 1 + ahead + (level if ties == "pessimistic" else 0)


def _untied(known: WeightSet, forms: Sequence[Vector], w: Vector) -> Vector:
    """Return weights near w at which no form is zero, and those that are below zero at w still are.

    No form vanishes on the whole set, so it is left from w inwards, and then aside in all directions of the set, by less and
    less in one than in the other; all but a few steps will do.
    """
    below = [d for d in forms if dot(d, w) < 0]
    directions, inner = known.directions, known.inner
    step = Fraction(1, 2)
    while True:
        at = [p + step * (q - p) for p, q in zip(w, inner, strict=True)]
        for power, direction in enumerate(directions, start=2):
            at = [p + step**power * v for p, v in zip(at, direction, strict=True)]
        tried = tuple(at)
        if known.contains(tried, closed=True) and all(dot(d, tried) for d in forms) and all(dot(d, tried) < 0 for d in below):
            return tried
        step /= 2
