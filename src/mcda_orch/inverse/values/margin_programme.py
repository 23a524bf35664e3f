"""The linear programmes behind the largest margin: rows of statements, the most even leads, the smallest violations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ...exact.linear import rank
from ...exact.programme import maximise, minimise
from ...exact.rational import Matrix, Vector
from ...exact.verdict import Verdict
from ...sampling.linear_rows import LinearRows
from .value_function import Statement

__all__ = ["Rows", "evenest", "firm_rows", "leads_of", "smallest_of", "soft_rows", "softest"]


@dataclass(frozen=True, slots=True)
class Rows:
    """``A_ub x <= b_ub`` and ``A_eq x = b_eq``, for x that is not negative."""

    ub: Matrix
    b_ub: Vector
    eq: Matrix
    b_eq: Vector

    @property
    def columns(self) -> int:
        """How many variables there are."""
        return len(self.eq[0])

    def plus(self, ub: Iterable[Vector] = (), eq: Iterable[Vector] = (), level: Fraction = Fraction(0)) -> Rows:
        """Add rows that are at most 0, and rows that equal `level`."""
        more, same = tuple(ub), tuple(eq)
        zero = (Fraction(0),) * len(more)
        return Rows((*self.ub, *more), (*self.b_ub, *zero), (*self.eq, *same), (*self.b_eq, *(level,) * len(same)))

    def raised(self, forms: Iterable[Vector]) -> Rows:
        """Add a variable that is no larger than any of some forms."""
        zero, one = Fraction(0), Fraction(1)
        under = [(*(-v for v in form), one) for form in forms]
        wide = Rows(tuple((*r, zero) for r in self.ub), self.b_ub, tuple((*r, zero) for r in self.eq), self.b_eq)
        return wide.plus(under)


def leads_of(said: tuple[Statement, ...], rows: LinearRows) -> list[Vector]:
    """Return the leads that are to be large."""
    return [s.lead(rows.__getitem__) for s in said if s.kind == ">"]


def firm_rows(known: Rows, said: tuple[Statement, ...], rows: LinearRows) -> Rows:
    """Add what is stated without a margin."""
    return known.plus(
        [tuple(-v for v in s.lead(rows.__getitem__)) for s in said if s.kind == ">="],
        [s.lead(rows.__getitem__) for s in said if s.kind == "~"],
    )


def soft_rows(known: Rows, said: tuple[Statement, ...], rows: LinearRows) -> tuple[Rows, Vector]:
    """Add a variable for the violation of every statement; return their sum too."""
    m, k = known.columns, len(said)
    nothing = (Fraction(0),) * k
    lacks = []
    for i, s in enumerate(said):
        lead, minus = s.lead(rows.__getitem__), tuple(Fraction(-int(i == j)) for j in range(k))
        lacks.append((*(-v for v in lead), *minus))
        if s.kind == "~":
            lacks.append((*lead, *minus))
    wide = Rows(tuple((*r, *nothing) for r in known.ub), known.b_ub, tuple((*r, *nothing) for r in known.eq), known.b_eq)
    return wide.plus(lacks), (*(Fraction(0),) * m, *(Fraction(1),) * k)


def smallest_of(known: Rows, forms: Iterable[Vector]) -> Verdict:
    """Make the smallest of some forms as large as it can be; it is the last variable."""
    raised = known.raised(forms)
    low = [*(0,) * known.columns, None]
    return maximise([*(0,) * known.columns, 1], raised.ub, raised.b_ub, raised.eq, raised.b_eq, low)


def evenest(known: Rows, forms: Iterable[Vector], shares: int | None = None) -> tuple[Vector, tuple[Verdict, ...]]:
    """Make the smallest form as large as it can be, then the second smallest, ..., then the shares likewise: one point is left."""
    verdicts: list[Verdict] = []
    x: Vector = ()
    units = [tuple(Fraction(int(i == j)) for i in range(known.columns)) for j in range(known.columns if shares is None else shares)]
    for stage in (list(forms), units):
        left = stage
        while left and (not verdicts or rank(known.eq) < known.columns):
            found = smallest_of(known, left)
            assert found.x is not None  # there are weights, and shares keep every form bounded
            assert found.value is not None
            verdicts.append(found)
            x = found.x[:-1]
            held = found.ub[len(known.ub) :]
            known = known.plus(eq=[f for f, y in zip(left, held, strict=True) if y], level=found.value)
            left = [f for f, y in zip(left, held, strict=True) if not y]
    return x, tuple(verdicts)


def softest(known: Rows, said: tuple[Statement, ...], rows: LinearRows) -> tuple[Vector, tuple[Verdict, ...]]:
    """Violate the statements as little as can be, by the sum; then make the leads even, then the shares."""
    m, nothing = known.columns, (Fraction(0),) * len(said)
    wide, total = soft_rows(known, said, rows)
    least = minimise(total, wide.ub, wide.b_ub, wide.eq, wide.b_eq)
    assert least.value is not None  # any shares will do, with large enough violations
    x, verdicts = evenest(wide.plus(eq=[total], level=least.value), [(*f, *nothing) for f in leads_of(said, rows)], m)
    return x[:m], (least, *verdicts)
