"""Minimax: the worst defeat, which is to be small."""

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
from ..voting.ballots import Unranked, pairs, stated, votes, worth

__all__ = ["minimax"]


@rule(
    keeps=[absent_voters, condorcet, homogeneous, monotonic, weights_are_voters],
    breaks=[clone_independent, condorcet_last, participation, reinforcement, reversal_symmetric, smith, unanimous],
    better=LOWER,
    cite=["simpson1969", "kramer1977"],
)
def minimax(
    r: Array, w: Array, *, strength: Literal["winning votes", "margins", "opposition"] = "winning votes", unranked: Unranked = "unknown"
) -> Array:
    """Strength of the worst defeat in pairs; lower is better.

    Parameters
    ----------
    r : array, shape (..., k, n)
        Ranks by voter and alternative: lower is better, equal ones tie, NaN where a voter does not rank.
    w : array, shape (..., k)
        How much each voter counts.
    strength : {"winning votes", "margins", "opposition"}
        Of a defeat: the votes of the majority, by how many more they are, or the votes of the other alternative, in defeat or not.
        Where all rank all without ties, they give the same order but for alternatives that nobody beats.
    unranked : {"unknown", "last"}
        What a voter says of an alternative that is not ranked: nothing, or that all ranked ones are better.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``M_a = max_b s(b, a)``, with s the strength of the defeat of a by b, 0 where there is none (Simpson 1969; Kramer 1977).

    References
    ----------
    simpson1969, kramer1977

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Ant > Cat ~ Bee"]
    >>> print(mo.rules.minimax(ballots).ranking)
    Ant > Bee ~ Cat
    >>> import numpy as np
    >>> minimax.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([0., 2., 2.])
    """
    whole = votes(w)
    before = pairs(stated(r, unranked), whole)
    against = np.swapaxes(before, -1, -2)
    lost = {"winning votes": np.where(against > before, against, 0.0), "margins": np.maximum(against - before, 0.0), "opposition": against}
    return worth(w, whole) * lost[strength].max(axis=-1)
