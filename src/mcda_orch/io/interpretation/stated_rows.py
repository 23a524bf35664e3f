"""Which rows of a table are alternatives, and which state weights, directions, units or totals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ...core.headings import names_way, way
from ...errors import ReadError
from ..raw import RawTable
from .layout import figure
from .numbers import dressed, inexact
from .roles import Role, misspelt
from .words import blank_word, well_known

__all__ = ["Rows", "nothing_in", "sorted_rows"]

_SUMMARIES: frozenset[Role] = frozenset({"total", "average", "most", "score", "rank"})
_WEIGH_TOO = dict.fromkeys(
    [
        "priority",
        "priorities",
        "priorität",
        "prioritäten",
        "priorité",
        "priorités",
        "prioridad",
        "prioridade",
        "priorità",
        "prioriteit",
        "priorytet",
        "öncelik",
        "multiplier",
        "multiplikator",
        "faktor",
        "facteur",
    ],
    "weight",
)
"""Names that rows of weights have, and columns of other things."""
_FEW = 1000
"""Rows of a table that people type; in longer ones no name is taken for a slip."""


@dataclass(slots=True)
class Rows:
    """The rows of a table by what they are.

    Parameters
    ----------
    alternatives : list of int
    weights, directions, units : int, optional
    summaries : list of int
        Totals, averages and the like, which are still to be checked.
    remarks : list of int
        Rows of text about the criteria.
    """

    alternatives: list[int] = field(default_factory=list)
    weights: int | None = None
    directions: int | None = None
    units: int | None = None
    summaries: list[int] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)


def sorted_rows(table: RawTable, label: int | None, said: Mapping[int, Role], left_out: Collection[str] = ()) -> Rows:
    """Sort the rows of a table by what their labels say (`said`); `left_out` names rows that the user takes for notes.

    Raises
    ------
    ReadError
        If two rows state weights or directions, if an alternative has no name, or if there is none.
    """
    found = Rows()
    if label is None:
        found.alternatives = list(range(len(table)))
        return found
    labels = table.texts(label)
    slips = _slips(labels)
    flagged = [row for row, text in enumerate(labels) if _names_flags(text)] if len(table) <= _FEW else []
    odd = {*said, *slips, *flagged, *table.without_digits(label)}
    figured: dict[int, list[int]] = {}
    if left_out or not all(labels):
        odd.update(row for row, text in enumerate(labels) if not text or text in left_out)
    for row in sorted(odd):
        text, what = labels[row], said.get(row, "")
        if text and text in left_out:
            found.remarks.append(row)
        elif row in slips:
            raise ReadError(
                f"{table.where(row)}: {text!r} may stand for {slips[row]!r}.",
                hint=f"write {slips[row]!r} where it is one; notes=[{text!r}] leaves it out; give it another name where it is an alternative.",
            )
        elif what in ("weight", "mass"):
            _first(found.weights, table, row, text)
            found.weights = row
        elif what in ("direction", "unit") and _figures(table, row, label) and not _directions(table, row, label):
            raise ReadError(
                f"{table.where(row)}: {text!r} is named like a row of {what}s, but holds numbers.",
                hint=f"notes=[{text!r}] leaves it out; give it another name where it is an alternative.",
            )
        elif what == "direction":
            _first(found.directions, table, row, text)
            found.directions = row
        elif what == "unit":
            _first(found.units, table, row, text)
            found.units = row
        elif what in _SUMMARIES and (
            _figures(table, row, label) or (_empty(table, row, label) and what != "most")
        ):  # options are called Max
            found.summaries.append(row)
        elif text and found.directions is None and _named_ways(table, row, label):
            found.directions = row
        elif text and (_ways(table, row, label) or _flags(table, row, label)) and _may_state_ways(table, row, label, figured):
            raise ReadError(
                f"{table.where(row)}: {text!r} may say which way is better.",
                hint=f"where it does, call it 'direction' and write max or min into its cells; notes=[{text!r}] leaves it out.",
            )
        elif (what in ("note", "code") and _sentences(table, row, label)) or (what == "verdict" and not _numbers(table, row, label)):
            found.remarks.append(row)
        elif not text and _empty(table, row, label):
            continue  # an empty row parts others
        elif not text:
            if _ways(table, row, label) and found.directions is None:
                found.directions = row
                continue
            raise ReadError(
                f"{table.where(row)}: the row has no name.",
                hint="name every alternative; a row of weights or directions is named 'weight' or 'direction'.",
            )
        elif len(table.header) > 2 and _empty(table, row, label):
            raise nothing_in(table, row, text)
        else:
            found.alternatives.append(row)
    inside = set(found.alternatives)
    found.alternatives = [row for row in range(len(table)) if row not in odd or row in inside] if odd else list(range(len(table)))
    if not found.alternatives:
        named = f": all of its rows are named like totals, {labels[found.summaries[0]]!r} first" if found.summaries else ""
        raise ReadError(
            f"{table.source}: the table has no alternatives{named}.", hint="write one row with a name of its own for each alternative."
        )
    return found


def _slips(labels: Sequence[str]) -> dict[int, str]:
    """Return the rows whose names may stand for weights, directions or totals, and for which."""
    if len(labels) > _FEW:
        return {}
    words = (misspelt(text) or _WEIGH_TOO.get(text.casefold().strip(" *_:"), "") for text in labels)
    return {row: word for row, word in enumerate(words) if word}


def _first(known: int | None, table: RawTable, row: int, text: str) -> None:
    if known is not None:
        raise ReadError(
            f"{table.where(row)}: {text!r} says again what row {known + 1} says.",
            hint=f"keep one of the two rows; notes=[{text!r}] leaves this one out.",
        )


def _others(table: RawTable, row: int, label: int) -> Sequence[str]:
    return [cell for j in range(len(table.header)) if j != label and (cell := table.texts(j)[row])]


def _empty(table: RawTable, row: int, label: int) -> bool:
    return not _others(table, row, label)


def nothing_in(table: RawTable, row: int, text: str) -> ReadError:
    """Return the error for a row that may be an alternative nobody has filled in."""
    return ReadError(
        f"{table.where(row)}: {text!r} has nothing in its cells, so it may be an alternative or a heading.",
        hint=f"notes=[{text!r}] leaves it out; write '?' into its cells, and na='?', where it is an alternative.",
    )


def _figures(table: RawTable, row: int, label: int) -> bool:
    """Tell whether most cells of a row are numbers."""
    cells = _others(table, row, label)
    return bool(cells) and 2 * sum(figure(cell) is not None for cell in cells) >= len(cells)


def _ways(table: RawTable, row: int, label: int) -> bool:
    cells = _others(table, row, label)
    return len(cells) > 1 and all(way(cell) and figure(cell) is None for cell in cells)


def _flags(table: RawTable, row: int, label: int) -> bool:
    """Tell whether a row such as ``is_cost`` says yes or no of every column."""
    cells = _others(table, row, label)
    flags = all(figure(cell) in (0, 1) or well_known(cell) for cell in cells)
    return flags and len(cells) > 1 and _names_flags(table.texts(label)[row])


def _names_flags(text: str) -> bool:
    """Tell whether a name is a direction, as ``is_cost``, ``maximise?`` and ``higher is better`` are."""
    name = " ".join(text[:60].casefold().replace("_", " ").split()).removeprefix("is ").rstrip(" ?")
    return names_way(name) or (" " in name and way(name) is not None)


def _may_state_ways(table: RawTable, row: int, label: int, figured: dict[int, list[int]]) -> bool:
    """Tell whether the other cells of a row's columns are numbers, unlike its own; `figured` remembers where they stand."""
    for j in range(len(table.header)):
        if j != label and table.texts(j)[row]:
            if j not in figured:  # two rows, one of which is another
                figured[j] = list(islice((at for at, cell in enumerate(table.texts(j)) if figure(cell) is not None), 2))
            if figured[j] in ([], [row]):
                return False
    return True


def _named_ways(table: RawTable, row: int, label: int) -> bool:
    """Tell whether every cell of a row can hardly be anything but a direction."""
    cells = _others(table, row, label)
    return len(cells) > 1 and all(map(names_way, cells))


def _numbers(table: RawTable, row: int, label: int) -> bool:
    return any(dressed(cell) or inexact(cell) for cell in _others(table, row, label))


def _directions(table: RawTable, row: int, label: int) -> bool:
    """Tell whether a row holds nothing but 1 and -1, and other words for directions."""
    return all(map(way, _others(table, row, label)))


def _sentences(table: RawTable, row: int, label: int) -> bool:
    """Tell whether a row holds text of several words, and nothing that an alternative may have."""
    cells = _others(table, row, label)
    free = not any(dressed(cell) or inexact(cell) or well_known(cell) or blank_word(cell) for cell in cells)
    return bool(cells) and free and 2 * sum(" " in cell for cell in cells) >= len(cells)
