"""Passes over a large table: what a function gives every block, merged in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

import numpy as np

from ..engine.pace import Pace
from .source import Block, Source

__all__ = ["Over", "either", "passed"]

T = TypeVar("T")

Over = Callable[[Callable[[Block], T | None], Callable[[T, T], T]], T | None]
"""Applies a function to every block of a table and merges what it gives; None where it gives nothing anywhere."""


def passed(source: Source, pace: Pace) -> Over[Any]:
    """Return what goes over a table part by part, at some pace."""

    def over(function: Callable[[Block], T | None], both: Callable[[T, T], T]) -> T | None:
        tasks = (partial(_part, function, both, part) for part in source.parts())
        (_, whole), left_out = pace.reduced(tasks, partial(_both, both), lambda found: int(found[0]), _rows(source))
        if left_out:  # an answer from some rows would be none
            raise KeyboardInterrupt
        found: T | None = whole
        return found

    return over


def _rows(source: Source) -> int:
    return int(np.prod(source.shape))


def _part(function: Callable[[Block], T | None], both: Callable[[T, T], T], part: Callable[[], Iterator[Block]]) -> tuple[int, T | None]:
    """Return how many rows a part has, and what its blocks give together."""
    count, found = 0, None
    for block in part():
        count += len(block.rows)
        found = either(both, found, function(block))
    return count, found


def _both(both: Callable[[T, T], T], a: tuple[int, T | None], b: tuple[int, T | None]) -> tuple[int, T | None]:
    return a[0] + b[0], either(both, a[1], b[1])


def either(both: Callable[[T, T], T], a: T | None, b: T | None) -> T | None:
    """Merge what may be nothing."""
    return b if a is None else a if b is None else both(a, b)
