"""Statements about shares in words: what their numbers say, and whether the words of whoever made them say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..errors import LabelError
from .group import Group
from .order_text import read_order
from .rational import Vector, simplest

__all__ = ["meaning", "ordered", "reads", "sum_text", "told"]

_NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?(?:/\d+)?"


def sum_text(coefficients: Mapping[str, Any]) -> str:
    """Return a sum of multiples of shares as people write it.

    Examples
    --------
    >>> sum_text({"Cost": 1, "Ease": -2})
    'Cost - 2 Ease'
    """
    text = ""
    for name, value in coefficients.items():
        size = abs(simplest(value))
        sign = "-" if simplest(value) < 0 else "+"
        text += (f" {sign} " if text else "-" if sign == "-" else "") + (name if size == 1 else f"{size} {name}")
    return text


def ordered(text: str, criteria: tuple[str, ...]) -> Group:
    """Read an order of importance, such as ``A, B >= C > D``."""
    tiers, signs = read_order(text, criteria)
    kinds: dict[str, list[Vector]] = {"<=": [], "<": [], "=": []}
    for left, right, sign in zip(tiers, tiers[1:], signs, strict=False):
        for a in left:
            for b in right:
                more, less = (a, b) if sign[0] != "<" else (b, a)
                row = {less: 1, more: -1} if a != b else {}
                kinds["=" if sign == "=" else "<=" if sign in (">=", "<=") else "<"].append(_row(row, criteria))
    zero = [(Fraction(0),) * len(kinds[k]) for k in ("<=", "=", "<")]
    return Group(text, tuple(kinds["<="]), zero[0], tuple(kinds["="]), zero[1], tuple(kinds["<"]), zero[2])


def meaning(statement: Group, criteria: tuple[str, ...]) -> str:
    """Return what the numbers of a statement say.

    Examples
    --------
    >>> meaning(ordered("A > B", ("A", "B")), ("A", "B"))
    'A > B'
    """
    parts = [(statement.strict, statement.strict_right, ">"), (statement.rows, statement.right, ">=")]
    said = [_compared(row, b, sign, criteria) for rows, right, sign in parts for row, b in zip(rows, right, strict=True)]
    level = zip(statement.equal, statement.equal_right, strict=True)
    return " and ".join([*said, *(_compared(row, b, "=", criteria) for row, b in level)]) or "nothing"


def _compared(row: Vector, b: Fraction, sign: str, criteria: tuple[str, ...]) -> str:
    """Return that the negative of ``row.w`` compares so with that of `b`, with nothing negative where that can be."""
    more, less = (tuple(max(v * s, Fraction(0)) for v in row) for s in (-1, 1))
    if not b and any(more):
        return f"{_form(more, criteria)} {sign} {_form(less, criteria)}"
    if b > 0 or not any(more):
        return f"{_form(row, criteria)} {sign.replace('>', '<')} {b}"
    return f"{_form(tuple(-v for v in row), criteria)} {sign} {-b}"


def _form(row: Vector, criteria: tuple[str, ...]) -> str:
    return sum_text({c: v for c, v in zip(criteria, row, strict=True) if v}) or "0"


def reads(statement: Group, criteria: tuple[str, ...]) -> bool | None:
    """Tell whether the words of a statement say what its numbers do; None where they are words of somebody's own.

    Examples
    --------
    >>> said = ordered("A > B", ("A", "B"))
    >>> reads(said, ("A", "B")), reads(Group("B > A", strict=said.strict, strict_right=(0,)), ("A", "B"))
    (True, False)
    """
    found = [read(statement.label, criteria) for read in (_order, _bounded, _times)]
    told = [_numbers(group) for group in found if group is not None]
    return _numbers(statement) in told if told else None


def told(statement: Group, criteria: tuple[str, ...]) -> str:
    """Return a statement in the words of whoever made it, with what its numbers say where the words do not say it.

    Examples
    --------
    >>> told(ordered("A > B", ("A", "B")), ("A", "B")), told(Group("clear", ((1, -2),), (0,)), ("A", "B"))
    ("'A > B'", "'clear' (2 B >= A)")
    """
    return f"'{statement.label}'" + ("" if reads(statement, criteria) else f" ({meaning(statement, criteria)})")


def _numbers(group: Group) -> tuple[Any, ...]:
    return group.rows, group.right, group.equal, group.equal_right, group.strict, group.strict_right


def _order(text: str, criteria: tuple[str, ...]) -> Group | None:
    try:
        return ordered(text, criteria)
    except LabelError:
        return None


def _bounded(text: str, criteria: tuple[str, ...]) -> Group | None:
    """Read ``low <= sum of shares <= high``, either of the two, or ``sum of shares = number``."""
    match = re.fullmatch(rf"(?:({_NUMBER}) <= )?(.+?)(?: (<=|=) ({_NUMBER}))?", text)
    form = None if match is None else _sum(match[2], criteria)
    if match is None or form is None or (match[1] is None and match[4] is None) or (match[1] is not None and match[3] == "="):
        return None
    low, high = (None if v is None else _number(v) for v in (match[1], match[4]))
    if match[3] == "=" or low == high:
        return Group(text, equal=(form,), equal_right=(high,))  # type: ignore[arg-type]  # read into fractions there
    rows = [] if low is None else [(tuple(-v for v in form), -low)]
    rows += [] if high is None else [(form, high)]
    return Group(text, tuple(row for row, _ in rows), tuple(b for _, b in rows))


def _times(text: str, criteria: tuple[str, ...]) -> Group | None:
    """Read ``A is at least 2 times B`` and the like."""
    names = _any(criteria)
    match = re.fullmatch(rf"({names}) is (?:(at least|at most) )?({_NUMBER})(?: to ({_NUMBER}))? times ({names})", text)
    if match is None:
        return None
    a, how, first, second, b = match.groups()
    low, high = _number(first), _number(second or first)
    at_least, at_most = _row({b: low, a: -1}, criteria), _row({a: 1, b: -high}, criteria)
    if how is None and second is None:
        return Group(text, equal=(at_least,), equal_right=(Fraction(0),))
    rows = (at_least,) if how == "at least" else (at_most,) if how == "at most" else (at_least, at_most)
    return Group(text, rows, (Fraction(0),) * len(rows))


def _sum(text: str, criteria: tuple[str, ...]) -> Vector | None:
    term = rf"(^-?| [+-] )(?:({_NUMBER}) )?({_any(criteria)})(?= [+-] |$)"
    found = list(re.finditer(term, text))
    if "".join(m[0] for m in found) != text or len({m[3] for m in found}) < len(found) or not found:
        return None
    return _row({m[3]: _number(m[2] or "1") * (-1 if "-" in m[1] else 1) for m in found}, criteria)


def _any(names: Sequence[str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))


def _number(text: str) -> Fraction:
    return Fraction(text) if "/" in text or "." not in text else simplest(float(text))


def _row(coefficients: Mapping[str, Any], criteria: tuple[str, ...]) -> Vector:
    return tuple(simplest(coefficients.get(c, 0)) for c in criteria)
