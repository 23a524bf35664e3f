"""AROMAN: two normalisations in one, costs and benefits under a root each."""

from __future__ import annotations

from ..._statistics import ends, of_length
from ..._xp import Array, dot, namespace, ratio, sides
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import NONNEGATIVE, SCORE
from ...plugin.parameter import Proportion
from ...plugin.plugin import method
from ...plugin.steps import step

__all__ = ["aroman", "sums"]


@method(
    SCORE,
    domain=NONNEGATIVE,
    keeps=[law.weight_free, law.unit_free, law.ignores_zero_weight, law.splitting, law.bounded, law.continuous],
    breaks=[
        law.dominance, law.strict_dominance, law.response, law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer,
        law.clone_proof, law.direction_free, law.sole_criterion,
    ], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite="boskovic2023",
)  # fmt: skip
def aroman(x: Array, w: Array, s: Array, *, beta: Proportion = 0.5, lam: Proportion = 0.5) -> Array:
    """Root of the weighted costs plus root of the weighted benefits; higher is better.

    Every value is the average of its place within the criterion's range and its share of the criterion's Euclidean
    length; neither turns costs round. As published, costs are added like benefits, so of two alternatives that
    differ in a cost alone the dearer one scores better: use `extended_aroman`, which subtracts them, unless a
    published ranking is to be reproduced.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative.
    w : array, shape (..., m)
    s : array, shape (..., m)
    beta : float, default 0.5
        Part of the first normalisation, in [0, 1].
    lam : float, default 0.5
        Exponent of the costs; benefits have the exponent ``1 - lam``. With any other than 0.5 weights must sum to one.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``t_ij = (beta (x_ij - min_j) / (max_j - min_j) + (1 - beta) x_ij / sqrt(sum_i x_ij**2)) / 2``; ``L_i`` is the sum of
    ``w_j t_ij`` over the costs, ``A_i`` over the benefits; ``R_i = L_i**lam + A_i**(1 - lam)`` (Boskovic et al. 2023,
    steps 1-5). A criterion that is the same for all is left out of both.

    References
    ----------
    boskovic2023

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [3, 2]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.aroman(matrix, {"quality": 0.5, "price": 0.5}))
    aroman
    rank  alternative     score
       1  Bee          0.760486
       2  Ant          0.710777
    >>> import numpy as np
    >>> aroman.kernel(np.array([[4.0, 1.0], [3.0, 2.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0])).round(4)
    array([0.7108, 0.7605])
    """
    cost, gain = sums(x, w, s, beta)
    return step("final ranking", "R_i", cost**lam + gain ** (1.0 - lam))


def sums(x: Array, w: Array, s: Array, beta: Proportion) -> tuple[Array, Array]:
    """Return the weighted sums of the costs and of the benefits, shape (..., n)."""
    xp = namespace(x, w, s)
    parts = of_length(x)  # asked first: what finds lengths also finds ends
    low, high = ends(x)
    place = step("linear normalisation", "t_ij", ratio(x - low, high - low, scale=high))
    share = step("vector normalisation", "t_ij*", parts)
    varies = ratio(high - low, high - low, scale=high) > 0
    average = xp.where(varies, (beta * place + (1.0 - beta) * share) / 2.0, xp.zeros_like(place))
    step("aggregated normalisation", "t_ij norm", average)
    benefits, costs = sides(w, s)
    cost = step("sum of costs", "L_i", dot(average, costs))
    gain = step("sum of benefits", "A_i", dot(average, benefits))
    return cost, gain
