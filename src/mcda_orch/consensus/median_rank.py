"""Median rank."""

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
from ..plugin.family import LOWER
from ..voting.ballots import Unranked, places, stated, votes

__all__ = ["median_rank"]


@rule(
    keeps=[absent_voters, homogeneous, monotonic, unanimous, weights_are_voters],
    breaks=[clone_independent, condorcet, condorcet_last, participation, reinforcement, reversal_symmetric, smith],
    better=LOWER,
    cite=["bassett1999", "cook1978"],
)
def median_rank(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """Median of the places that the voters give; lower is better.

    Half of the weight of those who rank the alternative lies at or before its median, and half at or behind it; where a whole interval is
    so, the median is its middle. Who is ranked by nobody has the place in the middle.

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
    Cook and Seiford (1978) order by the medians, which are at the least distance to all places; Bassett and Persky (1999) study it as a rule.

    References
    ----------
    bassett1999, cook1978

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Ant > Cat ~ Bee"]
    >>> print(mo.rules.median_rank(ballots).ranking)
    Ant > Bee > Cat
    >>> import numpy as np
    >>> median_rank.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3))
    array([1. , 2. , 2.5])
    """
    place = places(stated(r, unranked))
    whole = np.where(np.isnan(place), 0.0, votes(w)[..., None])
    half = whole.sum(axis=-2, keepdims=True) / 2
    before, upto = (
        (whole[..., None, :, :] * after(place[..., None, :, :], place[..., :, None, :])).sum(axis=-2) for after in (np.less, np.less_equal)
    )
    lower = np.where((before < half) & (upto >= half), place, np.nan)
    upper = np.where((before <= half) & (upto > half), place, np.nan)
    known = half[..., 0, :] > 0
    ends = [np.nanmin(np.where(known[..., None, :], end, 0.0), axis=-2) for end in (lower, upper)]
    return np.where(known, (ends[0] + ends[1]) / 2, (r.shape[-1] + 1) / 2)
