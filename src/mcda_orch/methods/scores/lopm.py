"""LoPM: how far above its lower limits, below its upper limits and off its targets."""

from __future__ import annotations

from typing import Annotated

from ..._statistics import ends
from ..._xp import Array, dot, namespace, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import LOWER, POSITIVE, SCORE
from ...plugin.law import Variant
from ...plugin.parameter import Point, above
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells

__all__ = ["lopm"]


@shared
def features(
    x: Array, s: Array, *, limits: Annotated[Point, above(0)] | None = None, targets: Annotated[Point, above(0)] | None = None
) -> Array:
    """Quotients of values and limits, the smaller the better, which the weights contract."""
    xp = namespace(x, s)
    benefit = s[..., None, :] > 0
    least, most = ends(x)
    limit = _given(limits, xp.where(benefit, most, least))
    merit = _quotient(xp.where(benefit, limit, x), xp.where(benefit, x, limit))
    if targets is not None:
        target = _given(targets, xp.full_like(limit, xp.nan))
        off = xp.abs(_quotient(x, xp.where(xp.isnan(target), x, target)) - 1.0)
        merit = xp.where(xp.isnan(target), merit, off)
    return step("property quotients", "m_ij", merit)


@method(
    SCORE,
    better=LOWER,
    domain=POSITIVE,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.dominated_newcomer, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.bounded, law.direction_free], facts=[fact.best, fact.climbs, fact.leads, fact.parts, fact.rises],
    rowwise=True,
    cite="farag2020",
    opinion="reciprocal additive",
    variants=[
        Variant("limits", {"limits": 4.0}, keeps=[law.independent], facts=[fact.own]),
        Variant("targets", {"targets": 3.0}, keeps=[law.independent, law.direction_free], breaks=[law.dominance, law.strict_dominance, law.response, law.sole_criterion], facts=[fact.own], lacks=[fact.climbs, fact.leads, fact.rises]),
    ],
)  # fmt: skip
def lopm(
    x: Array, w: Array, s: Array, *, limits: Annotated[Point, above(0)] | None = None, targets: Annotated[Point, above(0)] | None = None
) -> Array:
    """Merit parameter: weighted quotients of values and limits; lower is better.

    Benefits are properties with a lower limit and count limit over value, costs have an upper limit and count value
    over limit; a property with a target counts the relative distance from it, whatever its direction. With limits
    set by the user the merit of an alternative depends on that alternative alone.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive.
    w : array, shape (..., m)
    s : array, shape (..., m)
    limits : array, shape (..., m), optional
        Positive limits of the properties; NaN, or none at all, for the best value found.
    targets : array, shape (..., m), optional
        Positive target values; NaN for a property that has none.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``M_i = sum_lower w_j Y_j / X_ij + sum_upper w_j X_ij / Y_j + sum_target w_j |X_ij / Y_j - 1|`` (Farag 2020, limits on
    property method). The publication has limits for all properties; taking the best value found for one that is not
    given is a choice made here.

    References
    ----------
    farag2020

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 10], [2, 5]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.lopm(matrix, {"quality": 0.5, "price": 0.5}, limits={"quality": 2, "price": 10}))
    lopm (lower is better)
    rank  alternative  score
       1  Ant           0.75
       1  Bee           0.75
    >>> import numpy as np
    >>> x, w, s = np.array([[4.0, 10.0], [2.0, 5.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0])
    >>> lopm.kernel(x, w, s, limits=np.array([2.0, 10.0]))
    array([0.75, 0.75])
    >>> lopm.kernel(x, w, s, limits=np.array([2.0, np.nan]), targets=np.array([np.nan, 8.0]))
    array([0.375 , 0.6875])
    """
    merit = features(x, s, limits=limits, targets=targets)
    step("weighted quotients", "v_ij", lambda: merit * w)
    return step("merit parameter", "M_i", dot(merit, w))


def _given(values: Array | None, otherwise: Array) -> Array:
    """Return the given values as a row, shape (..., 1, m), and others where there are none."""
    if values is None:
        return otherwise
    xp = namespace(otherwise)
    row = xp.zeros_like(otherwise) + (values[..., None, :] if getattr(values, "ndim", 0) else values)
    return xp.where(xp.isnan(row), otherwise, row)


def _quotient(a: Array, b: Array) -> Array:
    """Divide; what is farther off its limit than the cube root of all numbers that floating point holds counts as so far off."""
    xp = namespace(a, b)
    return ratio(a, xp.maximum(b, a / float(xp.finfo(a.dtype).max) ** (1 / 3)), scale=0.0)
