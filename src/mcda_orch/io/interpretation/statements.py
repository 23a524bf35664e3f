"""Directions and weights that a table states, in a row of their own or in its headers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...core.criteria import Direction
from ...core.headings import way
from ...core.reading import LeftOut
from ...core.weights import Weights
from ...errors import ReadError
from .asked import directions
from .body import Body
from .cells import quoted
from .columns import Draft
from .layout import CRITERIA_IN_ROWS
from .marks import Marks, value
from .numbers import Dressed, dressed

__all__ = ["direct", "stated", "stated_weights", "unite"]

_WEIGHED = ("", "%", "×", "x", "★", "★/5")


def direct(body: Body, criteria: Sequence[Draft]) -> None:
    """Give the criteria the directions of a row, and those that the user states; a header that says otherwise is refused."""
    table, row = body.table, body.rows.directions
    found: dict[int, tuple[Direction, str]] = {}
    if row is not None:
        for at, draft in enumerate(criteria):
            cell = table.texts(draft.column)[row]
            said = way(cell)
            if said is None:
                raise ReadError(
                    f"{table.where(row, draft.column)}: {quoted(cell)} is not a direction.",
                    hint="say 'max' (more is better) or 'min' (less is better).",
                )
            found[at] = (Direction(said), f"{_line(body)} {body.row_name(row)!r}")
    headers = [table.header[draft.column] for draft in criteria]
    asked = directions(body.asked.directions, [draft.criterion for draft in criteria], headers)
    for at, (direction, source) in [*found.items(), *((at, (word, "directions=")) for at, word in asked.items())]:
        draft = criteria[at]
        known = Direction.of(draft.criterion.direction)
        if draft.stated not in ("", "criteria=") and known is not direction:
            what = "the header" if draft.stated == "header" else f"the {draft.stated}"
            raise ReadError(
                f"{table.where(None, draft.column)}: {what} says {known.value!r}, and {source} {direction.value!r}.",
                hint="keep one of the two.",
            )
        draft.criterion = replace(draft.criterion, direction=direction)
        draft.stated = source


def unite(body: Body, criteria: Sequence[Draft]) -> None:
    """Give the criteria the units of a row of units."""
    row = body.rows.units
    if row is None:
        return
    for draft in criteria:
        unit = body.table.texts(draft.column)[row]
        if unit and not draft.criterion.unit:
            draft.criterion = replace(draft.criterion, unit=unit)


def stated_weights(body: Body, criteria: Sequence[Draft], marks: Marks) -> tuple[Weights | None, str]:
    """Return the weights that the table states, and where they stand."""
    row = body.rows.weights
    found: Weights | None
    if row is not None:
        found, source = _of_row(body, row, criteria, marks), f"{_line(body)} {body.row_name(row)!r}"
    else:
        found, source = _of_headers(body, criteria), "headers"
    given = body.asked.weights
    if given is None:
        return found, source if found is not None else ""
    if row is not None:
        body.dropped.append(LeftOut(_line(body), body.row_name(row), "weights= was given"))
    return found, given.source if isinstance(given, Weights) else "weights="


def _line(body: Body) -> str:
    """Return what a row of the body is in the source."""
    return "column" if body.layout == CRITERIA_IN_ROWS else "row"


def _of_row(body: Body, row: int, criteria: Sequence[Draft], marks: Marks) -> Weights:
    points: dict[str, float] = {}
    units = set()
    for draft in criteria:
        text = body.table.texts(draft.column)[row]
        number = dressed(text.removeprefix("×").removeprefix("x"))
        usable = number is not None and not number.factor and number.unit in _WEIGHED
        read = stated(body, row, draft.column, number, marks) if number is not None and usable else None
        if number is None or read is None:
            raise ReadError(
                f"{body.table.where(row, draft.column)}: " + (f"{quoted(text)} is no number." if text else "the weight is blank."),
                hint="give every criterion a weight; 0 leaves it out of the score.",
            )
        points[draft.criterion.name] = read
        units.add(number.unit)
    if len(units) > 1:
        raise ReadError(f"{body.table.where(row)}: the weights have the units {_units(units)}.", hint="write all weights alike.")
    headed = units == {""} and "%" in body.row_name(row) and abs(sum(points.values()) - 100) <= 1  # the sign stands in the name alone
    percent = headed or units == {"%"}
    return Weights({name: point / 100 for name, point in points.items()} if percent else points, source="table")


def stated(body: Body, row: int, column: int, number: Dressed, marks: Marks) -> float | None:
    """Return a number that stands in a row of its own; None where its digits do not fit the marks of the table."""
    try:
        return value(number, marks)
    except OverflowError as error:
        place = body.table.where(row, column)
        raise ReadError(
            f"{place}: {quoted(body.table.texts(column)[row])} {error}.", hint="round it, or state it in a larger unit."
        ) from None


def _units(units: Iterable[str]) -> str:
    return " and ".join(sorted(repr(unit) if unit else "none" for unit in units))


def _of_headers(body: Body, criteria: Sequence[Draft]) -> Weights | None:
    stated = [draft.heading.weight for draft in criteria]
    if all(weight is None for weight in stated):
        return _of_shares(criteria)
    place = body.table.where(None)
    points = {draft.criterion.name: weight for draft, weight in zip(criteria, stated, strict=True) if weight is not None}
    for draft in criteria:
        if draft.criterion.name not in points:
            raise ReadError(
                f"{place}: some headers state weights, but {draft.criterion.name!r} states none.",
                hint="state all weights, or none of them.",
            )
    percent = [draft.heading.percent for draft in criteria]
    if not all(percent):
        if any(percent):
            raise ReadError(f"{place}: some weights are in per cent, and others are not.", hint="write all weights alike.")
        return Weights(points, source="headers")
    total = sum(points.values())
    if abs(total - 100) > 0.5 * len(points):
        raise ReadError(
            f"{place}: the weights in the headers sum to {total:g} %.", hint="let them sum to 100 %, or state them without the sign."
        )
    return Weights({name: point / 100 for name, point in points.items()}, source="headers")


def _of_shares(criteria: Sequence[Draft]) -> Weights | None:
    """Read headers such as ``quality (0.25)``: weights where every header has one and they sum to 1."""
    shares = [draft.heading.share for draft in criteria]
    found = [share for share in shares if share is not None]
    if len(found) < len(shares) or len(shares) < 2 or abs(sum(share for _, share in found) - 1) > 0.005 * len(found):
        return None
    for draft, (name, _) in zip(criteria, found, strict=True):
        draft.criterion = replace(draft.criterion, name=name)
    return Weights(dict(found), source="headers")
