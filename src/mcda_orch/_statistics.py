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
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from ._reductions import ENDS, STATISTICS, Numbers, plain, plain_total, reduced
from ._tape import numbers
from ._xp import Array, dot, is_numpy, namespace, ratio

__all__ = [
    "Asked",
    "Summary",
    "added",
    "count",
    "ends",
    "ends_of_matrix",
    "foreseen",
    "largest",
    "merged",
    "of_length",
    "of_sum",
    "powers",
    "rising",
    "seen",
    "smallest",
    "together",
    "weighed",
    "weighs",
]

FEW = 2**11
"""Cells of which parts are made sooner than weights are looked at."""

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

    def __init__(self, asked: tuple[tuple[str, Array, int, bool], ...]) -> None:
        self.asked, self.errors = asked, np.geterr()

    @property
    def summary(self) -> Summary:
        """What the part says; on a tape, what it says now."""
        with np.errstate(**self.errors):
            return tuple(Answer(kind, STATISTICS[kind].of(numbers(a), axis), of_matrix) for kind, a, axis, of_matrix in self.asked)

    @property
    def of_matrix(self) -> bool:
        """Whether nothing is asked but what can be read off the cells themselves."""
        return all(of_matrix for *_, of_matrix in self.asked)

    def of(self, cells: Array) -> Summary:
        """Return what some rows of the matrix say, of which nothing else is asked."""
        with np.errstate(**self.errors):
            return tuple(Answer(kind, STATISTICS[kind].of(cells, axis), True) for kind, _, axis, _ in self.asked)


class _Part:
    """A part of the rows, with what is known of all of them; two more rows may hold the ends of all columns."""

    def __init__(self, matrix: Array, known: Sequence[Summary], rows: int, ended: bool) -> None:
        self.matrix, self.known, self.rows, self.ended = matrix, known, rows, ended
        self.asked: list[tuple[Question, ...]] = []
        self.rising: list[Array] = []

    def answer(self, questions: tuple[Question, ...]) -> Summary:
        for place, before in enumerate(self.asked):  # the same question about the same array is no new one
            if len(before) == len(questions) and all(
                a is b and (kind, axis) == (other, along) for (kind, a, axis), (other, b, along) in zip(before, questions, strict=True)
            ):
                return self.known[place]
        if self.ended and all(kind in ENDS and self._ends_in(a) for kind, a, _ in questions) and not self._next(questions):
            return tuple(Answer(kind, (reduced(*ENDS[kind], numbers(a[-2:, :]), axis),), False) for kind, a, axis in questions)
        if len(self.asked) == len(self.known):
            raise Asked(tuple((kind, self._inner(a, axis), axis, a is self.matrix) for kind, a, axis in questions))
        self.asked.append(questions)
        return self.known[len(self.asked) - 1]

    def _ends_in(self, a: Array) -> bool:
        """Tell whether the last two rows of an array hold the ends of its columns."""
        return a is self.matrix or any(a is other for other in self.rising)

    def _next(self, questions: tuple[Question, ...]) -> bool:
        """Tell whether the next answer that is known is that to questions about the matrix."""
        answers = self.known[len(self.asked)] if len(self.asked) < len(self.known) else ()
        return len(answers) == len(questions) and all(
            a is self.matrix and (kind, True) == (answer.statistic, answer.of_matrix)
            for (kind, a, _), answer in zip(questions, answers, strict=True)
        )

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


def foreseen(x: Array) -> None:
    """Where a matrix is seen in parts, ask for the ends of its columns, as what rises with them then has its own ends at hand."""
    if _part.get() is not None:
        ends(x)


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
    """Return answers that are found in one pass, such as to ``("smallest", a), ("largest", b), ("sum", a)``.

    To ``("reciprocals", a)`` the answer is the sum of reciprocals in units of the largest, ``sum_i min(a) / a_i``.
    """
    return [numbers[-1] for numbers in _answers(*((kind, a, axis) for kind, a in questions))]


def weighed(x: Array, power: Literal[1, 2], *weights: Array) -> list[Array]:
    """Weigh values as parts of their columns' sums or lengths: ``dot(of_sum(x), w)`` of one or several weights.

    Of one problem no matrix of parts is made: what divides the columns divides the weights.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative where `power` is 1.
    power : {1, 2}
        Parts of sums, or of Euclidean lengths.
    *weights : array, shape (..., m)

    Returns
    -------
    list of array, shape (..., n)
    """
    if _part.get() is None and is_numpy(x) and x.size < FEW:
        r = of_sum(x) if power == 1 else of_length(x)
        return [dot(r, w) for w in weights]
    ((size, whole),) = _answers((f"total {power}", x, -2))
    parts = whole if power == 1 else namespace(whole).sqrt(whole)
    if x.ndim == 2 and is_numpy(size, *weights) and all(w.ndim == 1 and plain(w) for w in weights) and plain(size):
        return [dot(x, ratio(w, (size * parts)[0], scale=0.0)) for w in weights]
    r = _over(x, size, parts)
    return [dot(r, w) for w in weights]


def weighs(known: Sequence[Summary]) -> bool:
    """Tell whether a kernel weighs the values as they are, so that it sees no matrix but theirs."""
    return any(answer.statistic.startswith("total") for summary in known for answer in summary)


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
    if _part.get() is None:
        top = _answer("largest", namespace(x).abs(x), -2)
        part = ratio(x, top, scale=top if scale is None else scale)
        return part, top, added(part if power == 1 else part * part)
    top, whole = _power_of(x, power)
    return ratio(x, top, scale=top if scale is None else scale), top, whole


def of_sum(x: Array) -> Array:
    """Return every value that is not negative as a share of its column's sum; 0 in a column of zeros."""
    plainly = plain_total(x, -2, 1) if _part.get() is None else None
    return _over(x, *_power_of(x, 1)) if plainly is None else ratio(x, plainly, scale=0.0)


def of_length(x: Array, sense: Array | float = 1.0) -> Array:
    """Return every value as a part of its column's Euclidean length, negated where the sense of a column is -1; 0 in a column of zeros."""
    plainly = plain_total(x, -2, 2) if _part.get() is None else None
    if plainly is not None:
        return ratio(x, sense * np.sqrt(plainly), scale=0.0)
    top, squares = _power_of(x, 2)
    return _over(x, top, sense * namespace(squares).sqrt(squares))


def _power_of(x: Array, power: int) -> tuple[Array, Array]:
    """Return the largest size of every column, and the sum of powers of its parts; of parts, it tells the ends of columns too."""
    ((low, high, whole),) = _answers((f"power {power}", x, -2))
    return namespace(low).maximum(-low, high), whole


def _over(x: Array, top: Array, parts: Array) -> Array:
    """Divide by a product: at once, unless that would overflow or underflow."""
    if is_numpy(top) and plain(top):
        return ratio(x, top * parts, scale=0.0)
    return ratio(ratio(x, top, scale=top), parts, scale=0.0)
