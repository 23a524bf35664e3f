"""Judgement matrices as they are printed: reciprocals to a few digits, texts such as 1/3, and labels on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DomainError, ShapeError
from .cells import floats
from .tabular import on_both_sides

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["judged", "reciprocal"]

DIGITS = 4
"""Decimals up to which a number counts as printed; one with more was computed."""
SLACK = 0.0101
"""By how much the product of two judgements may miss one whatever their digits, so that .33 goes with 3."""


def judged(values: Any, names: Sequence[str] | None) -> tuple[tuple[str, ...] | None, npt.NDArray[np.float64]]:
    """Return the items and the numbers of a table of judgements, NaN for a blank; a labelled one is matched on both sides.

    Parameters
    ----------
    values : array_like, or table with labels
        Numbers, fractions, or texts such as ``"1/3"``.
    names : sequence of str, optional
        The items; those of the table, unless given.
    """
    items, cells = on_both_sides(values, names, "judgements", "item")
    if cells.dtype.kind == "f" and cells.dtype.itemsize < 8:  # 0.14 stands for what it shows, not for the nearest short float
        cells = np.array([float(str(cell)) for cell in cells.ravel()]).reshape(cells.shape)
    if cells.dtype.kind in "OUS":
        cells = cells.astype(object)
        for place in np.ndindex(cells.shape):
            cell: Any = cells[place]
            if isinstance(cell, str):
                cells[place] = _number(cell)
    return items, floats(cells, lambda place: _pair(place, items))


def _number(text: str) -> Any:
    try:
        return Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        return text


def _pair(place: tuple[int, ...], items: tuple[str, ...] | None) -> str:
    pairs = [] if items is None else list(combinations(items, 2))
    if len(place) == 1 and place[0] < len(pairs):  # a triangle, row by row
        return "{!r} against {!r}".format(*pairs[place[0]])
    if items is None or len(place) < 2 or max(place[-2:]) >= len(items):
        return "judgement " + ", ".join(str(k + 1) for k in place)
    return f"{items[place[-2]]!r} against {items[place[-1]]!r}"


def reciprocal(a: npt.NDArray[np.float64], names: Sequence[str]) -> tuple[npt.NDArray[np.float64], float]:
    """Return judgements with printed reciprocals read as what they stand for, and by how much the printed ones miss it at most.

    Two judgements are reciprocal where they are within half a unit of their last printed digit: 0.14 goes with 7, as
    1/7. The larger one of the two is what was judged.

    Raises
    ------
    ShapeError
        If there are not as many names as items.
    DomainError
        If a judgement is not positive, or its reverse is not its reciprocal.
    """
    if len(names) != a.shape[-1]:
        raise ShapeError(f"there are {len(names)} names for {a.shape[-1]} compared items.")
    turned = np.swapaxes(a, -1, -2)
    bad = ~np.isnan(a) & ~((a > 0) & np.isfinite(a))
    if bad.any():
        *_, i, j = np.argwhere(bad)[0]
        raise DomainError(
            f"{names[i]!r} against {names[j]!r} is {a[bad].flat[0]:g}.",
            hint="a judgement is positive: 1 for equal, 3 for three times as important.",
        )
    with np.errstate(invalid="ignore"):
        half = _half(a)
        back = np.swapaxes(half, -1, -2)
        room = 1 + 1e-12
        near = ((a - half) * (turned - back) <= room) & ((a + half) * (turned + back) >= 1 / room)
        off = ~np.isnan(a * turned) & ~near & ~(np.abs(a * turned - 1) <= SLACK)
    if off.any():
        *_, i, j = np.argwhere(off)[0]
        raise DomainError(
            f"{names[i]!r} against {names[j]!r} is {a[..., i, j].flat[0]:g}, but the other way round {a[..., j, i].flat[0]:g}.",
            hint="judgements are reciprocal: 3 one way is 1/3 the other way; correct one of the two, or leave it blank, as None.",
        )
    with np.errstate(invalid="ignore"):
        small = (a < turned) & (np.abs(a * turned - 1) > 1e-12)
        found = np.where(small, 1 / turned, a)
    return found, float(np.max(np.abs(found - a), where=small, initial=0.0))


def _half(a: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return half a unit of the last digit that is printed; nothing for whole numbers and computed ones.

    That is a number's own last digit, and the table's where there is but one behind the point: 0.5 may be 0.50.
    """
    decimals = np.array([0 if v != v or v == int(v) else len(f"{v:.12f}".rstrip("0").partition(".")[2]) for v in a.ravel().tolist()])
    decimals = decimals.reshape(a.shape)
    printed = (decimals > 0) & (decimals <= DIGITS)
    shown = np.where(decimals > 1, decimals, np.max(decimals, where=printed, initial=0))
    return np.where(printed, 0.5 * 10.0**-shown, 0.0)
