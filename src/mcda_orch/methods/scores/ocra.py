"""OCRA: competitiveness as distance from the worst, in units of the smallest value."""

from __future__ import annotations

from ..._statistics import ends, smallest
from ..._xp import Array, dot, namespace, ratio, sides
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE, SCORE
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells

__all__ = ["ocra"]


@shared
def features(x: Array, s: Array) -> Array:
    """Distances from the worst value, in units of the smallest value, which the weights contract."""
    xp = namespace(x, s)
    low, high = ends(x)
    part, least, most = (ratio(v, high, scale=0.0) for v in (x, low, high))
    limits = xp.finfo(part.dtype)
    unit = xp.clip(least, float(limits.smallest_normal) / float(limits.eps), None)  # a smaller one would send the ratio to infinity
    return ratio(xp.where(s[..., None, :] > 0, part - least, most - part), unit, scale=0.0)


@method(
    SCORE,
    domain=POSITIVE,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.clone_proof, law.ignores_zero_weight, law.splitting,
        law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.bounded, law.direction_free], facts=[fact.climbs, fact.extremes, fact.leads, fact.parts, fact.rises],
    rowwise=True,
    cite=["parkan1994", "parkan2000"],
)  # fmt: skip
def ocra(x: Array, w: Array, s: Array) -> Array:
    """Operational competitiveness, 0 for the worst alternative; higher is better.

    Costs are inputs and benefits are outputs. On each criterion an alternative gains what sets it apart from the worst
    value, measured in units of the column's smallest value; inputs and outputs are added up apart, each from its own
    worst alternative, and then together.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive.
    w : array, shape (..., m)
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``I_i = sum_j w_j (max_i x_ij - x_ij) / min_i x_ij`` over costs, ``O_i = sum_j w_j (x_ij - min_i x_ij) / min_i x_ij`` over
    benefits, each less its minimum, and ``P_i = I_i + O_i`` less its minimum (Parkan 1994; Parkan and Wu 2000). A column
    whose smallest value is next to nothing decides alone.

    References
    ----------
    parkan1994, parkan2000

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 2], [2, 4]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.ocra(matrix, {"quality": 0.75, "price": 0.25}))
    ocra
    rank  alternative  score
       1  Bee            0.5
       2  Ant              0
    >>> import numpy as np
    >>> ocra.kernel(np.array([[1.0, 2.0], [2.0, 4.0]]), np.array([0.75, 0.25]), np.array([1.0, -1.0]))
    array([0. , 0.5])
    """
    d = step("distance from the worst", "d_ij", features(x, s))
    step("linear input rating", "I_i", lambda: _above_least(dot(d, sides(w, s)[1])))
    step("linear output rating", "O_i", lambda: _above_least(dot(d, sides(w, s)[0])))
    return step("overall rating", "P_i", _above_least(dot(d, w)))  # of both ratings, whose own least values cancel


def _above_least(rating: Array) -> Array:
    return rating - smallest(rating, -1)
