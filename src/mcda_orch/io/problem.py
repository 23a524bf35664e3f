"""Turns a table of text into a problem: which column is what, and what its cells say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np

from ..core.blanks import Blanks
from ..core.criteria import Alternative, Criterion, Direction
from ..core.frozen import Labelled
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.weights import Weights
from ..errors import McdaError, ReadError
from .markdown import plain
from .raw import RawTable

__all__ = ["Columns", "problem"]

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table is what; what is left None is read off the table.

    Parameters
    ----------
    label : str, optional
        Names of the alternatives; the first column.
    criteria : sequence of Criterion, optional
        Every other column whose cells are numbers.
    notes : sequence of str, optional
        Every other column of text.
    published : str, optional
        Published score.
    """

    label: str | None = None
    criteria: Sequence[Criterion] | None = None
    notes: Sequence[str] | None = None
    published: str | None = None
    weights: Weights | None = None
    blanks: Blanks = field(default_factory=Blanks)


def problem(table: RawTable, columns: Columns, *, markdown: bool = False, **facts: Any) -> Problem:
    """Return the problem that a table states.

    A first row that is labelled ``weights`` or ``direction`` gives the weights or directions of the criteria.
    """
    show: Callable[[str], str] = plain if markdown else str.strip
    label = columns.label if columns.label is not None else table.header[0]
    at = table.column(label)
    rows, lines = list(table.rows), list(table.lines)
    said: dict[str, tuple[int, tuple[str, ...]]] = {}
    while rows and (key := show(rows[0][at]).lower().rstrip("s")) in {"weight", "direction"} and key not in said:
        said[key] = (lines.pop(0), rows.pop(0))
    if not rows:
        raise ReadError(f"{table.source}: the table has no alternatives.", hint="write one row for each alternative.")
    criteria = list(columns.criteria) if columns.criteria is not None else None
    others = [c for c in table.header if c not in (label, columns.published)]
    if criteria is None:
        found = [c for c in others if c not in (columns.notes or ())]
        if columns.notes is None:
            found = [c for c in found if any(_number(show(row[table.column(c)])) is not None for row in rows)]
        criteria = [_criterion(c) for c in found]
        heads = dict(zip([c.name for c in criteria], found, strict=True))
    else:
        heads = {c.name: c.name for c in criteria}
    if not criteria:
        raise ReadError(f"{table.source}: no column holds numbers.", hint="criteria are columns of numbers, or of declared levels.")
    if "direction" in said:
        line, row = said["direction"]
        criteria = [_directed(c, show(row[table.column(heads[c.name])]), f"{table.source}, line {line}") for c in criteria]
    values = np.array([[_cell(table, row, line, heads[c.name], c, show) for c in criteria] for row, line in zip(rows, lines, strict=True)])
    notes = columns.notes if columns.notes is not None else [c for c in others if c not in heads.values()]
    alternatives = [Alternative(show(row[at]), {n: row[table.column(n)] for n in notes}) for row in rows]
    weights = columns.weights
    if weights is None and "weight" in said:
        line, row = said["weight"]
        points = {
            c.name: _required(show(row[table.column(heads[c.name])]), f"{table.source}, line {line}, column {c.name!r}") for c in criteria
        }
        weights = Weights(points, source="table")
    try:
        matrix = DecisionMatrix(values, alternatives, criteria)
        published = None
        if columns.published is not None:
            where = table.column(columns.published)
            scores = [
                _required(show(r[where]), f"{table.source}, line {n}, column {columns.published!r}")
                for r, n in zip(rows, lines, strict=True)
            ]
            published = Labelled(np.array(scores), matrix.names)
        return Problem(matrix, weights, columns.blanks, published, **facts)
    except ReadError:
        raise
    except McdaError as error:
        raise type(error)(f"{table.source}: {error.message}", hint=error.hint) from None


def _criterion(head: str) -> Criterion:
    return Criterion.parse(head)


def _directed(criterion: Criterion, word: str, where: str) -> Criterion:
    try:
        return Criterion(criterion.name, Direction.of(word), criterion.scale, criterion.unit)
    except McdaError as error:
        raise ReadError(f"{where}, column {criterion.name!r}: {error.message}", hint=error.hint) from None


def _number(text: str) -> float | None:
    """Return the number that a text is, or None; a decimal comma counts as a point."""
    text = text.replace("\u2212", "-")  # the minus sign of typesetters
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _required(text: str, where: str) -> float:
    number = _number(text)
    if number is None:
        raise ReadError(f"{where}: {text!r} is no number.", hint="write a number such as 3 or 0.5.")
    return number


def _cell(table: RawTable, row: tuple[str, ...], line: int, head: str, criterion: Criterion, show: Callable[[str], str]) -> float:
    text = show(row[table.column(head)])
    if not text:
        return np.nan
    levels: Mapping[str, float] = dict(zip(criterion.scale.names, map(float, criterion.scale.levels), strict=True))
    if text in levels:
        return levels[text]
    number = _number(text)
    where = f"{table.source}, line {line}, column {head!r}"
    if number is None:
        hint = "levels are " + ", ".join(levels) if levels else "make the column a note, or declare its levels in a problem file"
        raise ReadError(f"{where}: {text!r} is no number.", hint=hint + "; leave a cell without a value empty.")
    if not isfinite(number):
        raise ReadError(f"{where}: {text} is not finite.")
    return number
