"""MARCOS: a weighted sum of ratios, seen from the ideal and from the anti-ideal."""

from __future__ import annotations

from ..._statistics import ends
from ..._xp import Array, dot, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells
from ...scaling.linear_ratio import linear_ratio

__all__ = ["marcos"]


@shared
def features(x: Array, s: Array) -> Array:
    """Ratios to the best, which the weights contract."""
    return linear_ratio(x, s)


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.dominated_newcomer, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.direction_free], facts=[fact.best, fact.climbs, fact.leads, fact.parts, fact.rises],
    rowwise=True,
    cite="stevic2020",
    opinion="ratio additive",
)  # fmt: skip
def marcos(x: Array, w: Array, s: Array) -> Array:
    """Utility in [0, 1] after the ratios to an ideal and to an anti-ideal alternative; higher is better.

    The ideal has the best value of every criterion, the anti-ideal the worst. Every alternative is a weighted sum
    of ratios to the ideal; its utility degrees are that sum divided by the anti-ideal's and by the ideal's. The
    utility function that joins the two is the weighted sum times a number that all alternatives share, so the
    method orders as the weighted sum does.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    w : array, shape (..., m)
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``S_i = sum_j w_j n_ij``, ``K_i- = S_i / S_aai``, ``K_i+ = S_i / S_ai``, ``f(K-) = K+ / (K+ + K-)``,
    ``f(K+) = K- / (K+ + K-)`` and ``f(K_i) = (K+ + K-) / (1 + (1 - f(K+)) / f(K+) + (1 - f(K-)) / f(K-))``
    (Stevic et al. 2020, steps 1-7), computed as ``K_i+ (1 + t) / (1 + t + t**2)`` with ``t = S_aai / S_ai``, which is
    the same number and stays finite where the anti-ideal is worth nothing.

    References
    ----------
    stevic2020

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [1, 1]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.marcos(matrix, {"quality": 0.5, "price": 0.5}))
    marcos
    rank  alternative     score
       1  Ant          0.806202
       2  Bee          0.503876
    >>> import numpy as np
    >>> marcos.kernel(np.array([[4.0, 1.0], [1.0, 1.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0])).round(4)
    array([0.8062, 0.5039])
    """
    r = features(x, s)
    total = step("weighted sum", "S_i", dot(r, w))
    worst, best = ends(r)
    ideal = step("weighted sum of the ideal", "S(AI)", dot(best, w))
    anti = step("weighted sum of the anti-ideal", "S(AAI)", dot(worst, w))
    step("utility degree against the anti-ideal", "K_i-", lambda: ratio(total, anti))
    degree = step("utility degree against the ideal", "K_i+", ratio(total, ideal))
    t = ratio(anti, ideal)
    return step("utility", "f(K_i)", degree * (1.0 + t) / (1.0 + t + t * t))
