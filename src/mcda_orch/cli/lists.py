"""Reads lists as people type them: ``3,2,1``, ``price=min, speed=max``, ``Kosten:2; Zeit:1``."""

from __future__ import annotations

import csv

from .parser import UsageError

__all__ = ["by_name", "is_named", "named", "split"]


def split(text: str) -> list[str]:
    """Return the parts of a list; semicolons part it where there are any, else commas. A part that holds one is quoted.

    Examples
    --------
    >>> split('price, "speed, peak"'), split("0,4; 0,6")
    (['price', 'speed, peak'], ['0,4', '0,6'])
    """

    def parts(mark: str) -> list[str]:
        return [part.strip() for part in next(csv.reader([text], delimiter=mark, skipinitialspace=True), [])]

    return found if len(found := parts(";")) > 1 else parts(",")


def is_named(text: str) -> bool:
    """Tell whether a list names things, with ``=`` or a colon."""
    return "=" in text or ":" in text


def by_name(text: str) -> dict[str, str] | None:
    """Return what 'price=min,speed=max' says of each name, or None where a part has no name.

    Examples
    --------
    >>> by_name("price=min, speed:max")
    {'price': 'min', 'speed': 'max'}
    """
    pairs = [part.rpartition("=" if "=" in part else ":") for part in split(text)]
    if not pairs or not all(sign for _, sign, _ in pairs):
        return None
    found = {name.strip(): value.strip() for name, _, value in pairs}
    if len(found) < len(pairs):
        raise UsageError(f"{text!r} names something twice.", hint="name everything once.")
    return found


def named(text: str, flag: str, example: str) -> dict[str, str]:
    """Return what an option says of each name; every part must have one."""
    found = by_name(text)
    if found is None:
        raise UsageError(f"{flag} {text!r} gives something no name.", hint=f"write {example}.")
    return found
