"""Orders with ties that cost least: all of them, by sets of alternatives of which the next ones come together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import numpy as np

from ..errors import DomainError
from .ballots import Numbers
from .relations import layers

__all__ = ["WeakOptima", "least_weak_orders"]

MOST = 13
"""Alternatives of a circle whose orders with ties are all tried: 3**13 ways to go on."""


@dataclass(frozen=True, slots=True)
class WeakOptima:
    """The orders with ties that cost least.

    Attributes
    ----------
    cost : float
    count : int
    first : array of int, shape (n,)
        The best place that an alternative has in any of them, one more than how many come before it.
    shared : array of bool, shape (n, n)
        Whether the first comes before the second in all of them.
    circles : tuple of tuple
        The members of each part, and its moves: from which set, with which group, to the whole.
    """

    cost: float
    count: int
    first: Numbers
    shared: Numbers
    circles: tuple[tuple[Numbers, dict[int, list[int]]], ...]

    def orders(self, most: int) -> Iterator[tuple[tuple[int, ...], ...]]:
        """Yield at most so many of them, each as groups from the best on."""
        for number, order in enumerate(_joined(self.circles)):
            if number == most:
                return
            yield order


def least_weak_orders(strict: Numbers, tied: Numbers) -> WeakOptima:
    """Return the orders with ties of least cost.

    Parameters
    ----------
    strict : array, shape (n, n)
        What it costs to place the first before the second; whole numbers.
    tied : array, shape (n, n)
        What it costs to tie the two; symmetric.

    Raises
    ------
    DomainError
        If more alternatives hang together than can be tried.

    Examples
    --------
    >>> least_weak_orders(np.array([[0.0, 2], [2, 0]]), np.array([[0.0, 2], [2, 0]])).count
    3
    """
    clear = np.minimum(tied, strict.T) - strict > 0
    place = layers(np.where(clear, 1, 0) - np.where(clear.T, 1, 0))
    n = len(strict)
    first, shared, circles, counts = np.ones(n, dtype=np.intp), place[:, None] < place, [], []
    cost = float(strict[shared].sum())
    for start in np.unique(place):
        members = np.flatnonzero(place == start)
        if len(members) > MOST:
            raise DomainError(
                f"{len(members)} alternatives hang together by circles of majorities, and orders with ties of more than {MOST} are not tried.",
                hint='ask for orders="strict", which costs no more unless voters tie alternatives.',
            )
        block = np.ix_(members, members)
        least, moves, best, inside, ways = _tried(strict[block], tied[block])
        cost += least
        first[members], shared[block] = start - 1 + best, inside
        circles.append((members, moves))
        counts.append(ways)
    return WeakOptima(cost, prod(counts), first, shared, tuple(circles))


def _tried(strict: Numbers, tied: Numbers) -> tuple[float, dict[int, list[int]], Numbers, Numbers, int]:
    """Return cost, moves of the best orders, best places, who is before whom in all of them, and their number.

    Of each set of those that have been placed, the group that was placed last is one of its subsets.
    """
    n = len(strict)
    whole = (1 << n) - 1
    bits = (np.arange(1 << n)[:, None] >> np.arange(n)) & 1
    together = ((bits @ tied) * bits).sum(axis=-1) / 2
    against = bits @ strict.T  # of each member before a set
    least = np.zeros(1 << n)
    for placed in range(1, 1 << n):
        groups, before = _parts(placed, against[whole ^ placed], n)
        least[placed] = (least[placed ^ groups] + together[groups] + before).min()
    moves: dict[int, list[int]] = {}
    first, late, ways = np.full(n, n), np.zeros((n, n), dtype=bool), {0: 1}
    on = [False] * (1 << n)
    on[whole] = True
    for placed in range(whole, 0, -1):
        if on[placed]:
            groups, before = _parts(placed, against[whole ^ placed], n)
            best = groups[least[placed ^ groups] + together[groups] + before == least[placed]]
            moves[placed] = best.tolist()
            for group in moves[placed]:
                on[placed ^ group] = True
                members = bits[group].astype(bool)
                first[members] = np.minimum(first[members], 1 + int(bits[placed ^ group].sum()))
                late[members] |= ~bits[placed ^ group].astype(bool)
    for placed in sorted(moves):
        ways[placed] = sum(ways[placed ^ group] for group in moves[placed])
    return float(least[whole]), moves, first, ~late.T, ways[whole]


def _parts(placed: int, cost: Numbers, n: int) -> tuple[Numbers, Numbers]:
    """Return the subsets of a set, but for the empty one, with the sum of the costs of their members."""
    groups, sums = np.zeros(1, dtype=np.intp), np.zeros(1)
    for a in range(n):
        if placed >> a & 1:
            groups = np.concatenate([groups, groups | 1 << a])
            sums = np.concatenate([sums, sums + cost[a]])
    return groups[1:], sums[1:]


def _joined(circles: tuple[tuple[Numbers, dict[int, list[int]]], ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
    if not circles:
        yield ()
        return
    members, moves = circles[0]
    for head in _orders(members, moves, (1 << len(members)) - 1):
        for rest in _joined(circles[1:]):
            yield (*head, *rest)


def _orders(members: Numbers, moves: dict[int, list[int]], placed: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    if not placed:
        yield ()
        return
    for group in moves[placed]:
        last = tuple(int(a) for k, a in enumerate(members) if group >> k & 1)
        for head in _orders(members, moves, placed ^ group):
            yield (*head, last)
