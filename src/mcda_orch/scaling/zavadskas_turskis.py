"""One minus the distance from the best value as part of it."""

from __future__ import annotations

from .._xp import Array, namespace
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.family import POSITIVE_COSTS
from ..plugin.law import Variant
from ..plugin.parameter import High, Low
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import cells
from .linear_ratio import best_value, positive
from .tzeng_huang import times

__all__ = ["zavadskas_turskis"]


@scaling(
    domain=POSITIVE_COSTS,
    sees="extremes",
    turns=cells,
    keeps=[law.unit_free, law.monotone],
    breaks=[law.origin_free, law.mirror, law.independent, law.bounded, law.direction_free],
    facts=[fact.parts],
    rowwise=True,
    cite=["zavadskas2008", "jahan2015"],
    variants=[Variant("declared bounds", {"low": 1.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows], where=positive)],
)
def zavadskas_turskis(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """One minus the distance from the best value of a criterion, as a part of that value: 1 for the best.

    A cost more than twice the smallest one comes out negative.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Bounds: the high one is the best benefit, the low one the best cost, where it is positive.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Benefits ``1 - |max_i x_ij - x_ij| / max_i x_ij``, costs ``1 - |min_i x_ij - x_ij| / min_i x_ij`` (Zavadskas and
    Turskis 2008, as compared by Jahan and Edwards 2015).

    References
    ----------
    zavadskas2008, jahan2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[2, 2], [5, 5]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.scalings.zavadskas_turskis(matrix))
    alternative  quality  price
    Ant              0.4      1
    Bee                1   -0.5
    >>> import numpy as np
    >>> zavadskas_turskis.kernel(np.array([[2.0, 2.0], [5.0, 5.0]]), np.array([1.0, -1.0]))
    array([[ 0.4,  1. ],
           [ 1. , -0.5]])
    """
    xp = namespace(x, s)
    best = best_value(x, s, low, high)
    return step("normalised matrix", "r_ij", 1.0 - times(xp.abs(best - x), best))
