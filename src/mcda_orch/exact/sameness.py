"""Whether two values are the same down to their parts, whether what a value remembers is its own, and digests of values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import Any

import numpy as np

__all__ = ["PLAIN", "digest", "field_names", "kept", "same"]

PLAIN = frozenset((str, int, float, bool, Fraction, NoneType))
"""Most of what is compared and tied: values without parts, which are known by their kind before anything is asked about them."""
NUMBERS = frozenset((Fraction, NoneType))


def same(a: Any, b: Any) -> bool:
    """Tell whether two values are the same in kind and content, part by part, what they remember included.

    The order of mappings counts.

    Examples
    --------
    >>> same((1, {"a": 2.0}), (1, {"a": 2.0})), same(1, True), same({"a": 1, "b": 2}, {"b": 2, "a": 1})
    (True, False, False)
    """
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    kind: Any = type(a)
    if kind in PLAIN or isinstance(a, float):
        return bool(a == b or (a != a and b != b))
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))
    if _is_made_of_fields(kind):  # one that is a mapping too holds more than its items
        return all(same(getattr(a, name), getattr(b, name)) for name in _parts(kind)) and all(
            same(getattr(a, name), getattr(b, name)) for name in {**_remembered(a), **_remembered(b)}
        )
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, Mapping):
        return same(tuple(a.items()), tuple(b.items()))
    return bool(a == b)


@cache
def _is_made_of_fields(kind: Any) -> bool:
    return is_dataclass(kind)


@cache
def _parts(kind: Any) -> tuple[str, ...]:
    """Return what to ask a value for to see its fields; one that is filled when it is asked for goes by the name without a bar."""
    names = ((name, name.removeprefix("_")) for name in field_names(kind))
    return tuple(asked if hasattr(kind, asked) else name for name, asked in names)


@cache
def field_names(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass."""
    return tuple(f.name for f in fields(kind))


def kept(result: Any) -> bool:
    """Tell whether everything that a result remembers besides its fields is what it would find again.

    A result that works things out when they are asked for keeps them; a copy that keeps nothing must find the same.
    """
    remembered = _remembered(result)
    if not remembered:
        return True
    kind: Any = type(result)
    fresh = object.__new__(kind)
    for name in field_names(kind):
        object.__setattr__(fresh, name, getattr(result, name))
    return all(same(value, getattr(fresh, name)) for name, value in remembered.items())


def _remembered(value: Any) -> dict[str, Any]:
    """Return what a value keeps besides its fields: what it worked out when it was asked for it."""
    kind: Any = type(value)
    own = getattr(value, "__dict__", None)
    return {} if not own else {name: kept for name, kept in own.items() if name not in field_names(kind)}


def digest(*parts: Any) -> str:
    """Return a SHA-256 over values part by part, in hexadecimal: what ties an answer to its question.

    Examples
    --------
    >>> digest("a", 1) == digest("a", 1), digest("a", 1) == digest("a", 1.0)
    (True, False)
    """
    from hashlib import sha256

    found = sha256()
    _feed(parts, found.update)
    return found.hexdigest()


def _feed(value: Any, take: Callable[[bytes], None]) -> None:
    """Give bytes that differ wherever values do: every part is led by its kind and its size."""
    sort: Any = type(value)
    kind = sort.__name__
    if sort in PLAIN:
        said = repr(value).encode()
        take(b"%s %d\n%s" % (kind.encode(), len(said), said))
    elif isinstance(value, (tuple, list)):
        kinds = {*map(type, value)}
        sort = "numbers" if kinds <= NUMBERS else "plain" if kinds <= PLAIN else "parts"  # most of what is tied are rows of fractions
        take(f"{kind} {len(value)} {sort}\n".encode())
        if sort == "numbers":
            take(" ".join(map(str, value)).encode())
        elif sort == "plain":  # which their texts tell apart, in kind and content
            take(repr([*value]).encode())
        else:
            for item in value:
                _feed(item, take)
    elif isinstance(value, np.ndarray):
        take(f"{kind} {value.dtype.str} {value.shape}\n".encode())
        take((repr(value.tolist()) if value.dtype.kind == "O" else np.ascontiguousarray(value).tobytes().hex()).encode())
    elif isinstance(value, Mapping):
        take(f"mapping {len(value)}\n".encode())
        for item in value.items():
            _feed(item, take)
    elif callable(value) and hasattr(value, "bound"):  # a plug-in is its name, its function and the parameters that were set
        take(f"{kind}\n".encode())
        _feed((value.name, value.function, value.bound), take)
    elif _is_made_of_fields(sort):
        take(f"{kind} {len(_parts(sort))}\n".encode())
        for name in _parts(sort):
            _feed(getattr(value, name), take)
    else:
        text = getattr(value, "name", None) if callable(value) else None
        said = str(text or getattr(value, "__qualname__", "") or value).encode() if callable(value) else repr(value).encode()
        take(f"{kind} {len(said)}\n".encode())
        take(said)
    take(b"\n")
