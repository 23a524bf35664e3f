"""Which rankings are asked for: every method under every scaling that it can take and with all weights, and which make a complete design."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from ..core.frozen import Frozen, FrozenMap
from ..core.table import Shown, Table

__all__ = ["AXES", "Design", "Run"]

AXES = {"aggregation": "method", "scaling": "scaling", "weighting": "weighting"}
"""Choices, and what is chosen."""


@dataclass(frozen=True, slots=True)
class Run(Frozen):
    """One ranking that was asked for.

    Attributes
    ----------
    method : str
    scaling, weighting : str
        "" where the method stands once, because it has no scaling to choose or its own is set, and where no weightings were asked for.
    """

    method: str
    scaling: str = ""
    weighting: str = ""


@dataclass(frozen=True, slots=True)
class Design(Frozen, Shown):
    """All rankings that were asked for.

    Attributes
    ----------
    methods, scalings, weightings : tuple of str
        What was asked for; nothing where a choice was left to the methods and the problem.
    runs : mapping of str to Run
        By the label under which their outcome, or their refusal, stands.
    echoes : mapping of str to str
        Labels of runs that order like another one by construction, and the label of that one.
    """

    methods: tuple[str, ...]
    scalings: tuple[str, ...]
    weightings: tuple[str, ...]
    runs: Mapping[str, Run]
    echoes: Mapping[str, str] = FrozenMap()

    @property
    def factorial(self) -> bool:
        """Whether anything but the method was to be varied."""
        return bool(self.scalings or self.weightings)

    @property
    def table(self) -> Table:
        """How many rankings each method has."""
        counts = dict.fromkeys(self.methods, 0)
        for run in self.runs.values():
            counts[run.method] += 1
        return Table(("method", "rankings"), tuple(counts.items()), "The design")

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was varied, and which methods stand once under all scalings."""
        said = [f"Scalings: {', '.join(self.scalings)}."] if self.scalings else []
        said += [f"Weightings: {', '.join(self.weightings)}."] if self.weightings else []
        once = self.once if self.scalings else ()
        if once:
            said.append(f"No scaling is chosen for {', '.join(once)}: {'it stands' if len(once) == 1 else 'they stand'} once.")
        return tuple(said)

    @property
    def once(self) -> tuple[str, ...]:
        """Methods for which no scaling is chosen."""
        scaled = {run.method for run in self.runs.values() if run.scaling}
        return tuple(name for name in self.methods if name not in scaled)

    def labels(self, levels: Mapping[str, tuple[str, ...]]) -> list[str]:
        """Return the labels of all combinations of levels, the last choice running fastest."""
        at = {run: label for label, run in self.runs.items()}
        return [at[Run(*combination)] for combination in product(*(levels.get(axis, ("",)) for axis in AXES))]

    def complete(self, answered: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        """Return the levels of a design of which every combination has an answer, and what was left out, with the reason.

        Where a scaling is chosen for any method, those without one are left out. Of methods that order alike by construction in every
        run one stays. Then the level with the largest part of its answers missing is left out, until none is: a method before a scaling
        before a weighting where the parts are the same, and a later one before an earlier.

        Parameters
        ----------
        answered : iterable of str
            Labels of runs that count.
        """
        answers, left_out = {self.runs[label]: label for label in answered}, dict[str, str]()
        scaled = {run.method for run in answers if run.scaling}
        methods = [name for name in self.methods if not scaled or name in scaled]
        left_out |= {name: "without a scaling to choose" for name in self.once if scaled}
        left_out |= {
            name: "refusing, or tying all alternatives, each time" for name in self.methods if name not in {run.method for run in answers}
        }
        methods = [name for name in methods if name not in left_out]
        for name in methods:
            heard = {self.runs[self.echoes[label]].method for run, label in answers.items() if run.method == name and label in self.echoes}
            own = [label for run, label in answers.items() if run.method == name and label not in self.echoes]
            if not own and heard <= set(methods):
                left_out[name] = "ordering like another one by construction"
        methods = [name for name in methods if name not in left_out]
        levels = [methods, list(self.scalings) if scaled else [""], list(self.weightings) or [""]]
        there = np.array([Run(*run) in answers for run in product(*levels)], dtype=bool).reshape(tuple(map(len, levels)))
        while there.size and not there.all():
            missing = [(~there).mean(axis=tuple(k for k in range(3) if k != axis)) for axis in range(3)]
            worst = max(float(part.max()) for part in missing)
            axis = next(k for k in range(3) if missing[k].max() == worst)
            level = int(np.flatnonzero(missing[axis] == worst)[-1])
            lacking, of = int((~there).take(level, axis).sum()), there.take(level, axis).size
            kind = ("", "scaling ", "weighting ")[axis]
            left_out[kind + levels[axis].pop(level)] = f"{lacking} of {of} combinations with the others have no ranking"
            there = np.delete(there, level, axis)
        asked = {axis: tuple(names) for axis, names in zip(AXES, levels, strict=True) if names != [""]}
        return asked, left_out
