"""The search for rank reversals: one test after the other, each with the case that it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ...core.ranking import Ranking
from ...plugin.check import Task
from ...sampling.draws import generator
from .reversal import Reversal, afterwards, dense, duels, recomposed, within
from .worst_newcomer import Immunity, Newcomers, fits, joined

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Levels", "Search"]

Levels: TypeAlias = "list[npt.NDArray[np.float64]]"

NEWCOMERS = 400
"""How many newcomers are drawn at random."""
FEW = 30
"""How many are tried of a kind where the kernel goes through one problem after another."""


@dataclass(eq=False)
class Search:
    """The tests on one task; `settled` names those in which every case was tried or is covered by a proof."""

    asked: Task
    levels: Levels
    among: Newcomers | None
    rng: Any

    def __post_init__(self) -> None:
        self.known: dict[int, tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]] = {}
        self.before = dense(self.asked, self.asked.x)
        self.ahead = self.before[:, None] < self.before[None, :]
        self.exact = self.among is not None and self.among.exact
        self.settled = ["leave one out", "clone", "pair alone", "transitivity", "recomposition"]
        self.names = self.asked.matrix.names
        self.everyone = tuple(range(len(self.asked.x)))

    def found(self) -> Iterator[tuple[str, Reversal | None]]:
        """Run one test after the other."""
        for test, cases in {"leave one out": self._without(), "worsen one": self._worse()}.items():
            yield test, next(filter(None, (self._compared(test, *case) for case in cases)), None)
        clone = self._first("clone", self.asked.x, every=True)
        yield "clone", clone
        yield "dominated newcomer", self._dominated()
        yield from self._pairs().items()
        yield "any newcomer", self._smallest(clone)

    def immune(self) -> dict[tuple[str, str], Immunity]:
        """Return a proof for every pair that no newcomer reverses."""
        if self.among is None or not self.exact:
            return {}
        proofs: dict[tuple[str, str], Immunity] = {}
        tie = ""  # the same for all
        for a in self.everyone:
            gap, worst = self.among.closest(a)
            margin = np.maximum(self.among.rounding, self.among.rounding[a])
            for b in np.flatnonzero(self.ahead[a] & np.isfinite(gap) & (gap >= -margin)).tolist():
                proof = Immunity.of(self.among, a, b, worst[b], tie)
                tie, proofs[self.names[a], self.names[b]] = proof.tie, proof
        return proofs

    def steps(self) -> dict[tuple[str, str], Reversal | None]:
        """Return the smallest newcomer, if any, for all neighbours in the ranking."""
        if self.among is None:
            return {}
        found = {}
        groups = [np.flatnonzero(self.before == rank).tolist() for rank in range(1, int(self.before.max()) + 1)]
        for a, b in (pair for one, other in pairwise(groups) for pair in product(one, other)):
            found[self.names[a], self.names[b]] = self._least(a, b)
        return found

    def _least(self, a: int, b: int) -> Reversal | None:
        assert self.among is not None  # the callers asked
        count, like = (int(v[b]) for v in self._fewest(a))
        if count > len(self.levels):
            return None
        row = self.among.nearest(a, b, like, count)
        return self._joining("any newcomer", row, (a, b), self.exact, count)

    def _fewest(self, a: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        assert self.among is not None  # the callers asked
        if a not in self.known:
            self.known[a] = self.among.fewest(a, self.ahead[a])
        return self.known[a]

    def _without(self) -> Iterator[tuple[Any, ...]]:
        n = len(self.asked.x)
        for i in range(n if n > 2 else 0):
            kept = tuple(k for k in range(n) if k != i)
            yield self.asked.x[list(kept)], kept

    def _worse(self) -> Iterator[tuple[Any, ...]]:
        cells = [(i, j) for i in np.flatnonzero(self.before > 1).tolist() for j in range(len(self.levels))]
        cells = [(i, j) for i, j in cells if self.asked.x[i, j] != self.levels[j][0]]
        for i, j in cells[: self._many(len(cells))]:
            x = self.asked.x.copy()
            x[i, j] = self.levels[j][0]
            yield x, self.everyone

    def _dominated(self) -> Reversal | None:
        """Try newcomers below an alternative: by all there is, in one cell, by one level, at random; then by a proof."""
        x, levels = self.asked.x, self.levels
        rng = generator(self.rng)
        worst = np.array([v[0] for v in levels])
        at = np.array([[int(np.flatnonzero(v == c)[0]) for c, v in zip(row, levels, strict=True)] for row in x])
        lower = np.array([[v[max(k - 1, 0)] for k, v in zip(row, levels, strict=True)] for row in at.tolist()])
        n, m = x.shape
        single = np.repeat(x, m, axis=-2)
        single[np.arange(n * m), np.tile(np.arange(m), n)] = np.tile(worst, n)
        who = rng.integers(n, size=self._many(NEWCOMERS))
        below = np.array([[v[k] for k, v in zip(row, levels, strict=True)] for row in rng.integers(at[who] + 1).tolist()])
        rows = np.concatenate([worst[None], single, lower, below])
        like = np.concatenate([[-1], np.repeat(np.arange(n), m), np.arange(n), who])
        fresh = (rows != x[like]).any(axis=-1)
        fresh[0] = (x != worst).any()
        hit = self._first("dominated newcomer", rows[fresh])
        if hit is None and self.among is not None:
            clones = False
            for a, b, k, row in self.among.dominated(self.ahead):
                clones |= bool((row == x[k]).all())
                hit = None if clones else self._joining("dominated newcomer", row, (a, b))
                if hit is not None:
                    break
            if self.exact and not clones:
                self.settled.append("dominated newcomer")
        return hit

    def _pairs(self) -> dict[str, Reversal | None]:
        """Compare the whole with what pairs say: one at a time, in a ring, and put together."""
        won, names, before = duels(self.asked), self.names, self.before
        order = Ranking(names, before)
        found: dict[str, Reversal | None] = dict.fromkeys(("pair alone", "transitivity", "recomposition"))
        turned = np.argwhere(self.ahead & (won < 0))
        if len(turned):
            i, k = sorted(turned[0].tolist())
            found["pair alone"] = self._compared("pair alone", self.asked.x[[i, k]], (i, k))
        for i, k in np.argwhere(won > 0):
            third = np.flatnonzero((won[k] > 0) & (won[:, i] > 0))
            if len(third):
                ring = [int(i), int(k), int(third[0])]
                ring = min((ring[r:] + ring[:r] for r in range(3)), key=lambda r: before[r[0]] - before[r[-1]])
                part = afterwards(self.asked, self.asked.x[ring], tuple(names[v] for v in ring))
                ends = part.names[0], part.names[-1]
                found["transitivity"] = Reversal("transitivity", *ends, part, order, within(order, part.names), self.asked)
                self.settled.remove("recomposition")  # a ring is no ranking
                return found
        again = recomposed(won)
        turned = np.argwhere(self.ahead & (again[:, None] > again[None, :]))
        if len(turned):
            a, b = (names[v] for v in turned[0])
            whole = afterwards(self.asked, self.asked.x, names)
            found["recomposition"] = Reversal("recomposition", a, b, whole, order, Ranking(names, again), self.asked)
        return found

    def _smallest(self, clone: Reversal | None) -> Reversal | None:
        """Return the newcomer that differs in the fewest cells: by a proof, by trying one cell, or by drawing and going back."""
        if self.exact:
            self.settled.append("any newcomer")
        if clone is not None:
            return replace(clone, test="any newcomer", proved=True, tie="")
        if self.among is not None:
            counts = np.array([self._fewest(a)[0] for a in self.everyone])
            for a, b in sorted(np.argwhere(counts <= len(self.levels)).tolist(), key=lambda pair: counts[tuple(pair)]):
                hit = self._least(a, b)
                if hit is not None:
                    return hit if hit.proved else replace(hit, proved=bool(counts[a, b] == 1), tie="")
            if self.exact:
                return None
        return self._searched()

    def _searched(self) -> Reversal | None:
        x, levels, rng = self.asked.x, self.levels, generator(self.rng)
        near = [(i, j, float(v)) for i in self.everyone for j, known in enumerate(levels) for v in known if v != x[i, j]]
        rows = np.array([x[i] for i, _, _ in near]).reshape(-1, x.shape[1])
        rows[np.arange(len(near)), [j for _, j, _ in near]] = [v for _, _, v in near]
        hit = self._first("any newcomer", rows)
        if hit is not None:
            return replace(hit, proved=True, tie="")
        drawn = np.stack([rng.choice(v, self._many(NEWCOMERS)) for v in levels], axis=-1)
        drawn = np.vstack([[v[0] for v in levels], [v[-1] for v in levels], drawn])
        best: tuple[int, Any] | None = None
        for at in self._reversing(drawn)[:5]:
            for i in self.everyone:
                row = drawn[at].copy()
                for j in rng.permutation(len(row)):
                    back = row.copy()
                    back[j] = x[i, j]
                    if self._reversing(back[None]):
                        row = back
                count = int((row != x[i]).sum())
                if best is None or count < best[0]:
                    best = (count, row)
        return None if best is None else self._joining("any newcomer", best[1])

    def _many(self, count: int) -> int:
        plugin = self.asked.plugin
        return min(count, FEW) if plugin.lift or (plugin.numpy_only and plugin.linear_form is None) else count

    def _joining(self, test: str, row: Any, pair: tuple[int, int] | None = None, proved: bool = False, count: int = 0) -> Reversal | None:
        """Return what a newcomer turns around; where it is proved that it takes so many cells, with all newcomers as the proof."""
        hit = self._compared(test, np.vstack([self.asked.x, row]), self.everyone, pair)
        if hit is None or not proved:
            return hit
        return replace(hit, proved=True, among=self.among if count > 1 else None, tie="")

    def _first(self, test: str, rows: Any, every: bool = False) -> Reversal | None:
        """Return the first newcomer that turns somebody around, if one of the first few, or of all, does."""
        count = len(rows) if every else self._many(len(rows))
        for start in range(0, count, FEW):
            hits = self._reversing(rows[start : min(start + FEW, count)])
            if hits:
                return self._joining(test, rows[start + hits[0]])
        return None

    def _reversing(self, rows: Any) -> list[int]:
        """Return which newcomers turn somebody around."""
        x = joined(self.asked, rows)
        fine = np.flatnonzero(fits(self.asked, x))
        if not len(fine):
            return []
        after = dense(self.asked, x[fine])[:, : len(self.asked.x)]
        turned = self.ahead & (after[:, :, None] > after[:, None, :])
        return fine[turned.any(axis=(-2, -1))].tolist()  # type: ignore[no-any-return]  # NumPy types this as Any

    def _compared(self, test: str, x: Any, kept: tuple[int, ...], pair: tuple[int, int] | None = None) -> Reversal | None:
        """Return the reversal, if any, among the alternatives that were there before; worsening one must only leave the best best."""
        asked = self.asked
        if not fits(asked, x):
            return None
        places = dense(asked, x)
        old, new = self.before[list(kept)], places[: len(kept)]
        turned = (old[:, None] < old[None, :]) & (new[:, None] > new[None, :])
        if test == "worsen one":
            turned &= (old == 1)[:, None]
        if not (turned.any() if pair is None else turned[pair]):
            return None
        i, k = np.argwhere(turned)[0].tolist() if pair is None else pair
        names = tuple(self.names[v] for v in kept)
        matrix = afterwards(asked, x, names)
        return Reversal(test, names[i], names[k], matrix, Ranking(self.names, self.before), Ranking(matrix.names, places), asked)
