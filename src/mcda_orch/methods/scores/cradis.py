"""CRADIS: distances to one ideal and one anti-ideal value for all criteria."""

from __future__ import annotations

from ..._statistics import ends
from ..._xp import Array, dot, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import largest_weighted
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells
from ...scaling.linear_ratio import linear_ratio

__all__ = ["cradis"]


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
        law.splitting, law.bounded, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.continuous, law.direction_free], facts=[fact.best, fact.climbs, fact.leads, fact.parts, fact.rises],
    rowwise=True,
    cite="puska2022",
    opinion="ratio additive",
)  # fmt: skip
def cradis(x: Array, w: Array, s: Array) -> Array:
    """Utility in [0, 1] after the distances to an ideal and an anti-ideal, set against an optimal alternative; higher is better.

    The ideal is the largest number in the whole weighted matrix, the anti-ideal the smallest; every cell counts its
    distance to both. The optimal alternative has the best value of every criterion. Distances to one number add up
    to that number less a weighted sum, so the method orders as the weighted sum of ratios does.

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
    ``v_ij = w_j n_ij`` with ratios to the best, ``s_i+ = sum_j (max v - v_ij)``, ``s_i- = sum_j (v_ij - min v)``,
    ``K_i+ = s_0+ / s_i+``, ``K_i- = s_i- / s_0-`` and ``Q_i = (K_i+ + K_i-) / 2``, where ``s_0`` belongs to the
    optimal alternative (Puska et al. 2022, steps 1-8). An alternative that is as far away as the optimal one has the
    degree 1, also where that distance is 0; where it is 0 and an alternative is farther away, the degree is 0.

    References
    ----------
    puska2022

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [1, 2]], ["Ant", "Bee"], ["quality", "speed"])
    >>> print(mo.cradis(matrix, {"quality": 0.75, "speed": 0.25}))
    cradis
    rank  alternative     score
       1  Ant          0.816667
       2  Bee          0.360294
    >>> import numpy as np
    >>> cradis.kernel(np.array([[4.0, 1.0], [1.0, 2.0]]), np.array([0.75, 0.25]), np.array([1.0, 1.0])).round(4)
    array([0.8167, 0.3603])
    """
    r = features(x, s)
    step("weighted normalised matrix", "v_ij", lambda: r * w)
    m, (bottom, top) = r.shape[-1], ends(r)
    total, best = dot(r, w), dot(top, w)
    ideal = step("ideal", "t", largest_weighted(top, w))
    anti = step("anti-ideal", "t-", -largest_weighted(-bottom, w))
    from_ideal = step("distance from the ideal", "s_i+", m * ideal - total)
    step("distance from the anti-ideal", "s_i-", total - m * anti)
    short = best - total  # how much farther from the ideal, and nearer to the anti-ideal, than the optimal alternative
    to_ideal = step("utility against the ideal", "K_i+", 1.0 - ratio(short, from_ideal, scale=m * ideal))
    to_anti = step("utility against the anti-ideal", "K_i-", 1.0 - ratio(short, best - m * anti, scale=m * ideal))
    return step("utility", "Q_i", (to_ideal + to_anti) / 2.0)
