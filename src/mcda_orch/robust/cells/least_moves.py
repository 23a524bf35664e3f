"""The least movement of the fewest cells, of which some move within intervals: every choice of so many cells, each exactly."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, islice, product
from math import lcm
from operator import itemgetter
from typing import TypeAlias

from ...exact.programme import minimise
from ...exact.rational import fraction
from ..evidence.question import Question
from .cell_options import Cell, CellMove, Option, cell_move

__all__ = ["least_move", "least_moves"]

CHOICES = 4_000
"""Up to so many choices of cells and of their levels are tried; beyond, a solver proposes one that is not proved."""
ROUNDED = 1e-9
"""Part by which a bound in floating point has to pass what was found before it counts."""

Choice: TypeAlias = tuple[tuple[int, Cell, Option], ...]
"""Options, each with its cell, and with 0 for the winner or the number of the rival that it belongs to, the first being 1."""


def least_moves(
    question: Question, own: list[Cell], theirs: list[list[Cell]], gaps: Sequence[Fraction], fewest: int
) -> tuple[CellMove, ...] | None:
    """Return the moves of the fewest cells that move least in sum, or None where there are too many choices to try."""
    choices = list(islice(_choices(own, theirs, gaps, fewest), CHOICES + 1))
    if len(choices) > CHOICES:
        return None
    best: tuple[Fraction, tuple[CellMove, ...]] | None = None
    for chosen in choices:
        if best is None or _at_least(chosen, gaps) <= float(best[0]) * (1 + ROUNDED):
            found = least_move(question, chosen, gaps)
            if found is not None and (best is None or found[0] < best[0]):
                best = found
    return None if best is None else best[1]


def _choices(own: list[Cell], theirs: list[list[Cell]], gaps: Sequence[Fraction], fewest: int) -> Iterator[Choice]:
    """Yield so many cells, each with its option, that gain more than every rival is ahead by.

    With fewer cells none do: so once those of the winner are chosen, each rival has as many as it needs at least, and no more.
    """
    unit = lcm(*(c.most.denominator for cells in (own, *theirs) for c in cells), *(g.denominator for g in gaps))
    mine, *others = [[int(c.most * unit) for c in cells] for cells in (own, *theirs)]
    needs = _Needs([int(g * unit) for g in gaps], others)
    for chosen, gained in _own_cells(mine, needs, fewest):
        rivals = [(b, ahead - gained) for b, ahead in enumerate(needs.ahead) if ahead >= gained]
        for places in product(*(list(_places(others[b], needs.count(b, left), left)) for b, left in rivals)):
            cells = [(0, own[p]) for p in chosen]
            cells += [(b + 1, theirs[b][p]) for (b, _), some in zip(rivals, places, strict=True) for p in some]
            yield from _leveled(cells, _limits({r for r, _ in cells}, gaps))


class _Needs:
    """How far rivals are ahead, and how many of their cells it takes to bring them back: the most helpful first."""

    def __init__(self, ahead: list[int], helps: list[list[int]]) -> None:
        self.ahead = ahead
        self._lost = [[0, *accumulate(sorted(some, reverse=True))] for some in helps]
        self._order = sorted(range(len(ahead)), key=lambda b: -ahead[b])

    def count(self, b: int, left: int) -> int:
        """Return how many cells of a rival it takes to lose more than is left; one more than there are where none do."""
        return bisect_right(self._lost[b], left)

    def met(self, gained: int, allowed: int) -> bool:
        """Tell whether so many cells of rivals are enough where the winner gains so much."""
        for b in self._order:
            if self.ahead[b] < gained or allowed < 0:
                break
            count = self.count(b, self.ahead[b] - gained)
            allowed -= count if count < len(self._lost[b]) else allowed + 1
        return allowed >= 0


def _own_cells(gains: list[int], needs: _Needs, most: int) -> Iterator[tuple[list[int], int]]:
    """Yield the places of cells of the winner, and what they gain, that leave rivals no more cells to lose than are allowed in all."""

    def more(start: int, chosen: list[int], gained: int) -> Iterator[tuple[list[int], int]]:
        left = most - len(chosen)
        for p in range(start, len(gains) if left else 0):
            reach = accumulate(sorted(gains[p + 1 :], reverse=True)[: left - 1], initial=gained + gains[p])
            if any(needs.met(reached, left - k) for k, reached in enumerate(reach, start=1)):
                yield from more(p + 1, [*chosen, p], gained + gains[p])
        if needs.met(gained, left):
            yield chosen, gained

    return more(0, [], 0)


def _places(gains: list[int], count: int, left: int) -> Iterator[list[int]]:
    """Yield the places of so many gains that in sum are more than is left."""

    def more(start: int, chosen: list[int], left: int) -> Iterator[list[int]]:
        rest = count - len(chosen) - 1
        if rest < 0:
            yield chosen
        for p in range(start, len(gains) - rest if rest >= 0 else 0):
            if gains[p] + sum(sorted(gains[p + 1 :], reverse=True)[:rest]) > left:
                yield from more(p + 1, [*chosen, p], left - gains[p])

    return more(0, [], left)


def _leveled(cells: list[tuple[int, Cell]], limits: Sequence[tuple[int, Fraction]]) -> Iterator[Choice]:
    """Yield the choices of an option for each of some cells that are enough."""

    def more(chosen: Choice) -> Iterator[Choice]:
        if len(chosen) == len(cells):
            yield chosen
            return
        (r, cell), rest = cells[len(chosen)], [(q, c.most) for q, c in cells[len(chosen) + 1 :]]
        for option in cell.options:
            new = (*chosen, (r, cell, option))
            if _enough([*((q, o.gain) for q, _, o in new), *rest], limits):
                yield from more(new)

    return more(())


def _limits(moved: Container[int], gaps: Sequence[Fraction]) -> list[tuple[int, Fraction]]:
    """Return how far those rivals are ahead that are moved themselves, and of the others the foremost: whoever passes it passes all."""
    every = list(enumerate(gaps, start=1))
    others = [(b, gap) for b, gap in every if b not in moved]
    return [(b, gap) for b, gap in every if b in moved] + ([max(others, key=itemgetter(1))] if others else [])


def _enough(gains: Sequence[tuple[int, Fraction]], limits: Sequence[tuple[int, Fraction]]) -> bool:
    return all(sum((g for r, g in gains if r in (0, b)), Fraction(0)) > gap for b, gap in limits)


def _at_least(chosen: Choice, gaps: Sequence[Fraction]) -> float:
    """Return how far the cells of a choice move at least: as if each rival were the only one to pass."""
    fixed = sum(float(o.size) for _, cell, o in chosen if not cell.continuous)
    least = 0.0
    for b, gap in _limits({r for r, _, _ in chosen}, gaps):
        left = float(gap) - sum(float(o.gain) for r, cell, o in chosen if r in (0, b) and not cell.continuous)
        moved = 0.0
        free = sorted(
            ((float(o.size), float(o.gain)) for r, cell, o in chosen if r in (0, b) and cell.continuous), key=lambda v: v[0] / v[1]
        )
        for size, gain in free:
            part = min(max(left / gain, 0.0), 1.0)
            moved, left = moved + part * size, left - part * gain
        least = max(least, moved)
    return fixed + least


def least_move(question: Question, chosen: Choice, gaps: Sequence[Fraction]) -> tuple[Fraction, tuple[CellMove, ...]] | None:
    """Find exactly how far the cells of a choice must move that lie within intervals; None where all the way is not enough."""
    limits = _limits({r for r, _, _ in chosen}, gaps)
    if not _enough([(r, o.gain) for r, _, o in chosen], limits):
        return None
    free = [(r, o) for r, cell, o in chosen if cell.continuous]
    fixed = [(r, o) for r, cell, o in chosen if not cell.continuous]
    moves = [cell_move(question, o) for _, o in fixed]
    size = sum((o.size for _, o in fixed), Fraction(0))
    if not free:
        return size, tuple(moves)
    left = [(b, gap - sum((o.gain for r, o in fixed if r in (0, b)), Fraction(0))) for b, gap in limits]
    found = minimise(
        [o.size for _, o in free],
        [[-o.gain if r in (0, b) else 0 for r, o in free] for b, _ in left],
        [-v for _, v in left],
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
