"""RAWEC: how much farther from the worst than from the best."""

from __future__ import annotations

from ..._xp import Array, dot, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE, SCORE
from ...plugin.plugin import RatioForm, method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...scaling.linear_ratio import linear_ratio

__all__ = ["rawec"]


@shared
def deviations(x: Array, s: Array) -> RatioForm:
    """What is held above the worst and what is missing to the best, which the weights contract."""
    return RatioForm(1.0 - linear_ratio(x, -s), 1.0 - linear_ratio(x, s), least=-1.0)


@method(
    SCORE,
    domain=POSITIVE,
    ratio_form=deviations,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.clone_proof, law.ignores_zero_weight, law.splitting,
        law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.bounded, law.direction_free], facts=[fact.climbs, fact.columns, fact.extremes, fact.parts, fact.rises],
    rowwise=True,
    cite="puska2024",
)  # fmt: skip
def rawec(x: Array, w: Array, s: Array) -> Array:
    """Balance between what lies below and what is missing above, in [-1, 1]; higher is better.

    Every value is compared twice: as a ratio to the best of its column, and as a ratio to the worst. What the first lacks
    of one is missing, what the second lacks of one is held; the score is the part by which the weighted total of what is
    held exceeds what is missing.

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
    ``Q_i = (v'_i - v_i) / (v'_i + v_i)`` with ``v_i = sum_j w_j (1 - n_ij)`` and ``v'_i = sum_j w_j (1 - n'_ij)``; for benefits
    ``n_ij = x_ij / max_i x_ij`` and ``n'_ij = min_i x_ij / x_ij``, for costs the other way round (Puska et al. 2024). Where both
    deviations are nil, as on constant criteria, an alternative scores 0.

    References
    ----------
    puska2024

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 2], [2, 4]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.rawec(matrix, {"quality": 0.75, "price": 0.25}))
    rawec
    rank  alternative  score
       1  Bee            0.5
       2  Ant           -0.5
    >>> import numpy as np
    >>> rawec.kernel(np.array([[1.0, 2.0], [2.0, 4.0]]), np.array([0.75, 0.25]), np.array([1.0, -1.0]))
    array([-0.5,  0.5])
    """
    above_worst, below_best, *_ = deviations(x, s)
    step("deviation from the best", "v_i", lambda: dot(below_best, w))
    step("deviation from the worst", "v'_i", lambda: dot(above_worst, w))
    return step("balance", "Q_i", ratio(dot(above_worst - below_best, w), dot(above_worst + below_best, w), scale=0.0))
