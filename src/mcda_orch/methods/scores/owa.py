"""OWA: weights for the best, the second best, and so on down to the worst value."""

from __future__ import annotations

from math import inf
from numbers import Real
from typing import Annotated, Any

from ..._xp import Array, floating, namespace, share
from ...errors import ShapeError
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import AnyScaling, Fits, Numbers, Unless, at_least
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.minmax import minmax
from .choquet import climb

__all__ = ["owa"]


def _quantifies(value: Any) -> bool:
    """Tell whether this is an exponent, or the ends of a ramp."""
    if isinstance(value, Real):
        return not isinstance(value, bool) and 0 < float(value) < inf
    start, end = value
    return not isinstance(start, bool) and not isinstance(end, bool) and 0 <= start < end <= 1


def satisfied(part: Array, quantifier: float | tuple[float, float], order_weights: Array | None) -> Array:
    """Degree, in [0, 1], to which criteria of this part of all importance are enough."""
    xp = namespace(part)
    if order_weights is not None:  # a line from each partial sum of the order weights to the next
        m = order_weights.shape[-1]
        return sum(order_weights[..., k, None] * xp.clip(m * part - k, 0.0, 1.0) for k in range(m))
    if isinstance(quantifier, float | int):
        return part**quantifier
    start, end = quantifier
    return xp.clip((part - start) / (end - start), 0.0, 1.0)


@method(
    SCORE,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.direction_free], facts=[fact.places, fact.shares],
    rowwise=True,
    cite=["yager1988", "yager1996"],
    variants=[
        Variant("weighted mean", {"quantifier": 1.0}, opinion="min-max additive"),
        Variant("at least half", {"quantifier": (0.0, 0.5)}, breaks=[law.strict_dominance]),
        Variant("declared bounds", {"scale": minmax.with_(low=-8.0, high=16.0)}, keeps=[law.independent, law.dominated_newcomer], facts=[fact.rows]),
    ],
)  # fmt: skip
def owa(
    x: Array,
    w: Array,
    s: Array,
    *,
    scale: AnyScaling = minmax,
    quantifier: Annotated[
        float | tuple[float, float],
        Fits("an exponent above 0, or the two ends of a ramp within [0, 1]", _quantifies),
        Unless("order_weights"),
    ] = 2.0,
    order_weights: Annotated[Array, Numbers("m"), at_least(0)] | None = None,
) -> Array:
    """Average of an alternative's values by their order, from its best side to its weakest; higher is better.

    Weight on the weakest values asks that most or all criteria be satisfied, weight on the best ones that a few be.
    The quantifier, or the order weights, say how many; the weights of the criteria say how much each one counts as.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
        Importance of the criteria; equal for Yager's operator of 1988, whose weights are `order_weights`.
    s : array, shape (..., m)
    scale : Scaling or its name, default minmax
    quantifier : float or (float, float), default 2
        Exponent a of ``Q(p) = p**a``: above 1 for "most of them", 1 for the weighted mean, below 1 for "a few"; or the
        ends of a ramp, such as (0.3, 0.8) for "most", (0, 0.5) for "at least half", (0.5, 1) for "as many as possible".
    order_weights : array, shape (..., m), optional
        Weight of the best value first, of the worst value last; they replace the quantifier.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``F_i = sum_j (Q(p_(j)) - Q(p_(j-1))) r_(j)`` with values in decreasing order and ``p_(j)`` the share of importance of the
    j best criteria (Yager 1996). With equal weights and order weights v_j this is ``F_i = sum_j v_j r_(j)`` (Yager 1988);
    with other weights it is the WOWA operator (Torra 1997), whose Q here runs straight between the partial sums of the
    order weights. Its orness is ``1 / (1 + a)`` for an exponent, and ``sum_j (m - j) v_j / (m - 1)`` for order weights.

    References
    ----------
    yager1988, yager1996, torra1997

    Examples
    --------
    >>> import mcda_orch as mo
    >>> values = [[0.6, 1, 0.3, 0.5], [0.7, 0.4, 0.6, 0.6]]
    >>> matrix = mo.DecisionMatrix(values, ["Ant", "Bee"], ["quality", "speed", "safety", "reach"])
    >>> print(mo.owa(matrix, [1, 1, 1, 1], scale="identity", order_weights=[0.2, 0.3, 0.1, 0.4]))
    owa
    rank  alternative  score
       1  Ant           0.55
       2  Bee           0.54
    >>> import numpy as np
    >>> from mcda_orch.scaling.identity import identity
    >>> owa.kernel(np.array([[0.6, 1.0, 0.3, 0.5]]), np.ones(4), np.ones(4), scale=identity, order_weights=[0.2, 0.3, 0.1, 0.4])
    array([0.55])
    """
    r = scale(x, s)
    if order_weights is not None:
        order_weights = share(floating(order_weights, x))
        if order_weights.shape[-1] != x.shape[-1]:
            raise ShapeError(f"owa got {order_weights.shape[-1]} order weights for {x.shape[-1]} criteria.", hint="one for each position.")
    parts = [rise * satisfied(part, quantifier, order_weights) for _, rise, part in climb(r, w)]
    return step("ordered weighted average", "F_i", sum(parts[1:], parts[0]))
