"""Runs a method once more, to show its steps and to say what each criterion adds."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.frozen import Labelled
from ..core.outcome import Explanation, Steps
from ..errors import DomainError, ShapeError
from .family import HIGHER
from .steps import recorded, steps_of

if TYPE_CHECKING:
    from .check import Task
    from .plugin import Method

__all__ = ["MethodReplay"]

MOST = 15
"""Criteria up to which every coalition is scored: 2**15 weight vectors are one batch."""


@dataclass(frozen=True, slots=True)
class MethodReplay:
    """A method and the arrays it was called with."""

    method: Method[Any]
    task: Task

    def steps(self) -> Steps:
        """Return the labelled intermediate results."""
        self._single()
        with recorded() as record, np.errstate(all="ignore"):
            self.method.function(self.task.x, self.task.w, self.task.s, **self.task.params)
        return steps_of(record, self.task.matrix.names, self.task.matrix.criterion_names)

    def explain(self, a: int, b: int) -> Explanation:
        """Return what each criterion adds: exactly where the method is linear, else its Shapley value.

        The Shapley value (Shapley 1953) averages, over all orders in which criteria may receive their weight,
        the change in the difference of scores that each one makes; a criterion that has not received it weighs
        nothing, and nothing at all tells no two alternatives apart.
        """
        self._single()
        task, sign = self.task, 1.0 if self.method.better is HIGHER else -1.0
        m = task.w.shape[-1]
        if self.method.linear_form is not None and not task.redistributed:
            features = np.asarray(self.method.linear_form(task.x, task.s, **task.params))
            parts, how = (features[a] - features[b]) * task.w, "exact"
        else:
            if m > MOST:
                raise DomainError(
                    f"{self.method.name} is not linear in its weights, and {m} criteria have too many coalitions to score.",
                    hint=f"explain a method with a linear form, or at most {MOST} criteria.",
                )
            members = (np.arange(2**m)[:, None] >> np.arange(m)) & 1
            with np.errstate(all="ignore"):
                scores = np.asarray(task.scores(members[1:] * task.w))
            gaps = np.concatenate([[0.0], scores[:, a] - scores[:, b]])
            size = members.sum(axis=-1)
            parts, how = np.empty(m), "Shapley"
            share = np.array([1 / (m * comb(m - 1, k)) for k in range(m)])
            for j in range(m):
                without = np.flatnonzero(members[:, j] == 0)
                parts[j] = np.sum(share[size[without]] * (gaps[without + 2**j] - gaps[without]))
        names = task.matrix.names
        return Explanation(self.method.name, names[a], names[b], Labelled(sign * parts, task.matrix.criterion_names), how)

    def _single(self) -> None:
        if self.task.x.ndim != 2 or self.task.w.ndim != 1:
            raise ShapeError("a batch has no single set of steps.", hint="call the method on one matrix and one weight vector.")
