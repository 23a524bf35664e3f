"""Cells that a caller passes: which of them are numbers, which are blanks, and which a float cannot hold."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..errors import DomainError, ShapeError

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Place", "as_array", "floats", "is_blank", "is_masked", "rational", "real"]

Place: TypeAlias = tuple[int, ...]
"""Where a cell stands in an array."""

WHOLE = 2**53
"""Below this a float holds every whole number."""
_BLANKS = frozenset({"NoneType", "NAType", "NaTType", "MaskedConstant"})


def is_blank(cell: Any) -> bool:
    """Tell whether a cell is blank: None, NaN, pandas' NA and NaT, or masked."""
    return type(cell).__name__ in _BLANKS or (isinstance(cell, float) and cell != cell)


def rational(value: Any) -> Fraction | None:
    """Return a rational number of any library as a fraction, or None if it is none.

    What says that it is rational by a numerator and a denominator is one: not every library registers its numbers with
    Python's, and not every one makes them equal to Python's fractions.
    """
    if isinstance(value, (Fraction, int)):
        return Fraction(value)
    if isinstance(value, np.timedelta64):
        return None
    if isinstance(value, Integral):
        return Fraction(int(value))
    top, bottom = getattr(value, "numerator", None), getattr(value, "denominator", None)
    if top is None or bottom is None:
        top, bottom = getattr(value, "p", None), getattr(value, "q", None)
    try:
        return Fraction(_whole(top), _whole(bottom))
    except (TypeError, ValueError, ZeroDivisionError):
        return None


def _whole(part: Any) -> int:
    """Return a whole number as an integer, where it is one or a method that gives one."""
    found = part() if callable(part) else part
    if isinstance(found, (str, float)) or int(found) != found:
        raise TypeError(f"{found!r} is no whole number")
    return int(found)


def real(value: Any) -> float:
    """Return a real number of any library as the nearest float, and NaN for a blank.

    Raises
    ------
    ValueError
        If `value` is no real number, or a whole one that no float holds; the message completes "the cell is ...".
    """
    kind = type(value)
    if kind is float:
        return float(value)
    if kind.__name__ in _BLANKS or (isinstance(value, (np.datetime64, np.timedelta64)) and np.isnat(value)):
        return float("nan")
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return real(value[()])
    try:
        if isinstance(value, Integral) and not isinstance(value, np.timedelta64):
            return _held(int(value))
        if isinstance(value, (Decimal, np.bool_)) or (isinstance(value, Real) and not isinstance(value, np.timedelta64)):
            return float(value)
        exact = rational(value)
        if exact is not None:
            return _held(int(exact)) if exact.denominator == 1 else float(exact)
        if isinstance(value, (str, bytes, complex, np.generic, np.ndarray)) or not hasattr(value, "__float__"):
            raise ValueError(f"{_shown(value)}, which is no number")
        return float(value)
    except OverflowError:
        raise ValueError(f"{_shown(value)}, which is too large for a float") from None
    except TypeError:
        raise ValueError(f"{_shown(value)}, which is no number") from None


def _held(value: int) -> float:
    found = float(value)
    if found != value:
        raise ValueError(f"{value}, which a float cannot hold: it would become {int(found)}")
    return found


def _shown(value: Any) -> str:
    text = repr(str(value)) if isinstance(value, str) else " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "..."


def floats(values: Any, where: Callable[[Place], str]) -> npt.NDArray[np.float64]:
    """Return `values` as an array of floats of its own; blanks are NaN.

    Parameters
    ----------
    values : array_like
        Numbers of any library; masked cells are blanks.
    where : callable
        The name of a cell by its place.

    Raises
    ------
    ShapeError
        If rows differ in length.
    DomainError
        If a cell is no real number, or a whole number that a float cannot hold.
    """
    array = as_array(values)
    if array.dtype.kind in "fiub":
        found = np.array(array, dtype=np.float64)
        if array.dtype.kind not in "iu" or not (np.abs(found) >= WHOLE).any():
            return found
    cells = array if array.dtype.kind in "mM" else array.astype(object)  # as objects, some dates would be numbers
    found = np.empty(cells.shape)
    for place in np.ndindex(cells.shape):
        try:
            found[place] = real(cells[place])
        except ValueError as error:
            hint = "round it, or state it in a larger unit." if "float" in str(error) else "write a number, without quotes."
            raise DomainError(f"{where(place)} is {error}.", hint=hint) from None
    return found


def as_array(values: Any) -> npt.NDArray[Any]:
    """Return `values` as an array: of floats or whole numbers where all cells are such, else of the cells as they are."""
    plain = _unmasked(values)
    try:
        array = np.asarray(plain)
    except ValueError:
        raise ShapeError("the rows differ in length.", hint="write None for a blank cell.") from None
    if isinstance(plain, np.ndarray):
        return array
    if array.dtype.kind not in "fiub" or (array.dtype.kind == "f" and (np.abs(array) >= WHOLE).any()):
        try:
            return np.asarray(plain, dtype=object)  # one text cell makes texts of all, one fraction rounds whole numbers
        except ValueError:
            raise ShapeError("the rows differ in length.", hint="write None for a blank cell.") from None
    return array


def _unmasked(values: Any) -> Any:
    """Return arrays and lists with None, or NaN, in the place of what is masked; NumPy alone forgets masks inside lists."""
    if is_masked(values):
        if values is np.ma.masked:
            return None
        return (
            values.filled(np.nan)
            if values.dtype.kind == "f"
            else np.where(np.ma.getmaskarray(values), np.array(None), values.data.astype(object))
        )
    if isinstance(values, (list, tuple)) and _holds_masked(values):
        return [_unmasked(v) for v in values]
    return values


def _holds_masked(values: list[Any] | tuple[Any, ...]) -> bool:
    return any(is_masked(v) or (isinstance(v, (list, tuple)) and _holds_masked(v)) for v in values)


def is_masked(value: Any) -> bool:
    """Tell whether something is a masked array; there is none before ``numpy.ma`` is loaded, which takes a while."""
    return "numpy.ma" in sys.modules and isinstance(value, np.ma.MaskedArray)
