"""Plants the faults of a file one after another, and asks the tests about each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import Any

from mcda_orch.plugin.registry import plugins

from .battery import answers, differ, runs
from .faults import Fault, faults
from .planting import SOURCE, planted
from .stages import STAGES, Question, home, sharing

__all__ = ["DEAD", "EQUIVALENT", "SURVIVED", "Verdict", "family", "files", "sample", "tried"]

SURVIVED, EQUIVALENT, DEAD = "survived", "no difference seen", "does not run"
SHARED = (
    "numerics/column_statistics.py", "numerics/order_signs.py", "_xp.py", "numerics/seca_programme.py", "plugin/batch.py", "core/positions.py", "core/ranking.py", "core/blanks.py",
    "plugin/check.py", "plugin/returned.py", "plugin/advice.py",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a fault: the stage in which it was caught, or that it survived, changes nothing, or leaves nothing that runs."""

    family: str
    fault: str
    stage: str
    by: str = ""


def files() -> list[Path]:
    """Return the files in which faults are planted."""
    folders = ("methods/scores", "scaling", "weighting", "agreement")
    own = [p for folder in folders for p in sorted((SOURCE / folder).glob("*.py")) if p.stem != "__init__"]
    return own + [SOURCE / name for name in SHARED if (SOURCE / name).exists()]


def family(path: Path) -> str:
    """Return the family under which a file is counted: that of its plug-in, or ``shared`` where it has none."""
    return path.parent.name if path.stem in plugins() else "shared"


def sample(path: Path, per: int, seed: int) -> list[Fault]:
    """Return so many faults of a file (0 for all), the same ones for the same seed, of as many kinds as there are."""
    found, rng = faults(path), Random(f"{seed} {path.stem}")
    if not per or len(found) <= per:
        return found
    kinds: dict[str, list[Fault]] = {}
    for fault in rng.sample(found, len(found)):
        kinds.setdefault(fault.kind, []).append(fault)
    return [fault for turn in zip_longest(*kinds.values()) for fault in turn if fault is not None][:per]


def tried(path: Path, asked: dict[str, list[Question]], chosen: list[Fault]) -> Iterator[Verdict]:
    """Try some faults of a file.

    Raises
    ------
    RuntimeError
        If something is wrong without a fault.
    """
    ready: dict[str, list[Question]] = {}
    sound: dict[str, list[Any]] = {}
    for fault in sorted(chosen, key=lambda f: (f.line, f.node, f.choice)):
        try:
            with planted(fault):
                alive = all(map(runs, (p for p in plugins().values() if home(p) == path)))
        except (SyntaxError, ValueError, KeyError):
            continue  # no program
        if not alive:
            yield Verdict(family(path), str(fault), DEAD)
            continue
        stage, by = _caught(fault, asked, ready)
        yield Verdict(family(path), str(fault), EQUIVALENT if stage == SURVIVED and not _changes(fault, path, sound) else stage, by)


def _changes(fault: Fault, path: Path, sound: dict[str, list[Any]]) -> bool:
    """Tell whether a number of a plug-in that runs the code changes; where none does that is known of, it counts as changed."""
    concerned = [*(p for p in plugins().values() if home(p) == path), *sharing(path)]
    for plugin in concerned:
        if plugin.name not in sound:
            sound[plugin.name] = answers(plugin)
        with planted(fault):
            if differ(sound[plugin.name], answers(plugin)):
                return True
    return not concerned


def _caught(fault: Fault, asked: dict[str, list[Question]], ready: dict[str, list[Question]]) -> tuple[str, str]:
    """Return the first stage in which something is wrong, and what tells; a stage is first asked without a fault."""
    for stage in STAGES:
        if stage not in ready:
            ready[stage] = _quickest_first(asked.get(stage, []))
        with planted(fault):
            for question in ready[stage]:
                if not question.holds():
                    return stage, question.name
    return SURVIVED, ""


def _quickest_first(questions: list[Question]) -> list[Question]:
    seconds = {}
    for question in questions:
        start = time.perf_counter()
        if not question.holds():
            raise RuntimeError(f"{question.name} fails without a fault.")
        seconds[question.name] = time.perf_counter() - start
    return sorted(questions, key=lambda question: seconds[question.name])
