"""A rank reversal: the case in which two alternatives change places, told from the table before and the table after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.positions import positions
from ...core.ranking import Ranking
from ...core.report import listed
from ...exact.claims import Check, Tied, digest, same
from ...plugin.check import Task
from ...plugin.family import HIGHER
from .worst_newcomer import Newcomers, fits

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["JOINED", "TESTS", "Reversal", "afterwards", "cells_of", "dense", "duels", "recomposed"]

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
JOINED = ("clone", "dominated newcomer", "any newcomer")
"""The tests in which somebody joins."""
NAMED = 3
"""Cells of a newcomer that a sentence names, at most."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reversal(Tied):
    """A case in which two alternatives change places.

    Attributes
    ----------
    test : str
    a, b : str
        `a` was ahead of `b` before, and is behind it after; of a ring, in which each beats the next two by two, the first and the
        last.
    matrix : DecisionMatrix
        The alternatives afterwards; the last is the newcomer, where there is one.
    before, after : Ranking
        Of a ring, `after` is how all alternatives together rank its members.
    asked : Task
    proved : bool
        Whether no newcomer that differs in fewer cells from all alternatives does this.
    among : Newcomers or None
        All newcomers, where that takes them to be proved.
    """

    test: str
    a: str
    b: str
    matrix: DecisionMatrix
    before: Ranking
    after: Ranking
    asked: Task
    proved: bool = False
    among: Newcomers | None = None
    tie: str = ""

    @property
    def _tie(self) -> str:
        return digest(*(getattr(self, f.name) for f in fields(self) if f.name != "tie"))

    @property
    def newcomer(self) -> Mapping[str, float]:
        """The cells of the newcomer; empty where nobody joins."""
        return FrozenMap(cells_of(self.matrix, self.matrix.values[-1]) if self.test in JOINED else {})

    @property
    def words(self) -> str:
        """What happened in between."""
        names, x = self.asked.matrix.names, self.asked.x
        if self.test in JOINED:
            return _joining(self.asked, self.matrix.values[-1])
        if self.test == "leave one out":
            return f"{listed([n for n in names if n not in self.matrix.names])} is left out"
        if self.test == "worsen one":
            ((i, j),) = np.argwhere(self.matrix.values != x).tolist()
            return f"{names[i]} gets worse in {self.matrix.criterion_names[j]}, {self.matrix.values[i, j]:g} instead of {x[i, j]:g}"
        if self.test == "pair alone":
            return f"{listed(list(self.matrix.names))} are alone"
        if self.test == "transitivity":
            a, b, c = self.matrix.names
            return f"Two by two, {a} beats {b}, {b} beats {c}, and {c} beats {a}"
        return "Ranked two by two and put together again"

    def checks(self) -> Iterator[Check]:
        """Yield that both rankings come out again, and that the two alternatives change places."""
        before = Ranking(self.asked.matrix.names, dense(self.asked, self.asked.x))
        asks = self.tie == self._tie and self.asked.genuine()
        yield Check("the ranking before is that of the table", "recount", asks and same(self.before, before))
        made = same(self.matrix, afterwards(self.asked, self.matrix.values, self.matrix.names)) and bool(self._posed(before))
        yield Check(f"the case is one of the test {self.test!r}", "recount", self.test in TESTS and self.a != self.b and made)
        yield Check(str(self), "witness", self._turned(before))
        if self.proved is not False:
            said = "no newcomer that differs in fewer cells from all alternatives does this"
            yield Check(said, "proof", self.proved is True and self.test in JOINED and self._fewest())
        else:
            yield Check("nothing more is said to be proved", "recount", self.among is None)

    def _posed(self, before: Ranking) -> bool:
        """Tell whether the table afterwards is one that the test makes of the table before."""
        t, x, names = self.asked, self.matrix.values, self.matrix.names
        if self.test in JOINED:
            last = t.s * x[-1]
            whom = {"clone": (last == t.s * t.x), "dominated newcomer": (last <= t.s * t.x)}.get(self.test)
            posed = whom is None or bool(whom.all(axis=-1).any())
            return posed and names == (*t.matrix.names, newcomer_name(t.matrix.names)) and same(x[:-1], t.x)
        if self.test in {"worsen one", "recomposition"}:
            cells = np.argwhere(x != t.x).tolist() if x.shape == t.x.shape else []
            worse = len(cells) == 1 and all(t.s[j] * x[i, j] < t.s[j] * t.x[i, j] and before.dense[i] > 1 for i, j in cells)
            return names == t.matrix.names and (worse and before[self.a] == 1 if self.test == "worsen one" else same(x, t.x))
        count = {"leave one out": len(t.x) - 1, "pair alone": 2, "transitivity": 3}[self.test]
        places = [t.matrix.names.index(n) for n in names]
        ordered = self.test == "transitivity" or places == sorted(places)
        return len({*places}) == len(places) == count and ordered and same(x, t.x[places])

    def _turned(self, before: Ranking) -> bool:
        names = self.matrix.names
        if self.test == "transitivity":
            ring = [before.labels.index(n) for n in names]
            told = (self.a, self.b) == (names[0], names[-1]) and same(self.after, within(before, names))
            ahead = [dense(self.asked, self.asked.x[[i, k]]) for i, k in zip(ring, (*ring[1:], ring[0]), strict=True)]
            return told and all(d[0] < d[1] for d in ahead)
        found = recomposed(duels(self.asked)) if self.test == "recomposition" else dense(self.asked, self.matrix.values)
        after = Ranking(names, found)
        return same(self.after, after) and bool(before[self.a] < before[self.b] and after[self.a] > after[self.b])

    def _fewest(self) -> bool:
        """Tell whether no newcomer that differs in fewer cells from all alternatives turns the two around."""
        count = int((self.matrix.values[-1] != self.asked.x).sum(axis=-1).min())
        a, b = (self.asked.matrix.names.index(n) for n in (self.a, self.b))
        if count <= 1:  # fewer are none: copies
            copies = (np.vstack([self.asked.x, row]) for row in (self.asked.x if count else ()))
            ranked = [dense(self.asked, x) for x in copies if fits(self.asked, x)]
            return self.among is None and all(d[a] <= d[b] for d in ranked)
        every = self.among
        known = every is not None and same(every.asked, self.asked) and every.genuine() and every.exact
        return known and every is not None and int(every.fewest(a, np.arange(len(every.own)) == b)[0][b]) == count

    def __str__(self) -> str:
        if self.test == "transitivity":
            return f"{self.words}."
        return f"{self.words}: {self.a} was ahead of {self.b}, and is now behind it."

    def __repr__(self) -> str:
        return f"Reversal({str(self)!r})"


def _joining(asked: Task, row: Any) -> str:
    """Say which alternative a newcomer is most like, and where it is not."""
    like = int((row != asked.x).sum(axis=-1).argmin())
    name, other = asked.matrix.names[like], np.flatnonzero(row != asked.x[like]).tolist()
    if not other:
        return f"A copy of {name} joins"
    if len(other) > NAMED:
        return f"A newcomer like {name} but for {len(other)} cells joins"
    cells = [f"{asked.matrix.criterion_names[j]} {row[j]:g}" for j in other]
    return f"A newcomer like {name}, but with {listed(cells)}, joins"


def cells_of(matrix: DecisionMatrix, row: Any) -> dict[str, float]:
    """Return cells by criterion."""
    return dict(zip(matrix.criterion_names, row.tolist(), strict=True))


def newcomer_name(names: tuple[str, ...]) -> str:
    """Return a name that nobody bears yet."""
    return "newcomer" if "newcomer" not in names else f"newcomer {len(names)}"


def within(ranking: Ranking, names: tuple[str, ...]) -> Ranking:
    """Return how some alternatives are ranked among all."""
    return Ranking.from_scores([float(ranking[n]) for n in names], names, higher=False)


def afterwards(asked: Task, x: Any, names: tuple[str, ...]) -> DecisionMatrix:
    """Return a table of the same criteria, any cells of which are allowed; one row more than there are names is a newcomer."""
    criteria = [replace(c, scale=type(c.scale)()) for c in asked.matrix.criteria]
    return DecisionMatrix(x, [*names, *([newcomer_name(names)] if len(x) > len(names) else [])], criteria)


def dense(asked: Task, x: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """Rank rows as a labelled call does, in any batch."""
    with np.errstate(all="ignore"):
        key, magnitude = asked.order(x)
    return positions(np.asarray(key), asked.plugin.better is HIGHER, magnitude)


def duels(asked: Task) -> npt.NDArray[np.int_]:
    """Return 1 where one alternative beats another when the two are alone, and -1 where it loses, shape (n, n)."""
    n = len(asked.x)
    pairs = np.array(list(combinations(range(n), 2)))
    pairs = pairs[fits(asked, asked.x[pairs])]
    found = np.zeros((n, n), dtype=np.int_)
    if not len(pairs):
        return found
    places = dense(asked, asked.x[pairs])
    found[pairs[:, 0], pairs[:, 1]] = np.sign(places[:, 1] - places[:, 0])
    return found - found.T


def recomposed(won: npt.NDArray[np.int_]) -> Any:
    """Rank by duels won less duels lost."""
    return positions(won.sum(axis=-1))
