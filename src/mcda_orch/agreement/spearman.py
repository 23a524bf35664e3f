"""Spearman's rho: the correlation of average ranks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace, ratio
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..plugin.agreement import agreement
from ..plugin.undefined import CONSTANT

__all__ = ["spearman"]


def _centred(r: Array) -> Array:
    """Return average ranks less their mean, which is the same for all rankings."""
    return r - (r.shape[-1] + 1) / 2


def _every_two(r: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k rankings by one matrix product."""
    d = _centred(r)
    products = d @ d.T
    sizes = np.sqrt(np.multiply.outer(products.diagonal(), products.diagonal()))
    return np.asarray(np.divide(products, sizes, out=np.full(products.shape, np.nan), where=sizes > 0))


@agreement(
    keeps=[symmetric, identity, separates, bounded_by_one, reversal, negates, nearer],
    breaks=[triangle],
    undefined=[CONSTANT],
    every_two=_every_two,
    cite="spearman1904",
)
def spearman(r: Array, t: Array) -> Array:
    """How far the places in two rankings rise together: 1 for the same order, -1 for the reverse.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    Pearson's correlation of the ranks (Spearman 1904), where alternatives that tie share the average of their ranks. The shortcut
    ``1 - 6 sum d_i**2 / (n (n**2 - 1))`` is equal to it without ties only.

    References
    ----------
    spearman1904

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.spearman([1, 2, 3, 4, 5], [1, 3, 2, 4, 5])
    0.9
    >>> mo.agreements.spearman({"Ant": 1, "Bee": 2, "Cat": 2}, {"Ant": 1, "Bee": 2, "Cat": 3})
    0.8660254037844387
    >>> import numpy as np
    >>> spearman.kernel(np.array([1.0, 2.0, 3.0]), np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]))
    array([-1.,  1.])
    """
    xp = namespace(r, t)
    d, e = _centred(r), _centred(t)
    sizes = xp.sqrt(xp.sum(d * d, axis=-1) * xp.sum(e * e, axis=-1))
    return ratio(xp.sum(d * e, axis=-1), sizes, scale=1.0)
