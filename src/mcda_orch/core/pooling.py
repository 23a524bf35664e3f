"""One number of several: weighted means and medians along an axis of givers, blanks left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Mean", "pooled"]

Mean: TypeAlias = Literal["arithmetic", "geometric", "median"]
TOGETHER = 2**22
"""Numbers in flight in one array."""
NEAR = 1e-12
"""Part of the total weight by which a sum of weights may miss one half, by rounding, and count as it."""


def pooled(values: Numbers, weights: Numbers, mean: Mean = "arithmetic") -> Numbers:
    """Return the weighted mean of values, shape (k, ...), for every row of weights, shape (j, k), to shape (j, ...).

    A blank (NaN) takes no part, and where nobody who counts has a value there is none. No mean lies outside of the values that
    it is of, so that equal values have just that mean. The median is the middle of the lower and the upper weighted median.
    The geometric mean takes values of at least 0.

    Examples
    --------
    >>> three = np.array([[1.0, 4.0], [2.0, np.nan], [9.0, 9.0]])
    >>> pooled(three, np.ones((1, 3))), pooled(three, np.ones((1, 3)), "geometric"), pooled(three, np.array([[2.0, 1.0, 1.0]]), "median")
    (array([[4. , 6.5]]), array([[2.62074139, 6.        ]]), array([[1.5, 4. ]]))
    """
    flat = values.reshape(len(values), -1)
    step = max(TOGETHER // max(flat.size, 1), 1) if mean == "median" else len(weights)
    parts = [_pooled(flat, weights[start : start + step], mean) for start in range(0, len(weights), max(step, 1))]
    return np.concatenate(parts).reshape(len(weights), *values.shape[1:])


def _pooled(flat: Numbers, weights: Numbers, mean: Mean) -> Numbers:
    known = ~np.isnan(flat)
    total = weights @ known.astype(np.float64)
    some = total > 0
    with np.errstate(all="ignore"):
        low = np.min(np.where(known, flat, np.inf), axis=-2)
        high = np.max(np.where(known, flat, -np.inf), axis=-2)
        if mean == "median":
            found = _median(flat, known, weights, total)
        elif mean == "geometric":
            positive = known & (flat > 0)
            logarithms = np.where(positive, np.log(np.where(positive, flat, 1.0)) - np.log(np.where(high > 0, high, 1.0)), 0.0)
            nothing = weights @ (known & ~positive).astype(np.float64) > 0
            found = np.where(nothing, 0.0, high * np.exp(weights @ logarithms / total))
        else:
            base = np.where(known.any(axis=-2), low, 0.0)
            found = base + weights @ np.where(known, flat - base, 0.0) / total
        return np.asarray(np.where(some, np.clip(found, low, high), np.nan))


def _median(flat: Numbers, known: npt.NDArray[np.bool_], weights: Numbers, total: Numbers) -> Numbers:
    order = np.argsort(flat, axis=-2, kind="stable")  # blanks come last
    ordered = np.take_along_axis(flat, order, axis=-2)
    reached = np.cumsum(weights[:, order] * np.take_along_axis(known, order, axis=-2), axis=-2)
    below, above = ((0.5 + way * NEAR) * total[:, None, :] for way in (-1, 1))
    lower, upper = (reached >= below).argmax(axis=-2), (reached > above).argmax(axis=-2)
    columns = np.arange(flat.shape[-1])
    return np.asarray(ordered[lower, columns] + (ordered[upper, columns] - ordered[lower, columns]) / 2)
