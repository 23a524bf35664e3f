"""Tells a plug-in's author what went wrong: the law, the smallest case, and what came out before and after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..laws.catalogue import FACTS, LAWS
from ..laws.heard import Run, hearing
from ..laws.scores import continuous
from ..laws.universal import batch_of, batches, pure
from ..plugin.law import Arguments, Fact
from ..plugin.plugin import Plugin
from .witness import Witness

__all__ = ["cause_of", "reported", "shown", "told"]

IMPLIED = {"columns": "a linear form without columnwise=False", "rows": 'sees="nothing"', "no_cells": 'sees="nothing"'}
"""What states a fact that is not listed among a plug-in's facts."""
NO_NUMBER = "no number"
UNSTEADY = "not always the same"
"""Causes of failures: what they have in common that a kernel does, not what a law says."""
MOST = 4
"""Runs of a law up to which all are told."""


def shown(parts: Mapping[str, Any]) -> str:
    """Write values so that they can be pasted."""
    return ", ".join(f"{name} = {_value(value)}" for name, value in parts.items())


def _value(value: Any) -> str:
    if not isinstance(value, np.ndarray):
        return repr(value)
    return f"{value.tolist()}" + (f" in {value.dtype}" if value.dtype != np.float64 else "")


def reported(plugin: Plugin[Any], witnesses: Iterable[Witness]) -> list[str]:
    """Tell refuted claims in a few lines each; of those that have one cause the first is told, and the others are named under it."""
    lines: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    for witness in witnesses:
        cause = UNSTEADY if UNSTEADY in lines else cause_of(plugin, witness) or _name(witness)
        if cause in lines:
            others.setdefault(cause, []).append(_name(witness))
        else:
            lines[cause] = told(plugin, witness)
    for cause, names in others.items():
        fail = "fail" if len(names) > 1 else "fails"
        why = "as well, which may come of that" if cause == UNSTEADY else "for the same reason"
        lines[cause] += f"\n    {', '.join(names)} {fail} {why}"
    return list(lines.values())


def cause_of(plugin: Plugin[Any], witness: Witness) -> str:
    """Return what makes the kernel itself fail in a case: an error, no number, state between calls; "" where only the claim fails."""
    error, runs = _retried(plugin, witness)
    root = error and (error.__cause__ or error)
    if isinstance(root, FloatingPointError) or (error is None and any(not np.isfinite(run.found).all() for run in runs)):
        return NO_NUMBER
    if root is not None:
        return f"{type(root).__name__}: {re.sub(r'[(][^()]*[)]|[0-9]+', '', str(root))}"  # whatever the size of the case
    return UNSTEADY if witness.law == pure.name else ""


def _retried(plugin: Plugin[Any], witness: Witness) -> tuple[Exception | None, list[Run]]:
    """Return what the plug-in raises in a case, and what it was asked."""
    with hearing() as runs, np.errstate(all="ignore"):
        error = witness.raised(plugin)
    return error, runs


def _name(witness: Witness) -> str:
    return f"{witness.law} ({witness.variant})" if witness.variant else witness.law


def told(plugin: Plugin[Any], witness: Witness) -> str:
    """Return what a refuted claim tells, in a few lines."""
    law = (LAWS | FACTS)[witness.law]
    where = f"{plugin.name} ({witness.variant})" if witness.variant else repr(plugin)
    claim = f"{where} states {law.name}, which is no fact about it" if isinstance(law, Fact) else f"{where} breaks {law.name}"
    if isinstance(law, Fact) and law not in plugin.facts_of(next((v for v in plugin.variants if v.name == witness.variant), None)):
        claim += f" ({IMPLIED[law.name]} says so)"
    lines = [f"{claim}: {law.statement}", f"smallest case: {shown({**witness.arrays, **witness.params, **witness.choices})}"]
    error, runs = _retried(plugin, witness)
    start = witness.given(plugin)
    if error is None:
        lines += _outcomes(start, runs[-2:] if law is continuous else runs)
        if any(not np.isfinite(run.found).all() for run in runs):
            lines.append("that is no number: the kernel must say what a constant column means, and whatever else it divides by that is nil")
        elif law is batches and len(runs) > 1:
            lines.append(_batched(batch_of(plugin, start), runs))
        if not witness.breaks(plugin):
            lines.append("tried again, the case does not show it: the kernel does not always do the same")
    elif any(run.error for run in runs):
        lines += _outcomes(start, runs)
    else:
        lines.append(f"it raised {type(error).__name__}: {error}")
    return "\n    ".join(lines)


def _batched(batch: tuple[int, ...], runs: list[Run]) -> str:
    """Say what a kernel does with a batch that it cannot do."""
    expected = batch + runs[-1].found.shape
    if runs[0].found.shape != expected:
        return f"the batches broadcast to {batch}, so it must give the shape {expected}, not {runs[0].found.shape}"
    return "a kernel uses the last axes only: axis=-2 for alternatives, axis=-1 for criteria; those in front are batches"


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
