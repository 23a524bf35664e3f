"""Forges results part by part, and tells which forgeries still verify."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from itertools import combinations, pairwise
from typing import Any, Literal, TypeAlias, get_args, get_origin

import numpy as np

from ..core.frozen import FrozenMap
from ..exact.claims import Claimed, same
from ..plugin.kernel import Plugin

__all__ = ["Accepted", "accepted_forgeries", "tampered"]

Change = tuple[str, Any]
Fate: TypeAlias = Literal["rejected", "true", "accepted", "raised"]

HAIR = 10**9
"""One part in so many is the smallest change of a number that is tried."""
FREE = "free text"
ATOMS = (Plugin, type, np.random.SeedSequence)
"""What is exchanged as a whole; nobody reads its parts."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A forgery that verified, or that made verifying raise.

    Attributes
    ----------
    where : str
        Which part was changed, and how.
    forged : the forged result
    error : Exception or None
        What verifying raised.
    """

    where: str
    forged: Any
    error: Exception | None


def accepted_forgeries(
    result: Claimed,
    other: Claimed | None = None,
    *,
    true: Callable[[Any], bool] = lambda forged: False,
    chosen: Callable[[str], bool] = lambda where: True,
    told: Callable[[str, Fate], None] = lambda where, fate: None,
) -> tuple[Accepted, ...]:
    """Return the forgeries of a result that verify, or that make verifying raise; a sound result has none.

    Parameters
    ----------
    result : a result that verifies
    other : a result of the same kind, optional
        The answer to another question, whose parts are put in the place of its own.
    true : callable, optional
        Whether what a forgery that verifies claims is so after all, such as where another witness of the same fact was put
        in. It must decide that without the result's own checks.
    chosen : callable, optional
        Whether the change of a part, told as by :func:`tampered`, is tried.
    told : callable, optional
        Called with every change that was tried and what became of it: "rejected", "true", "accepted" or "raised".

    Examples
    --------
    >>> from collections import Counter
    >>> from mcda_orch.exact.linear import solve
    >>> found, fates = solve([[1, 1], [1, -1]], [1, 0]), Counter()
    >>> wrong = accepted_forgeries(found, true=lambda forged: forged.point == found.point, told=lambda _, fate: fates.update([fate]))
    >>> len(wrong), fates["rejected"] > 100, sorted(fates)
    (0, True, ['rejected', 'true'])
    """
    found = []
    for where, forged in tampered(result, other, chosen=chosen):
        error, verdict = None, None
        try:
            verdict = forged.verify()
        except Exception as raised:  # noqa: BLE001 - that it raised is what is told
            error = raised
        fate: Fate = "raised" if error is not None else "rejected" if verdict is False else "true" if true(forged) else "accepted"
        told(where, fate)
        if fate in {"raised", "accepted"}:
            found.append(Accepted(where, forged, error))
    return tuple(found)


def tampered(result: Any, other: Any = None, *, chosen: Callable[[str], bool] = lambda where: True) -> Iterator[Change]:
    """Yield forgeries of a result, each with the part that was changed and how.

    Every part is changed in turn, down to single numbers and names: another number or name, one of another type, the neighbour's,
    none at all; parts are exchanged, reversed, left out and doubled, and those of another result put in their place. What a
    result remembers besides its fields is changed too. Nothing that constructors check stands in the way. Where a result is tied to
    its question by its field ``tie``, each forgery comes once with the tie as it was and once tied again.

    Parameters
    ----------
    result : a dataclass
    other : a result of the same kind, optional
    chosen : callable, optional
        Whether a forgery of a part is yielded, asked with the part and how it was changed; all are, unless given.

    Examples
    --------
    >>> from mcda_orch.exact.linear import solve
    >>> every = [where for where, _ in tampered(solve([[1]], [2]))]
    >>> every[:3], "right: without the first" in every
    (['rows[0][0]: +1', 'rows[0][0]: +1, tied again', 'rows[0][0]: -1'], True)
    """
    forger = _Forger(sorted({t for t in _texts(result) if t and len(t) <= 40}))
    tied = any(f.name == "tie" for f in fields(result))
    for where, forged in forger.parts(result, other):
        if not chosen(where):
            continue
        yield where, forged
        if tied and not where.startswith("tie"):
            try:
                again = replace(forged, tie="")
            except Exception:  # noqa: BLE001, S112 - what cannot be tied again cannot be forged so
                continue
            if again.tie != forged.tie:
                yield f"{where}, tied again", again


class _Forger:
    """Changes values part by part; a value that several parts share is changed in its parts once, where it is nearest to the top."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.met: list[Any] = []

    def changed(self, value: Any, other: Any, words: Sequence[str] = ()) -> Iterator[Change]:
        """Yield what can be put in the place of a value, with how it differs; nothing that is the same."""
        inner: Iterable[Change]
        outer: Iterable[Change]
        if isinstance(value, ATOMS) or (callable(value) and not is_dataclass(value)):
            inner, outer = (), ()
        elif isinstance(value, np.ndarray):
            inner, outer = self._array(value, other), _whole_arrays(value)
        elif is_dataclass(value):
            inner, outer = ((f".{where}", new) for where, new in self.parts(value, other)), ()
        elif isinstance(value, Mapping):
            inner, outer = self._mapping(value, other), self._whole_mapping(value)
        elif isinstance(value, (tuple, list)):
            inner, outer = self._sequence(value, other, words), _whole_sequences(value, other)
        else:
            inner, outer = (), self._leaves(value, words)
        yield from inner
        for how, new in (*outer, ("nothing", None), *([("that of another result", other)] if other is not None else [])):
            if not same(new, value):
                yield f": {how}", new

    def parts(self, value: Any, other: Any) -> Iterator[Change]:
        """Yield copies of a dataclass with one field changed, two exchanged, or with something else remembered."""
        names, words = [f.name for f in fields(value)], _words(value.__class__)
        rival = other if type(other) is type(value) else None
        below = [getattr(value, name) for name in names if is_dataclass(getattr(value, name))]
        own = [part for part in below if not any(part is one for one in self.met)]
        self.met += own
        for name in names:
            part = getattr(value, name)
            theirs = None if rival is None else getattr(rival, name)
            if any(part is one for one in self.met) and not any(part is one for one in own):
                found: Iterable[Change] = [
                    (": nothing", None),
                    *([] if theirs is None or same(theirs, part) else [(": that of another result", theirs)]),
                ]
            else:
                found = self.changed(part, theirs, words.get(name, ()))
            for how, new in found:
                copy = _copy(value, {name: new})
                if not name.startswith("_") or not _alike(copy, value):
                    yield f"{name}{how}", copy
        for a, b in combinations(names, 2):
            p, q = getattr(value, a), getattr(value, b)
            if type(p) is type(q) and not same(p, q):
                yield f"{a} and {b} exchanged", _copy(value, {a: q, b: p})
        for name in _remembered(value.__class__) if hasattr(value, "__dict__") else ():
            theirs = None if rival is None else _found(rival, name)
            for how, new in self.changed(_found(value, name), theirs):
                yield f"{name} (remembered){how}", _copy(value, {name: new})

    def _leaves(self, value: Any, words: Sequence[str]) -> Iterator[Change]:
        if isinstance(value, (bool, np.bool)):
            yield from (("the opposite", type(value)(not value)), ("a number", int(value)))
        elif isinstance(value, (int, float, Fraction, np.number)):
            yield from _numbers(value)
        elif isinstance(value, str):
            yield from ((w, w) for w in words)
            others = [*(t for t in self.texts if t > value), *(t for t in self.texts if t < value)]
            yield from ((f"another text, {t!r}", t) for t in dict.fromkeys(others[:1] + others[len(others) // 2 :][:1]))
            yield from (("empty", ""), (FREE, FREE))
        elif value is None:
            yield from (("a number", 0), ("a truth value", True), (FREE, FREE))

    def _sequence(self, value: Any, other: Any, words: Sequence[str]) -> Iterator[Change]:
        items, rival = list(value), other if isinstance(other, (tuple, list)) else ()
        for i, item in enumerate(items):
            for how, new in self.changed(item, rival[i] if i < len(rival) else None, words):
                yield f"[{i}]{how}", _made(value, [*items[:i], new, *items[i + 1 :]])

    def _mapping(self, value: Mapping[Any, Any], other: Any) -> Iterator[Change]:
        items, rival = list(value.items()), other if isinstance(other, Mapping) else {}
        for i, (key, item) in enumerate(items):
            for how, new in self.changed(item, rival.get(key)):
                yield f"[{key!r}]{how}", _made(value, [*items[:i], (key, new), *items[i + 1 :]])
            for how, new in self.changed(key, None):
                if _hashable(new):
                    yield f"[{key!r}] renamed{how}", _made(value, [*items[:i], (new, item), *items[i + 1 :]])

    def _whole_mapping(self, value: Mapping[Any, Any]) -> Iterator[Change]:
        items = list(value.items())
        for i, (key, _) in enumerate(items):
            yield f"without {key!r}", _made(value, [*items[:i], *items[i + 1 :]])
        for (a, p), (b, q) in pairwise(items):
            yield f"{a!r} and {b!r} exchanged", _made(value, [(k, q if k == a else p if k == b else v) for k, v in items])
        yield "reversed", _made(value, items[::-1])
        missing = next((t for t in self.texts if t not in value), FREE)
        for name in (FREE, missing):
            yield f"{name!r} more", _made(value, [*items, (name, items[0][1] if items else 0)])
        yield "empty", _made(value, [])

    def _array(self, value: Any, other: Any) -> Iterator[Change]:
        rival = other if isinstance(other, np.ndarray) and other.shape == value.shape else None
        for at in np.ndindex(value.shape):
            for how, new in self.changed(value[at], None if rival is None else rival[at]):
                copy = value.copy()
                try:
                    copy[at] = new
                except (TypeError, ValueError, OverflowError):
                    continue  # such a thing has no place in it
                if not same(copy, value):
                    yield f"{list(at)}{how}", _still(copy)


def _numbers(value: Any) -> Iterator[Change]:
    kind = type(value)
    with np.errstate(all="ignore"):
        yield "+1", kind(value + 1)
        yield "-1", kind(value - 1)
        if not isinstance(value, (int, np.integer)):
            yield "a hair more", kind(value * (HAIR + 1) / HAIR) if kind is not Fraction else value * Fraction(HAIR + 1, HAIR)
        yield "negated", kind(-value)
    yield "zero", kind(0)
    yield "no number", float("nan")
    yield "infinite", float("inf")
    yield "a float", float(value)
    yield "a fraction", Fraction(str(value)) if np.isfinite(float(value)) else None
    yield "a truth value", bool(value)
    yield "text", str(value)


def _whole_sequences(value: Any, other: Any) -> Iterator[Change]:
    items = list(value)
    for i, k in [*pairwise(range(len(items))), *([(0, len(items) - 1)] if len(items) > 2 else [])]:
        exchanged = list(items)
        exchanged[i], exchanged[k] = items[k], items[i]
        yield f"{i} and {k} exchanged", _made(value, exchanged)
    if not hasattr(value, "_fields"):
        yield "reversed", _made(value, items[::-1])
        yield "without the first", _made(value, items[1:])
        yield "without the last", _made(value, items[:-1])
        yield "the first twice", _made(value, [*items[:1], *items])
        yield "the last twice", _made(value, [*items, *items[-1:]])
        yield "empty", _made(value, [])
        if isinstance(other, (tuple, list)) and other:
            yield "one of another result more", _made(value, [*items, other[-1]])


def _whole_arrays(value: Any) -> Iterator[Change]:
    for axis in range(value.ndim):
        yield f"reversed along {axis}", _still(np.flip(value, axis).copy())
        if value.shape[axis]:
            yield f"without the first along {axis}", _still(np.delete(value, 0, axis))
            yield f"without the last along {axis}", _still(np.delete(value, -1, axis))
            yield f"the first twice along {axis}", _still(np.insert(value, 0, value.take(0, axis), axis))
    if value.ndim > 1:
        yield "turned", _still(np.swapaxes(value, -1, -2).copy())
    if value.dtype.kind in "fib":
        with np.errstate(all="ignore"):
            for kind in (np.float64, np.float32, np.int64, np.bool):
                yield f"as {np.dtype(kind)}", _still(np.nan_to_num(value).astype(kind))
    if value.ndim:
        yield "empty", _still(value[..., :0].copy())


def _made(like: Any, items: Iterable[Any]) -> Any:
    """Return a container of the same kind."""
    if isinstance(like, Mapping):
        return (FrozenMap if isinstance(like, FrozenMap) else dict)(dict(items))
    return type(like)(*items) if hasattr(like, "_fields") else type(like)(items)


def _alike(copy: Any, value: Any) -> bool:
    """Tell whether a value that fills its own parts when it is asked for them, looks the same with one of them changed."""
    try:
        return same(copy, value)
    except Exception:  # noqa: BLE001 - what breaks when it is looked at does not look the same
        return False


def _copy(value: Any, changes: Mapping[str, Any]) -> Any:
    """Return a copy with fields or remembered values changed; it remembers nothing else, and nothing is checked."""
    kind: Any = type(value)
    copy = object.__new__(kind)
    names, slots = _places(kind)
    for name in (*names, *(s for s in slots if hasattr(value, s))):
        object.__setattr__(copy, name, getattr(value, name))
    for name, new in changes.items():
        if name in _remembered(value.__class__):
            copy.__dict__[name] = new
        else:
            object.__setattr__(copy, name, new)
    return copy


def _found(value: Any, name: str) -> Any:
    """Return what a value finds when it is asked for something that it then remembers; None where it finds nothing."""
    try:
        return getattr(_copy(value, {}), name)
    except Exception:  # noqa: BLE001 - an empty region has no ends, and a forger can say that it has
        return None


@cache
def _places(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields of a kind of dataclass, and what else it has room for, which may be empty."""
    names = tuple(f.name for f in fields(kind))
    slots = {s for base in kind.__mro__ for s in getattr(base, "__slots__", ())}
    return names, tuple(sorted(slots - {*names, "__dict__", "__weakref__"}))


@cache
def _remembered(kind: type) -> tuple[str, ...]:
    return tuple(name for base in kind.__mro__ for name, found in vars(base).items() if isinstance(found, cached_property))


@cache
def _words(kind: type) -> dict[str, tuple[str, ...]]:
    """Return the words that each field may hold, of those that hold one of a few."""
    known: dict[str, Any] = {}
    for base in kind.__mro__[::-1]:
        known.update(vars(sys.modules[base.__module__]))
    hints = {f.name: known.get(f.type) for f in fields(kind) if isinstance(f.type, str)}
    return {name: get_args(hint) for name, hint in hints.items() if get_origin(hint) is Literal}


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts in a value: names of the problem among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping) and not is_dataclass(value):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value) and not isinstance(value, ATOMS):
        for f in fields(value):
            yield from _texts(getattr(value, f.name))


def _still(array: Any) -> Any:
    array.setflags(write=False)
    return array


def _hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
