"""The weights similarity coefficient: how near weights are to a reference, of how far they could be."""

from __future__ import annotations

from .._xp import Array, namespace, ratio, share
from ..laws.agreements import bounded_by_one, identity, separates, symmetric, triangle
from ..plugin.agreement import weight_agreement

__all__ = ["wsc"]


@weight_agreement(keeps=[identity, separates, bounded_by_one], breaks=[symmetric, triangle], cite="shekhovtsov2023")
def wsc(u: Array, w: Array) -> Array:
    """How near weights are to a reference, the first ones: 1 for the same shares, 0 for the farthest that there are.

    Parameters
    ----------
    u : array, shape (..., m)
        Weights of the reference, not negative; their sum does not matter.
    w : array, shape (..., m)
        The other weights.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    With shares, ``WSC = 1 - sum |u_j - w_j| / (2 (1 - min u_j))`` (Shekhovtsov 2023): the denominator is the distance of the farthest
    weights, all on the criterion that the reference weighs least.

    References
    ----------
    shekhovtsov2023

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.wsc({"price": 2, "quality": 2, "care": 1}, {"care": 5, "price": 0, "quality": 0})
    0.0
    >>> import numpy as np
    >>> wsc.kernel(np.array([0.5, 0.25, 0.25]), np.array([[0.25, 0.5, 0.25], [2.0, 1.0, 1.0]]))
    array([0.66666667, 1.        ])
    """
    xp = namespace(u, w)
    a, b = share(u), share(w)
    farthest = 2 * (1 - xp.min(a, axis=-1))
    return 1 - ratio(xp.sum(xp.abs(a - b), axis=-1), farthest, scale=1.0)
