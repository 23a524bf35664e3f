"""Weighted product: ratios to the power of their weights, multiplied."""

from __future__ import annotations

from ..._statistics import foreseen, largest, rising
from ..._xp import Array, dot, logarithm, namespace
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE, SCORE
from ...plugin.parameter import AnyScaling
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step

__all__ = ["wpm"]


@shared
def features(x: Array, s: Array, *, scale: AnyScaling | None = None) -> Array:
    """Logarithms of the ratios, which the weights contract."""
    xp = namespace(x, s)
    if scale is None:  # x / max and min / x, taken in logarithms so that no ratio underflows
        foreseen(x)
        worth = s[..., None, :] * xp.log(x)
        rising(x, worth, lambda: True)
        logarithms = worth - largest(worth, -2)
        rising(x, logarithms, lambda: True)
        return logarithms
    return logarithm(scale(x, s))


@method(
    SCORE,
    domain=POSITIVE,
    linear_form=features,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.independent, law.dominated_newcomer, law.clone_proof,
        law.ignores_zero_weight, law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.direction_free], facts=[fact.climbs, fact.own, fact.parts, fact.rises],
    rowwise=True,
    cite=["bridgman1922", "miller1969"],
    opinion="log additive",
)  # fmt: skip
def wpm(x: Array, w: Array, s: Array, *, scale: AnyScaling | None = None) -> Array:
    """Product of ratios to the power of their weights; higher is better.

    Twice as good on a criterion counts the same wherever one starts, and an alternative that is next to nothing on
    one criterion is next to nothing. Dividing a column by a constant multiplies all scores by the same factor, so
    the scaling changes the numbers that are shown, never their order.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive.
    w : array, shape (..., m)
    s : array, shape (..., m)
    scale : Scaling or its name, optional
        Unless given, ratios to the best value: ``x / max`` for benefits, ``min / x`` for costs.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``P_i = prod_j r_ij ** w_j`` (Bridgman 1922; Miller and Starr 1969), computed in logarithms, in which the
    method is linear in the weights.

    References
    ----------
    bridgman1922, miller1969

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [1, 1]], ["Ant", "Bee"], ["quality", "speed"])
    >>> print(mo.wpm(matrix, {"quality": 0.5, "speed": 0.5}))
    wpm
    rank  alternative  score
       1  Ant              1
       2  Bee            0.5
    >>> import numpy as np
    >>> wpm.kernel(np.array([[4.0, 1.0], [1.0, 1.0]]), np.array([0.5, 0.5]), np.array([1.0, 1.0]))
    array([1. , 0.5])
    """
    xp = namespace(x, w, s)
    logarithms = step("logarithms", "ln r_ij", features(x, s, scale=scale))
    return step("weighted product", "P_i", xp.exp(dot(logarithms, w)))
