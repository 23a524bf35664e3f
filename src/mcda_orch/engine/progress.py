"""Whoever is told how far large work is: a function, a bar of tqdm or rich, or a line on the terminal."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from time import monotonic
from typing import Any, Protocol, TextIO, TypeAlias

from ..errors import DomainError

__all__ = ["Line", "Progress", "Teller", "teller"]

Progress: TypeAlias = Any
"""True, a function of (done, total), ``tqdm.tqdm`` or one of its bars, or a ``rich.progress.Progress``; None or False for nobody."""

SOON, OFTEN = 1.0, 0.1
"""Seconds before the first word, and between one and the next."""


class Teller(Protocol):
    """Is told how much is done, as often as a part is, and when no more comes."""

    def tell(self, done: int, total: int) -> None:
        """Hear that so much of the total is done."""

    def close(self) -> None:
        """Hear that no more comes."""


class Line:
    """One line, written over and over once work has taken a second, and wiped at the end.

    Parameters
    ----------
    what : str
        What is counted.
    stream : file, optional
        The standard error, unless given.
    """

    def __init__(self, what: str = "", stream: TextIO | None = None) -> None:
        self.what = what
        self.stream = sys.stderr if stream is None else stream
        self.start = monotonic()
        self.next = self.start + SOON
        self.long = 0

    def tell(self, done: int, total: int) -> None:
        """Write how far it is, and how long it still takes at this pace."""
        now = monotonic()
        if now < self.next or not done:
            return
        self.next = now + OFTEN
        left = (now - self.start) * (total - done) / done
        said = f"{done:,} of {total:,}{' ' * bool(self.what)}{self.what} ({100 * done // total} %), {_time(left)} left"
        self._write(said)
        self.long = len(said)

    def close(self) -> None:
        """Wipe the line."""
        if self.long:
            self._write("")
            self.stream.write("\r")
            self.stream.flush()
        self.long = 0

    def _write(self, said: str) -> None:
        self.stream.write("\r" + said.ljust(self.long))
        self.stream.flush()


class _Function:
    def __init__(self, function: Callable[[int, int], object]) -> None:
        self.function = function

    def tell(self, done: int, total: int) -> None:
        self.function(done, total)

    def close(self) -> None:
        pass


class _Bar:
    """A bar of tqdm, which counts what has come since; one that is made here is closed here."""

    def __init__(self, bar: Any = None, make: Callable[..., Any] | None = None) -> None:
        self.bar, self.make = bar, make

    def tell(self, done: int, total: int) -> None:
        if self.bar is None:
            assert self.make is not None  # one of the two is given
            self.bar = self.make(total=total)
        self.bar.total = total
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        if self.bar is not None and self.make is not None:
            self.bar.close()


class _Task:
    """A task of a display of rich, which whoever opened it closes."""

    def __init__(self, display: Any) -> None:
        self.display = display
        self.task: Any = None

    def tell(self, done: int, total: int) -> None:
        if self.task is None:
            self.task = self.display.add_task("mcda_orch", total=total)
        self.display.update(self.task, completed=done, total=total)

    def close(self) -> None:
        pass


def teller(progress: Progress, what: str = "") -> Teller | None:
    """Return who is told; None for nobody.

    Examples
    --------
    >>> seen = []
    >>> teller(lambda done, total: seen.append(done / total)).tell(1, 4)
    >>> seen
    [0.25]
    """
    if progress is None or progress is False:
        return None
    if progress is True:
        return Line(what)
    kind = getattr(progress, "func", progress)  # a class with some of its arguments
    if isinstance(kind, type) and hasattr(kind, "update") and hasattr(kind, "close"):
        return _Bar(make=progress)
    if hasattr(progress, "tell") and hasattr(progress, "close"):
        return progress  # type: ignore[no-any-return]  # one of ours
    if hasattr(progress, "add_task") and hasattr(progress, "update"):
        return _Task(progress)
    if hasattr(progress, "update") and hasattr(progress, "n"):
        return _Bar(progress)
    if callable(progress) and not isinstance(progress, type) and _takes_two(progress):
        return _Function(progress)
    raise DomainError(
        f"progress={progress!r} cannot be told how far the work is.",
        hint="use True, a function of (done, total), tqdm.tqdm or one of its bars, or a rich.progress.Progress.",
    )


def _takes_two(function: Callable[..., Any]) -> bool:
    """Tell whether a function can be called with two numbers; what does not say its arguments is taken at its word."""
    try:
        inspect.signature(function).bind(0, 1)
    except TypeError:
        return False
    except ValueError:
        return True
    return True


def _time(seconds: float) -> str:
    whole = int(seconds + 0.5)
    return f"{whole} s" if whole < 100 else f"{whole // 60} min" if whole < 6000 else f"{whole // 3600} h"
