"""What each option of a reader takes: an option of another type is refused by name before a file is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ..errors import ReadError

__all__ = ["checked"]


def _text(given: Any) -> bool:
    return isinstance(given, str)


def _whole(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _several(given: Any) -> bool:
    """Tell whether something has a first, a second, ...: a set has not."""
    return isinstance(given, Iterable) and not isinstance(given, (Mapping, bytes, set, frozenset))


def _ways(given: Any) -> bool:
    return isinstance(given, (str, Mapping)) or hasattr(given, "to_dict") or _several(given)


_TAKES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "label": (lambda given: _text(given) or given is False, "the name of a column, or False"),
    "notes": (lambda given: _several(given) or isinstance(given, (set, frozenset)), "names of columns and rows, ['remarks']"),
    "published": (_text, "the name of a column"),
    "directions": (_ways, "{'price': 'min'}, or one direction for each criterion, '+,+,-'"),
    "criteria": (lambda given: _several(given) or isinstance(given, Path), "names of columns, ['speed', 'price:min'], or a file"),
    "layout": (_text, "'criteria-in-rows' or 'alternatives-in-rows'"),
    "table": (lambda given: _text(given) or _whole(given), "a number from 1, a heading, or the name of a column"),
    "sheet": (lambda given: _text(given) or _whole(given), "a number from 1, or a name"),
    "header": (lambda given: isinstance(given, bool), "True or False"),
    "levels": (lambda given: isinstance(given, Mapping), "a mapping: {'yes': 1, 'no': 0}, or {'speed': ['low', 'high']}"),
    "na": (lambda given: _several(given) or isinstance(given, (set, frozenset)), "words, ['n/a', '-']"),
    "marks": (_text, "'auto'"),
    "decimal": (_text, "'.' or ','"),
    "thousands": (_text, "',', '.', ' ', \"'\" or ''"),
}


def checked(**options: Any) -> None:
    """Refuse an option of the wrong type; None leaves an option out.

    Raises
    ------
    ReadError
        With the name of the option, and what it takes.
    """
    for name, given in options.items():
        fits, what = _TAKES[name]
        if given is not None and not fits(given):
            raise ReadError(f"{name}={given!r} says nothing.", hint=f"{name}= takes {what}.")
