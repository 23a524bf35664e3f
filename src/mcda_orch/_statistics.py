"""What is asked of all alternatives at once: every reduction over rows that a kernel makes, asked here by name.

A kernel gives each row a number from the row itself, the weights, and what it asks here. Asked of a whole matrix, a question is answered
at once. A matrix can also be seen in parts (``plugin/parts.py``): the kernel then runs on a part as far as the first question that has no
answer yet, what the parts say is merged, and where all questions are answered the kernel sees part after part as if each were the whole.
What is asked in one call is found in one pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from ._xp import Array, is_numpy, namespace, ratio

__all__ = [
    "Asked",
    "Summary",
    "added",
    "count",
    "ends",
    "ends_of_matrix",
    "largest",
    "merged",
    "of_length",
    "of_sum",
    "powers",
    "rising",
    "seen",
    "smallest",
    "together",
]

FOLD = 32
"""Rows of a matrix that are reduced as one long row: along memory, for which a row of a few criteria is too short."""
LONG = 256
"""Rows from which that is faster."""
PLAIN = 0.4
"""Power of the largest number up to which squares, and sums of many of them, do not overflow, nor underflow above its reciprocal."""

Numbers: TypeAlias = tuple[Array, ...]
Question: TypeAlias = tuple[str, Array, int]
"""A statistic, an array, and the axis of its alternatives."""


class Answer(NamedTuple):
    """What some rows say to a question, in small arrays, and whether it is about the matrix itself."""

    statistic: str
    numbers: Numbers
    of_matrix: bool


Summary: TypeAlias = tuple[Answer, ...]
"""What some rows say to the questions of one call."""


class Asked(BaseException):  # no error: it leaves a kernel, whatever the kernel catches
    """A kernel that sees a part of the rows asks what is not known yet."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary


class _Part:
    """A part of the rows, with what is known of all of them; two more rows may hold the ends of all columns."""

    def __init__(self, matrix: Array, known: Sequence[Summary], rows: int, ended: bool) -> None:
        self.matrix, self.known, self.rows, self.ended = matrix, known, rows, ended
        self.asked: list[tuple[Question, ...]] = []
        self.rising: list[Array] = []

    def answer(self, questions: tuple[Question, ...]) -> Summary:
        if self.ended and all(kind in _ENDS and any(a is other for other in self.rising) for kind, a, _ in questions):
            return tuple(Answer(kind, (_reduced(*_ENDS[kind], a[-2:, :], axis),), False) for kind, a, axis in questions)
        for place, before in enumerate(self.asked):  # the same question about the same array is no new one
            if len(before) == len(questions) and all(
                a is b and (kind, axis) == (other, along) for (kind, a, axis), (other, b, along) in zip(before, questions, strict=True)
            ):
                return self.known[place]
        if len(self.asked) == len(self.known):
            raise Asked(
                tuple(Answer(kind, STATISTICS[kind].of(self._inner(a, axis), axis), a is self.matrix) for kind, a, axis in questions)
            )
        self.asked.append(questions)
        return self.known[len(self.asked) - 1]

    def _inner(self, a: Array, axis: int) -> Array:
        """Return the rows that are those of the matrix."""
        return a if not self.ended else a[..., :-2] if axis == -1 else a[..., :-2, :]


_part: ContextVar[_Part | None] = ContextVar("part", default=None)


@contextmanager
def seen(matrix: Array, known: Sequence[Summary], rows: int, *, ended: bool = False) -> Iterator[None]:
    """Let kernels that run inside take a matrix for a part of one with so many rows, of which so much is known.

    Parameters
    ----------
    matrix : array, shape (k, m)
    known : sequence of Summary
    rows : int
    ended : bool
        Whether two more rows at its end hold the ends of all columns, so that what rises with the columns has its ends there.

    Raises
    ------
    Asked
        With what the part says to the first question that is not answered in `known`.
    """
    token = _part.set(_Part(matrix, known, rows, ended))
    try:
        yield
    finally:
        _part.reset(token)


def rising(x: Array, found: Array, rises: Callable[[], bool]) -> None:
    """Note that every column of `found` rises, or falls, with that column of the matrix x, so that its ends need not be asked.

    Whether it does is told by `rises`, where anybody can want to know.
    """
    part = _part.get()
    if part is not None and part.ended and x is part.matrix and rises():
        part.rising.append(found)


def ends_of_matrix(known: Sequence[Summary]) -> tuple[Array, Array] | None:
    """Return the ends of the columns of the matrix, where something is known from which they follow."""
    found = {answer.statistic: answer.numbers for summary in known for answer in summary if answer.of_matrix}
    if "smallest" in found and "largest" in found:
        return found["smallest"][0], found["largest"][0]
    power = found.get("power 1", found.get("power 2"))
    return None if power is None else (power[0], power[1])


def merged(a: Summary, b: Summary) -> Summary:
    """Return what two parts say together."""
    return tuple(one._replace(numbers=STATISTICS[one.statistic].both(one.numbers, other.numbers)) for one, other in zip(a, b, strict=True))


def _answers(*questions: Question) -> list[Numbers]:
    part = _part.get()
    if part is None:
        return [STATISTICS[kind].of(a, axis) for kind, a, axis in questions]
    return [answer.numbers for answer in part.answer(questions)]


def _answer(kind: str, a: Array, axis: int) -> Array:
    part = _part.get()
    return STATISTICS[kind].of(a, axis)[0] if part is None else part.answer(((kind, a, axis),))[0][1][0]


def count(x: Array) -> int:
    """Return the number of alternatives."""
    part = _part.get()
    return int(x.shape[-2]) if part is None else part.rows


def smallest(a: Array, axis: int = -2) -> Array:
    """Return the minimum over alternatives, whose axis (-2 of a matrix, -1 of scores) stays with length one."""
    return _answer("smallest", a, axis)


def largest(a: Array, axis: int = -2) -> Array:
    """Return the maximum over alternatives, whose axis stays with length one."""
    return _answer("largest", a, axis)


def ends(a: Array, axis: int = -2) -> tuple[Array, Array]:
    """Return minimum and maximum over alternatives, whose axis stays with length one."""
    low, high = together(axis, ("smallest", a), ("largest", a))
    return low, high


def added(a: Array, axis: int = -2) -> Array:
    """Return the sum over alternatives, whose axis stays with length one."""
    return _answer("sum", a, axis)


def together(axis: int, *questions: tuple[str, Array]) -> list[Array]:
    """Return answers that are found in one pass, such as to ``("smallest", a), ("largest", b), ("sum", a)``."""
    return [numbers[0] for numbers in _answers(*((kind, a, axis) for kind, a in questions))]


def powers(x: Array, power: int, scale: float | None = None) -> tuple[Array, Array, Array]:
    """Divide every column by its largest size, so that no sum overflows or underflows, and add up powers of the parts.

    Parameters
    ----------
    x : array, shape (..., n, m)
    power : {1, 2}
    scale : float, optional
        Size of numbers beside which a column of rounding noise is one of zeros.

    Returns
    -------
    part : array, shape (..., n, m)
        ``x / top``; 0 in a column of zeros.
    top : array, shape (..., 1, m)
        The largest absolute values.
    whole : array, shape (..., 1, m)
        Sums of ``part**power``.
    """
    top, whole = _power_of(x, power)
    return ratio(x, top, scale=top if scale is None else scale), top, whole


def of_sum(x: Array) -> Array:
    """Return every value that is not negative as a share of its column's sum; 0 in a column of zeros."""
    return _over(x, *_power_of(x, 1))


def of_length(x: Array) -> Array:
    """Return every value as a part of its column's Euclidean length; 0 in a column of zeros."""
    top, squares = _power_of(x, 2)
    return _over(x, top, namespace(squares).sqrt(squares))


def _power_of(x: Array, power: int) -> tuple[Array, Array]:
    """Return the largest size of every column, and the sum of powers of its parts."""
    ((low, high, whole),) = _answers((f"power {power}", x, -2))
    return namespace(low).maximum(-low, high), whole


def _over(x: Array, top: Array, parts: Array) -> Array:
    """Divide by a product: at once, unless that would overflow or underflow."""
    if is_numpy(top) and _plain(top):
        return ratio(x, top * parts, scale=0.0)
    return ratio(ratio(x, top, scale=top), parts, scale=0.0)


def _plain(top: Array) -> bool:
    """Tell whether squares and sums of columns with these largest sizes neither overflow nor underflow."""
    limit = _limit(top.dtype)
    if not np.maximum.reduce(top, axis=None, initial=0.0) < limit:
        return False
    return bool(np.minimum.reduce(top, axis=None, initial=limit) > 1 / limit) or bool(((top == 0) | (top > 1 / limit)).all())


@cache
def _limit(dtype: np.dtype[Any]) -> float:
    limit: float = float(np.finfo(dtype).max) ** PLAIN
    return limit


def _reduced(name: str, ufunc: Any, a: Array, axis: int) -> Array:
    """Reduce an array over `axis`, which stays with length one."""
    if type(a) is not np.ndarray and (xp := namespace(a)) is not np:
        return getattr(xp, name)(a, axis=axis, keepdims=True)
    if a.ndim == 2 and axis == -2 and len(a) >= LONG and a.flags.c_contiguous:
        whole, m = len(a) // FOLD * FOLD, a.shape[1]
        found = ufunc.reduce(ufunc.reduce(a[:whole].reshape(-1, FOLD * m), axis=-2).reshape(FOLD, m), axis=-2, keepdims=True)
        return found if whole == len(a) else ufunc(found, ufunc.reduce(a[whole:], axis=-2, keepdims=True))
    return ufunc.reduce(a, axis=axis, keepdims=True)


def _smallest(a: Array, axis: int) -> Numbers:
    return (_reduced(*_ENDS["smallest"], a, axis),)


def _largest(a: Array, axis: int) -> Numbers:
    return (_reduced(*_ENDS["largest"], a, axis),)


def _sum(a: Array, axis: int) -> Numbers:
    return (_reduced("sum", np.add, a, axis),)


def _power(x: Array, axis: int, power: int) -> Numbers:
    xp = namespace(x)
    low, high = _smallest(x, axis)[0], _largest(x, axis)[0]
    top = xp.maximum(-low, high)
    if xp is np and _plain(top):
        return low, high, ratio(_sum(x if power == 1 else x * x, axis)[0], top**power, scale=0.0)
    return low, high, _sum(ratio(x, top, scale=top) ** power, axis)[0]


def _first_power(x: Array, axis: int) -> Numbers:
    return _power(x, axis, 1)


def _second_power(x: Array, axis: int) -> Numbers:
    return _power(x, axis, 2)


def _of_both(power: int) -> Callable[[Numbers, Numbers], Numbers]:
    def both(a: Numbers, b: Numbers) -> Numbers:
        low, high = np.minimum(a[0], b[0]), np.maximum(a[1], b[1])
        top = np.maximum(-low, high)
        one, other = (whole * ratio(np.maximum(-least, most), top, scale=top) ** power for least, most, whole in (a, b))
        return low, high, one + other

    return both


_ENDS: dict[str, tuple[str, Any]] = {"smallest": ("min", np.minimum), "largest": ("max", np.maximum)}


class Statistic(NamedTuple):
    """What the rows of an array say, and what two parts of the rows say together."""

    of: Callable[[Array, int], Numbers]
    both: Callable[[Numbers, Numbers], Numbers]


STATISTICS = {
    "smallest": Statistic(_smallest, lambda a, b: (np.minimum(a[0], b[0]),)),
    "largest": Statistic(_largest, lambda a, b: (np.maximum(a[0], b[0]),)),
    "sum": Statistic(_sum, lambda a, b: (a[0] + b[0],)),
    "power 1": Statistic(_first_power, _of_both(1)),
    "power 2": Statistic(_second_power, _of_both(2)),
}
