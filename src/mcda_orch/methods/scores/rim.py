"""RIM: how near to an ideal that may lie anywhere in the range."""

from __future__ import annotations

from ..._xp import Array, lengths, namespace, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low, Point
from ...plugin.plugin import RatioForm, method
from ...plugin.steps import step
from ...scaling.minmax import reach
from ...scaling.rim_interval import rim_interval

__all__ = ["rim"]


def nearness(
    x: Array,
    s: Array,
    *,
    low: Low | None = None,
    high: High | None = None,
    ideal_low: Point | None = None,
    ideal_high: Point | None = None,
) -> tuple[Array, Array]:
    """How much every value has of the ideal, and what it lacks; nothing of either on a criterion without a range."""
    xp = namespace(x, s)
    y = rim_interval(x, s, low=low, high=high, ideal_low=ideal_low, ideal_high=ideal_high)
    low, high = reach(x, low, high)
    counts = ratio(high - low, high - low, scale=xp.maximum(xp.abs(low), xp.abs(high)))  # 1, or 0 without a range
    return y * counts, (1.0 - y) * counts


def squares(x: Array, s: Array, **params: Point | None) -> RatioForm:
    """Squares of the nearness and of what is missing, which the squared weights contract."""
    has, lacks = nearness(x, s, **params)
    return RatioForm(has**2, lacks**2, 2.0)


@method(
    SCORE,
    ratio_form=squares,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof,
        law.ignores_zero_weight, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.splitting, law.direction_free], facts=[fact.climbs, fact.columns, fact.extremes, fact.places, fact.rises],
    rowwise=True,
    cite="cables2016",
    opinion="min-max Euclid",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], opinion="declared Euclid", facts=[fact.rows]),
        Variant(
            "declared ideal", {"low": -8.0, "high": 16.0, "ideal_low": 1.0, "ideal_high": 2.0},
            keeps=[law.independent, law.dominated_newcomer, law.direction_free], breaks=[law.dominance, law.strict_dominance, law.response, law.sole_criterion],
         facts=[fact.rows], lacks=[fact.climbs, fact.rises]),
    ],
)  # fmt: skip
def rim(
    x: Array,
    w: Array,
    s: Array,
    *,
    low: Low | None = None,
    high: High | None = None,
    ideal_low: Point | None = None,
    ideal_high: Point | None = None,
) -> Array:
    """Closeness to the reference ideal, in [0, 1]; higher is better.

    The ideal of a criterion is an interval within its range, at the best end or anywhere else: an age of 30 to 35,
    say. A value is worth 1 inside, and the less the nearer it comes to the end of the range. With declared bounds the
    score of an alternative depends on that alternative alone, so no newcomer can reverse two others.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Ends of each criterion's range: declared bounds, else those found in the data.
    ideal_low, ideal_high : array, shape (..., m), optional
        Ends of each criterion's ideal; the best end of the range, unless given. Where one of the two is given the
        ideal is that point.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``R_i = I_i- / (I_i+ + I_i-)``, where ``I_i+`` and ``I_i-`` are the weighted Euclidean distances of the normalised
    values ``y_ij`` from 1 and from 0; ``y = 1 - d / D`` with the distance d to the nearer edge of the ideal, and D from
    that edge to the end of the range (Cables, Lamata and Verdegay 2016, definitions 1-2; ``I_i-`` and the scores of the
    worked example that is printed there are wrong). A value outside the range counts as its end. A criterion without
    a range contributes nothing.

    References
    ----------
    cables2016

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[2], [5], [8]], ["Ant", "Bee", "Cat"], ["acidity"])
    >>> print(mo.rim(matrix, [1], low=[0], high=[10], ideal_low=[4], ideal_high=[6]))
    rim
    rank  alternative  score
       1  Bee              1
       2  Ant            0.5
       2  Cat            0.5
    >>> import numpy as np
    >>> x, w, s = np.array([[2.0], [5.0], [8.0]]), np.array([1.0]), np.array([1.0])
    >>> rim.kernel(x, w, s, low=np.array([0.0]), high=np.array([10.0]), ideal_low=np.array([4.0]), ideal_high=np.array([6.0]))
    array([0.5, 1. , 0.5])
    """
    has, lacks = nearness(x, s, low=low, high=high, ideal_low=ideal_low, ideal_high=ideal_high)
    to_ideal, to_worst = lengths(w, lacks, has)
    step("variation from the ideal", "I_i+", to_ideal)
    step("variation from the worst", "I_i-", to_worst)
    return step("relative index", "R_i", ratio(to_worst, to_ideal + to_worst, scale=0.0))
