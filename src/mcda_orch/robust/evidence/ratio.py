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

from ...core.frozen import FrozenMap
from ...core.report import listed, plain
from ...exact.claims import Check, Claimed
from ...exact.polytope import TooManyError, polytope
from ...exact.rational import Matrix, Vector, dot, matrix, primitive
from ...sampling.weight_set import WeightSet
from .question import Question, near

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import RatioForm

__all__ = ["NeverAhead", "Piece", "Ratios", "corners"]

ROOM = Fraction(1, 10**9)
"""Part of the largest number of a criterion that rounding is allowed: by less than that nothing is proved."""
GRID = 2**30
"""The solver's multipliers are rounded to whole numbers of which the largest is about this."""
FINE = 2**60
"""Ends of intervals are rounded to one part in so many."""
CORNERS = 300
"""Corners of the set of weights beyond which its statements are left out of the proof."""
STEPS = 400
"""Linear programmes after which an alternative is left unsettled."""
EDGE = 1e-3
"""How far from 0 and 1 multipliers are asked for where sums are nil at these ends."""
LEAST = 1e-9
"""Multipliers below this are rounding of the solver."""


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
class NeverAhead(Claimed):
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
        yield self.question.check(self.known)
        names = len(set(self.rivals)) == len(self.rivals) > 0 and self.alternative not in self.rivals
        yield Check(f"{self.alternative} has rivals, none of them itself", "recount", names)
        pieces = self.pieces
        covered = pieces[0].low <= 0 and pieces[-1].high >= 1 and all(p.low <= p.high for p in pieces)
        yield Check("the thresholds cover [0, 1]", "recount", covered and all(p.high >= q.low for p, q in pairwise(pieces)))
        power, every_gain, every_loss = ratio_rows(self.question)
        order = [self.question.at(name) for name in (self.alternative, *self.rivals)]
        rows = [tuple(every[i] for i in order) for every in (every_gain, every_loss)]
        if self.weights:
            level = self.ties is True and self._draws_level(power, *rows)
            yield Check(f"{self.alternative} draws level at the weights shown", "witness", level)
        gain, loss = at_corners(self.known, power, *rows)
        largest = [max(column) for column in zip(*gain, *loss, strict=True)]
        ruled = all(self._rules_out(piece, gain, loss, largest) for piece in pieces)
        yield Check(f"every threshold is ruled out {self.known.scope}", "proof", type(self.ties) is bool and ruled)

    def _rules_out(self, piece: Piece, gain: Matrix, loss: Matrix, largest: Sequence[Fraction]) -> bool:
        if len(piece.parts) != len(gain) or min(piece.parts) < 0 or sum(piece.parts) == 0:
            return False
        return all(sums.negative(piece.low, piece.high, ties=self.ties) for sums in _sums(gain, loss, piece.parts, largest))

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


def _sums(gain: Matrix, loss: Matrix, parts: Sequence[int], largest: Sequence[Fraction]) -> Iterator[_Sums]:
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


def _root(ray: Vector, power: float) -> Vector | None:
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


class Ratios:
    """The search for weights that put an alternative first, or for the proof that there are none.

    Parameters
    ----------
    question : Question
    known : WeightSet
    form : RatioForm
    """

    def __init__(self, question: Question, known: WeightSet, form: RatioForm) -> None:
        self.question, self.known = question, known
        self.power, *self.rows = ratio_rows(question, form)
        self.rays = corners(known, self.power)
        self.gain, self.loss = at_corners(known, self.power, *self.rows)
        self.largest = [max(column) for column in zip(*self.gain, *self.loss, strict=True)]
        self.scaled = [
            np.array([[float(v / most) if most else 0.0 for v, most in zip(row, self.largest, strict=True)] for row in rows])
            for rows in (self.gain, self.loss)
        ]

    def settle(self, a: int, rivals: Sequence[int] | None = None) -> NeverAhead | Vector | None:
        """Return the proof that `a` is never ahead of rivals, or else shares with which it is; None where neither was found.

        Rivals are all others but its doubles, unless given.
        """
        own = self.rows[0][a], self.rows[1][a]
        if rivals is None:
            rivals = [b for b in range(len(self.gain)) if b != a and (self.rows[0][b], self.rows[1][b]) != own]
        if not rivals:
            return None
        level, best = self._level(a, rivals)
        for k in best:
            found = self._ahead(a, rivals, np.eye(len(self.rays))[k])
            if found is not None:
                return found
        roots = (_root(self.rays[k], self.power) for k in level)
        w = next((w for w in roots if w is not None and self.known.contains(w, closed=True)), None)
        if w is not None:
            return self._search(a, rivals, level, w, ties=True)
        strict = self._search(a, rivals, level, None, ties=False)
        return strict if strict is not None or not level else self._search(a, rivals, level, None, ties=True)

    def _search(self, a: int, rivals: Sequence[int], level: Sequence[int], w: Vector | None, *, ties: bool) -> NeverAhead | Vector | None:
        """Settle `a`, which draws level with the first at these corners and at shares w, with a proof that may leave room for ties."""
        gain, loss = self.scaled
        better = ((gain >= gain[a] - LEAST) & (loss <= loss[a] + LEAST)).all(axis=-1)
        alone = (self._reach(a, rivals, (1, *(int(r == b) for r in rivals)), ties=ties) for b in rivals if better[b])
        whole = next((p for p in alone if p is not None and p.low == 0 and p.high == 1), None)
        pieces = [whole] if whole is not None else []
        points = [Fraction(0), Fraction(1), *sorted({t for t in (self._threshold(a, k) for k in level) if t is not None})]
        failed = False
        for _ in range(STEPS):
            points = [t for t in points if not any(p.low <= t <= p.high for p in pieces)]
            threshold = points.pop() if points else None if failed else _uncovered(pieces)
            if threshold is None:
                return None if failed else self._proof(a, rivals, w, pieces, ties=ties)
            piece, v = self._piece(a, rivals, threshold, level, ties=ties)
            if piece is not None:
                pieces.append(piece)
                continue
            found = self._ahead(a, rivals, v)
            if found is not None:
                return found
            if not failed:  # a lead may be too narrow to be seen right here
                points += [t for t in (threshold + side / 10**k for k in (3, 6, 9) for side in (Fraction(1), Fraction(-1))) if 0 < t < 1]
            failed = True
        return None

    def _level(self, a: int, rivals: Sequence[int]) -> tuple[list[int], list[int]]:
        """Return the corners at which `a` draws level with the first, and those at which it is ahead."""
        level, best = [], []
        for k, most in enumerate(self.largest):
            g, p = self.gain[a][k], self.loss[a][k]
            gap = min(g * self.loss[b][k] - self.gain[b][k] * p for b in rivals)
            if most == 0 or (g + p > 0 and gap == 0):
                level.append(k)
            elif gap > 0:
                best.append(k)
        return level, best

    def _threshold(self, a: int, k: int) -> Fraction | None:
        whole = self.gain[a][k] + self.loss[a][k]
        return self.gain[a][k] / whole if whole else None

    def _piece(
        self, a: int, rivals: Sequence[int], threshold: Fraction, level: Sequence[int], *, ties: bool
    ) -> tuple[Piece | None, npt.NDArray[np.float64]]:
        """Return the piece that rules a threshold out, or None, and the mixture of corners at which it is nearest to failing."""
        every = list(range(len(rivals)))
        nil = [k for k, most in enumerate(self.largest) if ties and most == 0]
        parts, v = self._multipliers(a, rivals, every, float(threshold), nil, level=False)
        piece = self._reach(a, rivals, parts, ties=ties)
        if piece is not None and piece.low <= threshold <= piece.high:
            return piece, v
        here = [k for k in level if self._threshold(a, k) == threshold]
        same = [
            i for i in every if all((self.gain[rivals[i]][k], self.loss[rivals[i]][k]) == (self.gain[a][k], self.loss[a][k]) for k in here)
        ]
        if ties and here and same:
            within = min(max(float(threshold), EDGE), 1 - EDGE)
            parts, _ = self._multipliers(a, rivals, same, within, [*nil, *here], level=True)
            piece = self._reach(a, rivals, parts, ties=ties)
            if piece is not None and piece.low <= threshold <= piece.high:
                return piece, v
        return None, v

    def _multipliers(
        self, a: int, rivals: Sequence[int], free: Sequence[int], threshold: float, nil: Sequence[int], *, level: bool
    ) -> tuple[tuple[int, ...], npt.NDArray[np.float64]]:
        """Return the multipliers with which the largest sum is smallest, and the mixture of corners that proves it.

        Sums at corners that are `nil` need only not be positive; with `level` the alternative counts as much as its rivals.
        """
        from scipy.optimize import linprog

        gain, loss = self.scaled
        used = [a, *(rivals[i] for i in free)]
        rows = (1 - threshold) * gain[used] - threshold * loss[used]
        rows[1:] *= -1
        n = len(rows)
        bound = np.ones(gain.shape[1])
        bound[list(nil)] = 0.0
        sums = np.vstack([rows, -bound]).T
        equal = np.array([[*(1.0,) * n, 0.0], [1.0, *(-1.0,) * (n - 1), 0.0]])[: 2 if level else 1]
        cost = np.array([*(0.0,) * n, 1.0])
        found = linprog(
            cost, sums, np.zeros(len(sums)), equal, [1.0, 0.0][: len(equal)], [(0.0, None)] * n + [(-2.0, None)], method="highs"
        )
        parts = [0] * (1 + len(rivals))
        if found.x is None:
            return tuple(parts), np.zeros(len(bound))
        for place, y in zip((0, *(1 + i for i in free)), found.x[:n].tolist(), strict=True):
            parts[place] = round(y * GRID) if y > LEAST else 0
        if level:
            parts[0] = sum(parts[1:])
        most = np.array([float(v) if v else 1.0 for v in self.largest])
        return tuple(parts), np.maximum(-found.ineqlin.marginals, 0.0) / most

    def _reach(self, a: int, rivals: Sequence[int], parts: Sequence[int], *, ties: bool) -> Piece | None:
        """Return the interval of thresholds that multipliers rule out, if any; sums may be nil where `ties` are known."""
        low, high = Fraction(0), Fraction(1)
        if not any(parts):
            return None
        used = [(i, y) for i, y in zip((a, *rivals), parts, strict=True) if y or i == a]
        gain, loss = (tuple(rows[i] for i, _ in used) for rows in (self.gain, self.loss))
        for sums in _sums(gain, loss, [y for _, y in used], self.largest):
            start, end = sums.interval(ties=ties)
            low, high = max(low, start), min(high, end)
        return Piece(low, high, tuple(parts)) if low <= high else None

    def _proof(self, a: int, rivals: Sequence[int], w: Vector | None, pieces: list[Piece], *, ties: bool) -> NeverAhead | None:
        """Return the proof with the rivals and the pieces that it needs, once it has been checked."""
        kept: list[Piece] = []
        reached = Fraction(0)
        while not kept or reached < 1:  # the fewest that cover: always the one that reaches farthest
            kept.append(max((p for p in pieces if p.low <= reached), key=lambda p: p.high))
            reached = kept[-1].high
        used = [k for k in range(len(rivals)) if any(p.parts[1 + k] for p in kept)]
        order = [a, *(rivals[k] for k in used)]
        names = self.question.names
        proof = NeverAhead(
            names[a],
            tuple(names[b] for b in order[1:]),
            ties,
            FrozenMap(self.question.labelled(w) if w is not None else {}),
            tuple(Piece(p.low, p.high, (p.parts[0], *(p.parts[1 + k] for k in used))) for p in kept),
            self.question,
            self.known,
        )
        return proof if proof.verify() else None

    def _ahead(self, a: int, rivals: Sequence[int], v: npt.NDArray[np.float64]) -> Vector | None:
        """Return shares of the set, at this mixture of corners or near, at which the method itself puts `a` ahead of its rivals."""
        w = (v @ np.array(self.rays, dtype=np.float64)) ** (1 / self.power)
        for found in near(self.known, w.tolist()) if w.sum() > 0 else ():
            ranks = self.question.dense(np.array([[float(x) for x in found]]))[0]
            if ranks[a] < ranks[list(rivals)].min():
                return found
        return None


def _uncovered(pieces: Sequence[Piece]) -> Fraction | None:
    """Return the middle of the first gap between pieces that cover the ends of [0, 1], or None."""
    reached = Fraction(0)
    for piece in sorted(pieces, key=lambda p: p.low):
        if piece.low > reached:
            return (reached + piece.low) / 2
        reached = max(reached, piece.high)
    return None if reached >= 1 else (reached + 1) / 2
