"""Computes an outcome again from what it says went into it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ..core.outcome import Outcome
from ..core.ranking import Ranking
from ..errors import DomainError
from . import check
from .family import HIGHER
from .plugin import Method
from .replay import MethodReplay

__all__ = ["recomputed"]

SAME = 1e-9
"""By how much scores may differ, as a part of the largest: machines sum in different orders."""


def recomputed(method: Method[Any], outcome: Outcome) -> Outcome:
    """Return the outcome with the means to show its steps, once its scores and ranks have come out again.

    Raises
    ------
    DomainError
        If the method gives other scores or ranks.
    """
    if set(outcome.params) != set(method.params):
        raise DomainError(
            f"{method.name} has the parameters {', '.join(method.params) or 'none'}, not {', '.join(outcome.params) or 'none'}."
        )
    task = check.again(method, outcome.matrix, outcome.weights, outcome.blanks, outcome.params)
    with np.errstate(all="ignore"):
        scores = np.asarray(task.scores())
        key, magnitude = task.order() if method.linear_form is not None and not task.redistributed else (scores, None)
    names, stated = outcome.matrix.names, outcome.scores.values
    if scores.shape != stated.shape:
        raise DomainError(f"{method.name} gives scores of shape {scores.shape}, not {stated.shape}.")
    off = ~(np.abs(scores - stated) <= SAME * np.maximum(np.abs(scores).max(axis=-1, keepdims=True), 1e-300))
    if off.any():
        where = tuple(np.argwhere(off)[0])
        raise DomainError(f"{method.name} gives {names[where[-1]]!r} the score {scores[where]:.12g}, not {stated[where]:.12g}.")
    ranking = Ranking.from_scores(key, names, method.better is HIGHER, magnitude)
    if ranking != outcome.ranking:
        i = int(np.argwhere(ranking.dense != outcome.ranking.dense)[0][-1])
        raise DomainError(f"{method.name} does not give {names[i]!r} the rank that is stated.")
    if outcome.higher_is_better != (method.better is HIGHER):
        raise DomainError(f"for {method.name}, {method.better.value} scores are better.")
    return replace(outcome, replay=MethodReplay(method, task))
