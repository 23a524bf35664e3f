"""Reciprocal rank fusion: places near the top count most."""

from __future__ import annotations

from typing import Annotated

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
from ..plugin.parameter import at_least
from ..voting.ballots import Unranked, places, stated

__all__ = ["reciprocal_rank_fusion"]


@rule(
    keeps=[absent_voters, homogeneous, monotonic, participation, reinforcement, unanimous, weights_are_voters],
    breaks=[clone_independent, condorcet, condorcet_last, reversal_symmetric, smith],
    cite="cormack2009",
)
def reciprocal_rank_fusion(r: Array, w: Array, *, smoothing: Annotated[float, at_least(0)] = 60.0, unranked: Unranked = "unknown") -> Array:
    """Sum of one over the place and a constant; a voter who does not rank an alternative adds nothing to it.

    Parameters
    ----------
    r : array, shape (..., k, n)
        Ranks by voter and alternative: lower is better, equal ones tie, NaN where a voter does not rank.
    w : array, shape (..., k)
        How much each voter counts.
    smoothing : float, default 60
        The constant; the larger it is, the less the top counts.
    unranked : {"unknown", "last"}
        What a voter says of an alternative that is not ranked: nothing, or that all ranked ones are better.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``sum_k w_k / (smoothing + r_ka)`` (Cormack, Clarke and Buettcher 2009, with 60). Tied alternatives share the mean of their places.

    References
    ----------
    cormack2009

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Ant > Cat ~ Bee"]
    >>> print(mo.rules.reciprocal_rank_fusion(ballots).ranking)
    Ant > Bee > Cat
    >>> import numpy as np
    >>> reciprocal_rank_fusion.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3), smoothing=0.0).round(3)
    array([2.333, 1.9  , 1.233])
    """
    place = places(stated(r, unranked))
    each = 1.0 / (smoothing + place)
    return (np.where(np.isnan(place), 0.0, each) * w[..., None]).sum(axis=-2)
