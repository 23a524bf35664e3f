"""Turns everything that could not be read in a table into one error that says what to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...core.costs import expects_less
from ...errors import ReadError
from ..raw import RawTable
from .cells import Fault, Survey, counted, quoted
from .words import amounts, ladder, ladders

__all__ = ["ask"]


def ask(table: RawTable, rows: Sequence[int], label: int | None, faults: Sequence[Fault], rated: Sequence[Survey]) -> ReadError:
    """Return one error for all cells that cannot be read, and all columns of words that look like criteria.

    Parameters
    ----------
    table : RawTable
    rows : sequence of int
        Rows of the table that the cells of the columns stand in.
    label : int, optional
        Column that names the rows.
    faults : sequence of Fault
    rated : sequence of Survey
        Columns of words.
    """
    parts, hints = [], []
    if faults:
        places = [f"{_place(table, rows[f.row], f.column)}: {quoted(f.text)} {f.reason}" for f in faults]
        if len(places) == 1:
            parts.append(f"{table.where(rows[faults[0].row], faults[0].column)}: {quoted(faults[0].text)} {faults[0].reason}.")
        else:
            parts.append(f"{table.source}: {len(places)} cells cannot be read: {counted(places)}.")
        hints += _answers(faults)
    if rated:
        lines = [f"{table.header[c.column]!r} holds {counted(map(quoted, c.marks), 8, ', ')}" for c in rated]
        start = "" if parts else f"{table.source}: "
        which = "columns hold" if len(rated) > 1 else "column holds"
        parts.append(f"{start}{len(rated)} {which} words that may be marks on a criterion: {counted(lines)}.")
        hints += _levels(table, rated)
    hints += _notes(table, rows, label, [f for f in faults if f.kind != "blank"], rated)
    return ReadError(" ".join(parts), hint="; ".join(hints) + ".")


def _notes(table: RawTable, rows: Sequence[int], label: int | None, faults: Sequence[Fault], rated: Sequence[Survey]) -> list[str]:
    """Offer to take the columns at fault for text, or the one row that holds all faults of several columns."""
    columns = sorted({*(fault.column for fault in faults), *(column.column for column in rated)})
    if not columns:
        return []
    if not rated and label is not None and len(columns) > 1 and len({fault.row for fault in faults}) == 1 and len(rows) > 2:
        return [f"notes=[{table.texts(label)[rows[faults[0].row]]!r}] leaves out what holds them all"]
    names = [table.header[j] for j in columns]
    return [f"notes={names!r} keeps {'these columns' if len(names) > 1 else 'the column'} as text"]


def _place(table: RawTable, row: int, column: int) -> str:
    return table.where(row, column).removeprefix(f"{table.source}, ")


def _answers(faults: Sequence[Fault]) -> list[str]:
    """Return what would answer the faults, each kind once."""
    kinds: dict[str, dict[str, None]] = {}
    for fault in faults:
        kinds.setdefault(fault.kind, {})[fault.text] = None
    hints = []
    if "blank" in kinds:
        words = list(kinds["blank"])
        hints.append(
            f"na={words!r} takes these words as blank"
            if len(words) > 1
            else f"na={words[0]!r} takes {words[0]!r} as blank, as an empty cell is"
        )
    if "word" in kinds:
        words = [word for word in kinds["word"] if len(word) <= 40]
        known = ladder(words)
        shown = ", ".join(f"{word!r}: {known[word]:g}" if known else f"{word!r}: NUMBER" for word in words[:8])
        if words:
            hints.append(f"levels={{{shown}}} gives words numbers; leave a cell without a value empty")
    if "inexact" in kinds:
        hints.append("write one number into each cell")
    if "factor" in kinds:
        hints.append("marks='auto' reads k as thousands, M as millions, B as billions; or write the numbers out")
    if "unit" in kinds:
        hints.append("write all cells of a column in one unit")
    if "size" in kinds:
        hints.append("a number has at most 15 digits and is no code")
    return hints


def _levels(table: RawTable, rated: Sequence[Survey]) -> list[str]:
    """Offer levels for columns of words: one line to paste where everybody orders the words alike."""
    texts = [column.marks for column in rated]
    found = list(zip((table.header[column.column] for column in rated), texts, ladders(texts), strict=True))
    known = [(name, words, rungs) for name, words, rungs in found if rungs is not None]
    unordered = [(name, words) for name, words, rungs in found if rungs is None]
    hints = []
    if known:
        shared: dict[str, float] = {}
        less = any(turned(*column) for column in known)
        agree = not less
        for _, words, steps in known:
            for word in words:
                agree &= shared.setdefault(word, steps[word]) == steps[word]
        mixed = [words for _, words in unordered if not shared.keys().isdisjoint(words)]
        if agree and (mixed or len(shared) < sum(len(words) for _, words, _ in known)):
            line = ", ".join(f"{word!r}: {shared[word]:g}" for word in sorted(shared, key=lambda word: shared[word]))
            unknown = [word for word in dict.fromkeys(word for words in mixed for word in words) if word not in shared]
            unordered = [(name, words) for name, words in unordered if shared.keys().isdisjoint(words)]
        else:
            line, unknown = ", ".join(f"{name!r}: {_of_words(name, words, steps)!r}" for name, words, steps in known), []
        which = counted([repr(name) for name, _, _ in known], 4, ", ") if unordered else "them"
        if unknown:
            line += "".join(f", {word!r}: NUMBER" for word in unknown)
            hints.append(f"levels={{{line}}} makes criteria of {which}, with a number of yours")
        else:
            hints.append(f"levels={{{line}}} makes criteria of {which}" + ("" if less else ", and so does marks='auto'"))
    for name, _ in unordered[:1]:
        hints.append(f"levels={{{name!r}: ['WORST', ..., 'BEST']}} makes a criterion of its words in the order that you give")
    return hints


def turned(name: str, words: Sequence[str], rungs: Mapping[str, float]) -> bool:
    """Tell whether a reader expects less of a column to be better, whose words run from low to high."""
    return expects_less(name) and amounts({word: rungs[word] for word in words})


def _of_words(name: str, words: Sequence[str], rungs: Mapping[str, float]) -> list[str] | dict[str, float]:
    """Return levels as they are written, from the worst on: words alone where they count 0, 1, 2, ... one by one."""
    if turned(name, words, rungs):
        rungs = {word: max(rungs.values()) - rungs[word] for word in words}
    order = sorted(words, key=lambda word: rungs[word])
    return order if [rungs[word] for word in order] == list(range(len(order))) else {word: rungs[word] for word in order}
