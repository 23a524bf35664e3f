"""PIV: proximity to the best value of every criterion."""

from __future__ import annotations

from ..._xp import Array, dot
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import LOWER, SCORE
from ...plugin.plugin import method
from ...plugin.steps import step
from ...plugin.turns import zero
from .moora_reference import behind

__all__ = ["piv"]


@method(
    SCORE,
    better=LOWER,
    linear_form=behind,
    turns=zero,
    keeps=[
        law.dominance, law.strict_dominance, law.weight_free, law.unit_free, law.mirror, law.ignores_zero_weight, law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[
        law.response, law.origin_free, law.order_only, law.independent, law.dominated_newcomer, law.clone_proof, law.bounded, law.direction_free,
    ], facts=[fact.climbs, fact.parts, fact.rises, fact.senses],
    rowwise=True,
    cite="mufazzal2018",
    opinion="vector additive",
)  # fmt: skip
def piv(x: Array, w: Array, s: Array) -> Array:
    """Weighted distance to the best values, all criteria added up; lower is better.

    Every value is divided by the Euclidean length of its column, and its distance to the best one there is weighted. An
    alternative that is best on everything scores 0.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``d_i = sum_j u_ij`` with ``u_ij = max_i v_ij - v_ij`` for benefits, ``v_ij - min_i v_ij`` for costs, and
    ``v_ij = w_j x_ij / sqrt(sum_i x_ij**2)`` (Mufazzal and Muzakkir 2018). The best values shift all alternatives alike, so
    the order is that of `moora`, and the rank reversals that the publication finds fewer than those of TOPSIS remain.

    References
    ----------
    mufazzal2018

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 4], [4, 3]], ["Ant", "Bee"], ["quality", "speed"])
    >>> print(mo.piv(matrix, {"quality": 0.75, "speed": 0.25}))
    piv (lower is better)
    rank  alternative  score
       1  Bee           0.05
       2  Ant           0.15
    >>> import numpy as np
    >>> piv.kernel(np.array([[3.0, 4.0], [4.0, 3.0]]), np.array([0.75, 0.25]), np.array([1.0, 1.0])).round(9)
    array([0.15, 0.05])
    """
    gap = step("proximity", "p_ij", behind(x, s))
    step("weighted proximity", "u_ij", lambda: gap * w)
    return step("overall proximity", "d_i", dot(gap, w))
