"""Simplified WISP: the difference of weighted sums and the ratio of weighted products."""

from __future__ import annotations

from ..._statistics import together
from ..._xp import Array
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.plugin import method
from ...plugin.steps import step
from .wisp import exponential, measures, relative, relative_power

__all__ = ["simple_wisp"]


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.clone_proof, law.ignores_zero_weight,
        law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.splitting, law.direction_free], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite=["ulutas2022", "stanujkic2023"],
)  # fmt: skip
def simple_wisp(x: Array, w: Array, s: Array, *, shares: bool = True) -> Array:
    """Mean of two comparisons of what an alternative gains with what it costs; higher is better.

    Of the four utility measures of `wisp` only two are kept: the difference of the weighted sums of benefits and
    costs, and the ratio of their weighted products.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    w : array, shape (..., m)
    s : array, shape (..., m)
    shares : bool, default True
        Whether weights are divided by their total first. The measures are meant for weights that sum to one; with
        ``False`` they are used as they are.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``u_i = (ubar(wsd) + ubar(wpr)) / 2`` with ``ubar = (1 + u_i) / (1 + max_i u_i)`` (WISP-S, Ulutas et al. 2022, after
    Stanujkic et al. 2023). Scaling, and what holds where there are only benefits or only costs, are as in `wisp`. Some
    publications call `wisp` itself, with its four measures, "Simple WISP" (Stanujkic et al. 2021).

    References
    ----------
    ulutas2022, stanujkic2023, stanujkic2021

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [2, 2]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.simple_wisp(matrix, {"quality": 0.5, "price": 0.5}))
    simple_wisp
    rank  alternative  score
       1  Ant              1
       2  Bee           0.55
    >>> import numpy as np
    >>> simple_wisp.kernel(np.array([[4.0, 1.0], [2.0, 2.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0]))
    array([1.  , 0.55])
    """
    difference, _, _, power = measures(x, w, s, shares=shares)
    step("weighted sum difference", "u_i(wsd)", difference)
    step("weighted product ratio", "u_i(wpr)", lambda: exponential(power))
    top, top_power = together(-1, ("largest", difference), ("largest", power))
    wsd = step("relative sum difference", "ubar_i(wsd)", relative(difference, top))
    wpr = step("relative product ratio", "ubar_i(wpr)", relative_power(power, top_power))
    return step("utility", "u_i", (wsd + wpr) / 2.0)
