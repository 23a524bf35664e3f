"""Bradley-Terry: strengths that make the comparisons in pairs most likely."""

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
from ..plugin.consensus import DETERMINED, rule
from ..voting.ballots import Unranked, stated
from ..voting.strengths import in_pairs, likeliest

__all__ = ["bradley_terry"]


@rule(
    keeps=[
        absent_voters,
        condorcet_last,
        homogeneous,
        monotonic,
        participation,
        reinforcement,
        reversal_symmetric,
        unanimous,
        weights_are_voters,
    ],
    breaks=[clone_independent, condorcet, smith],
    domain=DETERMINED,
    cite=["bradley1952", "ford1957"],
    lift=True,
)
def bradley_terry(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """Strengths, of sum 1, under which the comparisons in pairs that the rankings hold are most likely.

    Each of two alternatives is ranked before the other in proportion to their strengths; a tie counts half for either. There is an estimate
    only where no group of alternatives is behind all others in every ranking.

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
    ``P(a before b) = s_a / (s_a + s_b)`` (Bradley and Terry 1952), as if every pair of every ranking were compared on its own; the most likely s
    by Newton's method on their logarithms. Where they are determined is said by Ford (1957).

    References
    ----------
    bradley1952, ford1957

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Cat > Ant > Bee", "Ant > Bee > Cat"]
    >>> print(mo.rules.bradley_terry(ballots).ranking)
    Ant > Bee > Cat
    >>> import numpy as np
    >>> bradley_terry.kernel(np.array([[1.0, 2], [2, 1], [1, 2], [1, 2]]), np.ones(4))
    array([0.75, 0.25])
    """
    return likeliest(*in_pairs(stated(r, unranked), w))
