"""What a solver in floating point proposes of a linear programme, proved in whole numbers.

The solver says which rows are tight and which multipliers count. The two linear systems that this leaves are solved in integers over
one common number each, and the conditions of duality are sums and comparisons of integers: a fraction for each product would take
far longer than the solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import mul
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from .linear import particular
from .rational import primitive
from .verdict import Bound, Status

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats: TypeAlias = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]

__all__ = ["Optimum", "WholeProgramme", "floats", "proposed", "whole_rows"]

TIGHT = 1e-7
"""Below this the solver's slacks and multipliers are taken for zero, to be confirmed or refuted exactly."""


@dataclass(frozen=True, slots=True)
class WholeProgramme:
    """Maximise ``c.x`` subject to rows of integers; the bounds are fractions.

    Attributes
    ----------
    c : integers
    rows, level : rows of integers, the right-hand side last
        What ``row.x`` is at most, and what it is.
    low, high : tuple of Fraction or None
    """

    c: Sequence[int]
    rows: Sequence[Sequence[int]]
    level: Sequence[Sequence[int]]
    low: Bound
    high: Bound


@dataclass(frozen=True, slots=True)
class Optimum:
    """A point and multipliers that prove each other optimal.

    Attributes
    ----------
    x, size : integers and a positive number to divide them by
    ub, eq, part : integers and a positive number to divide them by
        Multipliers of rows and levels.
    """

    x: Sequence[int]
    size: int
    ub: Sequence[int]
    eq: Sequence[int]
    part: int


def floats(c: Iterable[Any], rows: Iterable[Iterable[Any]], level: Iterable[Iterable[Any]]) -> Floats | None:
    """Return an objective and rows, the right-hand side last, in floating point; None where a number is too large."""
    try:
        found = tuple(np.array([[float(v) for v in row] for row in part]) for part in ((c,), rows, level))
    except OverflowError:
        return None
    return found[0][0], found[1], found[2]


def whole_rows(rows: Sequence[Sequence[Fraction | int]]) -> tuple[list[tuple[int, ...]], list[int]]:
    """Return each row times the smallest number that makes it whole, and these numbers."""
    lines, sizes = [], []
    for row in rows:
        ratios = [v.as_integer_ratio() for v in row]
        size = lcm(*{below for _, below in ratios})
        lines.append(tuple(above * (size // below) for above, below in ratios) if size > 1 else tuple(above for above, _ in ratios))
        sizes.append(size)
    return lines, sizes


def proposed(p: WholeProgramme, near: Floats) -> tuple[Status | None, Optimum | None]:
    """Let HiGHS say what is tight, given the programme in floating point too, and prove it; None where the proof fails."""
    from scipy.optimize import linprog

    c, rows, level = near
    bounds = [(None if lo is None else float(lo), None if hi is None else float(hi)) for lo, hi in zip(p.low, p.high, strict=True)]
    try:
        found = linprog(-c, *_sides(rows), *_sides(level), bounds, "highs-ds")
    except ValueError:
        return None, None
    if found.status != 0:
        return ("infeasible" if found.status == 2 else "unbounded" if found.status == 3 else None), None
    at_low, at_high = np.asarray(found.lower.residual) <= TIGHT, np.asarray(found.upper.residual) <= TIGHT
    fixed = [
        lo if lo is not None and below else hi if hi is not None and above else None
        for lo, hi, below, above in zip(p.low, p.high, at_low.tolist(), at_high.tolist(), strict=True)
    ]
    point = _point(p, fixed, np.flatnonzero(np.asarray(found.ineqlin.residual) <= TIGHT).tolist())
    if point is None or not _admits(p, *point):
        return "optimal", None
    counts = np.flatnonzero(np.abs(found.ineqlin.marginals) > TIGHT).tolist()
    reduced_cost = np.asarray(found.lower.marginals) + np.asarray(found.upper.marginals)
    multipliers = _multipliers(p, counts, np.flatnonzero(np.abs(reduced_cost) <= TIGHT).tolist())
    if multipliers is None:
        return "optimal", None
    y, part = multipliers
    lines = [*(p.rows[i] for i in counts), *p.level]
    if min(y[: len(counts)], default=0) < 0 or not _meets(p, *point, list(zip(y, lines, strict=True)), part):
        return "optimal", None
    ub = [0] * len(p.rows)
    for i, v in zip(counts, y, strict=False):
        ub[i] = v
    return "optimal", Optimum(*point, ub, y[len(counts) :], part)


def _sides(rows: npt.NDArray[np.float64]) -> tuple[Any, Any]:
    return (rows[:, :-1], rows[:, -1]) if len(rows) else (None, None)


def _point(p: WholeProgramme, fixed: Sequence[Fraction | None], tight: Sequence[int]) -> tuple[list[int], int] | None:
    """Solve the tight rows for the variables that are at no bound."""
    free = [j for j, v in enumerate(fixed) if v is None]
    held = [(j, v) for j, v in enumerate(fixed) if v]
    lines = []
    for row in (*(p.rows[i] for i in tight), *p.level):
        right: Any = row[-1] - sum(row[j] * v for j, v in held) if held else row[-1]
        lines.append(primitive([*(row[j] for j in free), right]))
    found = particular(lines, len(free)) if free else ([], 1)
    if found is None:
        return None
    values, size = found
    common = lcm(*(v.denominator for _, v in held)) if held else 1
    x = [0] * len(fixed)
    for j, value in zip(free, values, strict=True):
        x[j] = value * common
    for j, bound in held:
        x[j] = bound.numerator * (common // bound.denominator) * size
    return x, size * common


def _admits(p: WholeProgramme, x: Sequence[int], size: int) -> bool:
    """Tell whether ``x / size`` satisfies every constraint."""
    at = (*x, -size)
    return (
        all(lo is None or v * lo.denominator >= lo.numerator * size for v, lo in zip(x, p.low, strict=True))
        and all(hi is None or v * hi.denominator <= hi.numerator * size for v, hi in zip(x, p.high, strict=True))
        and all(sum(map(mul, row, at)) <= 0 for row in p.rows)
        and all(sum(map(mul, row, at)) == 0 for row in p.level)
    )


def _multipliers(p: WholeProgramme, counts: Sequence[int], zero: Sequence[int]) -> tuple[list[int], int] | None:
    """Solve for the multipliers that leave no reduced cost where the solver sees none."""
    lines = [*(p.rows[i] for i in counts), *p.level]
    return particular([(*(row[j] for row in lines), p.c[j]) for j in zero], len(lines)) if lines else ([], 1)


def _meets(p: WholeProgramme, x: Sequence[int], size: int, lines: Sequence[tuple[int, Sequence[int]]], part: int) -> bool:
    """Tell whether multipliers over `part` bound the objective by its value at ``x / size`` (duality)."""
    mixed = [sum(y * row[j] for y, row in lines if y) for j in range(len(p.c) + 1)]
    total = Fraction(mixed[-1], part)
    for c, spent, low, high in zip(p.c, mixed, p.low, p.high, strict=False):
        left = c * part - spent
        bound = high if left > 0 else low
        if left and bound is None:
            return False
        if left and bound:
            total += Fraction(left, part) * bound
    return total == Fraction(sum(map(mul, p.c, x)), size)
