"""Every way to fill the blanks of a published table with levels, and what weights explain it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod
from typing import Literal

from ...core.frozen import FrozenMap
from ...exact.claims import Call
from ...exact.linear import solve
from ...exact.rational import Vector, dot
from .reading import OfTable, Table
from .region import Fact, Region

__all__ = ["Filling", "Fillings", "fillings"]

MANY = 3**8
"""Fillings that are looked at, at most."""


@dataclass(frozen=True, slots=True)
class Filling:
    """One way to fill every blank with a level of its scale.

    Attributes
    ----------
    values : mapping of (alternative, criterion) to Fraction
    kind : {"impossible", "whole", "fractional", "open"}
        No weights explain the figures; one weight vector does, in whole numbers or not; many do.
    weights : mapping of str to Fraction, or None
    """

    values: Mapping[tuple[str, str], Fraction]
    kind: Literal["impossible", "whole", "fractional", "open"]
    weights: Mapping[str, Fraction] | None


@dataclass(frozen=True, eq=False)
class Fillings(OfTable):
    """All fillings of the blanks with levels of their scales, classified."""

    fillings: tuple[Filling, ...]
    call: Call
    tie: str = ""

    def __len__(self) -> int:
        return len(self.fillings)

    def __iter__(self) -> Iterator[Filling]:
        return iter(self.fillings)

    def of(self, kind: str) -> tuple[Filling, ...]:
        """Return the fillings of a kind."""
        return tuple(f for f in self.fillings if f.kind == kind)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many fillings there are of each kind."""
        found = Counter(f.kind for f in self.fillings)
        return FrozenMap({kind: found[kind] for kind in ("impossible", "whole", "fractional", "open")})

    @property
    def impossible(self) -> int:
        """How many fillings no weights explain."""
        return self.counts["impossible"]

    @property
    def possible(self) -> tuple[Filling, ...]:
        """The fillings that some weights explain."""
        return tuple(f for f in self.fillings if f.kind != "impossible")


def fillings(table: Table) -> Fillings | None:
    """Return all fillings of the blanks by levels; None where a blank has no levels, or there are too many."""
    if not table.blanks or not table.local or any(not b.levels for b in table.blanks):
        return None
    if prod(len(b.levels) for b in table.blanks) > MANY:
        return None
    base = Region(len(table.criteria), (*table.base, *table.complete()))
    rows = sorted({b.row for b in table.blanks})
    found = []
    for seen in product(*(b.levels for b in table.blanks)):
        values = {(table.names[b.row], table.criteria[b.column]): b.value(v) for b, v in zip(table.blanks, seen, strict=True)}
        facts = []
        for i in rows:
            row = [Fraction(0) if v is None else v for v in table.rows[i]]
            for b, v in zip(table.blanks, seen, strict=True):
                if b.row == i:
                    row[b.column] = v
            facts.append(table.fact(i, tuple(row)))
        kind, w = _classified(base, tuple(facts))
        found.append(Filling(values, kind, None if w is None else FrozenMap(dict(zip(table.criteria, w, strict=True)))))
    return Fillings(tuple(found), Call.of(fillings, table=table))


def _classified(base: Region, facts: tuple[Fact, ...]) -> tuple[Literal["impossible", "whole", "fractional", "open"], Vector | None]:
    if base.point is None:
        return "impossible", None
    known = base.solutions
    assert known.point is not None
    if all(f.exact for f in (*base.facts, *facts)):
        # along the line of weights that the complete rows leave, a row is one equation
        rows = [[dot(f.row, tuple(map(Fraction, d))) for d in known.directions] for f in facts]
        right = [(f.high or Fraction(0)) - dot(f.row, known.point) for f in facts]
        along = solve(rows, right, len(known.directions))
        if along.point is None:
            return "impossible", None
        if along.unique:
            steps = list(zip(along.point, known.directions, strict=True))
            w = tuple(v + sum((t * d[j] for t, d in steps), Fraction(0)) for j, v in enumerate(known.point))
            if min(w) < 0:
                return "impossible", None
            return ("whole" if all(v.denominator == 1 for v in w) else "fractional"), w
    region = base.with_(*facts)
    if region.point is None:
        return "impossible", None
    if not region.unique:
        return "open", None
    return ("whole" if all(v.denominator == 1 for v in region.point) else "fractional"), region.point
