"""Runs a method once more, to show its steps and to say what each criterion adds."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.frozen import Labelled
from ..errors import DomainError, ShapeError
from .check import Task
from .family import HIGHER
from .kernel import Plugin
from .steps import recorded, steps_of

if TYPE_CHECKING:
    from ..core.steps import Explanation, Steps

__all__ = ["MethodReplay"]

LINEAR = "linear form"
"""What the parts are of where the scores are no sum."""

ROUNDING = 1e-9
"""Part of the largest score within which differences count as the same."""

MOST = 15
"""Criteria up to which every coalition is scored: 2**15 weight vectors are one batch."""


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

    def explain(self, a: int, b: int) -> Explanation:
        """Return what each criterion adds: exactly where the method is linear, else its Shapley value.

        Where the scores are the linear form times a number, the same for all alternatives, the parts are those of the scores;
        where they follow it otherwise (a logarithm, say), the parts are those of the linear form, and the result says so.

        The Shapley value (Shapley 1953) averages, over all orders in which criteria may receive their weight,
        the change in the difference of scores that each one makes; a criterion that has not received it weighs
        nothing, and nothing at all tells no two alternatives apart.
        """
        from ..core.steps import Explanation

        self._single()
        task, sign = self.task, 1.0 if self.method.better is HIGHER else -1.0
        m, of = task.w.shape[-1], "score"
        if self.method.linear_form is not None and not task.redistributed:
            features = np.asarray(self.method.linear_form(task.x, task.s, **task.params))
            parts, how = (features[a] - features[b]) * task.w, "exact"
            with np.errstate(all="ignore"):
                rate = _rate(features @ task.w, np.asarray(task.scores()))
            parts, of = (parts, LINEAR) if rate is None else (parts * rate, "score")
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
        return Explanation(self.method.name, names[a], names[b], Labelled(sign * parts, task.matrix.criterion_names), how, of)

    def _single(self) -> None:
        if self.task.x.ndim != 2 or self.task.w.ndim != 1:
            raise ShapeError("a batch has no single set of steps.", hint="call the method on one matrix and one weight vector.")


def _rate(form: Any, scores: Any) -> float | None:
    """Return the number by which differences of the linear form become those of the scores, or None where there is no such number."""
    size = max(float(np.abs(scores).max()), float(np.abs(form).max()))
    if np.allclose(scores - scores[0], form - form[0], rtol=0, atol=ROUNDING * size):
        return 1.0
    high, low = int(np.argmax(form)), int(np.argmin(form))
    if form[high] == form[low] or len(np.unique(form)) < 3:  # any two points lie on a line
        return None
    rate = float((scores[high] - scores[low]) / (form[high] - form[low]))
    fits = np.allclose(scores - scores[low], rate * (form - form[low]), rtol=0, atol=ROUNDING * float(np.abs(scores).max()))
    return rate if fits else None
