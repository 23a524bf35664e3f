"""The margin by which statements about alternatives can hold at once, and what is said where they cannot."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from ...core.report import listed
from ...errors import DomainError
from ...exact.claims import same
from ...exact.programme import maximise, maximum
from ...exact.rational import Vector
from ...exact.verdict import Verdict
from ...sampling.weight_set import WeightSet
from .value_function import Marginals, Statement

__all__ = ["contradiction_of", "is_largest_margin", "is_positive", "largest_margin", "margin_rows"]

FEW = 11
"""Statements up to which all contradictions are looked for."""


def margin_rows(m: Marginals, said: Iterable[Statement]) -> tuple[list[Vector], list[Fraction], list[Vector], list[Fraction]]:
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


def largest_margin(m: Marginals, said: tuple[Statement, ...]) -> Verdict:
    """Return the largest margin, up to one, by which all strict statements hold at once."""
    return maximise(*_asked(m, said))


def is_largest_margin(verdict: Verdict, m: Marginals, said: tuple[Statement, ...]) -> bool:
    """Tell whether a verdict is about the largest margin of these statements, and proved."""
    return type(verdict) is Verdict and verdict.sense == 1 and same(verdict.programme, maximum(*_asked(m, said))) and verdict.verify()


def _asked(m: Marginals, said: tuple[Statement, ...]) -> tuple[Any, ...]:
    return ([*(0,) * m.columns, 1], *margin_rows(m, said), 0, [*(None,) * m.columns, 1])


def is_positive(verdict: Verdict) -> bool:
    """Tell whether statements can hold at once, the strict ones by some margin."""
    return verdict.status == "optimal" and bool(verdict.value)


def contradiction_of(known: WeightSet) -> DomainError:
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
