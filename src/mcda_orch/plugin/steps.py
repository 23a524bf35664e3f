"""Records the intermediate results of a kernel while a recorder is active; otherwise an identity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ..errors import PluginError

if TYPE_CHECKING:
    from ..core.steps import Step, Steps

__all__ = ["distinct", "recorded", "recording", "step", "steps_of", "unrecorded"]

T = TypeVar("T")
_recorder: ContextVar[list[tuple[str, str, Any]] | None] = ContextVar("recorder", default=None)


def step(name: str, symbol: str, value: T) -> T:
    """Show `value` as a step of the method, and return it.

    Parameters
    ----------
    name : str
        In words.
    symbol : str
        As the publication writes it. Its subscript says what the axes are: ``i`` and ``k`` alternatives, ``j``
        criteria (``r_ij``, ``D_i+``); a symbol without a subscript is a single number.
    value : array, or a callable without arguments
        A callable is only called when somebody looks.
    """
    record = _recorder.get()
    if record is not None:
        record.append((name, symbol, value() if callable(value) else value))
    return value


@contextmanager
def recorded() -> Iterator[list[tuple[str, str, Any]]]:
    """Collect the steps of the kernels that run inside."""
    record: list[tuple[str, str, Any]] = []
    token = _recorder.set(record)
    try:
        yield record
    finally:
        _recorder.reset(token)


def recording() -> bool:
    """Tell whether a recorder is active."""
    return _recorder.get() is not None


@contextmanager
def unrecorded() -> Iterator[None]:
    """Let kernels run inside without showing their steps."""
    token = _recorder.set(None)
    try:
        yield
    finally:
        _recorder.reset(token)


def distinct(symbols: Iterable[str]) -> list[str]:
    """Return the symbols, with primes after the letter where an earlier one is the same: two steps never look the same."""
    found: list[str] = []
    for symbol in symbols:
        letter, line, rest = symbol.partition("_")
        while f"{letter}{line}{rest}" in found:
            letter += "'"
        found.append(f"{letter}{line}{rest}")
    return found


def steps_of(record: list[tuple[str, str, Any]], alternatives: tuple[str, ...], criteria: tuple[str, ...]) -> Steps:
    """Give the recorded arrays their labels."""
    axes = {"i": alternatives, "k": alternatives, "j": criteria}
    from ..core.steps import Step, Steps

    found: list[Step] = []
    for (name, symbol, value), shown in zip(record, distinct(symbol for _, symbol, _ in record), strict=True):
        labels = tuple(axes[letter] for letter in symbol.partition("_")[2] if letter in axes)
        array = np.asarray(value)
        if array.ndim < len(labels):
            array = np.broadcast_to(array, tuple(map(len, labels)))
        if array.ndim == len(labels) + 1 and array.shape[0] == 1:
            array = array[0]  # a row of column statistics keeps its axis inside the kernel
        if array.shape != tuple(map(len, labels)):
            raise PluginError(
                f"step {symbol!r} has shape {array.shape}, but its subscript asks for {tuple(map(len, labels))}.",
                hint="the letters i, k (alternatives) and j (criteria) after the underscore name the axes.",
            )
        found.append(Step(name, shown, array, labels))
    return Steps(tuple(found))
