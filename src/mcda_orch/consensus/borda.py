"""Borda: points for each alternative that a ranking places behind."""

from __future__ import annotations

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
from ..voting.ballots import Unranked, pairs, stated, votes, worth

__all__ = ["borda"]


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
    cite=["borda1781", "black1976"],
)
def borda(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """Points: one from every voter for each alternative ranked behind, half a one for each that is tied.

    Whoever is not compared with another gets half a point for it as well, which is what a voter who says nothing gives both.

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
    ``B_a = sum_b (v(a, b) + (W - v(a, b) - v(b, a)) / 2)``, with v(a, b) the weight of those who rank a before b and W that of all. Without ties
    and blanks these are the n - 1, n - 2, ..., 0 points of Borda (1781); with ties each group gets the mean of its places (Black 1976).

    References
    ----------
    borda1781, black1976

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Ant > Cat ~ Bee"]
    >>> print(mo.rules.borda(ballots).ranking)
    Ant > Bee > Cat
    >>> import numpy as np
    >>> borda.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([4. , 3.5, 1.5])
    """
    whole = votes(w)
    before = pairs(stated(r, unranked), whole)
    net = (before - np.swapaxes(before, -1, -2)).sum(axis=-1)
    total = w.sum(axis=-1, keepdims=True)
    return (worth(w, whole) * net + (r.shape[-1] - 1) * total) / 2
