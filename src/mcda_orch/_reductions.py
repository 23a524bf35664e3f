"""Reductions over alternatives: what the rows of an array say, and what two parts of the rows say together."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from ._xp import Array, is_numpy, namespace, ratio

__all__ = ["ENDS", "STATISTICS", "Numbers", "plain", "plain_total", "reduced", "total"]

FOLD = 32
"""Rows of a matrix that are reduced as one long row: along memory, for which a row of a few criteria is too short."""
LONG = 256
"""Rows from which that is faster."""
PLAIN = 0.4
"""Power of the largest number up to which squares, and sums of many of them, do not overflow, nor underflow above its reciprocal."""

Numbers: TypeAlias = tuple[Array, ...]
"""What some rows say, in small arrays."""


@cache
def _limit(dtype: np.dtype[Any]) -> float:
    return float(np.finfo(dtype).max ** PLAIN)


def plain(top: Array) -> bool:
    """Tell whether squares and sums of columns with these largest sizes neither overflow nor underflow."""
    limit = _limit(top.dtype)
    if not np.maximum.reduce(top, axis=None, initial=0.0) < limit:
        return False
    return bool(np.minimum.reduce(top, axis=None, initial=limit) > 1 / limit) or bool(((top == 0) | (top > 1 / limit)).all())


def reduced(name: str, ufunc: Any, a: Array, axis: int) -> Array:
    """Reduce an array over `axis`, which stays with length one."""
    if type(a) is not np.ndarray and (xp := namespace(a)) is not np:
        return getattr(xp, name)(a, axis=axis, keepdims=True)
    if a.ndim == 2 and axis == -2 and len(a) >= LONG and a.flags.c_contiguous:
        whole, m = len(a) // FOLD * FOLD, a.shape[1]
        found = ufunc.reduce(ufunc.reduce(a[:whole].reshape(-1, FOLD * m), axis=-2).reshape(FOLD, m), axis=-2, keepdims=True)
        return found if whole == len(a) else ufunc(found, ufunc.reduce(a[whole:], axis=-2, keepdims=True))
    return ufunc.reduce(a, axis=axis, keepdims=True)


def _smallest(a: Array, axis: int) -> Numbers:
    return (reduced(*ENDS["smallest"], a, axis),)


def _largest(a: Array, axis: int) -> Numbers:
    return (reduced(*ENDS["largest"], a, axis),)


def _sum(a: Array, axis: int) -> Numbers:
    return (reduced("sum", np.add, a, axis),)


def _power(x: Array, axis: int, power: int) -> Numbers:
    xp = namespace(x)
    low, high = _smallest(x, axis)[0], _largest(x, axis)[0]
    top = xp.maximum(-low, high)
    if xp is np and plain(top):
        return low, high, ratio(_sum(x if power == 1 else x * x, axis)[0], top**power, scale=0.0)
    return low, high, _sum(ratio(x, top, scale=top) ** power, axis)[0]


def _first_power(x: Array, axis: int) -> Numbers:
    return _power(x, axis, 1)


def _second_power(x: Array, axis: int) -> Numbers:
    return _power(x, axis, 2)


def total(x: Array, axis: int, power: int) -> Numbers:
    """Return a size that divides each column, which is 1 where all can be added up as they are, and sums of powers of the parts."""
    plainly = plain_total(x, axis, power)
    if plainly is not None:
        return np.ones_like(plainly), plainly
    low, high, whole = _power(x, axis, power)
    return namespace(x).maximum(-low, high), whole


def plain_total(x: Array, axis: int, power: int) -> Array | None:
    """Return the sum of powers as they are, of NumPy's arrays where none overflows, underflows or is 0."""
    if not is_numpy(x):
        return None
    with np.errstate(over="ignore", under="ignore"):
        (whole,) = _sum(x if power == 1 else x * x, axis)
    return whole if plain(whole) and whole.all() else None


def _first_total(x: Array, axis: int) -> Numbers:
    return total(x, axis, 1)


def _second_total(x: Array, axis: int) -> Numbers:
    return total(x, axis, 2)


def _totals_of_both(power: int) -> Callable[[Numbers, Numbers], Numbers]:
    def both(a: Numbers, b: Numbers) -> Numbers:
        size = np.maximum(a[0], b[0])
        one, other = (whole * ratio(own, size, scale=size) ** power for own, whole in (a, b))
        return size, one + other

    return both


def _reciprocals(a: Array, axis: int) -> Numbers:
    low = _smallest(a, axis)[0]
    return low, _sum(ratio(low, a, scale=0.0), axis)[0]


def _reciprocals_of_both(a: Numbers, b: Numbers) -> Numbers:
    low = np.minimum(a[0], b[0])
    one, other = (whole * ratio(low, least, scale=0.0) for least, whole in (a, b))
    return low, one + other


def _of_both(power: int) -> Callable[[Numbers, Numbers], Numbers]:
    def both(a: Numbers, b: Numbers) -> Numbers:
        low, high = np.minimum(a[0], b[0]), np.maximum(a[1], b[1])
        top = np.maximum(-low, high)
        one, other = (whole * ratio(np.maximum(-least, most), top, scale=top) ** power for least, most, whole in (a, b))
        return low, high, one + other

    return both


ENDS: dict[str, tuple[str, Any]] = {"smallest": ("min", np.minimum), "largest": ("max", np.maximum)}


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
    "total 1": Statistic(_first_total, _totals_of_both(1)),
    "total 2": Statistic(_second_total, _totals_of_both(2)),
    "reciprocals": Statistic(_reciprocals, _reciprocals_of_both),
}
