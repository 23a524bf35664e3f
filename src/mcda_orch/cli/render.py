"""Lays tables out for a terminal so that nothing is cut: wide ones are split, long cells are folded."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from numbers import Integral, Real
from typing import Any

from ..core.display import display_width, visible_lines
from ..core.table import Table, cell_text

__all__ = ["emit", "text_of", "width_of_output"]

WIDE = 200
"""Columns that output is laid out for when it goes to a file or a pipe."""

LONG = 30
"""Columns after which the text of a cell may fold."""

LEAST = 8
"""Columns that a second column has, at least."""

GAP = "  "


def emit(text: str) -> None:
    """Write to standard output; where the reader has gone away, the exit code still says what was found."""
    with suppress(BrokenPipeError):
        sys.stdout.write(text)


def width_of_output() -> int:
    """Return how many columns there are for a line."""
    if not sys.stdout.isatty():
        return WIDE
    from shutil import get_terminal_size

    return max(get_terminal_size().columns, 1)


def text_of(
    tables: Sequence[Table], lines: Sequence[str], *, to_terminal: bool = True, width: int | None = None, lead: Sequence[str] = ()
) -> str:
    """Return tables, the sentences before them and the lines behind as text, no wider than `width` or than where it goes."""
    room = width_of_output() if to_terminal else WIDE
    width = room if width is None else min(room, width)
    bold = to_terminal and sys.stdout.isatty()
    said = [part for line in lead for part in folded(visible_lines(line), width)]
    said += [""] if lead else []
    for table in tables:
        for part in _fitting(table.visible(), width):
            if part.title:
                said += [f"\x1b[1m{line}\x1b[0m" if bold else line for line in folded(part.title, width)]
            said += [*_grid(part, width), ""]
    for line in lines:
        said += folded(visible_lines(line), width)
    return "".join(line.rstrip() + "\n" for line in said)


def _grid(table: Table, width: int) -> list[str]:
    """Return the lines of a table: header, rule, rows."""
    cells = [[name, *column] for name, column in zip(table.columns, _texts(table), strict=True)]
    sizes = _shared([max(map(display_width, column)) for column in cells], width - len(GAP) * (len(cells) - 1))
    right = [j > 0 and all(_is_number(row[j]) for row in table.rows) for j in range(len(table.columns))]
    head, *rows = [[folded(text, size) for text, size in zip(row, sizes, strict=True)] for row in zip(*cells, strict=True)]
    rule = [["─" * size] for size in sizes]
    return [line for row in (head, rule, *rows) for line in _lines(row, sizes, right)]


def _lines(row: list[list[str]], sizes: list[int], right: list[bool]) -> list[str]:
    """Return the lines of one row, whose cells may take several."""
    found = []
    for k in range(max(map(len, row))):
        texts = [cell[k] if k < len(cell) else "" for cell in row]
        gaps = [" " * (size - display_width(text)) for text, size in zip(texts, sizes, strict=True)]
        found.append(GAP.join(g + t if r else t + g for t, g, r in zip(texts, gaps, right, strict=True)))
    return found


def folded(text: str, width: int) -> list[str]:
    """Return the lines of a text, broken between words where that can be, and within them where it must.

    Examples
    --------
    >>> folded("who can win at all", 8)
    ['who can', 'win at', 'all']
    """
    if display_width(text) <= width:
        return [text]
    found, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if display_width(longer) <= width:
            line = longer
            continue
        if line:
            found.append(line)
        line = word
        while display_width(line) > width:
            cut = _cut(line, width)
            found.append(line[:cut])
            line = line[cut:]
    return [*found, line]


def _cut(text: str, width: int) -> int:
    """Return how many characters fit, and at least one."""
    used = 0
    for k, letter in enumerate(text):
        used += display_width(letter)
        if used > width:
            return max(k, 1)
    return len(text)


def _shared(natural: list[int], room: int) -> list[int]:
    """Return the widths of columns: as wide as they would be, and the widest no wider than there is room for."""
    sizes, left, open_ = dict(enumerate(natural)), max(room, len(natural)), sorted(range(len(natural)), key=natural.__getitem__)
    for k, j in enumerate(open_):
        sizes[j] = min(natural[j], max(left // (len(open_) - k), 1))
        left -= sizes[j]
    return [sizes[j] for j in range(len(natural))]


def _is_number(cell: Any) -> bool:
    return cell is None or isinstance(cell, Real) or str(cell).rstrip("=").isdigit()


def _texts(table: Table) -> list[list[str]]:
    """Return the cells column by column; the decimals of a column stand below each other."""
    return [_aligned([row[j] for row in table.rows]) for j in range(len(table.columns))]


def _aligned(cells: Sequence[Any]) -> list[str]:
    texts = [cell_text(cell) for cell in cells]
    broken = [isinstance(c, Real) and not isinstance(c, Integral) and t != "" for c, t in zip(cells, texts, strict=True)]
    shown = [t for t, b in zip(texts, broken, strict=True) if b]
    if any("e" in t for t in shown):
        return texts
    decimals = max((len(t.partition(".")[2]) for t in shown), default=0)
    return [f"{float(c) + 0.0:.{decimals}f}" if b else t for c, t, b in zip(cells, texts, broken, strict=True)]


def _fitting(table: Table, width: int) -> list[Table]:
    """Split a table with more columns than fit into several, each led by the first column."""
    sizes = [
        max(min(display_width(t), LONG) for t in (name, *column, " ")) for name, column in zip(table.columns, _texts(table), strict=True)
    ]
    if not sizes:
        return []
    first, *others = sizes
    if width - first < LEAST:  # in a very narrow terminal the first column folds too
        first = max(width - LEAST - len(GAP), 1)
    parts: list[list[int]] = [[]]
    for j, size in enumerate(others, start=1):
        if parts[-1] and first + sum(sizes[k] + len(GAP) for k in parts[-1]) + size + len(GAP) > width:
            parts.append([])
        parts[-1].append(j)
    if len(parts) == 1:
        return [table]
    return [
        Table(
            tuple(table.columns[j] for j in (0, *chosen)),
            tuple(tuple(row[j] for j in (0, *chosen)) for row in table.rows),
            table.title if number == 0 else f"{table.title} (continued)",
        )
        for number, chosen in enumerate(parts)
    ]
