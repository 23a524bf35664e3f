"""SMART: direct ratings from 0 to 100, averaged by importance."""

from __future__ import annotations

from typing import Any, Literal

from ..._xp import Array, dot, namespace, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import Points, cells
from ...scaling.minmax import minmax

__all__ = ["smart"]


@shared
def features(
    x: Array, s: Array, *, grades: Literal["linear", "logarithmic"] = "linear", low: Low | None = None, high: High | None = None
) -> Array:
    """Ratings of the alternatives on the criteria, which the shares of importance contract."""
    xp = namespace(x, s)
    r = minmax(x, s, low=low, high=high)
    if grades == "linear":
        return step("rating", "u_ij", 100.0 * r)
    reached = 64.0 * r
    return step("grade", "g_ij", 4.0 + xp.log2(xp.where(reached > 1.0, reached, xp.ones_like(r))))


def turns(x: Array, s: Array, *, grades: Literal["linear", "logarithmic"], **_params: Any) -> Points:
    """Those of the range, where ratings are not bent."""
    return cells(x, s) if grades == "linear" else None


@method(
    SCORE,
    linear_form=features,
    turns=turns,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.bounded, law.direction_free], facts=[fact.climbs, fact.extremes, fact.leads, fact.places, fact.rises],
    rowwise=True,
    cite=["edwards1977", "edwards1994"],
    opinion="min-max additive",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], opinion="declared additive", facts=[fact.own]),
        Variant("logarithmic grades", {"grades": "logarithmic"}, breaks=[law.strict_dominance, law.sole_criterion], lacks=[fact.climbs]),
    ],
)  # fmt: skip
def smart(
    x: Array, w: Array, s: Array, *, grades: Literal["linear", "logarithmic"] = "linear", low: Low | None = None, high: High | None = None
) -> Array:
    """Average rating of an alternative, from 0 to 100, by the importance of the criteria; higher is better.

    Values are rated on a straight line from 0 at the worst end of a criterion to 100 at its best end; points of
    importance become shares. SMARTS takes swing weights, SMARTER the rank order centroid of the criteria's order.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
        Points of importance in any unit.
    s : array, shape (..., m)
    grades : {"linear", "logarithmic"}
        Ratings on a straight line (Edwards 1977), or grades from 4 to 10 of which each one more doubles the distance
        from the worst end (Lootsma 1996).
    low, high : array, shape (..., m), optional
        Ends of each criterion's range: declared bounds, else those found in the data.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``U_i = sum_j w_j u_ij / sum_j w_j`` with ``u_ij = 100 r_ij`` of the min-max scaled value (Edwards 1977; Edwards and Barron
    1994). Logarithmic grades are ``g_ij = 4 + log2(64 r_ij)`` (Lootsma 1996); below 1/64 of the range no grade is defined,
    and the lowest, 4, is given. Lootsma's weights are powers of the square root of two in grades of importance.

    References
    ----------
    edwards1977, edwards1994, lootsma1996

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 4], [1, 3], [4, 0]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.smart(matrix, {"quality": 30, "speed": 10}))
    smart
    rank  alternative  score
       1  Cat             75
       2  Bee           37.5
       3  Ant             25
    >>> import numpy as np
    >>> x = np.array([[0.0, 4.0], [1.0, 3.0], [4.0, 0.0]])
    >>> smart.kernel(x, np.array([30.0, 10.0]), np.array([1.0, 1.0]))
    array([25. , 37.5, 75. ])
    >>> smart.kernel(x, np.array([30.0, 10.0]), np.array([1.0, 1.0]), grades="logarithmic")
    array([5.5       , 8.39624063, 8.5       ])
    """
    return step("average rating", "U_i", dot(features(x, s, grades=grades, low=low, high=high), share(w)))
