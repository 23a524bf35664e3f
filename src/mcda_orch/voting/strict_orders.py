"""Orders without ties that cost least: all of them, by sets of alternatives, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from math import factorial, prod

import numpy as np

from .ballots import Numbers
from .order_bound import bound, improved
from .relations import layers

__all__ = ["Optima", "least_orders"]

DENSE = 13
"""Alternatives of a circle up to which all sets of them are tried; with more a bound says first which of them no best order begins with."""
STATES = 200_000
"""Sets of one size, at most."""
BITS = 64
"""Alternatives of a circle whose sets are numbers."""


@dataclass(frozen=True, slots=True)
class Optima:
    """The orders that cost least.

    Attributes
    ----------
    cost : float
        A whole number.
    count : int, optional
        How many orders cost that; None where only one of them is known.
    first : array of int, shape (n,)
        The best place that an alternative has in any of them.
    shared : array of bool, shape (n, n)
        Whether the first comes before the second in all of them.
    circles : tuple of Circle
        The parts of which they are made, from the top.
    """

    cost: float
    count: int | None
    first: Numbers
    shared: Numbers
    circles: tuple[Circle, ...]

    def orders(self, most: int) -> Iterator[tuple[int, ...]]:
        """Yield at most so many of them, each as alternatives from the best on."""
        for number, order in enumerate(_joined(self.circles)):
            if number == most:
                return
            yield order


@dataclass(frozen=True, slots=True)
class Circle:
    """Alternatives that no majority parts from each other, and their best orders.

    Attributes
    ----------
    members : array of int
    cost : float
    moves : list of tuple, optional
        For every size of the set that comes first: from which set, with which alternative, to which set; only those of best orders. None
        where nobody beats anybody, so that all orders are best.
    starts : list of array
        The sets of every size.
    only : tuple of int, optional
        The one best order that is known, by places among the members, where others may be as good.
    """

    members: Numbers
    cost: float = 0.0
    moves: list[tuple[Numbers, Numbers, Numbers]] | None = None
    starts: list[Numbers] = field(default_factory=list)
    only: tuple[int, ...] | None = None

    def orders(self) -> Iterator[tuple[int, ...]]:
        """Yield the best orders."""
        if self.only is not None:
            return iter([tuple(self.members[list(self.only)].tolist())])
        return permutations(self.members.tolist()) if self.moves is None else self._from(self.moves, 0, 0)

    def _from(self, moves: list[tuple[Numbers, Numbers, Numbers]], size: int, state: int) -> Iterator[tuple[int, ...]]:
        if size == len(moves):
            yield ()
            return
        source, placed, to = moves[size]
        for k in np.flatnonzero(source == state):
            head = int(self.members[placed[k]])
            for rest in self._from(moves, size + 1, int(to[k])):
                yield (head, *rest)

    def count(self) -> int:
        """How many best orders there are."""
        if self.moves is None:
            return factorial(len(self.members))
        ways: list[int] = [1]
        for (source, _, to), masks in zip(self.moves[::-1], self.starts[::-1], strict=True):
            less = [0] * len(masks)
            for s, t in zip(source.tolist(), to.tolist(), strict=True):
                less[s] += ways[t]
            ways = less
        return ways[0]


def least_orders(margin: Numbers) -> Optima:
    """Return the orders in which the margins of those who are placed against a majority add up to the least.

    Parameters
    ----------
    margin : array, shape (n, n)
        Whole numbers: how much more the first has than the second; antisymmetric.

    Returns
    -------
    Optima

    Notes
    -----
    Whoever beats all of the others comes before them in every best order, so that each circle is ordered by itself. The best orders of
    its sets follow from those of sets with one alternative less (Held and Karp's recursion), all sets of a size at once.

    Examples
    --------
    >>> found = least_orders(np.array([[0, 1, -1], [-1, 0, 1], [1, -1, 0]]))
    >>> found.cost, found.count, sorted(found.orders(9))
    (1.0, 3, [(0, 1, 2), (1, 2, 0), (2, 0, 1)])
    """
    n = len(margin)
    place = layers(margin)
    against = np.maximum(-margin, 0.0)
    first, shared, circles, known = np.ones(n, dtype=np.intp), place[:, None] < place, [], True
    for start in np.unique(place):
        members = np.flatnonzero(place == start)
        circle = _circle(margin[np.ix_(members, members)], against[np.ix_(members, members)], members)
        best, inside = _told(circle)
        first[members] = start - 1 + best
        shared[np.ix_(members, members)] = inside
        circles.append(circle)
        known &= circle.only is None
    count = prod(circle.count() for circle in circles) if known else None
    return Optima(float(sum(c.cost for c in circles)), count, first, shared, tuple(circles))


def _circle(margin: Numbers, against: Numbers, members: Numbers) -> Circle:
    n = len(members)
    if not against.any():
        return Circle(members)
    if n <= DENSE:
        found = _tried(against, np.zeros_like(against), np.inf)
    else:
        order, cost = improved(margin)
        limit = bound(margin, cost)
        found = _tried(against, limit.penalty, cost - limit.least) if n <= BITS else None
        if found is None:
            best, cost = limit.solved(order, cost)
            return Circle(members, cost, only=tuple(best))
    assert found is not None
    return Circle(members, *found)


def _tried(against: Numbers, penalty: Numbers, slack: float) -> tuple[float, list[tuple[Numbers, Numbers, Numbers]], list[Numbers]] | None:
    """Return the least cost and the moves of the best orders, or None where too many sets are left.

    ``against[a, b]`` is the cost of a before b. Orders whose penalties exceed the slack are no best ones.
    """
    n = len(against)
    bits = np.arange(n, dtype=np.uint64)
    masks, cost, owed = np.zeros(1, dtype=np.uint64), np.zeros(1), np.zeros(1)
    forward, starts = [], []
    for _ in range(n):
        starts.append(masks)
        left = ((masks[:, None] >> bits) & np.uint64(1)) == 0
        rest = left.astype(np.float64)
        due = owed[:, None] + rest @ penalty.T
        source, placed = np.nonzero(left & (due <= slack))
        masks_next, to = np.unique(masks[source] | (np.uint64(1) << bits[placed]), return_inverse=True)
        if len(masks_next) > STATES:
            return None
        reached = cost[source] + (rest @ against.T)[source, placed]
        cost, owed = np.full(len(masks_next), np.inf), np.full(len(masks_next), np.inf)
        np.minimum.at(cost, to, reached)
        np.minimum.at(owed, to, due[source, placed])
        best = reached == cost[to]
        forward.append((source[best], placed[best], to[best]))
        masks = masks_next
    moves: list[tuple[Numbers, Numbers, Numbers]] = []
    on = np.ones(1, dtype=bool)
    for (source, placed, to), held in zip(forward[::-1], starts[::-1], strict=True):
        kept = on[to]
        moves.append((source[kept], placed[kept], to[kept]))
        on = np.zeros(len(held), dtype=bool)
        on[source[kept]] = True
    return float(cost[0]), moves[::-1], starts


def _told(circle: Circle) -> tuple[Numbers, Numbers]:
    """Return the best place of each member in any best order, and who comes before whom in all of them."""
    n = len(circle.members)
    if circle.only is not None:
        place = np.empty(n, dtype=np.intp)
        place[list(circle.only)] = np.arange(1, n + 1)
        return place, place[:, None] < place
    if circle.moves is None:
        return np.ones(n, dtype=np.intp), np.zeros((n, n), dtype=bool)
    first, late = np.full(n, n), np.zeros((n, n), dtype=bool)
    bits = np.arange(n, dtype=np.uint64)
    for size, ((source, placed, _), masks) in enumerate(zip(circle.moves, circle.starts, strict=True)):
        np.minimum.at(first, placed, size + 1)
        left = ((masks[source][:, None] >> bits) & np.uint64(1)) == 0
        for a in np.unique(placed):
            late[a] |= left[placed == a].any(axis=-2)
    return first, ~late.T  # nobody else is ever placed while the first is left; whoever is placed is left, so that the diagonal is False


def _joined(circles: tuple[Circle, ...]) -> Iterator[tuple[int, ...]]:
    if not circles:
        yield ()
        return
    for head in circles[0].orders():
        for rest in _joined(circles[1:]):
            yield (*head, *rest)
