"""Rational numbers: how floats become fractions, and fractions integers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd, isfinite, lcm, ulp
from typing import Any, TypeAlias

from ..core.cells import WHOLE, rational, real
from ..errors import DomainError

__all__ = ["Matrix", "Vector", "all_fractions", "dot", "fraction", "in_proportion", "matrix", "primitive", "simplest", "vector", "whole"]

Vector: TypeAlias = tuple[Fraction, ...]
Matrix: TypeAlias = tuple[Vector, ...]

SIMPLE = 10**6
"""Largest denominator that counts as simple."""


def fraction(value: Any) -> Fraction:
    """Return a number as a fraction; a float stands for the decimal that it was written as.

    The float nearest to 0.1 is not 1/10, but whoever wrote 0.1 meant 1/10: the shortest decimal that rounds to the
    float is taken. Where a float is the result of a computation, :func:`simplest` is the better reading.

    Rational numbers of other libraries become fractions too: not all of them equal the fractions that they are.

    Raises
    ------
    DomainError
        If `value` is no finite number.

    Examples
    --------
    >>> fraction(0.1), fraction(3), fraction("2/3")
    (Fraction(1, 10), Fraction(3, 1), Fraction(2, 3))
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, float):
        return _written(float(value))
    exact = rational(value)
    if exact is not None:
        return exact
    try:
        if isinstance(value, (str, Decimal)):
            return Fraction(value)
        return _written(real(value))
    except (TypeError, ValueError, OverflowError, ZeroDivisionError):
        raise DomainError(f"{value!r} is no number.") from None


def _written(number: float) -> Fraction:
    """Return the decimal that a float was written as."""
    if number.is_integer() and abs(number) < WHOLE:
        return Fraction(int(number))
    if not isfinite(number):
        raise DomainError(f"{number} is no finite number.", hint="exact answers need finite numbers; blanks are filled first.")
    return Fraction(repr(number))


def simplest(value: Any) -> Fraction:
    """Return the fraction with a denominator up to a million whose float is `value`, or else the decimal it was written as.

    Examples
    --------
    >>> simplest(1 / 3), simplest(0.1), simplest(0.1 + 0.2)
    (Fraction(1, 3), Fraction(1, 10), Fraction(7500000000000001, 25000000000000000))
    """
    if not isinstance(value, float):
        return fraction(value)
    exact = fraction(value)
    near = exact.limit_denominator(SIMPLE)
    return near if float(near) == float(value) else exact


def in_proportion(values: Sequence[float]) -> Vector:
    """Return computed numbers as the simplest fractions; where some are irrational, as simple multiples of the largest.

    Values divided by one length or total are irrational, but some are twice or half of others, and stay so.

    Examples
    --------
    >>> a, b, c = in_proportion([1 / 5**0.5, 2 / 5**0.5, 0.0])
    >>> 2 * a == b, c
    (True, Fraction(0, 1))
    """
    found = tuple(simplest(v) for v in values)
    if all(v.denominator <= SIMPLE for v in found):
        return found
    most = max(values, key=abs)
    unit, room = simplest(most), 4 * ulp(most)
    multiples = (fraction(v / most).limit_denominator(SIMPLE) for v in values)
    return tuple(k * unit if abs(float(k) * most - v) <= room else own for k, v, own in zip(multiples, values, found, strict=True))


def vector(values: Iterable[Any]) -> Vector:
    """Return numbers as fractions."""
    return tuple(fraction(v) for v in values)


def matrix(rows: Iterable[Iterable[Any]]) -> Matrix:
    """Return rows of numbers as rows of fractions."""
    return tuple(vector(row) for row in rows)


def all_fractions(*values: Any) -> bool:
    """Tell whether values are fractions or whole numbers, or tuples and mappings of nothing else.

    Examples
    --------
    >>> all_fractions(vector([1, 2]), {"a": 3}), all_fractions((0.5,)), all_fractions(True)
    (True, False, False)
    """
    return all(
        all_fractions(*v.values())
        if isinstance(v, Mapping)
        else all_fractions(*v)
        if type(v) is tuple
        else type(v) is Fraction or type(v) is int
        for v in values
    )


def dot(a: Iterable[Fraction], b: Iterable[Fraction]) -> Fraction:
    """Return the sum of products.

    Examples
    --------
    >>> dot(vector([1, 2]), vector([0.5, 0.25]))
    Fraction(1, 1)
    """
    above, below = 0, 1
    for p, q in zip(a, b, strict=True):
        (p_above, p_below), (q_above, q_below) = p.as_integer_ratio(), q.as_integer_ratio()
        part, size = p_above * q_above, p_below * q_below
        if not part:
            continue
        if size != below:  # one common denominator, divided out once: each sum of fractions would divide again
            shared = gcd(size, below)
            part *= below // shared
            above *= size // shared
            below *= size // shared
        above += part
    return Fraction(above, below)


def whole(rows: Sequence[Sequence[Fraction | int]]) -> tuple[tuple[tuple[int, ...], ...], int]:
    """Return rows times the smallest number that makes them whole, and that number.

    Examples
    --------
    >>> whole(matrix([[0.5, 1], [0.25, 0]]))
    (((2, 4), (1, 0)), 4)
    """
    common = lcm(*{v.denominator for row in rows for v in row})
    return tuple(tuple(v.numerator * (common // v.denominator) for v in row) for row in rows), common


def primitive(row: Sequence[Fraction | int]) -> tuple[int, ...]:
    """Return the integer vector without a common divisor that points the same way.

    Examples
    --------
    >>> primitive(vector([0.5, -1, 1.5]))
    (1, -2, 3)
    """
    parts = [v.as_integer_ratio() for v in row]
    common = lcm(*(bottom for _, bottom in parts))
    entries = [top * (common // bottom) for top, bottom in parts]
    divisor = gcd(*entries)
    return tuple(v // divisor for v in entries) if divisor > 1 else tuple(entries)
