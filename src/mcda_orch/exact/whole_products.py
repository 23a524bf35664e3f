"""Products of matrices of whole numbers, exact at any size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["product", "whole_array"]

LARGEST = 2**62 - 1
"""So large may a number of the machine be here, that a difference of two still is one."""


def whole_array(rows: Sequence[Sequence[int]]) -> Any:
    """Return rows of whole numbers as an array, of the machine's numbers where all of them fit."""
    try:
        found = np.array(rows, dtype=np.int64)
    except OverflowError:
        return np.array(rows, dtype=object)
    return found if _size(found) <= LARGEST else found.astype(object)


def product(a: Any, b: Any) -> Any:
    """Return the matrix product of whole numbers, in the machine's numbers where no sum can pass them, else in Python's.

    Examples
    --------
    >>> product(whole_array([[2**40, 1]]), whole_array([[2**40], [1]])).tolist()
    [[1208925819614629174706177]]
    """
    if a.dtype == b.dtype == np.int64 and _size(a) * _size(b) * a.shape[-1] <= LARGEST:
        return a @ b
    return a.astype(object) @ b.astype(object)


def _size(a: Any) -> int:
    return max(abs(int(a.min())), abs(int(a.max()))) if a.size else 0
