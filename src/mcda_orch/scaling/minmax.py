"""Place within the range of a criterion."""

from __future__ import annotations

import numpy as np

from .._statistics import ends
from .._xp import Array, is_numpy, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import cells

__all__ = ["either", "minmax", "reach", "shortfall"]


def reach(x: Array, low: Array | None, high: Array | None) -> tuple[Array, Array]:
    """Return the ends of every criterion's range, shape (..., 1, m): the declared ones, else those found in the data."""
    if _complete(low) and _complete(high):
        return _row(x, low), _row(x, high)
    least, most = ends(x)
    return either(least, low), either(most, high)


def _complete(declared: Array | None) -> bool:
    """Tell whether a bound is known for every criterion without the data."""
    return declared is not None and is_numpy(declared) and not np.isnan(declared).any()


def shortfall(x: Array, s: Array, low: Array | None, high: Array | None) -> Array:
    """Part of a criterion's range by which each value falls short of the best end; 0 for a criterion without a range."""
    xp = namespace(x, s)
    low, high = reach(x, low, high)
    benefit = s[..., None, :] > 0
    best, worst = xp.where(benefit, high, low), xp.where(benefit, low, high)
    return ratio(best - x, best - worst, scale=xp.maximum(xp.abs(low), xp.abs(high)))


def either(found: Array, declared: Array | None) -> Array:
    """Return what is declared for each criterion, and where that is missing or NaN what is found, shape (..., 1, m)."""
    if declared is None:
        return found
    xp = namespace(found)
    bound = _row(found, declared)
    return xp.where(xp.isnan(bound), found, bound)


def _row(like: Array, declared: Array) -> Array:
    """Return bounds of criteria, or one bound for all of them, as a row of a matrix, shape (..., 1, m)."""
    return declared[..., None, :] if getattr(declared, "ndim", 0) else namespace(like).full_like(like[..., :1, :], declared)


@scaling(
    sees="extremes",
    turns=cells,
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite="hwang1981",
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows])],
)
def minmax(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Place within the range of a criterion: 0 at the worst end, 1 at the best.

    The range is the declared one where a criterion declares bounds, so that adding or removing an alternative
    cannot change it; else the range found in the data. A criterion without a range scales to 0.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Ends of the range; NaN where the data shall say.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Benefits ``(x_ij - low_j) / (high_j - low_j)``, costs reflected, ``(high_j - x_ij) / (high_j - low_j)``
    (Hwang and Yoon 1981, linear scale transformation).

    References
    ----------
    hwang1981

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[-1, 3], [0, 5]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.scalings.minmax(matrix))
    alternative  quality  price
    Ant                0      1
    Bee                1      0
    >>> import numpy as np
    >>> x, s = np.array([[-1.0, 3.0], [0.0, 5.0]]), np.array([1.0, -1.0])
    >>> minmax.kernel(x, s)
    array([[0., 1.],
           [1., 0.]])
    >>> minmax.kernel(x, s, low=np.array([-1.0, 0.0]), high=np.array([1.0, 5.0]))
    array([[0. , 0.4],
           [0.5, 0. ]])
    """
    xp = namespace(x, s)
    low, high = reach(x, low, high)
    sense = s[..., None, :]
    gain = sense * x - sense * xp.where(sense > 0, low, high)
    return step("normalised matrix", "r_ij", ratio(gain, high - low, scale=xp.maximum(xp.abs(low), xp.abs(high))))
