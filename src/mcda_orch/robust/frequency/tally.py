"""Counts over random draws: who comes in which place, who beats whom, and with which weights an alternative is first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ..._xp import ALONE
from ...core.positions import TIE
from ...exact.rational import Matrix
from ...sampling.weight_set import WeightSet
from .moments import Moments

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Tally", "classes", "doubly_stochastic", "occurrences", "small", "smoothed"]

UNIT = 2.0**-50
"""Shares are stated as multiples of this, so that sums of them are exact in floating point."""
LONG = 4096


def small(n: int) -> np.dtype[Any]:
    """Return the smallest type that holds ranks of so many, and their opposites."""
    return np.dtype(np.int8 if n < 128 else np.int16 if n < 2**15 else np.int32)


def occurrences(categories: npt.NDArray[np.integer], count: int) -> npt.NDArray[np.int64]:
    """Return how often each row holds each of the numbers 0 to count - 1, among others: places of a ranking, or classes of a sorting.

    Parameters
    ----------
    categories : array of int, shape (n, draws)

    Returns
    -------
    array, shape (n, count)
    """
    return np.array([np.bincount(row, minlength=count)[:count] for row in categories], dtype=np.int64)


class Tally:
    """Running counts; what they take in memory does not grow with the draws.

    Parameters
    ----------
    sizes : array of int, shape (k,)
        How many alternatives each row stands for: those that tie whatever the draw are counted as one.
    m : int
        Number of criteria.

    Attributes
    ----------
    places : dict of int to array, shape (k, n)
        By how many share a place: how often each row stands behind 0, 1, 2, ... others.
    wins : array of int, shape (k, k)
        How often the first is ahead of the second.
    mass : array, shape (k,)
        Draws in which a row is first; a shared first place counts as the part that is its own.
    weights, squares : arrays, shape (k, m)
        Sums of shares, and of their squares, over those draws.
    scores : Moments, or None
        Of the scores of all alternatives, where they are asked for.
    """

    def __init__(self, sizes: npt.NDArray[np.intp], m: int) -> None:
        k = len(sizes)
        self.sizes = sizes
        self.n = int(sizes.sum())
        self.small = small(self.n)
        self.draws = 0
        self.effective = 0.0
        self.places: dict[int, npt.NDArray[np.int64]] = {}
        self.wins = np.zeros((k, k), dtype=np.int64)
        self.mass = np.zeros(k)
        self.weights = np.zeros((k, m))
        self.squares = np.zeros((k, m))
        self.scores: Moments | None = None

    def add(
        self, order: npt.NDArray[np.generic], shares: npt.NDArray[np.float64] | None, ties: bool, effective: float | None = None
    ) -> None:
        """Count one block.

        Parameters
        ----------
        order : array, shape (k, draws)
            More is better, and equal is tied.
        shares : array, shape (m, draws), or None
            Weights up to a factor that may differ from draw to draw; None where they never change.
        ties : bool
            Whether two rows may tie; if not, they are taken to differ.
        """
        k, size = order.shape
        behind = np.zeros((k, size), dtype=self.small)
        tied = np.empty((k, size), dtype=self.small) if ties else None
        if tied is not None:
            tied[:] = self.sizes[:, None]
        one = bool((self.sizes == 1).all())
        column = self.sizes.astype(self.small)[:, None]
        for a in range(k - 1):
            ahead = order[a] > order[a + 1 :]
            won = _true(ahead)
            self.wins[a, a + 1 :] += won
            lead = ahead.view(np.int8)
            others, mine = column[a + 1 :], self.small.type(self.sizes[a])
            behind[a + 1 :] += lead if one else lead * mine
            if tied is None:
                self.wins[a + 1 :, a] += size - won
                lost = np.add.reduce(lead if one else lead * others, axis=-2, dtype=self.small)
                behind[a] += self.small.type(self.sizes[a + 1 :].sum()) - lost
                continue
            trails = order[a] < order[a + 1 :]
            self.wins[a + 1 :, a] += _true(trails)
            level = (~(ahead | trails)).view(np.int8)
            behind[a] += np.add.reduce(trails.view(np.int8) * others, axis=-2, dtype=self.small)
            tied[a] += np.add.reduce(level * others, axis=-2, dtype=self.small)
            tied[a + 1 :] += level * mine
        self._count(behind, tied, shares, effective)

    def add_ranks(self, dense: npt.NDArray[Any], shares: npt.NDArray[np.float64] | None, effective: float | None = None) -> None:
        """Count one block of dense ranks, 1 for the best, shape (n, draws), of alternatives none of which stands for others."""
        if int(dense.max(axis=-2).min()) < self.n:  # some tie
            self.add(-dense, shares, True, effective)
            return
        for a in range(self.n - 1):
            won = _true(dense[a] < dense[a + 1 :])
            self.wins[a, a + 1 :] += won
            self.wins[a + 1 :, a] += dense.shape[1] - won
        self._count(dense - dense.dtype.type(1), None, shares, effective)

    def _count(
        self,
        behind: npt.NDArray[np.integer],
        tied: npt.NDArray[np.integer] | None,
        shares: npt.NDArray[np.float64] | None,
        effective: float | None,
    ) -> None:
        """Count places and first places, of rows that stand behind so many others and share their place with so many."""
        self._place(behind, tied)
        self._first(behind, tied, shares)
        self.draws += behind.shape[1]
        self.effective += behind.shape[1] if effective is None else effective

    def plus(self, other: Tally) -> Tally:
        """Return what both counted together; neither changes."""
        found = Tally(self.sizes, self.weights.shape[1])
        found.draws, found.effective = self.draws + other.draws, self.effective + other.effective
        for part in (self, other):
            for t, counts in part.places.items():
                found._at(t)[:] += counts
        for name in ("wins", "mass", "weights", "squares"):
            setattr(found, name, getattr(self, name) + getattr(other, name))
        if self.scores is not None and other.scores is not None:
            found.scores = self.scores.plus(other.scores)
        return found

    def _place(self, behind: npt.NDArray[np.integer], tied: npt.NDArray[np.integer] | None) -> None:
        if tied is None:
            for t in np.unique(self.sizes).tolist():
                rows = np.flatnonzero(self.sizes == t)
                self._at(t)[rows] += occurrences(behind[rows], self.n)
            return
        for t in np.flatnonzero(np.bincount(tied.ravel())).tolist():
            self._at(t)[:] += occurrences(np.where(tied == t, behind, behind.dtype.type(self.n)), self.n)

    def _at(self, t: int) -> npt.NDArray[np.int64]:
        return self.places.setdefault(t, np.zeros((len(self.sizes), self.n), dtype=np.int64))

    def _first(self, behind: npt.NDArray[np.integer], tied: npt.NDArray[np.integer] | None, shares: npt.NDArray[np.float64] | None) -> None:
        mask = behind == 0
        rows = np.flatnonzero(mask.any(axis=-1))
        part = mask[rows].astype(np.float64)
        if tied is not None:
            part /= tied[rows]
        elif (self.sizes > 1).any():
            part /= self.sizes[rows, None]
        self.mass[rows] += part.sum(axis=-1)
        if shares is None:
            return
        m = len(shares)
        step = max(ALONE // (2 * m * len(part)), 1)
        for start in range(0, shares.shape[1], step):
            some = shares[:, start : start + step]
            both = np.empty((2 * m, some.shape[1]))
            np.divide(some, np.add.reduce(some, axis=-2), out=both[:m])
            np.multiply(both[:m], both[:m], out=both[m:])
            found = part[:, start : start + step] @ both.T
            self.weights[rows] += found[:, :m]
            self.squares[rows] += found[:, m:]

    def mean(self, value: Callable[[int, int], npt.NDArray[np.float64] | float]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return mean and variance of a value that a draw gives to a row, from ``value(behind, shared by)``; shape (k, ...)."""
        total, square = 0.0, 0.0
        for t, counts in self.places.items():
            table = np.array([value(g, t) if g + t <= self.n else 0.0 * np.asarray(value(0, t)) for g in range(self.n)])
            total = total + counts @ table
            square = square + counts @ table**2
        mean = np.asarray(total / self.draws)
        return mean, np.asarray(np.maximum(square / self.draws - mean**2, 0.0))

    def acceptabilities(self) -> npt.NDArray[np.float64]:
        """Return the share of draws in which each row has each place, shared places shared out, shape (k, n)."""
        found = np.zeros((len(self.sizes), self.n))
        for t, counts in self.places.items():
            part = counts / (t * self.draws)
            for behind in range(self.n - t + 1):
                found[:, behind : behind + t] += part[:, behind, None]
        return found


def _true(table: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Count what is true in every row; long rows are counted faster one by one."""
    if table.shape[-1] < LONG:
        return np.asarray(table.sum(axis=-1, dtype=np.int64))
    return np.array([np.count_nonzero(row) for row in table], dtype=np.int64)


def classes(rows: Matrix, known: WeightSet) -> npt.NDArray[np.intp]:
    """Return which alternatives tie under all weights of a set, but for rounding: their rows agree on a point and in all directions."""
    u = np.array(rows, dtype=np.float64)
    basis = np.array([known.inner, *known.directions] if known.statements else np.eye(u.shape[-1]), dtype=np.float64)
    values, sizes = u @ basis.T, np.abs(u) @ np.abs(basis).T
    found = np.arange(len(u))
    for a in range(len(u)):
        alike = (np.abs(values[:a] - values[a]) <= TIE * np.maximum(sizes[:a], sizes[a])).all(axis=-1)
        found[a] = found[int(alike.argmax())] if alike.any() else found[:a].max(initial=-1) + 1
    return found


def smoothed(p: npt.NDArray[np.float64], effective: float) -> npt.NDArray[np.float64]:
    """Return standard errors of frequencies, with one success and one failure added."""
    q = (p * effective + 1) / (effective + 2)
    return np.asarray(np.sqrt(q * (1 - q) / max(effective, 1.0)))


def doubly_stochastic(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return a square table whose rows and columns sum to one up to rounding as one whose floating-point sums are exactly one.

    Every number becomes a multiple of 2**-50, which makes all sums exact. What is then missing in rows and columns, a few of
    these units, is handed along the edges of a tree over the numbers that are not zero.

    Examples
    --------
    >>> third = doubly_stochastic(np.full((3, 3), 1 / 3))
    >>> bool((third.sum(axis=-2) == 1).all() and (third.sum(axis=-1) == 1).all())
    True
    """
    n = len(values)
    whole = np.rint(values / UNIT).astype(np.int64)
    left = int(1 / UNIT) - np.concatenate([whole.sum(axis=-1), whole.sum(axis=-2)])
    if not left.any():
        return np.asarray(whole * UNIT, dtype=np.float64)
    parent = np.full(2 * n, -1)
    seen = np.zeros(2 * n, dtype=bool)
    visited: list[int] = []
    for start in range(n):
        if seen[start]:
            continue
        seen[start] = True
        queue = [start]
        for node in queue:
            near = whole[node] if node < n else whole[:, node - n]
            offset = n if node < n else 0
            new = [v + offset for v in np.flatnonzero(near).tolist() if not seen[v + offset]]
            seen[new] = True
            parent[new] = node
            queue += new
        visited += queue
    for node in reversed(visited):  # leaves first: what is left at a leaf goes over its only edge
        if parent[node] >= 0 and left[node]:
            row, column = (node, parent[node] - n) if node < n else (parent[node], node - n)
            whole[row, column] += left[node]
            left[parent[node]] -= left[node]
            left[node] = 0
    return np.asarray(whole * UNIT, dtype=np.float64)
