"""Results that a table prints beside or below its cells: published scores and ranks, rows of totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ...core.matrix import DecisionMatrix
from ...core.reading import LeftOut
from ...core.weights import Weights
from ...errors import ReadError
from .body import Body
from .cells import quoted
from .columns import Draft
from .layout import CRITERIA_IN_ROWS, figure
from .marks import Marks, decimals
from .numbers import dressed
from .published import agrees, rank_form, summaries
from .questions import ask
from .roles import role
from .statements import stated

__all__ = ["leave_out_totals", "published", "recognised"]

_KINDS = {
    "total": ("sum",),
    "score": ("sum", "mean"),
    "average": ("mean",),
}
_STATISTICS = {"median": "median", "count": "count", "std": "standard deviation", "dev": "standard deviation"}
"""What a row may be of its columns by its name. The largest and smallest cells prove nothing: an alternative may have them, too."""

_Numbers = npt.NDArray[np.float64]


def published(body: Body, column: int, marks: Marks) -> tuple[_Numbers, str]:
    """Return the results of a column that the user names, and what they are: scores or ranks."""
    values, _ = _figures(body, column, marks)
    form = rank_form(values) if role(body.table.header[column]) == "rank" else None
    return values, f"ranks ({form})" if form else "scores"


def recognised(
    body: Body, column: int, cells: _Numbers, weights: Any, criteria: Sequence[Draft], marks: Marks
) -> tuple[_Numbers | None, str]:
    """Return the results of a column that is named like one, and what they are; none where it holds text.

    Raises
    ------
    ReadError
        If its numbers are not what its name says.
    """
    table, header = body.table, body.table.header[column]
    found = body.survey(column)
    if not found.numeric and any(place(cell) is None for cell in found.cells if cell):
        return None, "text"
    values, places = _figures(body, column, marks)
    out = f"say published={header!r} where it is a result, notes=[{header!r}] to leave it out, or name the criteria with criteria=."
    if role(header) == "rank":
        form = rank_form(values)
        if form is None:
            raise ReadError(f"{table.source}: {header!r} is named like a ranking, but does not count from 1 on.", hint=out)
        return values, f"ranks ({form})"
    stated = None
    if weights is not None:
        drafted = [draft.criterion for draft in criteria]
        stated = Weights.of(weights, DecisionMatrix(cells, criteria=drafted), body.asked.blanks).aligned(tuple(c.name for c in drafted))
    if np.isfinite(values).any() and agrees(values, places, cells, stated):
        return values, "scores"
    raise ReadError(f"{table.source}: {header!r} is named like a result, but its numbers do not follow from the other columns.", hint=out)


def leave_out_totals(body: Body, criteria: Sequence[Draft], cells: _Numbers, marks: Marks) -> None:
    """Leave out rows of totals where they are totals of their columns, and rows of text about the criteria."""
    line = "column" if body.layout == CRITERIA_IN_ROWS else "row"
    for row in body.rows.summaries:
        label = body.row_name(row)
        out = f"notes=[{label!r}] leaves it out; give it another name where it is an alternative."
        kinds: list[str] | None = None
        for at, draft in enumerate(criteria):
            text = body.table.texts(draft.column)[row]
            number = dressed(text)
            read = None if number is None else stated(body, row, draft.column, number, marks)
            if number is None or read is None:
                continue
            may = [kind for kind in summaries(read, decimals(number, marks), cells[:, at]) if kind in _named(label)]
            kinds = may if kinds is None else [kind for kind in kinds if kind in may]
            if not kinds:  # a row is one thing throughout: the sums, or the means, of its columns
                raise ReadError(
                    f"{body.table.where(row, draft.column)}: {label!r} is named like a total, but {quoted(text)} is not what it would be of the other cells.",
                    hint=out,
                )
        if kinds is None and any(body.table.texts(draft.column)[row] for draft in criteria):
            raise ReadError(f"{body.table.where(row)}: {label!r} is named like a total, and nothing in it can be compared.", hint=out)
        body.dropped.append(LeftOut(line, label, "empty" if kinds is None else kinds[0]))
    for row in body.rows.remarks:
        name = body.row_name(row)
        body.dropped.append(LeftOut(line, name, "named in notes=" if name in body.left_out else "text about the criteria"))


def _named(label: str) -> tuple[str, ...]:
    """Return what a row may be of its columns by its name."""
    return _KINDS.get(role(label)) or tuple(kind for word, kind in _STATISTICS.items() if word in label.casefold())


def place(cell: Any) -> float | None:
    """Return the rank that a cell such as ``1st``, ``2.`` or ``#3`` states."""
    text = str(cell).strip().lstrip("#").strip()
    for end in ("st", "nd", "rd", "th", "º", "°", "er", "e", "."):
        text = text.removesuffix(end)
    return figure(text) if text else None


def _figures(body: Body, column: int, marks: Marks) -> tuple[_Numbers, list[int]]:
    """Return the numbers of a column of results, and how many decimals each has; every cell is a number, or blank."""
    found = body.survey(column)
    values, _, faults = found.read(marks, factors=body.auto)
    if found.array is not None:
        return values, [len(repr(v).partition(".")[2].removesuffix("0")) for v in values.tolist()]
    if faults:
        ranks = [place(cell) for cell in found.cells]
        if any(rank is None for rank in ranks):
            raise ask(body.table, body.rows.alternatives, body.label, faults, [])
        return np.array(ranks, dtype=np.float64), [0] * len(ranks)
    numbers = [found.numbers.get(str(cell)) for cell in found.cells]
    return values, [0 if number is None else decimals(number, marks) for number in numbers]
