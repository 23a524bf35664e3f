"""Full multiplicative form: the product of all benefits over the product of all costs."""

from __future__ import annotations

from math import log

from ..._xp import Array, dot, logarithm, namespace
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE, SCORE
from ...plugin.parameter import AnyScaling
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step

__all__ = ["multiplicative"]


@shared
def features(x: Array, s: Array, *, scale: AnyScaling | None = None) -> Array:
    """Logarithms of the values, negative for costs, which the weights contract."""
    xp = namespace(x, s)
    return s[..., None, :] * logarithm(x if scale is None else scale(x, xp.ones_like(s)))


@method(
    SCORE,
    domain=POSITIVE,
    linear_form=features,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.independent, law.dominated_newcomer, law.clone_proof,
        law.ignores_zero_weight, law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.bounded, law.direction_free], facts=[fact.climbs, fact.own, fact.parts, fact.rises],
    rowwise=True,
    cite=["brauers2010", "hafezalkotob2019"],
    opinion="log additive",
)  # fmt: skip
def multiplicative(x: Array, w: Array, s: Array, *, scale: AnyScaling | None = None) -> Array:
    """Product of the benefits over the product of the costs; higher is better.

    Twice as good on one criterion makes up for half as good on another. Weights are exponents, the only place in a
    product where they make a difference to the order; with weights of one the form is the original one, which knows no
    importance.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive.
    w : array, shape (..., m)
    s : array, shape (..., m)
    scale : Scaling or its name, optional
        Values as they are, unless given. ``vector`` gives the numbers of publications that start from MOORA's ratios. All
        columns are scaled as benefits. A scaling that only divides columns does not change the order.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``U_i = prod_j x_ij**w_j over benefits / prod_j x_ij**w_j over costs``: without weights in Brauers and Zavadskas (2010),
    with weights as exponents in Hafezalkotob et al. (2019). Computed in logarithms, in which the method is linear in the
    weights and orders like `wpm`. A product beyond the range of floating point is shown at the end of that range, and
    ordered by its logarithm all the same.

    References
    ----------
    brauers2010, hafezalkotob2019

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 4, 2], [4, 5, 4]], ["Ant", "Bee"], ["quality", "speed", "price:min"])
    >>> print(mo.multiplicative(matrix, {"quality": 1, "speed": 1, "price": 1}))
    multiplicative
    rank  alternative  score
       1  Ant              6
       2  Bee              5
    >>> import numpy as np
    >>> x, w, s = np.array([[3.0, 4.0, 2.0], [4.0, 5.0, 4.0]]), np.array([1.0, 1.0, 1.0]), np.array([1.0, 1.0, -1.0])
    >>> multiplicative.kernel(x, w, s).round(9)
    array([6., 5.])
    """
    xp = namespace(x, w, s)
    logarithms = step("logarithm of the product", "ln U_i", dot(features(x, s, scale=scale), w))
    ends = xp.finfo(logarithms.dtype)
    return step("product", "U_i", xp.exp(xp.clip(logarithms, log(float(ends.smallest_normal)), log(float(ends.max)) - 1e-3)))
