"""Whole-number weights: all of them up to a limit, counted exactly, or those with the smallest sum."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor, prod
from typing import TYPE_CHECKING

import numpy as np

from ...errors import DomainError
from ...exact.linear import reduced
from ...exact.rational import primitive
from .region import Fact, Region

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["TooManyWeightsError", "any_whole", "points", "smallest", "whole"]

MANY = 3_000_000
"""Unfinished weight vectors that are held at a time, at most."""
FEW = 10_000
"""Choices of the weights that have an upper limit that are looked at, at most."""
LARGE = 2**60
"""Sums stay below this, so that 64-bit integers hold them."""


class TooManyWeightsError(DomainError):
    """There are more whole-number weights than can be listed."""


def points(
    rows: Sequence[Sequence[int]],
    low: Sequence[int | None],
    high: Sequence[int | None],
    least: Sequence[int],
    most: Sequence[int],
) -> npt.NDArray[np.int64]:
    """Return all integer vectors between `least` and `most` with ``low <= rows.v <= high``, shape (k, m), in lexical order.

    The vectors grow by one number at a time; those that no continuation can bring between the limits are dropped.
    """
    m = len(least)
    a = np.array(rows, dtype=object).reshape(len(rows), m)
    first = np.array(least, dtype=object)
    spans = [hi - lo for lo, hi in zip(least, most, strict=True)]
    base = a @ first if m else np.zeros(len(rows), dtype=object)
    reach = sum((max((abs(int(row[j])) for row in a), default=0) * max(s, 0) for j, s in enumerate(spans)), 0)
    if any(s < 0 for s in spans):
        return np.empty((0, m), dtype=np.int64)
    fits = all(abs(int(v)) <= np.iinfo(np.int64).max for v in a.ravel())
    if reach >= LARGE or not fits or max((abs(int(v)) for v in (*least, *most)), default=0) >= LARGE:
        raise TooManyWeightsError("the figures are too large for whole-number weights to be listed.", hint="ask up to a smaller weight.")
    bottom = np.array([-LARGE if b is None else max(int(b) - int(o), -LARGE) for b, o in zip(low, base, strict=True)], dtype=np.int64)
    top = np.array([LARGE if b is None else min(int(b) - int(o), LARGE) for b, o in zip(high, base, strict=True)], dtype=np.int64)
    a = a.astype(np.int64)
    size = np.array(spans, dtype=np.int64)
    up, down = np.maximum(a, 0) * size, np.minimum(a, 0) * size
    found, sums = np.zeros((1, 0), dtype=np.int64), np.zeros((1, len(rows)), dtype=np.int64)
    for j in range(m):
        if len(found) * (spans[j] + 1) > MANY:
            raise TooManyWeightsError(
                f"more than {MANY:,} whole-number weight vectors would have to be looked at.", hint="ask up to a smaller weight."
            )
        values = np.arange(spans[j] + 1, dtype=np.int64)
        sums = (sums[:, None, :] + values[:, None] * a[:, j]).reshape(len(found) * len(values), len(rows))
        found = np.concatenate([np.repeat(found, len(values), axis=-2), np.tile(values, len(found))[:, None]], axis=-1)
        rest_up, rest_down = up[:, j + 1 :].sum(axis=-1), down[:, j + 1 :].sum(axis=-1)
        open_ = ((sums + rest_up >= bottom) & (sums + rest_down <= top)).all(axis=-1)
        found, sums = found[open_], sums[open_]
    return found + np.array(least, dtype=np.int64) if m else found


def whole(region: Region, highest: int | None = None, lowest: int = 0) -> tuple[tuple[int, ...], ...]:
    """Return all weights of a region that are whole numbers from `lowest` to `highest`.

    Parameters
    ----------
    region : Region
    highest : int, optional
        Needed where a weight has no upper limit.
    lowest : int, default 0

    Raises
    ------
    TooManyWeightsError
        If there are too many to be listed.
    """
    if region.point is None:
        return ()
    known = region.solutions
    m = region.columns
    if not known.directions:
        w = region.point
        fits = all(v.denominator == 1 and v >= lowest and (highest is None or v <= highest) for v in w)
        return (tuple(int(v) for v in w),) if fits else ()
    limits: list[tuple[int, int]] = []
    # with few directions a limit for every weight is worth its programmes
    tight = region.intervals if highest is None or len(known.directions) > 1 else ((Fraction(0), None),) * m
    for low, high in tight:
        top = highest if high is None else floor(high) if highest is None else min(floor(high), highest)
        if top is None:
            raise TooManyWeightsError("some weights have no upper limit.", hint="ask for whole numbers up to a limit.")
        limits.append((max(ceil(low), lowest), top))
    table, pivots = reduced([(*row, b) for row, b in zip(known.rows, known.right, strict=True)])
    free = [j for j in range(m) if j not in pivots]
    rows: list[tuple[int, ...]] = []
    low_: list[int | None] = []
    high_: list[int | None] = []
    for line, p in zip(table, pivots, strict=True):
        # pivot * w_p + rest.w_free = b, and w_p lies within its limits
        q, b = line[p], line[-1]
        ends = sorted((b - q * limits[p][0], b - q * limits[p][1]))
        rows.append(tuple(line[j] for j in free))
        low_.append(ends[0])
        high_.append(ends[1])
    for f in region.facts:
        if f.exact:
            continue
        row, shift = list(f.row), Fraction(0)
        for line, p in zip(table, pivots, strict=True):
            factor = Fraction(row[p], line[p])
            if factor:
                row = [v - factor * c for v, c in zip(row, line[:-1], strict=True)]
                shift += factor * line[-1]
        bottom, top_ = (None if v is None else v - shift for v in (f.low, f.high))
        part, bottom, top_ = _scaled([row[j] for j in free], bottom, top_)
        if any(part):
            rows.append(part)
            low_.append(None if bottom is None else ceil(bottom))
            high_.append(None if top_ is None else floor(top_))
        elif (bottom is not None and bottom > 0) or (top_ is not None and top_ < 0):
            return ()
    found = []
    for values in points(rows, low_, high_, [limits[j][0] for j in free], [limits[j][1] for j in free]).tolist():
        w_ = [0] * m
        for j, v in zip(free, values, strict=True):
            w_[j] = v
        for line, p in zip(table, pivots, strict=True):
            rest = line[-1] - sum(line[j] * w_[j] for j in free)
            if rest % line[p]:
                break
            w_[p] = rest // line[p]
        else:
            found.append(tuple(w_))
    return tuple(sorted(found))


def _scaled(
    row: Sequence[Fraction], low: Fraction | None, high: Fraction | None
) -> tuple[tuple[int, ...], Fraction | None, Fraction | None]:
    """Return a row in integers without a common divisor, and its limits to that scale."""
    whole = primitive(row)
    first = next((j for j, v in enumerate(row) if v), None)
    factor = Fraction(1) if first is None else whole[first] / Fraction(row[first])
    return whole, None if low is None else low * factor, None if high is None else high * factor


def any_whole(region: Region) -> bool | None:
    """Tell whether a region of exact facts holds whole numbers, though some weights have no upper limit; None where that takes too long.

    Weights without a limit can all grow at once, by whole numbers: these may be any integers, negative ones too.

    Examples
    --------
    >>> half = Fact("Ant", (Fraction(2), Fraction(0)), Fraction(1), Fraction(1))
    >>> any_whole(Region(2, (half,)))
    False
    """
    if not all(f.exact for f in region.facts):
        return None
    table, _ = reduced([(*row, b) for row, b in zip(region.solutions.rows, region.solutions.right, strict=True)])
    limits = {j: range(ceil(low), floor(high) + 1) for j, (low, high) in enumerate(region.intervals) if high is not None}
    if prod(map(len, limits.values())) > FEW:
        return None
    free = [[line[j] for j in range(region.columns) if j not in limits] for line in table]
    return any(
        _solvable(free, [line[-1] - sum(line[j] * v for j, v in zip(limits, chosen, strict=True)) for line in table])
        for chosen in product(*limits.values())
    )


def _solvable(rows: Sequence[Sequence[int]], right: Sequence[int]) -> bool:
    """Tell whether integers solve ``rows.v = right``: columns are taken from each other until one is left that a row needs."""
    columns, left = [list(c) for c in zip(*rows, strict=True)], list(right)
    for i in range(len(left)):
        while len(used := [c for c in columns if c[i]]) > 1:
            lead = min(used, key=lambda c: abs(c[i]))
            for c in used:
                if c is not lead:
                    c[:] = [a - (c[i] // lead[i]) * b for a, b in zip(c, lead, strict=True)]
        if left[i] and (not used or left[i] % used[0][i]):
            return False
        if used:
            left = [a - left[i] // used[0][i] * b for a, b in zip(left, used[0], strict=True)]
            columns = [c for c in columns if c is not used[0]]
    return True


def smallest(region: Region, lowest: int = 0, steps: int = 100) -> tuple[tuple[int, ...], ...]:
    """Return all whole-number weights with the smallest sum; nothing where none is found within `steps` of the least sum.

    Every smaller sum is searched and found empty, so no smaller one exists.
    """
    if region.point is None:
        return ()
    ones = (Fraction(1),) * region.columns
    least = -(region.maximum(tuple(-v for v in ones)).value or Fraction(0))
    for total in range(ceil(least), ceil(least) + steps):
        found = whole(region.with_(Fact("sum of weights", ones, Fraction(total), Fraction(total))), total, lowest)
        if found:
            return found
    return ()
