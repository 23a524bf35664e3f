"""Half-quadratic ensemble ranking: voters count less the farther they are from the rest."""

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

__all__ = ["half_quadratic"]

STEPS = 1000
"""Renewals, at most."""
NEAR = 1e-10
"""Change of a place below which it stays."""


@rule(
    keeps=[absent_voters, unanimous, weights_are_voters],
    breaks=[clone_independent, condorcet, condorcet_last, homogeneous, monotonic, participation, reinforcement, reversal_symmetric, smith],
    better=LOWER,
    cite="mohammadi2020",
    lift=True,
)
def half_quadratic(r: Array, w: Array, *, unranked: Unranked = "unknown") -> Array:
    """Mean of the places under weights that fall with a voter's distance from that mean; lower is better.

    Begun at the mean rank, weights and mean are renewed until they stay, so that voters far from the rest hardly count.

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
    ``alpha_k = exp(-||R_k - R*||^2 / (2 sigma^2))``, ``sigma = sum_k ||R_k - R*||^2 / (2 K^2)``, ``R* = sum_k alpha_k R_k / sum_k alpha_k``, with K the
    weight of all voters (Mohammadi and Rezaei 2020; the minimiser of Welsch's M-estimator). A voter's distance is that over the alternatives
    which this voter ranks.

    References
    ----------
    mohammadi2020

    Examples
    --------
    >>> import mcda_orch as mo
    >>> ballots = ["Ant > Bee > Cat", "Bee > Cat > Ant", "Ant > Cat ~ Bee"]
    >>> print(mo.rules.half_quadratic(ballots).ranking)
    Ant > Bee > Cat
    >>> import numpy as np
    >>> half_quadratic.kernel(np.array([[1.0, 2, 3], [3, 1, 2], [1, 2, 2]]), np.ones(3)).round(2)
    array([1.  , 2.22, 2.78])
    """
    place = places(stated(r, unranked))[w > 0]
    w = w[w > 0]
    ranked = ~np.isnan(place)
    filled = np.where(ranked, place, 0.0)
    middle = (r.shape[-1] + 1) / 2
    found, alpha = np.full(r.shape[-1], middle), w
    for _ in range(STEPS):
        each = ranked * alpha[:, None]
        total = each.sum(axis=-2)
        mean = np.where(total > 0, (filled * each).sum(axis=-2) / np.where(total > 0, total, 1.0), middle)
        if np.abs(mean - found).max() <= NEAR:
            break
        found = mean
        distance = (np.where(ranked, place - found, 0.0) ** 2).sum(axis=-1)
        sigma = (w @ distance) / (2 * w.sum() ** 2)
        fall = distance / (2 * sigma**2) if sigma > 0 else np.zeros_like(distance)
        alpha = w * np.exp(fall.min(initial=np.inf) - fall)  # only their ratios count
    return found
