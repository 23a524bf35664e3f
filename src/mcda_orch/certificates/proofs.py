"""Multipliers that prove how large a linear form can be within limits, or that nothing lies within them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from ..errors import DomainError
from ..exact.linear import solve
from ..exact.programme import maximise
from ..exact.rational import Vector, dot
from ..exact.verdict import Verdict
from ..verifier import ceiling

__all__ = ["Facts", "bound", "completed", "contradiction", "smallest_lead", "somewhere", "span", "unit"]

Facts: TypeAlias = Sequence[tuple[Any, Any, Fraction | None, Fraction | None]]
"""Limits ``low <= row.w <= high`` with whose they are."""


def unit(j: int, size: int) -> Vector:
    """Return the row that picks one weight."""
    return tuple(Fraction(int(k == j)) for k in range(size))


def bound(facts: Facts, form: Sequence[Fraction]) -> Vector:
    """Return the multipliers that bound a form from above, and what they leave of it."""
    if len(facts) == 1 and set(facts[0][1]) == {1}:  # shares alone: the largest number is the bound
        return completed(facts, (max(form),), form)
    return completed(facts, _multipliers(facts, _largest(facts, form)), form)


def completed(facts: Facts, multipliers: Sequence[Fraction], form: Sequence[Fraction]) -> Vector:
    """Return multipliers with what they leave of a form behind them: the multipliers of the weights, of which none is negative."""
    left = list(form)
    for y, (_, row, *_) in zip(multipliers, facts, strict=True):
        if y:
            left = [v - y * a for v, a in zip(left, row, strict=True)]
    return (*multipliers, *left)


def somewhere(facts: Facts) -> Vector | None:
    """Return weights within the limits; None where there are none."""
    return _largest(facts, [Fraction(0)] * len(facts[0][1])).x


def smallest_lead(facts: Facts, leads: Sequence[Sequence[Fraction]]) -> tuple[Fraction, Vector, Vector]:
    """Return the largest that the smallest of some leads can be, weights with which it is, and the mixture that bounds it."""
    m = len(leads[0])
    room = [*((names, (*row, 0, 0), low, high) for names, row, low, high in facts), *(((), (*d, -1, 1), Fraction(0), None) for d in leads)]
    found = _largest(room, (*(0,) * m, 1, -1))
    assert found.x is not None  # shares are bounded, and the caller knows that there are some
    w = tuple(found.x[:m])
    return min(dot(d, w) for d in leads), w, tuple(-y for y in _multipliers(room, found)[len(facts) :])


def contradiction(facts: Facts) -> Vector | None:
    """Return multipliers that prove that nothing lies within the limits; None where something does."""
    if not facts:
        return None
    level = [f[2] is not None and f[2] == f[3] for f in facts]
    known = solve(
        [f[1] for f, exact in zip(facts, level, strict=True) if exact], [f[3] for f in facts if f[2] == f[3] and f[3] is not None]
    )
    if known.certificate is not None:  # not even negative weights would do
        y = iter(known.certificate)
        return _sized(facts, [-next(y) if exact else Fraction(0) for exact in level])
    found = _largest(facts, [Fraction(0)] * len(facts[0][1]))
    return _sized(facts, _multipliers(facts, found)) if found.status == "infeasible" else None


def _sized(facts: Facts, multipliers: Sequence[Fraction]) -> Vector:
    """Return multipliers of a contradiction so large that they prove -1 of zero."""
    zeros = [Fraction(0)] * len(facts[0][1])
    whole = completed(facts, multipliers, zeros)
    size = -ceiling(facts, whole, zeros)
    return tuple(y / size for y in whole)


def span(facts: Facts, form: Sequence[Fraction], low: Fraction | None = None, high: Fraction | None = None) -> dict[str, Any]:
    """Return the ends of a form with their proofs; an end that is given is what is claimed."""
    below, above = _end(facts, [-v for v in form]), _end(facts, form)
    return {
        "low": low if low is not None else below[0] if below[0] is None else -below[0],
        "high": high if high is not None else above[0],
        "least": below[1], "below": below[2], "most": above[1], "above": above[2],
    }  # fmt: skip


def _end(facts: Facts, form: Sequence[Fraction]) -> tuple[Fraction | None, Sequence[Fraction], Vector | None]:
    if len(facts) == 1 and set(facts[0][1]) == {1}:
        return max(form), unit(list(form).index(max(form)), len(form)), completed(facts, (max(form),), form)
    found = _largest(facts, form)
    if found.ray is not None:
        return None, found.ray, None
    if found.x is None:
        raise DomainError("nothing lies within the limits.", hint="ask again: a result that was changed has no certificate.")
    return dot(form, found.x), found.x, completed(facts, _multipliers(facts, found), form)


def _largest(facts: Facts, form: Iterable[Any]) -> Verdict:
    loose, level = [f for f in facts if f[2] is None or f[2] != f[3]], [f for f in facts if f[2] is not None and f[2] == f[3]]
    rows = [(row, high) for _, row, _, high in loose if high is not None]
    rows += [([-v for v in row], -low) for _, row, low, _ in loose if low is not None]
    return maximise(form, [row for row, _ in rows], [b for _, b in rows], [f[1] for f in level], [f[3] for f in level])


def _multipliers(facts: Facts, found: Verdict) -> Vector:
    """Return the multipliers of a programme in the order of the limits: those of lower limits are negative; further limits have none."""
    upper = iter(found.ub)
    high = [next(upper) if f[2] != f[3] and f[3] is not None else Fraction(0) for f in facts]
    low = [next(upper) if f[2] != f[3] and f[2] is not None else Fraction(0) for f in facts]
    level = iter(found.eq)
    both = [next(level) if f[2] is not None and f[2] == f[3] else Fraction(0) for f in facts]
    return tuple(b + h - v for b, h, v in zip(both, high, low, strict=True))
