"""The alternative that a majority places behind each other one."""

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
from ..voting.ballots import Unranked, majorities, stated

__all__ = ["condorcet_loser"]


@rule(
    keeps=[absent_voters, condorcet_last, homogeneous, monotonic, participation, reversal_symmetric, weights_are_voters],
    breaks=[clone_independent, condorcet, reinforcement, smith, unanimous],
    better=LOWER,
    cite="condorcet1785",
)
def condorcet_loser(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """1 for the alternative that every other one beats in pairs, 0 for the rest, which are better; all are 0 where there is none.

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
    ``v(a, b) < v(b, a)`` for all b (Condorcet 1785). At most one alternative is such; one alone is no loser.

    References
    ----------
    condorcet1785

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.rules.condorcet_loser(["Ant > Bee > Cat", "Bee > Ant > Cat"]).ranking.groups[-1]
    ('Cat',)
    >>> import numpy as np
    >>> condorcet_loser.kernel(np.array([[1.0, 2, 3], [2, 1, 3]]), np.ones(2))
    array([0., 0., 1.])
    """
    n = r.shape[-1]
    beaten = majorities(stated(r, unranked), w) < 0
    return ((beaten.sum(axis=-1) == n - 1) & (n > 1)).astype(float)
