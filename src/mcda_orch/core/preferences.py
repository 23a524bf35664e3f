"""Preferences of objects that are judged: places among the distinct judgements, those of rounding errors apart being one."""

from __future__ import annotations

import numpy as np

from .._xp import Array
from .ascending import ascending

__all__ = ["mirrored", "preferences"]


def preferences(judged: Array, rounding: float = 1e-9) -> Array:
    """Preference of every characteristic object: its place among the distinct judgements of its row, from 0 to 1, shape (..., t).

    Judgements that are no further apart than `rounding`, as a part of their range, are one.
    """
    rows = judged.reshape(-1, judged.shape[-1])
    places, ordered = ascending(rows, slack=1e-12)
    above = _distinct(ordered, rounding * (ordered[:, -1:] - ordered[:, :1]))
    found = np.empty(rows.size)
    found[places] = above / np.maximum(above[:, -1:], 1)
    return found.reshape(judged.shape)


def _distinct(ordered: Array, apart: Array) -> Array:
    """How many distinct judgements stand before each one of a row in order; those that are no further than that apart are one."""
    before = np.zeros(ordered.shape, dtype=np.int32)
    np.cumsum(ordered[:, 1:] - ordered[:, :-1] > apart, axis=-1, dtype=np.int32, out=before[:, 1:])
    return before


def mirrored(lead: Array, odd: bool, rounding: float = 1e-9) -> Array:
    """Preferences as `preferences` gives them, where judgements of the second half of all objects mirror those of the first.

    Parameters
    ----------
    lead : array, shape (k, h)
        Of the first half, how far each object is judged above the middle.
    odd : bool
        Whether one more object lies between the halves.
    rounding : float

    Returns
    -------
    array, shape (k, 2 h), or (k, 2 h + 1)
    """
    places, ordered = ascending(-np.abs(lead), slack=1e-12)  # one of every pair, that on the lower side
    apart = -2.0 * rounding * ordered[:, :1]
    before = _distinct(ordered, apart)
    across = (1 + odd) * ((odd - 2) * ordered[:, -1:] > apart)  # from the last on the lower side to its mirror image, or to the middle
    whole = 2 * before[:, -1:] + across
    lower = np.empty(lead.size)
    lower[places] = before / np.maximum(whole, 1)
    lower = lower.reshape(lead.shape)
    top = np.sign(whole).astype(np.float64)  # 0 where all are one
    first = np.where(lead > 0, top - lower, lower)
    return np.concatenate([first, *[top / 2] * odd, (top - first)[:, ::-1]], axis=-1)
