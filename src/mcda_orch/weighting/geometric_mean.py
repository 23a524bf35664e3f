"""Row geometric means of pairwise judgements."""

from __future__ import annotations

from .._xp import Array, namespace, share
from ..laws.weightings import inverts, recovers, simplex
from ..plugin.plugin import pairwise

__all__ = ["geometric_mean"]


@pairwise(keeps=[simplex, recovers, inverts], breaks=[], cite="crawford1985")
def geometric_mean(a: Array) -> Array:
    """Priorities as geometric means of the rows, scaled to sum one.

    Parameters
    ----------
    a : array, shape (..., m, m)
        ``a[..., i, j]`` says how many times as important i is as j; reciprocal.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``w_i = (prod_j a_ij) ** (1/m)``, the logarithmic least squares solution (Crawford and Williams 1985).

    References
    ----------
    crawford1985

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.weightings.geometric_mean([[1, 3], [1 / 3, 1]], ["quality", "price"])
    Weights({'quality': 0.75, 'price': 0.25}, source='geometric_mean')
    >>> import numpy as np
    >>> geometric_mean.kernel(np.array([[1.0, 3.0], [1 / 3, 1.0]]))
    array([0.75, 0.25])
    """
    xp = namespace(a)
    logarithms = xp.mean(xp.log(a), axis=-1)
    return share(xp.exp(logarithms - xp.max(logarithms, axis=-1, keepdims=True)))
