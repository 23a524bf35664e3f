"""sPROBID: distances to the best and the worst quarter of ideal points."""

from __future__ import annotations

from ..._xp import Array, namespace, ratio, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.parameter import AnyScaling
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.vector import vector
from .probid import ideal_distances

__all__ = ["sprobid"]

CAP = 1e6
"""The score of an alternative that is itself the ideal, for which the ratio is infinite."""


@method(
    SCORE,
    keeps=[law.weight_free, law.unit_free, law.mirror, law.ignores_zero_weight, law.continuous, law.sole_criterion],
    breaks=[
        law.dominance, law.strict_dominance, law.response, law.origin_free, law.order_only, law.independent, law.dominated_newcomer,
        law.clone_proof, law.splitting, law.bounded, law.direction_free,
    ], facts=[fact.parts, fact.senses, fact.shares],
    cite="wang2021",
)  # fmt: skip
def sprobid(x: Array, w: Array, s: Array, *, scale: AnyScaling = vector) -> Array:
    """How many times as far an alternative is from the worst ideals as from the best; higher is better.

    The first ideal takes the best value of every criterion, the second ideal the second best, down to the worst.
    Only the first and the last quarter of them count, those at either end most.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    scale : Scaling or its name, default vector

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``P_i = S_i(neg) / S_i(pos)`` with ``S_i(pos) = sum_k S_i(k) / k`` over the first quarter of the ideals and
    ``S_i(neg) = sum_k S_i(k) / (n - k + 1)`` over the last (Wang, Rangaiah and Wang 2021, simplified PROBID). A quarter
    is ``n / 4`` rounded down, and one ideal at least: below eight alternatives the order is that of TOPSIS. For an
    alternative that is itself the ideal the ratio is infinite; scores end at a million. Where all alternatives are
    equal they score 0.

    References
    ----------
    wang2021

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 2], [2, 1], [2, 1]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.sprobid(matrix, {"quality": 2, "speed": 1}))
    sprobid
    rank  alternative     score
       1  Bee           1.63299
       1  Cat           1.63299
       3  Ant          0.612372
    >>> import numpy as np
    >>> sprobid.kernel(np.array([[1.0, 2.0], [2.0, 1.0], [2.0, 1.0]]), np.array([2.0, 1.0]), np.array([1.0, 1.0])).round(3)
    array([0.612, 1.633, 1.633])
    """
    xp = namespace(x, w, s)
    w = share(w)
    r = scale(x, s)
    quarter = max(x.shape[-2] // 4, 1)
    best, worst = ideal_distances(r, w, quarter, quarter)
    step("distance to the best ideals", "S_i(pos)", best)
    step("distance to the worst ideals", "S_i(neg)", worst)
    return step("performance", "P_i", ratio(worst, xp.maximum(best, worst / CAP), scale=0.0))
