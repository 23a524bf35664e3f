"""Value function of straight pieces through stated points."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import numpy as np

from .._xp import Array, floating, namespace
from ..errors import DomainError, ShapeError
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.law import Variant
from ..plugin.parameter import High, Low, Needs, Numbers, Unless
from ..plugin.plugin import scaling
from ..plugin.steps import step
from .minmax import minmax, shortfall

__all__ = ["piecewise", "table"]


def table(who: str, points: Any, values: Any, x: Array) -> tuple[Array, Array]:
    """Return stated points and their values as arrays of shape (..., k, m) or (k, 1), where one list serves all criteria."""
    p, v = (np.asarray(a, dtype=np.float64) for a in (points, [] if values is None else values))
    p, v = (a[:, None] if a.ndim == 1 else a for a in (p, v))
    if p.ndim < 2 or p.shape[-2] != v.shape[-2]:
        raise ShapeError(
            f"{who} got {p.shape[-2] if p.ndim > 1 else 'no list of'} points and {v.shape[-2] if v.ndim > 1 else 'no list of'} values.",
            hint="state a value for every point, as two lists of the same length.",
        )
    return floating(p, like=x), floating(v, like=x)


@scaling(
    sees="extremes",
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite=["jacquet1982", "keeney1976"],
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows])],
)
def piecewise(
    x: Array,
    s: Array,
    *,
    points: Annotated[Array, Numbers("k", "k,m"), Needs("values")] | None = None,
    values: Annotated[Array, Numbers("k", "k,m"), Needs("points")] | None = None,
    beyond: Annotated[Literal["hold", "extend"], Needs("points")] = "hold",
    low: Annotated[Low, Unless("points")] | None = None,
    high: Annotated[High, Unless("points")] | None = None,
) -> Array:
    """Value function of straight pieces through stated points.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    points : array, shape (k,) or (..., k, m), optional
        Values of the criteria, in increasing order, for all criteria or for each one. Unless given, the ends of the
        range, as in `minmax`.
    values : array, shape (k,) or (..., k, m), optional
        What the points are worth.
    beyond : {"hold", "extend"}
        What a value beyond the outer points is worth: as much as the nearer one, or what the outer piece says.
    low, high : array, shape (..., m), optional
        Ends of the range where no points are given: declared bounds, else those found.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Between two points ``v = v_k + (v_{k+1} - v_k) (x - p_k) / (p_{k+1} - p_k)``: the marginal value functions of UTA
    (Jacquet-Lagreze and Siskos 1982) and of direct rating and bisection (Keeney and Raiffa 1976). The values say
    themselves which way is better; the direction of a criterion counts only where no points are given.

    References
    ----------
    jacquet1982, keeney1976

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0.1], [0.5]], ["Ant", "Bee"], ["quality"])
    >>> print(mo.scalings.piecewise(matrix, points=[-0.15, 0.0, 0.25, 0.35], values=[0.0, 0.1, 0.9, 1.0]))
    alternative  quality
    Ant             0.42
    Bee                1
    >>> import numpy as np
    >>> x, s = np.array([[0.1], [0.5]]), np.array([1.0])
    >>> piecewise.kernel(x, s, points=[-0.15, 0.0, 0.25, 0.35], values=[0.0, 0.1, 0.9, 1.0])
    array([[0.42],
           [1.  ]])
    """
    if points is None:
        return step("value", "v_ij", minmax(x, s, low=low, high=high))
    xp = namespace(x, s)
    p, v = table("piecewise", points, values, x)
    steps = p[..., 1:, :] - p[..., :-1, :]
    if p.shape[-2] < 2 or not bool(xp.all(steps > 0)):
        raise DomainError("the points of piecewise do not increase.", hint="list at least two, each once, from the lowest value up.")
    pieces = p.shape[-2] - 1
    worth = v[..., :1, :] + xp.zeros_like(shortfall(x, s, low, high))  # which has the shape of the whole batch
    for k in range(pieces):
        run = (x - p[..., k : k + 1, :]) / steps[..., k : k + 1, :]
        if k > 0 or beyond == "hold":
            run = xp.maximum(run, xp.zeros_like(run))
        if k < pieces - 1 or beyond == "hold":
            run = xp.minimum(run, xp.ones_like(run))
        worth = worth + run * (v[..., k + 1 : k + 2, :] - v[..., k : k + 1, :])
    return step("value", "v_ij", worth)
