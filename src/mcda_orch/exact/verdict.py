"""Linear programmes, and verdicts on them with the numbers that prove them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from .claims import Check, Tied, digest
from .rational import Matrix, Vector, dot

__all__ = ["Bound", "Programme", "Status", "Verdict", "zeros"]

Status: TypeAlias = Literal["optimal", "infeasible", "unbounded"]
Bound: TypeAlias = tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """Maximise ``c.x`` subject to ``A_ub x <= b_ub``, ``A_eq x = b_eq`` and ``low <= x <= high``.

    Attributes
    ----------
    c, b_ub, b_eq : tuple of Fraction
    A_ub, A_eq : tuple of rows
    low, high : tuple of Fraction or None
        None where a variable has no bound.
    """

    c: Vector
    A_ub: Matrix
    b_ub: Vector
    A_eq: Matrix
    b_eq: Vector
    low: Bound
    high: Bound

    @property
    def numbers(self) -> tuple[Fraction, ...]:
        """Every number of the programme."""
        rows = (self.c, *self.A_ub, self.b_ub, *self.A_eq, self.b_eq)
        return (*(v for row in rows for v in row), *(v for v in (*self.low, *self.high) if v is not None))

    def admits(self, x: Sequence[Fraction]) -> bool:
        """Tell whether x satisfies every constraint."""
        return (
            len(x) == len(self.c)
            and all(lo is None or v >= lo for v, lo in zip(x, self.low, strict=True))
            and all(hi is None or v <= hi for v, hi in zip(x, self.high, strict=True))
            and all(dot(row, x) <= b for row, b in zip(self.A_ub, self.b_ub, strict=True))
            and all(dot(row, x) == b for row, b in zip(self.A_eq, self.b_eq, strict=True))
        )

    def recedes(self, direction: Sequence[Fraction]) -> bool:
        """Tell whether one may walk along a direction for ever."""
        return (
            all(lo is None or v >= 0 for v, lo in zip(direction, self.low, strict=True))
            and all(hi is None or v <= 0 for v, hi in zip(direction, self.high, strict=True))
            and all(dot(row, direction) <= 0 for row in self.A_ub)
            and all(dot(row, direction) == 0 for row in self.A_eq)
        )

    def ceiling(self, ub: Sequence[Fraction], eq: Sequence[Fraction], c: Sequence[Fraction] | None = None) -> Fraction | None:
        """Return the bound on ``c.x`` that multipliers of the rows prove (weak duality), or None where they prove none.

        The rows, multiplied and added up, say ``y.Ax <= y.b``; what is left of the objective, ``c - yA``, is bounded by
        the bounds of the variables.
        """
        if any(y < 0 for y in ub):
            return None
        rest = self.c if c is None else c
        total = dot(ub, self.b_ub) + dot(eq, self.b_eq)
        counts = [(y, row) for y, row in (*zip(ub, self.A_ub, strict=True), *zip(eq, self.A_eq, strict=True)) if y]
        if counts:
            multipliers, columns = [y for y, _ in counts], zip(*(row for _, row in counts), strict=True)
            rest = [r - dot(multipliers, column) for r, column in zip(rest, columns, strict=True)]
        for r, low, high in zip(rest, self.low, self.high, strict=True):
            bound = high if r > 0 else low
            if r and bound is None:
                return None
            if r and bound is not None:
                total += r * bound
        return total


@dataclass(frozen=True, slots=True)
class Verdict(Tied):
    """What is so about a linear programme, and the numbers that prove it.

    Attributes
    ----------
    programme : Programme
    status : {"optimal", "infeasible", "unbounded"}
    value : Fraction or None
        The optimum (of the minimum asked for, where a minimum was).
    x : tuple of Fraction or None
        An optimal point; where the objective is unbounded, any point.
    ub, eq : tuple of Fraction
        Multipliers of the rows. They prove the optimum from the other side, or, where there is no point at all, that
        the rows contradict each other (Farkas): added up they bound zero by a negative number.
    ray : tuple of Fraction or None
        The direction in which the objective grows for ever.
    sense : {1, -1}
        -1 for a minimum, which is solved as the maximum of the negated objective; the multipliers are those of that.
    """

    programme: Programme
    status: Status
    value: Fraction | None = None
    x: Vector | None = None
    ub: Vector = ()
    eq: Vector = ()
    ray: Vector | None = None
    sense: int = 1
    tie: str = field(default="", repr=False)

    @property
    def _tie(self) -> str:
        return digest(self.programme)

    @property
    def certificate(self) -> tuple[Vector, ...]:
        """The numbers that prove the verdict: point and multipliers, multipliers alone, or point and ray."""
        if self.status == "infeasible":
            return self.ub, self.eq
        assert self.x is not None
        return (self.x, self.ub, self.eq) if self.ray is None else (self.x, self.ray)

    def checks(self) -> Iterator[Check]:
        """Yield what is so of the programme, by multiplication and comparison of fractions alone."""
        p = self.programme
        numbers = (*self.ub, *self.eq, *(self.x or ()), *(self.ray or ()), *([] if self.value is None else [self.value]), *p.numbers)
        exact = all(type(v) in {Fraction, int} for v in numbers) and self.sense in {1, -1} and type(self.sense) is int
        yield Check("all numbers are fractions, and the programme is the one that was solved", "recount", exact and self.tie == self._tie)
        if self.status == "infeasible":
            empty = any(lo is not None and hi is not None and lo > hi for lo, hi in zip(p.low, p.high, strict=True))
            bound = p.ceiling(self.ub, self.eq, zeros(p.c))
            nothing = self.value is None and self.x is None and self.ray is None
            yield Check("no point satisfies all rows", "proof", nothing and (empty or (bound is not None and bound < 0)))
            return
        yield Check("the point satisfies all rows", "witness", self.x is not None and p.admits(self.x))
        assert self.x is not None  # as was just checked
        value = dot(p.c, self.x)
        if self.status == "unbounded":
            grows = self.ray is not None and self.value is None and p.recedes(self.ray) and dot(p.c, self.ray) > 0
            yield Check("the objective grows along the ray for ever", "proof", grows)
            return
        yield Check("the value is that of the point", "recount", self.status == "optimal" and self.value == self.sense * value)
        yield Check("no point has a better value", "proof", self.ray is None and p.ceiling(self.ub, self.eq) == value)


def zeros(like: Sequence[Any]) -> Vector:
    """Return a zero for each."""
    return (Fraction(0),) * len(like)
