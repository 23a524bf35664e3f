"""Plants the faults of a file one after another, and asks the tests about each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from mcda_orch.plugin.registry import plugins

from .battery import answers, differ
from .faults import Fault, faults
from .planting import SOURCE, planted
from .stages import STAGES, Question, home, sharing

__all__ = ["EQUIVALENT", "SURVIVED", "Verdict", "family", "files", "sample", "tried"]

SURVIVED, EQUIVALENT = "survived", "no difference seen"
SHARED = (
    "numerics/column_statistics.py", "_xp.py", "numerics/seca_programme.py", "plugin/batch.py", "core/ranking.py", "core/blanks.py",
    "plugin/check.py", "plugin/returned.py", "plugin/advice.py",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a fault: the stage in which it was caught, or that it survived, or that it changes nothing."""

    family: str
    fault: str
    stage: str
    by: str = ""


def files() -> list[Path]:
    """Return the files in which faults are planted."""
    folders = ("methods/scores", "scaling", "weighting")
    own = [p for folder in folders for p in sorted((SOURCE / folder).glob("*.py")) if p.stem != "__init__"]
    return own + [SOURCE / name for name in SHARED if (SOURCE / name).exists()]


def family(path: Path) -> str:
    """Return the family under which a file is counted."""
    folder = path.parent.name
    return folder if folder in ("scores", "scaling", "weighting") else "shared"


def sample(path: Path, per: int, seed: int) -> list[Fault]:
    """Return so many faults of a file (0 for all), the same ones for the same seed."""
    found = faults(path)
    return found if not per or len(found) <= per else Random(f"{seed} {path.stem}").sample(found, per)


def tried(path: Path, asked: dict[str, list[Question]], chosen: list[Fault]) -> Iterator[Verdict]:
    """Try some faults of a file.

    Raises
    ------
    RuntimeError
        If something is wrong without a fault.
    """
    asked = {stage: _quickest_first(questions) for stage, questions in asked.items()}
    concerned = [p for p in plugins().values() if home(p) == path] or sharing(path)
    sound = {plugin.name: answers(plugin) for plugin in concerned}
    for fault in sorted(chosen, key=lambda f: (f.line, f.node, f.choice)):
        try:
            with planted(fault):
                stage, by = _caught(asked)
                if stage == SURVIVED and concerned and not any(differ(sound[p.name], answers(p)) for p in concerned):
                    stage = EQUIVALENT
        except (SyntaxError, ValueError, KeyError):
            continue  # no program
        yield Verdict(family(path), str(fault), stage, by)


def _quickest_first(questions: list[Question]) -> list[Question]:
    seconds = {}
    for question in questions:
        start = time.perf_counter()
        if not question.holds():
            raise RuntimeError(f"{question.name} fails without a fault.")
        seconds[question.name] = time.perf_counter() - start
    return sorted(questions, key=lambda question: seconds[question.name])


def _caught(asked: dict[str, list[Question]]) -> tuple[str, str]:
    """Return the first stage in which something is wrong, and what tells."""
    for stage in STAGES:
        for question in asked.get(stage, ()):
            if not question.holds():
                return stage, question.name
    return SURVIVED, ""
