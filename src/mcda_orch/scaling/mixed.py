"""A scaling of its own for every criterion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import numpy as np

from .._xp import Array, namespace
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.family import ANY, Domain
from ..plugin.parameter import Fits, Needs, PerCriterion
from ..plugin.plugin import Scaling, scaling
from ..plugin.steps import recorded, step
from ..plugin.turns import Points, by_scale
from .minmax import either

__all__ = ["mixed"]


def _domains(given: Mapping[str, Any]) -> tuple[tuple[str, Domain], ...]:
    """Return the domain of every scaling, asked of its own criteria only."""
    which = np.atleast_1d(given["which"])

    def own(domain: Domain, k: int) -> Domain:
        def outside(x: Array, s: Array) -> Array:
            chosen = (which == k)[..., None, :]
            return chosen & domain.outside(np.where(chosen, x, 1.0), s)

        return Domain(domain.name, domain.needs, outside, domain.hint)

    found = [(who, own(domain, k)) for k, part in enumerate(given["scalings"]) for who, domain in part.domains(part.settings({}))]
    return tuple(found) or (("mixed", ANY),)


def turns(x: Array, s: Array, *, scalings: tuple[Scaling[...], ...], which: PerCriterion | float) -> Points:
    """All those of its scalings, each on its own criteria."""
    chosen = [np.where(np.atleast_1d(which) == k, x, 1.0) for k in range(len(scalings))]
    found = [by_scale(own, s, scale=part) for own, part in zip(chosen, scalings, strict=True)]
    known = [points for points in found if points is not None]
    return np.concatenate([x[:0], *known]) if len(known) == len(found) else None


def _scalings(value: Any) -> bool:
    """Tell whether these are scalings."""
    return isinstance(value, (tuple, list)) and all(isinstance(part, Scaling) for part in value)


@scaling(
    limits=_domains,
    sees="nothing",
    turns=turns,
    keeps=[law.mirror, law.independent, law.monotone],
    breaks=[law.unit_free, law.origin_free, law.bounded, law.direction_free],
    facts=[fact.senses],
    rowwise=True,
    cite="jahan2015",
)
def mixed(
    x: Array,
    s: Array,
    *,
    scalings: Annotated[tuple[Scaling[...], ...], Fits("a tuple of scalings", _scalings)] = (),
    which: Annotated[PerCriterion, Needs("scalings")] | float = 0.0,
) -> Array:
    """A scaling of its own for every criterion.

    On labelled values a mapping does the same: ``mo.wsm(matrix, weights, scale={"price": mo.scalings.minmax})``, where
    criteria that are not named take the method's own scaling.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    scalings : tuple of Scaling
        The scalings to choose from.
    which : array, shape (..., m), default 0
        The number of each criterion's scaling, from 0. A criterion whose number is none of theirs keeps its values, as
        under `identity`.

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Published comparisons scale all criteria alike (Jahan and Edwards 2015). Scaling them differently is sound where
    every scaling brings its criteria to a common meaning, such as a value from 0 to 1.

    References
    ----------
    jahan2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [2, 3], [5, 4]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.scalings.mixed(matrix, scalings=(mo.scalings.minmax, mo.scalings.total), which={"quality": 0, "speed": 1}))
    alternative  quality  speed
    Ant                0  0.125
    Bee             0.25  0.375
    Cat                1    0.5
    >>> import numpy as np
    >>> from mcda_orch.scaling.minmax import minmax
    >>> from mcda_orch.scaling.total import total
    >>> x, s = np.array([[1.0, 1.0], [2.0, 3.0], [5.0, 4.0]]), np.array([1.0, 1.0])
    >>> mixed.kernel(x, s, scalings=(minmax, total), which=np.array([0, 1]))
    array([[0.   , 0.125],
           [0.25 , 0.375],
           [1.   , 0.5  ]])
    """
    xp = namespace(x, s)
    index = either(xp.zeros_like(x[..., :1, :]), which)
    r = s[..., None, :] * x + xp.zeros_like(index)
    for k, part in enumerate(scalings):
        chosen = index == float(k)
        with recorded():  # a step of one scaling says nothing about the criteria of another
            scaled = part(xp.where(chosen, x, xp.ones_like(x)), s)
        r = xp.where(chosen, scaled, r)
    return step("normalised matrix", "r_ij", r)
