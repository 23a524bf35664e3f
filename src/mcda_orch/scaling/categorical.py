"""A stated value for every level of a criterion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np

from .._xp import Array, namespace
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.family import ANY, Domain
from ..plugin.law import Variant
from ..plugin.parameter import High, Low, Needs, Numbers, Unless
from ..plugin.plugin import scaling
from ..plugin.steps import step
from .minmax import minmax, shortfall
from .piecewise import table

__all__ = ["categorical"]


def _domain(given: Mapping[str, Any]) -> tuple[tuple[str, Domain], ...]:
    if given["levels"] is None:
        return (("categorical", ANY),)
    known = table("categorical", given["levels"], given["values"], np.zeros(1))[0]
    listed = ", ".join(f"{level:g}" for level in np.unique(known))

    def outside(x: Array, _s: Array) -> Array:
        return ~(x[..., None, :, :] == known[..., :, None, :]).any(axis=-3)

    return (("categorical", Domain("LEVELS", f"one of the levels {listed}", outside, "state a value for every level that occurs")),)


@scaling(
    limits=_domain,
    sees="extremes",
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone, law.bounded],
    breaks=[law.independent, law.direction_free],
    facts=[fact.places],
    rowwise=True,
    cite="keeney1976",
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent], facts=[fact.rows])],
)
def categorical(
    x: Array,
    s: Array,
    *,
    levels: Annotated[Array, Numbers("k", "k,m"), Needs("values")] | None = None,
    values: Annotated[Array, Numbers("k", "k,m"), Needs("levels")] | None = None,
    low: Annotated[Low, Unless("levels")] | None = None,
    high: Annotated[High, Unless("levels")] | None = None,
) -> Array:
    """Value function that states what every level is worth.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Levels; a labelled table with any other value is refused.
    s : array, shape (..., m)
    levels : array, shape (k,) or (..., k, m), optional
        The numbers of the levels, for all criteria or for each one. Unless given, a level is worth its place in the
        range, as in `minmax`.
    values : array, shape (k,) or (..., k, m), optional
        What the levels are worth.
    low, high : array, shape (..., m), optional
        Ends of the range where no levels are given: declared bounds, else those found.

    Returns
    -------
    array, shape (..., n, m)
        NaN for what is no level.

    Notes
    -----
    ``v_ij = v(x_ij)``: direct rating of the levels of an attribute (Keeney and Raiffa 1976). The values say themselves
    which way is better; the direction of a criterion counts only where no levels are given.

    References
    ----------
    keeney1976

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1], [-1], [0]], ["Ant", "Bee", "Cat"], ["quality"])
    >>> print(mo.scalings.categorical(matrix, levels=[-1, 0, 1], values=[0.0, 0.7, 1.0]))
    alternative  quality
    Ant                1
    Bee                0
    Cat              0.7
    >>> import numpy as np
    >>> x, s = np.array([[1.0], [-1.0], [0.0]]), np.array([1.0])
    >>> categorical.kernel(x, s, levels=[-1, 0, 1], values=[0.0, 0.7, 1.0])
    array([[1. ],
           [0. ],
           [0.7]])
    """
    if levels is None:
        return step("value", "v_ij", minmax(x, s, low=low, high=high))
    xp = namespace(x, s)
    known, v = table("categorical", levels, values, x)
    worth = xp.zeros_like(shortfall(x, s, low, high)) + xp.nan  # which has the shape of the whole batch
    for k in range(known.shape[-2]):
        worth = xp.where(x == known[..., k : k + 1, :], v[..., k : k + 1, :], worth)
    return step("value", "v_ij", worth)
