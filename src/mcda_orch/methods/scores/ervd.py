"""ERVD: gains and losses against a reference point, as people feel them."""

from __future__ import annotations

from ..._statistics import count, ends, powers
from ..._xp import Array, dot, namespace, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import NONNEGATIVE, SCORE
from ...plugin.parameter import Point, Positive
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...scaling.minmax import either

__all__ = ["ervd"]


@shared
def features(x: Array, s: Array, *, reference: Point | None = None, lam: Positive = 2.25, alpha: Positive = 0.88) -> Array:
    """Values of gains and losses, which the weights contract."""
    xp = namespace(x, s)
    part, top, whole = powers(x, 1)
    r = step("normalised matrix", "r_ij", ratio(part, whole, scale=whole))
    point = either(whole / count(x) * top, reference)
    phi = step("normalised reference point", "phi_j", ratio(ratio(point, top, scale=top), whole, scale=whole))
    gain = s[..., None, :] * (r - phi)
    size = xp.abs(gain) ** alpha
    return step("value", "v_ij", xp.where(gain > 0, size, -lam * size))


@method(
    SCORE,
    domain=NONNEGATIVE,
    linear_form=features,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.ignores_zero_weight, law.splitting,
        law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof, law.direction_free], facts=[fact.climbs, fact.leads, fact.parts, fact.rises],
    rowwise=True,
    cite="shyur2015",
)  # fmt: skip
def ervd(x: Array, w: Array, s: Array, *, reference: Point | None = None, lam: Positive = 2.25, alpha: Positive = 0.88) -> Array:
    """Closeness to the ideal in felt value, in [0, 1]; higher is better.

    Values are gains or losses against a reference point. As in prospect theory a loss weighs more than a gain of
    the same size, and both are felt less and less as they grow. The score is the distance from the worst felt
    values as a part of the distance between worst and best.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative.
    w : array, shape (..., m)
    s : array, shape (..., m)
    reference : array, shape (..., m), optional
        Reference point in the criteria's units; the average of every criterion, unless given.
    lam : float, default 2.25
        How many times as much a loss weighs as a gain of the same size.
    alpha : float, default 0.88
        Exponent of the value function.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``phi_i = S_i- / (S_i+ + S_i-)``, where ``S_i+`` and ``S_i-`` are the weighted sums of distances from the highest
    and the lowest ``v_ij = (r_ij - phi_j) ** alpha`` for gains and ``-lam (phi_j - r_ij) ** alpha`` for losses; matrix
    and reference point are divided by the column sums (Shyur et al. 2015). The two sums add up to a constant, so the
    method is additive. The publication leaves the reference point to the decision maker; its default here is a choice
    of this library. Where all alternatives are equal they score 0.

    References
    ----------
    shyur2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1], [2], [3]], ["Ant", "Bee", "Cat"], ["quality"])
    >>> print(mo.ervd(matrix, {"quality": 1}))
    ervd
    rank  alternative     score
       1  Cat                 1
       2  Bee          0.692308
       3  Ant                 0
    >>> import numpy as np
    >>> ervd.kernel(np.array([[1.0], [2.0], [3.0]]), np.array([1.0]), np.array([1.0])).round(3)
    array([0.   , 0.692, 1.   ])
    """
    v = features(x, s, reference=reference, lam=lam, alpha=alpha)
    worst, best = ends(v)
    step("highest value", "v_j+", best)
    step("lowest value", "v_j-", worst)
    step("distance from the highest values", "S_i+", lambda: dot(best - v, w))
    to_worst = step("distance from the lowest values", "S_i-", dot(v - worst, w))
    return step("closeness", "phi_i", ratio(to_worst, dot(best - worst, w), scale=0.0))  # S_i+ and S_i- add up to the same for all
