"""Share of a criterion's Euclidean length."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from .._statistics import of_length, smallest
from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.family import ANY, Domain
from ..plugin.law import Variant
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import zero

__all__ = ["vector"]


POSITIVE_WHERE_COST = Domain(
    "POSITIVE_WHERE_COST",
    "values > 0 on criteria of which less is better",
    lambda x, s: ~((x > 0) | (s[..., None, :] > 0)),
    "choose cost='negate', which takes any values",
)


def _domain(given: Mapping[str, Any]) -> tuple[tuple[str, Domain], ...]:
    return (("vector", POSITIVE_WHERE_COST if given["cost"] == "reciprocal" else ANY),)


@scaling(
    limits=_domain,
    sees="norm",
    turns=zero,
    keeps=[law.unit_free, law.mirror, law.monotone],
    breaks=[law.origin_free, law.independent, law.bounded, law.direction_free],
    facts=[fact.parts, fact.senses],
    rowwise=True,
    cite="hwang1981",
    variants=[
        Variant("reflected costs", {"cost": "reflect"}, breaks=[law.mirror], lacks=[fact.senses]),
        Variant("reciprocal costs", {"cost": "reciprocal"}, breaks=[law.mirror], keeps=[law.bounded], lacks=[fact.senses]),
    ],
)
def vector(x: Array, s: Array, *, cost: Literal["negate", "reflect", "reciprocal"] = "negate") -> Array:
    """Share of a criterion's Euclidean length.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    cost : {"negate", "reflect", "reciprocal"}
        Costs as ``-r`` or as ``1 - r``, which distances do not tell apart, or as reciprocals before they are scaled;
        these must be positive.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    ``r_ij = x_ij / sqrt(sum_i x_ij**2)`` (Hwang and Yoon 1981, vector normalisation), for costs too.

    References
    ----------
    hwang1981

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3], [4]], ["Ant", "Bee"], ["quality"])
    >>> print(mo.scalings.vector(matrix))
    alternative  quality
    Ant              0.6
    Bee              0.8
    >>> import numpy as np
    >>> vector.kernel(np.array([[3.0], [4.0]]), np.array([1.0]))
    array([[0.6],
           [0.8]])
    """
    xp = namespace(x, s)
    sense = s[..., None, :]
    if cost == "reciprocal":
        x = xp.where(sense > 0, x, ratio(smallest(x, -2), x))
    if cost == "negate":
        step("normalised matrix", "r_ij", lambda: of_length(x))
        return of_length(x, sense)
    r = step("normalised matrix", "r_ij", of_length(x))
    return xp.where(sense > 0, r, 1.0 - r) if cost == "reflect" else r
