"""CRITIC: contrast within a criterion, and conflict with the others."""

from __future__ import annotations

from .._xp import Array, namespace, ratio, share
from ..laws.scores import mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.plugin import weighting
from ..plugin.steps import step
from ..scaling.minmax import minmax

__all__ = ["critic"]


@weighting(keeps=[simplex, constant_gets_zero, unit_free, origin_free, mirror], breaks=[], cite="diakoulaki1995")
def critic(x: Array, s: Array, *, directed: bool = True) -> Array:
    """Weights by the contrast within a criterion and its conflict with the others.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    directed : bool, default True
        Whether costs are reflected before correlating, as published. ``False`` treats every criterion as a
        benefit, as some applications do (Tus and Aytac Adali 2019).

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``C_j = sigma_j sum_k (1 - r_jk)``, ``w_j = C_j / sum_j C_j`` on min-max scaled values, with Pearson correlations
    (Diakoulaki et al. 1995, eqs. 1-5). A constant criterion has no correlation and is left out; it gets weight 0.
    The sample or population deviation makes no difference to the weights; C_j is shown with the sample deviation.

    References
    ----------
    diakoulaki1995

    Examples
    --------
    >>> import numpy as np
    >>> critic.kernel(np.array([[1.0, 2.0, 5.0], [2.0, 1.0, 5.0], [3.0, 2.0, 5.0]]), np.ones(3)).round(3)
    array([0.464, 0.536, 0.   ])
    """
    xp = namespace(x, s)
    n = x.shape[-2]
    r = minmax(x, s if directed else xp.ones_like(s))
    centred = r - xp.mean(r, axis=-2, keepdims=True)
    length = xp.sqrt(xp.sum(centred**2, axis=-2, keepdims=True))
    unit = ratio(centred, length)
    correlation = xp.matmul(xp.matrix_transpose(unit), unit)
    varies = length > 0
    both = varies & xp.matrix_transpose(varies)
    conflict = xp.where(both, xp.maximum(1.0 - correlation, xp.zeros_like(correlation)), xp.zeros_like(correlation))
    conflict = xp.where(conflict < 1e-12, xp.zeros_like(conflict), conflict)  # a criterion does not conflict with its copy
    deviation = step("standard deviation", "sigma_j", length[..., 0, :] / max(n - 1, 1) ** 0.5)
    return share(step("information", "C_j", deviation * xp.sum(conflict, axis=-1)))
