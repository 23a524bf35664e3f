"""Principal eigenvector of pairwise judgements."""

from __future__ import annotations

from .._xp import Array, namespace, share
from ..laws.weightings import inverts, recovers, simplex
from ..plugin.plugin import pairwise

__all__ = ["eigenvector"]

SQUARINGS = 40
"""The matrix is raised to the power 2**40, far beyond what any gap between eigenvalues of judgements needs."""


@pairwise(keeps=[simplex, recovers], breaks=[inverts], cite=["saaty1977", "saaty1980"])
def eigenvector(a: Array) -> Array:
    """Priorities as the principal right eigenvector, scaled to sum one.

    Parameters
    ----------
    a : array, shape (..., m, m)
        ``a[..., i, j]`` says how many times as important i is as j; positive and reciprocal.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``A w = lambda_max w`` (Saaty 1977, 1980), as the limit of the powers of A by repeated squaring: a positive
    matrix has one eigenvalue larger than all others (Perron), so the powers tend to a matrix of rank one.

    References
    ----------
    saaty1977, saaty1980

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.weightings.eigenvector([[1, 3], [1 / 3, 1]], ["quality", "price"])
    Weights({'quality': 0.75, 'price': 0.25}, source='eigenvector')
    >>> import numpy as np
    >>> eigenvector.kernel(np.array([[1.0, 3.0], [1 / 3, 1.0]]))
    array([0.75, 0.25])
    """
    xp = namespace(a)
    power = a
    for _ in range(SQUARINGS):
        power = power / xp.max(power, axis=(-2, -1), keepdims=True)
        power = xp.matmul(power, power)
    return share(xp.sum(power, axis=-1))
