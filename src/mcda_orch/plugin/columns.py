"""What there is to say about the columns of a problem whatever its blanks mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.blanks import Blanks
from ..core.problem import Problem
from ..errors import McdaError
from .advice import meaning
from .check import task
from .plugin import Method

__all__ = ["about_columns"]


def about_columns(plugin: Method[...], problem: Problem, params: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a method takes for more, or for more alike, than it is, judged by the cells that are known.

    Nothing is said where the method cannot be computed: what is wrong then is said where it is.
    """
    weights = problem.weights if problem.weights is not None else [1.0] * len(problem.matrix.criterion_names)
    try:
        return meaning(plugin, task(plugin, problem, weights, Blanks("mean"), dict(params)))  # a mean widens no column
    except McdaError:
        return ()
