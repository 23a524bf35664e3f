"""Drastic weighted similarity: a place that is held by others counts in full, and the more the higher it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..plugin.agreement import agreement
from ..plugin.batch import BLOCK
from ..plugin.family import LOWER

__all__ = ["drastic_ws"]


WORD = 8
"""Places that are seen at once by :func:`_every_two`."""


def _holders(r: Array) -> Array:
    """Tell who holds each place, shape (..., n, n): places in rows; alternatives that tie hold all places that they share."""
    xp = namespace(r)
    alike = xp.sum(xp.astype(r[..., None, :] == r[..., :, None], r.dtype), axis=-1)
    half = ((alike - 1) / 2)[..., None, :]
    place = xp.arange(1, r.shape[-1] + 1, dtype=r.dtype)[:, None]
    return xp.abs(r[..., None, :] - place) <= half


def _counts(n: int) -> npt.NDArray[np.float64]:
    """Return what every place counts for; together they count 1."""
    return np.asarray(0.5 ** np.arange(1, n + 1) / (1 - 0.5**n))


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
    holders, found = _holders(r), np.zeros((k, k))
    who = [_numbered(holders[:, place]) for place in range(n)]
    step = max(BLOCK // max(k, 1), 1)
    for start in range(0, k, step):  # rows at a time, whose words stay in cache
        rows = found[start : start + step]
        differ = np.empty(rows.shape, dtype=np.bool_)
        for first in range(0, n, WORD):
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
    differ = xp.any(_holders(r) != _holders(t), axis=-1)
    counts = xp.asarray(_counts(r.shape[-1]), dtype=r.dtype)
    return xp.sum(xp.where(differ, counts, xp.zeros_like(counts)), axis=-1)
