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

from ..core.frozen import Frozen
from .linear import particular
from .rational import primitive
from .verdict import Bound, Status

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats: TypeAlias = tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]

__all__ = ["Optimum", "Seen", "WholeProgramme", "floats", "proposed", "proposed_together", "seen_together", "whole_rows"]

TIGHT = 1e-7
"""Below this the solver's slacks and multipliers are taken for zero, to be confirmed or refuted exactly."""
THIN = 4
"""Where there are so many times as many rows as variables, looking for what can be left out takes longer than it saves."""
HEIGHT = 4_000
"""Rows that are in one call of the solver, at most: its steps take longer the more there are."""


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
        found = tuple(np.array([[*map(float, row)] for row in part]) for part in ((c,), rows, level))
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


@dataclass(frozen=True, slots=True)
class Seen(Frozen):
    """What a solver in floating point sees at an optimum.

    Attributes
    ----------
    x : array
    slack, ub : array
        What is left of each row, and its multiplier.
    eq : array
        Multipliers of the levels.
    at_low, at_high, basic : array of bool
        Which variables are at a bound, and which have no reduced cost.
    """

    x: npt.NDArray[np.float64]
    slack: npt.NDArray[np.float64]
    ub: npt.NDArray[np.float64]
    eq: npt.NDArray[np.float64]
    at_low: npt.NDArray[np.bool_]
    at_high: npt.NDArray[np.bool_]
    basic: npt.NDArray[np.bool_]


def proposed(p: WholeProgramme, near: Floats) -> tuple[Status | None, Optimum | None]:
    """Let HiGHS say what is tight, given the programme in floating point too, and prove it; None where the proof fails."""
    c, rows, level = near
    status, seen = _solved(-c, *_sides(rows), *_sides(level), _bounds(p))
    return status, None if seen is None else _proved(p, seen)


def proposed_together(family: Sequence[tuple[WholeProgramme, Floats]]) -> list[Optimum | None]:
    """Do the same for programmes that have nothing in common and have an optimum each: far faster than one call for each."""
    found = seen_together([(*near, _bounds(p)) for p, near in family])
    return [None if seen is None else _proved(p, seen) for (p, _), seen in zip(family, found, strict=True)]


def seen_together(family: Sequence[tuple[Any, Any, Any, Any]]) -> list[Seen | None]:
    """Let HiGHS solve programmes in floating point, each its objective, rows, levels and bounds, as blocks of one; None where that fails."""
    found: list[Seen | None] = []
    start = 0
    while start < len(family):
        stop, height = start + 1, len(family[start][1])
        while stop < len(family) and height + len(family[stop][1]) <= HEIGHT:
            height += len(family[stop][1])
            stop += 1
        found += _blocks(family[start:stop])
        start = stop
    return found


def _blocks(family: Sequence[tuple[Any, Any, Any, Any]]) -> list[Seen | None]:
    """Solve programmes as one, in which none has to do with another."""
    widths = [len(c) for c, *_ in family]
    parts = [[part[k].reshape(-1, width + 1) for part, width in zip(family, widths, strict=True)] for k in (1, 2)]
    bounds = [b for *_, some in family for b in some]
    (rows, most), (level, levels) = ((_diagonal(some, widths), np.concatenate([block[:, -1] for block in some])) for some in parts)
    _, seen = _solved(-np.concatenate([c for c, *_ in family]), rows, most, level, levels, bounds)
    if seen is None:
        return [None] * len(family)
    ends = [np.cumsum([0, *each]).tolist() for each in (widths, *([len(block) for block in some] for some in parts))]
    of = {"x": 0, "slack": 1, "ub": 1, "eq": 2, "at_low": 0, "at_high": 0, "basic": 0}
    return [Seen(**{name: getattr(seen, name)[ends[k][i] : ends[k][i + 1]] for name, k in of.items()}) for i in range(len(family))]


def _diagonal(blocks: Sequence[npt.NDArray[np.float64]], widths: Sequence[int]) -> Any:
    """Return a sparse matrix of blocks, each without its last column."""
    from scipy.sparse import csr_array

    heights = [len(block) for block in blocks]
    cells = np.concatenate([block[:, :-1].ravel() for block in blocks])
    columns = np.concatenate(
        [np.tile(np.arange(w) + start, h) for w, h, start in zip(widths, heights, np.cumsum([0, *widths]).tolist(), strict=False)]
    )
    some = cells != 0
    lengths = np.repeat(widths, heights)
    rows = np.repeat(np.arange(len(lengths)), lengths)
    return csr_array((cells[some], (rows[some], columns[some])), shape=(len(lengths), sum(widths)))


def _solved(c: Any, A_ub: Any, b_ub: Any, A_eq: Any, b_eq: Any, bounds: Any) -> tuple[Status | None, Seen | None]:
    from scipy.optimize import linprog

    try:
        presolve = A_ub is None or A_ub.shape[0] < THIN * len(c)
        found = linprog(c, A_ub, b_ub, A_eq, b_eq, bounds, "highs-ds", options={"presolve": presolve})
    except ValueError:
        return None, None
    if found.status != 0:
        return ("infeasible" if found.status == 2 else "unbounded" if found.status == 3 else None), None
    reduced_cost = np.asarray(found.lower.marginals) + np.asarray(found.upper.marginals)
    at_low, at_high = (np.asarray(end.residual) <= TIGHT for end in (found.lower, found.upper))
    ub, eq = -np.asarray(found.ineqlin.marginals), -np.asarray(found.eqlin.marginals)
    return "optimal", Seen(found.x, np.asarray(found.ineqlin.residual), ub, eq, at_low, at_high, np.abs(reduced_cost) <= TIGHT)


def _bounds(p: WholeProgramme) -> list[tuple[float | None, float | None]]:
    return [(None if lo is None else float(lo), None if hi is None else float(hi)) for lo, hi in zip(p.low, p.high, strict=True)]


def _proved(p: WholeProgramme, seen: Seen) -> Optimum | None:
    """Prove that what was seen is an optimum, or return None."""
    fixed = [
        lo if lo is not None and below else hi if hi is not None and above else None
        for lo, hi, below, above in zip(p.low, p.high, seen.at_low.tolist(), seen.at_high.tolist(), strict=True)
    ]
    point = _point(p, fixed, np.flatnonzero(seen.slack <= TIGHT).tolist())
    if point is None or not _admits(p, *point):
        return None
    counts = np.flatnonzero(np.abs(seen.ub) > TIGHT).tolist()
    multipliers = _multipliers(p, counts, np.flatnonzero(seen.basic).tolist())
    if multipliers is None:
        return None
    y, part = multipliers
    lines = [*(p.rows[i] for i in counts), *p.level]
    if min(y[: len(counts)], default=0) < 0 or not _meets(p, *point, list(zip(y, lines, strict=True)), part):
        return None
    ub = [0] * len(p.rows)
    for i, v in zip(counts, y, strict=False):
        ub[i] = v
    return Optimum(*point, ub, y[len(counts) :], part)


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
