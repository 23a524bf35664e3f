"""Weighted Spearman: rank differences count more the nearer they are to the top."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..plugin.agreement import agreement
from ..plugin.undefined import CONSTANT, constant

__all__ = ["weighted_spearman"]


def _every_two(r: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k rankings: the sum is multiplied out, to one product of powers of the ranks.

    ``(r - t)**2 (c - r - t) = (c r**2 - r**3) + (c t**2 - t**3) + r**2 t + r t**2 - 2 c r t``.
    """
    n, c = r.shape[-1], 2.0 * (r.shape[-1] + 1)
    own = np.sum(c * r**2 - r**3, axis=-1)[:, None]
    left = np.concatenate([own, np.ones_like(own), r**2 - 2 * c * r, r], axis=-1)
    right = np.concatenate([np.ones_like(own), own, r, r**2], axis=-1)
    found = (left * (-6 / max(n**4 + n**3 - n**2 - n, 1))) @ right.T
    found += 1
    found[constant(r)] = np.nan
    found[:, constant(r)] = np.nan
    return np.asarray(found)


@agreement(
    keeps=[symmetric, identity, separates, bounded_by_one, nearer],
    breaks=[reversal, negates, triangle],
    undefined=[CONSTANT],
    every_two=_every_two,
    cite="pintodacosta2005",
)
def weighted_spearman(r: Array, t: Array) -> Array:
    """Spearman's coefficient with differences weighted by how near to the top both places are: 1 for the same order, -1 for the reverse.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    ``r_w = 1 - 6 sum (r_i - t_i)**2 (2 n + 2 - r_i - t_i) / (n**4 + n**3 - n**2 - n)`` (Pinto da Costa and Soares 2005), of average
    ranks where alternatives tie.

    References
    ----------
    pintodacosta2005

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.weighted_spearman([1, 2, 3, 4, 5], [1, 2, 3, 5, 4])
    0.95
    >>> mo.agreements.weighted_spearman([1, 2, 3, 4, 5], [2, 1, 3, 4, 5])
    0.85
    >>> import numpy as np
    >>> weighted_spearman.kernel(np.array([1.0, 2.0, 3.0]), np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]))
    array([-1.,  1.])
    """
    n = r.shape[-1]
    sums = namespace(r, t).sum((r - t) ** 2 * (2 * n + 2 - r - t), axis=-1)
    return 1 - 6 * sums / max(n**4 + n**3 - n**2 - n, 1)
