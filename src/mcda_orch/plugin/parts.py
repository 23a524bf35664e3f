"""A tall matrix seen in parts that stay in cache: first what is asked of all rows, then the rows themselves.

A kernel that is declared ``rowwise`` gives a row a number from the row and from what it asks in ``_statistics``. So it need not see the
matrix: ``summary`` says what some of its rows answer to the first question that is open, ``merged`` what two parts say together, and
``rows`` gives the numbers of some rows once everything is known. Parts may lie in one array, as here, or in the chunks of another library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from .._statistics import Asked, Summary, ends_of_matrix, merged, seen, weighs
from .._xp import Array

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["BUFFER", "in_parts", "keep_blocks", "merged", "part_rows", "questions", "rows", "rows_of", "summary", "summary_of"]

CELLS = 9 * 2**12
"""Numbers in a part: some arrays of them stay in cache, and take no more than two megabytes."""
VECTORS = 8
"""How many times as many rows a part has whose matrix is only weighed, so that no more than numbers for each row are kept."""
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
    own_ends = ends_of_matrix(known) or ()
    columns = np.empty((part.shape[-1], len(part) + len(own_ends)), dtype=part.dtype)  # laid out by column, where NumPy is fastest
    columns[:, : len(part)] = part.T
    for k, end in enumerate(own_ends, len(part)):
        columns[:, k] = end
    columns.flags.writeable = False
    matrix = columns.T
    with seen(matrix, known, count, ended=bool(own_ends)):
        found = kernel(matrix)
    return found[..., : len(part)] if axis == -1 else found[..., : len(part), :]


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
    known: list[Summary] = []
    while True:
        try:
            rows(kernel, some, known, len(some))
        except Asked as question:
            known.append(question.summary)
        else:
            return len(known)


def part_rows(criteria: int) -> int:
    """Return the rows of a part: an odd number of cache lines, so that columns do not all meet in the same places of the cache."""
    return max(CELLS // criteria // 16, BUFFER // 8) * 16 + 8


def _step(x: npt.NDArray[Any], known: Sequence[Summary], size: int | None) -> int:
    return (size or part_rows(x.shape[-1])) * (VECTORS if weighs(known) else 1)


def in_parts(kernel: Kernel, x: npt.NDArray[Any], axis: int, size: int | None = None, *, by_column: bool = True) -> npt.NDArray[Any]:
    """Call a kernel on a matrix in parts of so many rows; `axis` is that of the alternatives in what it returns."""
    known: list[Summary] = []
    while True:
        try:
            return rows_of(kernel, x, known, len(x), axis, size, by_column=by_column)
        except Asked as question:  # on the first part
            known.append(_with_others(question.summary, kernel, x, known, len(x), size))


def summary_of(kernel: Kernel, x: npt.NDArray[Any], known: Sequence[Summary], count: int, size: int | None = None) -> Summary:
    """Return what many rows say to the first question that is not known yet, seen in parts that stay in cache."""
    with _in_cache():
        first = summary(kernel, x[: _step(x, known, size)], known, count)
    return _with_others(first, kernel, x, known, count, size)


def _with_others(first: Summary, kernel: Kernel, x: npt.NDArray[Any], known: Sequence[Summary], count: int, size: int | None) -> Summary:
    """Merge what the first part says with what the others say."""
    step = _step(x, known, size)
    with _in_cache():
        return reduce(merged, (summary(kernel, x[start : start + step], known, count) for start in range(step, len(x), step)), first)


def rows_of(
    kernel: Kernel, x: npt.NDArray[Any], known: Sequence[Summary], count: int, axis: int, size: int | None = None, *, by_column: bool = True
) -> npt.NDArray[Any]:
    """Return what the kernel gives many rows, seen in parts; `axis` is that of the alternatives in what it returns."""
    size = _step(x, known, size)
    with _in_cache():
        part = rows(kernel, x[:size], known, count, axis, by_column=by_column)
        shape = list(part.shape)
        shape[axis] = len(x)
        found = np.empty(shape, dtype=part.dtype)
        for start in range(0, len(x), size):
            if start:
                part = rows(kernel, x[start : start + size], known, count, axis, by_column=by_column)
            if axis == -1:
                found[..., start : start + size] = part
            else:
                found[..., start : start + size, :] = part
    return found


@cache
def keep_blocks() -> None:
    """Let the C library keep the memory of temporary arrays.

    It gives back what is free at once, and gets it anew page by page, which takes several times as long as the arithmetic, until it has
    seen that larger blocks are given back.
    """
    np.empty(SCRATCH // 8)


@contextmanager
def _in_cache() -> Iterator[None]:
    """Let NumPy and the C library compute with arrays of the size of parts at their best."""
    keep_blocks()
    before = np.setbufsize(BUFFER)
    try:
        yield
    finally:
        np.setbufsize(before)
