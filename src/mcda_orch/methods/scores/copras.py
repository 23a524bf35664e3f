"""COPRAS: benefits as they are, costs by how few they are."""

from __future__ import annotations

from ..._statistics import largest, of_sum, together, weighed
from ..._xp import Array, namespace, ratio, sides
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.plugin import method
from ...plugin.steps import step

__all__ = ["copras"]


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.ignores_zero_weight, law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof, law.direction_free], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite="zavadskas1994",
)  # fmt: skip
def copras(x: Array, w: Array, s: Array) -> Array:
    """Utility degree N: significance of an alternative as a part of the greatest, 1 for the best; higher is better.

    Every value becomes a share of its column's total, and the weighted shares are added up over the benefits and over
    the costs. The significance of an alternative is its sum of benefits, and a part of all costs together that is the
    larger the smaller its own sum of costs is.

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
    ``Q_i = S_i+ + sum_k S_k- / (S_i- sum_k 1 / S_k-)`` and ``N_i = Q_i / max_k Q_k`` (Zavadskas et al. 1994), where the
    publication prints N in per cent. Costs are shares ``x / sum x`` like benefits. Without costs, or where no cost has
    a weight, ``Q_i = S_i+``.

    References
    ----------
    zavadskas1994

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[10, 5], [10, 8], [7, 6]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> print(mo.copras(matrix, {"quality": 0.5, "price": 0.5}))
    copras
    rank  alternative     score
       1  Ant                 1
       2  Bee          0.803716
       3  Cat           0.76979
    >>> import numpy as np
    >>> copras.kernel(np.array([[10.0, 5.0], [10.0, 8.0], [7.0, 6.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0])).round(4)
    array([1.    , 0.8037, 0.7698])
    """
    xp = namespace(x, w, s)
    step("normalised matrix", "r_ij", lambda: of_sum(x))
    step("weighted normalised matrix", "d_ij", lambda: of_sum(x) * w)
    gain, cost = weighed(x, 1, *sides(w, s))
    step("sum of benefits", "S_i+", gain)
    step("sum of costs", "S_i-", cost)
    tiny = float(xp.finfo(x.dtype).smallest_normal)  # the least costs divide by themselves, also where they are nil
    some = cost + tiny
    least, costs, reciprocals = together(-1, ("smallest", some), ("sum", cost), ("reciprocals", some))
    few = ratio(least, some, scale=0.0)
    q = step("relative significance", "Q_i", gain + few * ratio(costs, reciprocals, scale=0.0))
    return step("utility degree", "N_i", ratio(q, largest(q, -1), scale=0.0))
