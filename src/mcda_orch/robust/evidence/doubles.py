"""Doubles: alternatives that tie with one another at all weights of a set."""

from __future__ import annotations

import numpy as np

from ...exact.linear import rank
from ...exact.rational import Vector, dot
from ...sampling.weight_set import WeightSet
from ..evidence.question import Question

__all__ = ["doubles"]


def doubles(question: Question, known: WeightSet, name: str) -> tuple[int, ...]:
    """Return the positions of other alternatives that tie with this one at all weights of the set."""
    if question.rows is None:
        return ()
    a = question.at(name)
    if not known.statements:  # apart in one number is apart at some weights
        return tuple(b for b, row in enumerate(question.rows) if b != a and row == question.rows[a])
    rows = np.array(question.rows, dtype=np.float64)
    inner = known.inner
    scores = rows @ np.array(inner, dtype=np.float64)
    near = np.abs(scores - scores[a]) <= 1e-9 * np.abs(rows).max()  # those that are apart at one point of the set are no doubles
    return tuple(b for b in np.flatnonzero(near).tolist() if b != a and _alike(question, known, inner, a, b))


def _alike(question: Question, known: WeightSet, inner: Vector, a: int, b: int) -> bool:
    d = question.difference(a, b)
    if not any(d):
        return True
    if dot(d, inner) != 0:
        return False
    flat = known.equalities  # on the set, d varies unless it is a mixture of these
    return rank([*flat, d]) == rank(flat)
