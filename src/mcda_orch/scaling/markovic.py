"""One minus the distance from the best value as part of the largest."""

from __future__ import annotations

from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.family import NONNEGATIVE
from ..plugin.law import Variant
from ..plugin.parameter import High, Low
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import cells
from .minmax import reach

__all__ = ["markovic"]


@scaling(
    domain=NONNEGATIVE,
    sees="extremes",
    turns=cells,
    keeps=[law.unit_free, law.monotone, law.bounded],
    breaks=[law.origin_free, law.mirror, law.independent, law.direction_free],
    facts=[fact.parts],
    rowwise=True,
    cite=["markovic2010", "jahan2015"],
    variants=[Variant("declared bounds", {"low": 0.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows])],
)
def markovic(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """One minus the distance from the best value, as a part of the largest value: 1 for the best.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative.
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Smallest and largest value: declared bounds, else those found.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Costs ``1 - (x_ij - min_i x_ij) / max_i x_ij`` (Markovic 2010, as compared by Jahan and Edwards 2015). Benefits,
    which have no formula there, as the same distance from their best value: ``1 - (max_i x_ij - x_ij) / max_i x_ij``,
    which is ``x_ij / max_i x_ij``.

    References
    ----------
    markovic2010, jahan2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [4, 4]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.scalings.markovic(matrix))
    alternative  quality  price
    Ant             0.25      1
    Bee                1   0.25
    >>> import numpy as np
    >>> markovic.kernel(np.array([[1.0, 1.0], [4.0, 4.0]]), np.array([1.0, -1.0]))
    array([[0.25, 1.  ],
           [1.  , 0.25]])
    """
    xp = namespace(x, s)
    low, high = reach(x, low, high)
    short = xp.where(s[..., None, :] > 0, high - x, x - low)
    return step("normalised matrix", "r_ij", xp.where(high > 0, 1.0 - ratio(short, high, scale=high), 1.0))
