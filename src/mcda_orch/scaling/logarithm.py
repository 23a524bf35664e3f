"""Share of the logarithm of a criterion's product."""

from __future__ import annotations

import numpy as np

from .._statistics import count, together
from .._xp import Array, namespace, ratio
from ..laws import scores as law
from ..plugin.family import Domain
from ..plugin.plugin import scaling
from ..plugin.steps import step

__all__ = ["logarithm"]


def _outside(x: Array, _s: Array) -> Array:
    whole = np.log(np.where(x > 0, x, 1.0)).sum(axis=-2, keepdims=True)
    return ~(x > 0) | ((x < 1) & ~(whole > 0))


PRODUCT = Domain(
    "PRODUCT",
    "values > 0 whose product over the alternatives is larger than 1",
    _outside,
    "state the values in a smaller unit, so that all are larger than 1",
)


@scaling(
    domain=PRODUCT,
    sees="sum",
    keeps=[law.monotone],
    breaks=[law.unit_free, law.origin_free, law.mirror, law.independent, law.bounded, law.direction_free],
    rowwise=True,
    cite="zavadskas2008",
)
def logarithm(x: Array, s: Array) -> Array:
    """Share of the logarithm of a criterion's product.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive; with values below 1 the result may be negative.
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Benefits ``ln x_ij / ln prod_i x_ij``, costs ``(1 - ln x_ij / ln prod_i x_ij) / (n - 1)`` (Zavadskas and Turskis
    2008). Where the product is below 1 the formula would turn the order round, so such a criterion is refused.

    References
    ----------
    zavadskas2008

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[2, 2], [4, 4], [4, 4]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> print(mo.scalings.logarithm(matrix))
    alternative  quality  price
    Ant              0.2    0.4
    Bee              0.4    0.3
    Cat              0.4    0.3
    >>> import numpy as np
    >>> logarithm.kernel(np.array([[2.0, 2.0], [4.0, 4.0], [4.0, 4.0]]), np.array([1.0, -1.0]))
    array([[0.2, 0.4],
           [0.4, 0.3],
           [0.4, 0.3]])
    """
    xp = namespace(x, s)
    worth = step("logarithm", "l_ij", xp.log(x))
    whole, size = together(-2, ("sum", worth), ("sum", xp.abs(worth)))
    r = ratio(worth, whole, scale=size)
    return step("normalised matrix", "r_ij", xp.where(s[..., None, :] > 0, r, (1.0 - r) / max(count(x) - 1, 1)))
