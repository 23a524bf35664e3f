"""The search for weights that put an alternative first by a ratio of two linear forms, or for the proof that none do."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from ...core.frozen import FrozenMap
from ...exact.rational import Vector
from ...sampling.weight_set import WeightSet
from .question import Question, near
from .ratio import NeverAhead, Piece, at_corners, corners, ratio_rows, root_of, sums_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import RatioForm

__all__ = ["Ratios"]

GRID = 2**30
"""The solver's multipliers are rounded to whole numbers of which the largest is about this."""
STEPS = 400
"""Linear programmes after which an alternative is left unsettled."""
EDGE = 1e-3
"""How far from 0 and 1 multipliers are asked for where sums are nil at these ends."""
LEAST = 1e-9
"""Multipliers below this are rounding of the solver."""


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
        roots = (root_of(self.rays[k], self.power) for k in level)
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
        for sums in sums_of(gain, loss, [y for _, y in used], self.largest):
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
