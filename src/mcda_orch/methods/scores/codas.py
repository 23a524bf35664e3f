"""CODAS: distances from the worst point, compared pair by pair."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from ..._statistics import largest, smallest
from ..._xp import Array, dot, is_numpy, lengths, namespace, share
from ...core.ascending import ascending, reached
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import BLOCK
from ...plugin.family import SCORE
from ...plugin.parameter import AnyScaling, at_least
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.linear_ratio import linear_ratio

__all__ = ["codas"]

PAIRS, FEW = 64, 6
"""Alternatives up to which all pairs are compared, in a batch and else; beyond, sorted distances and running sums are faster."""


@method(
    SCORE,
    keeps=[law.weight_free, law.unit_free, law.ignores_zero_weight, law.sole_criterion],
    breaks=[
        law.dominance, law.strict_dominance, law.response, law.origin_free, law.order_only, law.mirror, law.independent,
        law.dominated_newcomer, law.clone_proof, law.splitting, law.bounded, law.continuous, law.direction_free,
    ], facts=[fact.parts, fact.shares],
    cite="keshavarz2016",
)  # fmt: skip
def codas(
    x: Array, w: Array, s: Array, *, tau: Annotated[float, at_least(0)] = 0.02, shares: bool = True, scale: AnyScaling = linear_ratio
) -> Array:
    """Lead over the other alternatives in distance from the worst point; higher is better.

    The worst point takes the worst scaled value of every criterion. An alternative is compared with every other
    by how much farther from that point it lies: by Euclidean distance, and by taxicab distance too where the
    Euclidean distances differ by at least a threshold. Leads and lags add up to a score around 0.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative, positive on costs, unless another scaling takes more.
    w : array, shape (..., m)
    s : array, shape (..., m)
    tau : float, default 0.02
        Difference of Euclidean distances from which the taxicab distances count; 0.01 to 0.05 in the publication.
    shares : bool, default True
        Whether weights are divided by their total first. The threshold is an absolute number, meant for weights
        that sum to one; with ``False`` they are used as they are.
    scale : Scaling or its name, default linear_ratio

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``H_i = sum_k (E_i - E_k) + psi(E_i - E_k) (T_i - T_k)`` with ``psi(d) = 1`` where ``abs(d) >= tau``, else 0
    (Keshavarz Ghorabaee et al. 2016, eqs. 1-11); ``E_i`` and ``T_i`` are the weighted Euclidean and taxicab
    distances from the worst point. Differences that are rounding errors of the distances count as 0, so a
    difference that equals the threshold reaches it whatever its last digit.

    References
    ----------
    keshavarz2016

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [2, 2], [1, 4]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.codas(matrix, {"quality": 2, "speed": 1}))
    codas
    rank  alternative      score
       1  Ant            1.06366
       2  Cat          -0.436339
       3  Bee          -0.627322
    >>> import numpy as np
    >>> codas.kernel(np.array([[4.0, 1.0], [2.0, 2.0], [1.0, 4.0]]), np.array([2.0, 1.0]), np.array([1.0, 1.0])).round(3)
    array([ 1.064, -0.627, -0.436])
    """
    r = scale(x, s)
    worst = step("anti-ideal", "ns_j", smallest(r, -2))
    w = share(w) if shares else w
    beyond = r - worst
    (euclidean,) = lengths(w, beyond)
    taxicab = dot(beyond, w)
    step("Euclidean distance", "E_i", euclidean)
    step("taxicab distance", "T_i", taxicab)
    return step("assessment", "H_i", _leads(euclidean, taxicab, tau - 1e-12))


def _leads(e: Array, t: Array, tau: float) -> Array:
    """Sum of the leads over all others, in e always and in t where e differs by tau, shape (..., n)."""
    xp, n = namespace(e, t), e.shape[-1]
    lead = n * e - xp.sum(e, axis=-1, keepdims=True)
    if not is_numpy(e, t):
        for k in range(n):  # one opponent of all alternatives at a time, so that no pairs are kept
            apart = xp.abs(e - e[..., k : k + 1]) >= tau
            lead = lead + xp.where(apart, t - t[..., k : k + 1], xp.zeros_like(t))
    elif n <= (PAIRS if e.size >= n * n else FEW):
        for k in range(1, n):  # what one leads by, the other is behind by
            gap = (t[..., :k] - t[..., k : k + 1]) * (np.abs(e[..., :k] - e[..., k : k + 1]) >= tau)
            lead[..., :k] += gap
            lead[..., k] -= gap.sum(axis=-1)
    else:
        e_rows, t_rows, rows = e.reshape(-1, n), t.reshape(-1, n), max(1, BLOCK // 2 // n)
        parts = [slice(start, start + rows) for start in range(0, len(e_rows), rows)]  # whose sorting stays in cache
        lead += np.concatenate([_leads_beyond(e_rows[part], t_rows[part], tau) for part in parts]).reshape(e.shape)
    more = xp.abs(lead) > 1e-12 * n * largest(e + t, -1)  # than rounding
    return lead if xp is np and more.all() else xp.where(more, lead, xp.zeros_like(lead))


def _leads_beyond(e: Array, t: Array, tau: float) -> Array:
    """Sum of ``t_i - t_k`` over all k whose e is tau or more away from ``e_i``: all others less those in between, shape (..., n)."""
    count, n = e.shape
    t = t - t.mean(axis=-1, keepdims=True)  # so that running sums stay small
    if tau <= 0.0:
        return n * t
    places, ordered = ascending(np.ascontiguousarray(e))
    along = np.ascontiguousarray(t).take(places)
    running = np.zeros((count, n + 1))
    np.cumsum(along, axis=-1, out=running[:, 1:])
    starts = np.arange(0, count * (n + 1), n + 1)[:, None]
    first = reached(ordered, ordered - tau) + starts  # of those less than tau apart
    last = np.bincount(first.reshape(-1), minlength=running.size).reshape(running.shape).cumsum(axis=-1)[:, :-1] + starts
    lead = np.empty(e.size)
    lead[places] = (n - last + first) * along - (running[:, -1:] - running.take(last) + running.take(first))
    return lead.reshape(count, n)
