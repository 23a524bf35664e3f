"""Nearness to an interval of ideal values within the range of a criterion."""

from __future__ import annotations

from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low, Point
from ..plugin.plugin import scaling
from ..plugin.steps import step
from .minmax import either, reach

__all__ = ["nearness", "rim_interval"]


def nearness(x: Array, s: Array, low: Array | None, high: Array | None, ideal_low: Array | None, ideal_high: Array | None) -> Array:
    """Return 1 inside the ideal, falling straight to 0 at either end of the range and beyond."""
    xp = namespace(x, s)
    low, high = reach(x, low, high)
    best = xp.where(s[..., None, :] > 0, high, low)
    given = ideal_low if ideal_high is None else ideal_high
    one, other = either(either(best, given), ideal_low), either(best, given)
    start, end = xp.minimum(one, other), xp.maximum(one, other)
    x = xp.minimum(xp.maximum(x, low), high)
    below, above = x < start, x > end
    short = xp.where(below, start - x, xp.where(above, x - end, xp.zeros_like(x)))
    span = xp.where(below, start - low, high - end)
    return 1.0 - ratio(short, span, scale=xp.maximum(xp.abs(low), xp.abs(high)))


@scaling(
    sees="extremes",
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite="cables2016",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows]),
        Variant("an ideal", {"ideal_low": 1.0, "ideal_high": 2.0}, breaks=[law.monotone], keeps=[law.direction_free]),
        Variant(
            "an ideal, declared bounds",
            {"low": -8.0, "high": 16.0, "ideal_low": 1.0, "ideal_high": 2.0},
            keeps=[law.independent, law.direction_free],
            breaks=[law.monotone],
            facts=[fact.rows],
        ),
    ],
)
def rim_interval(
    x: Array,
    s: Array,
    *,
    low: Low | None = None,
    high: High | None = None,
    ideal_low: Point | None = None,
    ideal_high: Point | None = None,
) -> Array:
    """Nearness to an interval of ideal values: 1 inside, 0 at the ends of the range.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Ends of the range: declared bounds, else those found. A value beyond counts as the end.
    ideal_low, ideal_high : array, shape (..., m), optional
        Ends of each criterion's ideal; the best end of the range, where neither is given. Where one of the two is
        given the ideal is that point.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    For the range [A, B] and the ideal [C, D]: 1 within [C, D], ``1 - (C - x) / (C - A)`` below and ``1 - (x - D) /
    (B - D)`` above (Cables, Lamata and Verdegay 2016, the normalisation of RIM). The direction of a criterion only says
    which end is the ideal where none is given. A criterion without a range scales to 1.

    References
    ----------
    cables2016

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[2], [5], [9]], ["Ant", "Bee", "Cat"], ["quality"])
    >>> print(mo.scalings.rim_interval(matrix, low=0, high=10, ideal_low=4, ideal_high=6))
    alternative  quality
    Ant              0.5
    Bee                1
    Cat             0.25
    >>> import numpy as np
    >>> x, s = np.array([[2.0], [5.0], [9.0]]), np.array([1.0])
    >>> rim_interval.kernel(x, s, low=0.0, high=10.0, ideal_low=4.0, ideal_high=6.0)
    array([[0.5 ],
           [1.  ],
           [0.25]])
    """
    return step("normalised matrix", "y_ij", nearness(x, s, low, high, ideal_low, ideal_high))
