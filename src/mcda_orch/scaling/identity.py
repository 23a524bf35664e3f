"""Values as they are."""

from __future__ import annotations

from typing import Any

from .._xp import Array
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.plugin import scaling
from ..plugin.steps import recording, step
from ..plugin.turns import cells

__all__ = ["as_they_are", "identity"]


@scaling(
    sees="nothing",
    turns=cells,
    keeps=[law.mirror, law.independent, law.monotone],
    breaks=[law.unit_free, law.origin_free, law.bounded, law.direction_free],
    facts=[fact.senses],
    rowwise=True,
    cite="fishburn1967",
)
def identity(x: Array, s: Array) -> Array:
    """Values as they are; costs are negated.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    ``r_ij = s_j x_ij``. Published points totals are sums of values as they are.

    References
    ----------
    fishburn1967

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 5]], ["Ant"], ["quality", "price:min"])
    >>> print(mo.scalings.identity(matrix))
    alternative  quality  price
    Ant                3     -5
    >>> import numpy as np
    >>> identity.kernel(np.array([[3.0, 5.0]]), np.array([1.0, -1.0]))
    array([[ 3., -5.]])
    """
    return s[..., None, :] * step("values", "x_ij", x)


def as_they_are(scale: Any, w: Array, s: Array) -> bool:
    """Tell whether one problem's values are weighed as they are, with no step to show: weights take the senses, and no cell is copied."""
    return scale is identity and w.ndim == s.ndim == 1 and not recording()
