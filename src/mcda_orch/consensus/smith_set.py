"""The Smith set, and the sets that follow once it is gone."""

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
from ..voting.relations import layers

__all__ = ["smith_set"]


@rule(
    keeps=[
        absent_voters,
        clone_independent,
        condorcet,
        condorcet_last,
        homogeneous,
        monotonic,
        participation,
        reversal_symmetric,
        smith,
        weights_are_voters,
    ],
    breaks=[reinforcement, unanimous],
    better=LOWER,
    cite=["good1971", "smith1973"],
)
def smith_set(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """Place of the set that an alternative belongs to: 1 for the Smith set, the smallest set whose members beat everybody outside.

    The others follow in the same way once it is gone. Within a set, everybody gets to everybody by majorities and ties.

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
    The sets are the circles of the relation ``v(a, b) >= v(b, a)``, which are in a line (Good 1971; Smith 1973).

    References
    ----------
    good1971, smith1973

    Examples
    --------
    >>> import mcda_orch as mo
    >>> circle = ["Ant > Bee > Cat > Doe", "Bee > Cat > Ant > Doe", "Cat > Ant > Bee > Doe"]
    >>> print(mo.rules.smith_set(circle).ranking)
    Ant ~ Bee ~ Cat > Doe
    >>> import numpy as np
    >>> smith_set.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([1., 2., 3.])
    """
    return layers(majorities(stated(r, unranked), w)).astype(float)
