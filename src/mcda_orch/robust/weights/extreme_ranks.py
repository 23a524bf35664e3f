"""The best and the worst rank that weights can give an alternative, with weights that give it and a proof that none do better."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from ...exact.fewest import WORK, Fewest, Within, fewest_of_each
from ...exact.polytope import TooManyError
from ...exact.rational import Matrix, Vector, dot, primitive, whole
from ...sampling.weight_set import WeightSet
from ..evidence.doubles import doubles, doubles_of_each
from ..evidence.question import Question

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Ties", "extreme_rank", "extreme_ranks", "likely", "posed", "proved_rank", "rank_at", "within"]

CORNERS, MIXTURES = 200, 1000
"""Corners of a set of weights that are mixed, at most, and how many mixtures are tried before anything is proved."""

Ties: TypeAlias = Literal["optimistic", "pessimistic", "strict"]


def extreme_rank(question: Question, known: WeightSet, a: int, ties: Ties, worst: bool) -> tuple[int, Vector, Fewest]:
    """Return the best rank of the alternative at position `a` over a set of weights, or the worst, weights that give it, and the proof."""
    return extreme_ranks(question, known, ties, [(a, worst, None)])[0]


def extreme_ranks(
    question: Question, known: WeightSet, ties: Ties, ends: Sequence[tuple[int, bool, Vector | None]], work: float = WORK
) -> list[tuple[int, Vector, Fewest]]:
    """Return the same of each of some alternatives, best or worst, with weights of the set at which it is known to come near to it.

    Once the work is done, what is not proved is left so.
    """
    alike = doubles_of_each(question, known)
    asked = ((*posed(question, known, a, ties, worst, alike[a]), at) for a, worst, at in ends)
    limits = within(known)
    proofs = fewest_of_each(((forms, limits, strict, at) for forms, strict, at in asked), work=work)
    found = []
    for (a, _, _), proof in zip(ends, proofs, strict=True):
        w = _untied(known, proof.forms, proof.point) if ties == "strict" else proof.point
        found.append((rank_at(question, known, question.names[a], w, ties, alike[a]), w, proof))
    return found


def likely(question: Question, known: WeightSet, ties: Ties) -> tuple[list[Vector], list[Vector]]:
    """Return, for each alternative, the weights with the best and with the worst rank out of some mixtures of corners of the set."""
    mixed = _mixtures(known)
    rows = np.array(question.exact, dtype=np.float64)
    scores = (mixed / mixed.sum(axis=-1, keepdims=True)).astype(np.float64) @ rows.T
    near = 1e-12 * np.abs(rows).max()
    least: tuple[list[int], list[int]] = ([], [])
    for column in scores.T:
        apart = scores - column[:, None]
        for worst, sign, found in ((False, 1, least[0]), (True, -1, least[1])):
            level = ties == "strict" or (ties == "optimistic") == worst
            found.append(int((sign * apart > (-near if level else near)).sum(axis=-1).argmin()))
    best, last = ([tuple(Fraction(int(v), int(sum(w))) for v in w) for w in (mixed[k] for k in part)] for part in least)
    return best, last


def _mixtures(known: WeightSet) -> npt.NDArray[np.object_]:
    """Return weights of a set as whole numbers: corners, or its ends in each criterion where these are too many, and mixtures of them."""
    try:
        corners: Sequence[Sequence[int]] = known.polytope(CORNERS).rays
    except TooManyError:
        unit = np.eye(len(known.criteria), dtype=int).tolist()
        ends = [known.maximise(sign * v for v in row).x for row in unit for sign in (1, -1)]
        corners = [primitive(w) for w in ends if w is not None]
    rng = np.random.default_rng(0)
    shape = MIXTURES, len(corners)
    parts = rng.integers(1, 100, shape) * (rng.random(shape) < rng.random((MIXTURES, 1)))
    parts[~parts.any(axis=-1)] = 1
    return np.asarray(np.vstack([np.eye(len(corners), dtype=int), parts]).astype(object) @ np.array(corners, dtype=object))


def within(known: WeightSet) -> Within:
    """Return the rows of a weight set, none of which needs room: draws and ranks are those of the closed set."""
    A_ub, b_ub, A_eq, b_eq = known.rows()
    return tuple((*row, Fraction(0)) for row in A_ub), b_ub, tuple((*row, Fraction(0)) for row in A_eq), b_eq


def posed(question: Question, known: WeightSet, a: int, ties: Ties, worst: bool, alike: Sequence[int] | None = None) -> tuple[Matrix, bool]:
    """Return the leads of which as few as possible are to rise above zero, and whether a lead of zero counts as risen.

    For the best rank they are the leads of the rivals, for the worst those over the rivals. Where weights with a tie are left
    out, a lead of zero counts as risen: of the fewest that are not below zero none is then level for good, since it would turn
    below zero a little aside. Its doubles are looked for unless they are given.
    """
    alike = doubles(question, known, question.names[a]) if alike is None else alike
    rivals = [b for b in range(len(question.names)) if b != a and b not in alike]
    forms = tuple(question.difference(a, b) if worst else question.difference(b, a) for b in rivals)
    return forms, ties == "strict" or (ties == "optimistic") == worst


def proved_rank(question: Question, known: WeightSet, a: int, ties: Ties, worst: bool, found: Fewest) -> tuple[int, int]:
    """Return the rank that the fewest say, and the one that nothing passes: the same where they are proved to be the fewest."""
    alike = len(doubles(question, known, question.names[a])) if ties == "pessimistic" else 0
    k = len(found.forms)
    seen, limit = len(found.risen), found.bound
    return (1 + alike + k - seen, 1 + alike + k - limit) if worst else (1 + alike + seen, 1 + alike + limit)


def rank_at(question: Question, known: WeightSet, name: str, w: Vector, ties: Ties, alike: Sequence[int] | None = None) -> int:
    """Count the rank at weights w; its doubles are looked for unless they are given."""
    a = question.at(name)
    alike = doubles(question, known, name) if alike is None else alike
    if question.rows is None:
        dense = question.dense(np.array([[float(v) for v in w]]))[0]
        ahead, level = int((dense < dense[a]).sum()), int((dense == dense[a]).sum()) - 1
    else:
        (at,), rows = whole([w])[0], question.parts[0]
        scores = [sum(map(mul, row, at)) for b, row in enumerate(rows) if b not in alike]
        own = sum(map(mul, rows[a], at))
        ahead, level = sum(v > own for v in scores), scores.count(own) - 1 + len(alike)
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
