"""Rank sum weights: they fall by equal steps from the most important criterion to the least."""

from __future__ import annotations

from .._xp import Array
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.parameter import Position
from ..plugin.plugin import weighting
from .rank_order_centroid import places, shared

__all__ = ["rank_sum"]


@weighting(
    keeps=[simplex, unit_free, origin_free, mirror, direction_free], breaks=[constant_gets_zero], sees="nothing", cite="stillwell1981"
)
def rank_sum(x: Array, s: Array, *, ranks: Position | None = None) -> Array:
    """Weights that fall by equal steps from the most important criterion to the least.

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
    ``w_j = 2 (m + 1 - rank_j) / (m (m + 1))`` (Stillwell, Seaver and Edwards 1981).

    References
    ----------
    stillwell1981

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 0, 0]], ["Ant"], ["quality", "speed", "safety"])
    >>> mo.weightings.rank_sum(matrix, ranks={"quality": 2, "speed": 1, "safety": 3})
    Weights({'quality': 0.333333, 'speed': 0.5, 'safety': 0.166667}, source='rank_sum')
    >>> import numpy as np
    >>> rank_sum.kernel(np.zeros((1, 3)), np.ones(3), ranks=np.array([2.0, 1.0, 3.0])).round(4)
    array([0.3333, 0.5   , 0.1667])
    """
    return shared(x, s, ranks, x.shape[-1] + 1.0 - places(x))
