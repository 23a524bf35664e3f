"""Goodman and Kruskal's gamma: among the pairs that both tell apart, those in the same order, less the others."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import Array, ratio
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import counted, over_pairs
from ..plugin.agreement import agreement
from ..plugin.undefined import UNTOLD

__all__ = ["goodman_kruskal_gamma"]


def _every_two(r: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k rankings by two matrix products."""
    apart = counted(r, np.abs)
    return np.asarray(np.divide(counted(r, lambda s: s), apart, out=np.full(apart.shape, np.nan), where=apart > 0))


@agreement(
    keeps=[symmetric, identity, bounded_by_one, reversal, negates, nearer],
    breaks=[separates, triangle],
    undefined=[UNTOLD],
    every_two=_every_two,
    cite="goodman1954",
)
def goodman_kruskal_gamma(r: Array, t: Array) -> Array:
    """How far two rankings order those pairs alike that both of them tell apart: 1 where no such pair is reversed, -1 where all are.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    ``gamma = (C - D) / (C + D)`` with C pairs in the same order and D in opposite ones (Goodman and Kruskal 1954). Pairs that a
    ranking ties count for nothing, so that a ranking with more ties agrees as much.

    References
    ----------
    goodman1954

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.goodman_kruskal_gamma([1, 2, 2, 4], [1, 2, 3, 4])
    1.0
    >>> import numpy as np
    >>> goodman_kruskal_gamma.kernel(np.array([1.0, 2.0, 3.0]), np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]))
    array([-1.,  1.])
    """
    agree = over_pairs(lambda s, u: s * u, r, t)
    apart = over_pairs(lambda s, u: abs(s * u), r, t)
    return ratio(agree, apart, scale=1.0)
