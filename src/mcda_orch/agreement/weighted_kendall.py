"""Weighted Kendall: pairs count by the places of their alternatives."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace, ratio
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import CELLS, row_sums
from ..plugin.agreement import agreement
from ..plugin.batch import BLOCK
from ..plugin.law import Variant
from ..plugin.undefined import CONSTANT, TIED, constant

__all__ = ["weighted_kendall"]

Important = Literal["top", "bottom"]


def _before(s: Array, u: Array, row: Array) -> Array:
    """Tell who stands before whom: by the first ranking, among those that it ties by the second, and last by row.

    Whom both tie has the same signs with all others, so that only the sum of what their places count for enters, whatever their rows.
    """
    return (s < 0) | ((s == 0) & ((u < 0) | ((u == 0) & (row < 0))))


def _by_places_of(r: Array, t: Array) -> Array:
    """Return the coefficient with pairs weighted by the places in the first ranking, where the second breaks its ties."""
    xp = namespace(r, t)
    row = xp.zeros_like(r + t) + xp.arange(r.shape[-1], dtype=r.dtype)
    counts = 1 / (1 + row_sums(_before, r, t, row))
    agree, own, theirs = (
        xp.sum(counts * part, axis=-1)
        for part in (row_sums(lambda s, u: s * u, r, t), row_sums(lambda s: s * s, r), row_sums(lambda u: u * u, t))
    )
    return ratio(agree, xp.sqrt(own * theirs), scale=1.0)


def _both_ways(r: Array, t: Array, important: Important) -> Array:
    """Return the mean of the coefficients by the places of one, and of the other."""
    if important == "bottom":
        r, t = r.shape[-1] + 1 - r, t.shape[-1] + 1 - t
    return (_by_places_of(r, t) + _by_places_of(t, r)) / 2


def _strict(r: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k strict rankings, by one product: a place is the rank."""
    k, n = r.shape
    found, rows = np.zeros((k, k)), max(CELLS // max(n * k, 1), 1)
    for start in range(0, n, rows):
        some = r[:, start : start + rows, None]
        s = np.sign(r[:, None, :] - some)
        found += (s / some).reshape(k, s.shape[1] * n) @ s.reshape(k, s.shape[1] * n).T
    return np.asarray((found + found.T) / max(2 * (n - 1) * np.sum(1 / np.arange(1, n + 1)), 1))


def _every_two(r: npt.NDArray[np.float64], *, important: Important = "top") -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k rankings: strict ones by one product, those with ties, whose places depend on both, in blocks."""
    k, n = r.shape
    tied, found = TIED.where(r, r), np.empty((k, k))
    found[np.ix_(~tied, ~tied)] = _strict(r[~tied] if important == "top" else n + 1 - r[~tied])
    step = max(BLOCK // max(k * n * n, 1), 1)
    for start in range(0, int(tied.sum()), step):
        rows = np.flatnonzero(tied)[start : start + step]
        found[rows] = _both_ways(r[rows, None, :], r[None, :, :], important)
        found[:, rows] = found[rows].T
    found[constant(r)] = np.nan
    found[:, constant(r)] = np.nan
    return found


@agreement(
    keeps=[symmetric, identity, separates, bounded_by_one, nearer],
    breaks=[reversal, negates, triangle],
    undefined=[CONSTANT],
    every_two=_every_two,
    variants=[Variant("bottom", {"important": "bottom"})],
    cite="vigna2015",
)
def weighted_kendall(r: Array, t: Array, *, important: Important = "top") -> Array:
    """Kendall's coefficient with pairs weighted by the places of their alternatives: 1 for the same order, -1 for the reverse.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.
    important : {"top", "bottom"}
        The end of the rankings at which pairs count most.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    A pair counts ``1 / place_i + 1 / place_j``, with places counted from the important end, and the coefficient is tau-b of pairs so
    weighted (Vigna 2015: additive, hyperbolic). Places are those of one ranking, in which the other one breaks ties, and the two
    coefficients that this gives are averaged; alternatives that both tie are alike.

    References
    ----------
    vigna2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> a, b = {"Ant": 1, "Bee": 2, "Cat": 3, "Doe": 4}, {"Ant": 2, "Bee": 1, "Cat": 3, "Doe": 4}
    >>> round(mo.agreements.weighted_kendall(a, b), 4), round(mo.agreements.weighted_kendall(a, b, important="bottom"), 4)
    (0.52, 0.8133)
    >>> import numpy as np
    >>> weighted_kendall.kernel(np.array([1.0, 2.0, 3.0]), np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]))
    array([-1.,  1.])
    """
    return _both_ways(r, t, important)
