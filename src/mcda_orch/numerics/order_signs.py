"""Who is ahead of whom, as signs: of two rankings by sums over pairs of alternatives, of many by matrix products."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from .._xp import Array, is_numpy, namespace

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["FEW", "counted", "over_pairs", "signs"]

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


def over_pairs(term: Callable[[Array, Array], Array], r: Array, t: Array) -> Array:
    """Sum a term of the signs of two rankings over all pairs of alternatives, each in both orders, and each with itself.

    Parameters
    ----------
    term : callable
        ``term(s, u)`` of the signs of both.
    r, t : array, shape (..., n)

    Returns
    -------
    array, shape (...)
    """
    n = r.shape[-1]
    if n <= FEW or not is_numpy(r, t):
        return namespace(r, t).sum(term(signs(r), signs(t)), axis=(-2, -1))
    found: Array = 0.0
    rows = max(BLOCK // n, 1)
    for start in range(0, n, rows):
        s, u = (np.sign(v[..., None, :] - v[..., start : start + rows, None]) for v in (r, t))
        found = found + np.sum(term(s, u), axis=(-2, -1))
    return found


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
