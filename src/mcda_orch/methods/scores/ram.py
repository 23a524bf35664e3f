"""RAM: the root of the benefits, of a degree that grows with the costs."""

from __future__ import annotations

from ..._statistics import of_sum, weighed
from ..._xp import Array, namespace, share, sides
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import NONNEGATIVE, SCORE
from ...plugin.plugin import method
from ...plugin.steps import step

__all__ = ["ram"]


@method(
    SCORE,
    domain=NONNEGATIVE,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.ignores_zero_weight, law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[
        law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof, law.bounded, law.direction_free,
    ], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite="sotoudeh2023",
)  # fmt: skip
def ram(x: Array, w: Array, s: Array, *, shares: bool = True) -> Array:
    """Root index: the root of the benefits, whose degree grows with the costs; higher is better.

    Every value becomes a share of its column's total. The weighted shares are added up over the benefits and over the
    costs, and the root compensates for neither of them fully: with many alternatives all shares are small, and all
    scores lie next to the square root of 2.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative.
    w : array, shape (..., m)
    s : array, shape (..., m)
    shares : bool, default True
        Whether weights are divided by their total first. The constants in the index are meant for weights that sum to
        one; with ``False`` they are used as they are.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``RI_i = (2 + S_i+) ** (1 / (2 + S_i-))`` with ``r_ij = x_ij / sum_i x_ij`` for benefits and costs alike (Sotoudeh-Anvari
    2023). A column of zeros has no shares and adds nothing.

    References
    ----------
    sotoudeh2023

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [3, 3]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.ram(matrix, {"quality": 0.5, "price": 0.5}))
    ram
    rank  alternative    score
       1  Bee          1.43938
       2  Ant          1.42578
    >>> import numpy as np
    >>> ram.kernel(np.array([[1.0, 1.0], [3.0, 3.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0])).round(4)
    array([1.4258, 1.4394])
    """
    xp = namespace(x, w, s)
    w = share(w) if shares else w
    step("normalised matrix", "r_ij", lambda: of_sum(x))
    step("weighted normalised matrix", "y_ij", lambda: of_sum(x) * w)
    gain, cost = weighed(x, 1, *sides(w, s))
    step("sum of benefits", "S_i+", gain)
    step("sum of costs", "S_i-", cost)
    return step("root index", "RI_i", xp.exp(xp.log(2.0 + gain) / (2.0 + cost)))
