"""Copeland: majorities won, and half of those that are tied."""

from __future__ import annotations

from typing import Annotated

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
from ..plugin.parameter import Range
from ..voting.ballots import Unranked, majorities, stated

__all__ = ["copeland"]


@rule(
    keeps=[absent_voters, condorcet, condorcet_last, homogeneous, monotonic, reversal_symmetric, smith, unanimous, weights_are_voters],
    breaks=[clone_independent, participation, reinforcement],
    cite=["copeland1951", "faliszewski2009"],
)
def copeland(r: Array, w: Array, *, tie: Annotated[float, Range(0, 1)] = 0.5, unranked: Unranked = "unknown") -> Array:
    """How many others a majority places behind, with `tie` for each that has as many votes.

    Parameters
    ----------
    r : array, shape (..., k, n)
        Ranks by voter and alternative: lower is better, equal ones tie, NaN where a voter does not rank.
    w : array, shape (..., k)
        How much each voter counts.
    tie : float, default 0.5
        What a tied pair counts, from 0 to 1.
    unranked : {"unknown", "last"}
        What a voter says of an alternative that is not ranked: nothing, or that all ranked ones are better.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``C_a = #{b : v(a, b) > v(b, a)} + tie * #{b : v(a, b) = v(b, a)}``. With one half the order is that of wins less defeats (Copeland 1951);
    0 and 1 are in use too (Faliszewski et al. 2009).

    References
    ----------
    copeland1951, faliszewski2009

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Ant > Cat ~ Bee"]
    >>> print(mo.rules.copeland(ballots).ranking)
    Ant > Bee > Cat
    >>> import numpy as np
    >>> copeland.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([2., 1., 0.])
    """
    beats = majorities(stated(r, unranked), w)
    return (beats > 0).sum(axis=-1) + tie * ((beats == 0).sum(axis=-1) - 1)
