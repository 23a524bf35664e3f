"""Which columns of a table are criteria, which are notes, and which may be published results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import NoneType
from typing import Any

from ...core.criteria import Criterion, Direction, Ordinal
from ...core.headings import Heading, heading, way
from ...errors import LabelError, ReadError
from .asked import words
from .body import Body
from .cells import Survey, counted, quoted
from .labels import position
from .layout import figure
from .marks import Marks
from .roles import Role, misspelt, role
from .words import blank_word, folded, ladder, spelling

__all__ = ["Draft", "Parts", "orders", "sorted_columns"]

_REMARKS = frozenset(
    {
        "note",
        "comment",
        "remark",
        "bemerkung",
        "bemerkungen",
        "kommentar",
        "kommentare",
        "commentaire",
        "comentario",
        "commento",
        "commenti",
    }
)


@dataclass(slots=True)
class Draft:
    """A criterion that is being read.

    Parameters
    ----------
    cells : Survey
    heading : Heading
    criterion : Criterion
    stated : str
        What says which way is better.
    levels : mapping of str to float, optional
        Levels of this criterion alone.
    """

    cells: Survey
    heading: Heading
    criterion: Criterion
    stated: str = ""
    levels: Mapping[str, float] | None = None

    @property
    def column(self) -> int:
        """Position of the column."""
        return self.cells.column

    def scaled(self, body: Body, marks: Marks) -> str:
        """Give the criterion the unit and the levels that its cells have; return how they were read."""
        cells, criterion = self.cells, self.criterion
        unit, scale = criterion.unit or cells.unit, criterion.scale
        if cells.levels and not scale.names and not cells.numbers:
            every = self.levels or _kin(body.levels, cells)
            names = {number: word for word, number in reversed(list(every.items()))}
            if len(names) > 1:
                ranked = {names[number]: number for number in sorted(names)}
                counted = list(ranked.values()) == list(range(len(ranked))) and self.levels is not None
                scale = Ordinal(list(ranked)) if counted else Ordinal(ranked)
        self.criterion = Criterion(criterion.name, criterion.direction, scale, unit)
        if cells.levels:
            shown = sorted(cells.levels.items(), key=lambda item: item[1])
            text = ", ".join(word if word == f"{number:g}" else f"{word} = {number:g}" for word, number in shown[:6])
            return ("numbers, and " if cells.numbers else "") + f"levels {text}" + (", ..." if len(shown) > 6 else "")
        if unit.startswith("★"):
            return "stars"
        if any(mark in number.digits for number in cells.numbers.values() for mark in ",' \u00a0\u202f"):
            return f"numbers, {marks.decimal!r} for decimals" + (f", {marks.thousands!r} between thousands" if marks.thousands else "")
        return "numbers"


@dataclass(slots=True)
class Parts:
    """The columns of a table by what they are; `results` are named like published results, and are still to be checked."""

    criteria: list[Draft] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    results: list[int] = field(default_factory=list)
    published: int | None = None


def sorted_columns(body: Body) -> Parts:
    """Sort the columns by what the user says of them, then by their headers and cells."""
    table, asked = body.table, body.asked
    found = Parts(published=None if asked.published is None else position(table, asked.published))
    wanted = {} if asked.criteria is None else dict(_wanted(body, criterion) for criterion in asked.criteria)
    named = [] if asked.notes is None else [position(table, name) for name in words(asked.notes, "notes") if name not in body.left_out]
    _once(body, found.published, wanted, named)
    found.notes += named
    spoken_of = {*body.taken, *named, found.published, *wanted}
    for j in range(len(table.header)):
        if j in spoken_of:
            continue
        what = role(table.header[j])
        if asked.criteria is not None:
            found.notes.append(j)
        elif what in ("rank", "total", "average", "score"):
            found.results.append(j)
        elif (word := misspelt(table.header[j])) and table.header[j] not in asked.names():
            header = table.header[j]
            raise ReadError(
                f"{table.where(None, j)}: {header!r} may stand for {word!r}.",
                hint=f"write {word!r} where it is one; notes=[{header!r}] keeps the column as text; directions={{{header!r}: 'max'}}, or 'min', makes a criterion of it.",
            )
        else:
            draft = _draft(body, j)
            if _note(body, what, draft.cells) and _levels(body, j, None) is None and not _counts(body, j):
                found.notes.append(j)
            else:
                _headed(body, draft)
                found.criteria.append(draft)
    for j, criterion in wanted.items():
        draft = _draft(body, j, criterion)
        if criterion is None:
            _headed(body, draft)
        found.criteria.append(draft)
    found.results += body.ranks
    _levels_used(body, found.criteria)
    if not found.criteria:
        if found.results:
            name = table.header[found.results[0]]
            raise ReadError(
                f"{table.source}: there is no criterion; {name!r} is named like a result.", hint=f"say criteria=[{name!r}] where it is one."
            )
        raise ReadError(f"{table.source}: no column holds numbers.", hint="criteria are columns of numbers, or of declared levels.")
    return found


def _wanted(body: Body, criterion: Any) -> tuple[int, Criterion | None]:
    """Find the column of a criterion that the user names; return the criterion where more than its name is said."""
    if isinstance(criterion, Criterion):
        return position(body.table, criterion.name), criterion
    if isinstance(criterion, str) and (whole := body.table.called.whole(criterion)) is not None:
        return whole, None
    found = Criterion.parse(criterion)
    says_more = not isinstance(criterion, str) or found != Criterion(criterion)
    return position(body.table, found.name), found if says_more else None


def _once(body: Body, published: int | None, wanted: Mapping[int, Any], notes: list[int]) -> None:
    """Refuse a column that the user names for two things."""
    seen: dict[int, str] = {} if body.label is None else {body.label: "label"}
    for what, columns in (("published", [] if published is None else [published]), ("criteria", list(wanted)), ("notes", notes)):
        for j in columns:
            if j in seen:
                raise ReadError(
                    f"{body.table.source}: the column {body.table.header[j]!r} is named for {seen[j]} and for {what}.", hint="name it once."
                )
            seen[j] = what


def _draft(body: Body, j: int, criterion: Criterion | None = None) -> Draft:
    levels = _levels(body, j, criterion)
    if levels is None and body.auto:
        levels = body.known_levels().get(j)
    header = body.table.header[j]
    drafted = Criterion(header) if criterion is None else criterion
    return Draft(body.survey(j, levels), Heading(header), drafted, "" if criterion is None else "criteria=", levels)


def _levels(body: Body, j: int, criterion: Criterion | None) -> Mapping[str, float] | None:
    """Return the levels that are declared for one column."""
    if criterion is not None and criterion.scale.names:
        return dict(zip(criterion.scale.names, map(float, criterion.scale.levels), strict=True))
    declared = body.declared().get(j)
    return None if declared is None else declared[1]


def orders(body: Body, j: int) -> bool:
    """Tell whether somebody gave the words of this very column an order."""
    return _levels(body, j, None) is not None


def _headed(body: Body, draft: Draft) -> None:
    """Read the header of a criterion."""
    j = draft.column
    header = body.table.header[j]
    try:
        draft.heading = found = heading(header)
    except LabelError as error:
        positions = not isinstance(body.asked.directions, (Mapping, NoneType)) or body.rows.directions is not None
        if header not in body.asked.names() and not positions:
            hint = f"{error.hint} Or say directions={{{header!r}: 'min'}}, or 'max'."
            raise ReadError(f"{body.table.where(None, j)}: {error.message}", hint=hint) from None
        found = Heading(header)  # the user says what the header does not
    draft.cells.header_unit = found.unit
    draft.criterion = Criterion(found.name or header, found.way or Direction.MAX, unit=found.unit)
    draft.stated = "header" if found.way else ""


def _note(body: Body, what: Role, cells: Survey) -> bool:
    """Tell whether a column of which the user says nothing is a note, or holds names and codes."""
    if what in ("counter", "code") and cells.numeric and not cells.levels and not cells.words:
        return _codes(body, what, cells)
    if what in ("note", "verdict"):
        texts = {text for text in body.table.texts(cells.column) if text}
        marks = cells.known or (bool(texts) and all(map(blank_word, texts)))  # dashes may be the lowest rungs of a ladder
        return not cells.numeric and (not marks or body.table.header[cells.column].casefold().rstrip("s") in _REMARKS)
    if cells.numeric or cells.empty or not cells.words:
        return False
    return not cells.rated


def _counts(body: Body, j: int) -> bool:
    """Tell whether the table states a weight or a direction for a column, so that it is a criterion whatever its cells hold."""
    cells, rows = body.table.texts(j), body.rows
    weighted = rows.weights is not None and figure(cells[rows.weights]) is not None
    directed = rows.directions is not None and way(cells[rows.directions]) is not None
    return weighted or directed or _ranks(body.table.header[j])


def _ranks(header: str) -> bool:
    """Tell whether a header says something about a criterion."""
    try:
        found = heading(header)
    except LabelError:
        return True
    return found.way is not None or found.weight is not None


def _codes(body: Body, what: Role, cells: Survey) -> bool:
    """Tell whether numbers under a name such as ``id`` or ``version`` are a note; refuse what may be amounts all the same."""
    header = body.table.header[cells.column]
    if header in body.asked.names():
        return False
    texts = body.table.texts(cells.column)
    if what == "counter" and len(set(texts)) == len(texts) and all(text.isdigit() for text in texts):
        return True
    raise ReadError(
        f"{body.table.where(None, cells.column)}: {header!r} is named like a code or a date, but its numbers may be amounts.",
        hint=f"notes=[{header!r}] keeps the column as text; directions={{{header!r}: 'max'}}, or 'min', makes a criterion of it.",
    )


def _levels_used(body: Body, criteria: list[Draft]) -> None:
    """Refuse levels that say nothing about the table."""
    columns = {draft.column for draft in criteria}
    for j, (name, _) in body.declared().items():
        if j not in columns:
            raise ReadError(f"{body.table.source}: levels= names {name!r}, which is no criterion.", hint=f"leave {name!r} out.")
    if body.levels and criteria and not any(spelling(body.levels, word) is not None for draft in criteria for word in draft.cells.levels):
        raise ReadError(
            f"{body.table.source}: no criterion has any of the words of levels=, {counted(map(quoted, body.levels), mark=', ')}.",
            hint="write the words as they stand in the cells.",
        )


def _kin(levels: Mapping[str, float], cells: Survey) -> Mapping[str, float]:
    """Return the table-wide levels that belong to the words of a column."""
    known = ladder(cells.levels)
    if known is None:
        return levels
    rungs = {folded(word) for word in known}
    return {word: number for word, number in levels.items() if folded(word) in rungs or word in cells.levels}
