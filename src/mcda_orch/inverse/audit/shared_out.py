"""Weights with which figures come out where blanks give their weight to the other criteria."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from ...core.blanks import Blanks
from ...exact.rational import Vector, dot
from .reading import Table
from .region import Fact, Region

__all__ = ["explained_by", "gapless", "gaps_of", "settled", "shared_out", "sum_is_open", "weighing", "without_weight"]

TOTALS = 200
"""Sums of weights that are tried where blanks give their weight away and the sum is not known."""
REMEMBERED = 64
"""Tables of which it is remembered which sum fits: whoever verifies a result asks that again."""


class Gap(NamedTuple):
    """A row with blanks, and its published figure."""

    label: str
    row: tuple[Fraction | None, ...]
    low: Fraction
    high: Fraction

    @property
    def known(self) -> Vector:
        """The form of weights that says how much the known cells weigh."""
        return tuple(Fraction(int(v is not None)) for v in self.row)


def gapless(table: Table) -> Region:
    """Return the weights that explain the figures of the rows without blanks."""
    return Region(len(table.criteria), (*table.base, *table.complete()))


def gaps_of(table: Table) -> tuple[Gap, ...]:
    """Return the rows with blanks."""
    return tuple(Gap(table.names[i], table.rows[i], table.low[i], table.high[i]) for i in sorted({b.row for b in table.blanks}))


def shared_out(base: Region, gaps: tuple[Gap, ...], sum_: Fraction | None = None) -> Region:
    """Return the weights where the blanks of a row give their weight to its other criteria.

    A figure is then the sum of all weights times a mean over the known cells, which is linear once the sum is known. The
    rows without blanks, of which `base` is the region, often settle it; where they only give it limits, the region is wider than
    what the policy admits.
    """
    if base.point is None:
        return base
    ones = (Fraction(1),) * base.columns
    low, high = (sum_, sum_) if sum_ is not None else base.range(ones)
    facts = list(base.facts)
    if sum_ is not None:
        facts.append(Fact("sum of weights", ones, sum_, sum_))
    for gap in gaps:
        for limit, side in ((gap.high, 1), (gap.low, -1)):
            # side * (W mean) <= side * limit, with the W that makes the row weakest
            loosest = low if (side > 0) == (limit >= 0) else high
            if loosest is None:
                continue
            row = tuple(Fraction(0) if v is None else side * (loosest * v - limit) for v in gap.row)
            facts.append(Fact(gap.label, row, None, Fraction(0)))
    return Region(base.columns, tuple(facts))


def sum_is_open(table: Table, policy: Blanks) -> bool:
    """Tell whether blanks give their weight away while the rows without any leave the sum of all weights open.

    The region of the policy is then wider than what explains the figures.
    """
    if policy.policy != "redistribute" or not table.blanks:
        return False
    low, high = gapless(table).range((Fraction(1),) * len(table.criteria))
    return low != high


def explained_by(table: Table, policy: Blanks, region: Region, w: Vector) -> bool:
    """Tell whether weights explain all figures; `region` is that of the policy. What blanks give away is part of the sum of these weights."""
    if not sum_is_open(table, policy):
        return region.admits(w)
    gaps = gaps_of(table)
    return shared_out(gapless(table), gaps, sum(w, Fraction(0))).admits(w) and all(dot(gap.known, w) for gap in gaps)


def settled(table: Table, region: Region) -> Region | None:
    """Return the region with a sum of weights that makes sharing out exact, or None where none was found."""
    base = gapless(table)
    low, high = base.range((Fraction(1),) * len(table.criteria))
    if low == high:
        return region
    assert low is not None  # no weight is negative
    first = ceil(low)
    last = first + TOTALS if high is None else min(floor(high), first + TOTALS)
    gaps = gaps_of(table)
    fitting = _fitting_sum(len(table.criteria), base.facts, gaps, first, last)
    return None if fitting is None else shared_out(base, gaps, Fraction(fitting))


@lru_cache(maxsize=REMEMBERED)
def _fitting_sum(columns: int, facts: tuple[Fact, ...], gaps: tuple[Gap, ...], first: int, last: int) -> int | None:
    """Return the smallest whole sum of weights with which some of those that keep to `facts` give the figures of the rows with blanks."""
    base = Region(columns, facts)
    for k in range(first, last + 1):
        exact = shared_out(base, gaps, Fraction(k))
        if exact.point is not None and without_weight(gaps, exact) is None:
            return k
    return None


def without_weight(gaps: tuple[Gap, ...], region: Region) -> str | None:
    """Return a row with blanks of which no known cell has weight anywhere in a region: its figure is then none at all."""
    return next((gap.label for gap in gaps if region.range(gap.known)[1] == 0), None)


def weighing(table: Table, region: Region) -> Region:
    """Return weights of a region with which every row with blanks has known cells of some weight; the mean of those with most is one."""
    gaps = gaps_of(table)
    for gap in gaps:
        most = region.range(gap.known)[1]
        region = region.with_(Fact(f"weight of {gap.label}", gap.known, Fraction(1) if most is None else most / len(gaps), None))
    return region
