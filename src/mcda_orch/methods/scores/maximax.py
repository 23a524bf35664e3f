"""Maximax: an alternative is as good as its best side."""

from __future__ import annotations

from ..._xp import Array, namespace
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import largest_weighted
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.minmax import minmax

__all__ = ["maximax"]


@method(
    SCORE,
    keeps=[
        law.dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight, law.splitting, law.bounded,
        law.continuous, law.sole_criterion,
    ],
    breaks=[law.strict_dominance, law.order_only, law.independent, law.dominated_newcomer, law.direction_free], facts=[fact.places, fact.shares],
    rowwise=True,
    cite="hwang1981",
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], facts=[fact.rows], breaks=[law.sole_criterion])],
)  # fmt: skip
def maximax(x: Array, w: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Place of an alternative on its strongest criterion, in [0, 1]; higher is better.

    The method knows no importance: a criterion with a weight above zero counts, one of weight zero does not. Unless
    bounds are declared, whoever is best on any criterion scores 1, so many alternatives tie.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    low, high : array, shape (..., m), optional
        Ends of each criterion's range: declared bounds, else those found in the data.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``A_i = max_j r_ij`` with min-max scaling (Hwang and Yoon 1981, maximax), the counterpart of `maximin`. A criterion
    that is the same for all tells nothing and is left out.

    References
    ----------
    hwang1981

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 5], [2, 3], [4, 2]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.maximax(matrix, {"quality": 1, "speed": 1}))
    maximax
    rank  alternative  score
       1  Ant              1
       1  Cat              1
       3  Bee            0.5
    >>> import numpy as np
    >>> maximax.kernel(np.array([[0.0, 5.0], [2.0, 3.0], [4.0, 2.0]]), np.array([1.0, 1.0]), np.array([1.0, 1.0]))
    array([1. , 0.5, 1. ])
    """
    xp = namespace(x, w, s)
    r = minmax(x, s, low=low, high=high)
    return step("strongest place", "A_i", largest_weighted(r, xp.astype(w > 0, r.dtype)))
