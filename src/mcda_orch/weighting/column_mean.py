"""Mean of the normalised columns of pairwise judgements."""

from __future__ import annotations

from .._xp import Array, namespace
from ..laws.weightings import inverts, recovers, simplex
from ..plugin.plugin import pairwise

__all__ = ["column_mean"]


@pairwise(keeps=[simplex, recovers], breaks=[inverts], cite="saaty1980")
def column_mean(a: Array) -> Array:
    """Priorities as the mean of the columns, each scaled to sum one.

    Every column of consistent judgements is a multiple of the priorities; where judgements disagree, their mean is an
    approximation of the principal eigenvector that can be worked out by hand.

    Parameters
    ----------
    a : array, shape (..., m, m)
        ``a[..., i, j]`` says how many times as important i is as j; positive and reciprocal.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``w_i = 1/m sum_j (a_ij / sum_k a_kj)`` (Saaty 1980, among the approximations of the eigenvector).

    References
    ----------
    saaty1980

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.weightings.column_mean([[1, 3], [1 / 3, 1]], ["quality", "price"])
    Weights({'quality': 0.75, 'price': 0.25}, source='column_mean')
    >>> import numpy as np
    >>> column_mean.kernel(np.array([[1.0, 3.0], [1 / 3, 1.0]]))
    array([0.75, 0.25])
    """
    xp = namespace(a)
    return xp.mean(a / xp.sum(a, axis=-2, keepdims=True), axis=-1)
