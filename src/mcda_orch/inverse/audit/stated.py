"""Which published totals the stated weights miss, and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ...exact.rational import Vector, dot
from .reading import SUM, Table
from .region import Region

__all__ = ["Missed", "missed"]


@dataclass(frozen=True, slots=True)
class Missed:
    """A row whose published total is not what the stated weights give.

    Attributes
    ----------
    alternative : str
    published, recomputed : Fraction
    by : Fraction
        How much the recomputed total is too high; negative where it is too low. Rounding is allowed for.
    """

    alternative: str
    published: Fraction
    recomputed: Fraction
    by: Fraction


def missed(table: Table, region: Region, stated: Mapping[str, Fraction]) -> tuple[Missed, ...]:
    """Return the rows that stated weights miss, in the order of the table: as they stand or as shares, whichever misses fewer."""
    weights = tuple(stated.values())
    total = sum(weights, Fraction(0))
    shares = _missed(table, region, tuple(v / total for v in weights))
    plain = shares if table.shares else _missed(table, region, weights)
    return min(plain, shares, key=len)


def _missed(table: Table, region: Region, weights: Vector) -> tuple[Missed, ...]:
    published = dict(zip(table.names, table.totals, strict=True))
    found: dict[str, Missed] = {}
    for fact in region.facts:
        if fact.label == SUM or fact.label not in published:
            continue
        value = dot(fact.row, weights)
        over = fact.high is not None and value > fact.high
        if over or (fact.low is not None and value < fact.low):
            found[fact.label] = Missed(fact.label, published[fact.label], value, value - published[fact.label])
    return tuple(found[name] for name in table.names if name in found)
