"""The outcomes of many weight vectors on one matrix, made in one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..core.blanks import BlanksLike
from ..core.frozen import Labelled, still
from ..core.outcome import Outcome
from ..core.problem import Problem
from ..core.weights import Weights
from . import advice
from .plugin import Method
from .replay import MethodReplay

__all__ = ["outcomes"]


def outcomes(method: Method[...], problem: Problem, weights: Sequence[Weights], blanks: BlanksLike = None) -> list[Outcome]:
    """Return what a method says for each of several weight vectors, as if it was asked with one after the other.

    The weight vectors are one batch: what the method computes of the cells, and the checks of a call, are done once. A vector that the
    method refuses makes the whole call refuse.
    """
    names = problem.matrix.criterion_names
    rows = [one.aligned(names) for one in weights]
    whole = method(problem, Weights(np.stack(rows), names), blanks)
    replay = whole.replay
    assert isinstance(replay, MethodReplay)  # a call makes one
    found = []
    for k, one in enumerate(weights):
        task = replace(replay.task, weights=one, w=rows[k])
        found.append(
            replace(
                whole,
                scores=Labelled(still(whole.scores.values[k].copy()), whole.scores.labels),
                ranking=whole.ranking[k],
                weights=one,
                notes=advice.advice(method, task),
                replay=MethodReplay(replay.method, task),
            )
        )
    return found
