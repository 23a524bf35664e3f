"""MABAC: how far above or below the border of every criterion."""

from __future__ import annotations

from ..._statistics import added, count
from ..._xp import Array, dot, logarithm, namespace
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

__all__ = ["mabac"]


@shared
def features(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Min-max scaled values, which the weights contract; the border is the same for all alternatives and orders nothing."""
    return minmax(x, s, low=low, high=high)


@method(
    SCORE,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.bounded, law.direction_free], facts=[fact.climbs, fact.extremes, fact.leads, fact.places, fact.rises],
    rowwise=True,
    cite="pamucar2015",
    opinion="min-max additive",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], opinion="declared additive", facts=[fact.own]),
    ],
)  # fmt: skip
def mabac(x: Array, w: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Distance from the border approximation area, positive above it and negative below; higher is better.

    Every criterion has a border, the geometric mean of the alternatives' weighted values. The border is the same for
    all alternatives, so the method orders as a weighted sum of min-max scaled values does.

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
    ``v_ij = w_j (n_ij + 1)`` with min-max scaling, ``g_j = (prod_i v_ij) ** (1 / n)``, ``S_i = sum_j (v_ij - g_j)``
    (Pamucar and Cirovic 2015, steps 1-6). The weight comes out of the geometric mean, so the method is linear in
    the weights. A criterion that is the same for all has every alternative on its border.

    References
    ----------
    pamucar2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 5], [2, 3], [4, 1]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.mabac(matrix, {"quality": 2, "speed": 1}))
    mabac
    rank  alternative      score
       1  Cat           0.673251
       2  Bee           0.173251
       3  Ant          -0.326749
    >>> import numpy as np
    >>> mabac.kernel(np.array([[0.0, 5.0], [2.0, 3.0], [4.0, 1.0]]), np.array([2.0, 1.0]), np.array([1.0, 1.0])).round(4)
    array([-0.3267,  0.1733,  0.6733])
    """
    distance, border = _distances(x, s, low, high)
    step("weighted matrix", "v_ij", lambda: (distance + border) * w)
    step("border approximation area", "g_j", lambda: border * w)
    step("distance from the border", "q_ij", lambda: distance * w)
    return step("total distance", "S_i", dot(distance, w))


def _distances(x: Array, s: Array, low: Array | None, high: Array | None) -> tuple[Array, Array]:
    """Return the distances from the border, and the border, both before weighting."""
    xp = namespace(x, s)
    above = features(x, s, low=low, high=high) + 1.0
    border = xp.exp(added(logarithm(above)) / count(x))
    return above - border, border
