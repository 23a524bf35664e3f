"""Who is ahead of whom, as signs: of two rankings by sums over pairs of alternatives, of many by matrix products."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from .._xp import Array, is_numpy, namespace

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["CELLS", "FEW", "ahead_of", "counted", "over_pairs", "row_sums", "signs"]

FEW = 1_000
"""Alternatives up to which all pairs of them are held at once."""
BLOCK = 2**20
"""Pairs of one ranking in one block beyond that."""
CELLS = 2**24
"""Signs of all rankings in one block, of which 32-bit floats count all."""


def signs(r: Array) -> Array:
    """Return 1 where the alternative of a row is ahead of that of a column, -1 where it is behind, 0 where they tie.

    Parameters
    ----------
    r : array, shape (..., n)
        Ranks, 1 for the best.

    Returns
    -------
    array, shape (..., n, n)
    """
    return namespace(r).sign(r[..., None, :] - r[..., :, None])


def row_sums(term: Callable[..., Array], *rankings: Array) -> Array:
    """Sum a term of the signs of some rankings over whom each alternative is compared with, itself included.

    Parameters
    ----------
    term : callable
        ``term(s, u, ...)`` of the signs of each; numbers, or what is true.
    *rankings : array, shape (..., n)

    Returns
    -------
    array, shape (..., n)
    """
    xp, n, dtype = namespace(*rankings), rankings[0].shape[-1], rankings[0].dtype
    if n <= FEW or not is_numpy(*rankings):
        return xp.sum(xp.astype(term(*map(signs, rankings)), dtype), axis=-1)
    rows, parts = max(BLOCK // n, 1), []
    for start in range(0, n, rows):
        part = (np.sign(r[..., None, :] - r[..., start : start + rows, None]) for r in rankings)
        parts.append(np.sum(term(*part), axis=-1, dtype=dtype))
    return np.concatenate(parts, axis=-1)


def over_pairs(term: Callable[..., Array], *rankings: Array) -> Array:
    """Sum a term of the signs of some rankings over all pairs of alternatives, in both orders, and of each with itself, shape (...)."""
    return namespace(*rankings).sum(row_sums(term, *rankings), axis=-1)


def ahead_of(r: Array) -> Array:
    """Count who is ahead of each alternative, shape (..., n)."""
    return row_sums(lambda s: s < 0, r)


def counted(
    ranks: npt.NDArray[np.float64], first: Callable[[Array], Array], second: Callable[[Array], Array] | None = None
) -> npt.NDArray[np.float64]:
    """Return the sum over pairs of alternatives of a feature of one ranking times one of another, for every two of k rankings.

    Parameters
    ----------
    ranks : array, shape (k, n)
    first, second : callable
        Whole numbers made of signs; the second is the first unless given.

    Returns
    -------
    array, shape (k, k)
        Exact counts: products of 32-bit floats that are whole numbers below 2**24.
    """
    k, n = ranks.shape
    places, found = ranks.astype(np.float32), np.zeros((k, k))
    rows = max(CELLS // max(n * k, 1), 1)
    for start in range(0, n, rows):
        part = np.sign(places[:, None, :] - places[:, start : start + rows, None]).reshape(k, n * min(rows, n - start))
        one = first(part)
        found += one @ (one if second is None else second(part)).T
    return found
