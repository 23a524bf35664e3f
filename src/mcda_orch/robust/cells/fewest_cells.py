"""The fewest cells where a method adds up what it sees in single cells: all ways carried along, or a mixed-integer programme."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache, partial
from math import lcm
from typing import Any, TypeAlias

import numpy as np

from ..evidence.question import Question
from .cell_options import Cell, CellMove, Option
from .least_moves import least_move

__all__ = ["carried_choice", "fewest_cells", "greedy_choice", "proposed_moves"]

STATES = 3_000
"""Up to so many ways of moving cells are carried along exactly; beyond, a mixed-integer programme proposes."""
EPS = 1e-4
"""Lead that counts as being ahead in that programme, in parts of the largest gain."""
_State: TypeAlias = tuple[int, int, tuple[Option, ...]]


def fewest_cells(own: list[Cell], theirs: list[list[Cell]], gaps: list[Fraction]) -> int | None:
    """Return how many cells it takes at least: the most helpful ones of the winner, then of each rival as many as it needs."""
    counts = [k + sum(r) for k, r in _needs(own, theirs, gaps) if r is not None]
    return min(counts, default=None)


def _needs(own: list[Cell], theirs: list[list[Cell]], gaps: list[Fraction]) -> Iterator[tuple[int, list[int] | None]]:
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


def greedy_choice(own: list[Cell], theirs: list[list[Cell]], gaps: list[Fraction], fewest: int) -> list[Option]:
    """Return the most helpful cells, moved all the way."""
    k, counts = next((k, r) for k, r in _needs(own, theirs, gaps) if r is not None and k + sum(r) == fewest)

    def best(cells: list[Cell], count: int) -> list[Option]:
        top = sorted(cells, key=lambda c: -c.most)[:count]
        return [max(c.options, key=lambda o: o.gain) for c in top]

    assert counts is not None  # such a k was picked
    return [*best(own, k), *(o for cells, count in zip(theirs, counts, strict=True) for o in best(cells, count))]


def carried_choice(own: list[Cell], theirs: list[list[Cell]], gaps: list[Fraction], fewest: int) -> list[Option] | None:
    """Return the choice of the fewest cells with the least movement, exactly; None where there are too many to carry along."""
    every = [o for cells in (own, *theirs) for c in cells for o in c.options]
    unit = lcm(*(o.gain.denominator for o in every), *(g.denominator for g in gaps))
    size = lcm(*(o.size.denominator for o in every))
    needs = [int(g * unit) for g in gaps]
    best: tuple[tuple[int, int], list[Option]] | None = None
    try:
        others = [cache(partial(_ways, cells, unit, size, fewest)) for cells in theirs]
        for count, states in enumerate(_ways(own, unit, size, fewest)):
            for moved, gain, chosen in states:
                total, distance, choice = count, moved, list(chosen)
                for need, ways in zip(needs, others, strict=True):
                    if need < gain:
                        continue
                    found = _cheapest(ways(), need - gain)
                    if found is None or total + found[0] > fewest:
                        break
                    total, distance = total + found[0], distance + found[1][0]
                    choice += found[1][2]
                else:
                    key = (distance, -gain)
                    if best is None or key < best[0]:
                        best = key, choice
    except _TooManyError:
        return None
    return None if best is None else best[1]


class _TooManyError(Exception):
    """There are more ways of moving cells than are carried along."""


def _cheapest(ways: list[list[_State]], need: int) -> tuple[int, _State] | None:
    """Return the fewest cells, and the least movement of so many, that gain more than is needed."""
    for count, states in enumerate(ways):
        for state in states:  # by movement, and the gain grows along
            if state[1] > need:
                return count, state
    return None


def _ways(cells: list[Cell], unit: int, size: int, most: int) -> list[list[_State]]:
    """Return, for every number of cells up to `most`, the ways of moving so many that no other beats both in movement and in gain."""
    ways: list[list[_State]] = [[(0, 0, ())]]
    for cell in cells:
        options = [(int(o.size * size), int(o.gain * unit), o) for o in cell.options]
        new = [list(states) for states in ways] + [[]]
        for count, states in enumerate(ways):
            new[count + 1] += [(s + d, g + h, (*chosen, o)) for s, g, chosen in states for d, h, o in options]
        ways = [_unbeaten(states) for states in new[: most + 1]]
        if max(map(len, ways)) > STATES:
            raise _TooManyError
    return ways


def _unbeaten(states: list[_State]) -> list[_State]:
    kept: list[_State] = []
    for state in sorted(states, key=lambda s: (s[0], -s[1])):
        if not kept or state[1] > kept[-1][1]:
            kept.append(state)
    return kept


def proposed_moves(
    question: Question, own: list[Cell], theirs: list[list[Cell]], gaps: list[Fraction], fewest: int
) -> tuple[CellMove, ...] | None:
    """Let a mixed-integer programme choose the cells, and find exactly how far those within intervals must move; that is no proof."""
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
    done = least_move(question, tuple(columns[p] for p in range(k) if found.x[p] > 0.5), gaps)
    return None if done is None else done[1]
