"""Distance covered from the worst value of a criterion to the ideal."""

from __future__ import annotations

from .._xp import Array
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low
from ..plugin.plugin import scaling
from ..plugin.turns import cells
from .minmax import minmax

__all__ = ["cenit_distance"]


@scaling(
    sees="extremes",
    turns=cells,
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite="diakoulaki1995",
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows])],
)
def cenit_distance(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Part of the way from a criterion's anti-ideal (the nadir) to its ideal (the cenit): another name for `minmax`.

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
    ``r_ij = (x_ij - nadir_j) / (cenit_j - nadir_j)`` (Diakoulaki, Mavrotas and Papayannakis 1995, where CRITIC measures
    how near each alternative is to the ideal). A criterion without a range scales to 0.

    References
    ----------
    diakoulaki1995

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [2, 2], [5, 5]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> print(mo.scalings.cenit_distance(matrix))
    alternative  quality  price
    Ant                0      1
    Bee             0.25   0.75
    Cat                1      0
    >>> import numpy as np
    >>> cenit_distance.kernel(np.array([[1.0, 1.0], [2.0, 2.0], [5.0, 5.0]]), np.array([1.0, -1.0]))
    array([[0.  , 1.  ],
           [0.25, 0.75],
           [1.  , 0.  ]])
    """
    return minmax(x, s, low=low, high=high)
