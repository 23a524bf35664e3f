"""All weights that agree with linear facts, exactly, and the numbers that prove what is said about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from ...exact.claims import Check, Tied, digest, kept
from ...exact.linear import Solutions, solve
from ...exact.programme import maximise
from ...exact.rational import Vector, dot
from ...exact.statement_text import sum_text
from .region_centre import centre

__all__ = ["Extreme", "Fact", "Region"]

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Fact:
    """``low <= row.w <= high``: what a published figure says about the weights.

    Parameters
    ----------
    label : str
        Whose figure it is.
    row : tuple of Fraction
    low, high : Fraction or None
        Equal where the figure is exact; None where there is no limit.
    """

    label: str
    row: Vector
    low: Fraction | None
    high: Fraction | None

    @property
    def exact(self) -> bool:
        """Whether the figure is a single number."""
        return self.low is not None and self.low == self.high

    def admits(self, w: Sequence[Fraction]) -> bool:
        """Tell whether weights agree with the figure."""
        value = dot(self.row, w)
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def __str__(self) -> str:
        form = sum_text({f"w{j + 1}": v for j, v in enumerate(self.row) if v}) or "0"
        if self.exact:
            return f"'{self.label}' ({form} = {self.low})"
        return f"'{self.label}' ({'' if self.low is None else f'{self.low} <= '}{form}{'' if self.high is None else f' <= {self.high}'})"


@dataclass(frozen=True, slots=True)
class Extreme:
    """The largest value of a linear form over a region, and its proof.

    Attributes
    ----------
    form : tuple of Fraction
    value : Fraction or None
        None where the form grows for ever.
    at : tuple of Fraction
        Weights with that value; any weights, where it grows for ever.
    multipliers : tuple of Fraction
        One for every fact; the facts, multiplied and added up, say that the form is no larger.
    ray : tuple of Fraction or None
        A direction in which it grows for ever.
    """

    form: Vector
    value: Fraction | None
    at: Vector
    multipliers: Vector = ()
    ray: Vector | None = None


@dataclass(frozen=True, eq=False)
class Region(Tied):
    """All weights, none negative, that agree with a list of facts.

    What is expensive is found when it is asked for, once.

    Parameters
    ----------
    columns : int
        How many weights there are.
    facts : tuple of Fact
    """

    columns: int
    facts: tuple[Fact, ...]
    tie: str = field(default="", repr=False)

    @property
    def _tie(self) -> str:
        return digest(self.columns, self.facts)

    def without(self, labels: Iterable[str]) -> Region:
        """Return the region without the facts of some labels."""
        gone = set(labels)
        return Region(self.columns, tuple(f for f in self.facts if f.label not in gone))

    def with_(self, *facts: Fact) -> Region:
        """Return the region with more facts."""
        return Region(self.columns, (*self.facts, *facts))

    @cached_property
    def solutions(self) -> Solutions:
        """All weights, negative ones too, that agree with the exact facts."""
        exact = [f for f in self.facts if f.exact]
        return solve([f.row for f in exact], [f.high for f in exact], self.columns)

    @cached_property
    def _answer(self) -> tuple[Vector | None, Vector]:
        """Return weights, or None and the multipliers that prove that there are none."""
        known = self.solutions
        if known.point is None:
            assert known.certificate is not None
            return None, self._spread([-y for y in known.certificate])
        wrong = next((j for j, v in enumerate(known.point) if v < 0), None)
        broken = next((i for i, f in enumerate(self.facts) if not f.admits(known.point)), None)
        if wrong is None and broken is None:
            return known.point, ()
        if not known.directions:
            if wrong is not None:
                return None, self._spread(self._combination(_unit(wrong, self.columns)))
            assert broken is not None
            fact = self.facts[broken]
            above = fact.high is not None and dot(fact.row, known.point) > fact.high
            sign = 1 if above else -1
            y = list(self._spread([-sign * v for v in self._combination(fact.row)]))
            y[broken] += sign
            return None, tuple(y)
        found = self._solve((ZERO,) * self.columns)
        return (None, found) if isinstance(found, tuple) else (found.at, ())

    @property
    def point(self) -> Vector | None:
        """Weights that agree with all facts, or None."""
        return self._answer[0]

    @property
    def refutation(self) -> Vector | None:
        """Multipliers of the facts whose sum no weights can satisfy, or None where there are weights."""
        return None if self._answer[0] is not None else self._answer[1]

    def ceiling(self, multipliers: Sequence[Fraction], form: Sequence[Fraction] | None = None) -> Fraction | None:
        """Return the bound on a form that the facts, multiplied and added up, prove for weights that are not negative.

        Without a form that is the bound on zero: below zero, it proves that there are no such weights.
        """
        left = list(form) if form is not None else [ZERO] * self.columns
        total = ZERO
        for y, fact in zip(multipliers, self.facts, strict=True):
            if y:
                limit = fact.high if y > 0 else fact.low
                if limit is None:
                    return None
                total += y * limit
                left = [v - y * a for v, a in zip(left, fact.row, strict=True)]
        return total if all(v <= 0 for v in left) else None

    def admits(self, w: Sequence[Fraction]) -> bool:
        """Tell whether weights agree with every fact."""
        return all(v >= 0 for v in w) and all(f.admits(w) for f in self.facts)

    def maximum(self, form: Sequence[Fraction]) -> Extreme:
        """Return the largest value of a linear form over a region that is not empty."""
        point = self.point
        assert point is not None  # the caller asks only where there are weights
        form = tuple(form)
        if not self.solutions.directions:
            return Extreme(form, dot(form, point), point, self._spread(self._combination(form)))
        found = self._solve(form)
        assert isinstance(found, Extreme)
        return found

    def range(self, form: Sequence[Fraction]) -> tuple[Fraction | None, Fraction | None]:
        """Return the smallest and the largest value of a linear form."""
        low, high = self.maximum(tuple(-v for v in form)).value, self.maximum(form).value
        return None if low is None else -low, high

    @cached_property
    def extremes(self) -> tuple[tuple[Extreme, Extreme], ...]:
        """For every weight the proof of its lower and of its upper limit."""
        units = [_unit(j, self.columns) for j in range(self.columns)]
        return tuple((self.maximum(tuple(-v for v in u)), self.maximum(u)) for u in units)

    @cached_property
    def intervals(self) -> tuple[tuple[Fraction, Fraction | None], ...]:
        """The smallest and the largest that every weight can be; None where it has no upper limit."""
        if not self.solutions.directions:
            assert self.point is not None
            return tuple((v, v) for v in self.point)
        return tuple((-(low.value or ZERO), high.value) for low, high in self.extremes)

    @property
    def unique(self) -> bool:
        """Whether there is exactly one weight vector."""
        if self.point is None:
            return False
        return not self.solutions.directions or all(low == high for low, high in self.intervals)

    @property
    def bounded(self) -> bool:
        """Whether every weight has an upper limit."""
        return self.point is not None and all(high is not None for _, high in self.intervals)

    @cached_property
    def centre(self) -> tuple[Vector, float]:
        """Exact weights beside the centre of the largest ball inside (Chebyshev), and the radius of that ball.

        Where the region is flat, in its own dimensions; where it has no limits, the ball is of radius one at most.
        """
        return centre(self)

    def checks(self) -> Iterator[Check]:
        """Yield by multiplication and comparison alone that no weights agree with the facts, or that these do, within their limits."""
        yield Check("all numbers are fractions, one for every weight, and of those that were asked about", "recount", self._sound())
        point, multipliers = self._answer
        said = " and ".join(map(str, self.facts)) or "no figures"
        if point is None:
            bound = self.ceiling(multipliers)
            yield Check(f"no weights that are not negative agree with {said}", "proof", bound is not None and bound < 0)
        else:
            fits = len(point) == self.columns and self.admits(point)
            yield Check(f"some weights that are not negative agree with {said}", "witness", fits)
            yield Check("every weight has its limits", "recount", len(self.extremes) == self.columns)
            for j, (low, high) in enumerate(self.extremes):
                unit = _unit(j, self.columns)
                asked = (low.form, high.form) == (tuple(-v for v in unit), unit)
                said = f"weight {j + 1} of {self.columns} is within its limits, and reaches them, whatever weights agree with all facts"
                yield Check(said, "proof", asked and self._proved(low) and self._proved(high))
        yield Check("what is remembered is found again", "recount", kept(self))

    def _sound(self) -> bool:
        """Tell whether every fact has a name, and a number for each weight."""
        numbers = [v for f in self.facts for v in (*f.row, *(limit for limit in (f.low, f.high) if limit is not None))]
        named = all(type(f) is Fact and type(f.label) is str and len(f.row) == self.columns for f in self.facts)
        return (
            type(self.columns) is int
            and self.columns > 0
            and named
            and self.tie == self._tie
            and all(type(v) in {Fraction, int} for v in numbers)
        )

    def _proved(self, extreme: Extreme) -> bool:
        if not self.admits(extreme.at):
            return False
        if extreme.ray is not None:
            steps = [(f, dot(f.row, extreme.ray)) for f in self.facts]
            keeps = all((f.high is None or s <= 0) and (f.low is None or s >= 0) for f, s in steps)
            return keeps and all(v >= 0 for v in extreme.ray) and dot(extreme.form, extreme.ray) > 0
        return dot(extreme.form, extreme.at) == extreme.value == self.ceiling(extreme.multipliers, extreme.form)

    def _spread(self, multipliers: Iterable[Fraction]) -> Vector:
        """Return multipliers of the exact facts as multipliers of all facts."""
        rest = iter(multipliers)
        return tuple(next(rest) if f.exact else ZERO for f in self.facts)

    def _combination(self, form: Sequence[Fraction]) -> Vector:
        """Return the multipliers of the exact facts that add up to a form."""
        rows = self.solutions.rows
        found = solve([[row[j] for row in rows] for j in range(self.columns)], form, len(rows)).point
        assert found is not None  # the caller made sure of it
        return found

    def _along(self, row: Sequence[Fraction]) -> Vector:
        """Return a linear form in terms of steps along the directions that the exact facts leave open."""
        return tuple(sum((a * b for a, b in zip(row, d, strict=True) if b), ZERO) for d in self.solutions.directions)

    @cached_property
    def _programme(self) -> tuple[list[tuple[int, int, Fact]], list[Vector], list[Fraction]]:
        """The facts that are not exact, a side each, and the rows and limits of all sides in terms of those steps."""
        known = self.solutions
        assert known.point is not None
        rows: list[Vector] = [tuple(Fraction(-d[j]) for d in known.directions) for j in range(self.columns)]
        right: list[Fraction] = list(known.point)
        loose = []
        for i, f in enumerate(self.facts):
            for sign, limit in () if f.exact else ((1, f.high), (-1, f.low)):
                if limit is not None:
                    loose.append((i, sign, f))
                    rows.append(tuple(sign * v for v in self._along(f.row)))
                    right.append(sign * (limit - dot(f.row, known.point)))
        return loose, rows, right

    def _solve(self, form: Vector) -> Extreme | Vector:
        """Return the maximum, or the multipliers that prove that there are no weights."""
        known = self.solutions
        assert known.point is not None
        origin, directions = known.point, known.directions
        loose, rows, right = self._programme
        found = maximise(self._along(form), rows, right, low=None)

        def lifted(t: Sequence[Fraction]) -> Vector:
            return tuple(sum((Fraction(d[j]) * v for d, v in zip(directions, t, strict=True) if d[j]), ZERO) for j in range(self.columns))

        ray = None if found.ray is None else lifted(found.ray)
        if found.x is not None and ray is not None:
            return Extreme(form, None, _sum(origin, lifted(found.x)), (), ray)
        # what the multipliers leave of the form lies in the row space of the exact facts
        target = [Fraction(v) for v in (form if found.status == "optimal" else (ZERO,) * self.columns)]
        target = [v + y for v, y in zip(target, found.ub[: self.columns], strict=True)]
        y = [ZERO] * len(self.facts)
        for (i, sign, f), size in zip(loose, found.ub[self.columns :], strict=True):
            if size:
                y[i] += sign * size
                target = [v - sign * size * a for v, a in zip(target, f.row, strict=True)]
        every = tuple(p + q for p, q in zip(y, self._spread(self._combination(target)), strict=True))
        if found.status == "infeasible":
            return every
        assert found.x is not None
        at = _sum(origin, lifted(found.x))
        return Extreme(form, dot(form, at), at, every)


def _unit(j: int, size: int) -> Vector:
    return tuple(Fraction(int(k == j)) for k in range(size))


def _sum(a: Sequence[Fraction], b: Sequence[Fraction]) -> Vector:
    return tuple(p + q for p, q in zip(a, b, strict=True))
