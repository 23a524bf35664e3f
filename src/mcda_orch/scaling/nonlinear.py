"""Powers of the ratio to the best value of a criterion."""

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
from .linear_ratio import part_of_best, positive

__all__ = ["nonlinear"]


@scaling(
    domain=POSITIVE_COSTS,
    sees="extremes",
    turns=cells,
    keeps=[law.unit_free, law.monotone, law.bounded],
    breaks=[law.origin_free, law.mirror, law.independent, law.direction_free],
    facts=[fact.parts],
    rowwise=True,
    cite=["peldschus2007", "peldschus2009"],
    variants=[Variant("declared bounds", {"low": 1.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows], where=positive)],
)
def nonlinear(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Power of the ratio to the best value of a criterion: 1 for the best, and the others farther behind than in `linear_ratio`.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Bounds: the high one is the best benefit, the low one the best cost, where it is positive. A value beyond
        counts as the bound.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Benefits ``(x_ij / max_i x_ij)**2``, costs ``(min_i x_ij / x_ij)**3`` (Peldschus 2007, 2009).

    References
    ----------
    peldschus2007, peldschus2009

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [2, 2]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.scalings.nonlinear(matrix))
    alternative  quality  price
    Ant             0.25      1
    Bee                1  0.125
    >>> import numpy as np
    >>> nonlinear.kernel(np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([1.0, -1.0]))
    array([[0.25 , 1.   ],
           [1.   , 0.125]])
    """
    xp = namespace(x, s)
    r = part_of_best(x, s, low, high)
    r = xp.minimum(r, xp.ones_like(r))
    return step("normalised matrix", "r_ij", xp.where(s[..., None, :] > 0, r**2, r**3))
