"""Value that rises straight to a peak and falls straight from it."""

from __future__ import annotations

from .._xp import Array
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low, Point
from ..plugin.plugin import scaling
from ..plugin.steps import step
from .rim_interval import nearness

__all__ = ["triangular"]


@scaling(
    sees="extremes",
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite="vanlaarhoven1983",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows]),
        Variant(
            "a peak, declared bounds",
            {"peak": 2.0, "low": -8.0, "high": 16.0},
            keeps=[law.independent, law.direction_free],
            breaks=[law.monotone],
            facts=[fact.rows],
        ),
    ],
)
def triangular(x: Array, s: Array, *, peak: Point | None = None, low: Low | None = None, high: High | None = None) -> Array:
    """Triangular value function: 1 at the peak, falling straight to 0 at the two feet, 0 beyond.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    peak : array, shape (..., m), optional
        The value that is worth 1; where it is NaN or not given, the best end of the range.
    low, high : array, shape (..., m), optional
        The feet: declared bounds, else the ends found.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    ``v_ij = min((x_ij - low_j) / (peak_j - low_j), (high_j - x_ij) / (high_j - peak_j))``, not below 0: the membership of
    a triangular fuzzy number (van Laarhoven and Pedrycz 1983). The direction of a criterion only says where the peak is
    when none is given. A criterion without a range scales to 1.

    References
    ----------
    vanlaarhoven1983

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[6], [7], [7.5], [12]], ["Ant", "Bee", "Cat", "Doe"], ["quality"])
    >>> print(mo.scalings.triangular(matrix, low=5, peak=7, high=8))
    alternative  quality
    Ant              0.5
    Bee                1
    Cat              0.5
    Doe                0
    >>> import numpy as np
    >>> triangular.kernel(np.array([[6.0], [7.0], [7.5], [12.0]]), np.array([1.0]), low=5.0, peak=7.0, high=8.0)
    array([[0.5],
           [1. ],
           [0.5],
           [0. ]])
    """
    return step("value", "v_ij", nearness(x, s, low, high, peak, peak))
