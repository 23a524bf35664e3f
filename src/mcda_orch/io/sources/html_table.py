"""Reads a table that is written in HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...errors import ReadError
from ..extent import check_extent
from ..raw import RawTable
from .markdown_inline import TAG, seen

__all__ = ["html_table"]

_SPAN = re.compile(r"""(colspan|rowspan)\s*=\s*["']?0*([2-9]|\d{2,})""", re.IGNORECASE)
_LITERAL = re.compile(r"[\\`*_\[\]!:]")
_CELLS, _ROWS = ("td", "th"), ("tr", "table", "thead", "tbody", "tfoot")


def html_table(rows: Sequence[str], lines: Sequence[int], source: str, name: str) -> RawTable:
    """Return the table of some lines of HTML; its first row is the header.

    Raises
    ------
    ReadError
        If cells span rows or columns, if tables stand in each other, or if a row has more cells than the header.
    """
    found: list[list[str]] = []
    places: list[int] = []
    cell: list[str] | None = None
    open_tables = 0

    def close() -> None:
        nonlocal cell
        if cell is not None:
            found[-1].append(seen(" ".join("".join(cell).split())))
            cell = None

    for row, line in zip(rows, lines, strict=True):
        position = 0
        for tag in TAG.finditer(row):
            kind, closes = tag["name"].lower(), bool(tag["close"])
            if cell is not None:
                cell.append(_text(row[position : tag.start()]))
            position = tag.end()
            if kind in _CELLS or kind in _ROWS:
                close()
            if kind == "table":
                open_tables += -1 if closes else 1
                if open_tables > 1:
                    raise ReadError(f"{source}, line {line}: there is a table inside a table.", hint="write the inner one as text.")
            elif kind == "tr" and not closes:
                found.append([])
                places.append(line)
            elif kind in _CELLS and not closes:
                span = _SPAN.search(tag["attributes"])
                if span:
                    raise ReadError(
                        f"{source}, line {line}: a cell spans {span[2]} {'columns' if span[1].lower() == 'colspan' else 'rows'}.",
                        hint="write the cell once for each row and column.",
                    )
                if not found:
                    raise ReadError(f"{source}, line {line}: a cell stands outside a row.", hint="put <tr> before it.")
                cell = []
            elif cell is not None and kind not in _ROWS:
                cell.append(" " if kind in ("p", "div", "li") else tag[0])
        if cell is not None:
            cell.append(_text(row[position:]) + " ")
    close()
    filled = [(cells, line) for cells, line in zip(found, places, strict=True) if any(cells)]
    if not filled:
        raise ReadError(f"{source}, line {lines[0]}: the HTML table has no rows.", hint="write <tr> and <td>.")
    (header, above), *body = filled
    stated, missing = sum(len(cells) for cells, _ in body), 0
    for cells, line in body:
        if len(cells) > len(header):
            raise ReadError(f"{source}, line {line}: the row has {len(cells)} cells, but the header has {len(header)}.")
        missing += len(header) - len(cells)
        check_extent(source, stated, missing, "write <td></td> for each cell that is empty.")
        cells.extend([""] * (len(header) - len(cells)))
    return RawTable.of_rows(source, header, [cells for cells, _ in body], [line for _, line in body], header_line=above, name=name)


def _text(text: str) -> str:
    """Hide from the reader of Markdown what means nothing in HTML."""
    return _LITERAL.sub(r"\\\g<0>", text)
