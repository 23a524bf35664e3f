"""Dominance directed graph: whom an alternative beats, and whom these beat."""

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

__all__ = ["dominance_directed_graph"]


@rule(
    keeps=[absent_voters, condorcet, condorcet_last, homogeneous, monotonic, smith, unanimous, weights_are_voters],
    breaks=[clone_independent, participation, reinforcement, reversal_symmetric],
    cite=["kendall1955", "anton2014"],
)
def dominance_directed_graph(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """Power in the graph of majorities: how many others an alternative beats, and how many these beat, each time counted.

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
    The sums of the rows of ``A + A @ A``, with ``A[a, b] = 1`` where a majority places a before b (Anton and Rorres 2014, dominance-directed
    graphs; of the scores of Kendall 1955 the first two). What pyrepo-mcda computes under this name counts votes in place of majorities:
    that is :func:`borda`.

    References
    ----------
    kendall1955, anton2014

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Ant > Cat ~ Bee"]
    >>> print(mo.rules.dominance_directed_graph(ballots).ranking)
    Ant > Bee > Cat
    >>> import numpy as np
    >>> dominance_directed_graph.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([3., 1., 0.])
    """
    beats = (majorities(stated(r, unranked), w) > 0).astype(float)
    return (beats + beats @ beats).sum(axis=-1)
