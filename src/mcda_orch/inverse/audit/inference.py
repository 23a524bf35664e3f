"""What the blanks of a published table stood for, all of them unknowns within their scales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from ...core.blanks import Blanks
from ...core.frozen import FrozenMap
from ...exact.claims import Check, Claimed, digest, same
from .blank_ranges import BlankRange, blank_ranges
from .lattice import TooManyWeightsError, whole
from .policies import region_under
from .reading import Table
from .region import Fact, Region

__all__ = ["Inference"]


@dataclass(frozen=True, eq=False)
class Inference(Claimed):
    """What the blanks stood for, all of them unknowns within their scales.

    A blank counts for ``z = w_j x``, which lies between ``low w_j`` and ``high w_j``; every blank belongs to one row, so
    the limits below are exact.

    Parameters
    ----------
    table : Table
    region : Region
        All weights that some fillings explain.
    highest : int, optional
    """

    table: Table = field(repr=False)
    region: Region = field(repr=False)
    highest: int | None = None
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self._asked)

    @property
    def _asked(self) -> str:
        return digest(self.table, self.region, self.highest)

    @property
    def consistent(self) -> bool:
        """Whether some weights explain the figures with some fillings."""
        return self.region.point is not None

    @property
    def unique(self) -> bool:
        """Whether the weights do not depend on what the blanks stood for."""
        return self.region.unique

    @cached_property
    def intervals(self) -> Mapping[str, tuple[Fraction, Fraction | None]]:
        """The limits of every weight, whatever the blanks stood for; None where there is none."""
        if not self.consistent:
            return FrozenMap({})
        return FrozenMap(dict(zip(self.table.criteria, self.region.intervals, strict=True)))

    @cached_property
    def integer(self) -> tuple[Mapping[str, int], ...]:
        """All whole-number weights that some fillings explain; empty where there are none, or too many to list."""
        if not self.consistent or not self.table.whole:
            return ()
        try:
            found = whole(self.region, self.highest)
        except TooManyWeightsError:
            return ()
        return tuple(FrozenMap(dict(zip(self.table.criteria, w, strict=True))) for w in found)

    @cached_property
    def ranges(self) -> tuple[BlankRange, ...]:
        """What the blanks of each alternative counted for, together and each by itself."""
        return blank_ranges(self.table, self.region) if self.consistent else ()

    @cached_property
    def settled(self) -> tuple[BlankRange, ...]:
        """The same where the weights are whole numbers, of which there is only one choice; empty where that is not so."""
        if len(self.integer) != 1:
            return ()
        w = [Fraction(v) for v in self.integer[0].values()]
        facts = tuple(
            Fact(c, tuple(Fraction(int(k == j)) for k in range(len(w))), v, v)
            for j, (c, v) in enumerate(zip(self.table.criteria, w, strict=True))
        )
        return tuple(r for r in blank_ranges(self.table, self.region.with_(*facts)) if r.low == r.high)

    def checks(self) -> Iterator[Check]:
        """Yield the limits, or the contradiction, without a solver, and everything else, found again."""
        table = self.table
        fresh = Inference(table, region_under(table, Blanks()), self.highest)
        asked = type(table) is Table and table.genuine() and same(self.region, fresh.region) and self.tie == self._asked
        limit = self.highest is None or (type(self.highest) is int and self.highest >= 0)
        yield Check(
            f"the answer is about the blanks of this table: {table.scope}, blanks anywhere on their scales", "recount", asked and limit
        )
        yield Check("the limits of the weights, or that there are none, whatever the blanks stood for", "proof", self.region.verify())
        for name, said in (
            ("intervals", "the limits by criterion"),
            ("integer", f"all whole-number weights{'' if self.highest is None else f' up to {self.highest}'}, where they can be listed"),
            ("ranges", "what the blanks of each alternative counted for"),
            ("settled", "the same with the only whole-number weights"),
        ):
            yield Check(f"{said}, blanks anywhere on their scales", "recount", same(getattr(self, name), getattr(fresh, name)))
