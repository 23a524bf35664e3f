"""Balanced SPOTIS: distance to the best point and to the expected one, blended."""

from __future__ import annotations

from typing import Annotated

from ..._xp import Array, dot
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import LOWER, SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low, Needs, Point, Proportion
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells
from .spotis import distance

__all__ = ["balanced_spotis"]


@shared
def features(
    x: Array,
    s: Array,
    *,
    alpha: Annotated[Proportion, Needs("ideal")] = 0.5,
    low: Low | None = None,
    high: High | None = None,
    ideal: Point | None = None,
) -> Array:
    """Blended distances as parts of each criterion's range, which the weights contract."""
    best, from_best = distance(x, s, low, high, None)
    expected, from_expected = distance(x, s, low, high, ideal)
    step("ideal solution", "S_j*", best)
    step("expected solution", "S_j+", expected)
    step("distance from the ideal solution", "d_ij*", from_best)
    step("distance from the expected solution", "d_ij+", from_expected)
    return (1.0 - alpha) * from_best + alpha * from_expected


@method(
    SCORE,
    better=LOWER,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof,
        law.ignores_zero_weight, law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.direction_free], facts=[fact.climbs, fact.extremes, fact.leads, fact.places, fact.rises, fact.sums, fact.unit_interval],
    rowwise=True,
    cite="shekhovtsov2025",
    opinion="min-max additive",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], opinion="declared additive", facts=[fact.own]),
        Variant(
            "expected solution", {"low": -8.0, "high": 16.0, "ideal": 1.0},
            keeps=[law.independent, law.dominated_newcomer], breaks=[law.strict_dominance, law.sole_criterion],
         facts=[fact.own], lacks=[fact.climbs]),
    ],
)  # fmt: skip
def balanced_spotis(
    x: Array,
    w: Array,
    s: Array,
    *,
    alpha: Annotated[Proportion, Needs("ideal")] = 0.5,
    low: Low | None = None,
    high: High | None = None,
    ideal: Point | None = None,
) -> Array:
    """Weighted distance to the best and to the expected solution, as parts of each range; lower is better.

    SPOTIS measures the distance to the best bounds, or to a solution that the decision maker expects. This method
    blends the two by how far the expectation is trusted.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    alpha : float, default 0.5
        Trust in the expected solution, in [0, 1]: 0 is SPOTIS with the ideal solution, 1 with the expected one.
    low, high : array, shape (..., m), optional
        Bounds of each criterion: declared ones, else those found in the data.
    ideal : array, shape (..., m), optional
        Expected solution point; the best bound of every criterion, unless given.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``P_i = (1 - alpha) d(A_i, S*) + alpha d(A_i, S+)`` with the distances of SPOTIS to the ideal solution ``S*`` and
    the expected solution ``S+`` (Shekhovtsov, Dezert and Sałabun 2025). Between the two, steps towards the one lead
    away from the other: a better value may score worse where alpha exceeds 1/2.

    References
    ----------
    shekhovtsov2025

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[2], [4]], ["Ant", "Bee"], ["quality"])
    >>> print(mo.balanced_spotis(matrix, {"quality": 1}, low={"quality": 0}, high={"quality": 8}, ideal={"quality": 4}))
    balanced_spotis (lower is better)
    rank  alternative  score
       1  Bee           0.25
       2  Ant            0.5
    >>> import numpy as np
    >>> x, w, s = np.array([[2.0], [4.0]]), np.array([1.0]), np.array([1.0])
    >>> balanced_spotis.kernel(x, w, s, low=np.array([0.0]), high=np.array([8.0]), ideal=np.array([4.0]))
    array([0.5 , 0.25])
    """
    return step("balanced distance", "P_i", dot(features(x, s, alpha=alpha, low=low, high=high, ideal=ideal), w))
