"""MOOSRA: benefits for what they cost."""

from __future__ import annotations

from typing import Literal

from ..._statistics import added, largest, of_length, weighed
from ..._xp import Array, dot, namespace, ratio, share, sides
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.law import Variant
from ...plugin.plugin import method
from ...plugin.steps import step

__all__ = ["moosra"]


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    keeps=[
        law.dominance, law.response, law.weight_free, law.unit_free, law.ignores_zero_weight, law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[
        law.strict_dominance, law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof, law.bounded, law.direction_free,
    ], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite="das2012",
    variants=[Variant("one length for the matrix", {"norm": "matrix"}, keeps=[law.independent, law.dominated_newcomer, law.clone_proof], breaks=[law.unit_free], lacks=[fact.parts])],
)  # fmt: skip
def moosra(x: Array, w: Array, s: Array, *, norm: Literal["column", "matrix"] = "column") -> Array:
    """Sum of weighted benefits per unit of weighted costs; higher is better.

    Every value is divided by the Euclidean length of its column. Where `moora` subtracts the costs from the benefits, this
    method divides by them, so the score never is negative.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    w : array, shape (..., m)
    s : array, shape (..., m)
    norm : {"column", "matrix"}
        Divide by the length of each column, as published, or by one length of the whole matrix, as some software does.
        The latter cancels out, so that raw values are added up: right only where all criteria have the same unit.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``y_i = sum_j w_j x*_ij over benefits / sum_j w_j x*_ij over costs`` (Das et al. 2012). The publication is silent on
    tables without costs, or without benefits; a sum to which no weight contributes counts as 1, so that ``y_i`` is
    the other sum, or one over it, with weights as shares of their total.

    References
    ----------
    das2012

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 4], [4, 3]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.moosra(matrix, {"quality": 0.5, "price": 0.5}))
    moosra
    rank  alternative    score
       1  Bee          1.33333
       2  Ant             0.75
    >>> import numpy as np
    >>> moosra.kernel(np.array([[3.0, 4.0], [4.0, 3.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0])).round(9)
    array([0.75      , 1.33333333])
    """
    xp = namespace(x, w, s)
    parts = sides(share(w), s)
    if norm == "column":
        step("normalised matrix", "r_ij", lambda: of_length(x))
        sums = weighed(x, 2, *parts)
    else:
        r = step("normalised matrix", "r_ij", _of_the_whole(x))
        sums = [dot(r, part) for part in parts]
    gain, cost = (_or_one(found, part) for found, part in zip(sums, parts, strict=True))
    step("sum of benefits", "y_i+", gain)
    step("sum of costs", "y_i-", cost)
    cost = xp.clip(cost, float(xp.finfo(cost.dtype).smallest_normal), None)  # costs are positive, and may only underflow
    return step("ratio", "y_i", ratio(gain, cost, scale=0.0))


def _of_the_whole(x: Array) -> Array:
    """Divide by the Euclidean length of the whole matrix."""
    xp = namespace(x)
    part = ratio(x, xp.max(largest(xp.abs(x)), axis=-1, keepdims=True), scale=0.0)  # the largest first, so that no square overflows
    return ratio(part, xp.sqrt(xp.sum(added(part**2), axis=-1, keepdims=True)), scale=0.0)


def _or_one(found: Array, w: Array) -> Array:
    """Return a weighted sum, or 1 where nothing has a weight."""
    xp = namespace(found, w)
    return xp.where(xp.any(w > 0, axis=-1, keepdims=True), found, xp.ones_like(found))
