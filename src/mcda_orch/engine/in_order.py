"""Tasks on threads or with an executor, whose results come in the order of the tasks."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from ..errors import McdaError, PluginError

__all__ = ["died", "in_order"]

T = TypeVar("T")
Task = Callable[[], T]


def in_order(
    tasks: Iterable[Task[T]], workers: int = 1, at_once: int = 1, executor: Executor | None = None, ahead: int = 0
) -> Generator[T, None, None]:
    """Yield the results of tasks in their order; only so many tasks are taken ahead as keep the workers busy.

    Parameters
    ----------
    tasks : iterable of callables
        Those of an executor of processes or of other machines must be such as can be pickled.
    workers : int
        Threads. NumPy lets others run while it computes.
    at_once : int
        Tasks that a worker takes at a time.
    executor : Executor, optional
        What does the tasks instead; it stays open.
    ahead : int
        How often `at_once` tasks are handed to an executor before the first of them must be done.

    Examples
    --------
    >>> list(in_order([lambda k=k: k**2 for k in range(5)], workers=2))
    [0, 1, 4, 9, 16]
    """
    if executor is not None:
        yield from _handed(executor, iter(tasks), at_once, ahead)
    elif workers == 1:
        for task in tasks:
            yield task()
    else:
        with ThreadPoolExecutor(workers) as pool:
            yield from _handed(pool, iter(tasks), at_once, 2 * workers)


def _handed(pool: Executor, left: Iterator[Task[T]], at_once: int, ahead: int) -> Iterator[T]:
    waiting: deque[tuple[Future[_Done[T]], list[Task[T]]]] = deque()
    try:
        while group := list(islice(left, at_once)):
            waiting.append((pool.submit(_each, group), group))
            if len(waiting) > ahead:
                yield from _received(*waiting.popleft())
        while waiting:
            yield from _received(*waiting.popleft())
    finally:
        for future, _ in waiting:
            future.cancel()


class _Done(NamedTuple, Generic[T]):
    """The results of a group up to the first task that failed, and how it did: what fails elsewhere is the executor's."""

    results: list[T]
    failed: Exception | None


def _each(group: list[Task[T]]) -> _Done[T]:
    found: list[T] = []
    try:
        found.extend(task() for task in group)  # what came before a failure is kept
    except Exception as error:  # noqa: BLE001 - it is raised where the results are received
        return _Done(found, error)
    return _Done(found, None)


def died(error: Exception) -> bool:
    """Tell whether an error says that a worker ended in the middle of its work; Dask's has a name of its own."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


def _received(future: Future[_Done[T]], group: list[Task[T]]) -> Iterator[T]:
    """Yield the results of a group, and raise what one of its tasks raised, or why the executor could not do them."""
    try:
        found = future.result()
    except Exception as error:
        if died(error):
            raise McdaError(
                f"a worker of the executor ended before its work was done ({type(error).__name__}).",
                hint="it may have run out of memory: take fewer workers, or a smaller block=; or it could not import what was sent to it.",
            ) from error
        raise PluginError(
            f"the work cannot be sent to the executor's workers: {_unsendable(group) or str(error).rstrip('.') or type(error).__name__}.",
            hint="methods and distributions of your own go into a module that the workers can import; or use workers=, which are threads.",
        ) from error
    yield from found.results
    if found.failed is not None:
        raise found.failed


def _unsendable(group: list[Task[T]]) -> str | None:
    """Return why tasks cannot be pickled; None where they can."""
    try:
        pickle.dumps(group)
    except Exception as error:  # noqa: BLE001 - whatever a foreign object raises when it is pickled
        return str(error).rstrip(".") or type(error).__name__
    return None
