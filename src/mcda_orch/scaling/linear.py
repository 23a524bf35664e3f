"""Straight value function between two stated values."""

from __future__ import annotations

from typing import Annotated, Literal

from .._xp import Array, namespace, ratio
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low, Needs, Point, Unless
from ..plugin.plugin import scaling
from ..plugin.steps import step
from .minmax import either, reach

__all__ = ["linear"]


@scaling(
    sees="extremes",
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite="keeney1976",
    variants=[
        Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows]),
        Variant(
            "stated",
            {"worst": 1.0, "best": 3.0},
            keeps=[law.independent, law.direction_free],
            breaks=[law.monotone],
            facts=[fact.distances, fact.parts, fact.rows],
            lacks=[fact.places],
        ),
        Variant(
            "stated, extended",
            {"worst": 1.0, "best": 3.0, "beyond": "extend"},
            keeps=[law.independent, law.direction_free],
            breaks=[law.monotone, law.bounded],
            facts=[fact.distances, fact.rows],
            lacks=[fact.places],
        ),
    ],
)
def linear(
    x: Array,
    s: Array,
    *,
    worst: Point | None = None,
    best: Point | None = None,
    beyond: Annotated[Literal["hold", "extend"], Needs("worst"), Needs("best"), Needs("low"), Needs("high")] = "hold",
    low: Annotated[Low, Unless("worst", "best")] | None = None,
    high: Annotated[High, Unless("worst", "best")] | None = None,
) -> Array:
    """Straight value function: 0 at one stated value, 1 at another.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    worst, best : array, shape (..., m), optional
        The values that are worth 0 and 1; where one is NaN or not given, the end of the range.
    beyond : {"hold", "extend"}
        What a value beyond the two is worth: as much as the nearer one, or what the line says.
    low, high : array, shape (..., m), optional
        Ends of the range: declared bounds, else those found.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    ``v_ij = (x_ij - worst_j) / (best_j - worst_j)`` (Keeney and Raiffa 1976). The direction of a criterion only says
    which end of the range is the worst where none is stated; a stated `worst` above the `best` makes a cost of it.
    Where the two are equal all values are worth 0.

    References
    ----------
    keeney1976

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[100], [250], [500]], ["Ant", "Bee", "Cat"], ["price:min"])
    >>> print(mo.scalings.linear(matrix, worst=400, best=200))
    alternative  price
    Ant              1
    Bee           0.75
    Cat              0
    >>> import numpy as np
    >>> x, s = np.array([[100.0], [250.0], [500.0]]), np.array([-1.0])
    >>> linear.kernel(x, s, worst=400.0, best=200.0)
    array([[1.  ],
           [0.75],
           [0.  ]])
    >>> linear.kernel(x, s, worst=400.0, best=200.0, beyond="extend")
    array([[ 1.5 ],
           [ 0.75],
           [-0.5 ]])
    """
    xp = namespace(x, s)
    benefit = s[..., None, :] > 0
    low, high = reach(x, low, high)
    zero, one = either(xp.where(benefit, low, high), worst), either(xp.where(benefit, high, low), best)
    v = ratio(x - zero, one - zero, scale=xp.maximum(xp.abs(zero), xp.abs(one)))
    if beyond == "hold":
        v = xp.minimum(xp.maximum(v, xp.zeros_like(v)), xp.ones_like(v))
    return step("value", "v_ij", v)
