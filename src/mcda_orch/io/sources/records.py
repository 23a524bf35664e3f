"""Reads tables in JSON: a list of objects, one for each row, or an object of equally long lists, one for each column."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ...errors import ReadError
from ..extent import check_extent
from ..raw import Exact, RawTable

__all__ = ["records_table"]


def records_table(text: str, source: str) -> RawTable:
    """Return the table of a JSON text; null is an empty cell, and numbers keep their digits.

    Raises
    ------
    ReadError
        If it is no such table; by row and column where a cell is a list or an object.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
            raise ReadError(f"{source}: the key {twice!r} stands twice in one object.", hint="keep one of the two.")
        return found

    def constant(word: str) -> Any:
        raise ReadError(f"{source}: {word} is no number in JSON.", hint="a blank is null.")

    try:
        found = json.loads(text, object_pairs_hook=once, parse_float=Exact, parse_int=Exact, parse_constant=constant)
    except json.JSONDecodeError as error:
        raise ReadError(f"{source}, line {error.lineno}, column {error.colno}: {error.msg}.") from None
    except RecursionError:
        raise ReadError(f"{source} is nested too deeply.", hint="a table is a list of objects.") from None
    header, rows = _rows(found, source)
    cells = [
        [_text(cell, f"{source}, row {number}, column {name!r}") for name, cell in zip(header, row, strict=True)]
        for number, row in enumerate(rows, 1)
    ]
    return RawTable.of_rows(source, header, cells, range(1, len(cells) + 1), header_line=0, counted="row")


def _rows(found: Any, source: str) -> tuple[list[str], Sequence[Sequence[Any]]]:
    if isinstance(found, dict) and "schema" in found:
        raise ReadError(f"{source} is a document of {found['schema']!r}, no table.", hint="read outcomes by mo.read_outcome.")
    if isinstance(found, list) and found and all(isinstance(row, dict) for row in found):
        header = list(dict.fromkeys(name for row in found for name in row))
        stated = sum(map(len, found))
        check_extent(source, stated, len(header) * len(found) - stated, "write null for each cell that is empty.")
        return header, [[row.get(name) for name in header] for row in found]
    if isinstance(found, dict) and isinstance(found.get("columns"), list) and isinstance(found.get("data"), list):
        return _split(found, source)
    if isinstance(found, dict) and found and all(isinstance(column, list) for column in found.values()):
        sizes = {name: len(column) for name, column in found.items()}
        if len(set(sizes.values())) > 1:
            raise ReadError(f"{source}: columns are not equally long: {', '.join(f'{n!r} has {s}' for n, s in sizes.items())}.")
        return list(found), list(zip(*found.values(), strict=True))
    raise ReadError(
        f"{source}: this JSON is no table.",
        hint='write a list of objects, [{"tool": "Ant", "price": 3}, ...], or lists by the name of their column.',
    )


def _split(found: dict[str, Any], source: str) -> tuple[list[str], Sequence[Sequence[Any]]]:
    """Return the rows of what pandas writes with ``orient="split"``."""
    header, rows, index = found["columns"], found["data"], found.get("index")
    if not all(isinstance(row, list) and len(row) == len(header) for row in rows) or (index is not None and len(index) != len(rows)):
        raise ReadError(f"{source}: not every row of 'data' has {len(header)} cells.", hint="one cell for each of 'columns'.")
    if index is None or not any(isinstance(name, str) and not isinstance(name, Exact) for name in index):
        return [str(name) for name in header], rows
    return ["", *map(str, header)], [[name, *row] for name, row in zip(index, rows, strict=True)]


def _text(cell: Any, where: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Exact):
        return cell
    if isinstance(cell, str):
        return cell.strip()
    raise ReadError(f"{where}: a cell is a number, a text or null, not a {'list' if isinstance(cell, list) else 'object'}.")
