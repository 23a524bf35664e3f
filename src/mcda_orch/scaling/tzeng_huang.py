"""How many times as good as the worst value of a criterion."""

from __future__ import annotations

from .._xp import Array, namespace
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.family import POSITIVE
from ..plugin.law import Variant
from ..plugin.parameter import High, Low
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import cells
from .linear_ratio import best_value, positive

__all__ = ["times", "tzeng_huang"]


def times(a: Array, b: Array) -> Array:
    """Return how many times b >= 0 goes into a >= 0: as many times as floating point holds, where b is next to nothing."""
    xp = namespace(a, b)
    return a / xp.maximum(b, float(xp.finfo(a.dtype).smallest_normal) * xp.maximum(a, xp.ones_like(a)))


@scaling(
    domain=POSITIVE,
    sees="extremes",
    turns=cells,
    keeps=[law.unit_free, law.monotone],
    breaks=[law.origin_free, law.mirror, law.independent, law.bounded, law.direction_free],
    facts=[fact.parts],
    rowwise=True,
    cite=["tzeng2011", "jahan2015"],
    variants=[Variant("declared bounds", {"low": 1.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows], where=positive)],
)
def tzeng_huang(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """How many times as good as the worst value of its criterion: 1 for the worst.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive.
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Bounds: the low one is the worst benefit, where it is positive, the high one the worst cost.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Costs ``max_i x_ij / x_ij`` (Tzeng and Huang 2011, as compared by Jahan and Edwards 2015). Benefits, which have no
    formula there, as the same ratio to their worst value: ``x_ij / min_i x_ij``.

    References
    ----------
    tzeng2011, jahan2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [4, 4]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.scalings.tzeng_huang(matrix))
    alternative  quality  price
    Ant                1      4
    Bee                4      1
    >>> import numpy as np
    >>> tzeng_huang.kernel(np.array([[1.0, 1.0], [4.0, 4.0]]), np.array([1.0, -1.0]))
    array([[1., 4.],
           [4., 1.]])
    """
    xp = namespace(x, s)
    benefit, worst = s[..., None, :] > 0, best_value(x, -s, low, high)
    return step("normalised matrix", "r_ij", times(xp.where(benefit, x, worst), xp.where(benefit, worst, x)))
