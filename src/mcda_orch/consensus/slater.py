"""Slater: the orders that go against the fewest majorities."""

from __future__ import annotations

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
from ..voting.ballots import Unranked, majorities, stated
from ..voting.solutions import Solutions
from ..voting.strict_orders import least_orders

__all__ = ["slater"]


@shared
def _fewest(r: Array, w: Array, *, unranked: Unranked) -> Solutions:
    """Return the orders against the fewest majorities."""
    return Solutions.of_strict(least_orders(majorities(stated(r, unranked), w)))


@rule(
    keeps=[absent_voters, condorcet, condorcet_last, homogeneous, monotonic, reversal_symmetric, smith, unanimous, weights_are_voters],
    breaks=[clone_independent, participation, reinforcement],
    better=LOWER,
    cite="slater1961",
    optima=_fewest,
    lift=True,
)
def slater(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """Best place of each alternative in any order that goes against the fewest majorities.

    However large a majority is, it counts one; a tie counts nothing. All such orders are found, or their number and what they share.

    Parameters
    ----------
    r : array, shape (..., k, n)
        Ranks by voter and alternative: lower is better, equal ones tie, NaN where a voter does not rank.
    w : array, shape (..., k)
        How much each voter counts.
    unranked : {"unknown", "last"}
        What a voter says of an alternative that is not ranked: nothing, or that all ranked ones are better.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``min over strict orders of #{(a, b) : a before b, v(a, b) < v(b, a)}`` (Slater 1961). The search is that of :func:`kemeny`.

    References
    ----------
    slater1961

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.rules.slater(["Ant > Bee > Cat", "Bee > Cat > Ant", "Cat > Ant > Bee"]).count
    3
    >>> import numpy as np
    >>> slater.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([1., 2., 3.])
    """
    return _fewest(r, w, unranked=unranked).first
