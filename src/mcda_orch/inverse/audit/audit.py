"""What weights, what blanks and what slips explain published scores, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.arguments import told
from ...core.blanks import Blanks, BlanksLike
from ...core.frozen import FrozenMap, Labelled
from ...core.labelling import by_label, label, labels_of, mapped
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.ranking import Ranking, stated_ranks
from ...core.report import Report
from ...core.table import Table as Sheet
from ...errors import DomainError, LabelError, MissingError, PluginError, ShapeError, did_you_mean
from ...exact.programme import maximise
from ...exact.rational import Matrix, Vector, dot, primitive, simplest
from ...plugin.family import HIGHER
from ...plugin.plugin import Method
from ...plugin.subject import claimed_method, subject
from . import policies as blanks_
from .checks import Code, code
from .lattice import TooManyWeightsError, points, smallest, whole
from .otherwise import otherwise
from .policies import BlankRange, Fillings, PolicyTest, Refutation, between, number
from .reading import SUM, ExactWeights, Table, decimals, filled_rows, reading
from .region import Fact, Region
from .slips import CellSlip, Slip, cell_slips, slips, swapped
from .stated import Missed, missed

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Audit", "Inference", "audit"]

POLICIES = ("worst", "best", "mean", "redistribute", "refuse")
RANKED = 6
"""Figures that look like ranks are taken for scores where there are fewer: a few small numbers can be both."""
SHOWN = 12
"""Alternatives of a kind that a table shows, at most."""
DIGITS = 7
"""Characters of a number that a person reads in a table or a sentence; longer ones stand in the result only."""
SMALL = 300
"""Cells up to which the smallest whole-number weights behind a ranking are searched before they are asked for."""


@dataclass(frozen=True, eq=False)
class Inference:
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
        return blanks_.blank_ranges(self.table, self.region) if self.consistent else ()

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
        return tuple(r for r in blanks_.blank_ranges(self.table, self.region.with_(*facts)) if r.low == r.high)

    def verify(self) -> bool:
        """Check the limits, or the contradiction, without a solver."""
        return self.region.verify()


@dataclass(frozen=True, eq=False)
class Audit(Report):
    """What the cells of a table and its published scores, or its published ranking, say about how these came about.

    Whatever takes long is found when it is asked for, once.

    Parameters
    ----------
    problem : Problem
    method : str
        In words: the method whose scores are audited.
    policy : Blanks
        What a blank is taken to mean; without a policy it may be anything on its scale.
    region : Region
        All weights that explain what was published.
    criteria : tuple of str
    known : Table or None
        Cells and scores as exact numbers; None where only a ranking was published.
    ranking : Ranking or None
        The published ranking, where there are no scores.
    highest : int or None
        Largest whole-number weight to be considered.
    notes : tuple of str
    rows : tuple of rows of Fraction
        What the method sees in the alternatives, where there are no scores.
    """

    problem: Problem
    method: str
    policy: Blanks
    region: Region = field(repr=False)
    criteria: tuple[str, ...]
    known: Table | None = field(repr=False)
    ranking: Ranking | None
    highest: int | None = None
    notes: tuple[str, ...] = ()
    rows: Matrix = field(default=(), repr=False)

    @property
    def consistent(self) -> bool:
        """Whether some weights explain everything that was published."""
        return self.region.point is not None

    @property
    def fails(self) -> bool:
        """Whether the published figures contradict the cells."""
        return not self.consistent

    @property
    def unique(self) -> bool:
        """Whether exactly one weight vector explains what was published (one vector of shares, for a ranking)."""
        return self.region.unique

    @cached_property
    def weights(self) -> ExactWeights | None:
        """Weights that explain what was published, with their fractions in ``.exact``; None where there are none.

        The only ones, if there are no others; the only whole-number ones, if there are no others of those; else the centre
        of all.
        """
        if self.region.point is None:
            return None
        if self.unique:
            return self._weights(self.region.point, "inferred")
        if self.ranking is None and self._limited and len(self.integer) == 1:
            return self._weights(tuple(map(Fraction, self.integer[0].values())), "inferred, the only whole numbers")
        return self._weights(self.region.centre[0], "inferred, the centre of all that fit")

    @property
    def _limited(self) -> bool:
        """Whether `integer` holds all whole-number weights, not only the smallest."""
        return self.highest is not None or self.region.bounded

    @cached_property
    def intervals(self) -> Mapping[str, tuple[Fraction, Fraction | None]]:
        """The smallest and the largest that every weight can be; None where it has no upper limit."""
        return FrozenMap(dict(zip(self.criteria, self.region.intervals, strict=True)) if self.consistent else {})

    @cached_property
    def centre(self) -> ExactWeights | None:
        """The centre of the largest ball of weights that explain what was published (Chebyshev centre).

        In floating point, taken to the nearest fractions that fit exactly. None where nothing fits.
        """
        return None if not self.consistent else self._weights(self.region.centre[0], "centre of all that fit")

    @property
    def radius(self) -> float:
        """The radius of that ball; zero where the weights are unique."""
        return self.region.centre[1] if self.consistent else 0.0

    @cached_property
    def integer(self) -> tuple[Mapping[str, int], ...]:
        """Whole-number weights that explain what was published.

        For scores all of them, up to `highest` where that was given; those with the smallest sum where some weight has no
        limit. For a ranking those with the smallest sum that keep it strict. Empty where there are none. Searched exactly.

        Raises
        ------
        TooManyWeightsError
            If there are too many to be listed.
        """
        if not self.consistent or (self.known is not None and self.known.shares):
            return ()
        if self.ranking is not None:
            some = Fact("some weight", (Fraction(1),) * len(self.criteria), Fraction(1), None)
            found = smallest(self._strict(Fraction(1)).with_(some))
        elif self.highest is None and not self.region.bounded:
            found = smallest(self.region)
        else:
            found = whole(self.region, self.highest)
        return tuple(FrozenMap(dict(zip(self.criteria, w, strict=True))) for w in found)

    def integer_weights(self, highest: int, lowest: int = 0) -> npt.NDArray[np.int64]:
        """Return all whole-number weights from `lowest` to `highest` that explain what was published, shape (k, m).

        A ranking has to come out strictly, ties apart.

        Raises
        ------
        TooManyWeightsError
            If there are too many to be looked at.
        """
        m = len(self.criteria)
        for value in (lowest, highest):
            if isinstance(value, bool) or not isinstance(value, Integral) or value < 0:
                raise DomainError(f"a limit of whole-number weights is {value!r}.", hint="give whole numbers from 0 on.")
        if lowest > highest:
            raise DomainError(f"the weights go from {lowest} to {highest}.", hint="give the larger number first: integer_weights(9, 1).")
        if not self.consistent:
            return np.empty((0, m), dtype=np.int64)
        if self.ranking is None:
            return np.array(whole(self.region, highest, lowest), dtype=np.int64).reshape(-1, m)
        facts = self._strict(Fraction(1)).facts
        limits = [[None if v is None else int(v) for v in (f.low, f.high)] for f in facts]
        rows = [[int(v) for v in f.row] for f in facts]
        low, high = [a for a, _ in limits], [b for _, b in limits]
        return points(rows, low, high, [lowest] * m, [highest] * m)

    @cached_property
    def margin(self) -> Fraction | None:
        """By how much, at most, all neighbours of a published ranking can lie apart, with shares that sum to one."""
        if self.ranking is None or not self.consistent:
            return None
        m = len(self.criteria)
        strict = [f for f in self.region.facts if not f.exact]
        equal = [f for f in self.region.facts if f.exact]
        found = maximise(
            [0] * m + [1],
            [(*(-v for v in f.row), 1) for f in strict],
            [0] * len(strict),
            [(*f.row, 0) for f in equal],
            [f.high for f in equal],
            0,
            [None] * m + [None if strict else 0],
        )
        return found.value

    @cached_property
    def share(self) -> Fraction | None:
        """Which part of all shares gives the published ranking, exactly; None for scores."""
        if self.ranking is None:
            return None
        from ...exact.polytope import polytope

        if not self.consistent:
            return Fraction(0)
        rows = [tuple(-v for v in f.row) for f in self.region.facts if not f.exact]
        equal = [f.row for f in self.region.facts if f.exact and f.label != SUM]
        return polytope(rows, equal, criteria=len(self.criteria)).measure[0]

    @cached_property
    def relations(self) -> tuple[tuple[str, str], ...]:
        """Pairs of criteria of which the first weighs at least as much as the second, whichever weights fit."""
        if not self.consistent:
            return ()
        found = []
        for i, a in enumerate(self.criteria):
            for j, b in enumerate(self.criteria):
                if i != j:
                    form = tuple(Fraction(int(k == j) - int(k == i)) for k in range(len(self.criteria)))
                    most = self.region.maximum(form).value
                    if most is not None and most <= 0:
                        found.append((a, b))
        return tuple(found)

    @cached_property
    def refutation(self) -> Refutation | None:
        """Why no weights explain what was published, or None where some do."""
        found = self.region.refutation
        return None if found is None else Refutation(self.region, found, self.criteria)

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
        return FrozenMap({_key(policy): blanks_.tested(table, policy) for policy in every})

    @cached_property
    def blanks(self) -> Inference | None:
        """What the blanks stood for, as far as the scores say; None where no cell of a scored row is blank."""
        table = self.known
        if table is None or not table.blanks or not table.local:
            return None
        return Inference(table, blanks_.region_under(table, Blanks()), self.highest)

    @cached_property
    def fillings(self) -> Fillings | None:
        """All ways to fill the blanks with levels, classified; None where a blank has no levels, or there are too many."""
        return None if self.known is None else blanks_.fillings(self.known)

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
            return self._misranked(), True
        return slips(table, self.region, self._exact_code, self.highest)

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
        return cell_slips(self.known, self.region, [s for s in self.slips if len(s.rows) == 1], self.highest)

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

    @property
    def left_out(self) -> tuple[str, ...]:
        """Criteria that cannot have counted: their weight is zero whatever else is so."""
        dead = set(self.undetermined)
        return tuple(c for c, (_, high) in self.intervals.items() if high == 0 and c not in dead)

    @property
    def undetermined(self) -> tuple[str, ...]:
        """Criteria whose cells are all zero, so that nothing published says anything about their weight."""
        if not self.consistent or self.ranking is not None:
            return ()
        facts = [f for f in self.region.facts if f.label != SUM]
        return tuple(c for j, c in enumerate(self.criteria) if not any(f.row[j] for f in facts))

    @property
    def unweighted(self) -> tuple[str, ...]:
        """Criteria that were counted once, though the problem states another weight for them."""
        return tuple(c for c, (stated, found) in self.differences.items() if found == 1 != stated)

    @cached_property
    def stated(self) -> Mapping[str, Fraction] | None:
        """The weights that the problem states; the audit uses them only to compare."""
        w = self.problem.weights
        if w is None or w.values.ndim != 1:
            return None
        return FrozenMap(dict(zip(self.criteria, map(simplest, w.aligned(self.criteria).tolist()), strict=True)))

    @cached_property
    def agrees(self) -> bool | None:
        """Whether the weights that the problem states explain what was published, up to a common factor; None without any."""
        if self.stated is None:
            return None
        w = tuple(self.stated.values())
        shares = tuple(v / sum(w) for v in w) if any(w) else w
        as_shares = self.ranking is not None or (self.known is not None and self.known.shares)
        return (not as_shares and self.region.admits(w)) or self.region.admits(shares) or self._factor(w) is not None

    def _factor(self, w: Vector) -> Fraction | None:
        """Return the factor by which weights explain the scores, where all are exact."""
        first = next((f for f in self.region.facts if f.exact and f.high and dot(f.row, w)), None)
        if first is None or first.high is None:
            return None
        factor = first.high / dot(first.row, w)
        return factor if factor > 0 and self.region.admits(tuple(factor * v for v in w)) else None

    @cached_property
    def missed(self) -> tuple[Missed, ...]:
        """The rows whose published total the stated weights miss, and by how much; empty where there is nothing to compare."""
        if self.stated is None or self.known is None or self.agrees or not any(self.stated.values()):
            return ()
        return missed(self.known, self.region, self.stated)

    @cached_property
    def otherwise(self) -> tuple[str, ...]:
        """What else would explain figures that no weights explain, in words; empty where some do, and for large tables.

        Tried are each criterion the other way round, columns of numbers that are no criteria, and every scaling.
        """
        if self.consistent:
            return ()
        method = None if self.known is None else self.known.method

        def fits(problem: Problem, params: dict[str, Any]) -> bool:
            known: dict[str, Any] = (
                {} if self.known is None else {"rounding": "exact" if self.known.rounding is None else self.known.rounding}
            )
            return audit(problem, ranking=self.ranking, method=method, blanks=self.policy, **known, **params).consistent

        slack = float("inf") if self.known is None else float(max(h - v for h, v in zip(self.known.high, self.known.totals, strict=True)))
        return otherwise(self.problem, self.policy, method, slack, fits)

    @cached_property
    def differences(self) -> Mapping[str, tuple[Fraction, Fraction]]:
        """Criteria whose stated weight is not what the unique weights are, as (stated, found)."""
        if self.stated is None or self.agrees or not self.unique or self.weights is None:
            return FrozenMap({})
        found = self.weights.exact
        return FrozenMap({c: (v, found[c]) for c, v in self.stated.items() if v != found[c]})

    @cached_property
    def certificate(self) -> Refutation | Mapping[str, tuple[Mapping[str, Fraction], Mapping[str, Fraction]]]:
        """The numbers that prove the verdict.

        Where nothing fits, the rows that contradict each other, with their multipliers. Otherwise for every criterion the
        rows whose totals, multiplied and added up, give its lower and its upper limit; where the weights are unique, the
        second is an identity: it gives the weight itself.
        """
        if self.refutation is not None:
            return self.refutation

        def labelled(multipliers: Vector, sign: int) -> Mapping[str, Fraction]:
            found: dict[str, Fraction] = {}
            for f, y in zip(self.region.facts, multipliers or (Fraction(0),) * len(self.region.facts), strict=True):
                if y:
                    found[f.label] = found.get(f.label, Fraction(0)) + sign * y
            return FrozenMap(found)

        return FrozenMap(
            {
                c: (labelled(low.multipliers, -1), labelled(high.multipliers, 1))
                for c, (low, high) in zip(self.criteria, self.region.extremes, strict=True)
            }
        )

    def verify(self) -> bool:
        """Check every verdict by multiplication and comparison of fractions, without a solver."""
        found = self.code
        checks = found is None or all(
            all(sum(y * v for y, v in zip(check, column, strict=True)) == 0 for column in self._columns(found)) for check in found.parity
        )
        return (
            self.region.verify()
            and checks
            and all(p.verify() for p in self.policies.values())
            and (self.blanks is None or self.blanks.verify())
            and all(s.verify() for s in self.all_slips)
            and (self.weights is None or self.region.admits(tuple(self.weights.exact.values())))
        )

    def _columns(self, found: Code) -> Iterable[Vector]:
        """Return the columns of the code; where weights are shares, their differences, which sum to zero."""
        rows = {f.label: f.row for f in (*self.region.facts, *(self.known.complete() if self.known else ())) if f.label in found.names}
        columns = list(zip(*(rows[name] for name in found.names), strict=True))
        if self.known is not None and self.known.shares:
            return [tuple(a - b for a, b in zip(c, columns[0], strict=True)) for c in columns[1:]]
        return columns

    def _weights(self, w: Vector, source: str) -> ExactWeights | None:
        return ExactWeights(dict(zip(self.criteria, w, strict=True)), source) if any(w) else None

    def _strict(self, step: Fraction) -> Region:
        """Return the cone of weights that keep a ranking strictly, in whole numbers."""
        facts = []
        for f in self.region.facts:
            if f.label != SUM:
                row = tuple(map(Fraction, primitive(f.row)))
                facts.append(Fact(f.label, row, Fraction(0), Fraction(0)) if f.exact else Fact(f.label, row, step, None))
        return Region(len(self.criteria), tuple(facts))

    def _misranked(self) -> tuple[Slip, ...]:
        """Return the fewest alternatives, up to two, without which the rest of a ranking agrees with the cells."""
        assert self.ranking is not None
        names_ = self.problem.matrix.names
        for size in (1, 2):
            found = []
            for chosen in combinations(names_, size):
                rest = _ranked(self.ranking, names_, self.rows, set(chosen))
                if rest.point is not None:
                    w = self._weights(rest.point, f"inferred without {_and(chosen)}")
                    found.append(Slip(chosen, FrozenMap({}), FrozenMap({}), w, rest.unique, False, (), rest))
            if found:
                return tuple(found)
        return ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was found, a sentence each."""
        said = list(self.notes)
        said += self._about_weights()
        if not self.consistent:
            said += self._about_slips()
        if self.known is not None:
            said += self._about_blanks()
            said += self._about_checks()
        return tuple(said)

    def _about_weights(self) -> list[str]:
        what = "ranking" if self.ranking is not None else "scores"
        if not self.consistent:
            reason = f" with {self.policy}" if self.problem.matrix.blank.any() and self.policy.policy != "refuse" else ""
            said = [f"No weights explain the published {what}{reason}."]
            if _short_numbers(self.refutation.combination.values() if self.refutation is not None else ()):
                said.append(f"The contradiction: {self.refutation}.")
            return (
                said[:1]
                + self._about_missed()
                + said[1:]
                + [f"They would be explained with {' or '.join(self.otherwise)}." for _ in self.otherwise[:1]]
            )
        said = []
        if self.weights is None:
            said.append("Only weights of zero explain the published scores.")
        elif self.unique:
            said.append(
                f"The published {what} {'has' if self.ranking is not None else 'have'} exactly one explanation: {_listed(self.weights.exact)}."
            )
            if self.known is not None and self.known.whole and any(v.denominator > 1 for v in self.weights.exact.values()):
                said.append("Cells and scores are whole numbers and the weights are not: a slip that no check notices can look like this.")
        else:
            said.append(f"Many weights explain the published {what}; the table gives the limits of each.")
            if self.known is not None and self.known.whole and self._limited:
                count = self._count()
                if count == 1:
                    said.append(f"In whole numbers there is only one choice: {_listed(self.weights.exact)}.")
                elif count is not None:
                    said.append(f"There are {count} choices in whole numbers." if count else "None of them are whole numbers.")
        if self.ranking is not None and not self.unique:
            said += self._about_small()
        if self.left_out:
            said.append(f"Left out of the sum: {', '.join(self.left_out)} (weight 0).")
        if self.undetermined:
            said.append(f"Nothing that was published depends on the weight of {_and(self.undetermined)}.")
        if self.agrees:
            said.append("The weights that the problem states agree with this.")
        elif self.agrees is False:
            parts = [f"{c} {number(a)} instead of {number(b)}" for c, (a, b) in self.differences.items()]
            list_ = f": {'; '.join(parts)}" if parts else ""
            said.append(f"The weights that the problem states do not explain what was published{list_}.")
            said += self._about_missed()
            if self.unweighted:
                said.append(f"Added without the stated weight: {', '.join(self.unweighted)}.")
        return said

    def _about_missed(self) -> list[str]:
        if not self.missed or self.known is None:
            return []
        parts = [f"{m.alternative} by {_signed(m.by)}" for m in self.missed[:SHOWN]]
        more = f", and {len(self.missed) - SHOWN} more" if len(self.missed) > SHOWN else ""
        return [f"The stated weights miss {len(self.missed)} of {len(self.known.names)} totals: {', '.join(parts)}{more}."]

    def _about_small(self) -> list[str]:
        if len(self.rows) * len(self.criteria) > SMALL:
            return []
        try:
            found = self.integer
        except TooManyWeightsError:
            return []
        if not found:
            return ["No weights keep all steps of the ranking strict: some have to be ties."]
        more = f" (and {len(found) - 1} more with the same sum)" if len(found) > 1 else ""
        return [f"The smallest whole-number weights that give it: {_listed(found[0])}{more}."]

    def _count(self) -> int | None:
        try:
            return len(self.integer)
        except TooManyWeightsError:
            return None

    def _about_blanks(self) -> list[str]:
        said = []
        accepted = [key for key, p in self.policies.items() if p.accepted]
        if self.policies:
            rejected = [key for key, p in self.policies.items() if p.status == "rejected"]
            said.append(
                (f"The scores fit blanks that count as {' or '.join(accepted)}" if accepted else "No policy for blanks fits the scores")
                + (f"; rejected: {', '.join(rejected)}." if rejected else ".")
            )
        found = self.blanks
        if found is not None and found.consistent and len(found.integer) == 1:
            free = "Whatever the blanks stood for on their scales" if self.consistent else "If each blank may be anything on its scale"
            said.append(f"{free}, the only whole-number weights are {_listed(found.integer[0])}.")
            for r in found.settled:
                if r.low_value is not None:
                    said.append(f"With these, {r.criteria[0]} of {r.alternative} counted as {number(r.low_value)}.")
                elif r.low is not None and len(r.criteria) > 1:
                    said.append(f"With these, {_and(r.criteria)} of {r.alternative} added up to {number(r.low)} points.")
        if self.fillings is not None:
            counts = self.fillings.counts
            distinct = {tuple(f.weights.values()) for f in self.fillings.of("whole") if f.weights is not None}
            same = "the same whole-number weights" if counts["whole"] > 1 and len(distinct) == 1 else "whole-number weights"
            what = {"impossible": ("is", "are", "impossible"), "whole": ("gives", "give", same)}
            what |= {"fractional": ("gives", "give", "fractional weights"), "open": ("leaves", "leave", "the weights open")}
            parts = [f"{n} {what[kind][n > 1]} {what[kind][2]}" for kind, n in counts.items() if n]
            said.append(f"Of the {len(self.fillings)} ways to fill the blanks with levels, {_and(tuple(parts))}.")
        return said

    def _about_checks(self) -> list[str]:
        found = self.code
        if found is None:
            return []
        count = len(found.parity)
        if not count:
            whose = "rows without blanks have" if len(found.names) < len(self.known.names if self.known else ()) else "table has"
            return [f"The {whose} no parity check: any totals at all have an explanation, if only with negative weights."]
        if count == 1 and _short_numbers(self.parity[0].values()):
            said = [f"Parity check: {_check(self.parity[0])} = {number(found.constants[0])}."]
        else:
            said = [f"The table has {'one parity check' if count == 1 else f'{count} independent parity checks'} on its totals."]
        blind = tuple(name for name, seen in found.checked.items() if not seen)
        least = "" if found.exact else "at least "
        if found.distance is not None and not blind:
            said.append(
                f"Code distance {least}{found.distance}: {_upto(found.detects)} always noticed, {_upto(found.corrects)} certain to be put right."
            )
        elif found.distance is not None and found.among_checked is not None:
            one = found.among_checked - 1
            said.append(
                f"Code distance {found.distance}: the total of {_and(blind)} takes part in no check, so a slip there cannot be noticed. "
                f"Among the others the distance is {least}{found.among_checked}: {_upto(one)} always noticed, {_upto(one // 2)} certain to be "
                "put right."
            )
        return said

    def _about_slips(self) -> list[str]:
        found, said = self.slips, []
        if self.ranking is not None:
            parts = [f"Without {_and(s.rows)} the rest of the ranking can be explained." for s in found[:SHOWN]]
            return parts or ["More than two alternatives would have to be left out for the rest of the ranking to be explained."]
        size = len(found[0].rows) if found else 0
        odd = self.known is not None and self.known.whole and not any(s.whole for s in found)
        if size == 1 and len(found) == 1 and not odd:
            said.append(f"The slip is in {found[0]}.")
        elif found:
            which = "The alternatives" if len(found) > 1 else "That is"
            said.append(f"Correcting {_counted(size, 'total')} is enough. {which}: {' | '.join(map(str, found[:SHOWN]))}.")
        if odd and found:
            said.append("None of these leaves whole-number weights, though cells and totals are whole: more totals than that may be wrong.")
        for s in found:
            said += [f"{s.rows[0]}, {number(s.published[s.rows[0]])}: {cause}" for cause in s.causes[:3]]
        if self.cells:
            more = f", and {len(self.cells) - SHOWN} more" if len(self.cells) > SHOWN else ""
            said.append(f"Or the total is right and its cells are not: {' | '.join(map(str, self.cells[:SHOWN]))}{more}.")
        for a, b in self.swaps[:SHOWN]:
            said.append(f"Or the totals of {a} and {b} are exchanged.")
        if not self.complete:
            said.append("There may be other corrections that are as small.")
        return said

    @property
    def table(self) -> Sheet:
        """The weights that explain what was published, with their limits where there are many, and the stated ones."""
        columns: dict[str, list[Any]] = {"criterion": list(self.criteria)}
        title = "Weights that explain the published " + ("ranking" if self.ranking is not None else "scores")
        if self.unique and self.weights is not None:
            columns["weight"] = [_cell(v) for v in self.weights.exact.values()]
        elif self.consistent:
            columns["lowest"] = [_cell(low) for low, _ in self.intervals.values()]
            columns["highest"] = ["no limit" if high is None else _cell(high) for _, high in self.intervals.values()]
            if self.weights is not None:
                columns["for instance"] = [float(v) if v.denominator > 999 else _cell(v) for v in self.weights.exact.values()]
        else:
            title = "No weights explain the published " + ("ranking" if self.ranking is not None else "scores")
        if self.stated is not None:
            columns["stated"] = [_cell(v) for v in self.stated.values()]
        return Sheet(tuple(columns), tuple(zip(*columns.values(), strict=True)), title)

    @property
    def missed_table(self) -> Sheet:
        """The totals that the stated weights miss."""
        rows = tuple((m.alternative, _cell(m.published), _cell(m.recomputed), _signed(m.by)) for m in self.missed)
        return Sheet(("alternative", "published", "with the stated weights", "difference"), rows, "Totals that the stated weights miss")

    @property
    def policies_table(self) -> Sheet:
        """What a blank can have meant."""
        rows = []
        for key, p in self.policies.items():
            weights = "" if p.weights is None else _short(p.weights.exact.values()) + ("" if p.unique else ", and others")
            rows.append((key, p.status, p.why, weights))
        return Sheet(("a blank counts as", "verdict", "why", "weights"), tuple(rows), "What a blank meant")

    @property
    def blanks_table(self) -> Sheet:
        """What the blanks can have counted for, whatever the weights."""
        found = self.blanks
        rows = [] if found is None else [(r.alternative, _and(r.criteria), *map(_limit, (r.low, r.high))) for r in found.ranges]
        return Sheet(
            ("alternative", "blank", "points from", "to"), tuple(rows), "What the blanks added to the scores, by any weights that fit"
        )

    @property
    def fillings_table(self) -> Sheet:
        """The fillings of the blanks that some weights explain."""
        found = self.fillings
        if found is None or not found.fillings:
            return Sheet(("fillings",), ())
        cells = list(found.fillings[0].values)
        columns = [f"{a}, {c}" for a, c in cells]
        rows = [
            (*(_cell(f.values[c]) for c in cells), f.kind, "" if f.weights is None else _short(f.weights.values()))
            for f in found.possible[: 2 * SHOWN]
        ]
        title = f"The {len(found.possible)} of {len(found)} fillings that weights explain"
        return Sheet((*columns, "weights are", "weights"), tuple(rows), title)

    @property
    def totals_table(self) -> Sheet:
        """The published totals, what the weights make of them, and whether a slip would be noticed."""
        table, found = self.known, self.code
        if table is None:
            return Sheet(("alternative",), ())
        columns: dict[str, list[Any]] = {"alternative": list(table.names), "published": [_cell(v) for v in table.totals]}
        rows = {f.label: f.row for f in self.region.facts}
        skips = {table.names[b.row] for b in table.blanks} if self.policy.policy in {"refuse", "redistribute"} else set()
        if self.weights is not None:
            w = tuple(self.weights.exact.values())
            columns["recomputed"] = [None if name in skips else _cell(dot(rows[name], w)) for name in table.names]
        if found is not None:
            for k, check in enumerate([c for c in self.parity if _short_numbers(c.values())][:3], start=1):
                columns["parity check" if len(self.parity) == 1 else f"check {k}"] = [check.get(name) for name in table.names]
            seen = self.detectable
            columns["a slip is"] = ["noticed" if seen.get(name, False) else "not noticed" for name in table.names]
        return Sheet(tuple(columns), tuple(zip(*columns.values(), strict=True)), "The published totals")

    @property
    def slips_table(self) -> Sheet:
        """The smallest corrections, all alternatives."""
        if self.ranking is not None:
            left = tuple((", ".join(s.rows), "" if s.weights is None else _short(s.weights.exact.values())) for s in self.slips)
            return Sheet(("left out", "weights for the rest"), left, "The ranking can be explained without")
        rows = tuple(
            (
                ", ".join(s.rows),
                ", ".join(number(v) for v in s.published.values()),
                ", ".join(between(*limits).removeprefix("as ") for limits in s.corrected.values()),
                "" if s.weights is None else _short(s.weights.exact.values()) + ("" if s.unique else ", and others"),
            )
            for s in self.slips
        )
        return Sheet(("row", "published", "should be", "weights"), rows, "Smallest corrections of totals; each is enough")

    @property
    def tables(self) -> tuple[Sheet, ...]:
        """Weights, corrections where they are needed, then what is known about blanks and about the totals."""
        return (
            self.table,
            *([self.missed_table] if self.missed else []),
            *([self.slips_table] if self.slips else []),
            *([self.policies_table] if self.policies else []),
            *([self.blanks_table] if self.blanks is not None and self.blanks.consistent else []),
            *([self.fillings_table] if self.fillings is not None and self.fillings.possible else []),
            *([self.totals_table] if self.known is not None else []),
        )

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions as text, what is not known as None."""
        fillings = self.fillings
        return {
            "schema": "mcda_orch.audit",
            "version": 1,
            "problem": self.problem.name,
            "method": self.method,
            "evidence": "ranking" if self.ranking is not None else "scores",
            "rounding": None if self.known is None else self.known.rounding,
            "blanks": str(self.policy),
            "consistent": self.consistent,
            "unique": self.unique,
            "weights": _plain(None if self.weights is None else self.weights.exact),
            "intervals": {c: [_plain(v) for v in limits] for c, limits in self.intervals.items()},
            "stated_weights_agree": self.agrees,
            "missed": [{"alternative": m.alternative, "recomputed": str(m.recomputed), "by": str(m.by)} for m in self.missed],
            "otherwise": list(self.otherwise),
            "left_out": list(self.left_out),
            "undetermined": list(self.undetermined),
            "contradiction": None if self.refutation is None else _plain(self.refutation.combination),
            "policies": {
                key: {
                    "status": p.status,
                    "weights": _plain(None if p.weights is None else p.weights.exact),
                    "unique": p.unique,
                    "rows": list(p.rows),
                    "why": p.why,
                    "contradiction": None if p.refutation is None else _plain(p.refutation.combination),
                }
                for key, p in self.policies.items()
            },
            "inferred_blanks": None
            if self.blanks is None
            else {
                "weights": {c: [_plain(v) for v in limits] for c, limits in self.blanks.intervals.items()},
                "integer": [dict(w) for w in self.blanks.integer],
                "points": [
                    {"alternative": r.alternative, "criteria": list(r.criteria), "low": _plain(r.low), "high": _plain(r.high)}
                    for r in self.blanks.ranges
                ],
            },
            "fillings": None if fillings is None else {"all": len(fillings), **fillings.counts},
            "parity": [dict(check) for check in self.parity],
            "distance": self.distance,
            "detects": self.detects,
            "corrects": self.corrects,
            "detectable": dict(self.detectable),
            "slips": [
                {
                    "rows": list(s.rows),
                    "published": _plain(s.published),
                    "corrected": {n: [_plain(v) for v in limits] for n, limits in s.corrected.items()},
                    "weights": _plain(None if s.weights is None else s.weights.exact),
                    "whole": s.whole,
                    "causes": list(s.causes),
                }
                for s in self.slips
            ],
            "cells": [
                {"alternative": c.alternative, "cells": {k: [str(a), str(b)] for k, a, b in zip(c.criteria, c.was, c.value, strict=True)}}
                for c in self.cells
            ],
            "swapped": [list(pair) for pair in self.swaps],
            "remarks": list(self.remarks),
        }

    def __repr__(self) -> str:
        verdict = "inconsistent" if not self.consistent else "unique weights" if self.unique else "many weights"
        return f"Audit({self.problem.name!r}, {self.method}: {verdict})"


@told
def audit(
    problem: Problem | DecisionMatrix,
    scores: Labelled | Mapping[str, float] | npt.ArrayLike | None = None,
    *,
    ranking: Ranking | Mapping[str, float] | Iterable[str] | bool | None = None,
    method: Method[...] | str | None = None,
    blanks: BlanksLike = None,
    rounding: int | str | None = None,
    highest: int | None = None,
    **params: Any,
) -> Audit:
    """Find the weights that explain published scores, or a published ranking: all of them, exactly.

    Published scores are equations in the weights, and a published ranking is a list of inequalities. Both are solved in
    fractions. The result says whether the weights are unique, what the blanks meant, which totals check each other, and,
    where nothing fits, which smallest correction makes all agree.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
        Its weights are not used, only compared with what is found.
    scores : array_like of n numbers, or mapping of name to number, optional
        Instead of the problem's own published scores. Alternatives without one (or with NaN) are left out.
    ranking : Ranking, mapping of name to rank, list of names from the best to the worst, or True, optional
        Audit a ranking rather than scores; True takes the order of the published scores. A column that was read from a file
        as ranks is a ranking. Other published figures that no weights
        explain as scores are read as ranks, 1 for the best, where they are the ranks of six alternatives or more; with True,
        of any number of them.
    method : Method or str, optional
        The method whose scores they claim to be, linear in its weights. The one that the problem names, else the plain
        sum of weights times values, costs subtracted.
    blanks : optional
        What a blank is taken to mean, instead of the problem's own policy. Without any it may be anything on its scale.
    rounding : int or "exact", optional
        How many decimals the scores were rounded to: each then stands for an interval of half a unit to both sides.
        Unless given, whole numbers are exact where all cells are whole too, and so are scores that pass the table's own
        parity checks to the last digit; others were rounded to the decimals that they are printed with.
    highest : int, optional
        Largest whole-number weight to be considered.
    **params
        Parameters of the method.

    Returns
    -------
    Audit

    Raises
    ------
    MissingError
        If nothing was published.
    DomainError
        If the method is not linear in its weights.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = mo.audit(mo.load("orchestrators"))
    >>> found.unique, found.weights.exact["Deployment"], found.agrees
    (True, Fraction(3, 1), True)
    >>> [name for name, test in found.policies.items() if test.accepted]
    ['0']
    >>> found.detectable["Flyte"], found.distance
    (False, 1)
    """
    about = subject(problem, "audit", takes_method=False)
    problem = about if isinstance(about, Problem) else Problem(about)
    if problem.matrix.values.ndim != 2:
        raise ShapeError("a single matrix is audited at a time.", hint="pick one matrix of the batch.")
    if scores is not None:
        problem = replace(problem, published=labelled_scores(scores, problem.matrix.names))
    if highest is not None and highest < 0:
        raise DomainError(f"the largest weight is {highest}.", hint="give a number from 0 on, or leave it out.")
    policy = problem.blanks if blanks is None else Blanks.of(blanks)
    chosen = claimed_method(problem, method)
    if chosen is None and params:
        raise PluginError(f"there is no method to take {', '.join(params)}.", hint="pass method=.")
    label = "the plain sum of weights times values" if chosen is None else chosen.name
    higher = chosen is None or chosen.better is HIGHER
    form = problem.rank_form if scores is None and (ranking is None or ranking is True) else ""
    if form:
        note = f"The published column holds ranks, 1 for the best ({form} ranks where some tie)."
        return _of_ranks(problem, chosen, label, policy, params, highest, note)
    if ranking is not None and ranking is not False:
        given = _of_ranking(problem, _order(problem, ranking, higher), chosen, label, policy, params, highest, ())
        if (
            ranking is True
            and not given.consistent
            and problem.published is not None
            and _are_ranks(problem.published, problem.matrix.names)
        ):
            return _of_ranks(problem, chosen, label, policy, params, highest)
        return given
    if problem.published is None or not any(v == v for v in problem.published.values.tolist()):
        raise MissingError(
            "nothing was published that could be audited.",
            hint="pass scores= or ranking= with the names from the best on, or read the file with published='COLUMN'.",
        )
    if not np.isfinite(problem.published.values[~np.isnan(problem.published.values)]).all():
        raise DomainError("a published score is infinite.", hint="leave unknown scores out, or make them NaN.")

    def of_scores(rounded_to: int | str | None) -> Audit:
        table = reading(problem, chosen, params, rounded_to)
        region = blanks_.region_under(table, policy)
        return Audit(problem, label, policy, region, table.criteria, table, None, highest, _notes(table, policy, chosen, problem))

    found = of_scores(rounding)
    if rounding is None and found.agrees is False and found.known is not None and found.known.rounding is None:
        printed = decimals([v for v in problem.published.values.tolist() if v == v])
        rounded = of_scores(printed) if printed else found
        if rounded.agrees:  # totals can pass their parity checks by chance, and the weights that are stated tell
            found = rounded
    enough = len(problem.matrix.names) >= RANKED
    if not found.consistent and ranking is None and rounding is None and enough and _are_ranks(problem.published, problem.matrix.names):
        try:
            ranked = _of_ranks(problem, chosen, label, policy, params, highest)
        except (MissingError, DomainError):
            return found
        return ranked if ranked.consistent else found
    return found


def _notes(table: Table, policy: Blanks, method: Method[...] | None, problem: Problem) -> tuple[str, ...]:
    said = []
    if method is None:
        said.append("No method is named: the scores are taken for sums of weights times values, costs subtracted.")
    if table.rounding is not None:
        unit = "whole numbers" if table.rounding == 0 else f"{table.rounding} decimal{'s' if table.rounding > 1 else ''}"
        said.append(f"The scores are taken as rounded to {unit}.")
    if table.shares:
        said.append("The method turns weights into shares, so the weights sum to one.")
    left = [n for n in problem.matrix.names if n not in table.names]
    if left:
        said.append(f"Without a published score: {', '.join(left)}.")
    if table.blanks and policy.policy == "refuse":
        said.append("Nobody says what a blank means: it may be anything on its scale." if table.local else "Rows with blanks are left out.")
    return tuple(said)


def _of_ranks(
    problem: Problem,
    method: Method[...] | None,
    label: str,
    policy: Blanks,
    params: Mapping[str, Any],
    highest: int | None,
    note: str = "The published figures are read as ranks, 1 for the best: as scores no weights explain them.",
) -> Audit:
    """Return the audit of published figures that are ranks, 1 for the best."""
    assert problem.published is not None  # the caller looked at them
    order = _order(problem, dict(problem.published.items()), False)
    return _of_ranking(problem, order, method, label, policy, params, highest, (note,))


def _of_ranking(
    problem: Problem,
    ranking: Ranking,
    method: Method[...] | None,
    label: str,
    policy: Blanks,
    params: Mapping[str, Any],
    highest: int | None,
    notes: tuple[str, ...],
) -> Audit:
    if method is None:
        rows = filled_rows(problem, None, params, policy)
        notes = (*notes, "No method is named: the ranking is taken for that of sums of weights times values, costs subtracted.")
    else:
        from ...sampling.linear_rows import linear_rows

        rows = linear_rows(method, problem, policy, **params).rows
    region = _ranked(ranking, problem.matrix.names, rows, set())
    return Audit(problem, label, policy, region, problem.matrix.criterion_names, None, ranking, highest, notes, rows)


def _ranked(ranking: Ranking, alternatives: tuple[str, ...], rows: Matrix, without: set[str]) -> Region:
    """Return the shares that keep a ranking: neighbours in order, tied ones equal."""
    row = dict(zip(alternatives, rows, strict=True))
    m = len(rows[0])
    facts = [Fact(SUM, (Fraction(1),) * m, Fraction(1), Fraction(1))]
    groups = [tuple(n for n in group if n not in without) for group in ranking.groups]
    groups = [g for g in groups if g]

    def ahead(a: str, b: str) -> Vector:
        return tuple(p - q for p, q in zip(row[a], row[b], strict=True))

    for group in groups:
        facts += [Fact(f"{a} = {b}", ahead(a, b), Fraction(0), Fraction(0)) for a, b in pairwise(group)]
    facts += [Fact(f"{a[0]} > {b[0]}", ahead(a[0], b[0]), Fraction(0), None) for a, b in pairwise(groups)]
    return Region(m, tuple(facts))


def _order(problem: Problem, given: Any, higher: bool) -> Ranking:
    """Return the ranking that was given; alternatives that it does not name are unknown, and refused."""
    alternatives = problem.matrix.names
    if given is True:
        if problem.published is None or np.isnan(problem.published.values).any():
            raise MissingError("not every alternative has a published score.", hint="pass ranking= with the names from the best on.")
        values = [float(problem.published[name]) for name in alternatives]
        return Ranking.from_scores(values, alternatives, higher=higher)
    if isinstance(given, Ranking):
        ranks = dict(given.ranks("dense").items())
    elif (named := mapped(given)) is not None:
        ranks = stated_ranks(named)
    elif isinstance(given, str):
        groups = [[n.strip() for n in part.split("~")] for part in given.split(">")]
        ranks = {name: float(k) for k, group in enumerate(groups) for name in group}
    else:
        listed = [[label(p) for p in part] if isinstance(part, (tuple, list)) else [label(part)] for part in labels_of(given)]
        ranks = {name: float(k) for k, group in enumerate(listed) for name in group}
        if len(ranks) < sum(map(len, listed)):
            raise LabelError("the ranking names an alternative twice.", hint="name every alternative once.")
    for name in ranks:
        if name not in alternatives:
            raise LabelError(f"the ranking names {name!r}, which is no alternative.", hint=did_you_mean(name, alternatives))
    missing = [name for name in alternatives if name not in ranks]
    if missing:
        raise LabelError(f"the ranking does not name {missing[0]!r}.", hint="name every alternative, or leave it out of the matrix.")
    return Ranking.from_scores([ranks[name] for name in alternatives], alternatives, higher=False)


def labelled_scores(given: Any, alternatives: tuple[str, ...]) -> Labelled:
    """Return scores by alternative; those that a mapping leaves out are NaN."""
    return Labelled(by_label(given, alternatives, "score", "alternative", partial=True), alternatives)


def _are_ranks(published: Labelled, alternatives: tuple[str, ...]) -> bool:
    """Tell whether figures are the ranks of a ranking: competition, dense or average ones."""
    values = [float(published[n]) for n in alternatives if n in published.labels]
    if len(values) != len(alternatives) or any(v != v for v in values):
        return False
    order = Ranking.from_scores(values, alternatives, higher=False)
    return any([float(order.ranks(kind)[n]) for n in alternatives] == values for kind in ("min", "dense", "average"))


def _key(policy: Blanks) -> str:
    return f"{policy.value:g}" if policy.value is not None else policy.policy


def _cell(value: Fraction) -> int | str:
    return int(value) if value.denominator == 1 and len(str(value)) <= 12 else number(value)


def _short_numbers(values: Iterable[Any]) -> bool:
    """Tell whether numbers are short enough for a table that a person reads."""
    return all(len(number(Fraction(v))) <= DIGITS for v in values)


def _signed(value: Fraction) -> str:
    return ("+" if value > 0 else "") + number(value)


def _limit(value: Fraction | None) -> int | str:
    return "no limit" if value is None else _cell(value)


def _short(values: Iterable[Fraction]) -> str:
    return ", ".join(map(number, values))


def _listed(weights: Mapping[str, Any]) -> str:
    return ", ".join(f"{c} {number(Fraction(v))}" for c, v in weights.items())


def _and(names_: tuple[str, ...]) -> str:
    return names_[0] if len(names_) == 1 else f"{', '.join(names_[:-1])} and {names_[-1]}"


def _counted(count: int, what: str) -> str:
    return f"{'no' if count == 0 else 'one' if count == 1 else count} {what}{'' if count == 1 else 's'}"


def _upto(count: int) -> str:
    return "no slip is" if count == 0 else "one slip is" if count == 1 else f"up to {count} slips are"


def _check(check: Mapping[str, int]) -> str:
    parts = [f"{'-' if y < 0 else '+'} {'' if abs(y) == 1 else f'{abs(y)} '}{name}" for name, y in check.items() if y]
    text = " ".join(parts)
    return text[2:] if text.startswith("+ ") else text.replace("- ", "-", 1)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    return None if value is None else str(value)
