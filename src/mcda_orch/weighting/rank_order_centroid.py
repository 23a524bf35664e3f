"""Rank-order centroid: the middle of all weights that an order of importance allows."""

from __future__ import annotations

from .._xp import Array, namespace
from ..laws.scores import mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.family import Position
from ..plugin.plugin import weighting

__all__ = ["rank_order_centroid"]


@weighting(keeps=[simplex, unit_free, origin_free, mirror], breaks=[constant_gets_zero], cite="barron1996")
def rank_order_centroid(x: Array, s: Array, *, ranks: Position | None = None) -> Array:
    """Middle of all weight vectors that agree with an order of importance.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Only its number of criteria is used.
    s : array, shape (..., m)
    ranks : array, shape (..., m)
        Rank of importance of every criterion, 1 for the most important. Equal ranks share the mean of the
        weights of the places that they occupy; without ranks all criteria do.

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
    >>> import numpy as np
    >>> rank_order_centroid.kernel(np.zeros((1, 3)), np.ones(3), ranks=np.array([2.0, 1.0, 3.0])).round(4)
    array([0.2778, 0.6111, 0.1111])
    """
    xp = namespace(x, s)
    like = xp.zeros_like(x[..., 0, :] * s)
    m = x.shape[-1]
    ranks = like if ranks is None else like + ranks
    places = xp.cumulative_sum(xp.ones_like(like[(*(0,) * (like.ndim - 1), ...)]))
    by_place = xp.cumulative_sum(xp.flip(1.0 / (places * m)))
    cumulative = xp.concat([xp.zeros_like(by_place[:1]), xp.cumulative_sum(xp.flip(by_place))])
    mine, theirs = ranks[..., :, None], ranks[..., None, :]
    before = xp.sum(xp.astype(theirs < mine, xp.int64), axis=-1)
    level = xp.sum(xp.astype(theirs == mine, xp.int64), axis=-1)
    return (xp.take(cumulative, before + level) - xp.take(cumulative, before)) / xp.astype(level, like.dtype)
