"""Large work in parts: who does them, how they are put together, who is told, and what is left when it is interrupted."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import DomainError
from .in_order import in_order
from .progress import Progress, Teller, teller

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["Pace"]

T = TypeVar("T")

GROUP, AHEAD = 8, 64
"""Parts that are sent to an executor at a time, and groups of them that are under way: sending takes as long as some parts do."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How large work is done. It changes no bit of what comes out: parts depend on nothing but their place, and are merged in order.

    Attributes
    ----------
    workers : int
        Threads.
    at_once : int
        Parts that a worker takes at a time.
    executor : Executor, optional
        What does the work instead of threads of our own.
    told : Teller, optional
        Who is told how far it is.
    """

    workers: int = 1
    at_once: int = 1
    executor: Executor | None = None
    told: Teller | None = None

    @classmethod
    def of(
        cls, workers: int = 1, block: int | None = None, size: int = 1, executor: Any = None, progress: Progress = None, what: str = "draws"
    ) -> Pace:
        """Return the pace that the arguments of a question ask for.

        Parameters
        ----------
        workers : int
        block : int, optional
            How many draws a worker takes at a time, of which a part has `size`.
        executor : Executor, or Client of Dask's distributed scheduler, optional
        progress : Progress, optional
        what : str
            What is counted, for whoever is told.
        """
        for name, value in (("workers", workers), ("block", block)):
            if value is not None and value < 1:
                raise DomainError(f"{name}={value!r} must be at least 1.")
        if executor is not None:
            executor = executor.get_executor() if hasattr(executor, "get_executor") else executor
            if not hasattr(executor, "submit"):
                raise DomainError(
                    f"executor={executor!r} can do no work.",
                    hint="use one of concurrent.futures, or the client of Dask's distributed scheduler; threads of its own are workers=2.",
                )
            if workers != 1:
                raise DomainError("an executor brings its own workers.", hint="leave workers= out.")
        at_once = max(block // size, 1) if block is not None else GROUP if executor is not None else 1
        return cls(workers, at_once, executor, teller(progress, what))

    def results(self, tasks: Iterable[Callable[[], T]]) -> Generator[T, None, None]:
        """Yield the results of tasks in their order."""
        return in_order(tasks, self.workers, self.at_once, self.executor, AHEAD)

    def reduced(
        self,
        tasks: Iterable[Callable[[], T]],
        merged: Callable[[T, T], T],
        count: Callable[[T], int],
        total: int,
        enough: Callable[[T], bool] = lambda whole: False,
    ) -> tuple[T, bool]:
        """Merge the results of tasks as they come, so that no more than one whole is held; tell whether an interruption left some out.

        Parameters
        ----------
        tasks : iterable of callables
        merged : callable
            From the whole so far and a part to a new whole: neither is changed, so that an interruption never leaves half of a part.
        count : callable
            How much of `total` a whole holds.
        enough : callable
            Whether a whole will do.

        Raises
        ------
        KeyboardInterrupt
            Where no part was done.
        """
        whole: T | None = None
        try:
            with closing(self.results(tasks)) as results:
                for part in results:
                    whole = part if whole is None else merged(whole, part)
                    if self.told is not None:
                        self.told.tell(count(whole), total)
                    if enough(whole):
                        break
        except KeyboardInterrupt:
            if whole is None:
                raise
            return whole, count(whole) < total
        finally:
            if self.told is not None:
                self.told.close()
        assert whole is not None  # work has parts
        return whole, False
