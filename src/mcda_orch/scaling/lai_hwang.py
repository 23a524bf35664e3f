"""Value in units of a criterion's range."""

from __future__ import annotations

from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import cells
from .minmax import reach

__all__ = ["lai_hwang"]


@scaling(
    sees="extremes",
    turns=cells,
    keeps=[law.unit_free, law.mirror, law.monotone],
    breaks=[law.origin_free, law.independent, law.bounded, law.direction_free],
    facts=[fact.parts, fact.senses],
    rowwise=True,
    cite=["lai1994", "jahan2015"],
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows])],
)
def lai_hwang(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Value in units of its criterion's range; costs are negated.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Ends of the range: declared bounds, else those found.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Benefits ``x_ij / (max_i x_ij - min_i x_ij)``, costs ``x_ij / (min_i x_ij - max_i x_ij)`` (Lai and Hwang 1994, as
    compared by Jahan and Edwards 2015): min-max scaling without moving the zero. A criterion without a range scales to 0.

    References
    ----------
    lai1994, jahan2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [5, 5]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.scalings.lai_hwang(matrix))
    alternative  quality  price
    Ant             0.25  -0.25
    Bee             1.25  -1.25
    >>> import numpy as np
    >>> lai_hwang.kernel(np.array([[1.0, 1.0], [5.0, 5.0]]), np.array([1.0, -1.0]))
    array([[ 0.25, -0.25],
           [ 1.25, -1.25]])
    """
    xp = namespace(x, s)
    low, high = reach(x, low, high)
    part = ratio(x, high - low, scale=xp.maximum(xp.abs(low), xp.abs(high)))
    return step("normalised matrix", "r_ij", s[..., None, :] * part)
