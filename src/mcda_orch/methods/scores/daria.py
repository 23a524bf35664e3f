"""DARIA: scores of several periods in one, by the last of them and by how they changed."""

from __future__ import annotations

from ..._xp import Array, dot, namespace, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import NONNEGATIVE, SCORE
from ...plugin.parameter import Position
from ...plugin.plugin import method
from ...plugin.steps import step

__all__ = ["daria"]


@method(
    SCORE,
    domain=NONNEGATIVE,
    keeps=[law.weight_free, law.ignores_zero_weight, law.independent, law.dominated_newcomer, law.clone_proof],
    breaks=[
        law.dominance, law.strict_dominance, law.response, law.unit_free, law.origin_free, law.order_only, law.mirror, law.splitting,
        law.bounded, law.continuous, law.direction_free, law.sole_criterion,
    ], facts=[fact.rows, fact.shares],
    rowwise=True,
    cite="watrobski2022",
)  # fmt: skip
def daria(x: Array, w: Array, s: Array, *, periods: Position | None = None) -> Array:
    """Score of the last period, raised or lowered by how much the scores varied on the way there; higher is better.

    The columns are periods, and the cells are what one method says of the alternatives in each of them. An alternative whose
    score rose from the first period to the last gains the variability of its scores, one that fell loses it. The
    periods have no weights; one of weight zero is left out.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Scores of the alternatives in m periods; not negative.
    w : array, shape (..., m)
        Only which are above zero matters.
    s : array, shape (..., m)
        -1 where scores are better when lower (VIKOR, SPOTIS): they count negated.
    periods : array, shape (..., m), optional
        Place of each column in time; by default the columns stand in their order. Columns of one period count by their mean.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``P_i = S_iT + G_i sign(S_iT - S_i1)`` with the Gini coefficient ``G_i = sum_p sum_q |S_ip - S_iq| / (2 T**2 mean S_i)`` of
    an alternative's scores (Watrobski et al. 2022). An alternative whose scores are all 0 does not vary.

    References
    ----------
    watrobski2022

    Examples
    --------
    >>> import mcda_orch as mo
    >>> values = [[0.2, 0.4, 0.6], [0.6, 0.6, 0.6], [0.9, 0.7, 0.6]]
    >>> matrix = mo.DecisionMatrix(values, ["Ant", "Bee", "Cat"], ["2021", "2022", "2023"])
    >>> print(mo.daria(matrix, {"2021": 1, "2022": 1, "2023": 1}))
    daria
    rank  alternative     score
       1  Ant          0.822222
       2  Bee               0.6
       3  Cat          0.509091
    >>> import numpy as np
    >>> daria.kernel(np.array([[0.2, 0.4, 0.6], [0.6, 0.6, 0.6], [0.9, 0.7, 0.6]]), np.ones(3), np.ones(3)).round(4)
    array([0.8222, 0.6   , 0.5091])
    """
    xp = namespace(x, w, s)
    m = x.shape[-1]
    counts = xp.astype(w > 0, x.dtype)
    times = xp.cumulative_sum(xp.ones_like(counts[(*(0,) * (counts.ndim - 1), ...)])) if periods is None else periods
    infinite = 2.0 * (xp.max(times) - xp.min(times) + 1.0)
    last = xp.where(counts > 0, times, times - infinite)
    first = xp.where(counts > 0, times, times + infinite)
    final = _mean(x * s[..., None, :], counts * xp.astype(last >= xp.max(last, axis=-1, keepdims=True), x.dtype))
    start = _mean(x * s[..., None, :], counts * xp.astype(first <= xp.min(first, axis=-1, keepdims=True), x.dtype))
    part = ratio(x, xp.max(x, axis=-1, keepdims=True), scale=0.0)
    apart = sum(counts[..., None, p] * dot(xp.abs(part - part[..., p : p + 1]), counts) for p in range(m))
    number = xp.sum(counts, axis=-1, keepdims=True)
    spread = step("variability", "G_i", ratio(apart, 2.0 * number * dot(part, counts), scale=0.0))
    way = step("direction", "dir_i", xp.sign(final - start))
    step("last score", "S_iT", final)
    return step("aggregated score", "P_i", final + spread * way)


def _mean(x: Array, chosen: Array) -> Array:
    return ratio(dot(x, chosen), namespace(chosen).sum(chosen, axis=-1, keepdims=True), scale=0.0)
