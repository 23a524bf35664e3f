"""The least movement of the fewest cells, of which some move within intervals: every choice of so many cells, each exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, islice, product

from ...exact.programme import minimise
from ...exact.rational import fraction
from ..evidence.question import Question
from .cell_options import Cell, CellMove, Option, cell_move

__all__ = ["least_move", "least_moves"]

CHOICES = 4_000
"""Up to so many choices of cells and of their levels are tried; beyond, a solver proposes one that is not proved."""


def least_moves(
    question: Question, own: list[Cell], theirs: list[list[Cell]], gaps: Sequence[Fraction], fewest: int
) -> tuple[CellMove, ...] | None:
    """Return the moves of the fewest cells that move least in sum, or None where there are too many choices to try."""
    cells = [(r, cell) for r, of in enumerate((own, *theirs)) for cell in of]
    choices = list(islice(_choices(cells, gaps, fewest), CHOICES + 1))
    if len(choices) > CHOICES:
        return None
    best: tuple[Fraction, tuple[CellMove, ...]] | None = None
    for chosen in choices:
        fixed = sum((o.size for _, cell, o in chosen if not cell.continuous), Fraction(0))
        if best is None or fixed < best[0]:
            found = least_move(question, chosen, gaps)
            if found is not None and (best is None or found[0] < best[0]):
                best = found
    return None if best is None else best[1]


def _choices(cells: list[tuple[int, Cell]], gaps: Sequence[Fraction], fewest: int) -> Iterator[tuple[tuple[int, Cell, Option], ...]]:
    """Yield so many cells, each with its option, that gain more than every rival is ahead by."""
    for some in combinations(cells, fewest):
        if _enough([(r, cell.most) for r, cell in some], gaps):
            for options in product(*(cell.options for _, cell in some)):
                if _enough([(r, o.gain) for (r, _), o in zip(some, options, strict=True)], gaps):
                    yield tuple((r, cell, o) for (r, cell), o in zip(some, options, strict=True))


def _enough(gains: Sequence[tuple[int, Fraction]], gaps: Sequence[Fraction]) -> bool:
    return all(sum((g for r, g in gains if r in (0, b)), Fraction(0)) > gap for b, gap in enumerate(gaps, start=1))


def least_move(
    question: Question, chosen: Sequence[tuple[int, Cell, Option]], gaps: Sequence[Fraction]
) -> tuple[Fraction, tuple[CellMove, ...]] | None:
    """Find exactly how far the cells of a choice must move that lie within intervals; None where all the way is not enough."""
    if not _enough([(r, o.gain) for r, _, o in chosen], gaps):
        return None
    free = [(r, o) for r, cell, o in chosen if cell.continuous]
    fixed = [(r, o) for r, cell, o in chosen if not cell.continuous]
    moves = [cell_move(question, o) for _, o in fixed]
    size = sum((o.size for _, o in fixed), Fraction(0))
    if not free:
        return size, tuple(moves)
    left = [g - sum((o.gain for r, o in fixed if r in (0, b)), Fraction(0)) for b, g in enumerate(gaps, start=1)]
    found = minimise(
        [o.size for _, o in free],
        [[-o.gain if r in (0, b) else 0 for r, o in free] for b in range(1, len(gaps) + 1)],
        [-v for v in left],
        low=0,
        high=1,
    )
    assert found.x is not None  # all the way is enough
    assert found.value is not None
    for (_, option), part in zip(free, found.x, strict=True):
        old = fraction(float(question.task.x[option.i, option.j]))
        new = old + part * (fraction(option.value) - old)
        short = part < 1  # a cell that goes all the way has nowhere to go further; another one does
        moves.append(cell_move(question, replace(option, value=float(new), size=part * option.size), short, option.value))
    return size + found.value, tuple(moves)
