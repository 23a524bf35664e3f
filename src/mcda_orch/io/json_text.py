"""Reads JSON strictly: no name twice, no number that is none, and no depth that a program could drown in."""

from __future__ import annotations

import json
from collections import Counter
from math import isfinite
from typing import Any

from ..errors import ReadError

__all__ = ["DEEPEST", "json_text"]

DEEPEST = 40
"""Levels of nesting up to which a document is read; nothing that the library writes comes near."""


def json_text(text: str, source: str) -> Any:
    """Return what a JSON text says.

    Raises
    ------
    ReadError
        If it is no JSON, names a key twice, is nested too deeply, or holds a number that a float cannot.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
            raise ReadError(f"{source}: the key {twice!r} stands twice in one object.", hint="keep one of the two.")
        return found

    def number(digits: str) -> float:
        found = float(digits)
        if not isfinite(found):
            raise ReadError(f"{source}: the number {_short(digits)} is too large.", hint="numbers go up to 1.79e308.")
        return found

    def whole(digits: str) -> int:
        number(digits)
        return int(digits)

    def constant(word: str) -> Any:
        raise ReadError(f"{source}: {word} is no number in JSON.", hint="a blank is null.")

    try:
        found = json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=once, parse_float=number, parse_int=whole, parse_constant=constant
        )
    except json.JSONDecodeError as error:
        raise ReadError(f"{source}, line {error.lineno}, column {error.colno}: {error.msg}.") from None
    except RecursionError:
        raise _too_deep(source) from None
    level, depth = [found], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise _too_deep(source)
        inside = [v.values() if isinstance(v, dict) else v for v in level if isinstance(v, (dict, list))]
        level = [value for values in inside for value in values if isinstance(value, (dict, list))]
    return found


def _too_deep(source: str) -> ReadError:
    return ReadError(f"{source}: lists and objects are nested more than {DEEPEST} deep.", hint="no problem or outcome is; check the file.")


def _short(digits: str) -> str:
    return digits if len(digits) <= 20 else f"{digits[:8]}... ({len(digits)} digits)"
