"""Dodgson: how near an alternative is to beating all others."""

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
from ..plugin.consensus import WHOLE, rule
from ..plugin.family import LOWER
from ..voting.ballots import stated
from ..voting.swaps import swaps

__all__ = ["dodgson"]


@rule(
    keeps=[absent_voters, condorcet, unanimous, weights_are_voters],
    breaks=[clone_independent, condorcet_last, homogeneous, monotonic, participation, reinforcement, reversal_symmetric, smith],
    better=LOWER,
    domain=WHOLE,
    cite=["dodgson1876", "bartholdi1989"],
    lift=True,
)
def dodgson(r: Array, w: Array) -> Array:
    """Fewest swaps of neighbours in the rankings after which the alternative beats every other one in pairs; lower is better.

    Alternatives that a voter does not rank come last and tie. To leave a tie is half a swap. Weights are numbers of voters with the same
    ranking, each of whom may be moved alone, so that they must be whole.

    Parameters
    ----------
    r : array, shape (..., k, n)
        Ranks by voter and alternative: lower is better, equal ones tie, NaN where a voter does not rank.
    w : array, shape (..., k)
        How much each voter counts.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    Dodgson (1876). The fewest swaps are those that move the alternative up; an integer programme says for how many voters by how much
    (Bartholdi, Tovey and Trick 1989). What the solver finds is counted again in whole numbers and held against its bound.

    References
    ----------
    dodgson1876, bartholdi1989

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.rules.dodgson(["Ant > Bee > Cat", "Bee > Cat > Ant", "Ant > Cat > Bee"]).scores["Bee"]
    np.float64(1.0)
    >>> import numpy as np
    >>> dodgson.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([0. , 1. , 2.5])
    """
    return swaps(stated(r, "last"), w)
