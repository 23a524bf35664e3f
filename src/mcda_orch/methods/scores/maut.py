"""MAUT: utilities of single criteria, added up."""

from __future__ import annotations

import numpy as np

from ..._xp import Array, dot
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import AnyScaling, PerCriterion
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import Points, by_scale
from ...scaling.exponential import bent
from ...scaling.minmax import minmax

__all__ = ["maut"]

_declared = [law.independent, law.dominated_newcomer]


@shared
def features(x: Array, s: Array, *, scale: AnyScaling = minmax, risk: PerCriterion | float = 0.0) -> Array:
    """Utility of every alternative on every criterion alone, which the scaling constants contract."""
    return step("marginal utility", "u_ij", bent(scale(x, s), risk))


def turns(x: Array, s: Array, *, scale: AnyScaling, risk: PerCriterion | float) -> Points:
    """Those of the scaling, where it is not bent."""
    return by_scale(x, s, scale=scale) if not np.any(risk) else None


@method(
    SCORE,
    linear_form=features,
    turns=turns,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.direction_free], facts=[fact.climbs, fact.extremes, fact.leads, fact.places, fact.rises, fact.sums, fact.unit_interval],
    rowwise=True,
    cite="keeney1976",
    opinion="min-max additive",
    variants=[
        Variant("declared bounds", {"scale": minmax.with_(low=-8.0, high=16.0)}, keeps=_declared, opinion="declared additive", facts=[fact.own]),
        Variant("risk averse", {"risk": 2.0}),
        Variant("risk seeking, declared bounds", {"scale": minmax.with_(low=-8.0, high=16.0), "risk": -2.0}, keeps=_declared, facts=[fact.own]),
    ],
)  # fmt: skip
def maut(x: Array, w: Array, s: Array, *, scale: AnyScaling = minmax, risk: PerCriterion | float = 0.0) -> Array:
    """Utility of an alternative as the weighted sum of its utilities on the criteria; higher is better.

    The scaling says what a value is worth on its own criterion, from 0 at the worst end to 1 at the best; an attitude
    to risk bends it further. The weights are the scaling constants: the worth of going from the worst end to the best.
    Where criteria complete or replace one another, see `multiplicative_utility`.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
        Scaling constants k_j, taken as given.
    s : array, shape (..., m)
    scale : Scaling or its name, default minmax
        Marginal utilities or values; any scaling onto [0, 1] will do.
    risk : float or array, shape (..., m), default 0
        Constant of risk aversion for each criterion, on top of the scaling: positive averts risk (concave), 0 leaves
        the scaling as it is, negative seeks risk (convex).

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``U_i = sum_j k_j u_j(x_ij)`` (Keeney and Raiffa 1976, additive utility function), with
    ``u_j = (1 - exp(-c_j r_ij)) / (1 - exp(-c_j))`` under constant risk aversion c_j.

    References
    ----------
    keeney1976

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 4], [1, 3], [2, 0]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.maut(matrix, {"quality": 0.5, "speed": 0.5}))
    maut
    rank  alternative  score
       1  Bee          0.625
       2  Ant            0.5
       2  Cat            0.5
    >>> import numpy as np
    >>> x = np.array([[0.0, 4.0], [1.0, 3.0], [2.0, 0.0]])
    >>> maut.kernel(x, np.array([0.5, 0.5]), np.array([1.0, 1.0]))
    array([0.5  , 0.625, 0.5  ])
    >>> maut.kernel(x, np.array([0.5, 0.5]), np.array([1.0, 1.0]), risk=np.array([2.0, 0.0]))
    array([0.5       , 0.74052929, 0.5       ])
    """
    u = features(x, s, scale=scale, risk=risk)
    return step("utility", "U_i", dot(u, w))
