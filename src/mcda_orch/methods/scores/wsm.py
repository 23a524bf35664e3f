"""Weighted sum: points times values, added up."""

from __future__ import annotations

from ..._xp import Array, dot
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import AnyScaling
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import by_scale
from ...scaling.identity import as_they_are, identity
from ...scaling.linear_ratio import linear_ratio
from ...scaling.maximum import maximum
from ...scaling.minmax import minmax
from ...scaling.total import total
from ...scaling.vector import vector

__all__ = ["wsm"]

_relative = [law.independent, law.dominated_newcomer]


@shared
def features(x: Array, s: Array, *, scale: AnyScaling = identity) -> Array:
    """Scaled values, which the weights contract."""
    return scale(x, s)


@method(
    SCORE,
    linear_form=features,
    turns=by_scale,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.origin_free, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof,
        law.ignores_zero_weight, law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[law.unit_free, law.order_only, law.bounded, law.direction_free], facts=[fact.climbs, fact.distances, fact.own, fact.rises],
    rowwise=True,
    cite="fishburn1967",
    opinion="plain additive",
    variants=[
        Variant("min-max", {"scale": minmax}, keeps=[law.unit_free, law.bounded], breaks=_relative, opinion="min-max additive", facts=[fact.extremes, fact.leads, fact.places, fact.sums, fact.unit_interval], lacks=[fact.own]),
        Variant(
            "min-max, declared bounds", {"scale": minmax.with_(low=-8.0, high=16.0)}, keeps=[law.unit_free, law.bounded],
            opinion="declared additive",
         facts=[fact.places, fact.sums, fact.unit_interval]),
        Variant(
            "vector", {"scale": vector}, keeps=[law.unit_free], breaks=[law.origin_free, law.clone_proof, law.response, *_relative],
            opinion="vector additive",
         facts=[fact.parts, fact.senses], lacks=[fact.distances, fact.own]),
        Variant(
            "total", {"scale": total}, keeps=[law.unit_free, law.bounded], breaks=[law.origin_free, law.mirror, law.clone_proof, *_relative],
            opinion="share additive",
         facts=[fact.leads, fact.parts, fact.sums, fact.unit_interval], lacks=[fact.distances, fact.own]),
        Variant("maximum", {"scale": maximum}, keeps=[law.unit_free], breaks=[law.origin_free, law.response, *_relative], facts=[fact.extremes, fact.parts, fact.senses], lacks=[fact.distances, fact.own]),
        Variant(
            "linear ratio", {"scale": linear_ratio}, keeps=[law.unit_free, law.bounded], breaks=[law.origin_free, law.mirror, law.independent],
            opinion="ratio additive",
         facts=[fact.best, fact.leads, fact.parts, fact.sums, fact.unit_interval], lacks=[fact.distances, fact.own]),
    ],
)  # fmt: skip
def wsm(x: Array, w: Array, s: Array, *, scale: AnyScaling = identity) -> Array:
    """Points that an alternative collects: values times weights, added up; higher is better.

    Values are summed as they are unless a scaling is chosen, costs subtracted, so a published points total comes
    out to the digit. A low value on one criterion is made up for by a high one on another, at the rate that the
    weights state. Also known as simple additive weighting (SAW).

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    scale : Scaling or its name, default identity

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``S_i = sum_j w_j r_ij`` (Fishburn 1967). With ``scale=linear_ratio`` this is the SAW of MacCrimmon (1968).

    References
    ----------
    fishburn1967, maccrimmon1968

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 0], [0, -1]], ["Ant", "Bee"], ["quality", "speed"])
    >>> print(mo.wsm(matrix, {"quality": 3, "speed": 2}))
    wsm
    rank  alternative  score
       1  Ant              3
       2  Bee             -2
    >>> import numpy as np
    >>> wsm.kernel(np.array([[1.0, 0.0], [0.0, -1.0]]), np.array([3.0, 2.0]), np.array([1.0, 1.0]))
    array([ 3., -2.])
    """
    if as_they_are(scale, w, s):
        return dot(x, s * w)
    r = features(x, s, scale=scale)
    step("weighted values", "v_ij", lambda: r * w)
    return step("weighted sum", "S_i", dot(r, w))
