"""What else an audit finds: what the blanks meant, which totals check each other, and which slips explain a contradiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ...core.blanks import Blanks
from ...core.frozen import FrozenMap
from .cell_slips import CellSlip, cell_slips
from .checks import Code, code
from .explained import Explained
from .fillings import Fillings, fillings
from .inference import Inference
from .policies import PolicyTest, region_under, tested
from .reading import SUM
from .slips import Slip, misranked, slips, swapped

__all__ = ["Findings"]

POLICIES = ("worst", "best", "mean", "redistribute", "refuse")


@dataclass(frozen=True, eq=False)
class Findings(Explained):
    """What the cells of a table say about blanks, checks and slips, besides the weights; for the fields see ``Audit``."""

    @cached_property
    def policies(self) -> Mapping[str, PolicyTest]:
        """Every policy for blanks by its name: accepted with its weights, or rejected with the row that contradicts it.

        Zero is tried, and the value that the problem states. Empty where no cell is blank, or only a ranking is known.
        """
        table = self.known
        if table is None or not table.problem.matrix.blank.any():
            return FrozenMap({})
        stated = [b for b in (self.problem.blanks, self.policy) if b.value is not None]
        every = [*dict.fromkeys([Blanks.of(0), *stated]), *map(Blanks.of, POLICIES)]
        return FrozenMap({_key(policy): tested(table, policy) for policy in every})

    @cached_property
    def blanks(self) -> Inference | None:
        """What the blanks stood for, as far as the scores say; None where no cell of a scored row is blank."""
        table = self.known
        if table is None or not table.blanks or not table.local:
            return None
        return Inference(table, region_under(table, Blanks()), self.highest)

    @cached_property
    def fillings(self) -> Fillings | None:
        """All ways to fill the blanks with levels, classified; None where a blank has no levels, or there are too many."""
        return None if self.known is None else fillings(self.known)

    @cached_property
    def code(self) -> Code | None:
        """The table with its totals as a linear code; None for a ranking."""
        table = self.known
        if table is None:
            return None
        skips = bool(table.blanks) and self.policy.policy in {"refuse", "redistribute"}
        rows = {f.label: f.row for f in (table.complete() if skips else self.region.facts) if f.label != SUM}
        return code(tuple(rows), tuple(rows.values()), Fraction(1) if table.shares else None) if rows else None

    @property
    def parity(self) -> tuple[Mapping[str, int], ...]:
        """Whole-number checks: multiplied with the totals and added up, they give zero whatever the weights."""
        found = self.code
        return () if found is None else tuple(FrozenMap(dict(zip(found.names, y, strict=True))) for y in found.parity)

    @property
    def distance(self) -> int | None:
        """In how many totals two sets of weights differ, at least; None where the totals do not depend on the weights."""
        return None if self.code is None else self.code.distance

    @property
    def detects(self) -> int:
        """How many altered totals are always noticed."""
        return 0 if self.code is None else self.code.detects

    @property
    def corrects(self) -> int:
        """How many altered totals can always be put right."""
        return 0 if self.code is None else self.code.corrects

    @property
    def detectable(self) -> Mapping[str, bool]:
        """For every row, whether a slip in its total is noticed."""
        return FrozenMap({} if self.code is None else self.code.checked)

    @cached_property
    def _slips(self) -> tuple[tuple[Slip, ...], bool]:
        table = self.known
        if self.consistent:
            return (), True
        if table is None:
            assert self.ranking is not None  # one of both was published
            return misranked(self.ranking, self.problem.matrix.names, self.criteria, self.rows), True
        return slips(table, self.policy, self.region, self._exact_code, self.highest)

    @property
    def _exact_code(self) -> Code | None:
        """The code, where all figures are exact and all of them are its totals."""
        table = self.known
        return self.code if table is not None and table.rounding is None and self.code and self.code.names == table.names else None

    @property
    def slips(self) -> tuple[Slip, ...]:
        """The smallest sets of rows whose correction makes everything agree, with what they should be; empty where all does.

        Where cells and totals are whole numbers, those that leave whole-number weights, if there are any; `all_slips` has
        the others too.
        """
        found = self.all_slips
        return tuple(s for s in found if s.whole) or found

    @property
    def all_slips(self) -> tuple[Slip, ...]:
        """The smallest sets of rows whose correction makes everything agree, with any weights that are not negative."""
        return self._slips[0]

    @property
    def complete(self) -> bool:
        """Whether `all_slips` certainly holds every smallest set; otherwise the tables are so large that one was proposed."""
        return self._slips[1]

    @cached_property
    def cells(self) -> tuple[CellSlip, ...]:
        """The fewest cells of a single row whose correction makes everything agree; empty where all does."""
        if self.consistent or self.known is None or (self.policy.policy in {"refuse", "redistribute"} and self.known.blanks):
            return ()
        return cell_slips(self.known, self.policy, self.region, [s for s in self.slips if len(s.rows) == 1], self.highest)

    @cached_property
    def swaps(self) -> tuple[tuple[str, str], ...]:
        """Pairs of rows whose totals, exchanged, make everything agree."""
        if self.consistent or self.known is None:
            return ()
        return swapped(self.known, self.region, self._exact_code, self.highest)

    @property
    def stale(self) -> tuple[str, ...]:
        """Rows whose total may belong to other cells: other cells of their scale, or another row's, would give it."""
        found = {c.alternative for c in self.cells} | {n for pair in self.swaps for n in pair}
        return tuple(n for n in self.problem.matrix.names if n in found)


def _key(policy: Blanks) -> str:
    return f"{policy.value:g}" if policy.value is not None else policy.policy
