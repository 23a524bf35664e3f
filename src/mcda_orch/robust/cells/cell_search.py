"""A search for the fewest cells, for methods that do not add up what they see in single cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np

from ...exact.rational import fraction
from ..evidence.question import Question
from .cell_options import GRID, Option
from .played import is_ahead, scores_of

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["searched_choice"]

CUTS, NEAR = 8, 0.01
"""How often the way of a cell is cut into parts, and how much further than needed it may go for a number of few digits."""

TRIED, BLOCK, BEAM = 30_000, 2_048, 48
"""Matrices that a search tries one by one, how many at once, and how many of them it follows beyond that."""


@dataclass(frozen=True, slots=True)
class _Aim:
    """Who is to pass whom."""

    question: Question
    winner: str
    over: tuple[str, ...]


def searched_choice(
    question: Question, a: int, rivals: Sequence[int], rows: Sequence[int], scales: Sequence[Any]
) -> tuple[tuple[Option, ...] | None, bool]:
    """Return a choice of cells of some rows with which `a` passes rivals, if one is found, and whether none is better.

    Changes of one cell are tried, of two cells and so on; beyond what can be tried in full, the most promising ones are followed.
    """
    x = question.task.x
    over = tuple(question.names[b] for b in rivals)
    aim = _Aim(question, question.names[a], over)
    cells: list[tuple[Option, ...]] = []
    discrete = True
    for i, (j, (levels, (low, high), _)) in product(rows, enumerate(scales)):
        if high <= low:
            continue
        discrete &= bool(levels)
        grid = levels or tuple(low + (high - low) * k / GRID for k in range(GRID + 1))
        width = fraction(high) - fraction(low)
        options = tuple(
            Option(i, j, v, Fraction(0), abs(fraction(v) - fraction(float(x[i, j]))) / width)
            for v in grid
            if v != x[i, j] and _fits(question, j, v)
        )
        cells += [options] if options else []
    budget = TRIED // (20 if question.method.lift else 1)
    widest = max((len(c) for c in cells), default=0)
    for k in range(1, len(cells) + 1):
        if comb(len(cells), k) * widest**k > budget:
            break
        tried = (chosen for group in combinations(cells, k) for chosen in product(*group))
        best = _best(aim, tried)[0]
        if best is not None:
            return _tightened(aim, best, scales), discrete
        budget -= comb(len(cells), k) * widest**k
    else:
        return None, False
    beam: list[tuple[Option, ...]] = [()]
    for _ in cells:
        tried = (
            (*chosen, o)
            for chosen in beam
            for options in cells
            if (options[0].i, options[0].j) not in {(p.i, p.j) for p in chosen}
            for o in options
        )
        best, beam = _best(aim, tried)
        if best is not None:
            return _tightened(aim, _trimmed(aim, best), scales), False
    return None, False


def _fits(question: Question, j: int, value: float) -> bool:
    """Tell whether the method takes such a value."""
    column = np.full((1, len(question.criteria)), np.nan)
    column[:] = question.task.x[:1]
    column[0, j] = value
    return not any(domain.outside(column, question.task.s).any() for _, domain in question.method.restrictions(question.task.params))


def _best(aim: _Aim, tried: Iterable[tuple[Option, ...]]) -> tuple[tuple[Option, ...] | None, list[tuple[Option, ...]]]:
    """Return the change that wins with the least movement, if any does, and those that come nearest to it."""
    question, over = aim.question, [aim.question.at(b) for b in aim.over]
    a = question.at(aim.winner)
    best: tuple[Option, ...] | None = None
    near: list[tuple[float, tuple[Option, ...]]] = []
    seen: set[frozenset[Option]] = set()
    queue = iter(tried)
    while True:
        block: list[tuple[Option, ...]] = []
        for chosen in queue:
            if frozenset(chosen) not in seen:
                seen.add(frozenset(chosen))
                block.append(chosen)
            if len(block) == BLOCK:
                break
        if not block:
            return best, [chosen for _, chosen in near]
        x = np.tile(question.task.x, (len(block), 1, 1))
        for p, chosen in enumerate(block):
            for o in chosen:
                x[p, o.i, o.j] = o.value
        wins = is_ahead(question, x, aim.winner, aim.over)
        for p in np.flatnonzero(wins).tolist():
            if best is None or sum(o.size for o in block[p]) < sum(o.size for o in best):
                best = block[p]
        if best is None:
            scores = scores_of(question, x)
            gap = (scores[:, a] - scores[:, over].max(axis=-1)) / np.maximum(np.abs(scores).max(axis=-1), 1e-300)
            near += zip(gap.tolist(), block, strict=True)
            near = sorted(near, key=lambda item: -item[0])[:BEAM]


def _tightened(aim: _Aim, chosen: tuple[Option, ...], scales: Sequence[Any]) -> tuple[Option, ...]:
    """Move cells without levels no further from where they are than is needed, one after the other, to numbers of few digits."""
    found = list(chosen)
    for p, o in enumerate(found):
        levels, (low, high), _ = scales[o.j]
        if levels:
            continue
        old = near = float(aim.question.task.x[o.i, o.j])
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
    x = np.tile(aim.question.task.x, (len(values), 1, 1))
    for o in chosen:
        x[:, o.i, o.j] = o.value
    x[:, chosen[p].i, chosen[p].j] = values
    return is_ahead(aim.question, x, aim.winner, aim.over)


def _trimmed(aim: _Aim, chosen: tuple[Option, ...]) -> tuple[Option, ...]:
    """Leave out changes that are not needed."""
    for o in chosen:
        rest = tuple(p for p in chosen if p is not o)
        x = np.array(aim.question.task.x)
        for p in rest:
            x[p.i, p.j] = p.value
        if rest and is_ahead(aim.question, x[None], aim.winner, aim.over)[0]:
            return _trimmed(aim, rest)
    return chosen
