"""Maximin: a chain is as strong as its weakest link."""

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
from ...scaling.minmax import shortfall

__all__ = ["maximin"]


@method(
    SCORE,
    keeps=[
        law.dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight, law.splitting, law.bounded,
        law.continuous, law.sole_criterion,
    ],
    breaks=[law.strict_dominance, law.order_only, law.independent, law.dominated_newcomer, law.direction_free], facts=[fact.places, fact.shares],
    rowwise=True,
    cite=["wald1950", "hwang1981"],
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], facts=[fact.rows], breaks=[law.sole_criterion])],
)  # fmt: skip
def maximin(x: Array, w: Array, s: Array, *, low: Low | None = None, high: High | None = None) -> Array:
    """Place of an alternative on its weakest criterion, in [0, 1]; higher is better.

    The method knows no importance: a criterion with a weight above zero counts, one of weight zero does not. On
    coarse scales many alternatives share their weakest place, and tie.

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
    ``A_i = min_j r_ij`` with min-max scaling (Wald 1950; Hwang and Yoon 1981, maximin). A criterion that is the
    same for all tells nothing and is left out.

    References
    ----------
    wald1950, hwang1981

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 5], [2, 3], [4, 1]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.maximin(matrix, {"quality": 1, "speed": 1}))
    maximin
    rank  alternative  score
       1  Bee            0.5
       2  Ant              0
       2  Cat              0
    >>> import numpy as np
    >>> maximin.kernel(np.array([[0.0, 5.0], [2.0, 3.0], [4.0, 1.0]]), np.array([1.0, 1.0]), np.array([1.0, 1.0]))
    array([0. , 0.5, 0. ])
    """
    xp = namespace(x, w, s)
    gap = step("shortfall", "d_ij", shortfall(x, s, low, high))
    return step("weakest place", "A_i", 1.0 - largest_weighted(gap, xp.astype(w > 0, gap.dtype)))
