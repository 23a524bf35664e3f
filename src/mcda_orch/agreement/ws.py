"""The WS coefficient: rank differences count by how near to the top the reference puts an alternative."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace, ratio
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..plugin.agreement import agreement
from ..plugin.batch import BLOCK

__all__ = ["ws"]


def _counts(r: Array) -> Array:
    """Return what a difference of one place counts for, by the place that the reference gives."""
    xp = namespace(r)
    widest = xp.maximum(xp.abs(1 - r), xp.abs(r.shape[-1] - r))
    return ratio(2.0 ** (-r), widest)


def _every_two(r: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k rankings, some references at a time, whose differences stay in cache."""
    k, n = r.shape
    counts, across, found = _counts(r), np.ascontiguousarray(r.T), np.empty((k, k))
    step = max(BLOCK // max(k * n, 1), 1)
    moves = np.empty((step, n, k))
    for start in range(0, k, step):
        some = r[start : start + step, :, None]
        part = np.subtract(across, some, out=moves[: len(some)])
        np.matmul(counts[start : start + step, None, :], np.abs(part, out=part), out=found[start : start + step, None, :])
    return np.subtract(1, found, out=found)


@agreement(
    keeps=[identity, separates, bounded_by_one],
    breaks=[symmetric, reversal, negates, nearer, triangle],
    every_two=_every_two,
    cite="salabunurbaniak2020",
)
def ws(r: Array, t: Array) -> Array:
    """How alike a ranking is to a reference, the first one: 1 for the same order, less for differences, most of all at the top.

    Parameters
    ----------
    r : array, shape (..., n)
        Average ranks of the reference, 1 for the best.
    t : array, shape (..., n)
        Average ranks of the other.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    ``WS = 1 - sum 2**(-r_i) |r_i - t_i| / max(|1 - r_i|, |n - r_i|)`` (Sałabun and Urbaniak 2020), of average ranks where
    alternatives tie. The two are not alike: exchanging them gives another number.

    References
    ----------
    salabunurbaniak2020

    Examples
    --------
    >>> import mcda_orch as mo
    >>> round(mo.agreements.ws([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]), 4)
    0.8542
    >>> round(mo.agreements.ws([1, 3, 2, 4, 5], [1, 2, 3, 4, 5]), 4)
    0.8542
    >>> import numpy as np
    >>> ws.kernel(np.array([1.0, 2.0, 3.0]), np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]))
    array([0.375, 1.   ])
    """
    return 1 - namespace(r, t).sum(_counts(r) * namespace(r, t).abs(r - t), axis=-1)
