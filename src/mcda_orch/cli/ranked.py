"""The table that went in, with what a method made of it: one row an alternative, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..core.criteria import Criterion
from ..core.outcome import Outcome
from ..core.problem import Problem
from ..core.table import Table

__all__ = ["ranked"]


def ranked(problem: Problem, outcome: Outcome) -> Table:
    """Return the alternatives with their cells, notes and published scores, then the score and the rank by a method."""
    matrix, read = problem.matrix, problem.reading
    heads = {c.name: c.header for c in read.criteria} if read is not None else {}
    columns: dict[str, list[Any]] = {(read.label if read is not None else "") or "alternative": list(matrix.names)}
    for criterion, cells in zip(matrix.criteria, matrix.values.T.tolist(), strict=True):
        columns[heads.get(criterion.name, criterion.name)] = list(map(_shown(criterion), cells))
    if problem.published is not None:
        known = dict(problem.published.items())
        name = read.published[0] if read is not None and read.published else "published"
        columns[_free(name, columns)] = [_plain(known.get(n)) for n in matrix.names]
    notes = list(dict.fromkeys(key for a in matrix.alternatives for key in a.notes))
    for note in notes:
        columns[_free(note, columns)] = [a.notes.get(note) or None for a in matrix.alternatives]
    ranks = outcome.ranking.ranks("min")
    columns[_free("score", columns, outcome.method)] = [_plain(outcome.scores[n]) for n in matrix.names]
    columns[_free("rank", columns, outcome.method)] = [int(ranks[n]) for n in matrix.names]
    return Table(tuple(columns), tuple(zip(*columns.values(), strict=True)), f"{outcome.method} ({outcome.blanks})")


def _free(name: str, columns: dict[str, list[Any]], method: str = "") -> str:
    """Return a name for a column that no other has."""
    tried = [name, *([f"{name} ({method})"] if method else [])]
    found = next((text for text in tried if text not in columns), None)
    return found or next(text for k in range(2, len(columns) + 3) if (text := f"{tried[-1]} #{k}") not in columns)


def _shown(criterion: Criterion) -> Callable[[float], Any]:
    """Return how a cell is written: the word of its level, where the levels have words, else its number."""
    numbers = [float(v) for v in criterion.scale.levels if not isinstance(v, str)]
    words = {v: name for name, v in zip(criterion.scale.names, numbers, strict=False) if name != f"{v:g}"}
    return lambda value: words.get(value) or _plain(value)


def _plain(value: float | None) -> float | int | None:
    """Return whole numbers as such, and blanks as None."""
    if value is None or value != value:
        return None
    number = float(value)
    return int(number) if number == int(number) and abs(number) < 1e15 else number
