"""Reads tables in GitHub-flavoured Markdown.

The reader is our own: problem files must be readable with the core dependencies alone and quickly, a cell too many is an
error here, where GFM drops it, and errors name line and column, which a tree of tokens no longer knows.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ...errors import ReadError
from ..raw import RawTable
from .choice import Candidate, chosen
from .markdown_blocks import Block, blocks, split
from .markdown_inline import has_markup, label_of, seen
from .plain import certain_numbers

__all__ = ["candidates", "table"]

LARGE = 4096
"""Rows from which on columns of numbers are held as numbers."""


def table(text: str, source: str, wanted: int | str | None = None) -> RawTable:
    """Return a table of a Markdown text: the first, or the one that is wanted by number, heading or column.

    Raises
    ------
    ReadError
        If there is none, or if it is faulty; the faults of other tables do not matter.
    """
    return chosen(candidates(text, source), source, wanted)


def candidates(text: str, source: str) -> list[Candidate]:
    """Return what tables a Markdown text holds; each is read when it is wanted."""
    found, defined = blocks(text.removeprefix("\ufeff"))
    labels = {label_of(label) for label in defined}
    return [_candidate(block, labels, source) for block in found]


def _candidate(block: Block, labels: Collection[str], source: str) -> Candidate:
    heading = seen(block.heading, labels)
    if block.html:
        from .html_table import html_table

        return Candidate(heading, block.line, (), lambda: html_table(block.rows, block.lines, source, heading))
    header = [seen(cell, labels) for cell in split(block.header)]
    return Candidate(heading, block.line, tuple(header), lambda: _read(block, header, labels, source, heading))


def _read(block: Block, header: list[str], labels: Collection[str], source: str, heading: str) -> RawTable:
    if block.fault:
        hint = "take the empty line out." if "empty line" in block.fault else "write one group of dashes below each column."
        raise ReadError(f"{source}, line {block.line}: {block.fault}.", hint=hint)
    width = len(header)
    rows = [split(row) for row in block.rows]
    for row, cells, line in zip(block.rows, rows, block.lines, strict=True):
        if len(cells) == width:
            continue
        if len(cells) > width:
            raise ReadError(
                f"{source}, line {line}: the row has {len(cells)} cells, but the header has {width}.",
                hint="escape a pipe that is text: \\|.",
            )
        if "|" not in row and width > 1:
            raise ReadError(
                f"{source}, line {line}: {row.strip()[:40]!r} follows the table without an empty line, which makes it a row.",
                hint="put an empty line between the table and the text.",
            )
        cells.extend([""] * (width - len(cells)))
    shown = rows if not any(map(has_markup, block.rows)) else [[seen(cell, labels) for cell in cells] for cells in rows]
    table = RawTable.of_rows(
        source, header, shown, block.lines, written=None if shown is rows else rows, separator="|", header_line=block.line, name=heading
    )
    if len(rows) < LARGE:
        return table
    numbers = [column if j == 0 else certain_numbers(table.texts(j)) for j, column in enumerate(table.columns)]
    return replace(table, columns=tuple(numbers), written=table.written or tuple(map(table.texts, range(len(numbers)))))
