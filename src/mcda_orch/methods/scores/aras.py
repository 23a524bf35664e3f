"""ARAS: how near to an optimal alternative that shares in the normalisation."""

from __future__ import annotations

from typing import Annotated

from ..._statistics import added, ends
from ..._xp import Array, dot, namespace, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.law import Variant
from ...plugin.parameter import Point
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells

__all__ = ["aras"]


def features(x: Array, s: Array, *, ideal: Annotated[Point, POSITIVE_COSTS] | None = None) -> Array:
    """Shares of every criterion's total, which the weights contract."""
    return _shares(x, s, ideal)[0]


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.ignores_zero_weight, law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof, law.direction_free], facts=[fact.climbs, fact.leads, fact.parts, fact.rises],
    rowwise=True,
    cite="zavadskas2010",
    variants=[Variant("expert's optimum", {"ideal": 8.0}, breaks=[law.bounded])],
)  # fmt: skip
def aras(x: Array, w: Array, s: Array, *, ideal: Annotated[Point, POSITIVE_COSTS] | None = None) -> Array:
    """Utility degree K: the worth of an alternative as a part of the optimal alternative's; higher is better.

    The optimal alternative has the best value of every criterion, or the values that experts set, and is one more row
    of the matrix. Every value becomes a share of its column's total, the optimal one included, costs by their
    reciprocals; the shares are weighed and added up.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    w : array, shape (..., m)
    s : array, shape (..., m)
    ideal : array, shape (..., m), optional
        Optimal values set by experts, positive on costs; NaN for the best value found.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``K_i = S_i / S_0`` with ``S_i = sum_j w_j r_ij`` and ``r_ij = x_ij / sum_{i=0..n} x_ij``, of ``1 / x_ij`` for costs
    (Zavadskas and Turskis 2010, eqs. 1-9). K lies in [0, 1] unless experts set an optimum that is worse than an
    alternative.

    References
    ----------
    zavadskas2010

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [1, 2]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.aras(matrix, {"quality": 0.5, "price": 0.5}))
    aras
    rank  alternative     score
       1  Ant                 1
       2  Bee          0.368421
    >>> import numpy as np
    >>> aras.kernel(np.array([[4.0, 1.0], [1.0, 2.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0])).round(4)
    array([1.    , 0.3684])
    """
    r, best = _shares(x, s, ideal)
    step("normalised matrix", "r_ij", r)
    step("normalised optimal alternative", "r_j0", best)
    total = step("optimality", "S_i", dot(r, w))
    optimal = step("optimality of the optimal alternative", "S_0", dot(best, w))
    return step("utility degree", "K_i", ratio(total, optimal, scale=0.0))


@shared
def _shares(x: Array, s: Array, ideal: Array | None) -> tuple[Array, Array]:
    """Return the shares of the alternatives, shape (..., n, m), and those of the optimal one, shape (..., 1, m)."""
    xp = namespace(x, s)
    benefit = s[..., None, :] > 0
    least, most = ends(x)
    best = xp.where(benefit, most, least)
    if ideal is not None:
        wanted = xp.zeros_like(best) + (ideal[..., None, :] if getattr(ideal, "ndim", 0) else ideal)
        best = xp.where(xp.isnan(wanted), best, wanted)
    most, least = xp.maximum(most, best), xp.minimum(least, best)  # to divide by first, so that no sum overflows
    worth = ratio(xp.where(benefit, x, least), xp.where(benefit, most, x), scale=0.0)
    best = ratio(xp.where(benefit, best, least), xp.where(benefit, most, best), scale=0.0)
    whole = added(worth) + best
    return ratio(worth, whole, scale=0.0), ratio(best, whole, scale=0.0)
