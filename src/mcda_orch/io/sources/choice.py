"""Which of several tables of a file is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ...errors import ReadError
from ..raw import RawTable

__all__ = ["Candidate", "chosen"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table that a file holds.

    Parameters
    ----------
    name : str
        The heading above it.
    line : int
    header : tuple of str
    read : callable
        Reads it, or says what is wrong with it.
    """

    name: str
    line: int
    header: tuple[str, ...]
    read: Callable[[], RawTable]


def chosen(tables: Sequence[Candidate], source: str, wanted: int | str | None) -> RawTable:
    """Return the table that is wanted: by number from 1, by the heading above it, or by the name of a column; else the first."""
    if not tables:
        raise ReadError(f"{source}: there is no table.", hint="a table is a header line, a line of dashes, and rows, with | between cells.")
    at = 0 if wanted is None else _position(tables, source, wanted)
    try:
        table = tables[at].read()
    except ReadError as error:
        if len(tables) == 1:
            raise
        raise ReadError(error.message, hint=f"{error.hint or ''} Any table of the file can be chosen: {_answers(tables)}".strip()) from None
    if wanted is not None or len(tables) == 1:
        return table
    return replace(table, assumed=(f"The file has {len(tables)} tables, and the first is read; choose by table=: {_list(tables)}",))


def _position(tables: Sequence[Candidate], source: str, wanted: int | str) -> int:
    if isinstance(wanted, str) and wanted.strip().isdecimal() and not any(wanted in (t.name, *t.header) for t in tables):
        wanted = int(wanted)
    if isinstance(wanted, int):
        if 1 <= wanted <= len(tables):
            return wanted - 1
        raise ReadError(f"{source}: there is no table {wanted}.", hint=f"say {_answers(tables)}")
    word = wanted.strip().casefold()
    for fits in (lambda t: t.name.casefold() == word, lambda t: word in map(str.casefold, t.header), lambda t: word in t.name.casefold()):
        found = [n for n, table in enumerate(tables) if fits(table)]
        if len(found) == 1:
            return found[0]
        if found:
            raise ReadError(
                f"{source}: {len(found)} tables answer to {wanted!r}.",
                hint="say " + _answers([tables[n] for n in found], [n + 1 for n in found]),
            )
    raise ReadError(f"{source}: no table stands below a heading {wanted!r} or has such a column.", hint=f"say {_answers(tables)}")


def _answers(tables: Sequence[Candidate], numbers: Sequence[int] | None = None) -> str:
    return _list(tables, numbers, "table=")


def _list(tables: Sequence[Candidate], numbers: Sequence[int] | None = None, before: str = "") -> str:
    said = []
    for number, table in zip(numbers or range(1, len(tables) + 1), tables, strict=True):
        what = f"{table.name!r}" if table.name else ", ".join(table.header[:3]) if table.header else "HTML"
        said.append(f"{before}{number} (line {table.line}: {what})")
    return ", ".join(said[:8]) + (f" and {len(said) - 8} more." if len(said) > 8 else ".")
