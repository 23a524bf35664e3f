"""Part of a criterion's largest value."""

from __future__ import annotations

from typing import Literal

from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import cells
from .minmax import reach

__all__ = ["maximum"]


@scaling(
    sees="extremes",
    turns=cells,
    keeps=[law.unit_free, law.monotone],
    breaks=[law.origin_free, law.mirror, law.independent, law.bounded, law.direction_free],
    facts=[fact.parts],
    rowwise=True,
    cite="hwang1981",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows]),
        Variant("negated costs", {"cost": "negate"}, keeps=[law.mirror], facts=[fact.senses]),
    ],
)
def maximum(
    x: Array, s: Array, *, cost: Literal["reflect", "negate"] = "reflect", low: Low | None = None, high: High | None = None
) -> Array:
    """Part of a criterion's largest value; 1 minus that part for costs.

    Parameters
    ----------
    x : array, shape (..., n, m)
        With signed values the largest is the one farthest from zero.
    s : array, shape (..., m)
    cost : {"reflect", "negate"}
        Costs as ``1 - r`` or as ``-r``. For costs as ``min / x`` use `linear_ratio`.
    low, high : array, shape (..., m), optional
        Bounds, of which the one farther from zero is the largest value: the declared ones, else those found.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    ``r_ij = x_ij / max_i |x_ij|``; costs reflected (Hwang and Yoon 1981).

    References
    ----------
    hwang1981

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [4, 4]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.scalings.maximum(matrix))
    alternative  quality  price
    Ant             0.25   0.75
    Bee                1      0
    >>> import numpy as np
    >>> maximum.kernel(np.array([[1.0, 1.0], [4.0, 4.0]]), np.array([1.0, -1.0]))
    array([[0.25, 0.75],
           [1.  , 0.  ]])
    """
    xp = namespace(x, s)
    low, high = reach(x, low, high)
    top = xp.maximum(xp.abs(low), xp.abs(high))
    r = step("part of the largest", "r_ij", ratio(x, top, scale=top))
    sense = s[..., None, :]
    return sense * r if cost == "negate" else xp.where(sense > 0, r, 1.0 - r)
