"""Hears what a law asks of a plug-in: every run in turn, with what came out, so that a failure can be told and none is done twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..plugin.law import Arguments
from ..plugin.plugin import Plugin

__all__ = ["Run", "forgetting", "hearing", "noted", "remembering"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a plug-in.

    Attributes
    ----------
    of : str
        What ran: ``"the kernel"`` or one of its forms.
    arguments : Arguments
    found : array, optional
        What came out.
    error : Exception, optional
        What it raised.
    """

    of: str
    arguments: Arguments
    found: Any = None
    error: Exception | None = None


_RECORD: ContextVar[list[Run] | None] = ContextVar("heard", default=None)
_MEMORY: ContextVar[dict[tuple[Any, ...], tuple[Any, Plugin[Any], Arguments]] | None] = ContextVar("remembered", default=None)


@contextmanager
def hearing() -> Iterator[list[Run]]:
    """Collect the runs within the block."""
    record: list[Run] = []
    token = _RECORD.set(record)
    try:
        yield record
    finally:
        _RECORD.reset(token)


@contextmanager
def remembering() -> Iterator[None]:
    """Run nothing twice within the block: laws are tried on the same cases, and most of them ask what comes of a case as it is."""
    token = _MEMORY.set({})
    try:
        yield
    finally:
        _MEMORY.reset(token)


@contextmanager
def forgetting() -> Iterator[None]:
    """Run everything within the block, as a law that is about the running itself needs."""
    token = _MEMORY.set(None)
    try:
        yield
    finally:
        _MEMORY.reset(token)


def noted(plugin: Plugin[Any], of: str, arguments: Arguments, run: Callable[[], Any]) -> Any:
    """Return what a run gives, and note it where somebody listens."""
    record, memory = _RECORD.get(), _MEMORY.get()
    if record is not None:
        try:
            found = np.asarray(run())
        except Exception as error:
            record.append(Run(of, arguments, error=error))
            raise
        record.append(Run(of, arguments, found.copy()))
        return found
    if memory is None:
        return run()
    key = (id(plugin), of, *((name, *_content(value)) for part in (arguments.arrays, arguments.params) for name, value in part.items()))
    if key not in memory:
        found = np.array(run())
        found.flags.writeable = False
        memory[key] = found, plugin, arguments  # what an id stands for stays alive
    return memory[key][0]


def _content(value: Any) -> tuple[Any, ...]:
    """Return what tells a value from others: the content of an array or of a plain value, else which one it is."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    return (type(value), value) if isinstance(value, (str, int, float)) else (id(value),)
