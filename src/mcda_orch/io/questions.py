"""Turns everything that could not be read in a table into one error that says what to answer."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import ReadError
from .cells import Fault, Survey, counted
from .raw import RawTable
from .words import folded, ladder

__all__ = ["ask"]


def ask(table: RawTable, rows: Sequence[int], faults: Sequence[Fault], rated: Sequence[Survey]) -> ReadError:
    """Return one error for all cells that cannot be read, and all columns of words that look like criteria.

    Parameters
    ----------
    table : RawTable
    rows : sequence of int
        Rows of the table that the cells of the columns stand in.
    faults : sequence of Fault
    rated : sequence of Survey
        Columns of words.
    """
    parts, hints = [], []
    if faults:
        places = [f"{_place(table, rows[f.row], f.column)}: {f.text!r} {f.reason}" for f in faults]
        if len(places) == 1:
            parts.append(f"{table.where(rows[faults[0].row], faults[0].column)}: {faults[0].text!r} {faults[0].reason}.")
        else:
            parts.append(f"{table.source}: {len(places)} cells cannot be read: {counted(places)}.")
        hints += _answers(table, faults)
    if rated:
        lines = []
        for column in rated:
            words = list(dict.fromkeys(c for c in column.cells if isinstance(c, str) and c not in column.blanks))
            lines.append(
                f"{table.header[column.column]!r} holds the words {', '.join(map(repr, words[:8]))}{', ...' if len(words) > 8 else ''}"
            )
        which = "columns hold" if len(rated) > 1 else "column holds"
        start = "" if parts else f"{table.source}: "
        parts.append(f"{start}{len(rated) if len(rated) > 1 else 'a'} {which} words that may be marks on a criterion: {counted(lines)}.")
        hints += _levels(table, rated)
    return ReadError(" ".join(parts), hint="; ".join(hints) + ".")


def _place(table: RawTable, row: int, column: int) -> str:
    return table.where(row, column).removeprefix(f"{table.source}, ")


def _answers(table: RawTable, faults: Sequence[Fault]) -> list[str]:
    """Return what would answer the faults, each kind once."""
    kinds: dict[str, dict[str, None]] = {}
    columns: dict[str, dict[str, None]] = {}
    for fault in faults:
        kinds.setdefault(fault.kind, {})[fault.text] = None
        columns.setdefault(fault.kind, {})[table.header[fault.column]] = None
    hints = []
    if "blank" in kinds:
        words = list(kinds["blank"])
        hints.append(
            f"na={words if len(words) > 1 else words[0]!r} takes {'these words' if len(words) > 1 else 'this word'} as blank; or leave the cell empty"
        )
    if "word" in kinds:
        name = next(iter(columns["word"]))
        words = list(kinds["word"])
        known = ladder(words)
        shown = ", ".join(f"{word!r}: {known[word]:g}" if known else f"{word!r}: ..." for word in words[:4])
        hints.append(
            f"levels={{{shown}}} gives words numbers; notes=[{name!r}] keeps the column as text; leave a cell without a value empty"
        )
    if "level" in kinds:
        hints.append("a cell of a criterion with levels is one of them, or empty")
    if "inexact" in kinds:
        hints.append(f"write one number into each cell; or notes=[{next(iter(columns['inexact']))!r}] keeps the column as text")
    if "factor" in kinds:
        hints.append("marks='auto' reads k as thousands, M as millions, B as billions; or write the numbers out")
    if "unit" in kinds:
        hints.append("write all cells of a column in one unit")
    if "size" in kinds:
        hints.append(f"write a smaller number; or notes=[{next(iter(columns['size']))!r}] where the column holds names or codes")
    return hints


def _levels(table: RawTable, rated: Sequence[Survey]) -> list[str]:
    """Offer levels for columns of words: one line to paste, and the other ways out."""
    names = [table.header[column.column] for column in rated]
    found = {}
    for column, name in zip(rated, names, strict=True):
        words = list(dict.fromkeys(c for c in column.cells if isinstance(c, str) and c not in column.blanks))
        found[name] = (words, ladder(words))
    known: dict[str, dict[str, float]] = {name: rungs for name, (_, rungs) in found.items() if rungs is not None}
    shared: dict[str, float] = {}
    agree = len(known) == len(found)
    for name, steps in known.items():
        for word in found[name][0]:
            agree &= shared.setdefault(word, steps[word]) == steps[word]
    if agree and shared and len({folded(word) for word in shared}) <= 6:
        ordered = sorted(shared, key=lambda word: shared[word])
        line = "levels={" + ", ".join(f"{word!r}: {shared[word]:g}" for word in ordered) + "}"
    else:
        parts = []
        for name, (words, rungs) in found.items():
            order = sorted(words, key=lambda word: rungs[word]) if rungs is not None else words
            parts.append(f"{name!r}: {order[:8]!r}")
        line = "levels={" + ", ".join(parts[:6]) + "}"
        if len(known) < len(found):
            line += " with the words from the worst to the best"
    hints = [f"{line} makes criteria of them"]
    if known:
        hints.append("marks='auto' does so for well-known words")
    hints.append(f"notes={names!r} keeps them as text")
    return hints
