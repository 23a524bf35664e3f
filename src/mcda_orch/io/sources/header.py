"""Which of the first rows of a table is its header, which are titles and comments, and whether there is a header at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...core.headings import way
from ...errors import ReadError
from ..interpretation.numbers import dressed
from ..interpretation.roles import role
from ..interpretation.words import ladder, well_known
from ..raw import Column

__all__ = ["NUMBER", "Head", "Record", "head", "is_comment", "made_names"]

Record = tuple[int, list[str]]
"""Line and cells of a row."""

NUMBER = re.compile(r"[-+\u2212]?\s*[$€£¥]?\s*(?:\d[\d.,'\u2019\u00a0\u202f ]*|[.,]\d+)(?:[eE][-+]?\d+)?\s*[%$€£¥]?")


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a table.

    Parameters
    ----------
    names : list of str
        None where the table has no header.
    line : int
    first : int
        Position of the first row below it.
    remarks : tuple of str
        What stands above it.
    """

    names: list[str] | None
    line: int
    first: int
    remarks: tuple[str, ...]


def head(records: Sequence[Record], source: str, header: bool | None, *, counted: str = "line") -> Head:
    """Find the header among the first rows of a table.

    Parameters
    ----------
    records : sequence of Record
        The first rows, without empty ones.
    source : str
    header : bool, optional
        Whether there is a header; None asks the cells: a first row of numbers above numbers is refused.
    counted : str, default "line"
        What the places of the rows count.
    """
    sizes = [len(cells) for _, cells in records]
    width = max(set(sizes), key=lambda size: (sizes.count(size), size))
    at, remarks = 0, []
    while at + 1 < len(records) and (said := _above(records, at, width, header)):
        remarks.append(f"{counted} {records[at][0]} is a {said}")
        at += 1
    line, cells = records[at]
    if header is False:
        return Head(None, line, at, tuple(remarks))
    names = list(cells)
    if is_comment(names):
        names[0] = names[0].lstrip("# ") or names[0]
    elif header is None and (_states_ways(cells) or _is_data(records[at:])):
        said = "states directions" if _states_ways(cells) else "holds numbers or known words where the others do"
        raise ReadError(
            f"{source}, {counted} {line}: the first row ({', '.join(cells[:4])}{', …' if len(cells) > 4 else ''}) {said}, so it seems to be no header.",
            hint="write a header line; or say header=False if there is none, or header=True if this is it.",
        )
    return Head(names, line, at + 1, tuple(remarks))


def is_comment(cells: Sequence[str]) -> bool:
    """Tell whether a row begins as comments do."""
    return bool(cells) and cells[0].startswith("#")


def made_names(columns: Sequence[Column]) -> tuple[int | None, list[str]]:
    """Return the column that labels a table without a header (the first that is no number throughout), and names for all."""
    label = next(
        (
            j
            for j, cells in enumerate(columns)
            if not isinstance(cells, np.ndarray) and any(cell and not NUMBER.fullmatch(cell) for cell in cells)
        ),
        None,
    )
    counts = {j for j in range(label or 0) if _counts_rows(columns[j])}
    numbered = iter(range(1, len(columns) + 1))
    return label, ["name" if j == label else "#" if j in counts and j == min(counts) else f"C{next(numbered)}" for j in range(len(columns))]


def _counts_rows(cells: Column) -> bool:
    return len(cells) > 1 and any([*map(str, map(_whole, cells))] == [*map(str, range(start, start + len(cells)))] for start in (0, 1))


def _whole(cell: str | float) -> str | int:
    """Return a cell as a whole number where it is one."""
    text = str(cell).removesuffix(".0")
    return int(text) if text.isdecimal() else text


def _above(records: Sequence[Record], at: int, width: int, header: bool | None) -> str:
    """Return what to say of a row that stands above the header, or nothing where it is the header."""
    cells = records[at][1]
    shown = ", ".join(cell for cell in cells if cell)
    shown = shown if len(shown) <= 60 else shown[:59] + "…"
    below = records[at + 1 :]
    if is_comment(cells):
        counter = cells[0] == "#" and any(cells[1:])
        names = len(cells) == width > 1 and (counter or (all(cells[:-1]) and not is_comment(below[0][1]) and _is_data(below)))
        return "" if names and header is not False else f"comment: {shown}"
    alone = len(cells) == 1 or (header is not False and bool(cells[0]) and not any(cells[1:]))
    return f"title: {shown}" if alone and width > 1 else ""


def _is_data(records: Sequence[Record]) -> bool:
    """Tell whether the first row holds numbers or known words in every column in which all others do."""
    (_, first), *others = records
    found = False
    for j, cell in enumerate(first if others else ()):
        below = [cells[j] for _, cells in others if j < len(cells) and cells[j]]
        if cell and below and (kind := _kind(below)):
            if not _is_of(cell, kind, below):
                return False
            found = True
    return found and bool(first[0])


def _kind(cells: Sequence[str]) -> str:
    """Return what all cells of a column are: numbers, numbers with a unit or stars, or words of one ladder; nothing for others."""
    if all(map(NUMBER.fullmatch, cells)):
        return "number"
    if all(map(dressed, cells)):
        return "dressed"
    return "words" if all(map(well_known, cells)) and ladder(cells) else ""


def _is_of(cell: str, kind: str, below: Sequence[str]) -> bool:
    """Tell whether a cell may be one of those below it: a header such as ``5 km`` above minutes, or ``Fast`` above yes and no, is none."""
    if kind == "number":
        return NUMBER.fullmatch(cell) is not None
    if kind == "words":
        return ladder([cell, *below]) is not None
    number = dressed(cell)
    return number is not None and number.unit in {other.unit for text in below if (other := dressed(text))}


def _states_ways(cells: Sequence[str]) -> bool:
    """Tell whether a row that may be a header states directions, such as ``impacts, +, -``."""
    said = [cell for cell in cells[1:] if cell]
    if len(said) < 2 or not all(map(way, said)):
        return False
    return role(cells[0]) == "direction" or not any(c.isalpha() for cell in said for c in cell)
