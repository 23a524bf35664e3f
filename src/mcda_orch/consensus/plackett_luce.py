"""Plackett-Luce: strengths that make the rankings most likely."""

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
from ..voting.strengths import likeliest, stages

__all__ = ["plackett_luce"]


@rule(
    keeps=[absent_voters, condorcet_last, homogeneous, monotonic, participation, unanimous, weights_are_voters],
    breaks=[clone_independent, condorcet, reinforcement, reversal_symmetric, smith],
    domain=DETERMINED,
    cite=["plackett1975", "luce1959", "hunter2004", "breslow1974"],
    lift=True,
)
def plackett_luce(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """Strengths, of sum 1, under which the rankings are most likely, each made by choosing the next one from those that are left.

    Of those that are left, each is chosen in proportion to its strength. Tied alternatives are chosen each from all that are left where
    their group begins (Breslow's way with ties). There is an estimate only where no group of alternatives is behind all others in every
    ranking.

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
    ``P = prod_i s_i / sum_{j left} s_j``, the most likely s by Newton's method on their logarithms, of which the likelihood is concave. It has a
    maximum where everybody gets to everybody by chains of being ranked before or tied (Hunter 2004; Ford 1957 for pairs). Plackett (1975),
    Luce (1959), Breslow (1974).

    References
    ----------
    plackett1975, luce1959, hunter2004, breslow1974

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Cat > Ant > Bee", "Ant > Bee > Cat"]
    >>> print(mo.rules.plackett_luce(ballots).ranking)
    Ant > Bee > Cat
    >>> import numpy as np
    >>> plackett_luce.kernel(np.array([[1.0, 2], [2, 1], [1, 2], [1, 2]]), np.ones(4))
    array([0.75, 0.25])
    """
    return likeliest(*stages(stated(r, unranked), w))
