"""S-shaped value function."""

from __future__ import annotations

from typing import Annotated

from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import Difference, High, Low, Point, Unless, above
from ..plugin.plugin import scaling
from ..plugin.steps import step
from .minmax import either, reach

__all__ = ["sigmoid"]

FAR = 60.0
"""Widths from the centre beyond which the curve is flat in floating point."""


@scaling(
    sees="extremes",
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite=["verhulst1845", "keeney1976"],
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows]),
        Variant("stated", {"centre": 2.0, "width": 1.0}, keeps=[law.independent], facts=[fact.distances, fact.rows], lacks=[fact.places]),
    ],
)
def sigmoid(
    x: Array,
    s: Array,
    *,
    centre: Point | None = None,
    width: Annotated[Difference, above(0)] | None = None,
    low: Annotated[Low, Unless("centre", "width")] | None = None,
    high: Annotated[High, Unless("centre", "width")] | None = None,
) -> Array:
    """S-shaped value function: 1/2 at the centre, steepest there, flat towards 0 and 1.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    centre : array, shape (..., m), optional
        The value that is worth 1/2; the middle of the range, where it is NaN or not given.
    width : array, shape (..., m), optional
        Positive difference over which the odds ``v / (1 - v)`` grow by the factor e; a tenth of the range, where it
        is NaN or not given, so that the ends are worth 0.007 and 0.993.
    low, high : array, shape (..., m), optional
        Ends of the range: declared bounds, else those found.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    The logistic curve (Verhulst 1845) as a value function (Keeney and Raiffa 1976 on their shapes): ``v_ij = 1 / (1 +
    exp(-s_j (x_ij - centre_j) / width_j))``. A criterion without a range is worth 1/2.

    References
    ----------
    verhulst1845, keeney1976

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0], [5], [6]], ["Ant", "Bee", "Cat"], ["quality"])
    >>> print(mo.scalings.sigmoid(matrix, centre=5, width=1))
    alternative     quality
    Ant          0.00669285
    Bee                 0.5
    Cat            0.731059
    >>> import numpy as np
    >>> sigmoid.kernel(np.array([[0.0], [5.0], [6.0]]), np.array([1.0]), centre=5.0, width=1.0)
    array([[0.00669285],
           [0.5       ],
           [0.73105858]])
    """
    xp = namespace(x, s)
    low, high = reach(x, low, high)
    size = xp.maximum(xp.abs(low), xp.abs(high))
    span = (high - low) * ratio(high - low, high - low, scale=size)
    middle, unit = either(0.5 * low + 0.5 * high, centre), xp.abs(either(span / 10.0, width))
    above = xp.minimum(xp.maximum(s[..., None, :] * (x - middle), -FAR * unit), FAR * unit)
    return step("value", "v_ij", 0.5 + 0.5 * xp.tanh(0.5 * ratio(above, unit, scale=0.0)))
