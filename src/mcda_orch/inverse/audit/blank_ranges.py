"""What the blanks of a published table can have counted for, whatever the weights."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ...exact.rational import Vector
from .reading import Table
from .region import Fact, Region

__all__ = ["BlankRange", "blank_ranges", "extreme_ratio"]


@dataclass(frozen=True, slots=True)
class BlankRange:
    """What blanks counted for, by all weights that explain the figures.

    Attributes
    ----------
    alternative : str
    criteria : tuple of str
        The blank cell, or all blank cells of the alternative together.
    low, high : Fraction or None
        Points that they added to the score.
    low_value, high_value : Fraction or None
        What a single blank cell stood for, where its weight cannot be zero.
    """

    alternative: str
    criteria: tuple[str, ...]
    low: Fraction | None
    high: Fraction | None
    low_value: Fraction | None = None
    high_value: Fraction | None = None


def blank_ranges(table: Table, region: Region) -> tuple[BlankRange, ...]:
    """Return for every row with blanks what all of them, and then each of them, counted for."""
    found = []
    for i in sorted({b.row for b in table.blanks}):
        gaps = table.blanks_of(i)
        known = tuple(Fraction(0) if v is None else v for v in table.rows[i])
        low, high = region.range(known)  # the blanks count for the figure less the known part
        names = tuple(table.criteria[b.column] for b in gaps)
        together = BlankRange(
            table.names[i], names, None if high is None else table.low[i] - high, None if low is None else table.high[i] - low
        )
        if len(gaps) == 1:
            found.append(_single(table, region, i, together))
            continue
        found.append(together)
        found += [BlankRange(table.names[i], (table.criteria[b.column],), *_cell_range(table, i, b.column)) for b in gaps]
    return tuple(found)


def _cell_range(table: Table, i: int, column: int) -> tuple[Fraction | None, Fraction | None]:
    """Return what one of several blanks of a row can count for.

    It takes one more unknown, which like all is not negative: ``z = low w_j + u`` with ``0 <= u <= (high - low) w_j``.
    """
    m = len(table.criteria)
    gaps = table.blanks_of(i)
    mine = next(b for b in gaps if b.column == column)
    if mine.low is None or mine.high is None or any(b.low is None or b.high is None for b in gaps):
        return None, None
    facts = [Fact(f.label, (*f.row, Fraction(0)), f.low, f.high) for f in table.open_facts() if f.label != table.names[i]]
    known = [Fraction(0) if v is None else v for v in table.rows[i]]
    for end, limits in (("low", (None, table.high[i])), ("high", (table.low[i], None))):
        row = list(known)
        for b in gaps:
            row[b.column] = mine.low if b is mine else getattr(b, end)
        facts.append(Fact(table.names[i], (*row, Fraction(1)), *limits))
    room = [Fraction(0)] * m
    room[column] = mine.low - mine.high
    facts.append(Fact(table.names[i], (*room, Fraction(1)), None, Fraction(0)))
    counts = [Fraction(0)] * m
    counts[column] = mine.low
    region = Region(m + 1, tuple(facts))
    return (None, None) if region.point is None else region.range((*counts, Fraction(1)))


def _single(table: Table, region: Region, i: int, found: BlankRange) -> BlankRange:
    """Add what the one blank of a row stood for: points over weight, whose extremes lie on the line through zero."""
    b = table.blanks_of(i)[0]
    low_w = region.intervals[b.column][0]
    if low_w <= 0 or not b.slope:
        return found
    known = tuple(Fraction(0) if v is None else v for v in table.rows[i])
    left = tuple(-v for v in known)
    unit = tuple(Fraction(int(k == b.column)) for k in range(region.columns))
    ends = (extreme_ratio(region, (*left, table.low[i]), unit, -1), extreme_ratio(region, (*left, table.high[i]), unit, 1))
    if None in ends:
        return found
    values = sorted(b.value(v) for v in ends if v is not None)
    return BlankRange(found.alternative, found.criteria, found.low, found.high, values[0], values[1])


def extreme_ratio(region: Region, above: Vector, below: Vector, sign: int) -> Fraction | None:
    """Return the smallest (-1) or largest (1) of ``(above.w + constant) / below.w``, exactly (Charnes and Cooper 1962).

    In the unknowns ``w / below.w`` and ``1 / below.w`` the ratio is linear. The constant is the last number of `above`.
    """
    facts = [Fact("scale", (*below, Fraction(0)), Fraction(1), Fraction(1))]
    for f in region.facts:
        if f.exact and f.high is not None:
            facts.append(Fact(f.label, (*f.row, -f.high), Fraction(0), Fraction(0)))
            continue
        for limit, side in ((f.high, 1), (f.low, -1)):
            if limit is not None:
                facts.append(Fact(f.label, (*(side * v for v in f.row), -side * limit), None, Fraction(0)))
    inner = Region(region.columns + 1, tuple(facts))
    if inner.point is None:
        return None
    value = inner.maximum(tuple(sign * v for v in above)).value
    return None if value is None else sign * value
