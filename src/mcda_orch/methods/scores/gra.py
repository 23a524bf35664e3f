"""GRA: how closely an alternative follows the ideal series."""

from __future__ import annotations

from typing import Annotated

from ..._xp import Array, dot, namespace
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low, Range
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...scaling.minmax import shortfall

__all__ = ["gra"]


@shared
def features(
    x: Array, s: Array, *, zeta: Annotated[float, Range(0, 1, "(]")] = 0.5, low: Low | None = None, high: High | None = None
) -> Array:
    """Grey relational coefficients, which the weights contract."""
    xp = namespace(x, s)
    gap = shortfall(x, s, low, high)
    gap = step("difference from the reference", "delta_ij", xp.where(gap > 0, gap, xp.zeros_like(gap)))
    return step("grey relational coefficient", "xi_ij", zeta / (gap + zeta))


@method(
    SCORE,
    linear_form=features,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof,
        law.ignores_zero_weight, law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.independent, law.dominated_newcomer, law.direction_free], facts=[fact.climbs, fact.extremes, fact.leads, fact.places, fact.rises, fact.sums, fact.unit_interval],
    rowwise=True,
    cite=["deng1989", "kuo2008"],
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], facts=[fact.own])],
)  # fmt: skip
def gra(
    x: Array, w: Array, s: Array, *, zeta: Annotated[float, Range(0, 1, "(]")] = 0.5, low: Low | None = None, high: High | None = None
) -> Array:
    """Grey relational grade: weighted closeness to the ideal; higher is better.

    Every value is placed within the range of its criterion, and its coefficient falls from 1 at the best end, fast
    at first and ever slower: being best counts for more than being less bad. The grade adds up the weighted
    coefficients.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    zeta : float, default 0.5
        Distinguishing coefficient, in (0, 1]; the smaller, the more being best counts.
    low, high : array, shape (..., m), optional
        Ends of each criterion's range: declared bounds, else those found in the data.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``Gamma_i = sum_j w_j xi_ij``, ``xi_ij = (delta_min + zeta delta_max) / (delta_ij + zeta delta_max)`` with
    differences ``delta_ij`` of the min-max scaled values from 1 (Deng 1989; Kuo, Yang and Huang 2008, eqs. 1-6). After
    this scaling the smallest and largest difference of all, ``delta_min`` and ``delta_max``, are 0 and 1. They are 0
    and 1 here also where bounds are declared that no alternative reaches, so that the grade of an alternative depends
    on that alternative alone. A value beyond the best bound counts as the bound. A criterion that is the same for all
    has the coefficient 1.

    References
    ----------
    deng1989, kuo2008

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 3], [2, 2], [3, 1]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.gra(matrix, {"quality": 2, "speed": 1}))
    gra
    rank  alternative    score
       1  Cat          2.33333
       2  Ant          1.66667
       3  Bee              1.5
    >>> import numpy as np
    >>> gra.kernel(np.array([[1.0, 3.0], [2.0, 2.0], [3.0, 1.0]]), np.array([2.0, 1.0]), np.array([1.0, 1.0]))
    array([1.66666667, 1.5       , 2.33333333])
    """
    return step("grey relational grade", "Gamma_i", dot(features(x, s, zeta=zeta, low=low, high=high), w))
