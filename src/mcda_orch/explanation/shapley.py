"""Shapley values: from the worth of every coalition, or estimated along random orders."""

from __future__ import annotations

from collections.abc import Callable
from math import comb
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["sampled_values", "shapley_values"]


def shapley_values(worth: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return what each player adds on average over all orders in which the players may come (Shapley 1953).

    Parameters
    ----------
    worth : array, shape (2**m,)
        Of every coalition; player j is in those whose number has bit j.

    Returns
    -------
    array, shape (m,)

    Examples
    --------
    >>> shapley_values(np.array([0.0, 1.0, 2.0, 6.0])).tolist()
    [2.5, 3.5]
    """
    m = len(worth).bit_length() - 1
    numbers = np.arange(2**m)
    size = np.bitwise_count(numbers)
    share = np.array([1 / (m * comb(m - 1, k)) for k in range(m)])
    found = np.empty(m)
    for j in range(m):
        absent = numbers[numbers >> j & 1 == 0]
        found[j] = share[size[absent]] @ (worth[absent + 2**j] - worth[absent])
    return found


def sampled_values(
    worth: Callable[[npt.NDArray[np.bool_]], npt.NDArray[np.float64]], m: int, draws: int, rng: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return estimates of the Shapley values, and their standard errors, along random orders (Strumbelj and Kononenko 2014).

    Every order is followed by its reverse, whose errors partly undo its own (Mitchell et al. 2022); the standard error is that of
    the mean over such pairs. Along each order the parts sum to what all are worth.

    Parameters
    ----------
    worth : function of coalitions, shape (k, m), to numbers, shape (k,)
    m : int
    draws : int
        Orders, an even number.
    rng : Generator
    """
    orders = rng.permuted(np.tile(np.arange(m), (draws // 2, 1)), axis=-1)
    pairs = np.stack([orders, orders[:, ::-1]], axis=-2)
    place = np.empty_like(pairs)
    np.put_along_axis(place, pairs, np.arange(m), axis=-1)
    members = place[..., None, :] < np.arange(m + 1)[:, None]
    along = worth(members.reshape(-1, m)).reshape(members.shape[:-1])
    parts = np.take_along_axis(np.diff(along, axis=-1), place, axis=-1).mean(axis=-2)
    return parts.mean(axis=-2), parts.std(axis=-2, ddof=1) / np.sqrt(len(parts))
