"""Weights of the preference selection index: the less a criterion varies, the more it counts."""

from __future__ import annotations

from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..numerics.column_statistics import deviation
from ..plugin.family import POSITIVE_COSTS
from ..plugin.plugin import weighting
from ..plugin.steps import step
from ..scaling.linear_ratio import linear_ratio

__all__ = ["preference_variation", "psi_weights"]


def preference_variation(r: Array) -> Array:
    """Sum of squared deviations from the mean of every column, shape (..., m)."""
    return r.shape[-2] * deviation(r) ** 2


@weighting(
    domain=POSITIVE_COSTS,
    keeps=[constant_gets_zero, unit_free],
    breaks=[simplex, origin_free, mirror, direction_free],
    facts=[fact.parts],
    cite="maniya2010",
)
def psi_weights(x: Array, s: Array) -> Array:
    """Weights by how little a criterion's ratios to the best vary.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``PV_j = sum_i (r_ij - mean_i r_ij)**2`` with ratios to the best ``r_ij``, ``Phi_j = 1 - PV_j``, ``psi_j = Phi_j / sum_j Phi_j``
    (Maniya and Bhatt 2010). PV grows with the number of alternatives, and once it exceeds 1 the formula gives a negative
    weight; a labelled call then says which, and returns none.

    By the formula a constant criterion would weigh most. It is left out and gets weight 0, which changes the other
    weights by one factor, and no order of alternatives. Where all ``Phi_j`` sum to zero, all weights are zero.

    References
    ----------
    maniya2010

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[7, 300], [9, 250], [8, 280]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> mo.weightings.psi_weights(matrix)
    Weights({'quality': 0.497342, 'price': 0.502658}, source='psi_weights')
    >>> import numpy as np
    >>> psi_weights.kernel(np.array([[1.0, 3.0, 7.0], [2.0, 4.0, 7.0]]), np.ones(3)).round(4)
    array([0.4746, 0.5254, 0.    ])
    """
    xp = namespace(x, s)
    r = linear_ratio(x, s)
    varies = deviation(r) > 0
    variation = step("preference variation", "PV_j", preference_variation(r))
    preference = step("deviation in preference", "Phi_j", xp.where(varies, 1.0 - variation, xp.zeros_like(variation)))
    whole, size = (xp.sum(v, axis=-1, keepdims=True) for v in (preference, xp.abs(preference)))
    return ratio(preference, whole, scale=size)
