"""ROV: half of the benefits' utility and half of the costs'."""

from __future__ import annotations

from ..._xp import Array, dot, sides
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells
from ...scaling.minmax import minmax

__all__ = ["rov"]


@shared
def features(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Halves of the places within each criterion's range, which the weights contract."""
    return minmax(x, s, low=low, high=high) / 2.0


@method(
    SCORE,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.direction_free], facts=[fact.climbs, fact.extremes, fact.leads, fact.places, fact.rises, fact.sums, fact.unit_interval],
    rowwise=True,
    cite="madic2016",
    opinion="min-max additive",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], opinion="declared additive", facts=[fact.own]),
    ],
)  # fmt: skip
def rov(x: Array, w: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Middle of the utility of the benefits and that of the costs; higher is better.

    Every value is placed within the range of its criterion. Weighted places are added up over the benefits and over the
    costs, and the score is halfway between the two sums, so the order is that of a weighted sum of places.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Ends of each criterion's range: declared bounds, else those found in the data.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``u_i = (u_i- + u_i+) / 2`` with ``u_i+ = sum_j w_j r_ij`` over benefits and ``u_i-`` the same over costs, r the min-max
    scaled value (Madic et al. 2016). The name comes from Yakowitz et al. (1993), whose range of value lies between the
    least and the greatest sum that an order of importance allows; that is another method.

    References
    ----------
    madic2016, yakowitz1993

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 2], [2, 4], [3, 4]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> print(mo.rov(matrix, {"quality": 0.5, "price": 0.5}))
    rov
    rank  alternative  score
       1  Ant           0.25
       1  Cat           0.25
       3  Bee          0.125
    >>> import numpy as np
    >>> rov.kernel(np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 4.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0]))
    array([0.25 , 0.125, 0.25 ])
    """
    half = features(x, s, low=low, high=high)
    step("utility of the benefits", "u_i+", lambda: 2.0 * dot(half, sides(w, s)[0]))
    step("utility of the costs", "u_i-", lambda: 2.0 * dot(half, sides(w, s)[1]))
    return step("middle", "u_i", dot(half, w))
