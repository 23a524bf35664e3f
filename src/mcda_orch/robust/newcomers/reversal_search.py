"""The search for rank reversals: one test after the other, each with the case that it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.positions import positions
from ...core.ranking import Ranking
from ...core.report import listed
from ...exact.claims import Check, Claimed, digest, same
from ...plugin.check import Task, again
from ...plugin.family import HIGHER
from ...sampling.draws import generator
from .worst_newcomer import Immunity, Newcomers, fits, joined

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["TESTS", "Levels", "Reversal", "Search"]

Levels: TypeAlias = "list[npt.NDArray[np.float64]]"

TESTS = {
    "leave one out": {"independent"},
    "clone": {"clone_proof"},
    "dominated newcomer": {"dominated_newcomer"},
    "pair alone": {"independent"},
    "transitivity": {"independent"},
    "recomposition": {"independent"},
    "worsen one": {"independent", "response"},
    "any newcomer": {"independent"},
}
"""The tests, and the laws that together rule a reversal out; one that is independent passes the newcomer tests too."""
NEWCOMERS = 400
"""How many newcomers are drawn at random."""
FEW = 30
"""How many are tried of a kind where the kernel goes through one problem after another."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reversal(Claimed):
    """A case in which two alternatives change places.

    Attributes
    ----------
    test : str
    a, b : str
        `a` was ahead of `b` before, and is behind it after.
    words : str
        What happened in between.
    matrix : DecisionMatrix
        The alternatives afterwards; the last is the newcomer, where there is one.
    before, after : Ranking
    newcomer : mapping of str to float
        Its cells, where there is one.
    proved : bool
        Whether no newcomer that differs in fewer cells from all alternatives does this.
    """

    test: str
    a: str
    b: str
    words: str
    matrix: DecisionMatrix
    before: Ranking
    after: Ranking
    newcomer: Mapping[str, float]
    asked: Task
    proved: bool = False
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self._tie)

    @property
    def _tie(self) -> str:
        task = self.asked
        own = (self.test, self.a, self.b, self.words, self.matrix, self.newcomer, self.proved)
        return digest(task.plugin.name, task.params, task.matrix, task.blanks, task.weights, own)

    def checks(self) -> Iterator[Check]:
        """Yield that both rankings come out again, and that the two alternatives change places."""
        before = Ranking(self.asked.matrix.names, _dense(self.asked, self.asked.x))
        t = self.asked
        asks = self.tie == self._tie and same(t, again(t.plugin, t.matrix, t.weights, t.blanks, t.params))
        yield Check("the ranking before is that of the table", "recount", asks and same(self.before, before))
        yield Check("the case is one of the tests", "recount", self.test in TESTS and self.a != self.b)
        if self.newcomer:
            last = dict(zip(self.matrix.criterion_names, self.matrix.values[-1].tolist(), strict=True))
            yield Check("the newcomer is the last of the alternatives", "recount", dict(self.newcomer) == last)
        yield Check(str(self), "witness", self._turned(before))

    def _turned(self, before: Ranking) -> bool:
        if self.test == "transitivity":
            ring = [before.labels.index(n) for n in self.matrix.names]
            told = (self.a, self.b) == (self.matrix.names[0], self.matrix.names[-1]) and len(ring) == 3
            ahead = [_dense(self.asked, self.asked.x[[i, k]]) for i, k in zip(ring, (*ring[1:], ring[0]), strict=True)]
            return told and all(d[0] < d[1] for d in ahead)
        pairs = self.test == "recomposition"
        dense = _recomposed(_duels(self.asked)) if pairs else _dense(self.asked, self.matrix.values)
        after = Ranking(self.matrix.names, dense)
        return same(self.after, after) and bool(before[self.a] <= before[self.b] and after[self.a] > after[self.b])

    def __str__(self) -> str:
        return f"{self.words}: {self.a} was ahead of {self.b}, and is now behind it."

    def __repr__(self) -> str:
        return f"Reversal({str(self)!r})"


def _dense(asked: Task, x: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Rank rows as a labelled call does, in any batch."""
    with np.errstate(all="ignore"):
        key, magnitude = asked.order(x)
    return positions(np.asarray(key), asked.plugin.better is HIGHER, magnitude)


def _duels(asked: Task) -> npt.NDArray[np.int_]:
    """Return 1 where one alternative beats another when the two are alone, and -1 where it loses, shape (n, n)."""
    n = len(asked.x)
    pairs = np.array(list(combinations(range(n), 2)))
    pairs = pairs[fits(asked, asked.x[pairs])]
    found = np.zeros((n, n), dtype=np.int_)
    if not len(pairs):
        return found
    dense = _dense(asked, asked.x[pairs])
    found[pairs[:, 0], pairs[:, 1]] = np.sign(dense[:, 1] - dense[:, 0])
    return found - found.T


def _recomposed(duels: npt.NDArray[np.int_]) -> Any:
    """Rank by duels won less duels lost."""
    return positions(duels.sum(axis=1))


@dataclass(eq=False)
class Search:
    """The tests on one task; `settled` names those in which every case was tried or is covered by a proof."""

    asked: Task
    levels: Levels
    among: Newcomers | None
    rng: Any

    def __post_init__(self) -> None:
        self.before = _dense(self.asked, self.asked.x)
        self.ahead = self.before[:, None] < self.before[None, :]
        self.exact = self.among is not None and self.among.exact
        self.settled = ["leave one out", "clone", "pair alone", "transitivity", "recomposition"]
        self.names = self.asked.matrix.names
        self.everyone = tuple(range(len(self.asked.x)))

    def found(self) -> Iterator[tuple[str, Reversal | None]]:
        """Run one test after the other."""
        for test, cases in {"leave one out": self._without(), "worsen one": self._worse()}.items():
            yield test, next(filter(None, (self._compared(test, *case) for case in cases)), None)
        clone = self._first("clone", self.asked.x, [f"A copy of {name} joins" for name in self.names], every=True)
        yield "clone", clone
        yield "dominated newcomer", self._dominated()
        yield from self._pairs().items()
        yield "any newcomer", self._smallest(clone)

    def immune(self) -> dict[tuple[str, str], Immunity]:
        """Return a proof for every pair that no newcomer reverses."""
        if self.among is None or not self.exact:
            return {}
        proofs = {}
        for a in self.everyone:
            gap, worst = self.among.closest(a)
            margin = np.maximum(self.among.rounding, self.among.rounding[a])
            for b in np.flatnonzero(self.ahead[a] & np.isfinite(gap) & (gap >= -margin)).tolist():
                proofs[self.names[a], self.names[b]] = Immunity.of(self.among, a, b, worst[b])
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
        count, like = (int(v[b]) for v in self.among.fewest(a))
        if count > len(self.levels):
            return None
        row = self.among.nearest(a, b, like, count)
        return self._joining("any newcomer", row, self._words(like, row), (a, b), self.exact)

    def _without(self) -> Iterator[tuple[Any, ...]]:
        n = len(self.asked.x)
        for i in range(n if n > 2 else 0):
            kept = tuple(k for k in range(n) if k != i)
            yield self.asked.x[list(kept)], kept, f"{self.names[i]} is left out"

    def _worse(self) -> Iterator[tuple[Any, ...]]:
        cells = [(i, j) for i in np.flatnonzero(self.before > 1).tolist() for j in range(len(self.levels))]
        cells = [(i, j) for i, j in cells if self.asked.x[i, j] != self.levels[j][0]]
        for i, j in cells[: self._many(len(cells))]:
            x = self.asked.x.copy()
            x[i, j] = self.levels[j][0]
            yield x, self.everyone, f"{self.names[i]} gets worst in {self.asked.matrix.criterion_names[j]}"

    def _dominated(self) -> Reversal | None:
        """Try newcomers below an alternative: by all there is, in one cell, by one level, at random; then by a proof."""
        x, levels = self.asked.x, self.levels
        rng = generator(self.rng)
        worst = np.array([v[0] for v in levels])
        at = np.array([[int(np.flatnonzero(v == c)[0]) for c, v in zip(row, levels, strict=True)] for row in x])
        lower = np.array([[v[max(k - 1, 0)] for k, v in zip(row, levels, strict=True)] for row in at.tolist()])
        n, m = x.shape
        single = np.repeat(x, m, axis=0)
        single[np.arange(n * m), np.tile(np.arange(m), n)] = np.tile(worst, n)
        who = rng.integers(n, size=self._many(NEWCOMERS))
        below = np.array([[v[k] for k, v in zip(row, levels, strict=True)] for row in rng.integers(at[who] + 1).tolist()])
        rows = np.concatenate([worst[None], single, lower, below])
        like = np.concatenate([[-1], np.repeat(np.arange(n), m), np.arange(n), who])
        fresh = (rows != x[like]).any(axis=-1)
        fresh[0] = (x != worst).any()
        rows, like = rows[fresh], like[fresh]
        words = [
            self._words(int(k), row) if k >= 0 else "A newcomer that is worst everywhere joins" for k, row in zip(like, rows, strict=True)
        ]
        hit = self._first("dominated newcomer", rows, words)
        if hit is None and self.among is not None:
            clones = False
            for a, b, k, row in self.among.dominated(self.ahead):
                clones |= bool((row == x[k]).all())
                hit = None if clones else self._joining("dominated newcomer", row, self._words(k, row), (a, b))
                if hit is not None:
                    break
            if self.exact and not clones:
                self.settled.append("dominated newcomer")
        return hit

    def _pairs(self) -> dict[str, Reversal | None]:
        """Compare the whole with what pairs say: one at a time, in a ring, and put together."""
        duels, names, before = _duels(self.asked), self.names, self.before
        order = Ranking(names, before)
        found: dict[str, Reversal | None] = dict.fromkeys(("pair alone", "transitivity", "recomposition"))
        turned = np.argwhere(self.ahead & (duels < 0))
        if len(turned):
            i, k = sorted(turned[0].tolist())
            found["pair alone"] = self._compared("pair alone", self.asked.x[[i, k]], (i, k), f"{names[i]} and {names[k]} are alone")
        for i, k in np.argwhere(duels > 0):
            third = np.flatnonzero((duels[k] > 0) & (duels[:, i] > 0))
            if len(third):
                ring = [int(i), int(k), int(third[0])]
                a, b, c = (names[v] for v in ring)
                words = f"Two by two, {a} beats {b}, {b} beats {c}, and {c} beats {a}"
                part = self.asked.matrix.select([a, b, c]).with_values(self.asked.x[ring])
                after = Ranking.from_scores(before[ring], part.names, higher=False)
                found["transitivity"] = Reversal("transitivity", a, c, words, part, order, after, {}, self.asked)
                self.settled.remove("recomposition")  # a ring is no ranking
                return found
        again = _recomposed(duels)
        turned = np.argwhere(self.ahead & (again[:, None] > again[None, :]))
        if len(turned):
            a, b = (names[v] for v in turned[0])
            words, whole = "Ranked two by two and put together again", self.asked.matrix.with_values(self.asked.x)
            found["recomposition"] = Reversal("recomposition", a, b, words, whole, order, Ranking(names, again), {}, self.asked)
        return found

    def _smallest(self, clone: Reversal | None) -> Reversal | None:
        """Return the newcomer that differs in the fewest cells: by a proof, by trying one cell, or by drawing and going back."""
        if self.exact:
            self.settled.append("any newcomer")
        if clone is not None:
            return replace(clone, test="any newcomer", proved=True, tie="")
        if self.among is not None:
            fewest = [self.among.fewest(a)[0] for a in self.everyone]
            counts = np.where(self.ahead, fewest, len(self.levels) + 1)
            for a, b in sorted(np.argwhere(counts <= len(self.levels)).tolist(), key=lambda pair: counts[tuple(pair)]):
                hit = self._least(a, b)
                if hit is not None:
                    return replace(hit, proved=self.exact or counts[a, b] == 1, tie="")
            if self.exact:
                return None
        return self._searched()

    def _searched(self) -> Reversal | None:
        x, levels, rng = self.asked.x, self.levels, generator(self.rng)
        near = [(i, j, float(v)) for i in self.everyone for j, known in enumerate(levels) for v in known if v != x[i, j]]
        rows = np.array([x[i] for i, _, _ in near]).reshape(-1, x.shape[1])
        rows[np.arange(len(near)), [j for _, j, _ in near]] = [v for _, _, v in near]
        hit = self._first("any newcomer", rows, [self._words(i, row) for (i, _, _), row in zip(near, rows, strict=True)])
        if hit is not None:
            return replace(hit, proved=True, tie="")
        drawn = np.stack([rng.choice(v, self._many(NEWCOMERS)) for v in levels], axis=-1)
        drawn = np.vstack([[v[0] for v in levels], [v[-1] for v in levels], drawn])
        best: tuple[int, int, Any] | None = None
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
                    best = (count, i, row)
        return None if best is None else self._joining("any newcomer", best[2], self._words(best[1], best[2]))

    def _many(self, count: int) -> int:
        plugin = self.asked.plugin
        return min(count, FEW) if plugin.lift or (plugin.numpy_only and plugin.linear_form is None) else count

    def _words(self, like: int, row: Any) -> str:
        """Say whom a newcomer is like, and where it is not."""
        other = np.flatnonzero(row != self.asked.x[like]).tolist()
        if not other:
            return f"A copy of {self.names[like]} joins"
        if len(other) > 3:
            return f"A newcomer like {self.names[like]} but for {len(other)} cells joins"
        cells = [f"{self.asked.matrix.criterion_names[j]} {row[j]:g}" for j in other]
        return f"A newcomer like {self.names[like]}, but with {listed(cells)}, joins"

    def _joining(self, test: str, row: Any, words: str, pair: tuple[int, int] | None = None, proved: bool = False) -> Reversal | None:
        return self._compared(test, np.vstack([self.asked.x, row]), self.everyone, words, pair, proved)

    def _first(self, test: str, rows: Any, words: Sequence[str], every: bool = False) -> Reversal | None:
        """Return the first newcomer that turns somebody around, if one of the first few, or of all, does."""
        count = len(rows) if every else self._many(len(rows))
        for start in range(0, count, FEW):
            hits = self._reversing(rows[start : min(start + FEW, count)])
            if hits:
                return self._joining(test, rows[start + hits[0]], words[start + hits[0]])
        return None

    def _reversing(self, rows: Any) -> list[int]:
        """Return which newcomers turn somebody around."""
        x = joined(self.asked, rows)
        fine = np.flatnonzero(fits(self.asked, x))
        if not len(fine):
            return []
        after = _dense(self.asked, x[fine])[:, : len(self.asked.x)]
        turned = self.ahead & (after[:, :, None] > after[:, None, :])
        return fine[turned.any(axis=(1, 2))].tolist()  # type: ignore[no-any-return]  # NumPy types this as Any

    def _compared(
        self, test: str, x: Any, kept: tuple[int, ...], words: str, pair: tuple[int, int] | None = None, proved: bool = False
    ) -> Reversal | None:
        """Return the reversal, if any, among the alternatives that were there before; worsening one must only leave the best best."""
        asked = self.asked
        if not fits(asked, x):
            return None
        dense = _dense(asked, x)
        old, new = self.before[list(kept)], dense[: len(kept)]
        turned = (old[:, None] < old[None, :]) & (new[:, None] > new[None, :])
        if test == "worsen one":
            turned &= (old == 1)[:, None]
        if not (turned.any() if pair is None else turned[pair]):
            return None
        i, k = np.argwhere(turned)[0].tolist() if pair is None else pair
        names = [self.names[v] for v in kept]
        more = [] if len(x) == len(kept) else ["newcomer" if "newcomer" not in names else "newcomer " + str(len(names))]
        criteria = [replace(c, scale=type(c.scale)()) for c in asked.matrix.criteria]
        matrix = DecisionMatrix(x, [*names, *more], criteria)
        cells = dict(zip(asked.matrix.criterion_names, x[-1].tolist(), strict=True)) if more else {}
        order = Ranking(self.names, self.before)
        return Reversal(test, names[i], names[k], words, matrix, order, Ranking(matrix.names, dense), FrozenMap(cells), asked, proved)
