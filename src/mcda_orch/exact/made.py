"""Whether what a question is asked about is well made: a value whose fields were set past its constructor proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache, partial
from inspect import signature
from typing import Any

from ..core.blanks import Blanks
from ..core.costs import expects_less
from ..core.criteria import Alternative, Criterion, Scale
from ..core.frames import is_library
from ..core.frozen import Asked, Labelled
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.ranking import Ranking
from ..core.weights import Weights
from ..errors import McdaError
from .sameness import PLAIN, field_names, same

__all__ = ["made"]

INPUTS = (Alternative, Blanks, Criterion, DecisionMatrix, Labelled, Problem, Ranking, Scale, Weights)


def made(*values: Any) -> bool:
    """Tell whether tables, problems, weights and what else stands in values are such as their constructors make.

    A plug-in has to be what is registered under its name, where something is, and statements about shares have to be worded as
    their numbers are.

    Examples
    --------
    >>> from mcda_orch.core.criteria import Criterion
    >>> price = Criterion("price", "min")
    >>> made(price)
    True
    >>> object.__setattr__(price, "direction", "cheap")
    >>> made(price)
    False
    """
    return all(map(_made, values))


def _made(value: Any) -> bool:
    kind: Any = type(value)
    if kind in PLAIN:
        return True
    if isinstance(value, type) or hasattr(value, "verify"):  # what can be verified is
        return True
    if hasattr(value, "genuine") and callable(value):  # a plug-in
        return bool(value.genuine)
    if hasattr(value, "worded"):  # a set of weights
        return bool(value.worded)
    if isinstance(value, Asked):
        value.forget()
    if is_dataclass(value):
        parts = made(*(getattr(value, name) for name in field_names(kind)))
        return parts and (not isinstance(value, INPUTS) or any(_alike(value, again) for again in _again(value)))
    if isinstance(value, Mapping):
        return made(*value, *value.values())
    return made(*value) if isinstance(value, (tuple, list)) else True


def _alike(value: Any, again: Callable[[], Any]) -> bool:
    try:
        return same(value, again())
    except (McdaError, TypeError, ValueError, AttributeError):
        return False


def _again(value: Any) -> Iterator[Callable[[], Any]]:
    """Yield the ways in which a value can have been made."""
    kind: Any = type(value)
    if isinstance(value, DecisionMatrix):
        yield partial(_table, value)
    elif isinstance(value, Ranking):
        yield partial(kind, value.labels, value.dense)
    elif isinstance(value, Scale):  # levels are numbers, texts, or texts with their numbers
        for levels in (value.levels, value.names, dict(zip(value.names, value.levels, strict=True))):
            yield partial(kind, low=value.low, high=value.high, levels=levels)
    else:
        yield partial(kind, **{name: getattr(value, name) for name in _taken(kind)})


@cache
def _taken(kind: Any) -> tuple[str, ...]:
    """Return the fields that a constructor takes."""
    taken = signature(kind).parameters
    return tuple(name for name in field_names(kind) if name in taken)


def _table(value: DecisionMatrix) -> DecisionMatrix:
    again = DecisionMatrix(value.values, value.names if value._alternatives is None else value._alternatives, value.criteria)
    unsaid = tuple(c.name for c in value.criteria if c.name in value._assumed and c.sign > 0 and expects_less(c.name, c.unit))
    object.__setattr__(again, "frame", value.frame if is_library(value.frame) else None)
    object.__setattr__(again, "_assumed", unsaid)
    return again
