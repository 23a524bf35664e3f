"""Which weights explain what was published: all of them, their limits and a centre, and what is proved of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from inspect import signature
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.blanks import Blanks
from ...core.frozen import FrozenMap
from ...core.problem import Problem
from ...core.ranking import Ranking
from ...core.report import Report
from ...errors import DomainError
from ...exact.claims import Call
from ...exact.rational import Matrix, Vector, dot, simplest
from ...plugin.plugin import Method
from .lattice import smallest, whole
from .otherwise import otherwise
from .policies import Refutation, region_under, tested
from .ranked import part_of_shares, ranked_region, ranked_rows, region_that_keeps, strict_cone, strict_points, widest_margin
from .reading import SUM, ExactWeights, Table, reading
from .region import Fact, Region
from .shared_out import explained_by, sum_is_open
from .stated import Missed, missed

if TYPE_CHECKING:
    import numpy.typing as npt


__all__ = ["Explained", "explains"]


@dataclass(frozen=True, eq=False)
class Explained(Report):
    """Which weights explain what was published, and what else would where none do. For the fields see ``Audit``."""

    problem: Problem
    method: str
    policy: Blanks
    region: Region = field(repr=False)
    criteria: tuple[str, ...]
    known: Table | None = field(repr=False)
    ranking: Ranking | None
    highest: int | None
    notes: tuple[str, ...]
    rows: Matrix = field(repr=False)
    chosen: Method[...] | None = field(repr=False)
    call: Call

    @property
    def consistent(self) -> bool:
        """Whether some weights explain everything that was published."""
        return self.region.point is not None

    @property
    def fails(self) -> bool:
        """Whether the published figures contradict the cells."""
        return not self.consistent

    @cached_property
    def wider(self) -> bool:
        """Whether what is said of all weights holds for more than those that explain the figures.

        So it is where blanks give their weight away, and the sum of the weights is not known.
        """
        return self.consistent and self.known is not None and sum_is_open(self.known, self.policy)

    @property
    def unique(self) -> bool:
        """Whether exactly one weight vector explains what was published (one vector of shares, for a ranking)."""
        return self.region.unique and not (self.wider and self.weights is None)

    def explained_by(self, w: Vector) -> bool:
        """Tell whether weights explain everything that was published."""
        return self.region.admits(w) if self.known is None else explained_by(self.known, self.policy, self.region, w)

    @cached_property
    def weights(self) -> ExactWeights | None:
        """Weights that explain what was published, with their fractions in ``.exact``; None where there are none.

        The only ones, if there are no others; the only whole-number ones, if there are no others of those; else the centre
        of all. Some that do where blanks give their weight away and the sum of the weights is not known; None where none were
        found.
        """
        if self.region.point is None:
            return None
        if self.wider:
            assert self.known is not None  # only figures can leave the sum of the weights open
            some = tested(self.known, self.policy).weights
            return None if some is None else self._weights(tuple(some.exact.values()), "inferred, some that fit")
        if self.unique:
            return self._weights(self.region.point, "inferred")
        if self.ranking is None and self.limited and len(self.integer) == 1:
            return self._weights(tuple(map(Fraction, self.integer[0].values())), "inferred, the only whole numbers")
        return self._weights(self.region.centre[0], "inferred, the centre of all that fit")

    @property
    def limited(self) -> bool:
        """Whether `integer` holds all whole-number weights, not only the smallest."""
        return self.highest is not None or self.region.bounded

    @cached_property
    def intervals(self) -> Mapping[str, tuple[Fraction, Fraction | None]]:
        """The smallest and the largest that every weight can be; None where it has no upper limit."""
        return FrozenMap(dict(zip(self.criteria, self.region.intervals, strict=True)) if self.consistent else {})

    @cached_property
    def centre(self) -> ExactWeights | None:
        """The centre of the largest ball of weights that explain what was published (Chebyshev centre).

        In floating point, taken to the nearest fractions that fit exactly. None where nothing fits, and where blanks give their
        weight away and the sum of the weights is not known: those that fit are then no polytope.
        """
        return None if not self.consistent or self.wider else self._weights(self.region.centre[0], "centre of all that fit")

    @property
    def radius(self) -> float:
        """The radius of that ball; zero where the weights are unique, and where there is no centre."""
        return self.region.centre[1] if self.consistent and not self.wider else 0.0

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
            found = smallest(strict_cone(self.region, Fraction(1)).with_(some))
        elif self.highest is None and not self.region.bounded and not self.wider:
            found = smallest(self.region)
        else:
            found = tuple(w for w in whole(self.region, self.highest) if not self.wider or self.explained_by(tuple(map(Fraction, w))))
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
            some = whole(self.region, highest, lowest)
            fitting = [w for w in some if not self.wider or self.explained_by(tuple(map(Fraction, w)))]
            return np.array(fitting, dtype=np.int64).reshape(-1, m)
        return strict_points(self.region, lowest, highest)

    @cached_property
    def margin(self) -> Fraction | None:
        """By how much, at most, all neighbours of a published ranking can lie apart, with shares that sum to one."""
        if self.ranking is None or not self.consistent:
            return None
        return widest_margin(self.region)

    @cached_property
    def share(self) -> Fraction | None:
        """Which part of all shares gives the published ranking, exactly; None for scores."""
        if self.ranking is None:
            return None
        return part_of_shares(self.region) if self.consistent else Fraction(0)

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
        if self.consistent:
            return None
        if self.known is not None:
            asked = Call.of(region_under, table=self.known, policy=self.policy)
        else:
            params = {k: v for k, v in self.call.arguments.items() if k not in signature(self.call.function).parameters}
            asked = Call.of(
                region_that_keeps, problem=self.problem, ranking=self.ranking, method=self.chosen, policy=self.policy, params=params
            )
        return Refutation.of(self.region, self.criteria, asked)

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
        return (not as_shares and self.explained_by(w)) or self.explained_by(shares) or self._factor(w) is not None

    def _factor(self, w: Vector) -> Fraction | None:
        """Return the factor by which weights explain the scores, where all are exact."""
        first = next((f for f in self.region.facts if f.exact and f.high and dot(f.row, w)), None)
        if first is None or first.high is None:
            return None
        factor = first.high / dot(first.row, w)
        return factor if factor > 0 and self.explained_by(tuple(factor * v for v in w)) else None

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
        known = self.known
        slack = float("inf") if known is None else float(max(h - v for h, v in zip(known.high, known.totals, strict=True)))

        def fits(problem: Problem, params: dict[str, Any]) -> bool:
            return explains(problem, self.chosen, self.policy, params, self.ranking, None if known is None else known.rounding)

        return otherwise(self.problem, self.policy, self.chosen, slack, fits)

    @cached_property
    def differences(self) -> Mapping[str, tuple[Fraction, Fraction]]:
        """Criteria whose stated weight is not what the unique weights are, as (stated, found)."""
        if self.stated is None or self.agrees or not self.unique or self.weights is None:
            return FrozenMap({})
        found = self.weights.exact
        return FrozenMap({c: (v, found[c]) for c, v in self.stated.items() if v != found[c]})

    def _weights(self, w: Vector, source: str) -> ExactWeights | None:
        return ExactWeights(dict(zip(self.criteria, w, strict=True)), source) if any(w) else None


def explains(
    problem: Problem, method: Method[...] | None, policy: Blanks, params: Mapping[str, Any], ranking: Ranking | None, rounding: int | None
) -> bool:
    """Tell whether some weights explain a ranking, or else the published scores of a problem; without `rounding` they are exact."""
    if ranking is not None:
        return ranked_region(ranking, problem.matrix.names, ranked_rows(problem, method, policy, params), set()).point is not None
    table = reading(problem, method, params, "exact" if rounding is None else rounding)
    return region_under(table, policy).point is not None
