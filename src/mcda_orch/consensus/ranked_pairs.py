"""Ranked pairs: majorities locked in from the strongest on."""

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
from ..voting.locking import locked
from ..voting.solutions import Solutions

__all__ = ["ranked_pairs"]


@shared
def _locked(r: Array, w: Array, *, strength: str, ties: str, unranked: Unranked) -> Solutions:
    """Return what comes of locking in."""
    before = pairs(stated(r, unranked), votes(w))
    ahead = np.where(before > before.T, before if strength == "winning votes" else before - before.T, 0.0)
    return Solutions.of_relations(locked(ahead, together=ties == "together"))


@rule(
    keeps=[
        absent_voters,
        clone_independent,
        condorcet,
        condorcet_last,
        homogeneous,
        monotonic,
        reversal_symmetric,
        smith,
        unanimous,
        weights_are_voters,
    ],
    breaks=[participation, reinforcement],
    better=LOWER,
    cite=["tideman1987", "zavist1989"],
    optima=_locked,
    lift=True,
)
def ranked_pairs(
    r: Array,
    w: Array,
    *,
    strength: Literal["winning votes", "margins"] = "winning votes",
    ties: Literal["all", "together"] = "all",
    unranked: Unranked = "unknown",
) -> Array:
    """Best level of each alternative in any result of locking in majorities from the strongest on.

    A majority is left out where it would make a circle with those that are locked in already. Which of several equally strong ones comes first
    may decide, and no order of them treats all alternatives alike: all results are found, and an alternative comes first if it does so in
    any of them.

    Parameters
    ----------
    r : array, shape (..., k, n)
        Ranks by voter and alternative: lower is better, equal ones tie, NaN where a voter does not rank.
    w : array, shape (..., k)
        How much each voter counts.
    strength : {"winning votes", "margins"}
        Of a majority: its votes, or by how many more they are.
    ties : {"all", "together"}
        Equally strong majorities follow one another in every way, or are decided at once: those that make a circle with stronger ones
        and among themselves are left out, which has one result.
    unranked : {"unknown", "last"}
        What a voter says of an alternative that is not ranked: nothing, or that all ranked ones are better.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    Tideman (1987); Zavist and Tideman (1989) break ties by the ranking of a voter drawn by lot, which every result here may come of. A pair
    with as many votes either way is no majority. A level is one more than the longest chain of locked majorities above.

    References
    ----------
    tideman1987, zavist1989

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = mo.rules.ranked_pairs(["Ant > Bee > Cat", "Bee > Cat > Ant", "Cat > Ant > Bee"])
    >>> found.ranking.best, found.count
    (('Ant', 'Bee', 'Cat'), 3)
    >>> import numpy as np
    >>> ranked_pairs.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([1., 2., 3.])
    """
    return _locked(r, w, strength=strength, ties=ties, unranked=unranked).first
