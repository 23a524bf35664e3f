"""Reads which scalings and weightings a comparison is to try, by name."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from numbers import Real
from typing import Any

from ..core.display import shown
from ..core.labels import labels_of, mapped
from ..core.problem import Problem
from ..core.weights import Weights
from ..errors import McdaError, MeaningWarning, MissingError, PluginError, ShapeError
from ..plugin.plugin import Plugin, Scaling, Weighting
from ..plugin.registry import get, names, weighting

__all__ = ["OWN", "named_scalings", "named_weights"]

OWN = "own"
"""Stands among weightings for the weights of the problem."""


def named_scalings(given: Any) -> dict[str, Scaling[...]]:
    """Return scalings by what they are called; nothing where none are given."""
    found: dict[str, Scaling[...]] = {}
    for name, one in _parts(given, "scalings"):
        scaling = get(one) if isinstance(one, str) else one
        if not isinstance(scaling, Scaling):
            called = scaling.name if isinstance(scaling, Plugin) else shown(scaling)
            raise PluginError(f"{called} is no scaling.", hint="scalings are " + ", ".join(names("scaling")) + ".")
        _add(found, name or repr(scaling), scaling, "scaling")
    return found


def named_weights(given: Any, problem: Problem) -> tuple[dict[str, Weights | None], dict[str, str]]:
    """Return weights by what they are called, None for those of the problem; and weightings that refuse its table, with the reason.

    Weights that do not fit the criteria are raised.
    """
    found: dict[str, Weights | None] = {}
    refused: dict[str, str] = {}
    for name, one in _parts(given, "weightings"):
        if isinstance(one, str) and one == OWN:
            if problem.weights is None:
                raise MissingError(
                    f"the problem has no weights, and {OWN!r} stands among the weightings.",
                    hint=f"pass weights=, or leave {OWN!r} out of weightings.",
                )
            _add(found, name or OWN, None, "weighting")
            continue
        rule = weighting(one) if isinstance(one, str) else one
        if isinstance(rule, Weighting):
            label = name or repr(rule)
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", MeaningWarning)  # what it says of constant criteria is no part of a comparison
                    weights = Weights.of(rule, problem.matrix, problem.blanks, problem.params)
            except McdaError as error:
                _add(found, label, None, "weighting")
                refused[label] = str(error)
                continue
        elif isinstance(rule, Plugin):
            raise PluginError(f"{rule.name} is no weighting.", hint="weightings are " + ", ".join(names("weighting")) + ".")
        else:
            weights = Weights.of(rule, problem.matrix, problem.blanks, problem.params)
            label = name or weights.source
        if weights.values.ndim != 1:
            raise ShapeError(
                f"the weights {label!r} hold {len(weights.values)} vectors.",
                hint="give each a name: weightings={'first': ..., 'second': ...}.",
            )
        _add(found, label, weights, "weighting")
    return found, refused


def _parts(given: Any, what: str) -> Iterable[tuple[str, Any]]:
    """Return what is given with its names, "" where it has none of its own."""
    if given is None:
        return []
    if isinstance(given, (str, Plugin, Weights)):
        return [("", given)]
    single = 'one vector of weights goes by weights=; several are weightings={"first": {...}, "second": {...}}.'
    if isinstance(given, Mapping):
        named = mapped(given)
        if named is None or any(isinstance(one, Real) for one in named.values()):
            raise PluginError(
                f"{what}={shown(given)} names no {what}.", hint=single if what == "weightings" else 'write ["minmax", "vector"].'
            )
        return list(named.items())
    if callable(given) or not isinstance(given, Iterable):
        raise PluginError(
            f"{what}={shown(given)} is no list of {what}.", hint="list them by name: " + ", ".join(names(what[:-1])[:3]) + ", ..."
        )
    parts = [("", one) for one in labels_of(given)]
    if any(isinstance(one, Real) for _, one in parts):
        raise PluginError(f"{what}={shown(given)} lists numbers.", hint=single if what == "weightings" else 'write ["minmax", "vector"].')
    if not parts:
        raise MissingError(f"{what} is an empty list.", hint="leave it out, or name some: " + ", ".join(names(what[:-1])[:3]) + ", ...")
    return parts


def _add(found: dict[str, Any], label: str, one: Any, noun: str) -> None:
    if label in found:
        hint = f"name every {noun} once; a mapping gives names of its own."
        if isinstance(one, Weights):
            hint = 'name every weighting once; vectors of weights get names from a mapping, weightings={"first": [...], "second": [...]}.'
        raise PluginError(f"the {noun} {label!r} is there twice.", hint=hint)
    found[label] = one
