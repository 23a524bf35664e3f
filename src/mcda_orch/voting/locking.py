"""Pairs locked in from the strongest on, unless that makes a circle: all that comes of pairs of equal strength."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..errors import DomainError
from .ballots import Numbers
from .relations import chained

__all__ = ["locked"]

MOST = 5000
"""Sets of locked pairs that are followed at most."""


def locked(strength: Numbers, together: bool = False) -> list[Numbers]:
    """Return what is locked in, as strict orders, for every way in which pairs of equal strength may follow one another.

    Parameters
    ----------
    strength : array, shape (n, n)
        How strongly the first beats the second, 0 where it does not.
    together : bool
        Whether pairs of equal strength are decided at once instead: those that make a circle with stronger ones and among themselves
        are all left out.

    Returns
    -------
    list of array of bool, shape (n, n)

    Raises
    ------
    DomainError
        If there are too many ways.

    Examples
    --------
    >>> circle = np.array([[0, 2, 0], [0, 0, 2], [2, 0, 0]])
    >>> len(locked(circle)), len(locked(circle, together=True))
    (3, 1)
    """
    found = [np.zeros(strength.shape, dtype=bool)]
    rows, columns = np.nonzero(strength > 0)
    levels, which = np.unique(-strength[rows, columns], return_inverse=True)
    edges: list[list[tuple[int, int]]] = [[] for _ in levels]
    for a, b, level in zip(rows.tolist(), columns.tolist(), which.tolist(), strict=True):
        edges[level].append((a, b))
    for tied in edges:
        if len(tied) == 1:
            for order in found:
                _lock(order, *tied[0])
            continue
        later = {}
        for order in found:
            for more in _level(order, tied, together):
                later[np.packbits(more).tobytes()] = more
                _few(later)
        found = list(later.values())
    return found


def _few(found: object) -> None:
    if len(found) > MOST:  # type: ignore[arg-type]  # any collection
        raise DomainError(
            f"pairs of equal strength can be locked in more than {MOST:,} ways.",
            hint='ties="together" decides pairs of equal strength at once, and has one result.',
        )


def _lock(order: Numbers, a: int, b: int) -> None:
    """Place a before b unless b is before a, and whatever follows from that."""
    if order[a, b] or order[b, a]:
        return
    below = order[b].copy()
    below[b] = True
    order[order[:, a]] |= below
    order[a] |= below


def _circular(order: Numbers, edges: list[tuple[int, int]]) -> list[bool]:
    """Tell of each pair whether it lies on a circle of an order and of all the pairs."""
    if len(edges) < 2:
        return [False] * len(edges)
    a, b = np.transpose(edges)
    if len(edges) > len(order):
        every = order.copy()
        every[a, b] = True
        return chained(every)[b, a].tolist()  # type: ignore[no-any-return]  # NumPy types this as Any
    leads = order[np.ix_(b, a)] | (b[:, None] == a)  # from the end of one pair to the start of another
    return chained(leads).diagonal().tolist()  # type: ignore[no-any-return]  # as above


def _level(order: Numbers, edges: list[tuple[int, int]], together: bool) -> Iterator[Numbers]:
    """Yield what becomes of an order by pairs of equal strength."""
    left = [(a, b) for a, b in edges if not order[a, b] and not order[b, a]]
    turns = _circular(order, left)
    order = order.copy()
    for (a, b), turning in zip(left, turns, strict=True):
        if not turning:
            _lock(order, a, b)
    circular = [edge for edge, turning in zip(left, turns, strict=True) if turning]
    if together or not circular:
        yield order
        return
    seen = {np.packbits(order).tobytes()}
    open_ = [order]
    while open_:
        one = open_.pop()
        further = [(a, b) for a, b in circular if not one[a, b] and not one[b, a]]
        if not further:
            yield one
        for a, b in further:
            more = one.copy()
            _lock(more, a, b)
            mark = np.packbits(more).tobytes()
            if mark not in seen:
                seen.add(mark)
                _few(seen)
                open_.append(more)
