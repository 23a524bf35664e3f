"""A problem as a problem file with its table in a file beside it, which read as the same problem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...core.problem import Problem
from ...core.table import Table
from ...errors import McdaError, ReadError
from ..sources.tables import raw_table
from .problem_file import parsed, problem_file
from .problem_table import ENDINGS, Written, difference, in_form, published_column
from .problem_text import document_of, document_text

__all__ = ["problem_beside"]

_INSIDE = "leave table= out; the table then stands inside the problem file."


def problem_beside(given: Problem, place: Path, beside: Path) -> tuple[str, bytes]:
    """Return the text of a problem file, and the content of the file of its table.

    Raises
    ------
    ReadError
        If the table is no file of the folder, or both would not be read as the same problem.
    """
    if beside.suffix.lower() not in ENDINGS:
        raise ReadError(f"the table of a problem file is written as {', '.join(ENDINGS)}, not {beside.suffix or 'without an ending'}.")
    if beside.parent.resolve() != place.parent.resolve():
        raise ReadError(f"the table {str(beside)!r} lies outside the folder of {place.name}.", hint=f"write table={beside.name!r}.")
    document = document_of(given)
    ranks = document.get("published", {}).pop("ranks", "")
    rows = document.pop("alternatives")
    criteria = [c.name for c in given.matrix.criteria]
    notes = list(dict.fromkeys(key for a in given.matrix.alternatives for key, said in a.notes.items() if said))
    taken = {*criteria, *notes}
    label = _free("alternative", taken)
    told = _free(published_column(ranks), taken) if given.published is not None else ""
    columns = {"label": label, "notes": notes, "published": told}
    parts: dict[str, Any] = {
        "file": beside.name,
        "header": True,
        "decimal": ".",
        "thousands": "",
        "columns": {key: said for key, said in columns.items() if said},
        **{key: part for key, part in document.items() if part != {}},
    }
    table = Table(
        (label, *criteria, *([told] if told else []), *notes),
        tuple(
            (
                row["name"],
                *(row["values"].get(name) for name in criteria),
                *([row.get("published")] if told else []),
                *(row.get("notes", {}).get(key) or None for key in notes),
            )
            for row in rows
        ),
    )
    text, data = document_text(parts, place.name), in_form(table, beside.name)
    _check(given, text, data, place.name, beside.name)
    return text, data


def _check(given: Problem, text: str, data: bytes, name: str, beside: str) -> None:
    """Refuse what would be read as another problem."""
    written = Written(beside, data)
    try:
        again = problem_file(parsed(text, name), name, lambda called, **which: raw_table(written, called, **which))
    except McdaError as error:
        raise ReadError(f"{beside} could not be read again: {error.message}", hint=_INSIDE) from None
    odd = difference(given, again)
    if not odd and given.matrix.criteria != again.matrix.criteria:
        odd = "a scale would be another"
    if not odd and [_said(a.notes) for a in given.matrix.alternatives] != [_said(a.notes) for a in again.matrix.alternatives]:
        odd = "a note would be another"
    if not odd and given.rank_form != again.rank_form:
        odd = "published ranks would be scores"
    if odd:
        raise ReadError(f"{beside} would not be read as this table: {odd}.", hint=_INSIDE)


def _said(notes: Any) -> dict[str, str]:
    return {key: str(said) for key, said in notes.items() if said}


def _free(name: str, taken: set[str]) -> str:
    """Return a name for a column that no other has."""
    found = next(text for k in range(len(taken) + 1) if (text := f"{name} {k + 1}" if k else name) not in taken)
    taken.add(found)
    return found
