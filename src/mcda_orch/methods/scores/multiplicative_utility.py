"""Multiplicative utility: utilities of single criteria that complete or replace one another."""

from __future__ import annotations

from math import log1p
from typing import Annotated, Literal

import numpy as np

from ..._xp import Array, floating, namespace, ratio, share
from ...core.capacity import master as solved
from ...errors import DomainError
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import AnyScaling, PerCriterion, Range
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.minmax import minmax
from .maut import features

__all__ = ["multiplicative_utility"]

STEPS = 7
"""Newton's steps; they come down to the root from one side, and settle after four to six."""


def constants(w: Array, master: float) -> Array:
    """Scaling constants in proportion to the weights with ``1 + K = prod_j (1 + K k_j)``, shape (..., m).

    With ``1 + K k_j = exp(t)`` for the largest of them, the logarithm of the product is convex and increasing in t.
    """
    xp = namespace(w)
    parts = ratio(w, xp.max(w, axis=-1, keepdims=True))
    columns = [parts[..., j] + 0.0 for j in range(parts.shape[-1])]
    goal = log1p(master)
    t = xp.zeros_like(columns[0]) + max(goal, 0.0)
    for _ in range(STEPS):
        e = xp.expm1(t)
        above, slope = xp.zeros_like(t), xp.zeros_like(t)  # the product less one, and its derivative
        for part in columns:
            more, product = part * e, 1.0 + above
            slope = slope * (1.0 + more) + product * part
            above = above + more * product
        t = t - (xp.log1p(above) - goal) * (1.0 + above) / (slope * (1.0 + e))
    return parts * (xp.expm1(t) / master)[..., None]


@method(
    SCORE,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight,
        law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.splitting, law.direction_free], facts=[fact.places, fact.shares],
    rowwise=True,
    cite=["keeney1974", "keeney1976"],
    variants=[
        Variant("substitutes", {"master": -0.9}),
        Variant(
            "declared bounds", {"scale": minmax.with_(low=-8.0, high=16.0)}, keeps=[law.independent, law.dominated_newcomer],
         facts=[fact.rows]),
    ],
)  # fmt: skip
def multiplicative_utility(
    x: Array,
    w: Array,
    s: Array,
    *,
    scale: AnyScaling = minmax,
    risk: PerCriterion | float = 0.0,
    master: Annotated[float, Range(-1, 1e6, "(]")] | Literal["weights"] = 1.0,
) -> Array:
    """Utility of an alternative, in [0, 1], whose criteria complete or replace one another; higher is better.

    The scaling says what a value is worth on its own criterion, as in `maut`. A positive master scaling constant
    asks for all criteria at once; with a negative one, one good criterion goes far.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
        Proportional to the scaling constants, or those constants themselves.
    s : array, shape (..., m)
    scale : Scaling or its name, default minmax
        Marginal utilities; any scaling onto [0, 1] will do. What it puts outside is held at the nearer end.
    risk : float or array, shape (..., m), default 0
        Constant of risk aversion for each criterion, as in `maut`.
    master : float or "weights", default 1
        The master scaling constant K, above -1; at 0 the utility is additive. Given K, the scaling constants are the
        multiples of the weights that fit it. With ``"weights"`` the weights are the scaling constants as they were
        assessed, below 1, and K follows from them.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``1 + K U_i = prod_j (1 + K k_j u_j(x_ij))`` where ``1 + K = prod_j (1 + K k_j)`` (Keeney 1974; Keeney and Raiffa 1976,
    chapter 6). The product is built up as ``U <- U + k_j u_j (1 + K U)``, which is exact at K = 0. The default K has
    no standing in the publication, which assesses it.

    References
    ----------
    keeney1974, keeney1976

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 1], [0.5, 0.5], [1, 0]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.multiplicative_utility(matrix, {"quality": 0.4, "speed": 0.4}, master="weights"))
    multiplicative_utility
    rank  alternative  score
       1  Bee           0.45
       2  Ant            0.4
       2  Cat            0.4
    >>> import numpy as np
    >>> x, w, s = np.array([[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]]), np.array([0.4, 0.4]), np.array([1.0, 1.0])
    >>> multiplicative_utility.kernel(x, w, s, master="weights")
    array([0.4 , 0.45, 0.4 ])
    """
    xp = namespace(x, w, s)
    u = xp.clip(features(x, s, scale=scale, risk=risk), 0.0, 1.0)
    if isinstance(master, str):
        k, size = w, _assessed(w)
    else:
        k = share(w) if master == 0 else constants(w, master)
        size = master
    step("master scaling constant", "K", size)
    step("scaling constants", "k_j", k)
    found = xp.zeros_like(u[..., 0])
    for j in range(u.shape[-1]):
        found = found + k[..., j, None] * u[..., j] * (1.0 + size * found)
    return step("utility", "U_i", found)


def _assessed(w: Array) -> Array:
    """Return the master scaling constant of scaling constants, shape (..., 1), or refuse them."""
    k = np.asarray(w)
    if not ((k >= 0) & (k < 1)).all() or (np.count_nonzero(k, axis=-1) < 2).any():
        raise DomainError(
            'multiplicative_utility with master="weights" takes scaling constants from 0 to below 1, two of them above 0, as weights.',
            hint="give the master scaling constant itself, and any weights.",
        )
    return floating(np.asarray(solved(k))[..., None], w)
