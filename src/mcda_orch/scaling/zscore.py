"""Distance from a criterion's mean in standard deviations."""

from __future__ import annotations

from typing import Literal

from .._xp import Array, largest, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import mean

__all__ = ["zscore"]


@scaling(
    sees="moments",
    turns=mean,
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone],
    breaks=[law.independent, law.bounded, law.direction_free],
    facts=[fact.places],
    cite="jahan2015",
)
def zscore(x: Array, s: Array, *, deviation: Literal["population", "sample"] = "population") -> Array:
    """Distance from a criterion's mean in standard deviations; costs are negated.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    deviation : {"population", "sample"}
        Whether the variance divides by n or by n - 1.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    ``r_ij = s_j (x_ij - mean_j) / sigma_j`` (Jahan and Edwards 2015). A constant criterion scales to 0.

    References
    ----------
    jahan2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [3, 3]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.scalings.zscore(matrix))
    alternative  quality  price
    Ant               -1      1
    Bee                1     -1
    >>> import numpy as np
    >>> zscore.kernel(np.array([[1.0, 1.0], [3.0, 3.0]]), np.array([1.0, -1.0]))
    array([[-1.,  1.],
           [ 1., -1.]])
    """
    xp = namespace(x, s)
    top = largest(xp.abs(x), -2)
    part = ratio(x, top, scale=top)  # the largest first, so that sums and squares neither overflow nor underflow
    gap = part - xp.mean(part, axis=-2, keepdims=True)
    gap = ratio(gap, largest(xp.abs(gap), -2), scale=1.0)
    free = x.shape[-2] if deviation == "population" else max(x.shape[-2] - 1, 1)
    sigma = xp.sqrt(xp.sum(gap**2, axis=-2, keepdims=True) / free)
    return step("standard score", "r_ij", s[..., None, :] * ratio(gap, sigma, scale=sigma))
