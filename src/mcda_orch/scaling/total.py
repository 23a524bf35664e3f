"""Share of a criterion's total."""

from __future__ import annotations

from typing import Literal

from .._xp import Array, namespace, ratio, smallest
from ..laws import scores as law
from ..plugin.family import POSITIVE_COSTS
from ..plugin.plugin import scaling
from ..plugin.steps import step

__all__ = ["total"]


@scaling(
    domain=POSITIVE_COSTS,
    sees="sum",
    keeps=[law.unit_free, law.monotone, law.bounded],
    breaks=[law.origin_free, law.mirror, law.independent],
    cite="zavadskas2010",
)
def total(x: Array, s: Array, *, cost: Literal["reciprocal", "negate"] = "reciprocal") -> Array:
    """Share of a criterion's total.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    s : array, shape (..., m)
    cost : {"reciprocal", "negate"}
        Costs as shares of the total of reciprocals, or as negated shares.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Benefits ``x_ij / sum_i x_ij``; costs ``(1 / x_ij) / sum_i (1 / x_ij)`` (Zavadskas and Turskis 2010), or
    ``-x_ij / sum_i x_ij``.

    References
    ----------
    zavadskas2010

    Examples
    --------
    >>> import numpy as np
    >>> total.kernel(np.array([[1.0, 1.0], [3.0, 3.0]]), np.array([1.0, -1.0]))
    array([[0.25, 0.75],
           [0.75, 0.25]])
    """
    xp = namespace(x, s)
    sense = s[..., None, :]
    if cost == "reciprocal":
        x = xp.where(sense > 0, x, ratio(smallest(x, -2), x))
    whole = xp.sum(x, axis=-2, keepdims=True)
    r = step("normalised matrix", "r_ij", ratio(x, whole, scale=whole))
    return r if cost == "reciprocal" else sense * r
