"""Prints tables in a terminal so that nothing is cut."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from ..core.table import Table, cell_text

if TYPE_CHECKING:
    from rich.console import JustifyMethod

__all__ = ["emit", "show_tables"]

WIDE = 200
"""Columns that output is laid out for when it goes to a file or a pipe."""

LONG = 30
"""Columns after which the text of a cell may fold."""

GAP = 2
"""Columns between two columns of a table."""


def emit(text: str) -> None:
    """Write to standard output; where the reader has gone away, the exit code still says what was found."""
    with suppress(BrokenPipeError):
        sys.stdout.write(text)


def show_tables(tables: Sequence[Table], form: str, lines: Sequence[str]) -> None:
    """Print tables and the lines that go with them, as text, Markdown or separated values."""
    if form == "csv":
        emit("\n".join(t.csv() for t in tables))
        return
    if form == "markdown":
        emit("\n\n".join([*(t.markdown() for t in tables), *lines]) + "\n")
        return
    console = Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else WIDE)
    with console.capture() as captured:  # rich and typer answer a closed pipe by exiting with 1, which means "no" here
        for table in tables:
            for part in _fitting(table, console.width):
                if part.title:
                    console.print(Text(part.title, style="bold"))
                console.print(_grid(part, console.width))
                console.print()
        for line in lines:
            console.print(Text(line))
    emit("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


def _grid(table: Table, width: int) -> Grid:
    grid = Grid(box=SIMPLE_HEAD, show_edge=False, padding=(0, GAP - 1, 0, 0), pad_edge=False)
    columns, sizes = _texts(table), _sizes(table)
    roomy = sum(sizes) + GAP * len(sizes) <= width
    for j, (name, size) in enumerate(zip(table.columns, sizes, strict=True)):
        numbers = all(row[j] is None or isinstance(row[j], Real) or str(row[j]).rstrip("=").isdigit() for row in table.rows)
        justify: JustifyMethod = "right" if numbers and j else "left"
        grid.add_column(Text(name), justify=justify, overflow="fold", min_width=size if roomy else None)
    for row in zip(*columns, strict=True):
        grid.add_row(*map(Text, row))
    return grid


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


def _sizes(table: Table) -> list[int]:
    """Return the width that every column asks for."""
    return [
        max(min(cell_len(text), LONG) for text in (name, *column, " ")) for name, column in zip(table.columns, _texts(table), strict=True)
    ]


def _fitting(table: Table, width: int) -> list[Table]:
    """Split a table with more columns than fit into several, each led by the first column."""
    first, *sizes = _sizes(table)
    if width - first < 8:
        return [table]
    parts: list[list[int]] = [[]]
    for j, size in enumerate(sizes, start=1):
        if parts[-1] and first + sum(sizes[k - 1] + GAP for k in parts[-1]) + size + GAP > width:
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
