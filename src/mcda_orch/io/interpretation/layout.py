"""Decides whether the alternatives stand in the rows of a table or in its columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ...core.headings import heading, way
from ...errors import LabelError, ReadError, did_you_mean
from ..raw import RawTable
from .marks import Marks, value
from .numbers import dressed
from .roles import Role, role

__all__ = ["ALTERNATIVES_IN_ROWS", "CRITERIA_IN_ROWS", "agree_by_row", "figure", "oriented"]

ALTERNATIVES_IN_ROWS, CRITERIA_IN_ROWS = "alternatives-in-rows", "criteria-in-rows"
_MARKS = (*":↑↓▲▼⬆⬇", "better")
_LAYOUTS = (ALTERNATIVES_IN_ROWS, CRITERIA_IN_ROWS)
_ASK = (
    f"say layout={CRITERIA_IN_ROWS!r} where each row is a criterion, or layout={ALTERNATIVES_IN_ROWS!r} where each row is an alternative."
)


def oriented(table: RawTable, rows: Mapping[int, Role], layout: str | None = None, named: Collection[str] = ()) -> tuple[RawTable, str]:
    """Return the table with its alternatives in rows, and the layout that it has in the source.

    `rows` is what the labels in the first column say. Where all that the user names (`named`) are rows and none is a column,
    criteria stand in rows; where all are columns and none is a row, alternatives do.

    Raises
    ------
    ReadError
        If both layouts may be meant.
    """
    if layout is not None:
        if layout not in _LAYOUTS:
            raise ReadError(f"{layout!r} is no layout.", hint=did_you_mean(str(layout), _LAYOUTS))
        found = layout
    else:
        names = {name for label in table.texts(0) for name in (label, _short(label))} if named else set()
        heads = {name for head in table.header for name in (head, _short(head))} if named else set()
        turned = bool(named) and names.issuperset(named) and heads.isdisjoint(named)
        straight = bool(named) and heads.issuperset(named) and names.isdisjoint(named)
        found = CRITERIA_IN_ROWS if turned else ALTERNATIVES_IN_ROWS if straight else _found(table, rows)
    if found == CRITERIA_IN_ROWS:
        table = _without_empty_rows(table)
    return (table.transposed() if found == CRITERIA_IN_ROWS else table), found


def _without_empty_rows(table: RawTable) -> RawTable:
    """Take out the rows that part others: they hold nothing."""
    keep = [row for row in range(len(table)) if any(table.texts(j)[row] for j in range(len(table.header)))]
    if len(keep) == len(table):
        return table
    texts = [table.texts(j) for j in range(len(table.header))]
    return replace(
        table,
        columns=tuple([cells[row] for row in keep] for cells in texts),
        lines=[table.lines[row] for row in keep],
        written=None if table.written is None else tuple([cells[row] for row in keep] for cells in table.written),
        reread=None,
    )


def _short(name: str) -> str:
    """Return a name without the direction and the unit that stand with it."""
    try:
        return heading(name).name
    except LabelError:
        return name


def agree_by_row(table: RawTable, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell whether the cells of each row are of one kind and unit while those of a column are not, as with criteria in rows."""
    kinds = set()
    texts = [table.texts(j) for j in columns]
    for row in rows:
        found = {None if (number := dressed(cell)) is None else number.unit for cells in texts if (cell := cells[row])}
        if len(found) > 1:
            return False
        kinds |= found
    return len(kinds) > 1 and len(columns) > 1


def figure(text: str) -> float | None:
    """Return the number of a cell that has no room for doubt, in a row or column of weights or totals; None for others."""
    found = dressed(text)
    if found is None or found.factor or found.unit not in ("", "%"):
        return None
    try:
        number = value(found, Marks("," if "," in found.digits and "." not in found.digits else "."))
    except OverflowError:
        return None
    return number


def _found(table: RawTable, rows: Mapping[int, Role]) -> str:
    if len(table.header) < 2:
        return ALTERNATIVES_IN_ROWS
    labels = list(table.texts(0))
    heads = [role(name) for name in table.header[1:]]
    corner = role(table.header[0])
    stated_in_rows = any(r in ("weight", "direction") or (r == "mass" and _all_figures(_row(table, i))) for i, r in rows.items())
    masses = [i for i, r in rows.items() if r == "mass" and 0 < i < len(labels) - 1]
    if masses and corner != "alternative" and not {rows.get(0), rows.get(len(labels) - 1)} & {"weight", "mass", "direction"}:
        raise ReadError(f"{table.source}: the row {labels[masses[0]]!r} may hold weights, or what each column weighs.", hint=_ASK)
    weights = [j + 1 for j, r in enumerate(heads) if r in ("weight", "mass")]
    directed = [j + 1 for j, r in enumerate(heads) if r == "direction" and _ways(table.texts(j + 1))]
    if corner == "criterion" or directed:
        if stated_in_rows or (corner == "alternative" and not directed):
            raise ReadError(f"{table.source}: it is not certain whether the rows are criteria or alternatives.", hint=_ASK)
        return CRITERIA_IN_ROWS
    ones = [j for j, r in enumerate(heads, 1) if r == "direction" and (cells := table.texts(j)) and {*map(figure, cells)} <= {1.0, -1.0}]
    if ones and not stated_in_rows:
        raise ReadError(f"{table.where(None, ones[0])}: it may state the directions of criteria in rows.", hint=_ASK)
    if weights and not stated_in_rows:
        for j in weights:
            if _certain(table, j, rows) and corner != "alternative":
                return CRITERIA_IN_ROWS
        if (
            any(heads[j - 1] == "weight" for j in weights)
            or any(r in ("total", "average", "score") for r in rows.values())
            or corner == "feature"
            or _sums(table, weights[0])
        ):
            raise ReadError(
                f"{table.where(None, weights[0])}: it is not certain whether this column states the weights of criteria in rows.",
                hint=_ASK,
            )
        if corner != "alternative" or _points(table, weights[0]):
            raise ReadError(
                f"{table.where(None, weights[0])}: it may hold the weights of criteria in rows, or what each alternative weighs.", hint=_ASK
            )
    if stated_in_rows:
        return ALTERNATIVES_IN_ROWS
    marked = [label for label in labels if _marked(label)] if _may_be_marked("\n".join(labels)) else []
    named = [label for i, label in enumerate(labels) if rows.get(i) not in ("total", "average", "score", "most")]
    if not marked and len(named) > 1 and (all(map(_directed, named)) or _shared(named)):
        marked = named  # one "Pro (Max)" is a product, but a column of nothing else is none of products
    if not marked and len(labels) > 1 and _shared(labels):
        marked = labels  # where all rows have their shares, "range (5%)" is no range of the others
    if marked and not any(_marked(name) for name in table.header[1:]):
        raise ReadError(f"{table.source}: the row {marked[0]!r} is named like a criterion.", hint=_ASK)
    if corner == "feature":
        raise ReadError(f"{table.source}: the header {table.header[0]!r} stands above the rows, which may be criteria.", hint=_ASK)
    return ALTERNATIVES_IN_ROWS


def _row(table: RawTable, row: int) -> list[str]:
    return [table.texts(j)[row] for j in range(1, len(table.header))]


def _all_figures(cells: Sequence[str]) -> bool:
    return any(cells) and all(not cell or figure(cell) is not None for cell in cells)


def _ways(cells: Sequence[str]) -> bool:
    """Tell whether the cells of a column are directions, 1 and -1 among them; rows such as totals may have none."""
    said = [cell for cell in cells if cell]
    told = any(figure(cell) is None or cell.startswith(("-", "\u2212")) for cell in said)
    return 2 * len(said) > len(cells) and all(way(cell) for cell in said) and told


def _certain(table: RawTable, column: int, rows: Mapping[int, str]) -> bool:
    """Tell whether a column of weights is one beyond doubt: its sum is 1, 100 or the stated total, or the totals fit it."""
    texts = table.texts(column)
    inside = [i for i in range(len(table)) if rows.get(i) not in ("total", "average", "score", "rank", "most")]
    totals = [i for i, r in rows.items() if r in ("total", "average", "score")]
    figures = [figure(texts[i]) for i in inside]
    if len(figures) < 2 or any(f is None or f < 0 for f in figures):
        return False
    weights = np.array(figures, dtype=np.float64)
    total, slack = float(weights.sum()), 0.005 * len(weights)
    if abs(total - 1) <= slack * 0.2 or abs(total - 100) <= 100 * slack * 0.2:
        return True
    stated = [figure(texts[i]) for i in totals]
    if any(f is not None and abs(f - total) <= 1e-6 * max(1.0, total) for f in stated):
        return True
    summed: dict[int, float] = {}
    for j in range(1, len(table.header)) if totals else ():
        cells = table.texts(j)
        own = [figure(cells[k]) for k in inside] if j != column else [None]
        if all(f is not None for f in own):
            summed[j] = float(weights @ np.array(own, dtype=np.float64))
    for i in totals:
        ends = [(end, s) for j, s in summed.items() if (end := figure(table.texts(j)[i])) is not None]
        if len(ends) >= 2 and all(min(abs(end - s), abs(end - s / total) if total else np.inf) <= 0.051 for end, s in ends):
            return True
    return False


def _points(table: RawTable, column: int) -> bool:
    """Tell whether a column beside the labels, or at the end, could be weights in points: whole numbers up to 100."""
    figures = [figure(cell) for cell in table.texts(column)] if column in (1, len(table.header) - 1) else [None]
    return all(f is not None and f == int(f) and 0 <= f <= 100 for f in figures)


def _sums(table: RawTable, column: int) -> bool:
    figures = [figure(cell) for cell in table.texts(column)]
    total = sum(f for f in figures if f is not None)
    return abs(total - 1) < 0.01 or abs(total - 100) < 1


def _marked(name: str) -> bool:
    """Tell whether a name says which way is better, by a colon, an arrow or a phrase; "Pro (Max)" is a product."""
    return _may_be_marked(name) and _directed(name)


def _may_be_marked(text: str) -> bool:
    return any(sign in text for sign in _MARKS)


def _directed(name: str) -> bool:
    try:
        return heading(name).way is not None
    except LabelError:
        return True  # it half says which way is better


def _shared(labels: Sequence[str]) -> bool:
    """Tell whether names state weights in per cent that sum to 100."""
    if not all("%" in label for label in labels):
        return False
    try:
        found = [heading(label) for label in labels]
    except LabelError:
        return False
    return all(f.weight is not None and f.percent for f in found) and abs(sum(f.weight or 0.0 for f in found) - 100) <= 0.5 * len(found)
