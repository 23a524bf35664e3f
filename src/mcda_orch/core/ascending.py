"""Rows of numbers in ascending order, and how many of a row are smaller. Nothing outside this package sorts scores."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["ascending", "reached", "smaller"]

Rows: TypeAlias = npt.NDArray[Any]

COUNTED = 32
"""Numbers in a row up to which counting in a batch is faster than sorting."""
LONG = 512
"""Numbers in a row from which passes over 16 bits are faster than one over floats."""
MANY = 2**14
"""Numbers in a row of which two are likely to agree in 32 bits."""
NARROW = 2.0**-970
"""Range of a row below which places in it, as whole numbers, would overflow on the way."""


def ascending(rows: Rows, slack: float = 0.0) -> tuple[Rows, Rows]:
    """Sort every row.

    Parameters
    ----------
    rows : array, shape (k, t)
        Finite numbers.
    slack : float
        Part of a row's range by which neighbours may stand the wrong way round, which saves time where many are equal but for rounding.

    Returns
    -------
    places : array of int, shape (k, t)
        Where the numbers stood, in the flat array.
    ordered : array, shape (k, t)
        The numbers in ascending order.

    Examples
    --------
    >>> ascending(np.array([[3.0, 1.0, 2.0], [5.0, 5.0, 4.0]]))
    (array([[1, 2, 0],
           [5, 3, 4]]), array([[1., 2., 3.],
           [4., 5., 5.]]))
    """
    t = rows.shape[-1]
    starts = np.arange(0, rows.size, max(t, 1))[:, None]
    if t < LONG or not _measurable(rows):
        places = rows.argsort(axis=-1)
        places += starts
        return places, rows.take(places)
    places = _by_digits(rows, starts)
    ordered = rows.take(places)
    wrong = np.flatnonzero((ordered[:, 1:] - ordered[:, :-1]).min(axis=-1) < -slack * (ordered[:, -1] - ordered[:, 0]))
    if len(wrong):
        places[wrong] = rows[wrong].argsort(axis=-1) + starts[wrong]
        ordered[wrong] = rows.take(places[wrong])
    return places, ordered


def reached(ordered: Rows, limits: Rows) -> Rows:
    """How many numbers of its row each limit reaches, where both ascend along the rows: ``#{k: ordered_k <= limit}``.

    Parameters
    ----------
    ordered, limits : array, shape (k, t)

    Returns
    -------
    array of int, shape (k, t)

    Examples
    --------
    >>> reached(np.array([[1.0, 2.0, 3.0]]), np.array([[0.5, 2.0, 9.0]]))
    array([[0, 2, 3]])
    """
    count, t = ordered.shape
    merged = np.concatenate([ordered, limits], axis=-1).argsort(axis=-1, kind="stable")  # two runs, which a stable sort merges
    found: Rows = np.flatnonzero(merged >= t).reshape(count, t) - np.arange(t) - np.arange(0, 2 * t * count, 2 * t)[:, None]
    return found


def smaller(rows: Rows) -> Rows:
    """How many numbers of its row each one is larger than.

    Parameters
    ----------
    rows : array, shape (k, t)

    Returns
    -------
    array of int, shape (k, t)

    Examples
    --------
    >>> smaller(np.array([[3.0, 1.0, 3.0, 2.0]]))
    array([[2, 0, 2, 1]])
    """
    count, t = rows.shape
    if t <= COUNTED and count >= t:
        across = np.ascontiguousarray(rows.T)
        found = np.zeros((t, count), dtype=np.int8)
        for other in across:
            found += (across > other).view(np.int8)
        return found.T.astype(np.intp)
    places, ordered = ascending(np.ascontiguousarray(rows))
    before = np.zeros(rows.shape, dtype=np.intp)
    before[:, 1:] = (ordered[:, 1:] > ordered[:, :-1]) * np.arange(1, t)
    below = np.empty(rows.size, dtype=np.intp)
    below[places] = np.maximum.accumulate(before, axis=-1)
    return below.reshape(rows.shape)


def _measurable(rows: Rows) -> bool:
    """Tell whether differences in every row are finite, and large enough to be brought to whole numbers."""
    with np.errstate(over="ignore"):
        spread = rows.max(axis=-1) - rows.min(axis=-1)
    return bool(((spread == 0) | ((spread > NARROW) & np.isfinite(spread))).all())


def _by_digits(rows: Rows, starts: Rows) -> Rows:
    """Sort by the first bits of where numbers stand in their row's range; NumPy sorts whole numbers of 16 bits in linear time."""
    bits = 32 if rows.shape[-1] < MANY else 48
    rows = rows.astype(np.float64, copy=False)  # single precision does not hold 32 bits
    low = rows.min(axis=-1, keepdims=True)
    spread = rows.max(axis=-1, keepdims=True) - low
    level = ((rows - low) * ((2.0**bits - 1.0) / np.where(spread > 0, spread, 1.0))).astype(np.uint32 if bits == 32 else np.uint64)
    places: Rows = level.astype(np.uint16).argsort(axis=-1, kind="stable")
    places += starts
    for shift in range(16, bits, 16):
        then = (level >> shift).astype(np.uint16).take(places).argsort(axis=-1, kind="stable")
        then += starts
        places = places.take(then)
    return places
