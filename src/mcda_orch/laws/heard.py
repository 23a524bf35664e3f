"""Hears what a law asks of a plug-in: every run in turn, with what came out, so that a failure can be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..plugin.law import Arguments

__all__ = ["Run", "hearing", "noted"]


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


@contextmanager
def hearing() -> Iterator[list[Run]]:
    """Collect the runs within the block."""
    record: list[Run] = []
    token = _RECORD.set(record)
    try:
        yield record
    finally:
        _RECORD.reset(token)


def noted(of: str, arguments: Arguments, run: Callable[[], Any]) -> Any:
    """Return what a run gives, and note it where somebody listens."""
    record = _RECORD.get()
    if record is None:
        return run()
    try:
        found = np.asarray(run())
    except Exception as error:
        record.append(Run(of, arguments, error=error))
        raise
    record.append(Run(of, arguments, found.copy()))
    return found
