"""Gini weights: how unequal the alternatives are on a criterion."""

from __future__ import annotations

from .._statistics import largest
from .._xp import Array, namespace, ratio, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.family import NONNEGATIVE
from ..plugin.plugin import weighting
from ..plugin.steps import step

__all__ = ["gini"]


@weighting(
    domain=NONNEGATIVE,
    keeps=[simplex, constant_gets_zero, unit_free, direction_free],
    breaks=[origin_free, mirror],
    facts=[fact.parts],
    cite="li2009",
)
def gini(x: Array, s: Array) -> Array:
    """Weights by the inequality of the alternatives on a criterion: its Gini coefficient.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative.
    s : array, shape (..., m)
        Not used: raw values are taken for costs too.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``G_j = sum_i sum_k |x_ij - x_kj| / (2 n**2 mean_j)``, ``w_j = G_j / sum_j G_j`` (Li and Chi 2009). With sorted values the
    double sum is ``2 sum_i i (n - i) (x_(i+1) - x_(i))``.

    References
    ----------
    li2009

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[7, 300], [9, 250], [8, 280]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> mo.weightings.gini(matrix)
    Weights({'quality': 0.58042, 'price': 0.41958}, source='gini')
    >>> import numpy as np
    >>> gini.kernel(np.array([[1.0, 1.0], [3.0, 1.0]]), np.ones(2))
    array([1., 0.])
    """
    xp = namespace(x, s)
    n = x.shape[-2]
    x = x + xp.zeros_like(s)[..., None, :]
    top = largest(x, -2)
    rising = xp.sort(ratio(x, top, scale=top), axis=-2)
    below = xp.cumulative_sum(xp.ones_like(rising[..., 1:, :]), axis=-2)  # so many values lie below each gap
    differences = xp.sum(below * (n - below) * (rising[..., 1:, :] - rising[..., :-1, :]), axis=-2)
    return share(step("Gini coefficient", "G_j", ratio(differences, n * xp.sum(rising, axis=-2))))
