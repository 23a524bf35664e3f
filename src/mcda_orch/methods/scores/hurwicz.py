"""Hurwicz: between the best side of an alternative and its weakest."""

from __future__ import annotations

from ..._xp import Array, namespace
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import largest_weighted
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low, Proportion
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.minmax import minmax, shortfall

__all__ = ["hurwicz"]


@method(
    SCORE,
    keeps=[
        law.dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight, law.splitting, law.bounded,
        law.continuous, law.sole_criterion,
    ],
    breaks=[law.strict_dominance, law.order_only, law.independent, law.dominated_newcomer, law.direction_free], facts=[fact.places, fact.shares],
    rowwise=True,
    cite=["hurwicz1951", "hwang1981"],
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], facts=[fact.rows], breaks=[law.sole_criterion])],
)  # fmt: skip
def hurwicz(x: Array, w: Array, s: Array, *, alpha: Proportion = 0.5, low: Low | None = None, high: High | None = None) -> Array:
    """Blend of an alternative's places on its strongest and its weakest criterion, in [0, 1]; higher is better.

    What lies between the two does not count, and neither does importance: a criterion with a weight above zero
    counts, one of weight zero does not.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    alpha : float, default 0.5
        Coefficient of optimism, in [0, 1]: 0 is `maximin`, 1 is `maximax`.
    low, high : array, shape (..., m), optional
        Ends of each criterion's range: declared bounds, else those found in the data.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``H_i = alpha max_j r_ij + (1 - alpha) min_j r_ij`` (Hurwicz 1951, for states of nature; Hwang and Yoon 1981, for
    criteria) with min-max scaling. Some authors give alpha to the minimum, as a coefficient of pessimism. A criterion
    that is the same for all tells nothing and is left out of both.

    References
    ----------
    hurwicz1951, hwang1981

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 6], [2, 3], [4, 2]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.hurwicz(matrix, {"quality": 1, "speed": 1}))
    hurwicz
    rank  alternative  score
       1  Ant            0.5
       1  Cat            0.5
       3  Bee          0.375
    >>> import numpy as np
    >>> hurwicz.kernel(np.array([[0.0, 6.0], [2.0, 3.0], [4.0, 2.0]]), np.array([1.0, 1.0]), np.array([1.0, 1.0]))
    array([0.5  , 0.375, 0.5  ])
    """
    xp = namespace(x, w, s)
    r = minmax(x, s, low=low, high=high)
    counts = xp.astype(w > 0, r.dtype)
    strongest = step("strongest place", "max_i", largest_weighted(r, counts))
    weakest = step("weakest place", "min_i", 1.0 - largest_weighted(shortfall(x, s, low, high), counts))
    return step("blend", "H_i", alpha * strongest + (1.0 - alpha) * weakest)
