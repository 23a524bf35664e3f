"""Schulze: chains of majorities, each as strong as its weakest link."""

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
from ..voting.ballots import Unranked, pairs, stated, votes
from ..voting.relations import levels

__all__ = ["schulze"]


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
    cite="schulze2011",
)
def schulze(
    r: Array, w: Array, *, strength: Literal["winning votes", "margins"] = "winning votes", unranked: Unranked = "unknown"
) -> Array:
    """Level in the order that the strongest chains of majorities make; 1 for all that nobody has a stronger chain to.

    One alternative is before another where the strongest chain of majorities that leads from it to the other is stronger than the strongest
    one back. That is a strict order, in which alternatives without a stronger chain either way are not compared; an alternative's level is
    one more than the longest chain of that order above it.

    Parameters
    ----------
    r : array, shape (..., k, n)
        Ranks by voter and alternative: lower is better, equal ones tie, NaN where a voter does not rank.
    w : array, shape (..., k)
        How much each voter counts.
    strength : {"winning votes", "margins"}
        Of a majority: its votes, or by how many more they are. Where all rank all without ties, both give the same order.
    unranked : {"unknown", "last"}
        What a voter says of an alternative that is not ranked: nothing, or that all ranked ones are better.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``p(a, b) = max over chains of min over links of d``, with d(a, b) the strength of the majority for a over b, and 0 where there is none;
    a is before b where ``p(a, b) > p(b, a)`` (Schulze 2011). All chains at once by Floyd and Warshall's recursion.

    References
    ----------
    schulze2011

    Examples
    --------
    >>> import mcda_orch as mo
    >>> circle = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Cat > Ant > Bee"]
    >>> print(mo.rules.schulze(circle, [25, 40, 35]).ranking)
    Bee > Cat > Ant
    >>> import numpy as np
    >>> schulze.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([1., 2., 3.])
    """
    before = pairs(stated(r, unranked), votes(w))
    against = np.swapaxes(before, -1, -2)
    path = np.where(before > against, before if strength == "winning votes" else before - against, 0.0)
    for via in range(r.shape[-1]):
        np.maximum(path, np.minimum(path[..., :, via, None], path[..., None, via, :]), out=path)
    return levels(path > np.swapaxes(path, -1, -2)).astype(float)
