"""Parameters at the ends of what they may be: a kernel gives numbers there too, and each parameter does something."""

from __future__ import annotations

from math import isfinite
from typing import Any

import numpy as np

from ..errors import DomainError, McdaError
from ..laws.universal import finite, pure
from ..plugin.family import CONSENSUS
from ..plugin.law import Arguments
from ..plugin.parameter import Needs, Param
from ..plugin.plugin import Plugin
from .hunting import drawn, hunt
from .strategies import asked
from .telling import told

__all__ = ["ends", "idle", "refuted_at_ends"]

PROFILES = 10
"""Divided profiles for each example, on which the parameters of a rule are tried as well."""


def ends(plugin: Plugin[Any]) -> list[tuple[str, Plugin[Any]]]:
    """Return the plug-in with one parameter after the other at an end of its range, or as another of its words, where that has an effect.

    Numbers for each criterion, and what is compared with another parameter, are left as they are.
    """
    found = []
    for name, param in plugin.params.items():
        for value in _values(param):
            others = {e.other: e.values[0] for e in param.effect if isinstance(e, Needs) and e.values}
            try:
                found.append((name, plugin.with_(**{**others, name: value})))
            except McdaError:
                continue  # a test of the author's own leaves it out
    return found


def _values(param: Param) -> list[Any]:
    """Return what else a parameter may be than its default: ends that belong to it, words, True or False."""
    values: list[Any] = []
    if param.role is not None or param.not_below is not None:
        return values
    if param.kinds & {"number", "count"} and param.range is not None:
        low, high = param.range.low, param.range.high
        values += [low] * (param.range.ends[0] == "[" and isfinite(low)) + [high] * (param.range.ends[1] == "]" and isfinite(high))
        values = [int(v) for v in values] if "number" not in param.kinds else [float(v) for v in values]
    if "word" in param.kinds:
        values += param.words
    if "flag" in param.kinds:
        values += [True, False]
    return [value for value in values if value != param.default]


def refuted_at_ends(plugin: Plugin[Any], examples: int) -> list[str]:
    """Tell where a kernel gives no number although its parameters are what they may be."""
    found = []
    for _, at in ends(plugin):
        witness = hunt(at, finite, examples=examples)
        if witness is not None and not isinstance(witness.raised(at), DomainError):  # a kernel may refuse in a sentence
            found.append(told(at, witness))
    return found


def idle(plugin: Plugin[Any], examples: int) -> list[str]:
    """Return the names of parameters that change nothing in so many examples, whichever of their ends they are at.

    Where a plug-in takes numbers for each criterion, others may have their effect only with these, and none is told.
    """
    if any(param.role is not None for param in plugin.params.values()):
        return []
    cases = [case for case, _ in drawn(asked(plugin, pure, None), examples, 0)]
    if plugin.family is CONSENSUS:
        cases += _divided(PROFILES * examples)
    heeded: dict[str, bool] = {}
    for name, at in ends(plugin):
        rest = plugin.bind({k: v for k, v in at.bound.items() if k != name})
        heeded[name] = heeded.get(name, False) or any(_differ(at, rest, case) for case in cases)
    return [name for name, does in heeded.items() if not does]


def _divided(count: int) -> list[Arguments]:
    """Return profiles of voters who leave some unranked, many of whose majorities make a circle: on such alone some rules part."""
    rng = np.random.default_rng(0)
    found = []
    for k, n in rng.integers((3, 3), (7, 6), (count, 2)).tolist():
        orders = rng.permuted(np.tile(np.arange(1.0, n + 1), (k, 1)), axis=-1)
        found.append(Arguments({"r": np.where(rng.random((k, n)) < 0.3, np.nan, orders), "w": np.ones(k)}))
    return found


def _differ(one: Plugin[Any], other: Plugin[Any], case: Any) -> bool:
    arrays = [case[name] for name in one.family.arguments]
    try:
        with np.errstate(all="ignore"):
            first, second = (np.asarray(plugin.run(*arrays, **case.params)) for plugin in (one, other))
    except Exception:  # noqa: BLE001 - a kernel that raises with one of them does something
        return True
    return not np.array_equal(first, second, equal_nan=True)
