"""Passes over a large table: one for each question that a method asks of all rows, and one over the rows themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from operator import add
from typing import Any, TypeVar

import numpy as np

from .._statistics import Summary, merged
from ..engine.pace import Pace
from ..errors import MissingError
from .question import Question
from .source import Block, Source

__all__ = ["Over", "either", "named", "passed", "statistics"]

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


def statistics(question: Question, over: Over[Any], shape: tuple[int, ...]) -> tuple[tuple[Summary, ...], int]:
    """Return what the rows say to all questions of a method, and how many rows have no blanks."""
    count = int(np.prod(shape))
    if question.skips:
        count = over(partial(_usable, question), add) or 0
        if not count:
            raise MissingError("every row has a blank cell.", hint="leave the criterion out that is blank everywhere.")
    known: tuple[Summary, ...] = ()
    for _ in range(question.asks):
        said = over(partial(_said, question, known, count), merged)
        assert said is not None  # some row has no blank
        known = (*known, said)
    return known, count


def named(block: Block, i: int) -> str:
    """Return how a row of a block is named."""
    if block.names is not None:
        return repr(block.names[i])
    place = np.unravel_index(i, block.values.shape[:-1])
    at = [int(p) + s for p, s in zip(place, block.start, strict=True)]
    return f"row {at[0]:,}" if len(at) == 1 else f"the row at {tuple(at)}"


def _usable(question: Question, block: Block) -> int:
    return int(question.usable(block.rows, partial(named, block)).sum())


def _said(question: Question, known: tuple[Summary, ...], count: int, block: Block) -> Summary | None:
    rows = block.rows
    full = question.usable(rows, partial(named, block))
    return question.said(rows if full.all() else rows[full], known, count) if full.any() else None
