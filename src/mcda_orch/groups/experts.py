"""What several experts say, brought under one list of alternatives and criteria."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.blanks import Blanks
from ..core.display import shown
from ..core.foreign import foreign
from ..core.frames import Frame, is_frame, opened
from ..core.frozen import unique_names
from ..core.labelling import by_name
from ..core.labels import label
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.problem import Problem
from ..core.weights import Weights
from ..errors import LabelError, McdaError, MissingError, ShapeError
from ..exact.sameness import same
from ..plugin.plugin import Plugin
from ..weighting.judgements import Judgements

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Experts", "experts"]

_EACH = 'give one for each expert, as mo.Group({"Ida": problem, "Jon": problem}), or one for all with criteria_weights={"Ida": ..., "Jon": ...}.'


LARGE = 1e200
"""Weights from which on a total may be more than a weight can be; shares stand for them."""


@dataclass(frozen=True, slots=True)
class Experts:
    """Problems of experts, their alternatives and criteria in the order of the first.

    Attributes
    ----------
    names : tuple of str
    problems : list of Problem
    judgements : tuple of Judgements, optional
        From which the weights of the criteria come, where all of them do.
    shared : bool
        Whether there is one matrix for all.
    """

    names: tuple[str, ...]
    problems: list[Problem]
    judgements: tuple[Judgements, ...] | None
    shared: bool


def experts(problems: Any, criteria_weights: Any, blanks: Any) -> Experts:
    """Read the problems, or the one problem, of a group, with weights of criteria and policies for blanks of each or of all."""
    named, given = _tables(problems)
    each = _each(criteria_weights)
    shared = given is not None and len(given) == 1 and named is None and not isinstance(problems, (list, tuple))
    if given is None:
        raise MissingError(f"{shown(problems)} is no problem of a group.", hint=_EACH)
    if not given:
        raise MissingError("there are no experts.", hint=_EACH)
    names = named if named is not None else _names(each, len(given), shared)
    if shared:
        given = list(given) * len(names)
    weights = [criteria_weights] * len(names) if each is None else by_name(each, names, "vector of weights of the criteria", "expert")
    policies = by_name(blanks, names, "policy for blanks", "expert") if isinstance(blanks, Mapping) else [blanks] * len(names)
    found: list[Problem] = []
    judged: list[Judgements] = []
    for name, one, own, policy in zip(names, given, weights, policies, strict=True):
        try:
            if isinstance(own, Judgements):
                judged.append(own)
                own = own.priorities()
            problem = _problem(one, own, policy)
            found.append(_aligned(problem, found[0]) if found else problem)
        except McdaError as error:
            raise type(error)(f"{name}: {error.message}", hint=error.hint) from None
    without = [name for name, problem in zip(names, found, strict=True) if problem.weights is None]
    if 0 < len(without) < len(names):
        raise MissingError(f"{', '.join(without)} gives the criteria no weights.", hint="state weights for all experts, or for none.")
    return Experts(names, found, tuple(judged) if len(judged) == len(names) else None, shared)


def _tables(given: Any) -> tuple[tuple[str, ...] | None, list[Any] | None]:
    """Return the names of the experts, where they have any, and the table of each; one where it is for all."""
    if isinstance(given, (Problem, DecisionMatrix)) or (given is not None and (is_frame(given) or foreign(given) is not None)):
        matrix = given.matrix if isinstance(given, Problem) else given
        if isinstance(matrix, DecisionMatrix) and matrix.values.ndim == 3:
            parts = [matrix.with_values(cells) for cells in matrix.values]
            return None, parts if not isinstance(given, Problem) else [_with(given, part, k) for k, part in enumerate(parts)]
        return None, [given]
    if isinstance(given, Mapping):
        return unique_names([label(name) for name in given], "expert"), list(given.values())
    if isinstance(given, np.ndarray):
        return None, list(given) if given.ndim == 3 else [given]
    if given is None or isinstance(given, (str, Plugin, Outcome)) or not isinstance(given, Iterable):
        return None, None
    tables = list(given)
    bare = tables and all(isinstance(row, (list, tuple, np.ndarray)) and not any(np.ndim(cell) for cell in row) for row in tables)
    return (None, [tables]) if bare else (None, tables)


def _with(problem: Problem, part: DecisionMatrix, k: int) -> Problem:
    weights = problem.weights
    if weights is not None and weights.values.ndim == 2:
        if len(weights.values) <= k:
            raise ShapeError(f"there are {len(weights.values)} vectors of weights, and more matrices.", hint="give every expert one.")
        weights = Weights(weights.values[k], weights.criteria, weights.source)
    return Problem(part, weights, problem.blanks, params=problem.params, published_by=problem.published_by)


def _each(given: Any) -> Any:
    """Return weights of criteria by expert, as a mapping or a list; None where they are for all."""
    if given is not None and is_frame(given):
        return _rows(opened(given))
    if isinstance(given, Weights):
        return [Weights(row, given.criteria, given.source) for row in given.values] if given.values.ndim == 2 else None
    if isinstance(given, Mapping):
        several = bool(given) and not any(isinstance(v, Real) for v in given.values())
        return {label(name): one for name, one in given.items()} if several else None
    if isinstance(given, np.ndarray):
        return list(given) if given.ndim == 2 else None
    if isinstance(given, Sequence) and not isinstance(given, str):
        return list(given) if given and not any(isinstance(v, Real) for v in given) else None
    return None


def _rows(frame: Frame) -> Any:
    """Return the rows of a dataframe with a column for each criterion; its column of text, or its index, names the experts."""
    texts = [j for j in range(len(frame.heads)) if frame.texts(j)][:1]
    numbers = [j for j in range(len(frame.heads)) if j not in texts]
    if len(numbers) < 2:  # names of criteria, and a weight for each
        return None
    names = [label(name) for name in frame.columns[texts[0]]] if texts else None if frame.counted else frame.rows
    rows = [
        dict(zip((frame.heads[j] for j in numbers), row, strict=True)) for row in zip(*(frame.columns[j] for j in numbers), strict=True)
    ]
    if names is None:
        return rows if len(rows) > 1 else None
    return dict(zip(unique_names(names, "expert"), rows, strict=True))


def _names(each: Any, count: int, shared: bool) -> tuple[str, ...]:
    """Return names of experts whose tables have none."""
    if isinstance(each, Mapping) and (shared or len(each) == count):
        return unique_names(list(each), "expert")
    if shared:
        if not each:
            raise MissingError("a group needs what each of its experts says, and this is one problem.", hint=_EACH)
        count = len(each)
    return tuple(f"expert {k}" for k in range(1, count + 1))


def _problem(given: Any, weights: Any, blanks: Any) -> Problem:
    """Return the problem of one expert."""
    if given is None or isinstance(given, (str, Plugin, Outcome)):
        raise MissingError(f"{shown(given)} is no problem.", hint='read one by mo.read("tools.md"), or give a matrix.')
    found = Problem.of(given, weights, blanks)
    if found.matrix.values.ndim != 2 or (found.weights is not None and found.weights.values.ndim != 1):
        raise ShapeError(
            "an expert gives one matrix and one vector of weights.", hint="give each matrix of a batch to an expert of its own."
        )
    return found


def _aligned(problem: Problem, first: Problem) -> Problem:
    """Return a problem with alternatives and criteria in the order of the first one."""
    matrix, wanted = problem.matrix, first.matrix
    for noun, own, known in (
        ("alternatives", matrix.names, wanted.names),
        ("criteria", matrix.criterion_names, wanted.criterion_names),
    ):
        lacks, more = [n for n in known if n not in own], [n for n in own if n not in known]
        if lacks or more:
            said = [f"lacks {', '.join(map(repr, lacks[:3]))}"] * bool(lacks) + [f"has {', '.join(map(repr, more[:3]))} besides"] * bool(
                more
            )
            raise LabelError(
                f"of the {noun} of the first expert this one {' and '.join(said)}.",
                hint="all experts judge the same ones: rename them, or select what all have; a cell that somebody does not know is a blank.",
            )
    if matrix.names != wanted.names or matrix.criterion_names != wanted.criterion_names:
        matrix = matrix.select(wanted.names, wanted.criterion_names)
    for one, other in zip(matrix.criteria, wanted.criteria, strict=True):
        if one != other:
            what = "direction" if one.direction != other.direction else "scale or unit"
            raise LabelError(
                f"criterion {one.name!r} has another {what} than that of the first expert ({one!r}, not {other!r}).",
                hint="state the same criteria for all: mo.DecisionMatrix(values, names, criteria).",
            )
    if not same(dict(problem.params), dict(first.params)):
        raise LabelError(
            "the parameters of methods are not those of the first expert.", hint="set them on the method, as in mo.vikor.with_(v=0.7)."
        )
    if matrix is problem.matrix:
        return problem
    return Problem(matrix, problem.weights, problem.blanks, published_by=problem.published_by, params=problem.params)


def policies(found: Experts) -> tuple[Blanks, ...]:
    """Return what a blank means to each."""
    return tuple(problem.blanks for problem in found.problems)


def totals(weights: Sequence[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    """Return vectors of weights, shape (k, m), each with the total of the first, so that every expert has as much to give."""
    rows = np.array(weights)
    scale = rows.max(axis=-1, keepdims=True)
    total = (rows / scale).sum(axis=-1, keepdims=True)
    size = float(scale[0, 0])
    wanted = total[0] * size if size < LARGE else np.ones(1)
    with np.errstate(over="ignore"):
        same_total = np.isclose(total, wanted / scale, rtol=1e-12, atol=0)
    return np.where(same_total, rows, rows / scale / total * wanted)
