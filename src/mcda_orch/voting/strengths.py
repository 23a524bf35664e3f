"""Strengths that make stated choices most likely: each alternative is chosen in proportion to its strength among those that are left."""

from __future__ import annotations

import numpy as np

from .ballots import Numbers, pairs
from .relations import chained

__all__ = ["determined", "in_pairs", "likeliest", "stages"]

STEPS = 200
"""Steps of Newton's method, at most; it needs about ten."""
NEAR = 1e-12
"""Part of all choices by which the expected ones may miss them."""


def stages(r: Numbers, w: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return the choices that rankings are made of: from the best on, each group out of all that are left.

    Parameters
    ----------
    r : array, shape (k, n)
    w : array, shape (k,)

    Returns
    -------
    left : array of bool, shape (t, n)
        Among whom is chosen.
    chosen : array of bool, shape (t, n)
        Who is.
    weight : array, shape (t,)
    """
    n = r.shape[-1]
    ranks = np.broadcast_to(r[:, :, None], (*r.shape, n))
    left = r[:, None, :] >= ranks
    chosen = r[:, None, :] == ranks
    begins = (np.cumsum(chosen, axis=-1) <= 1).diagonal(axis1=-2, axis2=-1) & ~np.isnan(r) & (left.sum(axis=-1) > 1) & (w[:, None] > 0)
    return left[begins], chosen[begins], np.broadcast_to(w[:, None], r.shape)[begins]


def in_pairs(r: Numbers, w: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return the choices that rankings are made of where every two alternatives are compared on their own; arrays as of `stages`."""
    n = r.shape[-1]
    before = pairs(r, w)
    told = ~np.isnan(r) * 1.0
    wins = before + ((told * w[:, None]).T @ told - before - before.T) / 2
    np.fill_diagonal(wins, 0.0)
    one, other = np.nonzero(wins > 0)
    each = np.arange(n)
    chosen = one[:, None] == each
    return chosen | (other[:, None] == each), chosen, wins[one, other]


def determined(r: Numbers, w: Numbers) -> Numbers:
    """Tell of rankings whether everybody gets to everybody by chains of being ranked before or tied, shape (...)."""
    counts, told = (w > 0) * 1.0, ~np.isnan(r) * 1.0
    behind = np.swapaxes(pairs(r, counts), -1, -2)
    beside = np.swapaxes(told * counts[..., None], -1, -2) @ told - behind  # those who rank both, but for those who rank the first behind
    return np.asarray(chained((beside > 0) | np.eye(r.shape[-1], dtype=bool)).all(axis=(-2, -1)))


def likeliest(left: Numbers, chosen: Numbers, weight: Numbers) -> Numbers:
    """Return the strengths, of sum 1, that make the choices most likely.

    Parameters
    ----------
    left, chosen : array of bool, shape (t, n)
        Everybody gets to everybody by chains of choices.
    weight : array, shape (t,)

    Returns
    -------
    array, shape (n,)

    Examples
    --------
    >>> left = np.ones((2, 2), dtype=bool)
    >>> likeliest(left, np.eye(2, dtype=bool), np.array([3.0, 1.0]))
    array([0.75, 0.25])
    """
    n = left.shape[-1]
    if not len(left):
        return np.full(n, 1.0 / n)
    weight = weight / weight.sum()  # only their ratios count
    times = weight * chosen.sum(axis=-1)
    wins = weight @ chosen
    theta = np.zeros(n)

    def likelihood(at: Numbers) -> float:
        return float(wins @ at - times @ np.log((left * np.exp(at)).sum(axis=-1)))

    for _ in range(STEPS):
        part = left * np.exp(theta)
        part /= part.sum(axis=-1, keepdims=True)
        expected = times @ part
        slope = wins - expected
        if np.abs(slope).max() <= NEAR * times.sum():
            break
        bend = np.diag(expected) - (part * times[:, None]).T @ part + 1.0 / n  # the sum of all is free
        step = np.linalg.solve(bend, slope)
        size, now = 1.0, likelihood(theta)
        while likelihood(theta + size * step) < now and size > NEAR:
            size /= 2
        theta = theta + size * step
        theta -= theta.max()
    found: Numbers = np.exp(theta)
    return np.asarray(found / found.sum())
