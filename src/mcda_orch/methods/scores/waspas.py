"""WASPAS: weighted sum and weighted product, blended."""

from __future__ import annotations

from ..._xp import Array, dot, logarithm, namespace, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE, SCORE
from ...plugin.parameter import Proportion
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.linear_ratio import linear_ratio

__all__ = ["waspas"]


@method(
    SCORE,
    domain=POSITIVE,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.dominated_newcomer, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.direction_free], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite="zavadskas2012",
)  # fmt: skip
def waspas(x: Array, w: Array, s: Array, *, lam: Proportion = 0.5, shares: bool = True) -> Array:
    """Blend of a weighted sum and a weighted product of ratios to the best; higher is better.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive.
    w : array, shape (..., m)
    s : array, shape (..., m)
    lam : float, default 0.5
        Part of the weighted sum, in [0, 1].
    shares : bool, default True
        Whether weights are divided by their total first. The blend is meant for weights that sum to one; with
        ``False`` they are used as they are, as in publications whose rounded weights do not.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``Q_i = lam * sum_j w_j r_ij + (1 - lam) * prod_j r_ij ** w_j`` with ratios to the best, ``x / max`` and
    ``min / x`` (Zavadskas et al. 2012, eqs. 1-6).

    References
    ----------
    zavadskas2012

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [1, 1]], ["Ant", "Bee"], ["quality", "speed"])
    >>> print(mo.waspas(matrix, {"quality": 0.5, "speed": 0.5}))
    waspas
    rank  alternative   score
       1  Ant               1
       2  Bee          0.5625
    >>> import numpy as np
    >>> waspas.kernel(np.array([[4.0, 1.0], [1.0, 1.0]]), np.array([0.5, 0.5]), np.array([1.0, 1.0]))
    array([1.    , 0.5625])
    """
    xp = namespace(x, w, s)
    w = share(w) if shares else w
    r = linear_ratio(x, s)
    weighted_sum = step("weighted sum", "Q_i(1)", dot(r, w))
    weighted_product = step("weighted product", "Q_i(2)", xp.exp(dot(logarithm(r), w)))
    return step("blend", "Q_i", lam * weighted_sum + (1.0 - lam) * weighted_product)
