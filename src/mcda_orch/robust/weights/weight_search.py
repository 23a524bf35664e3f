"""The search for a small change of the weights that brings an alternative to the front, by a method that is not linear in them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from ...exact.rational import Vector
from ...sampling.draws import sampler
from ...sampling.streams import Streams
from ...sampling.weight_set import WeightSet
from ..evidence.question import Question
from .nearest import Norm

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["likeliest", "searched_weights"]

DRAWS, FEW = 20_000, 1_000
"""Weights that a search starts from; few where a method solves a programme for each."""
ROUNDS, KEPT, TRIES, HALVINGS = 60, 16, 32, 30
"""Rounds of improving what a search found, how much of it is kept, and how often each is varied."""
RIVALS = 3
"""Rivals for which the smallest change is searched, where any of them may pass."""


def searched_weights(question: Question, a: int, rivals: Sequence[int], norm: Norm, known: WeightSet, streams: Streams) -> Vector | None:
    """Search for shares near to the given ones at which `a` passes rivals: random weights, the way back, and variations.

    None where none were found.
    """
    random = streams.generator()
    start = np.array([float(v) for v in question.shares])
    others = list(rivals)

    def ahead(w: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        dense = question.dense(w)
        return np.asarray((dense[:, a, None] < dense[:, others]).all(axis=-1))

    def gap(w: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        scores = question.scores(w)
        return np.asarray(scores[:, a] - scores[:, others].max(axis=-1))

    def size(w: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return _sizes(w - start, norm)

    if ahead(start[None, :])[0] and known.contains(question.shares, closed=True):
        return question.shares
    pool = sampler(known).draw(FEW if question.method.lift else DRAWS, random).values
    wins = pool[ahead(pool)]
    if not len(wins):
        wins = _raised(pool, gap, random)
        wins = wins[ahead(wins)]
    if not len(wins):
        return None
    home = start if known.contains(question.shares, closed=True) else _closest(pool, size)
    best = wins[_order(size(wins))[:KEPT]]
    best = _back(home, best, ahead)
    reach = 0.5
    for _ in range(ROUNDS):
        part = reach * random.random((len(best) * TRIES, 1))
        toward = np.where(random.random((len(best) * TRIES, 1)) < 0.5, home, pool[random.integers(len(pool), size=len(best) * TRIES)])
        tried = (1 - part) * np.repeat(best, TRIES, axis=-2) + part * toward
        fine = tried[ahead(tried)]
        every = np.concatenate([best, _back(home, fine[_order(size(fine))[:KEPT]], ahead)]) if len(fine) else best
        new = every[_order(size(every))[:KEPT]]
        if size(new).min() > 0.999 * size(best).min():
            reach /= 2
        best = new
    aim = wins[int(gap(wins).argmax())]
    for step in (0.0, *10.0 ** np.arange(-12.0, 1.0)):  # a hair further, where rounding would bring back the tie
        found = _rational((1 - step) * best[0] + step * aim)
        if ahead(np.array([[float(v) for v in found]]))[0]:
            break
    return found


def likeliest(question: Question, falls: int, rivals: Sequence[int], norm: Norm, known: WeightSet, streams: Streams) -> list[int]:
    """Return the few rivals that pass `falls` at the nearest of some random weights; a search for all would take long."""
    start = np.array([float(v) for v in question.shares])
    pool = sampler(known).draw(FEW if question.method.lift else DRAWS, streams.generator()).values
    pool = np.concatenate([pool, (pool + 9 * start) / 10]) if known.contains(question.shares, closed=True) else pool
    dense, sizes = question.dense(pool), _sizes(pool - start, norm)
    near = {b: float(np.where(dense[:, b] < dense[:, falls], sizes, np.inf).min()) for b in rivals}
    return sorted(rivals, key=near.__getitem__)[:RIVALS]


def _sizes(change: npt.NDArray[np.float64], norm: Norm) -> npt.NDArray[np.float64]:
    d = np.abs(change)
    return np.asarray(d.sum(axis=-1) if norm == "l1" else d.max(axis=-1) if norm == "linf" else np.sqrt((d**2).sum(axis=-1)))


def _rational(w: npt.NDArray[np.float64]) -> Vector:
    exact = [Fraction(v) for v in w.tolist()]
    total = sum(exact, Fraction(0))
    return tuple(v / total for v in exact)


def _order(sizes: npt.NDArray[np.float64]) -> list[int]:
    return sorted(range(len(sizes)), key=sizes.__getitem__)


def _closest(pool: npt.NDArray[np.float64], size: Any) -> npt.NDArray[np.float64]:
    return np.asarray(pool[_order(size(pool))[0]])


def _back(home: npt.NDArray[np.float64], wins: npt.NDArray[np.float64], ahead: Any) -> npt.NDArray[np.float64]:
    """Walk from every winning point towards home, as long as it wins."""
    near, far = np.zeros((len(wins), 1)), np.ones((len(wins), 1))
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        fine = ahead(home + middle * (wins - home))[:, None]
        near, far = np.where(fine, near, middle), np.where(fine, middle, far)
    return np.asarray(home + far * (wins - home))


def _raised(pool: npt.NDArray[np.float64], gap: Any, random: np.random.Generator) -> npt.NDArray[np.float64]:
    """Return weights with the largest lead that mixing the pool found."""
    best = pool[_order(-gap(pool))[:KEPT]]
    reach = 0.5
    for _ in range(ROUNDS):
        part = reach * random.random((len(best) * TRIES, 1))
        tried = (1 - part) * np.repeat(best, TRIES, axis=-2) + part * pool[random.integers(len(pool), size=len(best) * TRIES)]
        every = np.concatenate([best, tried])
        heights = gap(every)
        new = every[_order(-heights)[:KEPT]]
        if heights.max() > 0:
            return np.asarray(new)
        if (new[0] == best[0]).all():
            reach /= 2
        best = new
    return np.asarray(best)
