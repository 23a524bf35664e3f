"""A problem as a problem file that holds its table: everything that the reader of problem files knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

import numpy as np

from ...core.blanks import Blanks
from ...core.criteria import Alternative, Criterion, Direction, Interval, Ordinal, Ratio, Scale
from ...core.problem import Problem
from ...errors import DomainError, ShapeError
from .parameters import stated_parameter
from .problem_file import parsed, problem_file
from .toml_text import toml_text

__all__ = ["document_of", "document_text", "problem_text"]

_SCALES = {Ratio: "ratio", Interval: "interval", Ordinal: "ordinal"}


def problem_text(problem: Problem, source: str) -> str:
    """Return a problem as the text of a problem file, which reads as the same problem.

    Parameters
    ----------
    problem : Problem
    source : str
        The name of the file, ``.toml`` or ``.json``; it is the problem's name when it is read.

    Raises
    ------
    ShapeError
        If the problem is a batch.
    McdaError
        If a part is something that no problem file can hold, such as a function.
    """
    text = document_text(document_of(problem), source)
    problem_file(parsed(text, source), source)  # a problem that the reader refuses is not written
    return text


def document_text(document: Mapping[str, Any], source: str) -> str:
    """Return a document in the form that the name of its file asks for."""
    as_json = PurePath(source).suffix.lower() == ".json"
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n" if as_json else toml_text(document)


def document_of(problem: Problem) -> dict[str, Any]:
    """Return everything that a problem file with its table inside says of a problem."""
    if problem.matrix.values.ndim != 2 or (problem.weights is not None and problem.weights.values.ndim != 1):
        raise ShapeError("a problem file holds one matrix and one weight vector, not a batch.", hint="write them one by one.")
    matrix, params = problem.matrix, dict(problem.params)
    weights = None if problem.weights is None else problem.weights.aligned(matrix.criterion_names).tolist()
    published = {} if problem.published is None else {k: float(v) for k, v in problem.published.items() if not np.isnan(v)}
    result = {"method": problem.published_by, "ranks": problem.rank_form if published else ""}
    parts: dict[str, Any] = {
        "title": problem.title,
        "blanks": _policy(problem.blanks),
        "provenance": {key: str(said) for key, said in problem.provenance.items()},
        "weights": {} if problem.weights is None else {"source": problem.weights.source},
        "published": {key: said for key, said in result.items() if said},
        "thresholds": stated_parameter("thresholds", params.pop("thresholds", {})),
        "methods": {name: stated_parameter(f"parameters of {name}", own) for name, own in params.items()},
        "criteria": [
            {**_criterion(c), **({} if weights is None else {"weight": _number(weights[j])})} for j, c in enumerate(matrix.criteria)
        ],
        "alternatives": [
            _alternative(a, row, matrix.criteria, published) for a, row in zip(matrix.alternatives, matrix.values.tolist(), strict=True)
        ],
    }
    return {key: part for key, part in parts.items() if part not in ("", None, {})}


def _policy(blanks: Blanks) -> str | float | None:
    return _number(blanks.value) if blanks.value is not None else None if blanks.policy == "refuse" else blanks.policy


def _criterion(criterion: Criterion) -> dict[str, Any]:
    scale, kind = criterion.scale, _SCALES.get(type(criterion.scale))
    if kind is None:
        raise DomainError(
            f"the scale of {criterion.name!r} is a {type(criterion.scale).__name__}, which no problem file can hold.",
            hint="use Ratio, Interval or Ordinal.",
        )
    found = {"name": criterion.name, "direction": Direction.of(criterion.direction).value, "scale": kind, "unit": criterion.unit}
    levels = _levels(scale)
    ends = (None, None) if not levels else (scale.levels[0], scale.levels[-1])  # type: ignore[index]  # numbers, once the scale is made
    bounds = {name: _number(b) for name, b, end in zip(("low", "high"), (scale.low, scale.high), ends, strict=True) if b not in (None, end)}
    return {**{key: said for key, said in found.items() if said}, **bounds, **({"levels": levels} if levels else {})}


def _levels(scale: Scale) -> list[Any] | dict[str, Any]:
    numbers = [_number(level) for level in map(float, scale.levels)]
    if not scale.valued:
        return list(scale.names)
    own = all(name == f"{number:g}" for name, number in zip(scale.names, numbers, strict=True))
    return numbers if own else dict(zip(scale.names, numbers, strict=True))


def _alternative(
    alternative: Alternative, row: list[float], criteria: tuple[Criterion, ...], published: Mapping[str, float]
) -> dict[str, Any]:
    notes = {key: str(said) for key, said in alternative.notes.items()}
    name = alternative.name
    return {
        "name": name,
        "values": {c.name: _cell(c, value) for c, value in zip(criteria, row, strict=True) if value == value},
        **({"notes": notes} if notes else {}),
        **({"published": _number(published[name])} if name in published else {}),
    }


def _cell(criterion: Criterion, value: float) -> str | float:
    """Return a level by its name, where the reader finds it by that, and a number as it is."""
    shown = criterion.shown(value)
    return shown if isinstance(shown, str) and shown == shown.strip() else _number(value)


def _number(value: float) -> float:
    """Return a whole number as people write it."""
    return int(value) if value == int(value) and abs(value) < 1e15 else value
