"""Makes a case smaller: its choices are told again, one after the other a simpler one, and what breaks the law still is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ..plugin.law import Arguments
from .strategies import Ask, Choice, choices_of, told

__all__ = ["smallest"]

Case = tuple[Arguments, Mapping[str, Any]]


def smallest(ask: Ask, seed: int, number: int, broken: Callable[[Case], bool]) -> Case:
    """Return the case of a seed with choices of which no single one can be simpler, and the case broken.

    Fewer choices are simpler, and of as many those that come first among their options: so alternatives and criteria become few, cells
    0 or 1, and orders straight. As every case is made of choices, each is one that could have been drawn.
    """
    case: Case
    case, choices = told(ask, choices_of(ask, seed, number))
    tried = {_size(choices)}
    at = unchanged = 0
    while unchanged < len(choices):
        at %= len(choices)
        for less, taken in _retold(ask, choices, at):
            size = _size(taken)
            if size < _size(choices) and size not in tried and broken(less):
                case, choices, unchanged = less, taken, 0
                break
            tried.add(size)
        else:
            at, unchanged = at + 1, unchanged + 1
    return case


def _retold(ask: Ask, choices: list[Choice], at: int) -> Iterator[tuple[Case, list[Choice]]]:
    """Yield the cases in which one choice is simpler; where fewer are asked for then, any of those that follow may be the one too many."""
    for simpler in _simpler(choices[at]):
        before, after = [*choices[:at], simpler], choices[at + 1 :]
        less, taken = told(ask, [*before, *after])
        yield less, taken
        if len(taken) < len(choices):
            yield from (told(ask, [*before, *after[:k], *after[k + 1 :]]) for k in range(len(after)))


def _size(choices: Sequence[Choice]) -> tuple[int, tuple[int, ...]]:
    flat = tuple(int(v) for choice in choices for v in np.ravel(choice))
    return len(flat), flat


def _simpler(choice: Choice) -> Iterator[Choice]:
    """Yield what may be chosen instead, the simplest first: of an array all cells at once, then row by row, then one by one."""
    if not isinstance(choice, np.ndarray):
        yield from _less(choice)
        return
    if choice.any():
        yield np.zeros_like(choice)
    for parts in (np.ndindex(choice.shape[:-1]), np.ndindex(choice.shape)):
        for part in parts:
            for number in _less(int(np.max(choice[part], initial=0))):
                changed = choice.copy()
                changed[part] = np.minimum(changed[part], number)
                yield changed


def _less(number: int) -> list[int]:
    return sorted({v for v in (*range(4), number // 2, number - 1) if 0 <= v < number})
