"""What the blanks of a published table stood for: every policy tested, every filling classified, all of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from ...core.blanks import Blanks
from ...core.frozen import FrozenMap
from ...errors import McdaError
from ...exact.claims import Call, Check, Tied, digest, same
from ...exact.made import made
from ...exact.rational import Vector, dot, primitive
from .blank_ranges import extreme_ratio
from .ranked import region_that_keeps
from .reading import ExactWeights, OfTable, Table, filled_rows
from .region import Region
from .shared_out import gapless, gaps_of, settled, shared_out, sum_is_open, weighing, without_weight
from .wording import between, number

__all__ = ["PolicyTest", "Refutation", "region_under", "tested"]

Status: TypeAlias = Literal["accepted", "rejected", "undecided", "does not apply"]


@dataclass(frozen=True, slots=True, eq=False)
class Refutation(Tied):
    """Why no weights agree with figures: multiplied and added up they contradict themselves.

    Attributes
    ----------
    region : Region
    multipliers : tuple of Fraction
        One for every fact of the region; whole numbers, without a common divisor.
    criteria : tuple of str
    call : Call
        How the region of the question is found again; this one has some of its facts.
    """

    region: Region
    multipliers: Vector
    criteria: tuple[str, ...]
    call: Call = field(repr=False)
    tie: str = field(default="", repr=False)

    @classmethod
    def of(cls, region: Region, criteria: tuple[str, ...], call: Call) -> Refutation:
        """Return why a region is empty."""
        assert region.refutation is not None  # the caller asks only where it is
        return cls(region, tuple(map(Fraction, primitive(region.refutation))), criteria, call)  # no fractions to read

    @property
    def _tie(self) -> str:
        return digest(self.region, self.criteria, self.call.tie)

    @property
    def combination(self) -> Mapping[str, Fraction]:
        """The multiplier of every row that takes part, by its name."""
        found: dict[str, Fraction] = {}
        for fact, y in zip(self.region.facts, self.multipliers, strict=True):
            if y:
                found[fact.label] = found.get(fact.label, Fraction(0)) + y
        return FrozenMap(found)

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows that take part."""
        return tuple(self.combination)

    @property
    def left(self) -> Mapping[str, Fraction]:
        """What the cells of the rows add up to, by criterion; nothing negative."""
        sums = [Fraction(0)] * self.region.columns
        for fact, y in zip(self.region.facts, self.multipliers, strict=True):
            sums = [s + y * v for s, v in zip(sums, fact.row, strict=True)]
        return FrozenMap({c: s for c, s in zip(self.criteria, sums, strict=True) if s})

    @property
    def right(self) -> Fraction:
        """What the figures of the rows add up to, at most; below zero."""
        bound = self.region.ceiling(self.multipliers)
        return Fraction(0) if bound is None else bound

    def checks(self) -> Iterator[Check]:
        """Yield that the rows, multiplied and added up, contradict themselves: fractions are added up and compared."""
        said = "the rows are among those of the question, with the names of its alternatives and criteria"
        yield Check(said, "recount", self.tie == self._tie and self._asked())
        whole = all(type(y) is Fraction and y.denominator == 1 for y in self.multipliers)
        bound = self.region.ceiling(self.multipliers)
        yield Check(
            f"no weights that are not negative agree with {', '.join(self.rows)}", "proof", whole and bound is not None and bound < 0
        )
        yield Check("the rows are empty of weights", "proof", self.region.verify())

    def _asked(self) -> bool:
        """Tell whether the rows are some of those that are found again in the table, or in the ranking."""
        table, problem = (self.call.arguments.get(name) for name in ("table", "problem"))
        names = table.criteria if type(table) is Table and table.genuine() else problem.matrix.criterion_names  # type: ignore[union-attr]
        posed = self.call.function in (region_under, region_that_keeps) and made(self.call.arguments)
        return posed and same(self.criteria, names) and {*self.region.facts} <= {*self.call.again().facts}

    def __str__(self) -> str:
        parts = " ".join(f"{'-' if y < 0 else '+'} {_times(abs(y))}{name}" for name, y in self.combination.items())
        parts = parts[2:] if parts.startswith("+") else parts.replace("- ", "-", 1)
        left = " + ".join(f"{_times(v)}w({c})" for c, v in self.left.items())
        cells = f"{left}, which is not negative" if left else "0"
        at_most = "" if all(f.exact for f, y in zip(self.region.facts, self.multipliers, strict=True) if y) else ", at most"
        return f"{parts}: the cells add up to {cells}, the figures to {number(self.right)}{at_most}"


def _times(value: Fraction) -> str:
    return "" if value == 1 else f"{number(value)} "


@dataclass(frozen=True, slots=True, eq=False)
class PolicyTest(OfTable):
    """Whether a policy for blanks explains the published figures.

    Attributes
    ----------
    policy : Blanks
    status : {"accepted", "rejected", "undecided", "does not apply"}
    weights : ExactWeights or None
        Weights that explain the figures under the policy.
    unique : bool
        Whether no others do.
    rows : tuple of str
        The rows with blanks that contradict it; one of them is enough where one is named.
    refutation : Refutation or None
        The contradiction, row by row.
    why : str
        In a sentence.
    """

    policy: Blanks
    status: Status
    weights: ExactWeights | None
    unique: bool
    rows: tuple[str, ...]
    refutation: Refutation | None
    why: str
    region: Region | None
    call: Call
    tie: str = ""

    @property
    def accepted(self) -> bool:
        """Whether some weights explain all figures under the policy."""
        return self.status == "accepted"

    def checks(self) -> Iterator[Check]:
        """Yield the weights, or the contradiction, by multiplication, and that the policy is judged so again."""
        if self.refutation is not None:
            yield Check(f"with {self.policy}: {self.refutation}", "proof", self.refutation.verify())
        if self.status == "accepted":
            assert self.region is not None  # else there is nothing that could explain the figures
            w = (Fraction(0),) * self.region.columns if self.weights is None else tuple(self.weights.exact.values())
            yield Check(f"weights explain all figures with {self.policy}", "witness", self.region.admits(w))
        if self.region is not None:
            yield Check(f"the weights that explain the figures with {self.policy}", "proof", self.region.verify())
        yield from OfTable.checks(self)


def region_under(table: Table, policy: Blanks) -> Region:
    """Return all weights that explain the figures under a policy; blanks without a policy may stand for anything."""
    m = len(table.criteria)
    if not table.problem.matrix.blank.any() or (policy.policy == "refuse" and not table.blanks):
        kept = [tuple(v for v in row if v is not None) for row in table.rows]
        return Region(m, table.facts(tuple(kept)))
    if policy.policy == "refuse":
        return Region(m, table.open_facts() if table.local else (*table.base, *table.complete()))
    if policy.policy == "redistribute":
        return shared_out(gapless(table), gaps_of(table))
    rows = filled_rows(table, table.method, table.params, policy)
    place = table.problem.matrix.names.index
    return Region(m, table.facts(tuple(rows[place(name)] for name in table.names)))


def weights_of(region: Region, criteria: tuple[str, ...], source: str) -> ExactWeights | None:
    """Return the weights of a region, if it has any and they are not all zero: the only ones, or some that are simple."""
    w = region.point
    if w is None:
        return None
    if not region.unique and (not _simple(w) or not region.bounded):
        w = region.centre[0]
    return ExactWeights(dict(zip(criteria, w, strict=True)), source) if any(w) else None


def _simple(w: Vector) -> bool:
    return any(w) and all(v.denominator == 1 for v in w)


def tested(table: Table, policy: Blanks) -> PolicyTest:
    """Return whether a policy explains the figures, with the weights or the contradiction."""
    call = Call.of(tested, table=table, policy=policy)

    def unexplained(status: Status, why: str, rows: tuple[str, ...] = ()) -> PolicyTest:
        return PolicyTest(policy, status, None, False, rows, None, why, None, call)

    if policy.policy == "refuse":
        names = tuple(dict.fromkeys(table.names[b.row] for b in table.blanks))
        if names:
            return unexplained("rejected", f"{names[0]} has blanks, and yet a published figure.", names)
    unknown = next((n for n, row in zip(table.names, table.rows, strict=True) if all(v is None for v in row)), None)
    if policy.policy == "redistribute" and unknown is not None:
        return unexplained("does not apply", f"{unknown} has no known cell to give the weight of its blanks to.")
    try:
        region = region_under(table, policy)
    except McdaError as error:
        return unexplained("does not apply", error.message)
    if policy.policy == "redistribute" and region.point is not None:
        found = settled(table, region)
        if found is None:
            return unexplained("undecided", "The sum of the weights is not known, and neither a proof nor a whole number for it was found.")
        region = found
        bare = without_weight(gaps_of(table), region)
        if bare is not None:
            return unexplained("does not apply", f"{bare} has no known cell of any weight to give the weight of its blanks to.")
    if region.point is not None:
        weights = weights_of(region, table.criteria, f"inferred ({policy})")
        if policy.policy == "redistribute" and weights is not None:
            shown = tuple(weights.exact.values())
            if not all(dot(gap.known, shown) for gap in gaps_of(table)):
                weights = weights_of(weighing(table, region), table.criteria, f"inferred ({policy})")
        why = "Explains all figures." if weights is not None else "Only weights of zero explain the figures."
        unique = region.unique and not sum_is_open(table, policy)
        return PolicyTest(policy, "accepted", weights, unique, (), None, why, region, call)
    rows, part = _culprits(table, region)
    why = _why(table, region, rows, policy)
    return PolicyTest(
        policy,
        "rejected",
        None,
        False,
        rows,
        Refutation.of(part, table.criteria, Call.of(region_under, table=table, policy=policy)),
        why,
        region,
        call,
    )


def _culprits(table: Table, region: Region) -> tuple[tuple[str, ...], Region]:
    """Return the rows with blanks that contradict the others: one that does so alone, or those that do so together."""
    gaps = list(dict.fromkeys(table.names[b.row] for b in table.blanks))
    complete = region.without(gaps)
    if complete.point is None:
        return (), complete
    for name in gaps:
        alone = region.without(g for g in gaps if g != name)
        if alone.point is None:
            return (name,), alone
    left = list(gaps)
    for name in gaps:
        rest = region.without([g for g in gaps if g not in left or g == name])
        if rest.point is None:
            left.remove(name)
    return tuple(left), region.without(g for g in gaps if g not in left)


def _why(table: Table, region: Region, rows: tuple[str, ...], policy: Blanks) -> str:
    if not rows:
        return "The rows without blanks contradict each other already."
    if len(rows) > 1:
        names = f"{', '.join(rows[:-1])} and {rows[-1]}"
        return f"{names} cannot {'both' if len(rows) == 2 else 'all'} come out as published."
    name = rows[0]
    i = table.names.index(name)
    fact = next((f for f in region.facts if f.label == name), None)
    others = region.without(table.names[b.row] for b in table.blanks)
    if fact is None or others.point is None:
        return f"{name} cannot come out as {number(table.totals[i])}."
    if policy.policy == "redistribute":
        low, high = _shared_range(table, others, i)
    else:
        low, high = others.range(fact.row)
    if low is None and high is None:
        return f"{name} cannot come out as {number(table.totals[i])}."
    return f"{name} would come out {between(low, high)}, not as {number(table.totals[i])}."


def _shared_range(table: Table, region: Region, i: int) -> tuple[Fraction | None, Fraction | None]:
    """Return the limits of a score whose blanks give their weight away, where the sum of the weights is known."""
    low, high = region.range((Fraction(1),) * region.columns)
    if low is None or low != high:
        return None, None
    points, known = (*(low * (v or 0) for v in table.rows[i]), Fraction(0)), tuple(Fraction(int(v is not None)) for v in table.rows[i])
    return extreme_ratio(region, points, known, -1), extreme_ratio(region, points, known, 1)
