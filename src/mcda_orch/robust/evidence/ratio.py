"""Who can be first by a ratio of two linear forms: weights that put an alternative first, or the proof that none do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.report import listed, plain
from ...exact.claims import Check
from ...exact.polytope import TooManyError, polytope
from ...exact.rational import Matrix, Vector, all_fractions, dot, matrix, primitive
from ...sampling.weight_set import WeightSet
from .question import Question, Tied

if TYPE_CHECKING:
    from ...plugin.plugin import RatioForm

__all__ = ["NeverAhead", "Piece", "at_corners", "corners", "ratio_rows", "root_of", "sums_of"]

ROOM = Fraction(1, 10**9)
"""Part of the largest number of a criterion that rounding is allowed: by less than that nothing is proved."""
FINE = 2**60
"""Ends of intervals are rounded to one part in so many."""
CORNERS = 300
"""Corners of the set of weights beyond which its statements are left out of the proof."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Multipliers that prove something of all thresholds from `low` to `high`.

    Attributes
    ----------
    low, high : Fraction
    parts : tuple of int
        Multipliers of the alternative, then of its rivals.
    """

    low: Fraction
    high: Fraction
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NeverAhead(Tied):
    """The proof that no weights put an alternative ahead of all its rivals.

    An alternative is ahead with weights u where a threshold t in [0, 1] lies between its own ratio and all others:
    ``(1 - t) gain_a.u - t loss_a.u > 0`` and ``t loss_b.u - (1 - t) gain_b.u > 0`` for every rival b. Multipliers that
    are not negative, and with which these rows add up to something negative at every corner of the set of weights, rule a
    threshold out. The sum is linear in t, so the same multipliers rule out every threshold between two at which they do;
    the pieces cover [0, 1].

    Attributes
    ----------
    alternative : str
    rivals : tuple of str
        Those that the proof needs: with any weights one of them is ahead, or draws level.
    margin : Fraction
        0 where the proof leaves room for a tie; else negative: sums of rows, per unit of multipliers, are below this part
        of the largest number at each corner, which leaves room for the rounding of numbers that are no fractions.
    ties : bool
        Whether the proof leaves room for a tie.
    weights : mapping of str to Fraction
        Shares at which it draws level with the first; empty where none are known.
    pieces : tuple of Piece
    question : Question
    known : WeightSet
        The weights that it holds for; the proof may hold for more (see :func:`corners`).
    """

    alternative: str
    rivals: tuple[str, ...]
    ties: bool
    weights: Mapping[str, Fraction]
    pieces: tuple[Piece, ...]
    question: Question
    known: WeightSet
    tie: str = ""

    @property
    def margin(self) -> Fraction:
        """The room that the proof leaves; 0 where that is room for a tie."""
        return Fraction(0) if self.ties else -ROOM

    @property
    def certificate(self) -> tuple[Piece, ...]:
        """The thresholds piece by piece, with the multipliers that rule each out."""
        return self.pieces

    def checks(self) -> Iterator[Check]:
        """Yield that the pieces cover [0, 1] and rule out what they cover: by multiplying and comparing fractions alone."""
        yield self._belongs
        names = len(set(self.rivals)) == len(self.rivals) > 0 and self.alternative not in self.rivals
        yield Check(f"{self.alternative} has rivals, none of them itself", "recount", names)
        pieces = self.pieces
        stated = all_fractions(*((p.low, p.high) for p in pieces)) and all(type(v) is int for p in pieces for v in p.parts)
        yield Check("thresholds are fractions, and multipliers whole numbers", "recount", stated)
        covered = pieces[0].low <= 0 and pieces[-1].high >= 1 and all(p.low <= p.high for p in pieces)
        yield Check("the thresholds cover [0, 1]", "recount", covered and all(p.high >= q.low for p, q in pairwise(pieces)))
        power, every_gain, every_loss = ratio_rows(self.question)
        order = [self.question.at(name) for name in (self.alternative, *self.rivals)]
        rows = [tuple(every[i] for i in order) for every in (every_gain, every_loss)]
        if self.weights != {}:
            level = self.ties is True and self._draws_level(power, *rows)
            yield Check(f"{self.alternative} draws level at the weights shown", "witness", level)
        gain, loss = at_corners(self.known, power, *rows)
        largest = [max(column) for column in zip(*gain, *loss, strict=True)]
        ruled = all(self._rules_out(piece, gain, loss, largest) for piece in pieces)
        yield Check(f"every threshold is ruled out {self.known.scope}", "proof", type(self.ties) is bool and ruled)

    def _rules_out(self, piece: Piece, gain: Matrix, loss: Matrix, largest: Sequence[Fraction]) -> bool:
        if len(piece.parts) != len(gain) or min(piece.parts) < 0 or sum(piece.parts) == 0:
            return False
        return all(sums.negative(piece.low, piece.high, ties=self.ties) for sums in sums_of(gain, loss, piece.parts, largest))

    def _draws_level(self, power: float, *rows: Matrix) -> bool:
        w = self.known.shares(self.weights)
        whole = float(power).is_integer()
        if w is None or not (whole or len({v for v in w if v}) == 1):
            return False
        u = [v ** int(power) if whole else v for v in w]  # powers of equal shares are equal
        gain, loss = ([dot(row, u) for row in every] for every in rows)
        if not any((*gain, *loss)):
            return True
        return gain[0] + loss[0] > 0 and all(gain[0] * p >= g * loss[0] for g, p in zip(gain, loss, strict=True))

    @property
    def why(self) -> str:
        """The proof in a few words."""
        some = self.rivals[0] if len(self.rivals) == 1 else f"one of {listed(self.rivals)}"
        return f"never ahead: {some} is always at least as good" if self.ties else f"never first: {some} is always better"

    def document(self) -> dict[str, Any]:
        """Return what it says as plain mappings and lists, ready for JSON."""
        return {
            "rivals": list(self.rivals),
            "margin": str(self.margin),
            "weights": plain(dict(self.weights)),
            "pieces": [{"low": str(p.low), "high": str(p.high), "parts": list(p.parts)} for p in self.pieces],
        }

    def __str__(self) -> str:
        within = self.known.scope
        some = self.rivals[0] if len(self.rivals) == 1 else f"one of {listed(self.rivals)}"
        if self.ties:
            level = "can draw level, but is" if self.weights else "is"
            return f"{self.alternative} {level} never ahead: {some} is at least as good {within}."
        return f"{self.alternative} is never first: {some} is better {within}."

    def __repr__(self) -> str:
        return f"NeverAhead({self.alternative!r}, {len(self.pieces)} {'piece' if len(self.pieces) == 1 else 'pieces'})"


@dataclass(frozen=True, slots=True)
class _Sums:
    """What rows add up to at a corner: their gains, their losses, the room that rounding needs, and which sum is nil of itself.

    A sum is nil of itself where all rows that count have the same numbers, and the alternative counts as much as its
    rivals together, or where the numbers are nil: rounding cannot be at work there.
    """

    gain: Fraction
    loss: Fraction
    room: Fraction
    nil: tuple[bool, bool]

    def at(self, threshold: Fraction) -> Fraction:
        return (1 - threshold) * self.gain - threshold * self.loss

    def negative(self, low: Fraction, high: Fraction, *, ties: bool) -> bool:
        """Tell whether the sum is negative from `low` to `high`; with `ties` it may be nil of itself, or at 0 or 1.

        Whoever is ahead is so by a threshold that is neither 0 nor 1.
        """
        if ties and any(self.nil):
            return (self.nil[0] or self.gain <= -self.room) and (self.nil[1] or -self.loss <= -self.room)
        return max(self.at(low), self.at(high)) <= -self.room < 0

    def interval(self, *, ties: bool) -> tuple[Fraction, Fraction]:
        """Return where the sum is negative, as `negative` says, from a low end to a high one; an empty interval if nowhere."""
        everywhere, nowhere = (Fraction(-1), Fraction(2)), (Fraction(2), Fraction(-1))
        if (ties and any(self.nil)) or self.gain == -self.loss or self.room == 0:
            return everywhere if self.negative(Fraction(0), Fraction(1), ties=ties) else nowhere
        end = (self.gain + self.room) / (self.gain + self.loss)
        if self.gain > -self.loss:
            return Fraction(-floor(-end * FINE), FINE), everywhere[1]
        return everywhere[0], Fraction(floor(end * FINE), FINE)


def sums_of(gain: Matrix, loss: Matrix, parts: Sequence[int], largest: Sequence[Fraction]) -> Iterator[_Sums]:
    """Yield what the rows add up to at every corner, where the largest numbers are known."""
    used = [i for i, y in enumerate(parts) if y]
    signed = [parts[0], *(-y for y in parts[1:])]
    level, whole = sum(signed) == 0, sum(parts)
    for k in range(len(gain[0])):
        added = [sum((signed[i] * rows[i][k] for i in used), Fraction(0)) for rows in (gain, loss)]
        numbers = [{rows[i][k] for i in used} for rows in (gain, loss)]
        same_gain, same_loss = ((level and len(found) == 1) or found == {0} for found in numbers)
        yield _Sums(added[0], added[1], ROOM * largest[k] * whole, (same_gain, same_loss))


@lru_cache(maxsize=64)
def corners(known: WeightSet, power: float) -> Matrix:
    """Return rows of whole numbers whose mixtures, scaled, hold the powers of all weights of a set.

    A statement ``sum_P a_i w_i <= sum_N a_j w_j`` of positive terms becomes ``sum_P a_i**p u_i <= k**(p - 1) sum_N a_j**p u_j``
    where k counts the terms on the right: the left side to the power p is no less, the right side no more (by the
    inequality of power means). Nothing is lost where a side has one term, as in ``w_i >= c w_j``, or with p = 1; other
    statements let some more weights in, and what is proved of more weights holds for the fewer. Where there are more
    than `CORNERS` corners, statements of more than two terms are left out, then all.
    """
    m = len(known.criteria)
    if known.statements and float(power).is_integer() and known.dimension == 0:
        return matrix([primitive([v ** int(power) for v in known.inner])])
    rows, equal = known.cone()
    both = [*rows, *equal, *(tuple(-v for v in row) for row in equal)]
    every = [row for row in (_powered(row, power) for row in both) if row is not None]
    for terms in (m, 2):
        few = [row for row in every if sum(v != 0 for v in row) <= terms]
        try:
            if few:
                return matrix(polytope(few, criteria=m, limit=CORNERS).rays)
        except TooManyError:
            continue
    return matrix([[int(i == j) for i in range(m)] for j in range(m)])


def _powered(row: Vector, power: float) -> Vector | None:
    """Return the row that a statement ``row.w <= 0`` implies for powers of weights, or None where there is none in fractions."""
    more, less = [v for v in row if v > 0], [-v for v in row if v < 0]
    if not more:
        return None
    if float(power).is_integer():
        whole = int(power)
        return tuple(v**whole if v > 0 else -(len(less) ** (whole - 1)) * abs(v) ** whole for v in row)
    return row if not less or (more == less and len(more) == 1) else None


def root_of(ray: Vector, power: float) -> Vector | None:
    """Return the shares of which a ray is the powers, where they are fractions."""
    whole = int(power) if float(power).is_integer() else 1
    found = [round(v ** (1 / whole)) for v in ray]
    if [v**whole for v in found] != list(ray) or (whole != power and not set(ray) <= {0, 1}):
        return None
    return tuple(Fraction(v, sum(found)) for v in found)


def at_corners(known: WeightSet, power: float, *forms: Matrix) -> tuple[Matrix, ...]:
    """Return the values of linear forms of powers of weights at the corners of a set, a row for each form."""
    rays = corners(known, power)
    return tuple(tuple(tuple(dot(row, ray) for ray in rays) for row in form) for form in forms)


def ratio_rows(question: Question, form: RatioForm | None = None) -> tuple[float, Matrix, Matrix]:
    """Return the power of the weights, and the two linear forms, as exact fractions of what the method computes."""
    found = question.ratio() if form is None else form
    assert found is not None  # the caller asked
    shape = question.task.x.shape
    gain, loss = (
        tuple(tuple(map(Fraction, row)) for row in np.broadcast_to(np.asarray(v, dtype=np.float64), shape).tolist())
        for v in (found.gain, found.loss)
    )
    return float(found.power), gain, loss
