"""How an audit words its numbers and names, for tables and sentences that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

__all__ = [
    "are_short",
    "between",
    "cell",
    "check_text",
    "counted",
    "exact_plain",
    "limit",
    "number",
    "numbers",
    "signed",
    "up_to",
    "weights_text",
]

DIGITS = 7
"""Characters of a number that a person reads in a table or a sentence; longer ones stand in the result only."""


def number(value: Fraction) -> str:
    """Return a number as a manager reads it."""
    text = f"{float(value):.5g}"
    return text if Fraction(text) == value or value.denominator >= 10 or len(str(value)) > 12 else str(value)


def between(low: Fraction | None, high: Fraction | None) -> str:
    """Return limits in words."""
    if low is not None and low == high:
        return f"as {number(low)}"
    if low is None:
        return "anywhere" if high is None else f"as {number(high)} or less"
    return f"as {number(low)} or more" if high is None else f"between {number(low)} and {number(high)}"


def cell(value: Fraction) -> int | str:
    """Return a fraction as it stands in a table."""
    return int(value) if value.denominator == 1 and len(str(value)) <= 12 else number(value)


def are_short(values: Iterable[Any]) -> bool:
    """Tell whether numbers are short enough for a table that a person reads."""
    return all(len(number(Fraction(v))) <= DIGITS for v in values)


def signed(value: Fraction) -> str:
    """Return a difference with its sign."""
    return ("+" if value > 0 else "") + number(value)


def limit(value: Fraction | None) -> int | str:
    """Return a limit as it stands in a table."""
    return "no limit" if value is None else cell(value)


def numbers(values: Iterable[Fraction]) -> str:
    """Return numbers one after the other."""
    return ", ".join(map(number, values))


def weights_text(weights: Mapping[str, Any]) -> str:
    """Return weights with their criteria."""
    return ", ".join(f"{c} {number(Fraction(v))}" for c, v in weights.items())


def counted(count: int, what: str) -> str:
    """Return a number of things in words."""
    return f"{'no' if count == 0 else 'one' if count == 1 else count} {what}{'' if count == 1 else 's'}"


def up_to(count: int) -> str:
    """Return how many slips something holds for, in words."""
    return "no slip is" if count == 0 else "one slip is" if count == 1 else f"up to {count} slips are"


def check_text(check: Mapping[str, int]) -> str:
    """Return a parity check as a sum."""
    parts = [f"{'-' if y < 0 else '+'} {'' if abs(y) == 1 else f'{abs(y)} '}{name}" for name, y in check.items() if y]
    text = " ".join(parts)
    return text[2:] if text.startswith("+ ") else text.replace("- ", "-", 1)


def exact_plain(value: Any) -> Any:
    """Return a value ready for JSON, fractions as text."""
    if isinstance(value, Mapping):
        return {k: exact_plain(v) for k, v in value.items()}
    return None if value is None else str(value)
