"""A tall matrix seen in parts that stay in cache: first what is asked of all rows, then the rows themselves.

A kernel that is declared ``rowwise`` gives a row a number from the row and from what it asks in ``_statistics``. So it need not see the
matrix: ``summary`` says what some of its rows answer to the first question that is open, ``merged`` what two parts say together, and
``rows`` gives the numbers of some rows once everything is known. Parts may lie in one array, as here, or in the chunks of another library.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from .._statistics import Asked, Summary, merged, seen
from .._xp import Array

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["ROWS", "in_parts", "merged", "questions", "rows", "rows_of", "summary", "summary_of"]

ROWS = 2000
"""Rows of a part: some columns of them stay in cache, and as no power of two they do not all meet in the same places of it."""
SCRATCH = 2**22
"""Bytes that the parts of a matrix may take together."""

Kernel = Callable[[Array], Array]
"""A kernel whose weights, senses and parameters are given."""


def rows(kernel: Kernel, part: Array, known: Sequence[Summary], count: int) -> Array:
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

    Raises
    ------
    Asked
        With what the part says to the first question that is not known yet.
    """
    with seen(known, count):
        return kernel(part)


def summary(kernel: Kernel, part: Array, known: Sequence[Summary], count: int) -> Summary:
    """Return what a part of the rows says to the first question that is not known yet."""
    try:
        rows(kernel, part, known, count)
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


def in_parts(kernel: Kernel, x: npt.NDArray[Any], axis: int, size: int = ROWS) -> npt.NDArray[Any]:
    """Call a kernel on a matrix in parts of so many rows; `axis` is that of the alternatives in what it returns."""
    np.empty(SCRATCH // 8)  # once it is given back, the C library keeps blocks of that size, of which parts make and free many
    known: list[Summary] = []
    starts = range(0, len(x), size)
    while True:
        try:
            first = rows(kernel, _part(x, 0, size, known), known, len(x))
        except Asked as question:
            others = (summary(kernel, _part(x, start, size, known), known, len(x)) for start in starts[1:])
            known.append(reduce(merged, others, question.summary))
        else:
            break
    shape = list(first.shape)
    shape[axis] = len(x)
    found = np.empty(shape, dtype=first.dtype)
    for start in starts:
        part = first if start == 0 else rows(kernel, _part(x, start, size, known), known, len(x))
        if axis == -1:
            found[..., start : start + size] = part
        else:
            found[..., start : start + size, :] = part
    return found


def summary_of(kernel: Kernel, x: npt.NDArray[Any], known: Sequence[Summary], count: int, size: int = ROWS) -> Summary:
    """Return what many rows say to the first question that is not known yet, seen in parts that stay in cache."""
    return reduce(merged, (summary(kernel, _part(x, start, size, known), known, count) for start in range(0, len(x), size)))


def rows_of(kernel: Kernel, x: npt.NDArray[Any], known: Sequence[Summary], count: int, axis: int, size: int = ROWS) -> Array:
    """Return what the kernel gives many rows, seen in parts that stay in cache."""
    starts = range(0, len(x), size)
    return np.concatenate([rows(kernel, _part(x, start, size, known), known, count) for start in starts], axis=axis)


def _part(x: npt.NDArray[Any], start: int, size: int, known: Sequence[Summary]) -> npt.NDArray[Any]:
    """Return some rows, criterion by criterion but for the first question, which reads each cell once."""
    part = x[start : start + size]
    if not known or not part.flags.c_contiguous:
        return part
    part = np.ascontiguousarray(part.T).T
    part.flags.writeable = False
    return part
