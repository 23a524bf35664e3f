"""Place within the range of a criterion, bent by a constant attitude to risk."""

from __future__ import annotations

from .._xp import Array, namespace
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low, PerCriterion
from ..plugin.plugin import scaling
from ..plugin.steps import step
from .minmax import minmax

__all__ = ["bent", "exponential"]

FAR = 600.0
"""Exponent at which a value far outside a declared range stops falling, short of overflow."""


def bent(r: Array, risk: Array | float) -> Array:
    """Utility ``(1 - exp(-c r)) / (1 - exp(-c))`` of places r from 0 to 1 under risk aversion c; the place itself where c is 0."""
    xp = namespace(r)
    c = xp.zeros_like(r) + (risk if isinstance(risk, float | int) else risk[..., None, :])
    size, seeking = xp.abs(c), c < 0
    r = xp.where(seeking, 1.0 - r, r)  # a seeker of gains bends as an averter does, seen from the other end
    exponent = xp.clip(-size * r, max=FAR)
    u = xp.where(size > 0, xp.expm1(exponent) / xp.expm1(-xp.where(size > 0, size, xp.ones_like(c))), r)
    return xp.where(seeking, 1.0 - u, u)


@scaling(
    sees="extremes",
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite="keeney1976",
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows])],
)
def exponential(x: Array, s: Array, *, risk: PerCriterion | float = 1.0, low: Low | None = None, high: High | None = None) -> Array:
    """Exponential utility of the place within the range of a criterion: 0 at the worst end, 1 at the best.

    The first steps up from the worst end count more than the last ones where risk is averted, and less where it is
    sought.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    risk : float or array, shape (..., m), default 1
        Constant c of risk aversion, for the whole range as unit: positive averts risk, 0 is linear, negative seeks it.
    low, high : array, shape (..., m), optional
        Ends of the range; NaN where the data shall say.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    ``u_j = (1 - exp(-c_j r_ij)) / (1 - exp(-c_j))`` with the min-max scaled value r: the utility of constant risk
    aversion (Keeney and Raiffa 1976, chapter 4).

    References
    ----------
    keeney1976

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 0], [1, 1], [2, 2]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> print(mo.scalings.exponential(matrix, risk={"quality": 2, "price": 0}))
    alternative   quality  price
    Ant                 0      1
    Bee          0.731059    0.5
    Cat                 1      0
    >>> import numpy as np
    >>> exponential.kernel(np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]), np.array([1.0, -1.0]), risk=np.array([2.0, 0.0]))
    array([[0.        , 1.        ],
           [0.73105858, 0.5       ],
           [1.        , 0.        ]])
    """
    return step("utility", "u_ij", bent(minmax(x, s, low=low, high=high), risk))
