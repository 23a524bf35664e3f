"""Chains of majorities among very many alternatives: whom a set leads to is read from three sorted views, without pairs or sets of bits."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["places_of_many"]

Ranks: TypeAlias = npt.NDArray[Any]

LEFT = 1000
"""Alternatives outside of the circle that are compared in pairs."""


def places_of_many(ahead: list[Ranks], behind: list[Ranks]) -> Ranks | None:
    """Place of every alternative of one matrix, shape (n,), or None where another way is needed.

    Parameters
    ----------
    ahead, behind : list of array of int, shape (n,)
        How many are ahead of and behind each alternative, in each of three views.

    Notes
    -----
    Chains forward and back from one alternative tell its circle, which among many holds nearly all. The others are
    followed in pairs, the circle being one of them. Where ties are not transitive, and where many are left, None is returned.
    """
    n = len(ahead[0])
    if any((np.bincount(a, minlength=n)[a] != n - a - b).any() for a, b in zip(ahead, behind, strict=True)):
        return None
    key, first, group, sizes = np.unique(_both(_both(*ahead[:2]), ahead[2]), return_index=True, return_inverse=True, return_counts=True)
    ahead = [_beyond(a[first]) for a in ahead]  # those alike in all views are one
    behind = [_beyond(-a) for a in ahead]
    n = len(key)
    pivot = np.abs(sum(ahead) - sum(behind)).argmin()
    start = np.arange(n) == pivot
    forward, back = _Majority(ahead), _Majority(behind)
    before, after = back.closure(start), forward.closure(start)
    circle = before & after
    left = np.flatnonzero(~circle)
    if len(left) > LEFT:
        return None
    votes = sum(np.sign(a[left] - a[left, None]) for a in ahead)
    reaches = np.zeros((len(left) + 1,) * 2, dtype=bool)
    reaches[1:, 1:] = votes > 0
    reaches[0, 1:], reaches[1:, 0] = forward.next(circle)[left], back.next(circle)[left]
    reaches = _chained(reaches)
    found = 1 + np.append(sizes[circle].sum(), sizes[left]) @ (reaches & ~reaches.T)
    places = np.full(n, found[0])
    places[left] = found[1:]
    return places[group]


def _both(one: Ranks, other: Ranks) -> Ranks:
    """Number pairs of ranks, equal for equal pairs."""
    return np.asarray(np.unique(one * len(one) + other, return_inverse=True)[1])


def _beyond(ranks: Ranks) -> Ranks:
    """How many ranks are less than each."""
    return np.sort(ranks).searchsorted(ranks)


def _chained(relation: Ranks) -> Ranks:
    """Follow chains of a relation, through one after the other, with rows as bits."""
    n = len(relation)
    rows = np.packbits(np.pad(relation, ((0, 0), (0, -n % 64))), axis=-1, bitorder="little")
    words = rows.view(np.uint64)
    for k in range(n):
        words[rows[:, k >> 3] >> (k & 7) & 1 == 1] |= words[k]
    return np.unpackbits(rows, axis=-1, count=n, bitorder="little").view(bool)


class _Majority:
    """Who is put before whom, from ranks in three views of which less is ahead."""

    def __init__(self, ranks: list[Ranks]) -> None:
        n = len(ranks[0])
        self.pairs, self.ties = [], []
        for k in range(3):
            one, other, third = ranks[k], ranks[(k + 1) % 3], ranks[(k + 2) % 3]
            order = one.argsort(kind="stable")
            self.pairs.append((order, one, other))
            self.ties.append((one, np.unique(other * n + third, return_inverse=True)[1]))

    def next(self, some: Ranks) -> Ranks:
        """Tell behind whom a majority puts some member of a set: in two views, or in one where the others tie, shape (n,)."""
        n = len(some)
        found = np.zeros(n, dtype=bool)
        for order, one, other in self.pairs:
            best = np.full(n + 1, n)  # of those that are ahead in one view, in the other
            np.minimum.accumulate(np.where(some, other, n)[order], out=best[1:])
            found |= best[one] < other
        for one, group in self.ties:
            best = np.full(n, n)
            np.minimum.at(best, group[some], one[some])
            found |= best[group] < one
        return found

    def closure(self, some: Ranks) -> Ranks:
        """All that chains lead to from a set, with the set itself, shape (n,)."""
        while True:
            more = some | self.next(some)
            if (more == some).all():
                return some
            some = more
