"""PROSA-C: PROMETHEE net flows, less what is out of balance."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from ..._xp import Array, dot, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import PerCriterion, at_least
from ...plugin.plugin import method
from ...plugin.steps import step
from .promethee_ii import Indifference, Inflection, Preferences, Strict, features

__all__ = ["prosa_c"]


@method(
    SCORE,
    numpy_only=True,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.order_only, law.mirror,
        law.ignores_zero_weight, law.splitting, law.sole_criterion,
    ],
    breaks=[law.independent, law.dominated_newcomer, law.clone_proof, law.bounded, law.continuous, law.direction_free], facts=[fact.order, fact.shares],
    cite="ziemba2019",
    variants=[Variant("V-shape", {"function": "v_shape", "p": 4.0}, keeps=[law.continuous], breaks=[law.order_only], facts=[fact.places], lacks=[fact.order])],
)  # fmt: skip
def prosa_c(
    x: Array,
    w: Array,
    s: Array,
    *,
    sustainability: Annotated[PerCriterion, at_least(0)] | float = 0.3,
    function: Preferences = "usual",
    q: Indifference | float = 0.0,
    p: Strict | float = 0.0,
    sigma: Inflection | float = 0.0,
    flows: Literal["mean", "sum"] = "mean",
) -> Array:
    """Net outranking flow, less a penalty for criteria that stand out from it; higher is better.

    The net flow of PROMETHEE II lets a gain on one criterion make up for a loss on another. Here every criterion is
    charged for how far its own flow lies from the net flow of the alternative, so that balanced alternatives
    come first; sustainability coefficients say how much.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
        Used as shares of their total.
    s : array, shape (..., m)
    sustainability : float or array, shape (..., m), default 0.3
        Coefficient of every criterion: 0 allows it to be made up for in full, as in PROMETHEE II; more allows less.
    function, q, p, sigma, flows
        Preference functions, their thresholds and the kind of flows, as in `promethee_ii`.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``PSV_i = phi_i - sum_j w_j s_j |phi_i - phi_ij|`` with unicriterion net flows ``phi_ij`` and net flow
    ``phi_i = sum_j w_j phi_ij`` (Ziemba 2019, PROSA-C). The publication leaves the coefficients to the analyst.
    Up to 0.5 a better value can never lower the score; beyond, the penalty may outweigh the gain.

    References
    ----------
    ziemba2019

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 1], [2, 2], [1, 3]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.prosa_c(matrix, {"quality": 1, "speed": 1}))
    prosa_c
    rank  alternative  score
       1  Bee              0
       2  Ant           -0.3
       2  Cat           -0.3
    >>> import numpy as np
    >>> x, w, s = np.array([[3.0, 1.0], [2.0, 2.0], [1.0, 3.0]]), np.array([1.0, 1.0]), np.array([1.0, 1.0])
    >>> prosa_c.kernel(x, w, s)
    array([-0.3,  0. , -0.3])
    """
    phi = step("unicriterion net flow", "phi_ij", features(x, s, function=function, q=q, p=p, sigma=sigma, flows=flows))
    w = share(w)
    net = step("net flow", "phi_i", dot(phi, w))
    charge = w * sustainability
    deviation = np.zeros_like(net)
    for j in range(phi.shape[-1]):  # a slab at a time, for a deviation cannot be contracted
        deviation = deviation + charge[..., j, None] * np.abs(net - phi[..., j])
    step("weighted mean absolute deviation", "WMAD_i", deviation)
    return step("net sustainable value", "PSV_i", net - deviation)
