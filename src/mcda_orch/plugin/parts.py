"""A tall matrix seen in parts that stay in cache: first what is asked of all rows, then the rows themselves.

A kernel that is declared ``rowwise`` gives a row a number from the row and from what it asks in ``_statistics``. So it need not see the
matrix: ``summary`` says what some of its rows answer to the first question that is open, ``merged`` what two parts say together, and
``rows`` gives the numbers of some rows once everything is known. Parts may lie in one array, as here, or in the chunks of another library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, reduce
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from .._statistics import Asked, Summary, ends_of_matrix, merged, seen, weighs
from .._tape import Otherwise, Tape, Unwritten, numbers
from .._xp import Array

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["BUFFER", "answered", "in_parts", "keep_blocks", "merged", "part_rows", "questions", "rows", "rows_of", "summary", "summary_of"]

CELLS = 9 * 2**12
"""Numbers in a part: some arrays of them stay in cache, and take no more than two megabytes."""
VECTORS = 8
"""How many times as many rows a part has whose matrix is only weighed, so that no more than numbers for each row are kept."""
MANY = 16
"""Parts from which it pays to write down what is done to one."""
READ = 4
"""How many times as many rows a part has of which nothing is asked but what can be read off the cells."""
SCRATCH = 2**22
"""Bytes in the arrays of a kernel that sees a part."""
BUFFER = 256
"""Numbers in a buffer of NumPy's: where a column is shorter, a row of statistics is copied for each of its cells before it is subtracted."""

Kernel = Callable[[Array], Array]
"""A kernel whose weights, senses and parameters are given."""


def rows(kernel: Kernel, part: Array, known: Sequence[Summary], count: int, axis: int = -1, *, by_column: bool = True) -> Array:
    """Return what the kernel gives some rows of a matrix, where everything is known that it asks of all of them.

    Parameters
    ----------
    kernel : callable
        Of a matrix alone.
    part : array, shape (k, m)
    known : sequence of Summary
        What all rows say, question by question.
    count : int
        Rows of the whole matrix.
    axis : int
        That of the alternatives in what it returns.
    by_column : bool
        Whether the part is laid out by column first; what is only weighed never is.

    Raises
    ------
    Asked
        With what the part says to the first question that is not known yet.
    """
    if not by_column or weighs(known):
        return _as_it_lies(kernel, part, known, count)
    columns, ended = _by_column(part, known)
    columns.flags.writeable = False
    matrix = columns.T
    with seen(matrix, known, count, ended=ended):
        found = kernel(matrix)
    return _own(found, len(part), axis)


def _by_column(part: Array, known: Sequence[Summary]) -> tuple[Array, bool]:
    """Lay a part out by column, where NumPy is fastest, with the ends of the columns after it where they are known."""
    own_ends = ends_of_matrix(known) or ()
    columns = np.empty((part.shape[-1], len(part) + len(own_ends)), dtype=part.dtype)
    columns[:, : len(part)] = part.T
    for k, end in enumerate(own_ends, len(part)):
        columns[:, k] = end
    return columns, bool(own_ends)


def _own(found: Array, rows: int, axis: int) -> Array:
    """Return what a kernel gives the rows of a part, without what it gives the ends of the columns."""
    return found[..., :rows] if axis == -1 else found[..., :rows, :]


def _as_it_lies(kernel: Kernel, part: Array, known: Sequence[Summary], count: int) -> Array:
    with seen(part, known, count):
        return kernel(part)


def summary(kernel: Kernel, part: Array, known: Sequence[Summary], count: int) -> Summary:
    """Return what a part of the rows says to the first question that is not known yet."""
    try:
        if known:
            rows(kernel, part, known, count)
        else:  # the first question often is about the cells themselves, which reads each of them once
            _as_it_lies(kernel, part, known, count)
    except Asked as question:
        return question.summary
    raise ValueError("the kernel asks no more")


def questions(kernel: Kernel, some: Array) -> int:
    """Return how many questions a kernel asks, of which each takes one pass; found on a few rows."""
    return len(answered(kernel, some))


def answered(kernel: Kernel, some: Array) -> list[Summary]:
    """Return what a few rows, taken for all, say to the questions of a kernel."""
    known: list[Summary] = []
    while True:
        try:
            rows(kernel, some, known, len(some))
        except Asked as question:
            known.append(question.summary)
        else:
            return known


@cache
def part_rows(criteria: int) -> int:
    """Return the rows of a part: an odd number of cache lines, so that columns do not all meet in the same places of the cache."""
    return max(CELLS // criteria // 16, BUFFER // 8) * 16 + 8


def _step(x: npt.NDArray[Any], known: Sequence[Summary], size: int | None) -> int:
    return (size or part_rows(x.shape[-1])) * (VECTORS if weighs(known) else 1)


class _Run:
    """A kernel that sees a matrix in parts: what it does to the first is written down, and done again to the others.

    Attributes
    ----------
    asked : Asked or None
        What the kernel asks next; None where it gives every row its number.
    """

    def __init__(
        self,
        kernel: Kernel,
        x: npt.NDArray[Any],
        known: Sequence[Summary],
        count: int,
        axis: int,
        size: int | None,
        *,
        by_column: bool = True,
    ) -> None:
        self.kernel, self.x, self.known, self.count, self.axis, self.by_column = kernel, x, known, count, axis, by_column
        self.size = _step(x, known, size)
        self.asked: Asked | None = None
        self._tape: Tape | None = None
        if not (by_column and not weighs(known) and len(x) >= MANY * self.size and self._written()):
            self._seen()

    def _seen(self) -> None:
        """See the first part."""
        part = self.x[: self.size]
        try:
            self._first = rows(self.kernel, part, self.known, self.count, self.axis, by_column=self.by_column)
        except Asked as question:
            self.asked, self._first = question.with_traceback(None), question.summary

    def _written(self) -> bool:
        """See the first part, and tell whether what is done to it could be written down."""
        self._columns, ended = _by_column(self.x[: self.size], self.known)
        tape = Tape(self._columns)
        matrix, self._found = tape.first.T, None
        try:
            with seen(matrix, self.known, self.count, ended=ended):
                self._found = self.kernel(matrix)
        except Asked as question:
            self.asked = question.with_traceback(None)  # which would keep all arrays of the kernel
        except (Unwritten, Exception):  # noqa: BLE001  # what is wrong is raised where nothing is written down
            return False
        tape.keep(self._found, *(a for _, a, *_ in (() if self.asked is None else self.asked.asked)))
        self._tape = tape
        self._first = self._of(self.x[: self.size])
        return True

    def _said_now(self) -> Any:
        return _own(numbers(self._found), self.size, self.axis) if self.asked is None else self.asked.summary

    def _of(self, part: npt.NDArray[Any]) -> Any:
        """Return what the kernel asks of another part, or gives it."""
        if self._tape is not None and len(part) < self.size:  # the last one
            self._tape.forget()
            del self._columns
        elif self._tape is not None:
            self._columns[:, : self.size] = part.T
            try:
                self._tape.again()
            except Otherwise:
                pass
            else:
                return self._said_now()
        if self.asked is not None:
            return summary(self.kernel, part, self.known, self.count)
        return rows(self.kernel, part, self.known, self.count, self.axis, by_column=self.by_column)

    def _parts(self, size: int) -> Iterator[npt.NDArray[Any]]:
        return (self.x[start : start + size] for start in range(size, len(self.x), size))

    def said(self) -> Summary:
        """Return what all rows say to what is asked."""
        if self.asked is not None and self.asked.of_matrix:  # no kernel is needed, nor another layout
            step = self.size * READ
            return reduce(merged, map(self.asked.of, self._parts(step)), self.asked.of(self.x[:step]))
        return reduce(merged, map(self._of, self._parts(self.size)), self._first)

    def given(self) -> npt.NDArray[Any]:
        """Return what the kernel gives all rows."""
        shape = list(self._first.shape)
        shape[self.axis] = len(self.x)
        found = np.empty(shape, dtype=self._first.dtype)
        along = found.swapaxes(self.axis, -1)
        start = 0
        for part in chain([self._first], map(self._of, self._parts(self.size))):
            along[..., start : start + self.size] = part.swapaxes(self.axis, -1)
            start += self.size
        return found


def in_parts(kernel: Kernel, x: npt.NDArray[Any], axis: int, size: int | None = None, *, by_column: bool = True) -> npt.NDArray[Any]:
    """Call a kernel on a matrix in parts of so many rows; `axis` is that of the alternatives in what it returns."""
    known: list[Summary] = []
    with _in_cache():
        while True:
            run = _Run(kernel, x, known, len(x), axis, size, by_column=by_column)
            if run.asked is None:
                return run.given()
            known.append(run.said())
            del run  # with its arrays


def summary_of(kernel: Kernel, x: npt.NDArray[Any], known: Sequence[Summary], count: int, size: int | None = None) -> Summary:
    """Return what many rows say to the first question that is not known yet, seen in parts that stay in cache."""
    with _in_cache():
        run = _Run(kernel, x, known, count, -1, size)
        if run.asked is None:
            raise ValueError("the kernel asks no more")
        return run.said()


def rows_of(
    kernel: Kernel, x: npt.NDArray[Any], known: Sequence[Summary], count: int, axis: int, size: int | None = None, *, by_column: bool = True
) -> npt.NDArray[Any]:
    """Return what the kernel gives many rows, seen in parts; `axis` is that of the alternatives in what it returns."""
    with _in_cache():
        run = _Run(kernel, x, known, count, axis, size, by_column=by_column)
        if run.asked is not None:
            raise run.asked
        return run.given()


@cache
def keep_blocks(size: int = SCRATCH) -> None:
    """Let the C library keep the memory of temporary arrays of up to so many bytes.

    It gives back what is free at once, and gets it anew page by page, which takes several times as long as the arithmetic, until it has
    seen that larger blocks are given back.
    """
    np.empty(size, np.uint8)


@contextmanager
def _in_cache() -> Iterator[None]:
    """Let NumPy and the C library compute with arrays of the size of parts at their best."""
    keep_blocks()
    before = np.setbufsize(BUFFER)
    try:
        yield
    finally:
        np.setbufsize(before)
