"""Dense ranks from scores. Nothing outside this package sorts scores."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["TIE", "positions"]

TIE = 1e-12
"""Two neighbours in the sorted scores tie when their gap is at most this part of the scores' magnitude."""
FEW = 32
"""Scores up to which one row is faster sorted as a list."""
COUNTED = 32
"""Scores up to which counting who is ahead of whom is faster than sorting."""
BLOCK = 2**16
"""Scores in one block: these then stay in cache."""
LEVELS = 2**30 - 8
"""Whole numbers that scores are compared as; twice as many fit in 32 bits."""
SPREAD = 2.0**-990
"""Scores that lie nearer together are not brought to whole numbers."""


def positions(
    scores: npt.ArrayLike, higher: bool = True, magnitude: npt.ArrayLike | None = None, dtype: npt.DTypeLike = np.intp
) -> npt.NDArray[Any]:
    """Return dense ranks, 1 for the best, of every row of scores.

    Sorted neighbours tie when their gap is at most `TIE` times the magnitude of the scores, so that rounding
    cannot part alternatives that are equal.

    Parameters
    ----------
    scores : array_like, shape (..., n)
    higher : bool
        Whether a higher score is better.
    magnitude : array_like, shape (..., n), optional
        Size of the terms that each score was summed from; the largest score in absolute value, unless given.
    dtype : dtype
        Of the ranks, which must hold n.

    Returns
    -------
    array of int, shape (..., n)
        A batch along one axis lies in memory alternative by alternative.

    Examples
    --------
    >>> positions([[0.1 + 0.2, 0.3, 0.2], [1, 2, 3]])
    array([[1, 1, 2],
           [3, 2, 1]])
    """
    values = np.asarray(scores, dtype=np.float64)
    sizes = None if magnitude is None else np.asarray(magnitude, dtype=np.float64)
    n = values.shape[-1]
    if values.ndim == 1 and n <= FEW:
        ranks = _listed(
            values.tolist(), higher, None if sizes is None else (sizes if sizes.shape == (n,) else np.broadcast_to(sizes, n)).tolist()
        )
        if ranks is not None:
            return np.array(ranks, dtype=dtype)
    rows = values.reshape(-1, n)
    sizes = None if sizes is None else np.broadcast_to(sizes, values.shape).reshape(-1, n)
    found = np.empty(values.shape, dtype=dtype, order="F" if values.ndim == 2 else "C")
    dense = found.reshape(-1, n)
    step = max(BLOCK // n, 1)
    ranked = _counted if n <= COUNTED else _sorted
    with np.errstate(all="ignore"):
        for start in range(0, len(rows), step):
            part = slice(start, start + step)
            ranked(rows[part], higher, None if sizes is None else sizes[part], dense[part])
    return found


def _listed(values: list[float], higher: bool, sizes: list[float] | None) -> list[int] | None:
    """Return the ranks of one row; None where not all are numbers that a list sorts as NumPy does."""
    if not isfinite(sum(values)):
        return None
    order = sorted(range(len(values)), key=values.__getitem__, reverse=higher)
    size = max(map(abs, values)) if sizes is None else 0.0
    dense, rank, before = [1] * len(values), 1, order[0]
    for i in order[1:]:
        gap = values[before] - values[i] if higher else values[i] - values[before]
        rank += gap > TIE * (size if sizes is None else max(sizes[i], sizes[before]))
        dense[i], before = rank, i
    return dense


def _counted(values: npt.NDArray[np.float64], higher: bool, sizes: npt.NDArray[np.float64] | None, dense: npt.NDArray[Any]) -> None:
    """Write ranks by counting, in whole numbers, who is ahead by more than a tie; rows where that leaves a pair out are sorted.

    Rounding keeps order, so who is ahead in whole numbers is ahead; and two that differ there by more than what a tie spans,
    and by one more for each end, differ by more than a tie.
    """
    across = np.ascontiguousarray(values.T)
    n, count = across.shape
    low, high = across.min(axis=-2), across.max(axis=-2)
    tie = TIE * (np.maximum(np.abs(low), np.abs(high)) if sizes is None else sizes.max(axis=-1))
    spread = high - low
    solid = (spread > SPREAD) & (spread < np.inf) & (tie < np.inf)
    scale = np.where(solid, LEVELS / np.where(solid, spread, 1.0), 0.0)
    apart = np.where(solid, np.minimum(tie * scale + 3.0, LEVELS + 1), 3.0).astype(np.int32)
    level = np.subtract(across, low) if higher else np.subtract(high, across)
    whole = np.multiply(level, scale, out=level).astype(np.int32)
    beyond = whole + apart
    behind = np.zeros((n, count), dtype=np.int8)
    for other in whole:
        behind += (other > beyond).view(np.int8)
    pairs = np.add.reduce(behind, axis=-2, dtype=np.int16)
    np.add(behind, 1, out=dense.T, casting="unsafe")
    loose = np.flatnonzero((pairs != n * (n - 1) // 2) | ~solid)
    if len(loose):
        found = np.empty((len(loose), n), dtype=dense.dtype)
        _sorted(values[loose], higher, None if sizes is None else sizes[loose], found)
        dense[loose] = found


def _sorted(values: npt.NDArray[np.float64], higher: bool, sizes: npt.NDArray[np.float64] | None, dense: npt.NDArray[Any]) -> None:
    """Write ranks by sorting."""
    values = np.ascontiguousarray(-values if higher else values)
    count, n = values.shape
    order = values.argsort(axis=-1, kind=None if sizes is None else "stable")  # without sizes equals are alike
    order += (np.arange(count) * n)[:, None]
    ordered = values.take(order)
    if sizes is None:
        limit = np.maximum(np.abs(ordered[:, :1]), np.abs(ordered[:, -1:]))
    else:
        size = np.ascontiguousarray(sizes).take(order)
        limit = np.maximum(size[:, 1:], size[:, :-1])
    ranks = np.ones((count, n), dtype=dense.dtype)
    np.cumsum(ordered[:, 1:] - ordered[:, :-1] > TIE * limit, axis=-1, dtype=dense.dtype, out=ranks[:, 1:])
    ranks[:, 1:] += 1
    found = np.empty((count, n), dtype=dense.dtype)
    found.ravel()[order] = ranks
    dense[:] = found
