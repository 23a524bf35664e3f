"""Asks every method under every scaling and with all weights; what refuses does so by itself, with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..core.outcome import Outcome
from ..core.problem import Problem
from ..core.weights import Weights
from ..errors import McdaError, PluginError
from ..plugin.apart import outcomes
from ..plugin.plugin import Method, Plugin, Scaling
from .design import Run

__all__ = ["UNFIT", "Answers", "ask"]

UNFIT = "the weighting "
"""How the reason begins where a weighting refuses the table, so that no method was asked."""


@dataclass(slots=True)
class Answers:
    """What came of all runs, by label, while it is collected."""

    runs: dict[str, Run] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    opinions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    methods: list[str] = field(default_factory=list)

    def opened(self, method: str, bound: Method[...], scaling: str, weightings: Iterable[str]) -> dict[str, str]:
        """Give each run of a method a label, by weighting."""
        taken = set(self.runs)
        found = {}
        for weighting in weightings:
            label = named(bound, taken, f" with {weighting}" if weighting else "")
            taken.add(label)
            self.runs[label] = Run(method, scaling, weighting)
            found[weighting] = label
        return found

    def keep(self, label: str, method: Method[...], outcome: Outcome) -> None:
        """Keep an answer, and whose opinion it is."""
        self.outcomes[label] = outcome
        opinion = method.opinion_with(outcome.params)
        if opinion:
            weighting = self.runs[label].weighting
            key = f"{opinion} with {weighting}" if weighting else opinion
            self.opinions[key] = (*self.opinions.get(key, ()), label)


def ask(
    problem: Problem,
    methods: Iterable[Method[...]],
    scalings: Mapping[str, Scaling[...]],
    weights: Mapping[str, Weights | None],
    refused: Mapping[str, str],
) -> Answers:
    """Ask all methods; weights are named, None for the problem's own, and weightings that refuse the table have their reason."""
    found = Answers()
    for method in methods:
        level = named(method, set(found.methods))
        found.methods.append(level)
        free = scalings and "scale" in method.params and "scale" not in method.bound
        for scaling, bound in ((name, method.with_(scale=one)) for name, one in scalings.items()) if free else [("", method)]:
            labels = found.opened(level, bound, scaling, weights)
            found.refused |= {labels[name]: f"{UNFIT}{why}" for name, why in refused.items()}
            _ask(found, problem, bound, {labels[name]: one for name, one in weights.items() if name not in refused})
    return found


def _ask(found: Answers, problem: Problem, method: Method[...], weights: Mapping[str, Weights | None]) -> None:
    """Ask one method with all weights, in one batch where that is possible."""
    vectors = {label: one for label, one in weights.items() if one is not None}
    together: dict[str, Outcome] = {}
    if len(vectors) > 1:
        with suppress(McdaError):  # who refuses, and why, is asked one by one
            together = dict(zip(vectors, outcomes(method, problem, list(vectors.values())), strict=True))
    for label, one in weights.items():
        if label in together:
            found.keep(label, method, together[label])
            continue
        try:
            found.keep(label, method, method(problem, one))
        except McdaError as error:
            found.refused[label] = str(error)


def named(method: Method[...], taken: set[str], behind: str = "") -> str:
    """Return a name for the method that tells it from those before it; arrays and mappings of parameters are not spelled out."""
    name = _brief(method)
    if name + behind not in taken:
        return name + behind
    if "[...]" not in name and "{...}" not in name:
        raise PluginError(f"{name} is compared with itself.", hint="name every method once.")
    return next(text for k in range(2, len(taken) + 3) if (text := f"{name} #{k}{behind}") not in taken)


def _brief(value: Any) -> str:
    if not isinstance(value, Plugin):
        return "{...}" if isinstance(value, Mapping) else "[...]" if np.ndim(value) else repr(value)
    bound = ", ".join(f"{key}={_brief(v)}" for key, v in value.bound.items())
    return f"{value.name}({bound})" if bound else value.name
