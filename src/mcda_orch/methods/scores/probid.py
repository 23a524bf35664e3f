"""PROBID: distances to the best, second best, ... and worst points, and to the average."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..._statistics import added
from ..._xp import Array, dot, lengths, namespace, ratio, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.parameter import AnyScaling
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.vector import vector

__all__ = ["ideal_distances", "probid"]

TOGETHER = 2**16
"""Differences to ideals that are few enough to be taken at once."""
FEW = 4
"""Ideals among which none that are the same are looked for."""


def ideal_distances(r: Array, w: Array, better: int, worse: int) -> tuple[Array, Array]:
    """Sums of the distances to so many of the best and of the worst ideals, each divided by its place from that end, shape (..., n).

    The k-th ideal takes the k-th best value of every criterion, or the k-th worst.
    """
    xp, squares = namespace(r, w), w**2
    ordered = xp.sort(r, axis=-2)
    return _distances(r, xp.flip(ordered, axis=-2)[..., :better, :], squares), _distances(r, ordered[..., :worse, :], squares)


def _distances(r: Array, ideals: Array, squares: Array) -> Array:
    xp, count = namespace(r, squares), ideals.shape[-2]
    if xp is not np or r.ndim > 2:
        found = xp.sqrt(dot((r - ideals[..., :1, :]) ** 2, squares))
        for k in range(1, count):  # one ideal at a time, so that no pairs are kept
            found = found + xp.sqrt(dot(((r - ideals[..., k : k + 1, :]) / (k + 1)) ** 2, squares))
        return found
    parts = 1.0 / np.arange(1, count + 1, dtype=r.dtype)
    if squares.ndim == 1 and ideals.size * len(r) <= TOGETHER:
        return np.sqrt(dot(((r - ideals[:, None, :]) * parts[:, None, None]) ** 2, squares)).sum(axis=-2)
    if count > FEW:  # ideals that are the same are one, with all their parts
        new = np.concatenate([[0], np.flatnonzero((ideals[1:] != ideals[:-1]).any(axis=-1)) + 1])
        ideals, parts = ideals[new], np.add.reduceat(parts, new)
    found = dot(((r - ideals[0]) * parts[0]) ** 2, squares)
    np.sqrt(found, out=found)
    for ideal, part in zip(ideals[1:], parts[1:], strict=True):
        each = dot(((r - ideal) * part) ** 2, squares)
        found += np.sqrt(each, out=each)
    return found


@method(
    SCORE,
    keeps=[law.weight_free, law.unit_free, law.mirror, law.ignores_zero_weight, law.continuous],
    breaks=[
        law.dominance, law.strict_dominance, law.response, law.origin_free, law.order_only, law.independent, law.dominated_newcomer,
        law.clone_proof, law.splitting, law.bounded, law.direction_free, law.sole_criterion,
    ], facts=[fact.parts, fact.senses, fact.shares],
    cite="wang2021",
)  # fmt: skip
def probid(
    x: Array,
    w: Array,
    s: Array,
    *,
    middle: Literal["split", "shared"] = "split",
    shares: bool = True,
    scale: AnyScaling = vector,
) -> Array:
    """Closeness to a series of ideals plus distance from the average; higher is better.

    The first ideal takes the best value of every criterion, the second ideal the second best, down to the worst.
    Distances to the better half, the first counting most, are weighed against distances to the worse half, the
    last counting most; the distance from the average alternative, in whatever direction, is added.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    middle : {"split", "shared"}
        How an even number n of ideals is halved: after ideal n/2, or so that ideal n/2 belongs to both halves, as
        some programs do. Of an odd number the middle one belongs to both.
    shares : bool, default True
        Whether weights are divided by their total first: the distance that is added depends on it.
    scale : Scaling or its name, default vector

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``P_i = 1 / (1 + R_i**2) + S_i(avg)``, ``R_i = S_i(pos) / S_i(neg)``, with ``S_i(pos) = sum_k S_i(k) / k`` over the
    better half of the ideals and ``S_i(neg) = sum_k S_i(k) / (n - k + 1)`` over the worse (Wang, Rangaiah and Wang
    2021). For an even n the worse half begins with ideal ``n / 2 + 1``. Where both sums are 0 all alternatives are
    equal, and the first term counts as 0.

    References
    ----------
    wang2021

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1], [2], [2]], ["Ant", "Bee", "Cat"], ["quality"])
    >>> print(mo.probid(matrix, {"quality": 1}))
    probid
    rank  alternative     score
       1  Bee           1.11111
       1  Cat           1.11111
       3  Ant          0.322222
    >>> import numpy as np
    >>> probid.kernel(np.array([[1.0], [2.0], [2.0]]), np.array([1.0]), np.array([1.0])).round(3)
    array([0.322, 1.111, 1.111])
    """
    n = x.shape[-2]
    w = share(w) if shares else w
    r = scale(x, s)
    half = (n + 1) // 2
    both = n % 2 == 1 or middle == "shared"
    better, worse = ideal_distances(r, w, half, n - half + both)
    step("distance to the better ideals", "S_i(pos)", better)
    step("distance to the worse ideals", "S_i(neg)", worse)
    (average,) = lengths(w, r - added(r) / n)
    step("distance to the average", "S_i(avg)", average)
    return step("performance", "P_i", ratio(worse**2, worse**2 + better**2, scale=0.0) + average)
