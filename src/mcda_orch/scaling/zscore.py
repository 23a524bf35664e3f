"""Distance from a criterion's mean in standard deviations."""

from __future__ import annotations

from typing import Literal

from .._statistics import count, powers
from .._xp import Array, namespace, ratio
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
    rowwise=True,
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
    n = count(x)
    part, _, whole = powers(x, 1)
    gap, _, squares = powers(part - whole / n, 2, scale=1.0)
    sigma = xp.sqrt(squares / (n if deviation == "population" else max(n - 1, 1)))
    return step("standard score", "r_ij", s[..., None, :] * ratio(gap, sigma, scale=sigma))
