"""What else would explain published figures that no weights explain: another direction, a scaling, a column that was left out."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import isfinite
from typing import Any

import numpy as np

from ...core.blanks import Blanks
from ...core.criteria import Criterion, Direction
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...errors import McdaError
from ...plugin.plugin import Method
from ...plugin.registry import get, names

__all__ = ["Fits", "otherwise"]

Fits = Callable[[Problem, dict[str, Any]], bool]
"""Tells whether some weights explain the figures of a problem, with parameters of the method."""

USUAL = ("minmax", "maximum", "total", "vector", "zscore")
"""Scalings that are tried, and named, before others that come to the same."""
SMALL = 600
"""Cells up to which everything is tried; larger tables would take long."""


def otherwise(problem: Problem, policy: Blanks, method: Method[...] | None, slack: float, fits: Fits) -> tuple[str, ...]:
    """Return the changes of one thing under which weights explain what was published, in words; the cheapest are tried first.

    Parameters
    ----------
    problem : Problem
    policy : Blanks
    method : Method or None
        None stands for the plain sum.
    slack : float
        How far rounding may have moved a published figure; infinite where only an order is known.
    fits : callable
    """
    if problem.matrix.values.size > SMALL:
        return ()
    found = []
    for words, changed, params in _changes(problem, policy, method):
        try:
            if (method is not None or _near(changed, slack)) and fits(changed, params):
                found.append(words)
        except McdaError:  # the method does not take the problem so
            continue
    return tuple(found)


def _changes(problem: Problem, policy: Blanks, method: Method[...] | None) -> Iterator[tuple[str, Problem, dict[str, Any]]]:
    matrix = problem.matrix
    for j, criterion in enumerate(matrix.criteria):
        less = Direction.of(criterion.direction) is Direction.MAX
        turned = replace(criterion, direction=Direction.MIN if less else Direction.MAX)
        criteria = (*matrix.criteria[:j], turned, *matrix.criteria[j + 1 :])
        words = f"{criterion.name} counted the other way round ({'less' if less else 'more'} is better)"
        yield words, _with(problem, matrix.values, criteria), {}
    for name, column in _numbers(matrix).items():
        for direction in (Direction.MAX, Direction.MIN):
            values = np.concatenate([matrix.values, column[:, None]], axis=-1)
            words = f"the column {name} counted too ({'more' if direction is Direction.MAX else 'less'} is better)"
            yield words, _with(problem, values, (*matrix.criteria, Criterion(name, direction))), {}
    if method is None:
        yield from _scaled(problem, policy)
    elif "scale" in method.params and "scale" not in method.bound:
        for name in names("scaling"):
            yield f"the values scaled by {name}", problem, {"scale": get(name)}


def _scaled(problem: Problem, policy: Blanks) -> Iterator[tuple[str, Problem, dict[str, Any]]]:
    """Return the problem with its values scaled by each scaling, after which more is better on every criterion."""
    try:
        filled = policy.fill(problem.matrix)
    except McdaError:  # no scaling is known of a table with blanks that mean nothing
        return
    criteria = tuple(Criterion(c.name) for c in problem.matrix.criteria)
    seen: set[bytes] = set()
    for name in sorted(names("scaling"), key=lambda n: (n not in USUAL, n)):
        try:
            with warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                scaling = get(name)
                values = np.asarray(scaling.run(filled.values, filled.senses))
            changed = _with(problem, values, criteria)
        except (McdaError, TypeError):  # it needs parameters, or does not take these values
            continue
        size = np.abs(values).max(axis=-2, keepdims=True)
        key = np.round(values / np.where(size > 0, size, 1.0), 9).tobytes()
        if key not in seen:  # scalings that differ by a factor in each column have the same weights behind them
            seen.add(key)
            yield f"the values scaled by {name}", changed, {}


def _near(problem: Problem, slack: float) -> bool:
    """Tell whether a plain sum can come near the figures at all, in floating point; what cannot is not asked exactly.

    Weights that keep every figure within its rounding keep the root of the sum of squares within that times the root of n.
    """
    matrix, published = problem.matrix, problem.published
    if published is None or not np.isfinite(slack) or matrix.blank.any():
        return True
    from scipy.optimize import nnls

    known = dict(published.items())
    rows = [i for i, name in enumerate(matrix.names) if known.get(name, np.nan) == known.get(name, np.nan)]
    figures = np.array([float(known[matrix.names[i]]) for i in rows])
    cells = matrix.values[rows] * matrix.senses
    size = np.abs(cells).max(axis=-2)
    _, left = nnls(cells / np.where(size > 0, size, 1.0), figures)
    return bool(left <= 1.01 * slack * np.sqrt(len(rows)) + 1e-6 * max(float(np.abs(figures).max()), 1e-300))


def _with(problem: Problem, values: np.ndarray[Any, Any], criteria: tuple[Criterion, ...]) -> Problem:
    return replace(problem, matrix=DecisionMatrix(values, problem.matrix.alternatives, criteria), weights=None, params={})


def _numbers(matrix: DecisionMatrix) -> dict[str, np.ndarray[Any, Any]]:
    """Return the notes that hold a number for every alternative."""
    found = {}
    for name in dict.fromkeys(key for a in matrix.alternatives for key in a.notes):
        try:
            values = [float(a.notes.get(name, "")) for a in matrix.alternatives]
        except ValueError:
            continue
        if all(map(isfinite, values)) and name not in matrix.criterion_names:
            found[name] = np.array(values)
    return found
