"""Ballots: what an alternative that is not ranked means, weights as whole numbers of votes, and what every two alternatives get."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from ..core.ascending import smaller

__all__ = ["Numbers", "Unranked", "majorities", "margins", "pairs", "places", "stated", "votes", "worth"]

Numbers: TypeAlias = npt.NDArray[Any]

Unranked: TypeAlias = Literal["unknown", "last"]
"""What a voter says of an alternative that is not ranked: nothing, or that all ranked ones are better."""

EXACT = 2.0**32
"""Votes in all, at most: sums and products of them stay whole in floating point."""
NEAR = 1e-12
"""Part of a weight by which it may differ from the ratio of whole numbers that it is taken for."""
FINEST = 10_000
"""The largest denominator of such a ratio."""
TOGETHER = 2**22
"""Comparisons in flight in one array."""


def stated(r: Numbers, unranked: Unranked) -> Numbers:
    """Return ranks of which a blank one says nothing; with ``"last"`` none is blank.

    Parameters
    ----------
    r : array, shape (..., k, n)
        Ranks by voter and alternative, NaN where a voter does not rank.
    unranked : {"unknown", "last"}

    Returns
    -------
    array, shape (..., k, n)

    Examples
    --------
    >>> stated(np.array([[1.0, np.nan, 2.0]]), "last")
    array([[ 1., inf,  2.]])
    """
    return np.where(np.isnan(r), np.inf, r) if unranked == "last" else r


def votes(w: Numbers) -> Numbers:
    """Return weights as whole numbers in the same ratios, so that sums of them tie exactly where they should.

    Weights in ratios of small whole numbers become these; others are rounded to a part in 2**32 of their sum.

    Parameters
    ----------
    w : array, shape (..., k)

    Returns
    -------
    array, shape (..., k)
        Whole numbers as floats.

    Examples
    --------
    >>> votes(np.array([0.1, 0.2, 0.3]))
    array([1., 2., 3.])
    >>> votes(np.array([1 / 3, 2 / 3]))
    array([1., 2.])
    """
    if (w == np.rint(w)).all() and w.sum(axis=-1).max(initial=0.0) <= EXACT:
        return w
    rows = w.reshape(-1, w.shape[-1])
    return np.array([_whole(row) for row in rows]).reshape(w.shape)


def _whole(row: Numbers) -> Numbers:
    if not row.any():
        return np.zeros(row.shape)
    row = row / row.max()  # so that no sum or quotient overflows
    least = row[row > 0].min()
    rounded: Numbers = np.rint(row / row.sum() * EXACT)
    if least * EXACT < 1:
        return rounded
    parts = [Fraction(v / least).limit_denominator(FINEST) for v in row.tolist()]
    scale = lcm(*(part.denominator for part in parts))
    if scale > EXACT or any(abs(float(p) * least - v) > NEAR * v for p, v in zip(parts, row.tolist(), strict=True)):
        return rounded
    whole = np.array([float(part * scale) for part in parts])
    return whole if whole.sum() <= EXACT else rounded


def worth(w: Numbers, whole: Numbers) -> Numbers:
    """Weight of a single vote, shape (..., 1); 0 where nobody votes."""
    total = w.sum(axis=-1, keepdims=True)
    return np.asarray(total / np.where(total > 0, whole.sum(axis=-1, keepdims=True), 1.0))


def pairs(r: Numbers, w: Numbers) -> Numbers:
    """Weight of the voters who rank one alternative before another.

    Parameters
    ----------
    r : array, shape (..., k, n)
        Lower is better; a voter who leaves one of the two blank says nothing of them.
    w : array, shape (..., k)

    Returns
    -------
    array, shape (..., n, n)
        ``[..., a, b]`` is the weight of those who rank a before b.

    Examples
    --------
    >>> pairs(np.array([[1.0, 2.0, 2.0], [3.0, np.nan, 1.0]]), np.array([2.0, 1.0]))
    array([[0., 2., 2.],
           [0., 0., 0.],
           [1., 0., 0.]])
    """
    k, n = r.shape[-2:]
    batch = np.broadcast_shapes(r.shape[:-2], w.shape[:-1])
    found = np.zeros((*batch, n, n))
    size = max(TOGETHER // max(int(np.prod(batch)) * n * n, 1), 1)
    for start in range(0, k, size):
        part, weights = r[..., start : start + size, :], w[..., start : start + size]
        before = (part[..., :, None] < part[..., None, :]).reshape(*part.shape[:-1], n * n)
        found += (weights[..., None, :] @ before).reshape(found.shape)
    return found


def margins(r: Numbers, w: Numbers) -> Numbers:
    """How many more votes one alternative has than the other, shape (..., n, n), with votes as whole numbers."""
    found = pairs(r, votes(w))
    return found - np.swapaxes(found, -1, -2)


def majorities(r: Numbers, w: Numbers) -> Numbers:
    """1 where more votes rank one before another, -1 where more are against, 0 for a tie, shape (..., n, n)."""
    return np.sign(margins(r, w))


def places(r: Numbers) -> Numbers:
    """Return ranks as places of which tied alternatives share the mean; blanks stay, and what is ranked infinitely low comes last.

    Parameters
    ----------
    r : array, shape (..., k, n)

    Returns
    -------
    array, shape (..., k, n)

    Examples
    --------
    >>> places(np.array([[4.0, 1.0, 4.0, np.nan]]))
    array([[2.5, 1. , 2.5, nan]])
    """
    rows = r.reshape(-1, r.shape[-1])
    blank = np.isnan(rows)
    low = smaller(np.where(blank, np.inf, rows))
    high = smaller(np.where(blank, -np.inf, -rows))
    ranked = (~blank).sum(axis=-1, keepdims=True)
    behind = high - blank.sum(axis=-1, keepdims=True)
    found = np.where(blank, np.nan, (1 + low + ranked - behind) / 2)
    return found.reshape(r.shape)
