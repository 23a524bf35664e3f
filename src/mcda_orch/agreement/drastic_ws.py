"""Drastic weighted similarity: a place that is held by others counts in full, and the more the higher it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import row_sums
from ..plugin.agreement import agreement
from ..plugin.batch import BLOCK
from ..plugin.family import LOWER

__all__ = ["drastic_ws"]


LAST = 1_074
"""Places that count for anything: what later ones count for is less than floating point holds."""
WORD = 8
"""Places that are seen at once by :func:`_every_two`."""


def _span(r: Array) -> Array:
    """Return how far the places of those that tie reach from their average, shape (..., n)."""
    return (row_sums(lambda s: s == 0, r) - 1) / 2


def _holders(r: Array, places: int) -> Array:
    """Tell who holds each place, shape (..., places, n): alternatives that tie hold all places that they share."""
    xp = namespace(r)
    place = xp.arange(1, places + 1, dtype=r.dtype)[:, None]
    return xp.abs(r[..., None, :] - place) <= _span(r)[..., None, :]


def _counts(n: int) -> npt.NDArray[np.float64]:
    """Return what every place counts for, as far as that is not nil in floating point; together they count 1."""
    return np.asarray(0.5 ** np.arange(1, min(n, LAST) + 1) / (1 - 0.5**n))


def _numbered(sets: npt.NDArray[np.bool_]) -> npt.NDArray[Any]:
    """Return a number for every one of k sets, shape (k, n), the same for the same set."""
    k, n = sets.shape
    words = np.packbits(np.pad(sets, ((0, 0), (0, -n % 64))), axis=-1).view(np.uint64)
    found = np.zeros(k, dtype=np.intp)
    for word in words.T:
        found = found * k + np.unique(word, return_inverse=True)[1]
        found = np.unique(found, return_inverse=True)[1]
    return found.astype(np.min_scalar_type(k))


def _every_two(r: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the distance of every two of k rankings: who holds a place gets a number, and places that differ are the bits of words."""
    k, n = r.shape
    found, span = np.zeros((k, k)), _span(r)
    who = [_numbered(np.abs(r - place) <= span) for place in range(1, min(n, LAST) + 1)]
    step = max(BLOCK // max(k, 1), 1)
    for start in range(0, k, step):  # rows at a time, whose words stay in cache
        rows = found[start : start + step]
        differ = np.empty(rows.shape, dtype=np.bool_)
        for first in range(0, len(who), WORD):
            held = who[first : first + WORD]
            word = np.zeros(rows.shape, dtype=np.uint8)
            for one in held:
                np.not_equal(one[start : start + step, None], one, out=differ)
                np.add(word, word, out=word)
                np.bitwise_or(word, differ.view(np.uint8), out=word)
            rows += word * (0.5 ** (first + len(held)) / (1 - 0.5**n))
    return found


@agreement(
    keeps=[symmetric, identity, separates, bounded_by_one, triangle],
    breaks=[reversal, negates, nearer],
    better=LOWER,
    every_two=_every_two,
    cite="salabun2023",
)
def drastic_ws(r: Array, t: Array) -> Array:
    """How much of the places is held by other alternatives, the first place counting half, the next a quarter: 0 for the same order, 1 where all differ.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    ``sum 2**(-i) [place i is not held by the same] / (1 - 2**(-n))`` over the places i (Sałabun and Shekhovtsov 2023), a distance. The
    publication compares orders, alternatives listed from the best on; so places count here, and not the rows in which alternatives
    come. Alternatives that tie hold together all the places that they share.

    References
    ----------
    salabun2023

    Examples
    --------
    >>> import mcda_orch as mo
    >>> round(mo.agreements.drastic_ws({"Ant": 1, "Bee": 2, "Cat": 3}, {"Ant": 1, "Bee": 3, "Cat": 2}), 4)
    0.4286
    >>> round(mo.agreements.drastic_ws({"Ant": 1, "Bee": 2, "Cat": 2}, {"Ant": 1, "Bee": 3, "Cat": 2}), 4)
    0.4286
    >>> import numpy as np
    >>> drastic_ws.kernel(np.array([1.0, 2.0, 3.0]), np.array([[2.0, 3.0, 1.0], [1.0, 2.0, 3.0]]))
    array([1., 0.])
    """
    xp = namespace(r, t)
    counts = xp.asarray(_counts(r.shape[-1]), dtype=r.dtype)
    differ = xp.any(_holders(r, counts.shape[0]) != _holders(t, counts.shape[0]), axis=-1)
    return xp.sum(xp.where(differ, counts, xp.zeros_like(counts)), axis=-1)
