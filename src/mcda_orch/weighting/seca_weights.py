"""SECA weights: near to deviation and conflict, and as kind as can be to the worst alternative."""

from __future__ import annotations

import numpy as np

from .._xp import Array
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..numerics.seca_programme import evaluation
from ..plugin.family import POSITIVE_COSTS
from ..plugin.parameter import Positive, Proportion
from ..plugin.plugin import weighting
from ..plugin.steps import step
from ..scaling.linear_ratio import linear_ratio

__all__ = ["seca_weights"]


@weighting(
    domain=POSITIVE_COSTS,
    keeps=[simplex, constant_gets_zero, unit_free],
    breaks=[origin_free, mirror, direction_free],
    facts=[fact.parts],
    cite="keshavarz2018",
    numpy_only=True,
    lift=True,
)
def seca_weights(x: Array, s: Array, *, beta: Positive = 3.0, least: Proportion = 0.001) -> Array:
    """Weights near to the deviation and the conflict of the criteria that make the worst alternative as good as can be.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    s : array, shape (..., m)
    beta : float, default 3
        Positive. The larger, the nearer are the weights to the two references; the publication finds stable results from 3 on.
    least : float, default 0.001
        The smallest weight of a criterion, at most the equal share.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``max min_i S_i - beta (sum_j (w_j - sigma_j)**2 + sum_j (w_j - pi_j)**2)`` over ``w_j >= epsilon`` that sum to one, where ``S_i =
    sum_j w_j x_ij`` of ratios to the best, and ``sigma_j`` and ``pi_j`` are shares of the standard deviations and of ``sum_l (1
    - r_jl)`` (Keshavarz-Ghorabaee et al. 2018, model 4). The programme is concave with one solution, and is solved by
    working sets to rounding. A constant criterion is left out before, and gets weight 0.

    References
    ----------
    keshavarz2018

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 4], [2, 1], [4, 2]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> mo.weightings.seca_weights(matrix)
    Weights({'quality': 0.510417, 'speed': 0.489583}, source='seca_weights')
    >>> import numpy as np
    >>> seca_weights.kernel(np.array([[1.0, 4.0], [2.0, 1.0], [4.0, 2.0]]), np.ones(2)).round(3)
    array([0.51, 0.49])
    """
    sigma, pi, w = evaluation(np.asarray(linear_ratio(x, s)), beta, least)
    step("reference of deviations", "sigma_j", sigma)
    step("reference of correlations", "pi_j", pi)
    return w
