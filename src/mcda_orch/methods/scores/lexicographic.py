"""Lexicographic: the most important criterion decides, the next one only where it ties."""

from __future__ import annotations

import math

import numpy as np

from ..._xp import Array, dot, is_numpy, namespace, total
from ...core.ascending import ascending, smaller
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import BLOCK
from ...plugin.family import SCORE
from ...plugin.plugin import method
from ...plugin.steps import step

__all__ = ["lexicographic"]

PAIRS, FEW = 8000, 20
"""Pairs in a batch up to which comparing them is faster than sorting, and alternatives up to which it is so for twice as many."""
EXACT = 52
"""Binary digits of whole numbers that a floating number holds."""
DEEP = 40
"""Positions of importance whose powers of two one floating number holds exactly, with room for ties."""


def positions(w: Array) -> Array:
    """Place of each criterion in the order of importance, shape (..., m): how many criteria weigh at least as much."""
    xp = namespace(w)
    return xp.sum(xp.astype(w[..., None, :] >= w[..., :, None], w.dtype), axis=-1)


def comparisons(some: Array, x: Array, levels: list[Array]) -> Array:
    """How many of the rows of x each of some rows comes before, shape (..., rows)."""
    xp = namespace(x, *levels)
    one, other = some[..., :, None, :], x[..., None, :, :]
    ahead = xp.astype(one > other, x.dtype) - xp.astype(one < other, x.dtype)
    pairs = xp.reshape(ahead, (*ahead.shape[:-3], -1, ahead.shape[-1]))
    first, *later = [dot(pairs, level) for level in levels]
    for parts in later:
        first = xp.where(first == 0, parts, first)
    won = xp.reshape(xp.astype(first > 0, x.dtype), (*first.shape[:-1], some.shape[-2], x.shape[-2]))
    return total(won)[..., 0]


def words(x: Array, place: Array, counts: Array) -> Array:
    """How many rows of x each one comes after as words do in a dictionary, shape (b, n): every criterion has a place of its own.

    Rows are numbers whose digits are the ranks within the columns, in the order of importance; as many places at a time as one
    floating number holds exactly.
    """
    n, m = x.shape
    places, ordered = ascending(np.ascontiguousarray(x.T))
    ranks = np.zeros((m, n))
    ranks.reshape(-1)[places[:, 1:]] = np.cumsum(ordered[:, 1:] > ordered[:, :-1], axis=-1)
    base = ranks.max() + 1.0
    digits = max(1, int(EXACT - np.log2(n)) // max(1, int(np.ceil(np.log2(base)))))
    below = np.zeros((len(place), n), dtype=np.intp)
    for start in range(0, m, digits):
        inside = counts * ((place > start) & (place <= start + digits))
        number = dot(ranks.T, inside * base ** (inside * (start + digits - place)))
        below = smaller(below * base**digits + number)
        if n * (n - 1) // 2 == below.sum(axis=-1).min():
            break  # no two rows are left together
    return below


def majorities(x: Array, place: Array, counts: Array) -> Array:
    """How many rows of x each one comes before, level by level of importance, shape (..., n)."""
    xp, n, levels = namespace(x, place), x.shape[-2], []
    for start in range(0, x.shape[-1], DEEP):
        inside = xp.astype((place > start) & (place <= start + DEEP), counts.dtype)
        levels.append(counts * inside * 2.0 ** (inside * (start - place)))
    rows = max(1, BLOCK // n)  # so many rows of pairs are in flight at a time
    return xp.concat([comparisons(x[..., i : min(i + rows, n), :], x, levels) for i in range(0, n, rows)], axis=-1)


@method(
    SCORE,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.order_only, law.mirror, law.ignores_zero_weight, law.sole_criterion,
    ],
    breaks=[law.independent, law.dominated_newcomer, law.clone_proof, law.splitting, law.bounded, law.continuous, law.direction_free], facts=[fact.order, fact.shares],
    cite=["fishburn1974", "hwang1981"],
)  # fmt: skip
def lexicographic(x: Array, w: Array, s: Array) -> Array:
    """Number of other alternatives that an alternative beats on the most important criterion that parts the two.

    Higher is better. Weights only say which criterion comes first: no gain on later criteria makes up for the smallest
    loss on an earlier one. Criteria of equal weight come together, and the majority of them decides.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
        A criterion of weight zero is left out.
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``B_i = #{k : i comes before k}``, where the lexicographic order (Fishburn 1974; Hwang and Yoon 1981, lexicographic
    method) is the sign of ``sum_j 2**-p_j sign(x_ij - x_kj)``. The position ``p_j`` counts the criteria that weigh at
    least as much, so the sum is exact, and with distinct weights the number orders as the lexicographic order does.

    The publications order the criteria strictly. Here criteria of equal weight form one level, on which i beats k where
    it is better on more criteria than worse; such majorities may run in a circle, whose members then tie or follow
    from what else they beat. Thresholds of indifference are not offered, for they make the order intransitive
    (Tversky 1969).

    References
    ----------
    fishburn1974, hwang1981, tversky1969

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 1], [3, 2], [1, 9]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.lexicographic(matrix, {"quality": 2, "speed": 1}))
    lexicographic
    rank  alternative  score
       1  Bee              2
       2  Ant              1
       3  Cat              0
    >>> import numpy as np
    >>> x = np.array([[3.0, 1.0], [3.0, 2.0], [1.0, 9.0]])
    >>> lexicographic.kernel(x, np.array([2.0, 1.0]), np.array([1.0, 1.0]))
    array([1., 2., 0.])
    """
    xp = namespace(x, w, s)
    x = x * s[..., None, :]
    place = step("order of importance", "p_j", positions(w))
    counts = xp.astype(w > 0, w.dtype)
    if not is_numpy(x, w) or x.ndim > 2 or math.prod(w.shape[:-1]) * x.shape[-2] ** 2 <= (2 * PAIRS if x.shape[-2] <= FEW else PAIRS):
        return step("beaten", "B_i", majorities(x, place, counts))
    place, counts = (a.reshape(-1, w.shape[-1]).astype(np.float64) for a in (place, counts))
    many = counts.sum(axis=-1)
    own = (counts * place).sum(axis=-1) == many * (many + 1) / 2  # no two criteria share a place
    beaten = np.empty((len(place), x.shape[-2]))
    if own.any():
        beaten[own] = words(x, place[own], counts[own])
    if not own.all():
        beaten[~own] = majorities(x, place[~own], counts[~own])
    return step("beaten", "B_i", beaten.reshape(*w.shape[:-1], x.shape[-2]).astype(x.dtype))
