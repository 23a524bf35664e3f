"""Reads the weights of a command: ``3,2,1``, ``speed=3,price=2``, ``60%,40%``, or a file with a line for each criterion."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from ..core.weights import Weights
from ..errors import did_you_mean
from ..plugin.registry import names
from .lists import by_name, is_named, split
from .parser import UsageError

__all__ = ["stated"]


def stated(text: str) -> Weights | list[float] | dict[str, float]:
    """Return the weights that a text or a file states: in the order of the criteria, or by name."""
    return _of_file(text) if re.fullmatch(r"\.[A-Za-z]+", Path(text).suffix) else _numbers(text)


def _of_file(text: str) -> Weights:
    from ..io.documents.criteria_file import is_table_file, weights_table

    if not is_table_file(text):
        raise UsageError(f"there is no file {text!r} with weights.", hint="write 3,2,1 or speed=3,price=2.")
    return weights_table(Path(text), text)


def _numbers(text: str) -> list[float] | dict[str, float]:
    """Read '3,2,1' as a list, and 'speed=3,price=2' by name; '30%' and '1/3' are numbers, and '0,3' is where semicolons part the list."""
    given = by_name(text) if is_named(text) else None
    parts = split(text) if given is None else list(given.values())
    if len({part.endswith("%") for part in parts}) > 1:
        raise UsageError(f"some of the weights {text!r} are in per cent, and others are not.", hint="write all weights alike.")
    try:
        numbers = [_number(part) for part in parts]
    except (ValueError, ZeroDivisionError):
        near = f" {did_you_mean(text, names('weighting'))}" if text.isidentifier() else ""
        raise UsageError(f"the weights {text!r} are not all numbers.", hint=f"write 3,2,1 or speed=3,price=2.{near}") from None
    return numbers if given is None else dict(zip(given, numbers, strict=True))


def _number(text: str) -> float:
    number = text.removesuffix("%").strip().replace(",", ".")
    value = float(Fraction(number.replace(" ", ""))) if "/" in number else float(number)
    return value / 100 if text.endswith("%") else value
