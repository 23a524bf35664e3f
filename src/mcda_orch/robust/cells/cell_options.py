"""What cells may become, what that gains, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ...core.table import cell_text
from ...exact.rational import fraction, simplest
from ...plugin.family import HIGHER
from ..evidence.question import Question
from .played import features_of

__all__ = ["GRID", "Cell", "CellMove", "Effects", "Option", "cell_move", "effects_of", "helpful_cells", "scale_of"]

GRID = 8
"""Parts that an interval is cut into where only trying helps."""


@dataclass(frozen=True, slots=True)
class CellMove:
    """A cell that changes.

    Attributes
    ----------
    alternative, criterion : str
    old, new : float
        `new` is where the winner draws level, if `limit`, and is ahead any further; a level of the scale otherwise.
    blank : bool
        Whether the cell was blank, and `old` is what was put there.
    size : Fraction
        How far it moves, in parts of its scale.
    end : float
        The end of the scale that it moves towards.
    limit : bool
        Whether the value is a limit.
    """

    alternative: str
    criterion: str
    old: float
    new: float
    blank: bool
    size: Fraction
    end: float
    limit: bool = False

    def __str__(self) -> str:
        old = f"blank, counted as {cell_text(self.old)}," if self.blank else cell_text(self.old)
        return f"{self.criterion} of {self.alternative} from {old} to {'just beyond ' if self.limit else ''}{cell_text(self.new)}"


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a cell may take, what that gains (exactly, where the method is additive), and how far it is."""

    i: int
    j: int
    value: float
    gain: Fraction
    size: Fraction


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that may change: to one of several values, or, `continuous`, up to the one that is given."""

    options: tuple[Option, ...]
    continuous: bool

    @property
    def most(self) -> Fraction:
        """The most that the cell can gain."""
        return max(o.gain for o in self.options)


def scale_of(question: Question, j: int) -> tuple[tuple[float, ...], tuple[float, float], bool]:
    """Return the levels of a criterion, if it has any, its ends, and whether these were learnt from the cells."""
    scale = question.task.matrix.criteria[j].scale
    column = question.task.x[:, j]
    low = float(column.min()) if scale.low is None else scale.low
    high = float(column.max()) if scale.high is None else scale.high
    return tuple(float(v) for v in scale.levels), (low, high), scale.low is None or scale.high is None


def cell_move(question: Question, option: Option, limit: bool = False, end: float | None = None) -> CellMove:
    """Return a choice as the change of a cell."""
    i, j = option.i, option.j
    return CellMove(
        question.names[i],
        question.criteria[j],
        float(question.task.x[i, j]),
        option.value,
        bool(question.task.matrix.blank[i, j]),
        option.size,
        option.value if end is None else end,
        limit,
    )


@dataclass(frozen=True, slots=True)
class Effects:
    """What a method sees in a value of a criterion, and whether that is linear in the value."""

    seen: tuple[dict[float, Fraction], ...]
    linear: bool


def effects_of(question: Question, scales: Sequence[Any]) -> Effects | None:
    """Return what the method sees in every value of every criterion, or None where other cells have a say in that."""
    if question.rows is None:
        return None
    x = question.task.x
    n, m = x.shape
    known: list[dict[float, Fraction]] = []
    linear = True
    sign = 1 if question.method.better is HIGHER else -1
    base = features_of(question, x)
    size = np.abs(base).max() or 1.0
    ends = [np.tile([s[1][side] for s in scales], (n, 1)) for side in (0, 1)]
    for j, (levels, (low, high), _) in enumerate(scales):
        grid = levels or tuple(low + (high - low) * k / GRID for k in range(GRID + 1)) if high > low else (low,)
        asked = sorted({*grid, low, high, *x[:, j].tolist()})
        tried = []
        for value in asked:
            for background in (x, *ends):
                whole = background.copy()
                whole[:, j] = value
                tried.append(whole)
            for i in range(2):
                one = x.copy()
                one[i, j] = value
                tried.append(one)
        found = features_of(question, np.stack(tried)).reshape(len(asked), 5, n, m)
        seen = found[:, 3, 0, j]
        same = np.abs(found[:, :3, :, j] - seen[:, None, None]).max() <= 1e-12 * size
        same &= bool(np.abs(found[:, 4, 1, j] - seen).max() <= 1e-12 * size)
        for k, i in ((3, 0), (4, 1)):
            rest = np.abs(found[:, k] - base)
            rest[:, i, j] = 0.0
            same &= bool(rest.max() <= 1e-12 * size)
        if not same:
            return None
        stands = {float(v): row[j] for v, row in zip(x[:, j], question.exact, strict=True)}  # the same fractions as the leads
        known.append({v: stands.get(v, sign * simplest(f)) for v, f in zip(asked, seen.tolist(), strict=True)})
        if not levels and high > low:
            straight = np.interp(asked, [low, high], [seen[asked.index(low)], seen[asked.index(high)]])
            linear &= bool(np.abs(straight - seen).max() <= 1e-12 * size)
    return Effects(tuple(known), linear)


def helpful_cells(question: Question, i: int, sign: int, scales: Sequence[Any], effects: Effects) -> list[Cell]:
    """Return the cells of a row that can help: raise it, or (sign -1) lower it."""
    found = []
    for j, (levels, (low, high), _) in enumerate(scales):
        old, seen = float(question.task.x[i, j]), effects.seen[j]
        width = fraction(high) - fraction(low)
        options = []
        for value, effect in seen.items():
            gain = sign * (effect - seen[old]) * question.shares[j]
            if gain > 0 and low <= value <= high and (not levels or value in levels):
                options.append(Option(i, j, value, gain, abs(fraction(value) - fraction(old)) / width))
        if not options:
            continue
        continuous = not levels and effects.linear
        best = max(options, key=lambda o: (o.gain, -o.size))
        found.append(Cell((best,) if continuous else tuple(options), continuous))
    return found
