"""What several best orders of a rule have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from .ballots import Numbers
from .relations import levels
from .strict_orders import Optima
from .weak_orders import WeakOptima

__all__ = ["Solutions"]


@dataclass(frozen=True, slots=True)
class Solutions:
    """The best orders of a rule.

    Attributes
    ----------
    first : array, shape (n,)
        The best place that an alternative has in any of them.
    shared : array of bool, shape (n, n)
        Whether the first comes before the second in all of them.
    count : int, optional
        How many there are; None where that is not known.
    listed : callable
        ``listed(most)`` yields at most so many of them, each as the places of the alternatives.
    """

    first: Numbers
    shared: Numbers
    count: int | None
    listed: Callable[[int], Iterator[Numbers]]

    @classmethod
    def of_strict(cls, found: Optima) -> Solutions:
        """Return orders without ties."""

        def listed(most: int) -> Iterator[Numbers]:
            return _placed([[a] for a in order] for order in found.orders(most))

        return cls(found.first.astype(np.float64), found.shared, found.count, listed)

    @classmethod
    def of_weak(cls, found: WeakOptima) -> Solutions:
        """Return orders with ties."""
        return cls(found.first.astype(np.float64), found.shared, found.count, lambda most: _placed(found.orders(most)))

    @classmethod
    def of_relations(cls, found: list[Numbers]) -> Solutions:
        """Return strict partial orders, each as its levels; those with the same levels are one."""
        orders = list({order.tobytes(): order for order in map(levels, found)}.values())
        first = np.min(orders, axis=-2).astype(np.float64)
        return cls(first, np.all(found, axis=-3), len(orders), lambda most: iter(orders[:most]))


def _placed(orders: Iterable[Iterable[Collection[int]]]) -> Iterator[Numbers]:
    """Yield the place of every alternative in each order, groups that tie together sharing one."""
    for order in orders:
        groups = [list(group) for group in order]
        places = np.empty(sum(map(len, groups)), dtype=np.intp)
        for place, group in enumerate(groups, start=1):
            places[group] = place
        yield places
