"""Turns a table of text into a problem, with a record of what was read as what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ...core.costs import expects_less, remark
from ...core.criteria import Alternative, Direction
from ...core.frozen import Labelled, still
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.reading import CriterionRead, Reading
from ...core.weights import Weights
from ...errors import McdaError, ReadError
from ..raw import RawTable
from .asked import Columns
from .body import Body
from .cells import Fault
from .columns import Draft, orders, sorted_columns
from .layout import CRITERIA_IN_ROWS, agree_by_row
from .published import Totals
from .questions import ask
from .results import leave_out_totals, published, recognised, refuse_weighted
from .statements import direct, stated_weights, unite
from .words import amounts

__all__ = ["Columns", "problem"]


def problem(table: RawTable, columns: Columns, **facts: Any) -> Problem:
    """Return the problem that a table states.

    Parameters
    ----------
    table : RawTable
    columns : Columns
        What the user says about it.
    **facts
        What else the problem has: name, title, provenance, ...

    Raises
    ------
    ReadError
        If a cell, a row or a column may be read in more than one way, or in none.
    """
    try:
        return _problem(Body(table, columns), facts)
    except ReadError:
        raise
    except McdaError as error:
        raise type(error)(f"{table.source}: {error.message}", hint=error.hint) from None


def _problem(body: Body, facts: dict[str, Any]) -> Problem:
    table, asked = body.table, body.asked
    body.names()  # two rows of one name are the first thing to mend
    parts = sorted_columns(body)
    criteria = parts.criteria
    results = [*parts.results, *([] if parts.published is None else [parts.published])]
    marks = body.marks([*(draft.cells for draft in criteria), *map(body.survey, results)])
    values, how, blanks = [], [], Counter[str]()
    faults: list[Fault] = []
    for draft in criteria:
        read, gone, wrong = draft.cells.read(marks, factors=body.auto)
        values.append(read)
        blanks += gone
        faults += wrong
        how.append(draft.scaled(body, marks))
    words = [draft.cells for draft in criteria if draft.cells.words and not draft.cells.numeric]
    if faults or words:
        of_words = {cells.column for cells in words}
        unsaid = {cells.column: cells.unsaid for cells in words}
        plain = [fault for fault in faults if fault.column not in of_words or fault.text in unsaid[fault.column]]
        error = ask(table, body.rows.alternatives, body.label, plain, words)
        columns = [draft.column for draft in criteria]
        if asked.layout is None and body.layout != CRITERIA_IN_ROWS and agree_by_row(table, body.rows.alternatives, columns):
            raise ReadError(error.message, hint=f"layout={CRITERIA_IN_ROWS!r} where each row is a criterion; {error.hint}")
        raise error
    direct(body, criteria)
    unite(body, criteria)
    cells = _side_by_side(values)
    del values
    weights, source = stated_weights(body, criteria, marks)
    if weights is not None and source.startswith("column"):
        refuse_weighted(body, cells, weights.values)
    scores, kind = (None, "") if parts.published is None else published(body, parts.published, marks)
    drafted = [draft.criterion for draft in criteria]

    @cache
    def totals() -> Totals:
        """Return what rows may sum to; weights are worked out where a column asks for them."""
        given = asked.weights if asked.weights is not None else weights
        if given is None:
            return Totals(cells)
        plain = DecisionMatrix(cells, criteria=drafted)
        return Totals(cells, Weights.of(given, plain, asked.blanks, facts.get("params") or {}).aligned(plain.criterion_names))

    found = [recognised(body, j, marks, totals) for j in parts.results]
    # totals that follow from the cells follow from their directions too
    confirmed = any(result.values is not None for result in found)
    best = max(found, key=lambda result: result.worth, default=None)  # the first of those that are worth as much
    if best is not None and best.values is not None and scores is None:
        parts.published, scores, kind = best.column, best.values, best.what
    parts.notes += [j for j in parts.results if j != parts.published]
    leave_out_totals(body, criteria, cells, marks)
    aside = [draft.column for draft in criteria if draft.cells.aside]
    matrix = DecisionMatrix(cells, _alternatives(body, [*parts.notes, *aside]), drafted)
    reading = Reading(
        source=table.source,
        criteria=tuple(
            CriterionRead(c.name, table.header[draft.column], Direction.of(c.direction).value, draft.stated, c.unit, text)
            for c, draft, text in zip(matrix.criteria, criteria, how, strict=True)
        ),
        alternatives=matrix.names,
        label="" if body.label is None or body.layout == CRITERIA_IN_ROWS else table.header[body.label],
        layout=body.layout,
        notes=tuple(table.header[j] for j in parts.notes),
        dropped=tuple(body.dropped),
        weights=source,
        published=None if parts.published is None else (table.header[parts.published], kind),
        blanks=dict(sorted(blanks.items())),
        said=(*table.remarks, *(f"{table.header[j]!r} has text beside its numbers, which is kept as a note." for j in aside)),
        assumed=(*table.assumed, *filter(None, [marks.assumed]), *([] if confirmed else _unstated(body, criteria, cells))),
    )
    made = Problem(
        matrix,
        weights if asked.weights is None else asked.weights,
        asked.blanks,
        None if scores is None else Labelled(scores, matrix.names),
        **facts,
    )
    return replace(made, reading=reading)


def _unstated(body: Body, criteria: Sequence[Draft], cells: Any) -> list[str]:
    """Say which amounts look like costs and have no direction.

    Points around zero and stars are scores, of which more is better, and so are levels, unless they run from low to high and nobody
    said that they run from the worst to the best.
    """
    names = [
        draft.criterion.name
        for draft, column in zip(criteria, cells.T, strict=True)
        if not draft.stated
        and (not draft.criterion.scale.levels or (amounts(draft.cells.levels) and not orders(body, draft.column)))
        and "★" not in draft.criterion.unit
        and expects_less(draft.criterion.name, draft.criterion.unit)
        and not (column < 0).any()
    ]
    return [remark(names)] if names else []


def _side_by_side(columns: Sequence[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    """Return columns as a matrix; strip by strip, since a whole column touches all of it."""
    found = np.empty((len(columns[0]), len(columns)))
    for at in range(0, len(found), 2048):
        found[at : at + 2048] = np.array([cells[at : at + 2048] for cells in columns]).T
    return still(found)


def _alternatives(body: Body, notes: Sequence[int]) -> Sequence[str | Alternative]:
    names = body.names()
    if not notes:
        return names
    written = {body.table.header[j]: body.table.as_written(j) for j in notes}
    return [
        Alternative(name, {header: cells[row] for header, cells in written.items()})
        for name, row in zip(names, body.rows.alternatives, strict=True)
    ]
