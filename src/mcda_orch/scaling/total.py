"""Share of a criterion's total."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from .._statistics import of_sum, smallest
from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.family import NONNEGATIVE, POSITIVE_COSTS, Domain
from ..plugin.law import Variant
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import cells

__all__ = ["total"]


def _domain(given: Mapping[str, Any]) -> tuple[tuple[str, Domain], ...]:
    return (("total", POSITIVE_COSTS if given["cost"] == "reciprocal" else NONNEGATIVE),)


@scaling(
    domain=POSITIVE_COSTS,
    limits=_domain,
    sees="sum",
    turns=cells,
    keeps=[law.unit_free, law.monotone, law.bounded],
    breaks=[law.origin_free, law.mirror, law.independent, law.direction_free],
    facts=[fact.parts],
    rowwise=True,
    cite=["zavadskas2010", "jahan2015"],
    variants=[
        Variant("reflected costs", {"cost": "reflect"}),
        Variant("negated costs", {"cost": "negate"}, breaks=[law.bounded]),
    ],
)
def total(x: Array, s: Array, *, cost: Literal["reciprocal", "reflect", "negate"] = "reciprocal") -> Array:
    """Share of a criterion's total.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs whose reciprocals are taken.
    s : array, shape (..., m)
    cost : {"reciprocal", "reflect", "negate"}
        Costs as shares of the total of reciprocals, as 1 minus their share, or as negated shares.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Benefits ``x_ij / sum_i x_ij``; costs ``(1 / x_ij) / sum_i (1 / x_ij)`` (Zavadskas and Turskis 2010), ``1 - x_ij /
    sum_i x_ij`` (in the comparison of Jahan and Edwards 2015), or ``-x_ij / sum_i x_ij``.

    References
    ----------
    zavadskas2010, jahan2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [3, 3]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.scalings.total(matrix))
    alternative  quality  price
    Ant             0.25   0.75
    Bee             0.75   0.25
    >>> import numpy as np
    >>> total.kernel(np.array([[1.0, 1.0], [3.0, 3.0]]), np.array([1.0, -1.0]))
    array([[0.25, 0.75],
           [0.75, 0.25]])
    """
    xp = namespace(x, s)
    sense = s[..., None, :]
    if cost == "reciprocal":
        x = xp.where(sense > 0, x, ratio(smallest(x, -2), x))
    r = step("normalised matrix", "r_ij", of_sum(x))
    if cost == "reflect":
        return xp.where(sense > 0, r, 1.0 - r)
    return r if cost == "reciprocal" else sense * r
