"""The fewest cells, moved on their scales, that bring an alternative to the front, or the proof that none do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from ...certificates.cells import cell_change_claims
from ...certificates.posed import certificate_text
from ...core.report import Report, listed, plain
from ...core.table import Table, cell_text
from ...errors import DomainError
from ...exact.claims import Check, Claimed, same
from ...exact.rational import dot
from ..evidence.question import Question, rivals_text
from .cell_options import Cell, CellMove, Effects, cell_move, effects_of, helpful_cells, scale_of
from .cell_search import searched_choice
from .fewest_cells import carried_choice, fewest_cells, greedy_choice, proposed_moves
from .least_moves import least_moves
from .played import is_ahead
from .trials import Trials

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["CellChange", "Whose", "changed_cells", "nearest_fall"]

RIVALS, SPENT = 3, 2**28
"""Rivals that are tried at least, and numbers that are worked out before no more of them are, where a method is asked."""

Whose: TypeAlias = Literal["own", "any"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CellChange(Claimed, Report):
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
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self.question.tie(*self._asked))

    @property
    def _asked(self) -> tuple[Any, ...]:
        return self.winner, self.over, self.whose

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

    def checks(self) -> Iterator[Check]:
        """Yield that the change does it, played through the method, and that the same question finds no smaller one."""
        question = self.question
        yield question.check(None, self.tie, *self._asked)
        a, rivals = question.at(self.winner), [question.at(b) for b in self.over]
        named = a not in rivals and len(set(rivals)) == len(rivals) > 0 and self.whose in get_args(Whose)
        yield Check("the winner is to pass others, each named once, by its own cells or those of anybody", "recount", named)
        whose = {self.winner} if self.whose == "own" else {self.winner, *self.over}
        for c in self.changes:
            i, j = question.at(c.alternative), question.criteria.index(c.criterion)
            stands = c.old == question.task.x[i, j] and c.blank is bool(question.task.matrix.blank[i, j]) and c.alternative in whose
            yield Check(f"{c.criterion} of {c.alternative} is {cell_text(c.old)}, and may change", "recount", stands)
        if self.possible:
            ahead = bool(is_ahead(question, self.values()[None], self.winner, self.over)[0])
            yield Check(f"{self.winner} is ahead of {_others(self)} after the change", "witness", ahead)
        said = "no fewer cells do, and no other choice of as many moves them less" if self.possible else "no change of these cells does"
        again = changed_cells(question, a, rivals, self.whose)
        parts = [f.name for f in fields(self) if f.name not in {"question", "tie"}]
        how = "" if self.exact else f", as far as {question.method.name} was asked"
        ends = f"; the values that occur are the ends of the scale of {listed(self.learnt)}" if self.learnt else ""
        yield Check(f"{said}{how}{ends}", "recount", all(same(getattr(self, p), getattr(again, p)) for p in parts))

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
        if self.learnt and (self.changes or not self.possible):
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

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(cell_change_claims(self))

    def __repr__(self) -> str:
        return f"CellChange({self.winner!r} over {_others(self)}: {f'{self.count} cells' if self.possible else 'impossible'})"


def _others(found: CellChange) -> str:
    return rivals_text(found.question.names, found.winner, found.over)


def changed_cells(question: Question, a: int, rivals: Sequence[int], whose: Whose) -> CellChange:
    """Return the fewest cells with which `a` passes rivals.

    Where the method adds up what it sees in single cells, gains add up too: the most helpful cells of each row tell how
    many are needed, and all ways of moving them that no other way beats are carried along exactly; intervals are left to a
    mixed-integer programme, whose proposal is made exact. Other methods are asked.
    """
    asked = _Asked(question, whose)
    if asked.ahead(a, rivals):
        return asked.answer(a, rivals)
    if asked.effects is None:
        return asked.searched(Trials(question, [a, *rivals] if whose == "any" else [a], asked.scales), a, rivals)
    return asked.moved(a, rivals)


def nearest_fall(question: Question, falls: int, rivals: Sequence[int]) -> CellChange:
    """Return the fewest cells of `falls` and of a rival with which one of the rivals passes it.

    How many cells a rival needs at least is known at once; only those that need the fewest are moved. Of a method that is asked,
    the rivals that are least far behind are tried first, and the others with no more cells than these need.
    """
    asked = _Asked(question, "any")
    first = next((b for b in rivals if asked.ahead(b, [falls])), None)
    if first is not None:
        return asked.answer(first, [falls])
    if asked.effects is not None:
        counts = {b: fewest_cells(*asked.helpful(b, [falls])) for b in rivals}
        least = min((k for k in counts.values() if k is not None), default=None)
        return min((asked.moved(b, [falls]) for b in rivals if counts[b] == least), key=_closeness)
    trials = Trials(question, [falls, *rivals], asked.scales)
    scores = trials.scores(np.empty((1, 0), dtype=np.intp))[0]
    tried: dict[int, CellChange] = {}
    for b in sorted(rivals, key=lambda b: -scores[b]):
        if len(tried) >= RIVALS and trials.spent > SPENT:
            break
        tried[b] = asked.searched(trials, b, [falls], min((c.count for c in tried.values() if c.possible), default=None))
    return min((tried[b] for b in rivals if b in tried), key=_closeness)


def _closeness(found: CellChange) -> tuple[Any, ...]:
    """Return what is smaller for a smaller change."""
    return (not found.possible, found.count, found.size)


class _Asked:
    """What is asked of any rivals: a question, the scales of its criteria, and what the method sees in single cells."""

    def __init__(self, question: Question, whose: Whose) -> None:
        if question.task.redistributed:
            raise DomainError(
                "where blanks give their weight away, a cell that is filled changes the weights too.",
                hint="fill the blanks: a number or 'mean'.",
            )
        self.question, self.whose = question, whose
        self.scales = [scale_of(question, j) for j in range(len(question.criteria))]

    @cached_property
    def effects(self) -> Effects | None:
        """What the method sees in single cells, or None where other cells have a say in that."""
        return effects_of(self.question, self.scales)

    def ahead(self, a: int, rivals: Sequence[int]) -> bool:
        """Tell whether nothing has to change."""
        names = self.question.names
        return bool(is_ahead(self.question, self.question.task.x[None], names[a], [names[b] for b in rivals])[0])

    def answer(self, a: int, rivals: Sequence[int], changes: Iterable[CellMove] = (), exact: bool = True) -> CellChange:
        """Return a change that does it."""
        names = self.question.names
        learnt = tuple(c for c, s in zip(self.question.criteria, self.scales, strict=True) if s[2])
        over = tuple(names[b] for b in rivals)
        return CellChange(names[a], over, self.whose, exact, True, tuple(changes), Fraction(0), self.question, learnt)

    def searched(self, trials: Trials, a: int, rivals: Sequence[int], most: int | None = None) -> CellChange:
        """Ask the method again and again."""
        found, proved = searched_choice(trials, a, rivals, [a, *rivals] if self.whose == "any" else [a], most)
        if found is None:
            return replace(self.answer(a, rivals), possible=False, exact=False)
        return self.answer(a, rivals, [cell_move(self.question, o) for o in found], proved)

    def helpful(self, a: int, rivals: Sequence[int]) -> tuple[list[Cell], list[list[Cell]], list[Fraction]]:
        """Return the cells of `a` and of each rival that can help, and how far each rival is ahead."""
        question, effects = self.question, self.effects
        assert effects is not None  # the caller asked
        own = helpful_cells(question, a, 1, self.scales, effects)
        theirs = [helpful_cells(question, b, -1, self.scales, effects) if self.whose == "any" else [] for b in rivals]
        return own, theirs, [-dot(question.difference(a, b), question.shares) for b in rivals]

    def moved(self, a: int, rivals: Sequence[int]) -> CellChange:
        """Add up gains; what a method sees between the values that were tried may be more, where it is not straight."""
        question, effects = self.question, self.effects
        assert effects is not None  # the caller asked
        own, theirs, gaps = self.helpful(a, rivals)
        fewest = fewest_cells(own, theirs, gaps)
        if fewest is None:
            most = sum((c.most for c in own), Fraction(0))
            short = max(g - most - sum((c.most for c in cells), Fraction(0)) for g, cells in zip(gaps, theirs, strict=True))
            return replace(self.answer(a, rivals), possible=False, exact=effects.linear, short=short)
        every = [*own, *(c for cells in theirs for c in cells)]
        chosen = None if any(c.continuous for c in every) else carried_choice(own, theirs, gaps, fewest)
        if chosen is not None:
            return self.answer(a, rivals, [cell_move(question, o) for o in chosen], effects.linear)
        moves = least_moves(question, own, theirs, gaps, fewest)
        if moves is not None:
            return self.answer(a, rivals, moves, effects.linear)
        moves = proposed_moves(question, own, theirs, gaps, fewest)
        if moves is None:  # the lead is too small for the solver: all that is known is the number of cells
            return self.answer(a, rivals, [cell_move(question, o) for o in greedy_choice(own, theirs, gaps, fewest)], False)
        return self.answer(a, rivals, moves, False)
