"""How far some linear forms can be kept below zero at once: one choice of them after the other, from rows that are read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING, Any, TypeAlias

from .programme import maximise, optima
from .proposal import WholeProgramme, floats, whole_rows
from .rational import Matrix, Vector, dot, whole
from .verdict import Status

if TYPE_CHECKING:
    from .proposal import Floats, Optimum

__all__ = ["Keeping", "Room", "Within", "down_together", "kept_down", "programme", "risen"]

ZERO = Fraction(0)

Within: TypeAlias = tuple[Matrix, Vector, Matrix, Vector]
"""Where the variables, which are not negative, may lie: ``A_ub x <= b_ub`` and ``A_eq x = b_eq``, which some x satisfy.

The last column of ``A_ub`` is 1 for rows that hold strictly, by some room, and 0 for the others; that of ``A_eq`` is 0.
"""


@dataclass(frozen=True, slots=True)
class Room:
    """How far from zero some forms can be kept at once.

    Attributes
    ----------
    members : tuple of int
        Their positions.
    status, value, x, ub, eq
        As of a verdict on their programme; `x` without the room itself.
    kept : bool
        Whether they can be kept down.
    """

    members: tuple[int, ...]
    status: Status
    value: Fraction | None
    x: Vector | None
    ub: Vector
    eq: Vector
    kept: bool


class Keeping:
    """Forms and limits in whole numbers and in floating point.

    Parameters
    ----------
    forms, within, strict : as for ``fewest``
    """

    def __init__(self, forms: Matrix, within: Within, strict: bool) -> None:
        self.forms, self.within, self.strict = forms, within, strict
        self.opened = _opened(within)
        c, rows, right, level, levels, low, high = programme(forms, within, strict, range(len(forms)))
        every, equal = ([(*row, b) for row, b in zip(*part, strict=True)] for part in ((rows, right), (level, levels)))
        (self._lines, self._sizes), (self._level, self._level_sizes) = (whole_rows(part) for part in (every, equal))
        self._asked = WholeProgramme(c, (), self._level, *(tuple(None if b is None else Fraction(b) for b in ends) for ends in (low, high)))
        self._near: Floats | None = floats(c, every, equal)

    def down(self, members: Sequence[int]) -> Room:
        """Return how far from zero the forms at these positions can be kept."""
        return down_together([(self, members)])[0]

    def cells(self, members: Sequence[int]) -> int:
        """Return how many cells the rows of the programme have that keeps these forms down."""
        return len(self._chosen(members)) * len(self._asked.c)

    @property
    def _maybe_nowhere(self) -> bool:
        """Whether there may be no point at all: the forms need no room, and other rows do."""
        return self.opened and not self.strict

    def _alone(self, members: Sequence[int]) -> Room:
        verdict = maximise(*programme(self.forms, self.within, self.strict, members))
        there = None if verdict.x is None else verdict.x[:-1]
        return self._room(members, verdict.status, verdict.value, there, verdict.ub, verdict.eq)

    def _chosen(self, members: Sequence[int]) -> list[int]:
        return [*members, *range(len(self.forms), len(self._lines))]

    def _posed(self, members: Sequence[int]) -> tuple[WholeProgramme, Floats | None]:
        chosen = self._chosen(members)
        near = None if self._near is None else (self._near[0], self._near[1][chosen], self._near[2])
        return replace(self._asked, rows=[self._lines[i] for i in chosen]), near

    def _told(self, members: Sequence[int], found: Optimum) -> Room:
        x = tuple(Fraction(v, found.size) for v in found.x)
        ub = tuple(Fraction(y * self._sizes[i], found.part) if y else ZERO for i, y in zip(self._chosen(members), found.ub, strict=True))
        eq = tuple(Fraction(y * size, found.part) for y, size in zip(found.eq, self._level_sizes, strict=True))
        return self._room(members, "optimal", x[-1], x[:-1], ub, eq)

    def _room(self, members: Sequence[int], status: Status, value: Fraction | None, x: Vector | None, ub: Vector, eq: Vector) -> Room:
        return Room(tuple(members), status, value, x, ub, eq, kept_down(value, self.within, self.strict))

    def risen(self, x: Vector) -> tuple[int, ...]:
        """Return the positions of the forms that rise at a point."""
        ((at,), _) = whole([x])
        values = (sum(map(mul, line, at)) for line in self._lines[: len(self.forms)])
        return tuple(i for i, v in enumerate(values) if v > 0 or (self.strict and v == 0))


def down_together(asked: Sequence[tuple[Keeping, Sequence[int]]]) -> list[Room]:
    """Return what :meth:`Keeping.down` says of each of some choices, in few calls of the solver."""
    posed = [(keeping, members) for keeping, members in asked if not keeping._maybe_nowhere]
    found = iter(optima([keeping._posed(members) for keeping, members in posed]))
    return [keeping._alone(members) if keeping._maybe_nowhere else keeping._told(members, next(found)) for keeping, members in asked]


def programme(forms: Matrix, within: Within, strict: bool, members: Sequence[int]) -> tuple[Any, ...]:
    """Return the programme that keeps some forms down, and leaves as much room, up to one, as can be left at once.

    The room is that of the forms below zero, but where they may be zero and other rows need room: there it is that of these rows.
    """
    A_ub, b_ub, A_eq, b_eq = within
    m, room = len(A_eq[0]) - 1, int(strict or not _opened(within))
    rows = [*((*forms[i], room) for i in members), *A_ub]
    return [0] * m + [1], rows, [0] * len(members) + list(b_ub), A_eq, b_eq, [*(0,) * m, None], [None] * m + [1]


def kept_down(room: Fraction | None, within: Within, strict: bool) -> bool:
    """Tell whether forms can be kept down that can be kept so far from zero, or nowhere at all (None)."""
    if room is None:
        return False
    return room > 0 if strict or _opened(within) else room >= 0


def risen(forms: Matrix, x: Vector, strict: bool) -> tuple[int, ...]:
    """Return the positions of the forms that are above zero at a point, or where strict not below."""
    values = [dot(row, x) for row in forms]
    return tuple(i for i, v in enumerate(values) if v > 0 or (strict and not v))


def _opened(within: Within) -> bool:
    """Tell whether some rows hold strictly."""
    return any(row[-1] for row in within[0])
