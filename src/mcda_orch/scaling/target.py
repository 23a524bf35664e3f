"""Nearness to a target within the range of a criterion."""

from __future__ import annotations

from typing import Annotated

from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low, Needs, Point
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import cells
from .minmax import either, reach

__all__ = ["target"]


@scaling(
    sees="extremes",
    turns=cells,
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite=["jahan2012", "zhou2006"],
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows]),
        Variant("a target", {"target": 2.0}, breaks=[law.monotone], keeps=[law.direction_free]),
        Variant(
            "a target, declared bounds",
            {"target": 2.0, "low": -8.0, "high": 16.0},
            keeps=[law.independent, law.direction_free],
            breaks=[law.monotone],
            facts=[fact.rows],
        ),
        Variant(
            "a target that may lie outside", {"target": 2.0, "widen": False}, breaks=[law.monotone, law.bounded], keeps=[law.direction_free]
        ),
    ],
)
def target(
    x: Array,
    s: Array,
    *,
    target: Point | None = None,
    widen: Annotated[bool, Needs("target")] = True,
    low: Low | None = None,
    high: High | None = None,
) -> Array:
    """Nearness to a target as a part of a criterion's range: 1 on the target.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    target : array, shape (..., m), optional
        The best value of each criterion, anywhere in its range; where it is NaN or not given, the best end.
    widen : bool, default True
        Whether a target outside the range makes the range reach it (Jahan, Bahraminasab and Edwards 2012), so that
        the result stays between 0 and 1; else the range is the one found or declared (Zhou, Ang and Poh 2006).
    low, high : array, shape (..., m), optional
        Ends of the range: declared bounds, else those found.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    ``r_ij = 1 - |x_ij - T_j| / (high_j - low_j)``. The direction of a criterion only says which end is the target
    where none is given. A criterion without a range scales to 1.

    References
    ----------
    jahan2012, zhou2006

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[6], [7], [10]], ["Ant", "Bee", "Cat"], ["quality"])
    >>> print(mo.scalings.target(matrix, target={"quality": 7}))
    alternative  quality
    Ant             0.75
    Bee                1
    Cat             0.25
    >>> import numpy as np
    >>> x, s = np.array([[6.0], [7.0], [10.0]]), np.array([1.0])
    >>> target.kernel(x, s, target=np.array([7.0]))
    array([[0.75],
           [1.  ],
           [0.25]])
    """
    xp = namespace(x, s)
    low, high = reach(x, low, high)
    aim = step("target", "T_j", either(xp.where(s[..., None, :] > 0, high, low), target))
    if widen:
        low, high = xp.minimum(low, aim), xp.maximum(high, aim)
    return step("normalised matrix", "r_ij", 1.0 - ratio(xp.abs(x - aim), high - low, scale=xp.maximum(xp.abs(low), xp.abs(high))))
