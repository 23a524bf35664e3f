"""AP correlation: Kendall's coefficient with errors at the top counting more, as in average precision."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace, ratio
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import CELLS, ahead_of, row_sums
from ..plugin.agreement import agreement
from ..plugin.law import Variant
from ..plugin.undefined import CONSTANT, constant

__all__ = ["ap_correlation"]


def _judged(r: Array, t: Array) -> Array:
    """Return the coefficient of a ranking t with a reference r."""
    xp = namespace(r, t)
    ahead, right = ahead_of(t), row_sums(lambda s, u: (s < 0) & (u < 0), r, t)
    pivots = xp.sum(xp.astype(ahead > 0, ahead.dtype), axis=-1)
    return 2 * ratio(xp.sum(ratio(right, ahead), axis=-1), pivots, scale=1.0) - 1


def _every_two(r: npt.NDArray[np.float64], *, mean: bool = False) -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k rankings: who is ahead in both, as a share of who is in the second, in products."""
    k, n = r.shape
    others = ahead_of(r)
    pivots = (others > 0).sum(axis=-1, keepdims=True)
    found, rows = np.full((k, k), -1.0), max(CELLS // max(n * k, 1), 1)
    for start in range(0, n, rows):
        ahead = (r[:, None, :] < r[:, start : start + rows, None]).reshape(k, -1).astype(np.float64)
        counts = 2 / np.maximum(others[:, start : start + rows] * pivots, 1)
        found += ahead @ (ahead * np.repeat(counts, n, axis=-1)).T
    found[constant(r)] = np.nan
    found[:, constant(r)] = np.nan
    return np.asarray((found + found.T) / 2 if mean else found)


@agreement(
    keeps=[identity, bounded_by_one, nearer],
    breaks=[symmetric, separates, reversal, negates, triangle],
    undefined=[CONSTANT],
    every_two=_every_two,
    variants=[Variant("mean", {"mean": True}, keeps=[symmetric, separates])],
    cite=["yilmaz2008", "urbano2017"],
)
def ap_correlation(r: Array, t: Array, *, mean: bool = False) -> Array:
    """How far the second ranking puts those first whom the first one, the reference, puts first: 1 for the same order, -1 for the reverse.

    Parameters
    ----------
    r : array, shape (..., n)
        Average ranks of the reference, 1 for the best.
    t : array, shape (..., n)
        Average ranks of the ranking that is judged.
    mean : bool, default False
        Average it with what comes of the two exchanged, so that both are alike.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    For every alternative that is not first in the second ranking, the share of those ahead of it there that the reference puts ahead of
    it too is averaged, and p becomes ``2 p - 1`` (Yilmaz, Aslam and Robertson 2008). Who ties is not ahead, in neither of them: with
    `mean` this is the tau_AP,b of Urbano and Marrero (2017).

    References
    ----------
    yilmaz2008, urbano2017

    Examples
    --------
    >>> import mcda_orch as mo
    >>> round(mo.agreements.ap_correlation([1, 2, 3, 4], [2, 1, 3, 4]), 4), round(mo.agreements.ap_correlation([1, 2, 3, 4], [1, 2, 4, 3]), 4)
    (0.3333, 0.7778)
    >>> import numpy as np
    >>> ap_correlation.kernel(np.array([1.0, 2.0, 3.0]), np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]))
    array([-1.,  1.])
    """
    return (_judged(r, t) + _judged(t, r)) / 2 if mean else _judged(r, t)
