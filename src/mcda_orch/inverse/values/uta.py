"""UTA and UTASTAR: one value function learnt from a reference ranking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...certificates.posed import certificate_text
from ...certificates.values import learnt_value_claims
from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.ranking import Ranking
from ...core.report import Report, listed, plain
from ...core.table import Table
from ...errors import DomainError
from ...exact.claims import Call, Check, Repeated, kept
from ...exact.programme import maximise
from ...exact.rational import Vector, dot, fraction
from ...exact.verdict import Verdict
from .analytic_centre import analytic_centre
from .value_function import Statement, ValueFunction, filled, segmented, statements

__all__ = ["LearntValues", "uta", "utastar"]


@dataclass(frozen=True, eq=False, repr=False)
class LearntValues(Repeated, Report):
    """A value function learnt from a reference ranking.

    Attributes
    ----------
    method : str
    objective : Fraction
        The smallest sum of errors; 0 where the ranking can be reproduced.
    average : ValueFunction
        Mean of the optimal solutions that give a criterion its extreme weight; exact. Where those are not unique either,
        it depends on the solver, so look at `centre` too.
    centre : ValueFunction
        The analytic centre of all optimal solutions: unique, in floating point.
    degenerate : bool
        Whether other value functions are as good.
    ranges : mapping of str to pair of Fraction
        Smallest and largest weight of each criterion among the optimal solutions.
    errors : mapping of str to Fraction
        By how much each reference alternative is misplaced in `average`.
    """

    method: str
    objective: Fraction
    average: ValueFunction
    centre: ValueFunction
    degenerate: bool
    ranges: Mapping[str, tuple[Fraction, Fraction]]
    errors: Mapping[str, Fraction]
    preferences: tuple[Statement, ...]
    verdict: Verdict
    call: Call
    tie: str = ""

    @property
    def weights(self) -> Mapping[str, Fraction]:
        """What the best level of each criterion is worth, on average."""
        return self.average.weights

    @property
    def values(self) -> Mapping[str, Mapping[str, Fraction]]:
        """What each breakpoint is worth, on average."""
        return self.average.values

    @property
    def scores(self) -> Mapping[str, Fraction]:
        """Value of each alternative, on average."""
        return self.average.scores

    @property
    def ranking(self) -> Ranking:
        """The order of the average values."""
        return self.average.ranking

    @property
    def certificate(self) -> tuple[Vector, ...]:
        """The point and the multipliers that prove the objective."""
        return self.verdict.certificate

    def checks(self) -> Iterator[Check]:
        """Yield without a solver that no value function has a smaller sum of errors, then that everything is found again."""
        least = self.verdict.verify() and self.verdict.status == "optimal" and self.verdict.value == self.objective
        said = f"no additive value function with these breakpoints has a smaller sum of errors than {self.objective}"
        yield Check(said, "proof", type(self.objective) is Fraction and least)
        yield from Repeated.checks(self)
        yield Check("the steps are those of this table", "recount", self.average.marginals.genuine() and self.centre.marginals.genuine())
        yield Check("the values, weights and scores are those of the steps", "recount", kept(self.average) and kept(self.centre))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Values, weights with their ranges, and marginal values."""
        scores, _, points = self.average.tables
        weights = tuple(
            (c, float(v), float(self.ranges[c][0]), float(self.ranges[c][1]), float(self.centre.weights[c]))
            for c, v in self.weights.items()
        )
        head = ("criterion", "weight", "smallest", "largest", "centre")
        return (scores, Table(head, weights, "What the best level is worth"), points)

    @property
    def remarks(self) -> tuple[str, ...]:
        """How well the ranking is reproduced, and whether the answer is the only one."""
        wrong = [n for n, v in self.errors.items() if v]
        if not self.objective:
            said = "An additive value function reproduces the reference ranking without error."
        else:
            said = f"No such value function reproduces the reference ranking: the errors sum to {float(self.objective):.4g} at least"
            said += f" (on average at {listed(wrong)})." if wrong else "."
        if self.degenerate:
            more = "The optimum is not unique: other value functions do as well, and the average shown depends on which were met; "
            return (said, more + "the analytic centre does not.")
        return (said, "The value function is the only optimal one.")

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""
        return plain(  # type: ignore[no-any-return]  # a mapping goes in
            {
                "schema": "mcda_orch.learnt_values",
                "version": 1,
                "method": self.method,
                "preferences": [str(s) for s in self.preferences],
                "objective": self.objective,
                "degenerate": self.degenerate,
                "errors": dict(self.errors),
                "ranges": {c: list(r) for c, r in self.ranges.items()},
                "average": self.average.document(),
                "centre": self.centre.document(),
            }
        )

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(learnt_value_claims(self))

    def __repr__(self) -> str:
        return f"LearntValues({self.method}, objective {self.objective}, {self.ranking})"


@told
def utastar(
    matrix: DecisionMatrix | Problem,
    preferences: Mapping[str, float] | Ranking | Iterable[Any] | str,
    *,
    segments: int | Mapping[str, int] = 1,
    breakpoints: Mapping[str, Iterable[float]] | None = None,
    delta: float | Fraction | str = Fraction(1, 20),
    allowance: float | Fraction | str = 0,
    blanks: BlanksLike = None,
) -> LearntValues:
    """Learn piecewise-linear marginal values from a ranking, with two errors an alternative: UTASTAR.

    Parameters
    ----------
    matrix : DecisionMatrix or Problem
    preferences : mapping of name to rank, Ranking, names from the best to the worst, or text such as "A > B ~ C"
        The reference ranking; of some alternatives or of all.
    segments : int or mapping of criterion to int, default 1
        Steps of equal length between the declared bounds of a criterion, or its worst and best cell.
    breakpoints : mapping of criterion to numbers, optional
        Breakpoints of one's own.
    delta : number, default 1/20
        Smallest lead that counts as a preference.
    allowance : number, default 0
        How far above the smallest sum of errors the solutions of the post-optimal analysis may lie.
    blanks : optional

    Returns
    -------
    LearntValues

    Notes
    -----
    The linear programme minimises the errors ``sum(s+ + s-)`` such that ``U(a) - s+_a + s-_a`` exceeds that of the next
    alternative by `delta`, or equals it; of the optimal solutions, those with the largest weight of each criterion are
    averaged (Siskos and Yannacopoulos 1985). Optima are rarely unique, so the analytic centre of all is returned too.

    References
    ----------
    siskos1985

    Examples
    --------
    >>> import mcda_orch as mo
    >>> cells = [[3, 10, 1], [4, 20, 2], [2, 20, 0], [6, 40, 0], [30, 30, 3]]
    >>> names = ["RER", "METRO1", "METRO2", "BUS", "TAXI"]
    >>> matrix = mo.DecisionMatrix(cells, names, ["price:min", "time:min", "comfort"])
    >>> found = utastar(matrix, "RER > METRO1 ~ METRO2 > BUS > TAXI", segments={"price": 2, "time": 3, "comfort": 3})
    >>> found.objective, str(found.ranking), found.degenerate
    (Fraction(0, 1), 'RER > METRO1 ~ METRO2 > BUS > TAXI', True)
    """
    return _learnt("utastar", matrix, preferences, segments, breakpoints, delta, allowance, blanks)


@told
def uta(
    matrix: DecisionMatrix | Problem,
    preferences: Mapping[str, float] | Ranking | Iterable[Any] | str,
    *,
    segments: int | Mapping[str, int] = 1,
    breakpoints: Mapping[str, Iterable[float]] | None = None,
    delta: float | Fraction | str = Fraction(1, 20),
    allowance: float | Fraction | str = 0,
    blanks: BlanksLike = None,
) -> LearntValues:
    """Learn piecewise-linear marginal values from a ranking, with one error an alternative: UTA.

    The parameters are those of :func:`utastar`. The errors add to the value of an alternative and cannot be negative; the
    solutions with the smallest and with the largest weight of each criterion are averaged.

    References
    ----------
    jacquet1982

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 9], [5, 5], [9, 1]], ["Ant", "Bee", "Cat"])
    >>> found = uta(matrix, ["Bee", "Ant", "Cat"], segments=2)
    >>> found.objective, str(found.centre.ranking)
    (Fraction(0, 1), 'Bee > Ant > Cat')
    """
    return _learnt("uta", matrix, preferences, segments, breakpoints, delta, allowance, blanks)


def _learnt(
    method: str, matrix: Any, preferences: Any, segments: Any, breakpoints: Any, delta: Any, allowance: Any, blanks: BlanksLike
) -> LearntValues:
    given = matrix if isinstance(matrix, (DecisionMatrix, Problem)) else DecisionMatrix(matrix)
    table = filled(given, blanks)
    said = statements(preferences, table.names)
    points = None if breakpoints is None else {name: tuple(values) for name, values in breakpoints.items()}
    asked = {"segments": segments, "breakpoints": points, "delta": delta, "allowance": allowance, "blanks": blanks}
    call = Call.of(utastar if method == "utastar" else uta, matrix=given, preferences=said, **asked)
    if not said:
        raise DomainError("a ranking of one alternative says nothing.", hint="rank at least two, such as 'A > B'.")
    lead, more = fraction(delta), fraction(allowance)
    if lead <= 0 or more < 0:
        raise DomainError("delta must be positive, and the allowance not negative.", hint="leave them at 1/20 and 0.")
    m = segmented(table, segments, points)
    reference = tuple(n for n in m.names if any(n == other for s in said for other, _ in s.terms))
    signs = (-1, 1) if method == "utastar" else (1,)
    p, width = m.columns, len(signs) * len(reference)
    rows, right, equal, zero = [], [], [], []
    for s in said:
        row = [*s.lead(m.row), *(Fraction(0),) * width]
        for name, sign in s.terms:
            for k, e in enumerate(signs):
                row[p + len(signs) * reference.index(name) + k] += sign * e
        if s.kind == "~":
            equal.append(row)
            zero.append(Fraction(0))
        else:
            rows.append([-v for v in row])
            right.append(-lead if s.kind == ">" else Fraction(0))
    equal.append([Fraction(1)] * p + [Fraction(0)] * width)
    zero.append(Fraction(1))
    total = [Fraction(0)] * p + [Fraction(1)] * width
    best = maximise([-v for v in total], rows, right, equal, zero)
    if best.value is None:  # UTA's errors only raise values, which reaches every ranking without a circle
        raise DomainError(
            f"the statements run in a circle: {listed([str(s) for s in said])}.", hint="take back one of them; a ranking has no circles."
        )
    objective = -best.value
    rows.append(total)
    right.append(objective + more)
    solutions, ranges = [], {}
    for c, part in zip(m.criteria, m.parts, strict=True):
        goal = [Fraction(int(j in part)) for j in range(p + width)]
        ends = []
        for sign in (-1, 1):
            found = maximise([sign * v for v in goal], rows, right, equal, zero)
            assert found.x is not None  # the optimum above satisfies the rows
            ends.append(dot(goal, found.x))
            if part and (sign == 1 or method == "uta"):
                solutions.append(found.x)
        ranges[c] = (ends[0], ends[1])
    mean = [sum(column, Fraction(0)) / len(solutions) for column in zip(*solutions, strict=True)]
    centre, free = analytic_centre(p, rows, right, equal, zero)
    errors = {n: sum(mean[p + len(signs) * i : p + len(signs) * (i + 1)], Fraction(0)) for i, n in enumerate(reference)}
    average = ValueFunction(m, tuple(mean[:p]))
    proof = Verdict(best.programme, best.status, objective, best.x, best.ub, best.eq, sense=-1)
    return LearntValues(method, objective, average, ValueFunction(m, centre), free, FrozenMap(ranges), FrozenMap(errors), said, proof, call)
