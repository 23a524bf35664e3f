"""Share of a criterion's Euclidean length."""

from __future__ import annotations

from typing import Literal

from .._xp import Array, largest, namespace, ratio
from ..laws import scores as law
from ..plugin.plugin import scaling
from ..plugin.steps import step

__all__ = ["vector"]


@scaling(
    sees="norm", keeps=[law.unit_free, law.mirror, law.monotone], breaks=[law.origin_free, law.independent, law.bounded], cite="hwang1981"
)
def vector(x: Array, s: Array, *, cost: Literal["negate", "reflect"] = "negate") -> Array:
    """Share of a criterion's Euclidean length.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    cost : {"negate", "reflect"}
        Costs as ``-r`` or as ``1 - r``. Distances do not tell the two apart.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    ``r_ij = x_ij / sqrt(sum_i x_ij**2)`` (Hwang and Yoon 1981, vector normalisation), for costs too.

    References
    ----------
    hwang1981

    Examples
    --------
    >>> import numpy as np
    >>> vector.kernel(np.array([[3.0], [4.0]]), np.array([1.0]))
    array([[0.6],
           [0.8]])
    """
    xp = namespace(x, s)
    top = largest(xp.abs(x), -2)
    part = ratio(x, top, scale=top)  # the largest first, so that squares neither overflow nor underflow
    length = xp.sqrt(xp.sum(part**2, axis=-2, keepdims=True))
    r = step("normalised matrix", "r_ij", ratio(part, length, scale=length))
    sense = s[..., None, :]
    return sense * r if cost == "negate" else xp.where(sense > 0, r, 1.0 - r)
