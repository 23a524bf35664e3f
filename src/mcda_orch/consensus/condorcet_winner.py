"""The alternative that a majority places before each other one."""

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
from ..voting.ballots import Unranked, majorities, stated

__all__ = ["condorcet_winner"]


@rule(
    keeps=[absent_voters, condorcet, homogeneous, monotonic, participation, reversal_symmetric, weights_are_voters],
    breaks=[clone_independent, condorcet_last, reinforcement, smith, unanimous],
    cite="condorcet1785",
)
def condorcet_winner(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """1 for the alternative that beats every other one in pairs, 0 for the rest; all are 0 where there is none.

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
    ``v(a, b) > v(b, a)`` for all b (Condorcet 1785). At most one alternative does so.

    References
    ----------
    condorcet1785

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Ant > Cat ~ Bee"]
    >>> mo.rules.condorcet_winner(ballots).ranking.best
    ('Ant',)
    >>> import numpy as np
    >>> condorcet_winner.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([1., 0., 0.])
    """
    beats = majorities(stated(r, unranked), w) > 0
    return (beats.sum(axis=-1) == r.shape[-1] - 1).astype(float)
