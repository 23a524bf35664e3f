"""A search for the fewest cells, for methods that do not add up what they see in single cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nsmallest
from itertools import combinations, islice, product
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from ...exact.rational import fraction
from .cell_options import GRID, Option
from .played import is_ahead
from .trials import Trials

if TYPE_CHECKING:
    import numpy.typing as npt

    from .trials import Choices

__all__ = ["searched_choice"]

CUTS, NEAR = 8, 0.01
"""How often the way of a cell is cut into parts, and how much further than needed it may go for a number of few digits."""
LEVEL = 1e-9
"""A lead that short of none, in parts of the largest score, may be one: the method itself then says."""
TRIED, BLOCK, BEAM = 30_000, 4_096, 48
"""Tables that a search tries one by one, how many at once, and how many of them it follows beyond that."""
ROUND, FOREMOST, SLOW = 2**25, 3, 20
"""Numbers that are worked out to follow them by one more cell, at most; rivals, the foremost ones, whose cells are tried at least;
and how many times less is tried where a method solves a programme each time."""


@dataclass(frozen=True, slots=True)
class _Aim:
    """Who is to pass whom."""

    trials: Trials
    a: int
    rivals: Sequence[int]

    @property
    def part(self) -> int:
        """By what the number of tables that are tried is divided."""
        return SLOW if self.trials.question.method.lift else 1

    def leads(self, choices: Choices) -> npt.NDArray[np.float64]:
        """Return the leads over the rivals, in parts of the largest score of each table."""
        scores = self.trials.scores(choices)
        apart = scores[:, self.a, None] - scores[:, list(self.rivals)]
        return np.asarray(apart / np.maximum(np.abs(scores).max(axis=-1, keepdims=True), 1e-300))

    def wins(self, tables: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Tell for every table whether the method puts `a` ahead of the rivals."""
        question = self.trials.question
        return is_ahead(question, tables, question.names[self.a], [question.names[b] for b in self.rivals])


def searched_choice(
    trials: Trials, a: int, rivals: Sequence[int], rows: Sequence[int], most: int | None = None
) -> tuple[tuple[Option, ...] | None, bool]:
    """Return a choice of cells of some rows with which `a` passes rivals, if one is found, and whether none is better.

    Changes of one cell are tried, of two cells and so on, `most` at most; beyond what can be tried in full, the most promising ones
    are followed.
    """
    aim = _Aim(trials, a, rivals)
    cells = [cell for i in rows for cell in trials.cells[i]]
    most = len(cells) if most is None else min(most, len(cells))
    budget = TRIED // aim.part
    widest = max(map(len, cells), default=0)
    for k in range(1, len(cells) + 1):
        if k > most:
            return None, False
        if comb(len(cells), k) * widest**k > budget:
            break
        best = _best(aim, _every(cells, k))[0]
        if best is not None:
            return _tightened(aim, best), trials.discrete
        budget -= comb(len(cells), k) * widest**k
    else:
        return None, False
    beam = np.empty((1, 0), dtype=np.intp)
    for _ in range(most):
        best, beam = _best(aim, [_one_more(aim, beam, rows)])
        if best is not None:
            return _tightened(aim, _trimmed(aim, best)), False
    return None, False


def _every(cells: Sequence[Choices], k: int) -> Iterator[Choices]:
    """Yield all ways of changing so many cells, in blocks."""
    every = (chosen for group in combinations([cell.tolist() for cell in cells], k) for chosen in product(*group))
    while block := list(islice(every, BLOCK)):
        yield np.array(block, dtype=np.intp)


def _one_more(aim: _Aim, beam: Choices, rows: Sequence[int]) -> Choices:
    """Return some choices with one more cell each: of any row, or where these are too many of the winner and of the foremost rivals."""
    trials = aim.trials
    widest = max(sum(map(len, trials.cells[i])) for i in rows)
    room = ROUND // (trials.cost * aim.part * widest)
    reach = max(FOREMOST + 1, room // len(beam))
    beam = beam[: max(1, room // min(reach, len(rows)))]
    behind = [nsmallest(reach - 1, range(len(aim.rivals)), key=leads.__getitem__) for leads in aim.leads(beam).tolist()]
    cell_of = {p: k for k, cell in enumerate(c for i in rows for c in trials.cells[i]) for p in cell.tolist()}
    of_cell = [cell for i in rows for cell in trials.cells[i]]
    found = []
    for chosen, near in zip(beam, behind, strict=True):
        moved = {aim.a, *(aim.rivals[b] for b in near)}
        taken = {cell_of[p] for p in chosen.tolist()}
        free = [c for k, c in enumerate(of_cell) if k not in taken and (len(rows) <= reach or trials.options[c[0]].i in moved)]
        if free:
            more = np.concatenate(free)
            found.append(np.column_stack([np.tile(chosen, (len(more), 1)), more]))
    if not found:
        return np.empty((0, beam.shape[1] + 1), dtype=np.intp)
    every = np.concatenate(found)
    return every[np.sort(np.unique(np.sort(every, axis=-1), axis=-2, return_index=True)[1])]


def _best(aim: _Aim, tried: Iterable[Choices]) -> tuple[tuple[Option, ...] | None, Choices]:
    """Return the change that wins with the least movement, if any does, and those that come nearest to it."""
    options = aim.trials.options
    best: tuple[Option, ...] | None = None
    least = Fraction(0)
    near, short = [np.empty((0, 0), dtype=np.intp)], [np.empty(0)]
    for choices in (block[k : k + BLOCK] for block in tried for k in range(0, len(block), BLOCK)):
        gaps = aim.leads(choices).min(axis=-1)
        sizes = {p: sum((options[q].size for q in choices[p].tolist()), Fraction(0)) for p in np.flatnonzero(gaps > -LEVEL).tolist()}
        for p in sorted(sizes, key=sizes.__getitem__):
            if best is not None and sizes[p] >= least:
                break
            if aim.wins(aim.trials.tables(choices[p : p + 1]))[0]:
                best, least = tuple(options[q] for q in choices[p].tolist()), sizes[p]
                break
        if best is None:
            near, short = [*near, choices], [*short, -gaps]
    if best is not None or len(near) == 1:
        return best, near[0]
    gap = np.concatenate(short).tolist()
    return None, np.concatenate(near[1:])[nsmallest(BEAM, range(len(gap)), key=gap.__getitem__)]


def _tightened(aim: _Aim, chosen: tuple[Option, ...]) -> tuple[Option, ...]:
    """Move cells without levels no further from where they are than is needed, one after the other, to numbers of few digits."""
    found = list(chosen)
    for p, o in enumerate(found):
        levels, (low, high), _ = aim.trials.scales[o.j]
        if levels:
            continue
        old = near = float(aim.trials.question.task.x[o.i, o.j])
        far = o.value
        for _ in range(CUTS):
            tried = np.linspace(near, far, GRID + 1)[1:].tolist()
            k = int(np.argmax(_wins(aim, found, p, tried)))  # the last one wins
            near, far = near if k == 0 else tried[k - 1], tried[k]
        for digits in range(17):
            step = 10.0 ** (np.ceil(np.log10(high - low)) - digits)
            short = float(f"{(np.ceil if o.value > old else np.floor)(far / step) * step:.12g}")
            if abs(short - far) <= NEAR * abs(far - old) and abs(short - old) <= abs(o.value - old) and _wins(aim, found, p, [short])[0]:
                width = fraction(high) - fraction(low)
                found[p] = Option(o.i, o.j, short, o.gain, abs(fraction(short) - fraction(old)) / width)
                break
    return tuple(found)


def _wins(aim: _Aim, chosen: Sequence[Option], p: int, values: Sequence[float]) -> npt.NDArray[np.bool_]:
    """Tell which values of one of the cells win, the others as chosen."""
    x = np.tile(aim.trials.question.task.x, (len(values), 1, 1))
    for o in chosen:
        x[:, o.i, o.j] = o.value
    x[:, chosen[p].i, chosen[p].j] = values
    return aim.wins(x)


def _trimmed(aim: _Aim, chosen: tuple[Option, ...]) -> tuple[Option, ...]:
    """Leave out changes that are not needed."""
    for o in chosen:
        rest = tuple(p for p in chosen if p is not o)
        x = np.array(aim.trials.question.task.x)
        for p in rest:
            x[p.i, p.j] = p.value
        if rest and aim.wins(x[None])[0]:
            return _trimmed(aim, rest)
    return chosen
