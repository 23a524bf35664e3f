"""The table of what was caught, and the line below which no share may fall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt

from .stages import STAGES
from .trial import DEAD, EQUIVALENT, SURVIVED, Verdict

__all__ = ["LINE", "below", "report", "shares"]

LINE = {"witnesses": 0.80, "published": 0.95, "rest": 0.99}
"""Share of the faults that change something which must be caught up to each stage, in every family of kernels."""
LINE_SHARED = {"rest": 0.99}
"""The same for files that kernels share: what they hold is no kernel, and has tests of its own instead of laws and cases."""


def shares(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """Return the share of faults caught up to each stage."""
    counted = [v for v in verdicts if v.stage not in (EQUIVALENT, DEAD)]
    stages = Counter(v.stage for v in counted)
    up_to = [sum(stages[s] for s in STAGES[: k + 1]) for k in range(len(STAGES))]
    return {stage: caught / max(len(counted), 1) for stage, caught in zip(STAGES, up_to, strict=True)}


def _families(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.family, []).append(verdict)
    return found | ({"all": [v for part in found.values() for v in part]} if len(found) > 1 else {})


def report(verdicts: Sequence[Verdict]) -> str:
    """Return the table by family, what survived, and what changes nothing."""
    lines = ["| family | faults | do not run | no difference | laws | + witnesses | + published | + rest | survived |", "| --- " * 9 + "|"]
    for name, part in _families(verdicts).items():
        found = shares(part)
        dead, same, left = (sum(v.stage == s for v in part) for s in (DEAD, EQUIVALENT, SURVIVED))
        lines.append(f"| {name} | {len(part)} | {dead} | {same} | " + " | ".join(f"{found[s]:.0%}" for s in STAGES) + f" | {left} |")
    for stage in (SURVIVED, EQUIVALENT):
        lines += ["", f"{stage}:", *(f"  {v.fault}" for v in verdicts if v.stage == stage)]
    return "\n".join(lines) + "\n"


def below(verdicts: Sequence[Verdict]) -> list[str]:
    """Return a sentence for every share that lies below the line by more than two standard errors of a sample of its size."""
    found = []
    for name, part in _families(verdicts).items():
        counted = sum(v.stage not in (EQUIVALENT, DEAD) for v in part)
        for stage, least in (LINE_SHARED if name in ("shared", "all") else LINE).items():
            share = shares(part)[stage]
            if counted and share < least - 2 * sqrt(least * (1 - least) / counted):
                found.append(f"{name}: {share:.1%} of {counted} faults are caught up to {stage}, and the line is {least:.0%}.")
    return found
