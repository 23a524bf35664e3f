"""What all opinions say of two alternatives, and where they differ: who says which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..core.frozen import Frozen, FrozenMap
from ..core.ranking import Ranking
from ..core.table import Shown, Table
from ..errors import LabelError, did_you_mean

if TYPE_CHECKING:
    import numpy.typing as npt

    Signs = npt.NDArray[np.int8]

__all__ = ["Contested", "Dispute", "Settled", "Views", "contested", "settled"]

NAMED = 4
"""Opinions that a table names at most on each side of a dispute."""


@dataclass(frozen=True, slots=True)
class Settled(Frozen, Shown):
    """What no opinion doubts.

    Attributes
    ----------
    pairs : tuple of (str, str)
        The first is strictly before the second by every opinion.
    tied : tuple of (str, str)
        Every opinion ties the two.
    ranks : mapping of str to int
        Alternatives that every opinion puts on the same rank, tied with as many others, and that rank.
    opinions : tuple of str
        Who was asked: independent opinions that tell any two alternatives apart.
    total : int
        Pairs of alternatives that there are.
    """

    pairs: tuple[tuple[str, str], ...]
    tied: tuple[tuple[str, str], ...]
    ranks: Mapping[str, int]
    opinions: tuple[str, ...]
    total: int

    def __len__(self) -> int:
        return len(self.pairs)

    @property
    def table(self) -> Table:
        """The settled pairs, the better one first."""
        return Table(("ahead", "behind"), self.pairs, f"Settled: {len(self.pairs)} of {self.total} pairs")

    @property
    def remarks(self) -> tuple[str, ...]:
        """Ranks that do not move, and pairs that always tie."""
        said = [f"{name} has rank {rank} by every opinion." for name, rank in self.ranks.items()]
        return (*said, *(f"{a} and {b} tie by every opinion." for a, b in self.tied))


@dataclass(frozen=True, slots=True)
class Dispute(Frozen):
    """Two alternatives on which opinions differ.

    Attributes
    ----------
    a, b : str
        At least as many opinions put the first ahead as the second.
    first, second, tied : tuple of str
        The opinions by which `a` is ahead, by which `b` is, and by which they tie.
    """

    a: str
    b: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    tied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contested(Frozen, Shown):
    """Pairs of alternatives on which opinions differ, the most evenly divided first.

    Attributes
    ----------
    pairs : tuple of Dispute
    total : int
        Pairs of alternatives that there are.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = mo.compare(mo.load("orchestrators"), ["wsm", "topsis"]).contested
    >>> found["Airflow", "Prefect"].first
    ('wsm',)
    """

    pairs: tuple[Dispute, ...]
    total: int

    def __len__(self) -> int:
        return len(self.pairs)

    def __getitem__(self, key: tuple[str, str]) -> Dispute:
        """Return the dispute about two alternatives, by their names in either order."""
        if not (isinstance(key, tuple) and len(key) == 2):
            raise LabelError(f"{key!r} does not name two alternatives.", hint='write contested["Ant", "Bee"].')
        for pair in self.pairs:
            if {pair.a, pair.b} == set(key):
                return pair
        known = sorted({name for pair in self.pairs for name in (pair.a, pair.b)})
        strange = [name for name in key if name not in known]
        hint = did_you_mean(str(strange[0]), known) if strange and known else "what all opinions say of them stands in comparison.settled."
        raise LabelError(f"{key[0]!r} and {key[1]!r} are no contested pair.", hint=hint)

    @property
    def table(self) -> Table:
        """Who says which of each pair."""
        rows = tuple((p.a, p.b, len(p.first), len(p.second), len(p.tied), _who(p.second if len(p.second) else p.tied)) for p in self.pairs)
        heads = ("first", "second", "first ahead", "second ahead", "tied", "who dissents")
        return Table(heads, rows, f"Contested: {len(self.pairs)} of {self.total} pairs")


def _who(names: tuple[str, ...]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


@dataclass(frozen=True, slots=True)
class Views(Frozen):
    """What several rankings say of every two alternatives.

    Attributes
    ----------
    names : tuple of str
        Alternatives.
    rankings : mapping of str to Ranking
    signs : array of int8, shape (k, n (n - 1) / 2)
        Of pair (i, j), i < j: 1 where i is ahead, -1 where j is, 0 where they tie.
    first, second : array of int, shape (n (n - 1) / 2,)
        Who i and j are.
    """

    names: tuple[str, ...]
    rankings: Mapping[str, Ranking]
    signs: Signs
    first: npt.NDArray[np.intp]
    second: npt.NDArray[np.intp]

    @classmethod
    def of(cls, rankings: Mapping[str, Ranking], names: tuple[str, ...]) -> Views:
        """Look at every pair of alternatives under every ranking."""
        first, second = np.triu_indices(len(names), 1)
        signs = np.empty((len(rankings), len(first)), dtype=np.int8)
        for row, ranking in zip(signs, rankings.values(), strict=True):
            row[:] = np.sign(ranking.dense[second] - ranking.dense[first])
        return cls(names, rankings, signs, first, second)

    def counts(self) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Return of every pair how many put the first ahead, and how many the second."""
        return (self.signs == 1).sum(axis=-2), (self.signs == -1).sum(axis=-2)

    def divided(self) -> npt.NDArray[np.intp]:
        """Return the pairs on which they differ, the most evenly divided first."""
        ahead, behind = self.counts()
        k = len(self.rankings)
        open_ = np.flatnonzero((ahead < k) & (behind < k) & (ahead + behind > 0))
        return open_[np.lexsort((open_, (ahead + behind)[open_], -np.minimum(ahead, behind)[open_]))]

    def dispute(self, pair: int) -> Dispute:
        """Return who says which of a pair, by its place among all pairs."""
        voters = np.array(list(self.rankings), dtype=object)
        one, other, neither = (tuple(voters[self.signs[:, pair] == sign].tolist()) for sign in (1, -1, 0))
        a, b = self.names[self.first[pair]], self.names[self.second[pair]]
        return Dispute(a, b, one, other, neither) if len(one) >= len(other) else Dispute(b, a, other, one, neither)


def settled(views: Views) -> Settled:
    """Return on what all rankings agree."""
    names, k, first, second = views.names, len(views.rankings), views.first, views.second
    if not k:
        return Settled((), (), FrozenMap(), (), len(first))
    ahead, behind = views.counts()
    agreed = np.flatnonzero((ahead == k) | (behind == k)).tolist()
    pairs = tuple((names[first[p]], names[second[p]]) if ahead[p] else (names[second[p]], names[first[p]]) for p in agreed)
    tied = tuple((names[first[p]], names[second[p]]) for p in np.flatnonzero(ahead + behind == 0).tolist())
    ends = np.array([[ranking.ranks("min").values, ranking.ranks("max").values] for ranking in views.rankings.values()])
    kept = (ends == ends[0]).all(axis=(-3, -2))
    ranks = {name: int(rank) for name, rank, same in zip(names, ends[0, 0], kept, strict=True) if same}
    return Settled(pairs, tied, FrozenMap(ranks), tuple(views.rankings), len(first))


def contested(views: Views) -> Contested:
    """Return the pairs on which rankings differ, and who says which."""
    return Contested(tuple(views.dispute(pair) for pair in views.divided().tolist()), views.signs.shape[1])
