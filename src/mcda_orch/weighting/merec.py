"""MEREC: how much the assessment of the alternatives changes when a criterion is removed."""

from __future__ import annotations

from .._statistics import smallest
from .._xp import Array, namespace, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.family import POSITIVE
from ..plugin.plugin import weighting
from ..plugin.steps import step

__all__ = ["merec"]


@weighting(
    domain=POSITIVE,
    keeps=[simplex, constant_gets_zero, unit_free],
    breaks=[origin_free, mirror, direction_free],
    facts=[fact.parts],
    cite="keshavarz2021",
)
def merec(x: Array, s: Array) -> Array:
    """Weights by how much removing a criterion changes the performance of the alternatives.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive.
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``n_ij = min_i x_ij / x_ij`` for benefits and ``x_ij / max_i x_ij`` for costs, ``S_i = ln(1 + sum_j |ln n_ij| / m)``,
    ``S'_ij`` the same without criterion j, still divided by m, ``E_j = sum_i |S'_ij - S_i|`` and ``w_j = E_j / sum_j E_j``
    (Keshavarz-Ghorabaee et al. 2021, steps 2-6).

    References
    ----------
    keshavarz2021

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[7, 300], [9, 250], [8, 280]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> mo.weightings.merec(matrix)
    Weights({'quality': 0.609946, 'price': 0.390054}, source='merec')
    >>> import numpy as np
    >>> merec.kernel(np.array([[1.0, 2.0, 4.0], [2.0, 2.0, 1.0]]), np.array([1.0, 1.0, -1.0])).round(3)
    array([0.315, 0.   , 0.685])
    """
    xp = namespace(x, s)
    m = x.shape[-1]
    logs = xp.log(x) * s[..., None, :]
    size = logs - smallest(logs, -2)  # |ln n_ij|: how much better than the worst, in either sense
    step("normalised matrix", "n_ij", lambda: xp.exp(-size))
    whole = xp.sum(size, axis=-1, keepdims=True)
    step("overall performance", "S_i", lambda: xp.log1p(whole[..., 0] / m))
    without = xp.maximum(whole - size, xp.zeros_like(size))
    step("performance without the criterion", "S'_ij", lambda: xp.log1p(without / m))
    return share(step("removal effect", "E_j", xp.sum(xp.log1p(size / (m + without)), axis=-2)))
