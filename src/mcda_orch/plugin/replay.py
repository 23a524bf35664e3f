"""Runs a method once more, to show its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import ShapeError
from .check import Task
from .kernel import Plugin
from .steps import recorded, steps_of

if TYPE_CHECKING:
    from ..core.steps import Steps

__all__ = ["MethodReplay"]


@dataclass(frozen=True, slots=True)
class MethodReplay:
    """A method and the arrays it was called with."""

    method: Plugin[Any]
    task: Task

    def steps(self) -> Steps:
        """Return the labelled intermediate results."""
        self._single()
        with recorded() as record, np.errstate(all="ignore"):
            self.method.function(self.task.x, self.task.w, self.task.s, **self.task.params)
        return steps_of(record, self.task.matrix.names, self.task.matrix.criterion_names)

    def _single(self) -> None:
        if self.task.x.ndim != 2 or self.task.w.ndim != 1:
            raise ShapeError("a batch has no single set of steps.", hint="call the method on one matrix and one weight vector.")
