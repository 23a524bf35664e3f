"""Majorities of several views, taken on through others: places under the dominance that follows, with sets of alternatives as bits."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from .ascending import ascending, reached
from .majority_chains import places_of_many

__all__ = ["View", "final_places", "view"]

Rows: TypeAlias = npt.NDArray[Any]

MANY = 1000
"""Alternatives beyond which even sets of bits are many."""
TOGETHER = 2**15
"""Words of 64 alternatives in flight in one array."""


class View(NamedTuple):
    """Scores of some rows in ascending order, with how many are ahead and behind by more than a tie.

    Attributes
    ----------
    order : array of int, shape (b, n)
        The alternatives in ascending order.
    ahead, behind : array of int, shape (b, n)
        In this order.
    """

    order: Rows
    ahead: Rows
    behind: Rows

    def places(self) -> Rows:
        """One more than how many are ahead of each alternative, shape (b, n)."""
        return self.each(self.ahead) + 1

    def each(self, ordered: Rows) -> Rows:
        """What stands in the order of the scores, alternative by alternative, shape (b, n)."""
        found = np.empty_like(ordered)
        np.put_along_axis(found, self.order, ordered, axis=-1)
        return found


def view(scores: Rows, tie: Rows) -> View:
    """Sort scores, of which more is better and a gap of at most `tie` none, shapes (b, n) and (b,)."""
    count, n = scores.shape
    starts = np.arange(count)[:, None]
    places, ordered = ascending(np.ascontiguousarray(scores))
    first = reached(ordered, ordered + tie[:, None])  # the first that is ahead
    behind = np.bincount((first + starts * (n + 1)).reshape(-1), minlength=count * (n + 1)).reshape(count, n + 1)
    return View(places - starts * n, n - first, np.cumsum(behind, axis=-1)[:, :-1])


def final_places(views: list[View]) -> Rows:
    """Place of every alternative: one more than how many lead to it by a chain of majorities that no chain leads back, shape (b, n).

    One is put before another where more views have it ahead than behind. A row is cut where all above are put before all below. What lies
    between two cuts is one circle where no two are tied; else the circle of one alternative is found, and chains are followed through
    each alternative that is left.
    """
    count, n = views[0].order.shape
    if n > MANY:
        alone = [[View(*(a[k : k + 1] for a in one)) for one in views] for k in range(count)]
        return np.concatenate([_of_many(some) for some in alone])
    rows = max(1, TOGETHER // (n * -(-n // 64)))
    parts = [slice(start, start + rows) for start in range(0, count, rows)]
    return np.concatenate([_placed([View(*(a[part] for a in one)) for one in views]) for part in parts])


def _of_many(views: list[View]) -> Rows:
    found = places_of_many([one.each(one.ahead)[0] for one in views], [one.each(one.behind)[0] for one in views])
    return _placed(views) if found is None else found[None]


def _placed(views: list[View]) -> Rows:
    sets = [_sets(one) for one in views]
    down, up = _majority([a for _, a in sets], [b for b, _ in sets]), _majority([b for b, _ in sets], [a for _, a in sets])
    found, settled = _cut(_sizes(down), _sizes(up))
    some = np.flatnonzero(~settled.all(axis=-1))
    if len(some):
        found[some] = np.where(settled[some], found[some], _chained(down[:, some], up[:, some], ~settled[some]))
    return found


def _sets(one: View) -> tuple[Rows, Rows]:
    """Who is ahead of and behind each alternative, as bits, shape (words, b, n)."""
    count, n = one.order.shape
    words, rows = -(-n // 64), np.arange(count)[:, None]
    first = np.zeros((words, count, n + 1), dtype=np.uint64)
    first[one.order >> 6, rows, np.arange(1, n + 1)] = np.uint64(1) << (one.order & 63).astype(np.uint64)
    np.bitwise_or.accumulate(first, axis=-1, out=first)
    flat, starts = first.reshape(words, -1), rows * (n + 1)
    place = np.empty((count, n), dtype=np.intp)
    np.put_along_axis(place, one.order, np.arange(n)[None], axis=-1)
    ahead, behind = (np.take_along_axis(a, place, axis=-1) + starts for a in (n - one.ahead, one.behind))
    return first[..., -1:] ^ flat.take(ahead, axis=-1), flat.take(behind, axis=-1)


def _majority(on: list[Rows], against: list[Rows]) -> Rows:
    """Those for whom more of three views are on than against."""
    a, b, c = on
    not_a, not_b, not_c = (~other for other in against)
    found: Rows = (a & b) | (c & (a | b)) | (a & not_b & not_c) | (b & not_a & not_c) | (c & not_a & not_b)
    return found


def _sizes(sets: Rows) -> Rows:
    """How many each set holds."""
    found: Rows = np.bitwise_count(sets).sum(axis=-sets.ndim, dtype=np.intp)
    return found


def _cut(won: Rows, lost: Rows) -> tuple[Rows, Rows]:
    """Places of those who share one with all between their cuts, and for whom they are settled, shape (b, n).

    The leads of u alternatives add up to u (n - u) only where all of them are put before all others.
    """
    count, n = won.shape
    order, lead = ascending(lost - won)
    above = np.arange(1, n + 1)
    ends = np.cumsum(-lead, axis=-1) == above * (n - above)
    starts = np.ones_like(ends)
    starts[:, 1:] = ends[:, :-1]
    start = np.maximum.accumulate(np.where(starts, above, 0), axis=-1)
    group = np.cumsum(starts) - 1
    tied = np.bincount(group, weights=(n - 1 - won - lost).take(order).reshape(-1))
    places, settled = np.empty(count * n, dtype=np.intp), np.empty(count * n, dtype=bool)
    places[order], settled[order] = start, (tied[group] == 0).reshape(count, n)
    return places.reshape(count, n), settled.reshape(count, n)


def _chained(down: Rows, up: Rows, left: Rows) -> Rows:
    """Places of those that are left, by following chains, shape (b, n)."""
    words, count, n = down.shape
    rows = np.arange(count)
    lead = np.where(left, np.abs(_sizes(down) - _sizes(up)), n)
    pivot = lead.argmin(axis=-1)
    first = np.zeros((words, count), dtype=np.uint64)
    first[pivot >> 6, rows] = np.uint64(1) << (pivot & 63).astype(np.uint64)
    before, after = _closure(up, first), _closure(down, first)
    circle = before & after
    found = np.broadcast_to((1 + _sizes(before) - _sizes(circle))[:, None], (count, n))
    reaching = up | np.where(((up & circle[..., None]) != 0).any(axis=-3), before[..., None], np.uint64(0))
    left = left & ~_members(circle, n)
    order = left.sum(axis=-1).argsort()[::-1]  # those with many left come first, so that the others are done early
    reaching, left = reaching[:, order], left[order]
    many = left.sum(axis=-1)
    through = (~left).argsort(axis=-1, kind="stable").T
    for j in range(many[0]):
        some = int((many > j).sum())
        k, part = through[j, :some], reaching[:, :some]
        has = part[k >> 6, rows[:some]] >> (k & 63).astype(np.uint64)[:, None] & np.uint64(1)
        part |= has * part[:, rows[:some], k][..., None]
    each = np.arange(n)
    itself = (reaching[each >> 6, :, each].T >> (each & 63).astype(np.uint64) & np.uint64(1)).astype(bool) & left
    alike = np.zeros((count, n), dtype=np.intp)
    circles = np.flatnonzero(itself.any(axis=-1))
    if len(circles):
        own, sets = itself[circles], reaching[:, circles]
        members = (~own).argsort(axis=-1, kind="stable").T[: own.sum(axis=-1).max()]
        at = np.arange(len(circles))
        for k in members:
            alike[circles] += own[at, k][:, None] & own & (sets == sets[:, at, k][..., None]).all(axis=-3)
    places = found.copy()
    places[order] = np.where(left, 1 + _sizes(reaching) - alike, found[order])
    return places


def _closure(relation: Rows, start: Rows) -> Rows:
    """All that chains of a relation lead to from a set, with the set itself, shape (words, b)."""
    n, found = relation.shape[-1], start
    while True:
        more = found | np.bitwise_or.reduce(relation * _members(found, n), axis=-1)
        if (more == found).all():
            return found
        found = more


def _members(sets: Rows, n: int) -> Rows:
    """Whether each alternative is in a set, shape (b, n)."""
    little = np.ascontiguousarray(sets.T).astype("<u8", copy=False)
    found: Rows = np.unpackbits(little.view(np.uint8), axis=-1, count=n, bitorder="little").view(bool)
    return found
