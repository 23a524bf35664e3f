"""How far one weight can move while some pairs of alternatives keep their order: exact for a linear method, searched for another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.report import amount
from ...core.table import Table
from ...errors import LabelError, did_you_mean
from ...exact.rational import Vector, dot, simplest
from ..evidence.question import Question

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["STEPS", "Intervals", "Room", "intervals"]

STEPS, HALVINGS = 200, 40
"""Places at which a method that is not linear is asked, and how often the place of a change is halved."""


@dataclass(frozen=True, slots=True)
class Room:
    """How far the weight of one criterion can move.

    Attributes
    ----------
    criterion : str
    share, low, high : Fraction
        The share, and the smallest and largest one that change nothing while the others keep their proportions.
    number, number_low, number_high : Fraction
        The same for the number that was given, while the other numbers stay; `number_high` is None where no number is
        too large, and all three are None where a criterion that stands alone has no number that says anything.
    below, above : tuple of str or None
        Who overtakes whom just below and just above: the one that gains, then the one that loses.
    """

    criterion: str
    share: Fraction
    low: Fraction
    high: Fraction
    number: Fraction
    number_low: Fraction
    number_high: Fraction | None
    below: tuple[str, str] | None
    above: tuple[str, str] | None

    @property
    def slack(self) -> Fraction:
        """How far the share can move to the nearer end at which something changes; all the way where nothing does."""
        ends = [*([self.share - self.low] if self.below else []), *([self.high - self.share] if self.above else [])]
        return min(ends, default=Fraction(1))


@dataclass(frozen=True, slots=True)
class Intervals(Mapping[str, Room]):
    """For every criterion, how far its weight can move before something changes; ends included, where there is a tie."""

    what: str
    rooms: tuple[Room, ...]

    def __getitem__(self, criterion: str) -> Room:
        for room in self.rooms:
            if room.criterion == criterion:
                return room
        raise LabelError(f"there is no criterion {criterion!r}.", hint=did_you_mean(criterion, [r.criterion for r in self.rooms]))

    def __iter__(self) -> Iterator[str]:
        return (room.criterion for room in self.rooms)

    def __len__(self) -> int:
        return len(self.rooms)

    @property
    def shares(self) -> dict[str, tuple[Fraction, Fraction]]:
        """The interval of every share."""
        return {r.criterion: (r.low, r.high) for r in self.rooms}

    @property
    def numbers(self) -> dict[str, tuple[Fraction, Fraction | None]]:
        """The interval of every number as it was given; None where no number is too large."""
        return {r.criterion: (r.number_low, r.number_high) for r in self.rooms}

    @property
    def table(self) -> Table:
        """A row a criterion: its weight and share, how far each can move, and who passes whom beyond that."""
        heads = ("criterion", "weight", "from", "to", "share", "share from", "share to", "just below", "just above")
        rows = tuple(
            (
                r.criterion,
                _tidy(r.number),
                _tidy(r.number_low),
                "any" if r.number_high is None else _tidy(r.number_high),
                amount(r.share),
                amount(r.low),
                amount(r.high),
                _passes(r.below),
                _passes(r.above),
            )
            for r in self.rooms
        )
        return Table(heads, rows, f"How far one weight can move without changing {self.what}")

    def __str__(self) -> str:
        return str(self.table)

    def _repr_html_(self) -> str:
        return self.table.html()


def intervals(question: Question, what: str, kept: Sequence[tuple[int, int]]) -> Intervals:
    """Return the room of every weight in which the first of each pair stays at least level with the second."""
    found = _room if question.rows is not None else _searched
    return Intervals(what, tuple(found(question, j, kept) for j in range(len(question.criteria))))


def _line(question: Question, j: int) -> tuple[Vector, Vector]:
    """Return shares `corner` and `rest` such that ``t corner + (1 - t) rest`` has the share t for criterion j.

    The others keep their proportions; where they all are zero, they share alike what criterion j gives up.
    """
    m, t = len(question.criteria), question.shares[j]
    corner = tuple(Fraction(int(k == j)) for k in range(m))
    if t == 1:
        return corner, tuple(Fraction(int(k != j), max(m - 1, 1)) for k in range(m))
    return corner, tuple(Fraction(0) if k == j else v / (1 - t) for k, v in enumerate(question.shares))


def _room(question: Question, j: int, kept: Sequence[tuple[int, int]]) -> Room:
    corner, rest = _line(question, j)
    share = question.shares[j]
    low, high = (Fraction(0), Fraction(1)) if len(question.criteria) > 1 else (Fraction(1), Fraction(1))
    below: tuple[str, str] | None = None
    above: tuple[str, str] | None = None
    for a, b in kept:
        d = question.difference(a, b)
        level, slope = dot(d, rest), dot(d, corner) - dot(d, rest)
        if slope == 0:
            continue
        place = -level / slope
        if slope > 0 and (place > low or (place == low and below is None and low > 0)):
            low, below = place, (question.names[b], question.names[a])
        if slope < 0 and (place < high or (place == high and above is None and high < 1)):
            high, above = place, (question.names[b], question.names[a])
    return _as_room(question, j, share, low, high, below, above)


def _as_room(
    question: Question,
    j: int,
    share: Fraction,
    low: Fraction,
    high: Fraction,
    below: tuple[str, str] | None,
    above: tuple[str, str] | None,
) -> Room:
    number = question.numbers[j]
    others = sum(question.numbers) - number
    if others == 0:  # the criterion stands alone: any number above zero is all of the weight
        return Room(question.criteria[j], share, low, high, number, Fraction(0), None, below, above)

    def as_number(t: Fraction) -> Fraction | None:
        return None if t == 1 else t * others / (1 - t)

    return Room(question.criteria[j], share, low, high, number, as_number(low) or Fraction(0), as_number(high), below, above)


def _searched(question: Question, j: int, kept: Sequence[tuple[int, int]]) -> Room:
    """Find the nearest shares on either side at which a pair that is kept turns round, by trying a grid and halving."""
    corner, rest = (np.array([float(v) for v in part]) for part in _line(question, j))
    share = float(question.shares[j])

    def broken(t: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        w = t[:, None] * corner + (1 - t[:, None]) * rest
        dense = question.dense(w)
        return np.stack([dense[:, a] > dense[:, b] for a, b in kept], axis=-1) if kept else np.zeros((len(t), 0), dtype=bool)

    def nearest_change(end: float) -> tuple[Fraction, tuple[str, str] | None]:
        grid = share + (end - share) * np.arange(1, STEPS + 1) / STEPS
        wrong = broken(grid)
        if share == end or not wrong.any():
            return simplest(end), None
        k = int(np.flatnonzero(wrong.any(axis=-1))[0])
        good, bad = share if k == 0 else float(grid[k - 1]), float(grid[k])
        for _ in range(HALVINGS):
            middle = (good + bad) / 2
            if broken(np.array([middle])).any():
                bad = middle
            else:
                good = middle
        which = int(np.flatnonzero(broken(np.array([bad]))[0])[0])
        a, b = kept[which]
        return Fraction(good).limit_denominator(10**10), (question.names[b], question.names[a])

    if len(question.criteria) == 1:
        return _as_room(question, j, Fraction(1), Fraction(1), Fraction(1), None, None)
    low, below = nearest_change(0.0)
    high, above = nearest_change(1.0)
    return _as_room(question, j, question.shares[j], min(low, question.shares[j]), max(high, question.shares[j]), below, above)


def _tidy(value: Fraction | None) -> Any:
    """Return a weight as a number."""
    return None if value is None else int(value) if value.denominator == 1 else float(value)


def _passes(pair: tuple[str, str] | None) -> str | None:
    return None if pair is None else f"{pair[0]} passes {pair[1]}"
