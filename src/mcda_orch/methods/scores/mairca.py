"""MAIRCA: the gap between what was expected of an alternative and what it is."""

from __future__ import annotations

from ..._statistics import count
from ..._xp import Array, dot
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import LOWER, SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells
from ...scaling.minmax import shortfall

__all__ = ["mairca"]


@shared
def features(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Shortfalls from the best end of every criterion, shared among the alternatives, which the weights contract."""
    return shortfall(x, s, low, high) / count(x)


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
    cite="gigovic2016",
    opinion="min-max additive",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], opinion="declared additive", facts=[fact.own]),
    ],
)  # fmt: skip
def mairca(x: Array, w: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Gap between the theoretical and the real evaluation of an alternative; lower is better.

    Before anything is known all alternatives are expected to do equally well, each with the same part of every
    criterion's weight. What an alternative really reaches of that part is its place within the criterion's range.

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
    ``t_pj = w_j / n``, ``t_rij = t_pj r_ij`` with min-max scaling, ``Q_i = sum_j (t_pj - t_rij)`` (Gigovic et al. 2016,
    steps 1-6), for a decision maker without a preference among the alternatives. A criterion that is the same for
    all leaves no gap.

    References
    ----------
    gigovic2016

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 5], [2, 3], [4, 1]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.mairca(matrix, {"quality": 2, "speed": 1}))
    mairca (lower is better)
    rank  alternative     score
       1  Cat          0.333333
       2  Bee               0.5
       3  Ant          0.666667
    >>> import numpy as np
    >>> mairca.kernel(np.array([[0.0, 5.0], [2.0, 3.0], [4.0, 1.0]]), np.array([2.0, 1.0]), np.array([1.0, 1.0])).round(4)
    array([0.6667, 0.5   , 0.3333])
    """
    gap = features(x, s, low=low, high=high)
    step("theoretical evaluation", "t_pj", lambda: w / count(x))
    step("real evaluation", "t_rij", lambda: w / count(x) - gap * w)
    step("gap", "g_ij", lambda: gap * w)
    return step("total gap", "Q_i", dot(gap, w))
