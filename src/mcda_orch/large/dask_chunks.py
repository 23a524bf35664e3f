"""Passes over the chunks of a Dask array: one task a chunk, and a tree of tasks that merge what they give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial, reduce
from itertools import product
from typing import Any, TypeVar

import numpy as np

from ..engine.in_order import died
from ..engine.pace import Pace
from ..errors import DomainError, McdaError
from .passes import Over, either
from .source import Block

__all__ = ["blocks", "passed_by_dask"]

T = TypeVar("T")

FAN = 16
"""Results that one task merges."""


def passed_by_dask(array: Any, pace: Pace) -> Over[Any]:
    """Return what goes over an array by Dask's own scheduler.

    Every pass is computed when it is made, so that no chunk is held from one to the next.
    """
    if pace.executor is not None or pace.workers != 1:
        raise DomainError(
            "a Dask array is worked on by Dask's own scheduler.", hint="leave workers= and executor= out; dask.config.set(scheduler=...)."
        )

    def over(function: Callable[[Block], T | None], both: Callable[[T, T], T]) -> T | None:
        from dask import delayed

        found = [delayed(_given)(function, chunk, start) for chunk, start in _chunks(array)]
        while len(found) > 1:
            found = [delayed(_merged)(both, found[i : i + FAN]) for i in range(0, len(found), FAN)]
        whole: T | None = _computed(found[0])
        if pace.told is not None:
            total = int(np.prod(array.shape[:-1]))
            pace.told.tell(total, total)
            pace.told.close()
        return whole

    return over


def blocks(array: Any) -> Iterator[Block]:
    """Yield the chunks of an array as blocks, computed one by one."""
    return (Block(_computed(chunk), start) for chunk, start in _chunks(array))


def _computed(task: Any) -> Any:
    try:
        return task.compute()
    except Exception as error:
        if died(error):
            raise McdaError(
                f"a worker of Dask ended before its work was done ({type(error).__name__}).",
                hint="it may have run out of memory: give the array smaller chunks, x.rechunk(...).",
            ) from error
        raise


def _chunks(array: Any) -> Iterator[tuple[Any, tuple[int, ...]]]:
    """Yield every chunk, to be computed, with the place of its first row."""
    starts = product(*([0, *np.cumsum(sizes)[:-1].tolist()] for sizes in array.chunks[:-1]))
    return zip(array.to_delayed().ravel().tolist(), starts, strict=True)


def _given(function: Callable[[Block], T | None], chunk: Any, start: tuple[int, ...]) -> T | None:
    return function(Block(np.asanyarray(chunk), start))


def _merged(both: Callable[[T, T], T], found: list[T | None]) -> T | None:
    return reduce(partial(either, both), found)
