"""Which column names the alternatives."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ...core.reading import LeftOut
from ...errors import ReadError, did_you_mean
from ..raw import RawTable
from .numbers import dressed
from .roles import role

__all__ = ["label_column", "position", "with_names_first"]

_NUMBER = re.compile(r"[-+\u2212]?[0-9]+(?:[.,][0-9]+)?(?:[eE][-+]?[0-9]+)?%?")
_COUNT = re.compile(r"#?\s*([0-9]{1,9})[.):]?")


def position(table: RawTable, name: str, what: str = "column") -> int:
    """Return the position of a column by its header, or by the name that its header has without direction and unit.

    Raises
    ------
    ReadError
        If no column, or more than one, has the name.
    """
    found = table.called.at(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise ReadError(
            f"{table.source}: {name!r} may be {' or '.join(repr(table.header[j]) for j in found)}.", hint="write the whole header."
        )
    raise ReadError(f"{table.source}: there is no {what} {name!r}.", hint=did_you_mean(name, [head for head in table.header if head]))


def label_column(table: RawTable, asked: str | bool | None) -> tuple[int | None, list[int]]:
    """Return the column of names, None where names are to be made, and the columns before it that only count the rows.

    Raises
    ------
    ReadError
        If there is no column of names.
    """
    if asked is False:
        return None, []
    if isinstance(asked, str) and not (asked == "" and "" not in table.header):
        found = position(table, asked)
        return found, [j for j in range(found) if _counts(table.texts(j), table.header[j])]
    if asked == "":
        return None, []
    first = table.texts(0)
    if len(table.header) > 1 and _counts(first, table.header[0]) and _names(table.texts(1)):
        return 1, [0]
    named_so = not table.header[0] or role(table.header[0]) in ("alternative", "counter", "code", "rank", "note")
    if _numbers(first) and not named_so and not _counts(first, table.header[0]):
        named = next((name for j, name in enumerate(table.header) if j and _names(table.texts(j))), table.header[0])
        raise ReadError(
            f"{table.where(None, 0)}: the first column holds numbers, not names.",
            hint=f"say label={named!r} where that column names the alternatives, or label=False where none does.",
        )
    return 0, []


def with_names_first(table: RawTable, asked: str | bool | None, notes: Collection[str]) -> tuple[RawTable, list[LeftOut]]:
    """Return the table with the names of its rows in the first column, and what stood before them: counters, codes, groups.

    They stand in the column that the user names, or in the only one that is headed like criteria; what stands before the
    names of criteria says nothing about an option. Columns named in `notes` stay.
    """
    heads = [j for j, head in enumerate(table.header) if role(head) == "criterion" and _names(table.texts(j))]
    if role(table.header[0]) == "alternative":
        heads = []
    at = position(table, asked) if isinstance(asked, str) and asked else heads[0] if asked is None and len(heads) == 1 else 0
    if not at:
        return table, []
    out: dict[int, str] = {}
    for j in range(at):
        cells = table.texts(j)
        if table.header[j] in notes or role(table.header[j]) in ("weight", "mass", "direction", "unit"):
            continue
        if _counts(cells, table.header[j]):
            out[j] = "counts the rows"
        elif not any(map(dressed, cells)):
            out[j] = "stands before the names"
    kept = [j for j in range(len(table.header)) if j != at and j not in out]
    return table.arranged([at, *kept]), [LeftOut("column", table.header[j], why) for j, why in out.items()]


def _counts(cells: Sequence[str], header: str) -> bool:
    """Tell whether a column counts the rows, from 0 or 1; under a name such as ``id`` or ``rank`` any whole numbers do."""
    named = role(header) in ("counter", "rank")
    if not named and not all(map(_COUNT.fullmatch, cells)):
        return False
    found = [_COUNT.fullmatch(cell) for cell in cells]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) < len(cells):
        return named and len(numbers) >= 1 and all(match or not cell or role(cell) for match, cell in zip(found, cells, strict=True))
    start = numbers[0]
    in_order = start in (0, 1) and numbers == list(range(start, start + len(numbers)))
    return (in_order and len(numbers) > 1) or named


def _names(cells: Sequence[str]) -> bool:
    """Tell whether a column holds names: text, and no two alike."""
    filled = [cell for cell in cells if cell]
    return (
        bool(filled) and not _numbers(cells) and len(set(filled)) == len(filled) and any(any(c.isalpha() for c in cell) for cell in filled)
    )


def _numbers(cells: Sequence[str]) -> bool:
    return any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells if cell)
