"""Ratio to the best value of a criterion."""

from __future__ import annotations

from .._xp import Array, largest, namespace, ratio, smallest
from ..laws import scores as law
from ..plugin.family import POSITIVE_COSTS
from ..plugin.plugin import scaling
from ..plugin.steps import step

__all__ = ["linear_ratio"]


@scaling(
    domain=POSITIVE_COSTS,
    sees="extremes",
    keeps=[law.unit_free, law.monotone, law.bounded],
    breaks=[law.origin_free, law.mirror, law.independent],
    cite="maccrimmon1968",
)
def linear_ratio(x: Array, s: Array) -> Array:
    """Ratio to the best value of a criterion: 1 for the best.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    s : array, shape (..., m)

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
    >>> import numpy as np
    >>> linear_ratio.kernel(np.array([[1.0, 1.0], [4.0, 4.0]]), np.array([1.0, -1.0]))
    array([[0.25, 1.  ],
           [1.  , 0.25]])
    """
    xp = namespace(x, s)
    benefit = s[..., None, :] > 0
    above, below = xp.where(benefit, x, smallest(x, -2)), xp.where(benefit, largest(x, -2), x)
    return step("normalised matrix", "r_ij", ratio(above, below))
