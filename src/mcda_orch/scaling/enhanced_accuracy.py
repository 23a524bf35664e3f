"""One minus the share of a criterion's total shortfall."""

from __future__ import annotations

from .._statistics import together
from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low
from ..plugin.plugin import scaling
from ..plugin.steps import step
from .minmax import shortfall

__all__ = ["enhanced_accuracy"]


@scaling(
    sees="sum",
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite="zeng2013",
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0})],
)
def enhanced_accuracy(x: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """One minus the share that a value has in its criterion's total shortfall from the best value.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Bounds: the high one is the best benefit, the low one the best cost. The total is still that of the
        alternatives at hand, so declared bounds do not make the scaling independent of them.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Benefits ``1 - (max_i x_ij - x_ij) / sum_i (max_i x_ij - x_ij)``, costs ``1 - (x_ij - min_i x_ij) / sum_i (x_ij -
    min_i x_ij)`` (Zeng, Li and Yang 2013). A constant criterion scales to 1, as no value falls short.

    References
    ----------
    zeng2013

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [4, 2], [5, 5]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> print(mo.scalings.enhanced_accuracy(matrix))
    alternative  quality  price
    Ant              0.2      1
    Bee              0.8    0.8
    Cat                1    0.2
    >>> import numpy as np
    >>> enhanced_accuracy.kernel(np.array([[1.0, 1.0], [4.0, 2.0], [5.0, 5.0]]), np.array([1.0, -1.0]))
    array([[0.2, 1. ],
           [0.8, 0.8],
           [1. , 0.2]])
    """
    xp = namespace(x, s)
    short = step("shortfall", "d_ij", shortfall(x, s, low, high))
    whole, size = together(-2, ("sum", short), ("sum", xp.abs(short)))
    return step("normalised matrix", "r_ij", 1.0 - ratio(short, whole, scale=size))
