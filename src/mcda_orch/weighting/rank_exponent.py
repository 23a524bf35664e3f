"""Rank exponent weights: rank sum weights, made steeper or flatter by a power."""

from __future__ import annotations

from typing import Annotated

from .._xp import Array
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.parameter import Needs, Position, at_least
from ..plugin.plugin import weighting
from .rank_order_centroid import places, shared

__all__ = ["rank_exponent"]


@weighting(
    keeps=[simplex, unit_free, origin_free, mirror, direction_free], breaks=[constant_gets_zero], sees="nothing", cite="stillwell1981"
)
def rank_exponent(
    x: Array, s: Array, *, ranks: Position | None = None, exponent: Annotated[float, at_least(0), Needs("ranks")] = 2.0
) -> Array:
    """Weights that fall from the most important criterion to the least by a power of the place from the end.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Only its number of criteria is used.
    s : array, shape (..., m)
    ranks : array, shape (..., m)
        Rank of importance of every criterion, 1 for the most important. Equal ranks share the mean of the
        weights of the places that they occupy. The kernel takes all as equal without.
    exponent : float, default 2
        Not negative: 0 gives equal weights, 1 those of :func:`rank_sum`. It can be found from the weight that somebody
        gives to the most important criterion.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``w_j = (m + 1 - rank_j)**z / sum_k (m + 1 - k)**z`` (Stillwell, Seaver and Edwards 1981).

    References
    ----------
    stillwell1981

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 0, 0]], ["Ant"], ["quality", "speed", "safety"])
    >>> mo.weightings.rank_exponent(matrix, ranks={"quality": 2, "speed": 1, "safety": 3})
    Weights({'quality': 0.285714, 'speed': 0.642857, 'safety': 0.0714286}, source='rank_exponent')
    >>> import numpy as np
    >>> rank_exponent.kernel(np.zeros((1, 3)), np.ones(3), ranks=np.array([2.0, 1.0, 3.0])).round(4)
    array([0.2857, 0.6429, 0.0714])
    """
    m = x.shape[-1]
    return shared(x, s, ranks, ((m + 1.0 - places(x)) / m) ** exponent)
