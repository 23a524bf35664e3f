"""FUCA: ranks on every criterion, averaged."""

from __future__ import annotations

import numpy as np

from ..._xp import Array, dot, is_numpy, namespace
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import LOWER, SCORE
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells

__all__ = ["fuca", "places"]

PAIRS = 64
"""Alternatives up to which all pairs are compared; beyond, sorted columns are faster."""


def places(x: Array) -> tuple[Array, Array]:
    """First and last place of each value in its column, the largest first; equal values share all their places.

    Parameters
    ----------
    x : array, shape (..., n, m)

    Returns
    -------
    tuple of array, shape (..., n, m)
    """
    xp, n = namespace(x), x.shape[-2]
    if n <= PAIRS or not is_numpy(x):
        above = at_least = xp.zeros_like(x)
        for k in range(n):  # one opponent of all alternatives at a time, so that no pairs are kept
            row = x[..., k, None, :]
            above = above + xp.astype(row > x, x.dtype)
            at_least = at_least + xp.astype(row >= x, x.dtype)
        return above + 1.0, at_least
    first, last = np.empty_like(x), np.empty_like(x)
    for place in np.ndindex(*x.shape[:-2], x.shape[-1]):
        column = (*place[:-1], slice(None), place[-1])
        _, level, count = np.unique(x[column], return_inverse=True, return_counts=True)
        upto = np.cumsum(count)
        first[column] = n + 1 - upto[level]
        last[column] = (n - upto + count)[level]
    return first, last


@shared
def features(x: Array, s: Array) -> Array:
    """Average ranks on every criterion, which the weights contract."""
    first, last = places(x * s[..., None, :])
    return step("rank", "r_ij", (first + last) / 2.0)


@method(
    SCORE,
    better=LOWER,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.order_only, law.mirror,
        law.ignores_zero_weight, law.splitting, law.sole_criterion,
    ],
    breaks=[law.independent, law.dominated_newcomer, law.clone_proof, law.bounded, law.continuous, law.direction_free], facts=[fact.climbs, fact.leads, fact.order, fact.rises],
    cite="fernando2011",
    opinion="usual net flow",
)  # fmt: skip
def fuca(x: Array, w: Array, s: Array) -> Array:
    """Weighted sum of the ranks that an alternative takes on the criteria; lower is better.

    Only the order of the values within each criterion counts, so no scaling is needed and signed or ordinal values
    are welcome; how large a difference is does not matter.

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
    ``v_i = sum_j w_j r_ij`` with ranks from 1 for the best to n for the worst (Fernando et al. 2011). Equal values
    share the average of their places. The order is that of `promethee_ii` with the usual preference function: the
    average rank is ``(n + 1 - net) / 2`` where ``net`` counts the alternatives that are worse less those that are
    better.

    References
    ----------
    fernando2011

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 1], [2, 1], [1, 5]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.fuca(matrix, {"quality": 0.75, "speed": 0.25}))
    fuca (lower is better)
    rank  alternative  score
       1  Ant          1.375
       2  Bee          2.125
       3  Cat            2.5
    >>> import numpy as np
    >>> fuca.kernel(np.array([[3.0, 1.0], [2.0, 1.0], [1.0, 5.0]]), np.array([0.75, 0.25]), np.array([1.0, 1.0]))
    array([1.375, 2.125, 2.5  ])
    """
    return step("weighted sum of ranks", "v_i", dot(features(x, s), w))
