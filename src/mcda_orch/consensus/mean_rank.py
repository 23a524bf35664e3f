"""Mean rank."""

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
from ..voting.ballots import Unranked, places, stated

__all__ = ["mean_rank"]


@rule(
    keeps=[absent_voters, homogeneous, monotonic, unanimous, weights_are_voters],
    breaks=[clone_independent, condorcet, condorcet_last, participation, reinforcement, reversal_symmetric, smith],
    better=LOWER,
    cite="kendall1945",
)
def mean_rank(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """Mean of the places that the voters give, of which tied alternatives share the mean; lower is better.

    An alternative's mean is that over the voters who rank it; who is ranked by nobody has the place in the middle.

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
    ``sum_k w_k r_ka / sum_k w_k`` (Kendall 1945). Where all voters rank all, the order is that of :func:`borda`.

    References
    ----------
    kendall1945

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Ant > Cat ~ Bee"]
    >>> mo.rules.mean_rank(ballots).scores["Ant"].round(3)
    np.float64(1.667)
    >>> import numpy as np
    >>> mean_rank.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3)).round(3)
    array([1.667, 1.833, 2.5  ])
    """
    place = places(stated(r, unranked))
    ranked = ~np.isnan(place) * w[..., None]
    total = ranked.sum(axis=-2)
    mean = (np.nan_to_num(place) * ranked).sum(axis=-2) / np.where(total > 0, total, 1.0)
    return np.where(total > 0, mean, (r.shape[-1] + 1) / 2)
