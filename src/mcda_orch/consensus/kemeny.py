"""Kemeny and Young: the orders at the least distance to all rankings."""

from __future__ import annotations

from typing import Literal

import numpy as np

from .._xp import Array
from ..laws.consensus import (
    absent_voters,
    clone_independent,
    condorcet,
    condorcet_last,
    homogeneous,
    monotonic,
    participation,
    reinforcement,
    reversal_symmetric,
    smith,
    unanimous,
    weights_are_voters,
)
from ..plugin.consensus import rule
from ..plugin.family import LOWER
from ..plugin.shared import shared
from ..voting.ballots import Unranked, pairs, stated, votes
from ..voting.solutions import Solutions
from ..voting.strict_orders import least_orders
from ..voting.weak_orders import least_weak_orders

__all__ = ["kemeny"]


@shared
def _nearest(r: Array, w: Array, *, orders: str, unranked: Unranked) -> Solutions:
    """Return the nearest orders."""
    r, whole = stated(r, unranked), votes(w)
    before = pairs(r, whole)
    if orders == "strict":
        return Solutions.of_strict(least_orders(before - before.T))
    told = ~np.isnan(r) * 1.0
    tied = (told * whole[:, None]).T @ told - before - before.T
    np.fill_diagonal(tied, 0.0)
    return Solutions.of_weak(least_weak_orders(2 * before.T + tied, before + before.T))


@rule(
    keeps=[absent_voters, condorcet, condorcet_last, homogeneous, monotonic, reversal_symmetric, smith, unanimous, weights_are_voters],
    breaks=[clone_independent, participation, reinforcement],
    better=LOWER,
    cite=["kemeny1959", "young1988"],
    optima=_nearest,
    lift=True,
)
def kemeny(r: Array, w: Array, *, orders: Literal["strict", "weak"] = "strict", unranked: Unranked = "unknown") -> Array:
    """Best place of each alternative in any order at the least distance to all rankings.

    The distance to a ranking is 2 for each pair that stands the other way round, and 1 for each that is tied in one of the two alone. Where
    several orders are nearest, all of them are found, or their number and what they share; an alternative comes first if it does so in any.

    Parameters
    ----------
    r : array, shape (..., k, n)
        Ranks by voter and alternative: lower is better, equal ones tie, NaN where a voter does not rank.
    w : array, shape (..., k)
        How much each voter counts.
    orders : {"strict", "weak"}
        Which orders may be the answer: those without ties, or all.
    unranked : {"unknown", "last"}
        What a voter says of an alternative that is not ranked: nothing, or that all ranked ones are better.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``min over orders R of sum_k w_k d(R, R_k)`` (Kemeny 1959). Young (1988) derives the strict ones as the most likely true order. Circles of
    majorities are solved one by one: small ones by all their sets (Held and Karp's recursion), large ones by those sets that a bound from a
    linear programme leaves, whose multipliers are rounded so that sums of them are exact; costs are whole numbers.

    References
    ----------
    kemeny1959, young1988

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = mo.rules.kemeny(["Ant > Bee > Cat", "Cat > Bee > Ant"])
    >>> found.count, len(mo.rules.kemeny(["Ant > Bee > Cat", "Cat > Bee > Ant"], orders="weak").optima)
    (6, 13)
    >>> import numpy as np
    >>> kemeny.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([1., 2., 3.])
    """
    return _nearest(r, w, orders=orders, unranked=unranked).first
