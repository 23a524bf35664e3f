"""A problem as a bare table: cells, directions, units, weights and published figures, which read as the same again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.table import Table
from ...errors import McdaError, ReadError
from ..interpretation.problem import Columns, problem
from ..sources.encoding import encoded
from ..sources.tables import raw_table
from ..workbook import workbook

__all__ = ["ENDINGS", "Written", "difference", "in_form", "problem_table", "published_column", "table_bytes"]

ENDINGS = (".csv", ".md", ".xlsx")


@dataclass(frozen=True, slots=True)
class Written:
    """What is about to be a file, to be read as one."""

    name: str
    data: bytes

    def is_file(self) -> bool:
        """Tell that it can be read."""
        return True

    def read_bytes(self) -> bytes:
        """Return what will stand in the file."""
        return self.data


def table_bytes(given: Problem | DecisionMatrix, name: str) -> bytes:
    """Return a problem as the content of a file of this name.

    Raises
    ------
    ReadError
        If the file would be read, without a question, as another problem: an alternative named ``Total``, say.
    """
    stated = given if isinstance(given, Problem) else Problem(given)
    data = in_form(problem_table(stated), name)
    try:
        again = problem(raw_table(Written(name, data), name), Columns())
    except McdaError:  # it is asked about when it is read, as words and tables of one column are
        return data
    if odd := difference(stated, again):
        raise ReadError(
            f"{name} would not be read as this problem: {odd}.",
            hint="write .toml or .json, which hold every problem; problem.table.csv() gives the text all the same.",
        )
    return data


def in_form(table: Table, name: str) -> bytes:
    """Return a table in the form that the ending of a name asks for, with all digits."""
    if name.lower().endswith(".xlsx"):
        return workbook([table], [])
    return encoded(table.markdown(exact=True) + "\n" if name.lower().endswith(".md") else table.csv(), name)


def problem_table(given: Problem) -> Table:
    """Return the table of a problem, with its weights in the first row and what was published in the last column."""
    matrix = given.matrix
    shown = given.matrix.table  # which says that a batch is none
    told = None if given.published is None else dict(given.published.items())
    rows = [row if told is None else (*row, _number(told.get(row[0]))) for row in ((r[0], *map(_number, r[1:])) for r in shown.rows)]
    if given.weights is not None and given.weights.values.ndim == 1:
        weights = map(_number, given.weights.aligned(matrix.criterion_names).tolist())
        rows.insert(0, ("weight", *weights, *(() if told is None else (None,))))
    last = () if told is None else (published_column(given.rank_form),)
    return Table((*shown.columns, *last), tuple(rows), given.title)


def published_column(ranks: str) -> str:
    """Return how a column is headed that is read as published ranks or scores."""
    return "published rank" if ranks else "published score"


def _number(cell: Any) -> Any:
    """Return a whole number as people write it, and NaN as a blank."""
    if not isinstance(cell, float):
        return cell
    return None if cell != cell else int(cell) if cell == int(cell) and abs(cell) < 1e15 else cell


def difference(wanted: Problem, found: Problem) -> str:
    """Say in words the first thing that is not as it was; nothing where all is."""
    ours, theirs = wanted.matrix, found.matrix
    for what, one, other in (
        ("alternative", ours.names, theirs.names),
        ("criterion", ours.criterion_names, theirs.criterion_names),
    ):
        if one != other:
            return (
                f"{_odd(one, other)} would be no {what}"
                if _odd(one, other)
                else f"there would be {len(other)} {what} names, not {len(one)}"
            )
    for a, b in zip(ours.criteria, theirs.criteria, strict=True):
        if (a.sign, a.unit) != (b.sign, b.unit):
            return f"the direction or the unit of {a.name!r} would be another"
    wrong = np.argwhere(~((ours.values == theirs.values) | (ours.blank & theirs.blank)))
    if len(wrong):
        return f"{ours.criterion_names[wrong[0][1]]!r} of {ours.names[wrong[0][0]]!r} would be another number"
    if _weights(wanted) != _weights(found):
        return "the weights would be others"
    return "" if _scores(wanted) == _scores(found) else "the published figures would be others"


def _odd(wanted: Sequence[str], found: Sequence[str]) -> str:
    """Name one that is not found."""
    return next((repr(name) for name in wanted if name not in found), "")


def _weights(given: Problem) -> list[float] | None:
    return None if given.weights is None else given.weights.aligned(given.matrix.criterion_names).tolist()


def _scores(given: Problem) -> dict[str, float]:
    return {} if given.published is None else {name: float(score) for name, score in given.published.items() if score == score}
