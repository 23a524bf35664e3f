"""Rank-order centroid: the middle of all weights that an order of importance allows."""

from __future__ import annotations

from .._xp import Array, namespace, share
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.parameter import Position
from ..plugin.plugin import weighting

__all__ = ["places", "rank_order_centroid", "shared"]


def places(x: Array) -> Array:
    """The places 1, 2, ..., m, shape (m,)."""
    xp = namespace(x)
    return xp.cumulative_sum(xp.ones_like(x[(*(0,) * (x.ndim - 1), ...)]))


def shared(x: Array, s: Array, ranks: Array | None, worth: Array) -> Array:
    """Weights by the places that criteria occupy in an order of importance, shape (..., m).

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    ranks : array, shape (..., m), optional
        1 for the most important. Equal ranks share the mean of the places that they occupy, so that only the order
        matters; without ranks all criteria are equal.
    worth : array, shape (m,)
        What every place is worth, the first one first.
    """
    xp = namespace(x, s)
    like = xp.zeros_like(x[..., 0, :] * s)
    ranks = like if ranks is None else like + ranks
    mine, theirs = ranks[..., :, None], ranks[..., None, :]
    before = xp.sum(xp.astype(theirs < mine, like.dtype), axis=-1, keepdims=True)
    level = xp.sum(xp.astype(theirs == mine, like.dtype), axis=-1, keepdims=True)
    place = places(x)
    occupied = xp.astype((place > before) & (place <= before + level), like.dtype)
    return xp.sum(occupied * share(worth), axis=-1) / level[..., 0]


@weighting(keeps=[simplex, unit_free, origin_free, mirror, direction_free], breaks=[constant_gets_zero], sees="nothing", cite="barron1996")
def rank_order_centroid(x: Array, s: Array, *, ranks: Position | None = None) -> Array:
    """Middle of all weight vectors that agree with an order of importance.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Only its number of criteria is used.
    s : array, shape (..., m)
    ranks : array, shape (..., m)
        Rank of importance of every criterion, 1 for the most important. Equal ranks share the mean of the
        weights of the places that they occupy. The kernel takes all as equal without.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``w_j = (1/m) sum_{k=j..m} 1/k`` (Barron and Barrett 1996, eq. 3), the centroid of the simplex
    ``w_1 >= ... >= w_m``.

    References
    ----------
    barron1996

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 0, 0]], ["Ant"], ["quality", "speed", "safety"])
    >>> mo.weightings.rank_order_centroid(matrix, ranks={"quality": 2, "speed": 1, "safety": 3})
    Weights({'quality': 0.277778, 'speed': 0.611111, 'safety': 0.111111}, source='rank_order_centroid')
    >>> import numpy as np
    >>> rank_order_centroid.kernel(np.zeros((1, 3)), np.ones(3), ranks=np.array([2.0, 1.0, 3.0])).round(4)
    array([0.2778, 0.6111, 0.1111])
    """
    xp = namespace(x, s)
    return shared(x, s, ranks, xp.flip(xp.cumulative_sum(xp.flip(1.0 / places(x)))))
