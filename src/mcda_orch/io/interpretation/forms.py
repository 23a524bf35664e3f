"""Cells that differ by digits alone, such as ``12.5 ms`` and ``40.7 ms``: what one of them is, the others are.

In a large column nearly all cells are distinct and few forms are, so cells are sorted by their form, with arrays of their letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .numbers import dressed
from .words import folded

__all__ = ["FEW", "alike", "forms"]

FEW = 100
"""Cells from which on it is quicker to sort them by their form."""

_MARKS = [ord(mark) for mark in ".,' "]
_DIGIT = re.compile("[0-9]")
_OF_MOST = re.compile("/[0-9]")


def alike(cells: Sequence[str], declared: Iterable[str]) -> Sequence[str]:
    """Return for every cell the first that is the same number but for its digits, or the cell itself.

    Parameters
    ----------
    cells : sequence of str
    declared : iterable of str
        Words that mean something of their own, whatever number they look like.

    Examples
    --------
    >>> alike(["12.5 ms", "40.7 ms", "-999", "v1", "v2"] * FEW, ["-999"])[:5]
    ['12.5 ms', '12.5 ms', '-999', 'v1', 'v2']
    """
    if len(cells) < FEW:
        return cells
    every = forms(cells)
    if every is cells:
        return cells
    own = {_boned(word) for word in declared}
    firsts = dict(zip(reversed(every), reversed(cells), strict=True))
    like = {
        form: firsts[form] for form, count in Counter(every).items() if count > 1 and _boned(form) not in own and _is_number(firsts[form])
    }
    pairs = ((like.get(form, cell), cell) for form, cell in zip(every, cells, strict=True))
    return [first if type(first) is type(cell) else cell for first, cell in pairs]  # what its source holds as a number is no text


def _boned(word: str) -> str:
    return _DIGIT.sub("1", folded(word))


def _is_number(text: str) -> bool:
    """Tell whether a text is a number whatever its digits; ``4/5`` is one, and ``6/5`` is none."""
    number = dressed(text)
    return number is not None and _OF_MOST.match(number.unit) is None


def forms(cells: Sequence[str]) -> Sequence[str]:
    """Return the form of every cell: its text, with 1 for each digit of its first number, but for a nought in front.

    How long a number is, where its marks stand, whether it begins with a nought, and all that stands around it are seen in its form.

    Examples
    --------
    >>> forms(["12.5 ms", "40.7 ms", "0.4 ms", "$1,200", "10 m2"])
    ['11.1 ms', '11.1 ms', '0.1 ms', '$1,111', '11 m2']
    """
    joined = "\n".join(cells)
    if joined.count("\n") >= len(cells):  # a cell has several lines
        return cells
    code, size = ("ascii", "u1") if joined.isascii() else ("utf-32-le", "<u4")
    letters: npt.NDArray[np.integer[Any]] = np.frombuffer(joined.encode(code, "surrogatepass"), size)
    digit = (letters >= ord("0")) & (letters <= ord("9"))
    if not digit.any():
        return cells
    inner = np.zeros_like(digit)
    inner[1:] = digit[:-1]
    inner[2:] |= np.isin(letters[1:-1], _MARKS) & digit[:-2]
    inner &= digit
    start = digit & ~inner
    lines = np.searchsorted(np.flatnonzero(letters == ord("\n")), np.flatnonzero(start))
    first = np.diff(lines, prepend=-1) > 0
    changed = np.append(False, first)[np.cumsum(start)]
    changed &= digit
    changed &= inner | (letters != ord("0"))
    return np.where(changed, letters.dtype.type(ord("1")), letters).tobytes().decode(code, "surrogatepass").split("\n")
