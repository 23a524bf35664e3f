"""SIMUS: every criterion in turn is the objective of a linear programme that the others bound."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from ..._statistics import largest
from ..._xp import Array, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import kinds
from ...plugin.family import NONNEGATIVE, SCORE
from ...plugin.parameter import Point, at_least
from ...plugin.plugin import method
from ...plugin.steps import step

__all__ = ["simus"]


@method(
    SCORE,
    domain=NONNEGATIVE,
    keeps=[law.weight_free, law.unit_free, law.ignores_zero_weight],
    breaks=[
        law.dominance, law.strict_dominance, law.response, law.origin_free, law.order_only, law.mirror, law.independent,
        law.dominated_newcomer, law.clone_proof, law.splitting, law.bounded, law.continuous, law.direction_free, law.sole_criterion,
    ], facts=[fact.parts, fact.shares],
    cite="munier2016",
    numpy_only=True,
    per_matrix=True,
)  # fmt: skip
def simus(
    x: Array, w: Array, s: Array, *, limits: Annotated[Point, at_least(0)] | None = None, result: Literal["sum", "dominance"] = "sum"
) -> Array:
    """How much of each alternative the best mixes take, over all criteria as objectives; higher is better.

    Each criterion in turn is optimised over mixes of the alternatives in which every other criterion keeps its limit: at
    most so much of a benefit, at least so much of a cost. The mixes, as shares, are the rows of an efficient results
    matrix, which is read by columns or by pairs. The method has no weights; a criterion of weight zero is left out.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative.
    w : array, shape (..., m)
        Only which are above zero matters.
    s : array, shape (..., m)
    limits : array, shape (..., m), optional
        Right-hand sides of the criteria; NaN, and the default, is the greatest value of a benefit and the least of a cost.
    result : {"sum", "dominance"}
        The first result multiplies the sum of an alternative's shares by the part of the objectives in whose mixes it is;
        the second is its net lead in shares over the others.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``z_j = argopt x_.j z`` subject to ``x_.k z <= b_k`` for benefits, ``>= b_k`` for costs ``k != j`` and ``z >= 0``; shares ``e_ji``;
    ``sum_j e_ji`` times the participation factor, or ``sum_k sum_j max(e_ji - e_jk, 0) - max(e_jk - e_ji, 0)`` (Munier,
    Carignano and Alberto 2016).

    The publication takes whichever optimum its solver finds; here it is the one of least length, which is unique, so
    the order of rows and columns has no influence. An objective without a bound, and one whose best mix is empty, says
    nothing: its row is 0.

    References
    ----------
    munier2016

    Examples
    --------
    >>> import mcda_orch as mo
    >>> values = [[250, 120, 20, 800], [130, 200, 40, 1000], [350, 340, 15, 600]]
    >>> matrix = mo.DecisionMatrix(values, ["Ant", "Bee", "Cat"], ["quality", "speed", "price:min", "safety"])
    >>> print(mo.simus(matrix, {"quality": 1, "speed": 1, "price": 1, "safety": 1}, limits={"speed": 500}))
    simus
    rank  alternative      score
       1  Cat           0.743056
       2  Bee           0.666035
       3  Ant          0.0909091
    >>> import numpy as np
    >>> x = np.array([[250.0, 120, 20, 800], [130, 200, 40, 1000], [350, 340, 15, 600]])
    >>> simus.kernel(x, np.ones(4), np.array([1.0, 1, -1, 1]), limits=np.array([np.nan, 500, np.nan, np.nan])).round(4)
    array([0.0909, 0.666 , 0.7431])
    """
    m = x.shape[-1]
    bounds = np.full(m, np.nan) if limits is None else np.asarray(limits)
    counted, which = kinds(w)
    shares = np.stack([_mixes(np.asarray(x, dtype=np.float64), counts, s, bounds) for counts in counted])
    step("efficient results matrix", "e_ji", lambda: shares[which])
    took = shares.sum(axis=-2)
    step("sum of shares", "SC_i", lambda: took[which])
    if result == "dominance":
        lead = took * shares.shape[-1] - shares.sum(axis=(-2, -1))[..., None]
        return step("net dominance", "ND_i", lead[which])
    part = (shares > 0).sum(axis=-2) / np.maximum(counted.sum(axis=-1), 1)[..., None]
    step("participation factor", "PF_i", lambda: part[which])
    return step("score", "P_i", (took * part)[which])


def _mixes(x: Array, counts: Array, s: Array, limits: Array) -> Array:
    """Best mix under every criterion that counts, as shares, shape (m, n)."""
    top = largest(np.abs(x), -2)
    scaled = ratio(x, top, scale=0.0)
    known = np.where(np.isnan(limits), np.where(s > 0, x.max(axis=-2), x.min(axis=-2)), limits)
    bounds = ratio(known, top[0], scale=0.0)
    found = np.zeros((x.shape[-1], x.shape[-2]))
    for j in np.flatnonzero(counts):
        others = counts & (np.arange(len(counts)) != j)
        found[j] = _mix(-s[j] * scaled[:, j], (scaled * s)[:, others].T, (bounds * s)[others])
    return found


def _mix(costs: Array, rows: Array, bounds: Array) -> Array:
    """Shares of the shortest z >= 0 that minimises ``costs z`` under ``rows z <= bounds``; 0 where there is none."""
    from scipy.optimize import linprog, nnls

    n = len(costs)
    solved = linprog(costs, A_ub=rows if len(rows) else None, b_ub=bounds if len(rows) else None)
    size = 0.0 if solved.status != 0 else solved.x.max()
    if size <= 1e-9:
        return np.zeros(n)
    # least distance programming (Lawson and Hanson 1974, chapter 23): min |z| under G z >= h is a problem of nnls
    g = np.vstack([-rows, np.eye(n), -costs[None]])
    slack = 1e-9 * np.concatenate([np.abs(bounds), np.zeros(n), [abs(solved.fun)]])
    h = (np.concatenate([-bounds, np.zeros(n), [-solved.fun]]) - slack) / size
    u, _ = nnls(np.vstack([g.T, h[None]]), np.append(np.zeros(n), 1.0))
    z = np.maximum(g.T @ u, 0.0)
    z[z < 1e-6 * z.max()] = 0.0
    return z / z.sum() if z.any() else np.zeros(n)
