"""The fewest cells, moved on their scales, that bring an alternative to the front, or the proof that none do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product
from math import comb, lcm
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from ...core.ranking import positions
from ...core.report import Report, listed, plain
from ...core.table import Table, cell_text
from ...errors import DomainError
from ...exact.programme import minimise
from ...exact.rational import dot, fraction, simplest
from ...plugin.family import HIGHER
from ...sampling.linear_rows import form_of
from ..evidence.question import Question, rivals_text

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["CellChange", "CellMove", "Whose", "changed_cells"]

Whose: TypeAlias = Literal["own", "any"]

GRID = 8
"""Parts that an interval is cut into where only trying helps."""
STATES = 3_000
"""Up to so many ways of moving cells are carried along exactly; beyond, a mixed-integer programme proposes."""
EPS = 1e-4
"""Lead that counts as being ahead in that programme, in parts of the largest gain."""
TRIED, BLOCK, BEAM = 30_000, 2_048, 48
"""Matrices that a search tries one by one, how many at once, and how many of them it follows beyond that."""


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
        old = f"blank, counted as {self.old:g}," if self.blank else f"{self.old:g}"
        return f"{self.criterion} of {self.alternative} from {old} to {'just beyond ' if self.limit else ''}{cell_text(self.new)}"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CellChange(Report):
    """The fewest cells with which an alternative passes others; of those, the ones that move least.

    Attributes
    ----------
    winner : str
    over : tuple of str
        Those that it is to pass.
    whose : {"own", "any"}
        Whether only the winner's cells were allowed to change.
    exact : bool
        Whether it is proved that fewer cells, and as many that move less, do not do.
    possible : bool
        Whether any change does. For a method that is not additive in its cells, whether any was found.
    changes : tuple of CellMove
    short : Fraction
        By how much the winner still misses the lead when every allowed cell is as good as its scale allows; 0 where it
        draws level at best, and 0 where the change is possible.
    """

    winner: str
    over: tuple[str, ...]
    whose: Whose
    exact: bool
    possible: bool
    changes: tuple[CellMove, ...]
    short: Fraction
    question: Question
    learnt: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many cells change."""
        return len(self.changes)

    @property
    def size(self) -> Fraction:
        """How far they move in sum, in parts of their scales."""
        return sum((c.size for c in self.changes), Fraction(0))

    def values(self, part: float = 0.01) -> npt.NDArray[np.float64]:
        """Return the filled matrix after the change; cells whose value is a limit go further by this part of the change."""
        x = np.array(self.question.task.x)
        for c in self.changes:
            new = c.new
            if c.limit:
                room, step = c.end - c.new, part * (c.new - c.old)
                new = c.new + (step if c.new != c.old and abs(step) < abs(room) else part * room)
            x[self.question.at(c.alternative), self.question.criteria.index(c.criterion)] = new
        return x

    def verify(self) -> bool:
        """Play the changed matrix through the method: the winner must be ahead of all that it is to pass."""
        return not self.possible or bool(_ahead(self.question, self.values()[None], self.winner, self.over)[0])

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row a cell."""
        if not self.changes:
            return ()
        rows = tuple(
            (c.alternative, c.criterion, None if c.blank else c.old, ("beyond " if c.limit else "") + cell_text(c.new))
            for c in self.changes
        )
        return (Table(("alternative", "criterion", "now", "then"), rows, f"Cells that bring {self.winner} ahead of {_others(self)}"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What it takes, and why it cannot be less."""
        said = []
        whose = f"the cells of {self.winner}" if self.whose == "own" else f"the cells of {self.winner} and of {_others(self)}"
        if self.possible and not self.changes:
            said.append(f"{self.winner} is ahead of {_others(self)} already.")
        elif self.possible:
            said.append(
                f"{self.winner} passes {_others(self)} when {self.count} cell{'s change' if self.count > 1 else ' changes'}: "
                f"{listed([str(c) for c in self.changes])}."
            )
            if self.exact:
                said.append(f"No fewer of {whose} do it, and no other choice of as many moves them less.")
        elif self.exact:
            best = f"Even with {whose} as good for it as the scales allow, {self.winner}"
            said.append(
                f"{best} only draws level." if self.short == 0 else f"{best} stays behind, by {float(self.short):.4g} points of score."
            )
        if not self.exact:
            said.append(
                f"{self.question.method.name} was asked again and again: fewer cells, or smaller moves, are not ruled out."
                if self.possible
                else f"No change was found by asking {self.question.method.name} again and again, which is no proof that there is none."
            )
        if self.learnt:
            said.append(f"No bounds are declared for {listed(self.learnt)}: the values that occur were taken as the ends of the scale.")
        return (*said, *self.question.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""
        return {
            "schema": "mcda_orch.cell_change",
            "version": 1,
            "method": self.question.method.name,
            "winner": self.winner,
            "over": list(self.over),
            "cells": self.whose,
            "exact": self.exact,
            "possible": self.possible,
            "count": self.count,
            "size": str(self.size),
            "short": str(self.short),
            "changes": [
                {
                    "alternative": c.alternative,
                    "criterion": c.criterion,
                    "old": None if c.blank else c.old,
                    "new": c.new,
                    "limit": c.limit,
                    "size": plain(c.size),
                }
                for c in self.changes
            ],
        }

    def __repr__(self) -> str:
        return f"CellChange({self.winner!r} over {_others(self)}: {f'{self.count} cells' if self.possible else 'impossible'})"


def _others(found: CellChange) -> str:
    return rivals_text(found.question.names, found.winner, found.over)


@dataclass(frozen=True, slots=True)
class _Option:
    """A value that a cell may take, what that gains (exactly, where the method is additive), and how far it is."""

    i: int
    j: int
    value: float
    gain: Fraction
    size: Fraction


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that may change: to one of several values, or, `continuous`, up to the one that is given."""

    options: tuple[_Option, ...]
    continuous: bool

    @property
    def most(self) -> Fraction:
        return max(o.gain for o in self.options)


def changed_cells(question: Question, a: int, rivals: Sequence[int], whose: Whose) -> CellChange:
    """Return the fewest cells with which `a` passes rivals.

    Where the method adds up what it sees in single cells, gains add up too: the most helpful cells of each row tell how
    many are needed, and all ways of moving them that no other way beats are carried along exactly; intervals are left to a
    mixed-integer programme, whose proposal is made exact. Other methods are asked.
    """
    if question.task.redistributed:
        raise DomainError(
            "where blanks give their weight away, a cell that is filled changes the weights too.",
            hint="fill the blanks: a number or 'mean'.",
        )
    names = question.names
    over = tuple(names[b] for b in rivals)
    scales = [_scale(question, j) for j in range(len(question.criteria))]
    learnt = tuple(c for c, s in zip(question.criteria, scales, strict=True) if s[2])
    blank = CellChange(names[a], over, whose, True, True, (), Fraction(0), question, learnt)
    if _ahead(question, question.task.x[None], names[a], over)[0]:
        return blank
    effects = _effects(question, a, rivals, scales)
    if effects is None:
        return _searched(blank, a, rivals, scales)
    own = _cells(question, a, 1, scales, effects)
    theirs = [_cells(question, b, -1, scales, effects) if whose == "any" else [] for b in rivals]
    gaps = [-dot(question.difference(a, b), question.shares) for b in rivals]
    fewest = _fewest(own, theirs, gaps)
    if fewest is None:
        most = sum((c.most for c in own), Fraction(0))
        short = max(g - most - sum((c.most for c in cells), Fraction(0)) for g, cells in zip(gaps, theirs, strict=True))
        return replace(blank, possible=False, short=short)
    every = [*own, *(c for cells in theirs for c in cells)]
    chosen = None if any(c.continuous for c in every) else _carried(own, theirs, gaps)
    if chosen is not None:
        return replace(blank, changes=tuple(_move(question, o) for o in chosen))
    moves = _proposed(question, own, theirs, gaps, fewest)
    if moves is None:  # the lead is too small for the solver: all that is known is the number of cells
        return replace(blank, changes=tuple(_move(question, o) for o in _greedy(own, theirs, gaps, fewest)), exact=False)
    return replace(blank, changes=moves, exact=effects.linear)


def _scale(question: Question, j: int) -> tuple[tuple[float, ...], tuple[float, float], bool]:
    """Return the levels of a criterion, if it has any, its ends, and whether these were learnt from the cells."""
    scale = question.task.matrix.criteria[j].scale
    column = question.task.x[:, j]
    low = float(column.min()) if scale.low is None else scale.low
    high = float(column.max()) if scale.high is None else scale.high
    return tuple(float(v) for v in scale.levels), (low, high), scale.low is None or scale.high is None


def _move(question: Question, option: _Option, limit: bool = False, end: float | None = None) -> CellMove:
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
class _Effects:
    """What a method sees in a value of a criterion, and whether that is linear in the value."""

    seen: tuple[dict[float, Fraction], ...]
    linear: bool


def _effects(question: Question, a: int, rivals: Sequence[int], scales: Sequence[Any]) -> _Effects | None:
    """Return what the method sees in every value of every criterion, or None where other cells have a say in that."""
    if question.rows is None:
        return None
    x = question.task.x
    n, m = x.shape
    known: list[dict[float, Fraction]] = []
    linear = True
    sign = 1 if question.method.better is HIGHER else -1
    base = _features(question, x)
    size = np.abs(base).max() or 1.0
    ends = [np.tile([s[1][side] for s in scales], (n, 1)) for side in (0, 1)]
    for j, (levels, (low, high), _) in enumerate(scales):
        grid = levels or tuple(low + (high - low) * k / GRID for k in range(GRID + 1)) if high > low else (low,)
        asked = sorted({*grid, *x[:, j].tolist()})
        tried = []
        for value in asked:
            for background in (x, *ends):
                whole = background.copy()
                whole[:, j] = value
                tried.append(whole)
            for i in (a, rivals[0]):
                one = x.copy()
                one[i, j] = value
                tried.append(one)
        found = _features(question, np.stack(tried)).reshape(len(asked), 5, n, m)
        seen = found[:, 3, a, j]
        same = np.abs(found[:, :3, :, j] - seen[:, None, None]).max() <= 1e-12 * size
        same &= bool(np.abs(found[:, 4, rivals[0], j] - seen).max() <= 1e-12 * size)
        for k, i in ((3, a), (4, rivals[0])):
            rest = np.abs(found[:, k] - base)
            rest[:, i, j] = 0.0
            same &= bool(rest.max() <= 1e-12 * size)
        if not same:
            return None
        known.append({v: sign * simplest(f) for v, f in zip(asked, seen.tolist(), strict=True)})
        if not levels and high > low:
            straight = np.interp(asked, [low, high], [seen[asked.index(low)], seen[asked.index(high)]])
            linear &= bool(np.abs(straight - seen).max() <= 1e-12 * size)
    return _Effects(tuple(known), linear)


def _features(question: Question, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    form = form_of(question.task)
    assert form is not None  # the rows come from it
    with np.errstate(all="ignore"):
        return form(x)


def _cells(question: Question, i: int, sign: int, scales: Sequence[Any], effects: _Effects) -> list[_Cell]:
    """Return the cells of a row that can help: raise it, or (sign -1) lower it."""
    found = []
    for j, (levels, (low, high), _) in enumerate(scales):
        old, seen = float(question.task.x[i, j]), effects.seen[j]
        width = fraction(high) - fraction(low)
        options = []
        for value, effect in seen.items():
            gain = sign * (effect - seen[old]) * question.shares[j]
            if gain > 0 and low <= value <= high and (not levels or value in levels):
                options.append(_Option(i, j, value, gain, abs(fraction(value) - fraction(old)) / width))
        if not options:
            continue
        continuous = not levels and effects.linear
        best = max(options, key=lambda o: (o.gain, -o.size))
        found.append(_Cell((best,) if continuous else tuple(options), continuous))
    return found


def _fewest(own: list[_Cell], theirs: list[list[_Cell]], gaps: list[Fraction]) -> int | None:
    """Return how many cells it takes at least: the most helpful ones of the winner, then of each rival as many as it needs."""
    counts = [k + sum(r) for k, r in _needs(own, theirs, gaps) if r is not None]
    return min(counts, default=None)


def _needs(own: list[_Cell], theirs: list[list[_Cell]], gaps: list[Fraction]) -> Iterator[tuple[int, list[int] | None]]:
    """For the k most helpful cells of the winner, tell how many of each rival it takes, or None where all are not enough."""
    gained = Fraction(0)
    helpful = sorted((c.most for c in own), reverse=True)
    for k in range(len(own) + 1):
        gained += helpful[k - 1] if k else 0
        counts: list[int] | None = []
        for gap, cells in zip(gaps, theirs, strict=True):
            left, count = gap - gained, 0
            for loss in sorted((c.most for c in cells), reverse=True):
                if left < 0:
                    break
                left, count = left - loss, count + 1
            counts = None if counts is None or left >= 0 else [*counts, count]
        yield k, counts


def _greedy(own: list[_Cell], theirs: list[list[_Cell]], gaps: list[Fraction], fewest: int) -> list[_Option]:
    """Return the most helpful cells, moved all the way."""
    k, counts = next((k, r) for k, r in _needs(own, theirs, gaps) if r is not None and k + sum(r) == fewest)

    def best(cells: list[_Cell], count: int) -> list[_Option]:
        top = sorted(cells, key=lambda c: -c.most)[:count]
        return [max(c.options, key=lambda o: o.gain) for c in top]

    assert counts is not None  # such a k was picked
    return [*best(own, k), *(o for cells, count in zip(theirs, counts, strict=True) for o in best(cells, count))]


_State: TypeAlias = tuple[int, int, tuple[_Option, ...]]


def _carried(own: list[_Cell], theirs: list[list[_Cell]], gaps: list[Fraction]) -> list[_Option] | None:
    """Return the choice with the fewest cells, then the least movement, exactly; None where there are too many to carry along."""
    every = [o for cells in (own, *theirs) for c in cells for o in c.options]
    unit = lcm(*(o.gain.denominator for o in every), *(g.denominator for g in gaps))
    size = lcm(*(o.size.denominator for o in every))
    mine = _ways(own, unit, size)
    others = [_ways(cells, unit, size) for cells in theirs]
    if mine is None or any(w is None for w in others):
        return None
    needs = [int(g * unit) for g in gaps]
    best: tuple[tuple[int, int, int], list[_Option]] | None = None
    for count, states in enumerate(mine):
        for moved, gain, chosen in states:
            total, distance, choice = count, moved, list(chosen)
            for need, ways in zip(needs, others, strict=True):
                found = _cheapest(ways or [], need - gain)
                if found is None or (best is not None and total + found[0] > best[0][0]):
                    break
                total, distance = total + found[0], distance + found[1][0]
                choice += found[1][2]
            else:
                key = (total, distance, -gain)
                if best is None or key < best[0]:
                    best = key, choice
    return None if best is None else best[1]


def _cheapest(ways: list[list[_State]], need: int) -> tuple[int, _State] | None:
    """Return the fewest cells, and the least movement of so many, that gain more than is needed."""
    if need < 0:
        return 0, (0, 0, ())
    for count, states in enumerate(ways):
        for state in states:  # by movement, and the gain grows along
            if state[1] > need:
                return count, state
    return None


def _ways(cells: list[_Cell], unit: int, size: int) -> list[list[_State]] | None:
    """Return, for every number of cells, the ways of moving so many that no other beats both in movement and in gain."""
    ways: list[list[_State]] = [[(0, 0, ())]]
    for cell in cells:
        options = [(int(o.size * size), int(o.gain * unit), o) for o in cell.options]
        new = [list(states) for states in ways] + [[]]
        for count, states in enumerate(ways):
            new[count + 1] += [(s + d, g + h, (*chosen, o)) for s, g, chosen in states for d, h, o in options]
        ways = [_unbeaten(states) for states in new]
        if max(map(len, ways)) > STATES:
            return None
    return ways


def _unbeaten(states: list[_State]) -> list[_State]:
    kept: list[_State] = []
    for state in sorted(states, key=lambda s: (s[0], -s[1])):
        if not kept or state[1] > kept[-1][1]:
            kept.append(state)
    return kept


def _proposed(
    question: Question, own: list[_Cell], theirs: list[list[_Cell]], gaps: list[Fraction], fewest: int
) -> tuple[CellMove, ...] | None:
    """Let a mixed-integer programme choose the cells, and find exactly how far those within intervals must move."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    columns = [(r, c, o) for r, cells in enumerate((own, *theirs)) for c in cells for o in c.options]
    k = len(columns)
    scale = max(o.gain for _, _, o in columns)
    gain = np.array([float(o.gain / scale) for _, _, o in columns])
    size = np.array([float(o.size) for _, _, o in columns])
    # every option has a binary (taken or not) and a part in [0, 1], which is the binary itself for a level
    row_of = np.array([r for r, _, _ in columns])
    helps = np.array([np.where((row_of == 0) | (row_of == b), gain, 0.0) for b in range(1, len(theirs) + 1)])
    level = np.array([0.0 if c.continuous else 1.0 for _, c, _ in columns])
    constraints: list[Any] = [
        LinearConstraint(np.hstack([np.zeros_like(helps), helps]), [float(g / scale) + EPS for g in gaps], np.inf),
        LinearConstraint(np.hstack([np.eye(k), -np.eye(k)]), 0.0, 1.0 - level),
        LinearConstraint(np.concatenate([np.ones(k), np.zeros(k)]), -np.inf, fewest),
    ]
    cells = list({id(c): c for _, c, _ in columns}.values())
    one = np.array([[1.0 if c is cell else 0.0 for _, c, _ in columns] for cell in cells])
    constraints.append(LinearConstraint(np.hstack([one, np.zeros_like(one)]), -np.inf, 1.0))
    found = milp(
        np.concatenate([np.zeros(k), size]),
        constraints=constraints,
        bounds=Bounds(0, 1),
        integrality=np.concatenate([np.ones(k), np.zeros(k)]),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        return None
    taken = [p for p in range(k) if found.x[p] > 0.5]
    free = [p for p in taken if columns[p][1].continuous]
    fixed = [columns[p] for p in taken if p not in free]
    left = [g - sum((o.gain for r, _, o in fixed if r in (0, b)), Fraction(0)) for b, g in enumerate(gaps, start=1)]
    if not free:
        return tuple(_move(question, o) for _, _, o in fixed) if max(left) < 0 else None
    exact = minimise(
        [columns[p][2].size for p in free],
        [[-columns[p][2].gain if columns[p][0] in (0, b) else 0 for p in free] for b in range(1, len(gaps) + 1)],
        [-v for v in left],
        low=0,
        high=1,
    )
    if exact.x is None:
        return None
    moves = [_move(question, o) for _, _, o in fixed]
    for p, part in zip(free, exact.x, strict=True):
        option = columns[p][2]
        old = fraction(float(question.task.x[option.i, option.j]))
        new = old + part * (fraction(option.value) - old)
        moves.append(_move(question, replace(option, value=float(new), size=part * option.size), True, option.value))
    return tuple(moves)


def _ahead(question: Question, x: npt.NDArray[np.float64], winner: str, over: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Tell for every matrix of a batch whether the method puts the winner ahead of all others named."""
    a, rivals = question.at(winner), [question.at(b) for b in over]
    dense = _dense(question, x)
    return np.asarray((dense[:, a, None] < dense[:, rivals]).all(axis=-1))


def _dense(question: Question, x: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    if question.rows is not None:
        features = _features(question, x)
        w = np.array([float(v) for v in question.shares])
        return positions(features @ w, question.method.better is HIGHER, np.abs(features) @ w)
    return positions(_scores(question, x), True)


def _scores(question: Question, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return scores, turned so that more is better; matrices that leave the range of the method get none that count."""
    with np.errstate(all="ignore"):
        found = np.asarray(question.method.run(x, question.task.w, question.task.s, **question.task.params), dtype=np.float64)
    found = found if question.method.better is HIGHER else -found
    return np.where(np.isfinite(found).all(axis=-1, keepdims=True), found, 0.0)


def _searched(blank: CellChange, a: int, rivals: Sequence[int], scales: Sequence[Any]) -> CellChange:
    """Try changes of one cell, two cells and so on; beyond what can be tried in full, follow the most promising ones."""
    question = blank.question
    x = question.task.x
    rows = [a] if blank.whose == "own" else [a, *rivals]
    cells: list[tuple[_Option, ...]] = []
    discrete = True
    for i, (j, (levels, (low, high), _)) in product(rows, enumerate(scales)):
        if high <= low:
            continue
        discrete &= bool(levels)
        grid = levels or tuple(low + (high - low) * k / GRID for k in range(GRID + 1))
        width = fraction(high) - fraction(low)
        options = tuple(
            _Option(i, j, v, Fraction(0), abs(fraction(v) - fraction(float(x[i, j]))) / width)
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
        best = _best(blank, tried)[0]
        if best is not None:
            return replace(blank, changes=tuple(_move(question, o) for o in best), exact=discrete)
        budget -= comb(len(cells), k) * widest**k
    else:
        return replace(blank, possible=False, exact=False)
    beam: list[tuple[_Option, ...]] = [()]
    for _ in cells:
        tried = (
            (*chosen, o)
            for chosen in beam
            for options in cells
            if (options[0].i, options[0].j) not in {(p.i, p.j) for p in chosen}
            for o in options
        )
        best, beam = _best(blank, tried)
        if best is not None:
            best = _trimmed(blank, best)
            return replace(blank, changes=tuple(_move(question, o) for o in best), exact=False)
    return replace(blank, possible=False, exact=False)


def _fits(question: Question, j: int, value: float) -> bool:
    """Tell whether the method takes such a value."""
    column = np.full((1, len(question.criteria)), np.nan)
    column[:] = question.task.x[:1]
    column[0, j] = value
    return not any(domain.outside(column, question.task.s).any() for _, domain in question.method.restrictions(question.task.params))


def _best(blank: CellChange, tried: Iterable[tuple[_Option, ...]]) -> tuple[tuple[_Option, ...] | None, list[tuple[_Option, ...]]]:
    """Return the change that wins with the least movement, if any does, and those that come nearest to it."""
    question, over = blank.question, [blank.question.at(b) for b in blank.over]
    a = question.at(blank.winner)
    best: tuple[_Option, ...] | None = None
    near: list[tuple[float, tuple[_Option, ...]]] = []
    seen: set[frozenset[_Option]] = set()
    queue = iter(tried)
    while True:
        block: list[tuple[_Option, ...]] = []
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
        wins = _ahead(question, x, blank.winner, blank.over)
        for p in np.flatnonzero(wins).tolist():
            if best is None or sum(o.size for o in block[p]) < sum(o.size for o in best):
                best = block[p]
        if best is None:
            scores = _scores(question, x)
            gap = (scores[:, a] - scores[:, over].max(axis=-1)) / np.maximum(np.abs(scores).max(axis=-1), 1e-300)
            near += zip(gap.tolist(), block, strict=True)
            near = sorted(near, key=lambda item: -item[0])[:BEAM]


def _trimmed(blank: CellChange, chosen: tuple[_Option, ...]) -> tuple[_Option, ...]:
    """Leave out changes that are not needed."""
    for o in chosen:
        rest = tuple(p for p in chosen if p is not o)
        x = np.array(blank.question.task.x)
        for p in rest:
            x[p.i, p.j] = p.value
        if rest and _ahead(blank.question, x[None], blank.winner, blank.over)[0]:
            return _trimmed(blank, rest)
    return chosen
