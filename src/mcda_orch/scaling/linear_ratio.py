"""Ratio to the best value of a criterion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .._statistics import ends
from .._xp import Array, is_numpy, namespace, ratio, solid
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.family import POSITIVE_COSTS
from ..plugin.law import Variant
from ..plugin.parameter import High, Low
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import cells
from .minmax import either

__all__ = ["best_value", "linear_ratio", "part_of_best", "positive"]


def positive(params: Mapping[str, Any]) -> bool:
    """Tell whether all bounds are positive, so that none is left to the data (`best_value`)."""
    return bool((np.asarray(params["low"], dtype=np.float64) > 0).all())


def best_value(x: Array, s: Array, low: Array | None, high: Array | None) -> Array:
    """Return the best value of every criterion, shape (..., 1, m): the declared one where it is positive, else the one found.

    Ratios to a bound of 0 or less would say nothing.
    """
    return _best(s[..., None, :] > 0, *ends(x), low, high)


def _best(benefit: Array, least: Array, most: Array, low: Array | None, high: Array | None) -> Array:
    xp = namespace(benefit, least)
    found = xp.where(benefit, most, least)
    if low is None and high is None:
        return found
    declared = xp.where(benefit, either(most, high), either(least, low))
    return xp.where(declared > 0, declared, found)


def part_of_best(x: Array, s: Array, low: Array | None, high: Array | None) -> Array:
    """Return ``x / best`` for benefits and ``best / x`` for costs."""
    xp = namespace(x, s)
    benefit, (least, most) = s[..., None, :] > 0, ends(x)
    best = _best(benefit, least, most, low, high)
    plain = is_numpy(x, best) and x.ndim == 2 and best.shape == (1, x.shape[1])
    if plain and solid(best, np.maximum(-least, most)) and solid(np.where(benefit, best, least), best) and (best > 0).all():
        return np.divide(best, x, out=x / best, where=~benefit)
    return ratio(xp.where(benefit, x, best), xp.where(benefit, best, x))


@scaling(
    domain=POSITIVE_COSTS,
    sees="extremes",
    turns=cells,
    keeps=[law.unit_free, law.monotone, law.bounded],
    breaks=[law.origin_free, law.mirror, law.independent, law.direction_free],
    facts=[fact.parts],
    rowwise=True,
    cite="maccrimmon1968",
    variants=[Variant("declared bounds", {"low": 1.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows], where=positive)],
)
def linear_ratio(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Ratio to the best value of a criterion: 1 for the best.

    The best value is the declared bound where a criterion declares one that is positive, so that adding or removing
    an alternative cannot change it; else the best value found.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Bounds: the high one is the best benefit, the low one the best cost.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Benefits ``x_ij / max_i x_ij``, costs ``min_i x_ij / x_ij``: the "linear normalisation" of simple additive
    weighting (MacCrimmon 1968), WASPAS and many others.

    References
    ----------
    maccrimmon1968

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [4, 4]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.scalings.linear_ratio(matrix))
    alternative  quality  price
    Ant             0.25      1
    Bee                1   0.25
    >>> import numpy as np
    >>> x, s = np.array([[1.0, 1.0], [4.0, 4.0]]), np.array([1.0, -1.0])
    >>> linear_ratio.kernel(x, s)
    array([[0.25, 1.  ],
           [1.  , 0.25]])
    >>> linear_ratio.kernel(x, s, low=np.array([0.0, 0.5]), high=np.array([8.0, 8.0]))
    array([[0.125, 0.5  ],
           [0.5  , 0.125]])
    """
    return step("normalised matrix", "r_ij", part_of_best(x, s, low, high))
