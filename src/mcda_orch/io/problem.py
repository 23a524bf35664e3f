"""Turns a table of text into a problem: which column is what, and what its cells say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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


def problem(table: RawTable, columns: Columns, **facts: Any) -> Problem:
    """Return the problem that a table states.

    A first row that is labelled ``weights`` or ``direction`` gives the weights or directions of the criteria.
    """
    label = columns.label if columns.label is not None else table.header[0]
    at = table.column(label)
    cells = [table.texts(column) for column in range(len(table.header))]
    first, said = 0, {}
    while first < len(table) and (key := cells[at][first].lower().rstrip("s")) in {"weight", "direction"} and key not in said:
        said[key] = first
        first += 1
    rows = range(first, len(table))
    if not rows:
        raise ReadError(f"{table.source}: the table has no alternatives.", hint="write one row for each alternative.")
    criteria = list(columns.criteria) if columns.criteria is not None else None
    others = [c for c in table.header if c not in (label, columns.published)]
    if criteria is None:
        found = [c for c in others if c not in (columns.notes or ())]
        if columns.notes is None:
            found = [c for c in found if any(_number(cells[table.column(c)][row]) is not None for row in rows)]
        criteria = [_criterion(c) for c in found]
        heads = dict(zip([c.name for c in criteria], found, strict=True))
    else:
        heads = {c.name: c.name for c in criteria}
    if not criteria:
        raise ReadError(f"{table.source}: no column holds numbers.", hint="criteria are columns of numbers, or of declared levels.")
    at_criteria = [table.column(heads[c.name]) for c in criteria]
    if "direction" in said:
        row = said["direction"]
        criteria = [_directed(c, cells[j][row], table.where(row, j)) for c, j in zip(criteria, at_criteria, strict=True)]
    values = np.array([[_cell(table, row, j, c) for c, j in zip(criteria, at_criteria, strict=True)] for row in rows])
    notes = columns.notes if columns.notes is not None else [c for c in others if c and c not in heads.values()]
    remarks = {n: table.as_written(table.column(n)) for n in notes}
    alternatives = [Alternative(cells[at][row], {n: column[row] for n, column in remarks.items()}) for row in rows]
    weights = columns.weights
    if weights is None and "weight" in said:
        row = said["weight"]
        points = {c.name: _required(cells[j][row], table.where(row, j)) for c, j in zip(criteria, at_criteria, strict=True)}
        weights = Weights(points, source="table")
    try:
        matrix = DecisionMatrix(values, alternatives, criteria)
        published = None
        if columns.published is not None:
            where = table.column(columns.published)
            scores = [_required(cells[where][row], table.where(row, where)) for row in rows]
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
        raise ReadError(f"{where}: {error.message}", hint=error.hint) from None


def _number(text: str) -> float | None:
    """Return the number that a text is, or None; a decimal comma counts as a point."""
    text = text.replace("\u2212", "-")  # the minus sign of typesetters
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _required(text: str, where: str) -> float:
    number = _number(text)
    if number is None:
        raise ReadError(f"{where}: {text!r} is no number.", hint="write a number such as 3 or 0.5.")
    return number


def _cell(table: RawTable, row: int, column: int, criterion: Criterion) -> float:
    text = table.texts(column)[row]
    if not text:
        return np.nan
    levels: Mapping[str, float] = dict(zip(criterion.scale.names, map(float, criterion.scale.levels), strict=True))
    if text in levels:
        return levels[text]
    number = _number(text)
    where = table.where(row, column)
    if number is None:
        hint = "levels are " + ", ".join(levels) if levels else "make the column a note, or declare its levels in a problem file"
        raise ReadError(f"{where}: {text!r} is no number.", hint=hint + "; leave a cell without a value empty.")
    if not isfinite(number):
        raise ReadError(f"{where}: {text} is not finite.")
    return number
