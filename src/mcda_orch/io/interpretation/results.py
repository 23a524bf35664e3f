"""Results that a table prints beside or below its cells: published scores and ranks, rows of totals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ...core.reading import LeftOut
from ...errors import ReadError
from .body import Body
from .cells import quoted
from .columns import Draft
from .layout import CRITERIA_IN_ROWS, figure
from .marks import Marks, decimals
from .numbers import dressed
from .published import Summaries, Totals, rank_form
from .questions import ask
from .roles import role
from .stated_rows import nothing_in
from .statements import stated

__all__ = ["Result", "leave_out_totals", "published", "recognised", "refuse_weighted"]

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


@dataclass(frozen=True, slots=True)
class Result:
    """A column that is named like a result.

    Parameters
    ----------
    column : int
    what : str
        ``scores``, ``ranks (...)``, or ``text`` for what is none.
    values : array, optional
        None where it holds text, or nothing.
    worth : int
        4 for scores that are called published, 3 for those that follow from stated weights, 2 for others, 1 for ranks, 0 for text.
    """

    column: int
    what: str = "text"
    values: _Numbers | None = None
    worth: int = 0


def recognised(body: Body, column: int, marks: Marks, totals: Callable[[], Totals]) -> Result:
    """Return what a column holds that is named like a result, which may be one of the totals of the rows.

    Raises
    ------
    ReadError
        If its numbers are not what its name says.
    """
    table, header = body.table, body.table.header[column]
    found = body.survey(column)
    if not found.numeric and any(place(cell) is None for cell in found.cells if cell):
        return Result(column)
    values, places = _figures(body, column, marks)
    out = f"say published={header!r} where it is a result, notes=[{header!r}] to leave it out, or name the criteria with criteria=."
    if role(header) == "rank":
        form = rank_form(values)
        if form is None:
            raise ReadError(f"{table.source}: {header!r} is named like a ranking, but does not count from 1 on.", hint=out)
        return Result(column, f"ranks ({form})", values, 1)
    if not np.isfinite(values).any():
        return Result(column)  # nobody has filled it in
    if header.casefold().startswith("published "):
        return Result(column, "scores", values, 4)
    if how := totals().of(values, places):
        return Result(column, "scores", values, 3 if how.startswith("weighted") else 2)
    raise ReadError(f"{table.source}: {header!r} is named like a result, but its numbers do not follow from the other columns.", hint=out)


def leave_out_totals(body: Body, criteria: Sequence[Draft], cells: _Numbers, marks: Marks) -> None:
    """Leave out rows of totals where they are totals of their columns, and rows of text about the criteria."""
    line = "column" if body.layout == CRITERIA_IN_ROWS else "row"
    wrong: dict[str, str] = {}
    columns = [Summaries(column) for column in cells.T] if body.rows.summaries else []
    for row in body.rows.summaries:
        label = body.row_name(row)
        kinds, fault = _what_it_sums(body, row, criteria, columns, marks)
        if kinds is None and not fault and role(label) == "most":  # no criterion has a cell of it, and options are called Max
            raise nothing_in(body.table, row, label)
        if fault:
            wrong[label] = fault
        body.dropped.append(LeftOut(line, label, "empty" if kinds is None else (kinds or ("",))[0]))
    if wrong:
        it = "it" if len(wrong) == 1 else "them"
        raise ReadError(
            next(iter(wrong.values())), hint=f"notes={[*wrong]!r} leaves {it} out; give another name to what is an alternative."
        )
    for row in body.rows.remarks:
        name = body.row_name(row)
        body.dropped.append(LeftOut(line, name, "named in notes=" if name in body.left_out else "text about the criteria"))


def refuse_weighted(body: Body, cells: _Numbers, weights: _Numbers) -> None:
    """Refuse options whose numbers are those of another option times the weights: they are its weighted values.

    Raises
    ------
    ReadError
        That names them all.
    """
    if len(cells) > 100 or len(weights) < 2 or np.ptp(weights) == 0:
        return
    names = body.names()
    found: dict[str, str] = {}
    for factor in (1.0, 100.0, 1 / float(weights.sum())):
        weighted = cells * weights * factor
        for at, row in enumerate(cells):
            near = np.isclose(weighted, row, rtol=0, atol=0.0051).all(axis=-1) & (weighted != 0).any(axis=-1)
            near[at] = False
            if near.any():
                found.setdefault(names[at], names[int(near.argmax())])
    if found:
        first, of = next(iter(found.items()))
        raise ReadError(
            f"{body.table.source}: the numbers of {first!r} are those of {of!r} times the weights, so it is no option of its own.",
            hint=f"notes={[*found]!r} leaves such columns out.",
        )


def _what_it_sums(
    body: Body, row: int, criteria: Sequence[Draft], columns: Sequence[Summaries], marks: Marks
) -> tuple[list[str] | None, str]:
    """Return what a row named like a total is of its columns, None where it holds nothing; and what is wrong with it."""
    label = body.row_name(row)
    named, kinds = _named(label), None
    for at, draft in enumerate(criteria):
        text = body.table.texts(draft.column)[row]
        number = dressed(text)
        read = None if number is None else stated(body, row, draft.column, number, marks)
        if number is None or read is None:
            continue
        may = [kind for kind in columns[at].of(read, decimals(number, marks)) if kind in named]
        kinds = may if kinds is None else [kind for kind in kinds if kind in may]
        if not kinds:  # a row is one thing throughout: the sums, or the means, of its columns
            place = body.table.where(row, draft.column)
            return kinds, f"{place}: {label!r} is named like a total, but {quoted(text)} is not what it would be of the other cells."
    if kinds is None and any(body.table.texts(draft.column)[row] for draft in criteria):
        return kinds, f"{body.table.where(row)}: {label!r} is named like a total, and nothing in it can be compared."
    return kinds, ""


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
    if faults:
        ranks = [place(cell) for cell in found.cells]
        if any(rank is None for rank in ranks):
            raise ask(body.table, body.rows.alternatives, body.label, faults, [])
        return np.array(ranks, dtype=np.float64), [0] * len(ranks)
    return values, found.places(marks)
