"""MARA: how much area an alternative leaves to the optimal one."""

from __future__ import annotations

from ..._statistics import largest
from ..._xp import Array, dot, sides
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import LOWER, POSITIVE_COSTS, SCORE
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells
from ...scaling.linear_ratio import linear_ratio

__all__ = ["mara"]


def features(x: Array, s: Array) -> Array:
    """Halves of what is missing to the best ratio, which the weights contract."""
    return _ratios(x, s)[1]


@method(
    SCORE,
    better=LOWER,
    domain=POSITIVE_COSTS,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.dominated_newcomer, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.direction_free], facts=[fact.best, fact.climbs, fact.leads, fact.parts, fact.rises, fact.sums, fact.unit_interval],
    rowwise=True,
    cite="gligoric2022",
    opinion="ratio additive",
)  # fmt: skip
def mara(x: Array, w: Array, s: Array) -> Array:
    """Area between an alternative and the optimal one, in [0, 1/2]; lower is better.

    An alternative has a weighted sum over the benefits and one over the costs. The straight line from the one, at 0,
    to the other, at 1, has an area below it; the score is what that area lacks of the optimal alternative's, which
    has the best value of every criterion. The area is half of the two sums together, so the method orders as the
    weighted sum of ratios does.

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
    With ratios to the best ``r_ij``, ``S_k`` and ``S_l`` the weighted sums of the optimal alternative over benefits and
    costs, ``T_ik`` and ``T_il`` those of alternative i: ``M_i = integral from 0 to 1 of (S_l - S_k) t + S_k``, less
    ``integral from 0 to 1 of (T_il - T_ik) t + T_ik`` (Gligoric et al. 2022), which is
    ``sum_j w_j (max_i r_ij - r_ij) / 2``.

    References
    ----------
    gligoric2022

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [1, 2]], ["Ant", "Bee"], ["quality", "speed"])
    >>> print(mo.mara(matrix, {"quality": 0.75, "speed": 0.25}))
    mara (lower is better)
    rank  alternative    score
       1  Ant           0.0625
       2  Bee          0.28125
    >>> import numpy as np
    >>> mara.kernel(np.array([[4.0, 1.0], [1.0, 2.0]]), np.array([0.75, 0.25]), np.array([1.0, 1.0]))
    array([0.0625 , 0.28125])
    """
    r, missing = _ratios(x, s)
    step("weighted sum of the benefits", "T_i+", lambda: dot(r, sides(w, s)[0]))
    step("weighted sum of the costs", "T_i-", lambda: dot(r, sides(w, s)[1]))
    step("area", "F_i", lambda: dot(r, w) / 2.0)
    step("area of the optimal alternative", "F", lambda: dot(largest(r, -2), w) / 2.0)
    return step("magnitude of the area", "M_i", dot(missing, w))


@shared
def _ratios(x: Array, s: Array) -> tuple[Array, Array]:
    """Return the ratios to the best, and halves of what they miss of the best ratio."""
    r = linear_ratio(x, s)
    return r, (largest(r, -2) - r) / 2.0
