"""What a ranking says about values: UTA and UTASTAR learn one value function, UTA-GMS what holds for all that agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np

from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.preorder import Preorder, Relation
from ...core.problem import Problem
from ...core.ranking import Ranking
from ...core.report import Report, listed, plain
from ...core.table import Table
from ...errors import DomainError, LabelError, McdaError, did_you_mean
from ...exact.linear import null_space
from ...exact.programme import Verdict, maximise
from ...exact.rational import Vector, dot, fraction
from ...sampling.weight_set import WeightSet
from .value_function import Marginals, Statement, ValueFunction, filled, levels, segmented, statements

__all__ = ["LearntValues", "RankWitness", "RelationProof", "RobustValues", "uta", "uta_gms", "utastar"]

FEW = 11
"""Statements up to which all contradictions are looked for."""
EPS = 1e-4
"""Lead that counts as being ahead in the search for extreme ranks; what is found is recounted exactly."""


@dataclass(frozen=True, eq=False, repr=False)
class LearntValues(Report):
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

    def verify(self) -> bool:
        """Check without a solver that no value function has a smaller sum of errors."""
        return self.verdict.verify() and self.verdict.value == self.objective

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
    table = filled(matrix, blanks)
    said = statements(preferences, table.names)
    if not said:
        raise DomainError("a ranking of one alternative says nothing.", hint="rank at least two, such as 'A > B'.")
    lead, more = fraction(delta), fraction(allowance)
    if lead <= 0 or more < 0:
        raise DomainError("delta must be positive, and the allowance not negative.", hint="leave them at 1/20 and 0.")
    m = segmented(table, segments, breakpoints)
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
    centre, free = _centre(p, rows, right, equal, zero)
    errors = {n: sum(mean[p + len(signs) * i : p + len(signs) * (i + 1)], Fraction(0)) for i, n in enumerate(reference)}
    average = ValueFunction(m, tuple(mean[:p]))
    proof = Verdict(best.programme, best.status, objective, best.x, best.ub, best.eq, sense=-1)
    return LearntValues(method, objective, average, ValueFunction(m, centre), free, FrozenMap(ranges), FrozenMap(errors), said, proof)


def _centre(p: int, rows: Any, right: Any, equal: Any, zero: Any) -> tuple[tuple[float, ...], bool]:
    """Return the analytic centre of a bounded polytope in its first p variables, and whether these can vary at all.

    One programme finds a point that is off every face that can be left: slacks of at most one each are maximised together
    over the cone above the polytope, where any slack that can be positive can be one.
    """
    n, k = len(equal[0]), len(rows)
    unit = [[Fraction(int(i == j)) for j in range(n + k)] for i in range(n + k)]
    nothing = [Fraction(0)] * (n + k)
    ub = [[*(Fraction(-int(i == j)) for j in range(n)), Fraction(0), *unit[i]] for i in range(n)]
    ub += [[*row, -b, *unit[n + i]] for i, (row, b) in enumerate(zip(rows, right, strict=True))]
    eq = [[*row, -b, *nothing] for row, b in zip(equal, zero, strict=True)]
    low = [Fraction(0)] * n + [Fraction(1)] + nothing
    high = [None] * (n + 1) + [Fraction(1)] * (n + k)
    found = maximise([Fraction(0)] * (n + 1) + [Fraction(1)] * (n + k), ub, [0] * (n + k), eq, [0] * len(eq), low, high)
    assert found.x is not None  # the polytope has a point, and slacks are bounded
    start, slack = [v / found.x[n] for v in found.x[:n]], found.x[n + 1 :]
    tight = [unit[i][:n] for i in range(n) if not slack[i]] + [list(rows[i]) for i in range(k) if not slack[n + i]]
    basis = null_space([*equal, *tight], n)
    if not any(any(direction[:p]) for direction in basis):
        return tuple(float(v) for v in start[:p]), False
    z = np.linalg.qr(np.array(basis, dtype=np.float64).T)[0]
    faces = [[-v for v in unit[i][:n]] for i in range(n) if slack[i]] + [list(rows[i]) for i in range(k) if slack[n + i]]
    rest = [start[i] for i in range(n) if slack[i]] + [right[i] - dot(rows[i], start) for i in range(k) if slack[n + i]]
    a, d = np.array(faces, dtype=np.float64) @ z, np.array(rest, dtype=np.float64)
    y = np.zeros(z.shape[1])
    for _ in range(200):  # damped Newton; the barrier is self-concordant, so this ends
        gap = d - a @ y
        slope, bend = a.T @ (1 / gap), (a / gap[:, None] ** 2).T @ a
        move = np.linalg.solve(bend, -slope)
        size = float(np.sqrt(max(-slope @ move, 0.0)))
        y = y + move / (1 + size if size > 0.25 else 1)
        if size < 1e-10:
            break
    point = np.array([float(v) for v in start]) + z @ y
    return tuple(np.maximum(point[:p], 0.0).tolist()), True


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RelationProof:
    """Why a relation holds between two alternatives, or why it does not.

    Attributes
    ----------
    a, b : str
    kind : {"necessary", "possible"}
    holds : bool
    verdict : Verdict
        The largest margin by which the statements hold together with the question: `b` before `a` for a necessary relation,
        `a` at least as good as `b` for a possible one. Only its sign matters.
    example : ValueFunction or None
        Agrees with all statements: a counterexample to a necessary relation, or a witness of a possible one.
    """

    a: str
    b: str
    kind: str
    holds: bool
    verdict: Verdict
    example: ValueFunction | None

    def verify(self) -> bool:
        """Check the proof by multiplying and comparing fractions alone."""
        found = self.verdict.status == "optimal" and (self.verdict.value or 0) > 0
        agrees = self.holds == (found if self.kind == "possible" else not found)
        if self.example is not None:
            ahead = dot(Statement(self.a, self.b, ">").lead(self.example.marginals.row), self.example.steps)
            agrees = agrees and (ahead >= 0 if self.kind == "possible" else ahead < 0)
        return self.verdict.verify() and agrees

    def __str__(self) -> str:
        if self.kind == "necessary":
            return f"{self.a} is {'at least as good as' if self.holds else 'not necessarily as good as'} {self.b}."
        return f"{self.a} {'can' if self.holds else 'cannot'} be at least as good as {self.b}."

    def __repr__(self) -> str:
        return f"RelationProof({str(self)!r})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RankWitness:
    """A value function that agrees with all statements and gives an alternative its best or its worst rank.

    Attributes
    ----------
    name : str
    rank : int
        Tied alternatives share the better rank.
    function : ValueFunction
    preferences : tuple of Statement
    proved : bool
        Whether the necessary and possible relations alone prove that there is no rank beyond it; otherwise the solver of a
        mixed-integer programme says so.
    """

    name: str
    rank: int
    function: ValueFunction
    preferences: tuple[Statement, ...]
    proved: bool

    def verify(self) -> bool:
        """Recount the rank, and check every statement, in fractions."""
        steps, m = self.function.steps, self.function.marginals
        leads = [(s.kind, dot(s.lead(m.row), steps)) for s in self.preferences]
        holds = all(v > 0 if kind == ">" else v >= 0 if kind == ">=" else v == 0 for kind, v in leads)
        return holds and min(steps) >= 0 and sum(steps) == 1 and self.rank == _rank(self.function, self.name)

    def __repr__(self) -> str:
        return f"RankWitness({self.name} comes {self.rank})"


def _rank(function: ValueFunction, name: str) -> int:
    own = function.scores[name]
    return 1 + sum(bool(v > own) for v in function.scores.values())


@dataclass(frozen=True, eq=False, repr=False)
class RobustValues(Report):
    """What holds for all additive value functions that agree with some statements.

    Attributes
    ----------
    necessary : Preorder
        Who is at least as good as whom for all of them.
    possible : Relation
        Who is at least as good as whom for some of them, as zeros and ones.
    preferences : tuple of Statement
    marginals : Marginals
        The steps of the value functions, and which of them each alternative has climbed.
    """

    necessary: Preorder
    possible: Relation
    preferences: tuple[Statement, ...]
    marginals: Marginals

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the alternatives."""
        return self.necessary.labels

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Pairs of which the first is necessarily as good, and the second is not."""
        holds = self.necessary.values
        return tuple((self.labels[i], self.labels[k]) for i, k in np.argwhere(holds & ~holds.T))

    def certificate(self, a: str, b: str, kind: str = "necessary") -> RelationProof:
        """Return the proof that `a` is necessarily, or possibly, at least as good as `b`, or that it is not."""
        for name in (a, b):
            if name not in self.labels:
                raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, self.labels))
        if a == b or kind not in ("necessary", "possible"):
            raise LabelError("a proof is of two alternatives, and of kind 'necessary' or 'possible'.")
        question = Statement(b, a, ">") if kind == "necessary" else Statement(a, b, ">=")
        verdict = _margin(self.marginals, (*self.preferences, question))
        found = _positive(verdict)
        example = ValueFunction(self.marginals, verdict.x[:-1]) if found and verdict.x is not None else None
        return RelationProof(a, b, kind, found if kind == "possible" else not found, verdict, example)

    @cached_property
    def known(self) -> WeightSet:
        """The heights of the steps that agree with the statements, as a set of weights: shares, because they sum to one."""
        return self.marginals.known(self.preferences)

    def function(self, steps: Iterable[Any]) -> ValueFunction:
        """Return the value function whose steps are that high."""
        return ValueFunction(self.marginals, tuple(steps))

    def verify(self) -> bool:
        """Check the proofs of all pairs, and the witnesses of all extreme ranks.

        Each proof is found again by a programme in fractions, two for every pair of alternatives, which takes minutes for
        some dozens of alternatives; :meth:`certificate` gives a single one.
        """
        for i, k in ((i, k) for i in range(len(self.labels)) for k in range(len(self.labels)) if i != k):
            for kind, holds in (("necessary", self.necessary.values[i, k]), ("possible", self.possible.values[i, k] > 0)):
                proof = self.certificate(self.labels[i], self.labels[k], kind)
                if not proof.verify() or proof.holds != bool(holds):
                    return False
        return all(end.verify() for ends in self.extremes.values() for end in ends)

    @property
    def extreme_ranks(self) -> Mapping[str, tuple[int, int]]:
        """Best and worst rank of every alternative; tied alternatives share the better rank.

        `extremes` holds a value function for each of them.
        """
        return FrozenMap({name: (best.rank, worst.rank) for name, (best, worst) in self.extremes.items()})

    @cached_property
    def extremes(self) -> Mapping[str, tuple[RankWitness, RankWitness]]:
        """For every alternative a value function that gives it its best rank, and one that gives it its worst."""
        return FrozenMap({name: (self._extreme(name, True), self._extreme(name, False)) for name in self.labels})

    @cached_property
    def _clear(self) -> Verdict:
        return _margin(self.marginals, self.preferences)

    def _extreme(self, name: str, best: bool) -> RankWitness:
        i = self.labels.index(name)
        holds, could = self.necessary.values, self.possible.values
        others = [k for k in range(len(self.labels)) if k != i and not holds[i, k]]
        ahead = [k for k in others if not could[i, k]]
        asked = self._asked(name, [k for k in others if could[i, k]], best)
        verdict = _margin(self.marginals, (*self.preferences, *asked)) if asked else self._clear
        if not _positive(verdict) or verdict.x is None:
            raise McdaError("the extreme rank that the solver found does not survive exact recounting.", hint="use fewer statements.")
        function = self.function(verdict.x[:-1])
        rank = _rank(function, name)
        return RankWitness(name, rank, function, self.preferences, rank == 1 + len(ahead if best else others))

    def _asked(self, name: str, rivals: list[int], best: bool) -> list[Statement]:
        """Return what to ask for so that as few rivals as can be, or as many, are ahead of an alternative."""
        if not rivals:
            return []
        from scipy.optimize import Bounds, LinearConstraint, milp

        m = self.marginals
        ub, b_ub, eq, b_eq = _rows(m, self.preferences)
        p, q = m.columns, len(rivals)
        rows = [[*map(float, row[:-1]), *(0.0,) * q] for row in ub]
        high = [float(b) - EPS * float(row[-1]) for row, b in zip(ub, b_ub, strict=True)]
        for j, k in enumerate(rivals):
            d = np.array([float(v) for v in Statement(self.labels[k], name, ">").lead(m.row)])
            mark = [float(j == t) for t in range(q)]
            if best:  # ahead of i only where marked
                rows.append([*d, *(-v for v in mark)])
                high.append(0.0)
            else:  # marked only where ahead of i
                rows.append([*(-d), *((1 + EPS) * v for v in mark)])
                high.append(1.0)
        goal = np.concatenate([np.zeros(p), np.full(q, 1.0 if best else -1.0)])
        limits = [LinearConstraint(np.array(rows), -np.inf, high)]
        same = np.array([[*map(float, row[:-1]), *(0.0,) * q] for row in eq])
        limits.append(LinearConstraint(same, [float(b) for b in b_eq], [float(b) for b in b_eq]))
        found = milp(goal, constraints=limits, bounds=Bounds(0, 1), integrality=np.concatenate([np.zeros(p), np.ones(q)]))
        if found.x is None:
            raise McdaError("the solver found no extreme rank.", hint="statements that leave very little room are hard for it.")
        marked = found.x[p:] > 0.5
        named = [(self.labels[k], bool(v)) for k, v in zip(rivals, marked, strict=True)]
        return [Statement(name, r, ">=") if best else Statement(r, name, ">") for r, v in named if v != best]

    @cached_property
    def representative(self) -> ValueFunction:
        """The value function that shows the necessary relation best.

        Among those that agree with the statements it puts the largest common distance between alternatives of which one is
        necessarily better, and then the smallest largest distance between those that are necessarily incomparable
        (Kadzinski, Greco and Slowinski 2012).
        """
        m, holds = self.marginals, self.necessary.values
        loose = [
            (self.labels[i], self.labels[k]) for i, k in combinations(range(len(self.labels)), 2) if not holds[i, k] and not holds[k, i]
        ]
        said = (*self.preferences, *(Statement(a, b, ">") for a, b in self.pairs))
        ub, b_ub, eq, b_eq = _rows(m, said)
        p = m.columns
        first = maximise([*(0,) * p, 1], ub, b_ub, eq, b_eq, 0, [*(None,) * p, 1])
        assert first.x is not None  # the statements were found to agree
        assert first.value is not None
        if not loose:
            return ValueFunction(m, first.x[:p])
        rows = [(*row[:-1], Fraction(0)) for row in ub]
        right = [b - row[-1] * first.value for row, b in zip(ub, b_ub, strict=True)]
        for a, b in loose:
            d = Statement(a, b, ">").lead(m.row)
            rows += [(*d, Fraction(-1)), (*(-v for v in d), Fraction(-1))]
            right += [Fraction(0), Fraction(0)]
        second = maximise([*(0,) * p, -1], rows, right, eq, b_eq)
        assert second.x is not None  # the first solution, with a large enough distance
        return ValueFunction(m, second.x[:p])

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row an alternative: N where it is necessarily at least as good, P where it can be."""
        need, can = self.necessary.values.tolist(), self.possible.values.tolist()
        rows = tuple(
            (name, *("N" if n else "P" if c else "" for n, c in zip(x, y, strict=True)))
            for name, x, y in zip(self.labels, need, can, strict=True)
        )
        return (Table(("at least as good as", *self.labels), rows, "Necessary (N) and possible (P) preference"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """How much is settled."""
        n = len(self.labels)
        count = len(self.preferences)
        what = f"the {count} statement{'s' if count > 1 else ''}" if count else "no statements"
        return (f"{len(self.pairs)} of {n * (n - 1) // 2} pairs are settled for all additive value functions that agree with {what}.",)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return plain(  # type: ignore[no-any-return]  # a mapping goes in
            {
                "schema": "mcda_orch.robust_values",
                "version": 1,
                "preferences": [str(s) for s in self.preferences],
                "alternatives": list(self.labels),
                "necessary": self.necessary.values.tolist(),
                "possible": (self.possible.values > 0).tolist(),
                "extreme_ranks": {k: list(v) for k, v in self.extreme_ranks.items()},
                "representative": self.representative.document(),
            }
        )

    def __repr__(self) -> str:
        return f"RobustValues({len(self.preferences)} statements, {len(self.pairs)} strict pairs of {len(self.labels)} alternatives)"


@told
def uta_gms(
    matrix: DecisionMatrix | Problem,
    preferences: Mapping[str, float] | Ranking | Iterable[Any] | str | None = None,
    *,
    segments: int | Mapping[str, int] | None = None,
    breakpoints: Mapping[str, Iterable[float]] | None = None,
    blanks: BlanksLike = None,
) -> RobustValues:
    """Return what holds for all additive value functions that agree with some statements: UTA-GMS.

    Marginal values may be any that never fall as a criterion gets better: each level that occurs has a value of its own,
    unless `segments` or `breakpoints` make them piecewise linear.

    Parameters
    ----------
    matrix : DecisionMatrix or Problem
    preferences : as for :func:`utastar`, optional
        A ranking or single statements; none at all leaves dominance. Texts such as "A - B > C - D" compare differences.
    segments, breakpoints : as for :func:`utastar`, optional
        One segment makes all value functions linear.
    blanks : optional

    Returns
    -------
    RobustValues

    Raises
    ------
    DomainError
        If the statements contradict each other; the smallest clash is named.

    Notes
    -----
    `a` is necessarily at least as good as `b` if and only if adding ``U(b) >= U(a) + eps`` leaves no positive `eps`
    (Greco, Mousseau and Slowinski 2008). Only the sign of the largest `eps` is used, so no threshold enters. Differences are
    compared as in GRIP, by ``U(a) - U(b) >= U(c) - U(d) + eps`` (Figueira, Greco and Slowinski 2009).

    References
    ----------
    greco2008, figueira2009, kadzinski2012

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = uta_gms(mo.DecisionMatrix([[1, 1, 1], [2, 1, 1.1], [2, 0.5, 3]], ["Ant", "Bee", "Cat"]), "Cat > Bee")
    >>> found.necessary.values.astype(int).tolist(), found.extreme_ranks["Ant"]
    ([[1, 0, 0], [1, 1, 0], [1, 1, 1]], (2, 3))
    """
    table = filled(matrix, blanks)
    m = levels(table) if segments is None and breakpoints is None else segmented(table, segments or 1, breakpoints)
    said = statements(preferences, m.names)
    base = _margin(m, said)
    if not _positive(base):
        raise _contradiction(m.known(said))
    n = len(m.names)
    need, can = np.ones((n, n), dtype=bool), np.ones((n, n), dtype=bool)
    assert base.x is not None  # it is positive
    seen = [_scores(m, base.x)]
    for i in range(n):
        for k in range(n):
            if i == k or all(p >= q for p, q in zip(m.rows[i], m.rows[k], strict=True)):  # at least as good everywhere
                continue
            for holds, question, kept in (
                (need, Statement(m.names[k], m.names[i], ">"), False),
                (can, Statement(m.names[i], m.names[k], ">="), True),
            ):
                if any((s[k] > s[i]) if not kept else (s[i] >= s[k]) for s in seen):
                    holds[i, k] = kept
                    continue
                verdict = _margin(m, (*said, question))
                if _positive(verdict):
                    assert verdict.x is not None
                    seen.append(_scores(m, verdict.x))
                    holds[i, k] = kept
                else:
                    holds[i, k] = not kept
    return RobustValues(Preorder(need, m.names), Relation(can.astype(np.float64), m.names), said, m)


def _scores(m: Marginals, x: Vector) -> list[Fraction]:
    return [dot(row, x[:-1]) for row in m.rows]


def _rows(m: Marginals, said: Iterable[Statement]) -> tuple[list[Vector], list[Fraction], list[Vector], list[Fraction]]:
    """Return the rows of statements over steps and margin, the last variable, and that the steps sum to one."""
    zero, one = Fraction(0), Fraction(1)
    ub: list[Vector] = []
    eq: list[Vector] = [(*(one,) * m.columns, zero)]
    for s in said:
        lead = s.lead(m.row)
        if s.kind == "~":
            eq.append((*lead, zero))
        else:
            ub.append((*(-v for v in lead), one if s.kind == ">" else zero))
    return ub, [zero] * len(ub), eq, [one] + [zero] * (len(eq) - 1)


def _margin(m: Marginals, said: tuple[Statement, ...]) -> Verdict:
    """Return the largest margin, up to one, by which all strict statements hold at once."""
    return maximise([*(0,) * m.columns, 1], *_rows(m, said), 0, [*(None,) * m.columns, 1])


def _positive(verdict: Verdict) -> bool:
    return verdict.status == "optimal" and bool(verdict.value)


def _contradiction(known: WeightSet) -> DomainError:
    """Return the error that names a smallest contradiction and, for a list of statements that is not long, every smallest repair."""
    if len(known.statements) > FEW:
        return DomainError(
            f"no additive value function agrees with {known.conflict(smallest=False)}.",
            hint="take back one of these statements; each of them can be kept without the others.",
        )
    conflicts, repairs = known.conflicts_and_repairs()
    more = f" ({len(conflicts)} contradictions in all)" if len(conflicts) > 1 else ""
    ways = "; or ".join(listed(r) for r in repairs[:FEW]) + ("; or others" if len(repairs) > FEW else "")
    return DomainError(f"no additive value function agrees with {conflicts[0]}{more}.", hint=f"take back {ways}.")
