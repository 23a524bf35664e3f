"""What the annotation of an argument says that it may be, checked before the function sees it."""

from __future__ import annotations

import builtins
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from numbers import Integral, Real
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import numpy as np

from ..errors import DomainError, did_you_mean
from .display import shown
from .labels import label, mapped, unpacked

__all__ = ["fitting"]

LARGEST = 2**63
"""No array has as many entries."""


class _Misfit(Exception):
    """A value is not what an annotation says."""


class _Kind(NamedTuple):
    """One alternative of an annotation: what gives a value its plain form or refuses it, and what it asks for, in words."""

    plain: Callable[[Any], Any]
    words: tuple[str, ...]


def fitting(function: Callable[..., Any]) -> Callable[[tuple[Any, ...], dict[str, Any]], tuple[tuple[Any, ...], dict[str, Any]]]:
    """Return what checks the arguments of a function against its annotations, and gives them their plain form.

    Checked is what is made of None, flags, numbers, text, literals, mappings, lists, paths and functions. What may be of any
    other kind (labelled values, methods, seeds) has a check of its own. Whole numbers come as int, labelled values as dict
    where a mapping is asked for, what can be read only once as a tuple, and one text as a tuple of it where texts are listed.
    """
    names = tuple(inspect.signature(function).parameters)
    own, _, name = function.__qualname__.rpartition(".")
    who = own if name == "__init__" else name
    asks = names[:1] == ("problem",)
    kinds: dict[str, tuple[_Kind, ...]] = {}

    def plain(name: str, value: Any) -> Any:
        found = kinds.get(name)
        return _fitting(who, name, value, found) if found else value

    def fit(args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        if not kinds:
            kinds.update(_declared(function))
        if asks and (
            (args and isinstance(args[0], str))
            or any(hasattr(v, "family") and n[:6] != "method" for n, v in zip(names, args, strict=False))
        ):
            return args, kwargs  # a method in another place than its own: the question prints the right call
        placed = tuple(plain(name, value) for name, value in zip(names, args, strict=False))
        return placed + args[len(placed) :], {name: plain(name, value) for name, value in kwargs.items()}

    return fit


def _fitting(who: str, name: str, value: Any, kinds: tuple[_Kind, ...]) -> Any:
    """Return a value in its plain form, or refuse it by the name of the argument."""
    try:
        return _plain(value, kinds)
    except _Misfit:
        words = [word for kind in kinds for word in kind.words if kind is not _NOTHING]
        choices = [word[1:-1] for word in words if word.startswith("'")]
        near = did_you_mean(value, choices) if isinstance(value, str) and choices else ""
        may_be = ", ".join(words[:-1]) + " or " * (len(words) > 1) + words[-1]
        raise DomainError(f"{who}: {name}={shown(value)} must be {may_be}.", hint=near if near.startswith("did you") else None) from None


def _plain(value: Any, kinds: tuple[_Kind, ...]) -> Any:
    if isinstance(value, (np.generic, np.ndarray)) and np.ndim(value) == 0 and not isinstance(value, str) and not value.dtype.names:
        value = value.item()
    for kind in kinds:
        try:
            return kind.plain(value)
        except _Misfit:
            continue
    raise _Misfit


class _Unknown:
    """A name that is imported for type checkers alone: it may be anything."""

    def __getattr__(self, name: str) -> _Unknown:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self) -> _Unknown:  # typing takes nothing into a union that cannot be called
        return self

    def __getitem__(self, key: Any) -> _Unknown:
        return self

    def __or__(self, other: Any) -> _Unknown:
        return self

    __ror__ = __or__


class _Names(dict[str, Any]):
    """The names that an annotation can use."""

    def __missing__(self, name: str) -> Any:
        return getattr(builtins, name, _Unknown())


def _declared(function: Callable[..., Any]) -> dict[str, tuple[_Kind, ...]]:
    """Return what every argument may be; nothing for those that have a check of their own."""
    scope = _Names(function.__globals__)
    hints = {name: hint for name, hint in function.__annotations__.items() if name != "return"}
    return {name: kinds for name, hint in hints.items() if (kinds := _kinds(hint, scope)) is not None}


def _kinds(hint: Any, scope: _Names) -> tuple[_Kind, ...] | None:
    """Return the alternatives of an annotation, or None where one of them is not for us to check."""
    if isinstance(hint, str):
        return _kinds(eval(hint, {}, scope), scope)  # noqa: S307  # an annotation of our own
    if get_origin(hint) is Annotated:
        return _kinds(get_args(hint)[0], scope)
    if get_origin(hint) in (Union, UnionType):
        choices = [part for part in get_args(hint) if part is not str and part is not NoneType]
        if any(map(_is_ours, choices)) and len(choices) > 1:
            return None
        found = [_kinds(part, scope) for part in get_args(hint)]
        return None if None in found else tuple(kind for part in found if part is not None for kind in part)
    kind = _kind(hint, scope)
    return None if kind is None else (kind,)


def _kind(hint: Any, scope: _Names) -> _Kind | None:
    origin, parts = get_origin(hint) or hint, get_args(hint)
    if _is_ours(hint):
        return _Kind(lambda value: _if(isinstance(value, hint), value), (f"a {hint.__name__}",))
    simple = {NoneType: _NOTHING, None: _NOTHING, bool: _FLAG, int: _COUNT, float: _NUMBER, Fraction: _NUMBER, str: _TEXT}
    if origin is Literal:
        return _Kind(lambda value: _one_of(value, parts), tuple(map(repr, parts)))
    if isinstance(origin, type) and origin in simple:
        return simple[origin]
    if isinstance(origin, type) and origin.__module__.startswith("pathlib"):  # whose import is left to those that have paths
        return _Kind(lambda value: _if(isinstance(value, origin), value), ("a path",))
    if hint is None:
        return _NOTHING
    if origin is Mapping:
        values = _kinds(parts[1], scope) if len(parts) == 2 else None
        text = len(parts) == 2 and parts[0] is str
        return _Kind(lambda value: _mapping(value, text, values), ("a mapping",))
    if origin in (Iterable, Sequence):
        each = _kinds(parts[0], scope) if parts and (parts[0] is float or _is_ours(parts[0])) else None
        texts = bool(parts) and str in (parts[0], *get_args(parts[0]))
        return _Kind(lambda value: _several((value,) if texts and isinstance(value, str) else value, each), ("a list",))
    if origin is Callable:
        return _Kind(lambda value: _if(callable(value), value), ("a function",))
    return None


def _is_ours(hint: Any) -> bool:
    """Tell whether an annotation is a class of this library; where it is one of several choices, they have a check of their own."""
    return (
        isinstance(hint, type)
        and hint.__module__.partition(".")[0] == __name__.partition(".")[0]
        and not getattr(hint, "_is_protocol", False)
    )


def _if(fits: bool, value: Any) -> Any:
    if not fits:
        raise _Misfit
    return value


def _one_of(value: Any, words: tuple[Any, ...]) -> Any:
    return _if(isinstance(value, (str, int)) and any(value == word and isinstance(value, type(word)) for word in words), value)


def _whole(value: Any) -> int:
    whole = isinstance(value, Integral) or (isinstance(value, float) and value.is_integer())
    return int(_if(whole and not isinstance(value, bool) and abs(value) < LARGEST, value))


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (Real, Decimal)):
        raise _Misfit
    try:
        _if(isfinite(value), value)
    except OverflowError:
        raise _Misfit from None
    return Fraction(value) if isinstance(value, Decimal) else value


def _mapping(value: Any, text: bool, kinds: tuple[_Kind, ...] | None) -> Any:
    found = mapped(value) if text else value if isinstance(value, Mapping) else None
    if text and isinstance(value, (list, tuple)):
        labels, cells = unpacked(value)
        found = None if labels is None or len(set(labels)) < len(labels) else dict(zip(map(label, labels), cells, strict=True))
    if found is None:
        raise _Misfit
    return found if kinds is None else {name: _plain(cell, kinds) for name, cell in found.items()}


def _several(value: Any, kinds: tuple[_Kind, ...] | None) -> Any:
    _if(hasattr(value, "__iter__") and not isinstance(value, (bytes, type)), value)
    _if(not isinstance(value, np.ndarray) or value.ndim == 1, value)
    found = value if isinstance(value, (str, Sequence, Set, Mapping)) or hasattr(value, "labels") else tuple(value)
    return found if kinds is None else tuple(_plain(cell, kinds) for cell in found)


_NOTHING = _Kind(lambda value: _if(value is None, value), ("None",))
_FLAG = _Kind(lambda value: _if(isinstance(value, bool), value), ("True", "False"))
_COUNT = _Kind(_whole, ("a whole number",))
_NUMBER = _Kind(_number, ("a finite number",))
_TEXT = _Kind(lambda value: _if(isinstance(value, str), value), ("text",))
