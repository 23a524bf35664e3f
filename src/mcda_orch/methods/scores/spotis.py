"""SPOTIS: distance to the best point of declared bounds."""

from __future__ import annotations

from ..._xp import Array, dot, namespace, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import LOWER, SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low, Point
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells
from ...scaling.minmax import either, reach

__all__ = ["distance", "spotis"]


def distance(x: Array, s: Array, low: Array | None, high: Array | None, ideal: Array | None) -> tuple[Array, Array]:
    """Return the ideal, and distances to it as parts of each criterion's range."""
    xp = namespace(x, s)
    low, high = reach(x, low, high)
    best = either(xp.where(s[..., None, :] > 0, high, low), ideal)
    return best, ratio(xp.abs(x - best), high - low, scale=xp.maximum(xp.abs(low), xp.abs(high)))


@shared
def features(x: Array, s: Array, *, low: Low | None = None, high: High | None = None, ideal: Point | None = None) -> Array:
    """Distances to the ideal, which the weights contract."""
    best, apart = distance(x, s, low, high, ideal)
    step("ideal", "x_j*", best)
    return step("distance", "d_ij", apart)


@method(
    SCORE,
    better=LOWER,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.direction_free], facts=[fact.climbs, fact.extremes, fact.leads, fact.places, fact.rises, fact.sums, fact.unit_interval],
    rowwise=True,
    cite="dezert2020",
    opinion="min-max additive",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], opinion="declared additive", facts=[fact.own]),
    ],
)  # fmt: skip
def spotis(x: Array, w: Array, s: Array, *, low: Low | None = None, high: High | None = None, ideal: Point | None = None) -> Array:
    """Weighted distance to the ideal as a part of each criterion's range; lower is better.

    With declared bounds the score of an alternative depends on that alternative alone, so no newcomer can reverse
    two others. The bounds are those that the criteria declare; where none is declared the data supply one, and
    with it the reversals that the method was made to exclude.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Bounds of each criterion.
    ideal : array, shape (..., m), optional
        Expected solution point; the best bound of every criterion, unless given.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``d_i = sum_j w_j |x_ij - x_j*| / |high_j - low_j|`` (Dezert et al. 2020, eqs. 3-4).

    References
    ----------
    dezert2020

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[2], [4]], ["Ant", "Bee"], ["quality"])
    >>> print(mo.spotis(matrix, {"quality": 1}, low={"quality": 0}, high={"quality": 8}))
    spotis (lower is better)
    rank  alternative  score
       1  Bee            0.5
       2  Ant           0.75
    >>> import numpy as np
    >>> x, w, s = np.array([[2.0], [4.0]]), np.array([1.0]), np.array([1.0])
    >>> spotis.kernel(x, w, s, low=np.array([0.0]), high=np.array([8.0]))
    array([0.75, 0.5 ])
    """
    return step("weighted distance", "D_i", dot(features(x, s, low=low, high=high, ideal=ideal), w))
