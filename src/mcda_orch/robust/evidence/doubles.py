"""Doubles: alternatives that tie with one another at all weights of a set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...exact.linear import rank
from ...exact.rational import Vector, dot
from ...sampling.weight_set import WeightSet
from ..evidence.question import Question

__all__ = ["doubles", "doubles_of_each"]


def doubles(question: Question, known: WeightSet, name: str) -> tuple[int, ...]:
    """Return the positions of other alternatives that tie with this one at all weights of the set."""
    return _doubles(question, known, [question.at(name)])[0]


def doubles_of_each(question: Question, known: WeightSet) -> list[tuple[int, ...]]:
    """Return the same of each alternative, with what the set of weights is like looked up once."""
    return _doubles(question, known, range(len(question.names)))


def _doubles(question: Question, known: WeightSet, places: Sequence[int]) -> list[tuple[int, ...]]:
    if question.rows is None:
        return [()] * len(places)
    if not known.statements:  # apart in one number is apart at some weights
        alike: dict[tuple[int, ...], list[int]] = {}
        for b, row in enumerate(question.parts[0]):
            alike.setdefault(row, []).append(b)
        return [tuple(b for b in alike[question.parts[0][a]] if b != a) for a in places]
    rows = np.array(question.rows, dtype=np.float64)
    inner = known.inner
    scores = rows @ np.array(inner, dtype=np.float64)
    room = 1e-9 * np.abs(rows).max()  # those that are apart at one point of the set are no doubles
    near = [np.flatnonzero(np.abs(scores - scores[a]) <= room).tolist() for a in places]
    return [tuple(b for b in some if b != a and _alike(question, known, inner, a, b)) for a, some in zip(places, near, strict=True)]


def _alike(question: Question, known: WeightSet, inner: Vector, a: int, b: int) -> bool:
    d = question.difference(a, b)
    if not any(d):
        return True
    if dot(d, inner) != 0:
        return False
    flat = known.equalities  # on the set, d varies unless it is a mixture of these
    return rank([*flat, d]) == rank(flat)
