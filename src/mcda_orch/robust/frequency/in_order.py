"""Tasks on threads, whose results come in the order of the tasks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

__all__ = ["in_order"]

T = TypeVar("T")


def in_order(tasks: Iterable[Callable[[], T]], workers: int = 1, at_once: int = 1) -> Iterator[T]:
    """Yield the results of tasks in their order; only so many tasks are taken ahead as keep the workers busy.

    Parameters
    ----------
    tasks : iterable of callables
    workers : int
        Threads. NumPy lets others run while it computes.
    at_once : int
        Tasks that a worker takes at a time.

    Examples
    --------
    >>> list(in_order([lambda k=k: k**2 for k in range(5)], workers=2))
    [0, 1, 4, 9, 16]
    """
    if workers == 1:
        for task in tasks:
            yield task()
        return
    left = iter(tasks)
    waiting: deque[Future[list[T]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            while group := list(islice(left, at_once)):
                waiting.append(pool.submit(_each, group))
                if len(waiting) > 2 * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _each(group: list[Callable[[], T]]) -> list[T]:
    return [task() for task in group]
