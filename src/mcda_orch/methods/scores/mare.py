"""MARE: weighted ratios of uncertain values, with the range they may lie in."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import numpy as np

from ..._statistics import together
from ..._xp import Array, dot, floating, namespace, ratio
from ...errors import DomainError
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.parameter import Numbers, at_least
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import cells

__all__ = ["mare"]

Cells: TypeAlias = Annotated[Array, Numbers("n,m"), at_least(0)]
"""A number for every cell."""


def features(x: Array, s: Array, *, lower: Cells | None = None, upper: Cells | None = None) -> Array:
    """Ratios of the most likely values to the best that may be, which the weights contract."""
    return _ratios(x, s, lower, upper)[1]


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    linear_form=features,
    turns=cells,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.dominated_newcomer, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.direction_free], facts=[fact.best, fact.climbs, fact.leads, fact.parts, fact.rises, fact.sums, fact.unit_interval],
    rowwise=True,
    cite="hodgett2014",
    opinion="ratio additive",
)  # fmt: skip
def mare(x: Array, w: Array, s: Array, *, lower: Cells | None = None, upper: Cells | None = None) -> Array:
    """Most likely weighted sum of ratios to the best; higher is better.

    Each cell holds the most likely value, and may come with the least and the greatest it could be. Every value is divided
    by the best one that any alternative could have. The score is the weighted sum of the most likely ratios; the steps
    also show the least and the greatest sum, and where these ranges overlap the order is not certain. Without `lower` and
    `upper` the method is a weighted sum of ratios to the best.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Most likely values: not negative; positive on costs.
    w : array, shape (..., m)
    s : array, shape (..., m)
    lower, upper : array, shape (..., n, m), optional
        Least and greatest value of every cell; the most likely one, unless given.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    Benefits ``x_ij / max_i upper_ij``, costs ``min_i lower_ij / x_ij``, and likewise for the least and greatest values, whose
    roles change places for costs; each summed with the weights (Hodgett et al. 2014, who compare the three sums).

    References
    ----------
    hodgett2014

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[2, 4], [3, 8]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.mare(matrix, {"quality": 0.5, "price": 0.5}, lower=[[1.0, 3.0], [2.0, 7.0]], upper=[[3.0, 5.0], [4.0, 9.0]]))
    mare
    rank  alternative   score
       1  Ant           0.625
       2  Bee          0.5625
    >>> import numpy as np
    >>> x, w, s = np.array([[2.0, 4.0], [3.0, 8.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0])
    >>> mare.kernel(x, w, s, lower=x - 1.0, upper=x + 1.0)
    array([0.625 , 0.5625])
    """
    least, likely, most = _ratios(x, s, lower, upper)
    step("ratios to the best", "r_ij", likely)
    step("least sum", "T_i-", lambda: dot(least, w))
    step("greatest sum", "T_i+", lambda: dot(most, w))
    return step("most likely sum", "T_i", dot(likely, w))


def _surrounded(x: Array, s: Array, lower: Array, upper: Array) -> None:
    """Refuse bounds of cells that the cells do not lie between, and lower ones that cannot be divided by."""
    xp = namespace(x, s)
    cost = s[..., None, :] < 0
    for wrong, says in (
        (lower > x, "lower of mare lies above a cell"),
        (x > upper, "upper of mare lies below a cell"),
        ((lower <= 0) & cost, "lower of mare is not above 0 on a cost, by which it divides"),
    ):
        if xp.any(wrong):
            at = tuple(np.argwhere(np.asarray(wrong))[0].tolist())
            raise DomainError(
                f"{says}, at row {at[-2] + 1} and column {at[-1] + 1}.", hint="give lower <= value <= upper, and positive ones on costs."
            )


@shared
def _ratios(x: Array, s: Array, lower: Array | None, upper: Array | None) -> tuple[Array, Array, Array]:
    """Return the least, the most likely and the greatest ratios to the best value that may be."""
    xp = namespace(x, s)
    crisp = lower is None and upper is None
    lower = x if lower is None else floating(lower, like=x)
    upper = x if upper is None else floating(upper, like=x)
    if not crisp:
        _surrounded(x, s, lower, upper)
    benefit = s[..., None, :] > 0
    cheapest, best = together(-2, ("smallest", lower), ("largest", upper))
    rising = [ratio(v, best, scale=0.0) for v in (lower, x, upper)]
    falling = [ratio(cheapest, v, scale=0.0) for v in (upper, x, lower)]
    least, likely, most = (xp.where(benefit, up, down) for up, down in zip(rising, falling, strict=True))
    return least, likely, most
