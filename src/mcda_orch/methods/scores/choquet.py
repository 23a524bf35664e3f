"""Choquet integral: an average that knows which criteria complete or repeat one another."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Annotated, Any, TypeAlias

import numpy as np

from ..._xp import Array, dot, floating, is_numpy, namespace, share, total
from ...core.capacity import Capacity
from ...errors import ShapeError
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import AnyScaling, Fits
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.identity import as_they_are, identity
from ...scaling.minmax import minmax

__all__ = ["choquet", "climb"]


def _measures(value: Any) -> bool:
    """Tell whether this is a capacity, or the finite numbers of one."""
    if isinstance(value, Capacity):
        return True
    if hasattr(value, "dtype") and not is_numpy(value):
        return True
    return np.ndim(value) > 0 and np.asarray(value).dtype.kind in "fiu" and bool(np.isfinite(value).all())


Worth: TypeAlias = Annotated[Any, Fits("a Capacity, or an array of shape (2**m)", _measures)]
"""What every set of criteria is worth."""


def climb(r: Array, w: Array, capacity: Capacity | Array | None = None) -> Iterator[tuple[Array, Array, Array]]:
    """Climb the values of every alternative from its lowest to its highest.

    Parameters
    ----------
    r : array, shape (..., n, m)
    w : array, shape (..., m)
    capacity : Capacity or array, shape (..., 2**m), optional

    Yields
    ------
    level, rise, worth : array, shape (..., n)
        The value, by how much it lies above the one before (the first: above zero), and what the criteria whose value
        reaches it are worth.
    """
    xp = namespace(r, w)
    n, m = r.shape[-2:]
    ordered = xp.sort(r, axis=-1)
    levels = [ordered[..., j] for j in range(m)]
    rises = [levels[0], *(levels[j] - levels[j - 1] for j in range(1, m))]
    if w.ndim == 1 or capacity is not None:
        for level, rise in zip(levels, rises, strict=True):
            yield level, rise, worth(xp.astype(r >= level[..., None], r.dtype), w, capacity)
        return
    joint = worth(xp.concat([xp.astype(r >= level[..., None], r.dtype) for level in levels], axis=-2), w, None)  # one product for all
    for j in range(m):
        yield levels[j], rises[j], joint[..., j * n : (j + 1) * n]


def worth(members: Array, w: Array, capacity: Capacity | Array | None) -> Array:
    """Worth of sets of criteria, shape (..., n): by the capacity, else the sum of their shares of weight."""
    if capacity is None:
        return dot(members, share(w))
    xp = namespace(members)
    mu = floating(capacity.values if isinstance(capacity, Capacity) else capacity, members)
    m = members.shape[-1]
    if mu.shape[-1] != 2**m:
        raise ShapeError(
            f"a capacity of shape {tuple(mu.shape)} does not fit {m} criteria.", hint=f"it has 2**{m} values, one for each subset."
        )
    subset = xp.astype(xp.matmul(members, floating([2.0**j for j in range(m)], members)), xp.int64)
    batch = mu.shape[:-1]
    if batch:  # the values of all capacities one after another
        subset = subset + xp.reshape(xp.arange(prod(batch), dtype=xp.int64) * 2**m, (*batch, 1))
    return xp.reshape(xp.take(xp.reshape(mu, (-1,)), xp.reshape(subset, (-1,)), axis=-1), subset.shape) + xp.zeros_like(total(w))


@method(
    SCORE,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.origin_free, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof,
        law.ignores_zero_weight, law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[law.unit_free, law.order_only, law.bounded, law.direction_free], facts=[fact.distances, fact.rows, fact.shares],
    rowwise=True,
    cite=["choquet1954", "grabisch1996"],
    opinion="plain additive",
    variants=[
        Variant(
            "min-max", {"scale": minmax}, keeps=[law.unit_free, law.bounded], breaks=[law.independent, law.dominated_newcomer],
            opinion="min-max additive",
         facts=[fact.places], lacks=[fact.rows]),
    ],
)  # fmt: skip
def choquet(x: Array, w: Array, s: Array, *, scale: AnyScaling = identity, capacity: Worth | None = None) -> Array:
    """Average of an alternative's values in which sets of criteria have a worth of their own; higher is better.

    Going up from the lowest value of an alternative, each rise counts by the worth of all the criteria that take
    part in it. So strength in two criteria that say the same counts little more than in one, and strength in two that
    complete each other counts more than their sum. The values must be commensurable: one scale for all criteria.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
        Used where no capacity is given.
    s : array, shape (..., m)
    scale : Scaling or its name, default identity
    capacity : Capacity or array, shape (..., 2**m), optional
        Worth of every set of criteria. Unless given, the sum of the shares of weight, and the integral is their
        weighted mean.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``C_i = sum_j (r_(j) - r_(j-1)) mu(A_(j))`` with values in increasing order, ``r_(0) = 0``, and ``A_(j)`` the criteria
    whose value is at least ``r_(j)`` (Choquet 1954; Grabisch 1996). With negative values this is the asymmetric integral,
    which shifts along with its values. Batches of capacities, shape (..., 2**m), run along with those of the matrix.

    References
    ----------
    choquet1954, grabisch1996

    Examples
    --------
    >>> import mcda_orch as mo
    >>> marks = [[18, 16, 10], [10, 12, 18], [14, 15, 15]]
    >>> matrix = mo.DecisionMatrix(marks, ["Ant", "Bee", "Cat"], ["maths", "physics", "letters"])
    >>> pairs = {("maths", "physics"): 0.5, ("maths", "letters"): 0.9, ("physics", "letters"): 0.9}
    >>> worth = mo.Capacity({"maths": 0.45, "physics": 0.45, "letters": 0.3, **pairs})
    >>> print(mo.choquet(matrix, [1, 1, 1], capacity=worth))
    choquet
    rank  alternative  score
       1  Cat           14.9
       2  Ant           13.9
       3  Bee           13.6
    >>> import numpy as np
    >>> from mcda_orch import Capacity
    >>> marks = np.array([[18.0, 16.0, 10.0], [10.0, 12.0, 18.0], [14.0, 15.0, 15.0]])
    >>> mu = Capacity({"M": 0.45, "P": 0.45, "L": 0.3, ("M", "P"): 0.5, ("M", "L"): 0.9, ("P", "L"): 0.9})
    >>> choquet.kernel(marks, np.ones(3), np.ones(3), capacity=mu)
    array([13.9, 13.6, 14.9])
    """
    if capacity is None and as_they_are(scale, w, s):
        return dot(x, s * share(w))
    r = scale(x, s)
    if capacity is None:
        return step("Choquet integral", "C_i", dot(r, share(w)))
    parts = [rise * part for _, rise, part in climb(r, w, capacity)]
    return step("Choquet integral", "C_i", sum(parts[1:], parts[0]))
