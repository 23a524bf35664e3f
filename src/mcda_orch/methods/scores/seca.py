"""SECA: criteria and alternatives evaluated together."""

from __future__ import annotations

import numpy as np

from ..._xp import Array, dot
from ...laws import facts as fact
from ...laws import scores as law
from ...numerics.seca_programme import evaluation
from ...plugin.batch import kinds
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.parameter import Positive, Proportion
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.linear_ratio import linear_ratio

__all__ = ["seca"]


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    keeps=[law.weight_free, law.unit_free, law.ignores_zero_weight, law.dominance, law.strict_dominance, law.bounded, law.sole_criterion],
    breaks=[
        law.response, law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof,
        law.splitting, law.continuous, law.direction_free,
    ], facts=[fact.parts, fact.shares],
    cite="keshavarz2018",
    numpy_only=True,
    per_matrix=True,
)  # fmt: skip
def seca(x: Array, w: Array, s: Array, *, beta: Positive = 3.0, least: Proportion = 0.001) -> Array:
    """Weighted ratios to the best, with weights that make the worst alternative as good as can be; higher is better.

    The method finds the weights itself: near to how far criteria deviate and conflict, and as kind as can be to the worst
    alternative. Of the weights that are passed it only asks whether they are above zero; a criterion of weight zero
    is left out.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    w : array, shape (..., m)
    s : array, shape (..., m)
    beta : float, default 3
        Positive. The larger, the nearer are the weights to the two references; the publication finds stable results from 3 on.
    least : float, default 0.001
        The smallest weight of a criterion, at most the equal share.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``S_i = sum_j w_j x_ij`` of ratios to the best, with the weights of ``max min_i S_i - beta (sum_j (w_j - sigma_j)**2 + sum_j
    (w_j - pi_j)**2)`` over ``w_j >= epsilon`` that sum to one; ``sigma_j`` and ``pi_j`` are shares of the standard deviations and of
    ``sum_l (1 - r_jl)`` (Keshavarz-Ghorabaee et al. 2018, model 4). The programme is concave with one solution, and is
    solved by working sets to rounding.

    A constant criterion is left out. Where all are constant, all score 0.

    References
    ----------
    keshavarz2018

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 4], [2, 1], [4, 2]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.seca(matrix, {"quality": 1, "speed": 1}))
    seca
    rank  alternative     score
       1  Cat          0.755208
       2  Ant          0.617188
       3  Bee          0.377604
    >>> import numpy as np
    >>> x = np.array([[1.0, 4.0], [2.0, 1.0], [4.0, 2.0]])
    >>> seca.kernel(x, np.ones(2), np.ones(2)).round(3)
    array([0.617, 0.378, 0.755])
    """
    r = linear_ratio(x, s)
    counted, which = kinds(w)
    sigma, pi, weights = (np.stack(part) for part in zip(*(evaluation(r * counts, beta, least) for counts in counted), strict=True))
    step("reference of deviations", "sigma_j", lambda: sigma[which])
    step("reference of correlations", "pi_j", lambda: pi[which])
    step("weights", "w_j", lambda: weights[which])
    return step("overall performance", "S_i", dot(r, weights)[which])
