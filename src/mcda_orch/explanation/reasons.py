"""The smallest sets of criteria on which a lead rests: without them it is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate, combinations
from math import comb
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Leads = Callable[[npt.NDArray[np.bool_]], npt.NDArray[np.bool_]]

__all__ = ["additive_sets", "searched_sets", "smallest_sets"]

Set = tuple[int, ...]

MOST = 1_000
"""Sets that are listed."""
TRIED = 2**14
"""Sets that are tried where not all can be."""


def smallest_sets(leads: npt.NDArray[np.bool_]) -> list[Set]:
    """Return all sets of the smallest size without which there is no lead; `leads` tells it of every coalition.

    Examples
    --------
    >>> smallest_sets(np.array([False, False, True, True]))
    [(1,)]
    """
    m = len(leads).bit_length() - 1
    numbers = np.arange(1, 2**m)
    undone = numbers[~leads[2**m - 1 - numbers]]
    size = np.bitwise_count(undone)
    return sorted(tuple(j for j in range(m) if k >> j & 1) for k in undone[size == size.min()].tolist())


def additive_sets(parts: list[float], gap: float) -> list[Set]:
    """Return the sets of the smallest size whose parts make up a gap, at most `MOST` of them.

    Examples
    --------
    >>> additive_sets([2.0, -1.0, 1.5, 2.0], 3.0)
    [(0, 2), (0, 3), (2, 3)]
    """
    order = sorted(range(len(parts)), key=lambda j: -parts[j])
    ahead = [0.0, *accumulate(parts[j] for j in order)]
    size = next((k for k in range(1, len(order) + 1) if ahead[k] >= gap), len(order))

    def chosen(first: int, left: int, short: float) -> Iterator[Set]:
        """Yield the ways to make up what is short by so many of the criteria from the first on."""
        if not left:
            yield ()
            return
        for k in range(first, len(order) - left + 1):
            if ahead[k + left] - ahead[k] < short:
                return  # those that follow add less
            for rest in chosen(k + 1, left - 1, short - parts[order[k]]):
                yield (order[k], *rest)

    slack = 1e-15 * sum(map(abs, parts))  # rounding parts no sets that make up the gap to the last digit
    return sorted(tuple(sorted(found)) for _, found in zip(range(MOST), chosen(0, size, gap - slack), strict=False))


def searched_sets(leads: Leads, m: int) -> tuple[list[Set], int]:
    """Return the sets of the smallest size without which there is no lead, and the size up to which all sets were tried."""
    size = tried = 0
    while size < m and tried + comb(m, size + 1) <= TRIED:
        size += 1
        tried += comb(m, size)
        sets = list(combinations(range(m), size))
        members = np.ones((len(sets), m), dtype=bool)
        np.put_along_axis(members, np.array(sets), False, axis=-1)
        undone = np.flatnonzero(~leads(members))
        if len(undone):
            return [sets[k] for k in undone.tolist()], size
    return [], size
