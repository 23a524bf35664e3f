"""Reads tables in GitHub-flavoured Markdown.

The reader is our own: problem files must be readable with the core dependencies alone and quickly, a cell too many is an
error here, where GFM drops it, and errors name line and column, which a tree of tokens no longer knows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ...errors import ReadError
from ..extent import check_extent
from ..raw import Column, RawTable
from .choice import Candidate, chosen
from .markdown_blocks import Block, blocks, split
from .markdown_inline import has_markup, label_of, seen
from .plain import certain_numbers, is_pointed, plain_numbers, regular_columns

__all__ = ["candidates", "table"]

LARGE = 4096
"""Rows from which on columns of numbers are held as numbers."""

SAMPLE, STEP = 256, 1000
"""Rows that say which columns hold numbers, and rows that are read at once."""


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
    heading = seen(block.heading, labels) if "heading" not in block.fault else ""
    if block.html:
        from .html_table import html_table

        return Candidate(heading, block.line, (), lambda: html_table(block.rows, block.lines, source, heading))
    header = [seen(cell, labels) for cell in split(block.header)]
    return Candidate(heading, block.line, tuple(header), lambda: _read(block, header, labels, source, heading))


def _read(block: Block, header: list[str], labels: Collection[str], source: str, heading: str) -> RawTable:
    if block.fault:
        ways = {
            "empty line": "take the empty line out.",
            "heading": "begin the header with |.",
            "": "write one group of dashes below each column.",
        }
        raise ReadError(f"{source}, line {block.line}: {block.fault}.", hint=next(way for sign, way in ways.items() if sign in block.fault))
    width = len(header)
    if len(block.rows) >= LARGE and (regular := _regular(block, header, labels, source, heading)) is not None:
        return regular
    rows = [split(row) for row in block.rows]
    stated, missing = sum(map(len, rows)), 0
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
        missing += width - len(cells)
        check_extent(source, stated, missing, "write | for each cell that is empty.")
        cells.extend([""] * (width - len(cells)))
    shown = rows if not any(map(has_markup, block.rows)) else [[seen(cell, labels) for cell in cells] for cells in rows]
    table = RawTable.of_rows(
        source, header, shown, block.lines, written=None if shown is rows else rows, separator="|", header_line=block.line, name=heading
    )
    if len(rows) < LARGE:
        return table
    written = table.written or tuple(map(table.texts, range(len(table.header))))
    plain = [j > 0 and cells == written[j] for j, cells in enumerate(table.columns)]  # their texts may be asked for again
    columns = (certain_numbers(table.texts(j)) if plain[j] else cells for j, cells in enumerate(table.columns))
    return replace(table, columns=tuple(columns), written=written)


def _regular(block: Block, header: list[str], labels: Collection[str], source: str, heading: str) -> RawTable | None:
    """Read a large table many cells at a time; None where some row is not like the others, or escapes a pipe."""
    width = len(header)
    first = [split(row) for row in block.rows[:SAMPLE]]
    if any(len(cells) != width for cells in first) or any("\\" in row for row in block.rows):
        return None
    sample = list(zip(*first, strict=True))
    numeric = [j > 0 and plain_numbers(cells) is not None for j, cells in enumerate(sample)]
    pointed = [j + 1 for j, cells in enumerate(sample) if numeric[j] and is_pointed(cells)]
    parts = (block.rows[at : at + STEP] for at in range(0, len(block.rows), STEP))
    texts = ("\n".join(map(str.rstrip, part)) + "\n" for part in parts)
    found = regular_columns(texts, len(block.rows), "|", [False, *numeric, False], pointed)
    if found is None or any(found[0]) or any(found[-1]):  # before the first pipe, and behind the last
        return None
    written: list[Column] = found[1:-1]
    shown: list[Column] = [cells if isinstance(cells, np.ndarray) else tuple([seen(cell, labels) for cell in cells]) for cells in written]
    shown[1:] = [cells if isinstance(cells, np.ndarray) else certain_numbers(cells) for cells in shown[1:]]
    kept = [j for j, name in enumerate(header) if name or isinstance(shown[j], np.ndarray) or any(shown[j])]

    def reread(columns: Sequence[int]) -> Mapping[int, Sequence[str]]:
        cells = list(zip(*map(split, block.rows), strict=True))
        return {j: cells[kept[j]] for j in columns}

    return RawTable(
        source,
        tuple(header[j] for j in kept),
        tuple(shown[j] for j in kept),
        block.lines,
        written=tuple(() if isinstance(cells, np.ndarray) else cells for cells in (written[j] for j in kept)),
        separator="|",
        header_line=block.line,
        name=heading,
        reread=reread,
    )
