"""Tells a plug-in's author what went wrong: the law, the smallest case, and what came out before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..laws.catalogue import FACTS, LAWS
from ..laws.heard import Run, hearing
from ..laws.scores import continuous
from ..plugin.law import Arguments, Fact
from ..plugin.plugin import Plugin
from .hunting import Witness

__all__ = ["shown", "told"]

IMPLIED = {"columns": "a linear form without columnwise=False", "rows": 'sees="nothing"', "no_cells": 'sees="nothing"'}
"""What states a fact that is not listed among a plug-in's facts."""
MOST = 4
"""Runs of a law up to which all are told."""


def shown(parts: Mapping[str, Any]) -> str:
    """Write values so that they can be pasted."""
    return ", ".join(f"{name} = {_value(value)}" for name, value in parts.items())


def _value(value: Any) -> str:
    if not isinstance(value, np.ndarray):
        return repr(value)
    return f"{value.tolist()}" + (f" in {value.dtype}" if value.dtype != np.float64 else "")


def told(plugin: Plugin[Any], witness: Witness, known: set[str]) -> str:
    """Return what a refuted claim tells, in a few lines; an error that is known already is only named."""
    law = (LAWS | FACTS)[witness.law]
    where = f"{plugin.name} ({witness.variant})" if witness.variant else plugin.name
    claim = f"{where} states {law.name}, which is no fact about it" if isinstance(law, Fact) else f"{where} breaks {law.name}"
    if isinstance(law, Fact) and law not in plugin.facts_of(next((v for v in plugin.variants if v.name == witness.variant), None)):
        claim += f" ({IMPLIED[law.name]} says so)"
    lines = [f"{claim}: {law.statement}", f"smallest case: {shown({**witness.arrays, **witness.params, **witness.choices})}"]
    with hearing() as runs, np.errstate(all="ignore"):
        error = witness.raised(plugin)
    if error is None:
        lines += _outcomes(witness.given(plugin), runs[-2:] if law is continuous else runs)
        if not witness.breaks(plugin):
            lines.append("tried again, the case does not show it: the kernel does not always do the same")
        return "\n    ".join(lines)
    cause = error.__cause__ or error
    said = f"{type(cause).__name__}: {cause}"
    if said in known:
        lines.append(f"the kernel raised the same {type(cause).__name__}")
    else:
        lines += (
            _outcomes(witness.given(plugin), runs) if any(run.error for run in runs) else [f"it raised {type(error).__name__}: {error}"]
        )
    known.add(said)
    return "\n    ".join(lines)


def _outcomes(start: Arguments, runs: list[Run]) -> Iterable[str]:
    """Say what came out of every run, of many of the first and the last, and what was changed for it."""
    before = {**start.arrays, **start.params}
    chosen = runs if len(runs) <= MOST else [runs[0], runs[-1]]
    for k, run in enumerate(chosen):
        parts = {**run.arguments.arrays, **run.arguments.params}
        changed = {name: value for name, value in parts.items() if not _equal(value, before.get(name))}
        when = "" if len(chosen) == 1 else "before: " if k == 0 else "after: " if k == len(chosen) - 1 else "then: "
        yield f"{when}{f'with {shown(changed)} ' if changed else ''}{run.of} {_came_out(run)}"


def _came_out(run: Run) -> str:
    if run.error is not None:
        return f"raised {type(run.error).__name__}: {run.error}"
    return f"gives {_value(run.found)}" + (f", of shape {run.found.shape}" if run.found.ndim > 1 else "")


def _equal(a: Any, b: Any) -> bool:
    arrays = isinstance(a, np.ndarray) and isinstance(b, np.ndarray)
    return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=True) if arrays else repr(a) == repr(b)
