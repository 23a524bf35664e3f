"""What several rankings make together: one order, the others that are as good, and how each voter stands to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from .frozen import Frozen, FrozenMap, Labelled, still
from .pairs import Pairs
from .preorder import Preorder
from .profile import Profile
from .ranking import Ranking
from .report import listed
from .table import Shown, Table

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["LISTED", "Consensus"]

LISTED = 1000
"""Optimal orders that are listed at most."""


class Again(Protocol):
    """Asks a rule again, with other weights of the voters."""

    def __call__(self, ranks: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
        """Return dense ranks for each row of weights, shape (j, n)."""
        ...


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Consensus(Frozen, Shown):
    """What a rule makes of several rankings.

    Attributes
    ----------
    rule : str
    ranking : Ranking
        The consensus; alternatives that the rule does not tell apart tie.
    scores : Labelled
        The number that the rule gives each alternative.
    profile : Profile
        The rankings and weights of the voters.
    votes : Pairs
        Weight of those who rank one alternative before another: ``votes["Ant", "Bee"]``.
    params : mapping
        Parameters of the rule.
    optima : tuple of Ranking
        The orders that are equally good by the rule, 1,000 at most; the ranking itself where the rule has one result.
    count : int, optional
        How many there are; None where that is not known.
    shared : Preorder
        What all of them say: who is before whom in each.
    """

    rule: str
    ranking: Ranking
    scores: Labelled
    profile: Profile
    votes: Pairs
    params: Mapping[str, Any]
    optima: tuple[Ranking, ...]
    count: int | None
    shared: Preorder
    again: Again

    @property
    def best(self) -> tuple[str, ...]:
        """Who is first."""
        return self.ranking.best

    @property
    def ranks(self) -> Labelled:
        """Competition ranks, 1 for the best."""
        return self.ranking.ranks("min")

    @property
    def margins(self) -> Pairs:
        """By how much weight more voters rank one alternative before another than the other way round."""
        before = self.votes.values
        return Pairs(still(before - before.T), self.profile.alternatives, "margin")

    @property
    def condorcet_winner(self) -> str | None:
        """Who beats all others in pairs, or None where nobody does."""
        won = (self.margins.values > 0).sum(axis=-1) == len(self.profile.alternatives) - 1
        return self.profile.alternatives[int(won.argmax())] if won.any() else None

    @property
    def distances(self) -> Labelled:
        """Kemeny's distance of each voter to the ranking: 2 for a pair the other way round, 1 for one that is tied in one of the two alone.

        Of a voter who leaves alternatives out only the others count.
        """
        return Labelled(still(self.profile.distances(self.ranking.dense)), self.profile.voters)

    @property
    def without(self) -> Mapping[str, Ranking]:
        """The consensus without each of the voters; of a single voter nothing is left."""
        weights = self.profile.weights.values
        left = weights * (1.0 - np.eye(len(weights)))
        some = np.asarray(left.any(axis=-1))
        dense = self.again(self.profile.ranks, left[some])
        voters = [name for name, kept in zip(self.profile.voters, some, strict=True) if kept]
        return FrozenMap({n: Ranking.from_dense(np.array(d), self.profile.alternatives) for n, d in zip(voters, dense, strict=True)})

    @property
    def pivotal(self) -> tuple[str, ...]:
        """Voters without whom others would be first."""
        return tuple(name for name, ranking in self.without.items() if set(ranking.best) != set(self.best))

    @property
    def table(self) -> Table:
        """Alternatives from the best to the worst, with what the rule gives them."""
        scores = dict(self.scores.items())
        rows = [(rank, name, scores[name]) for rank, name in self.ranking.table.rows]
        return Table(
            ("rank", "alternative", "score"),
            tuple(rows),
            f"{self.rule} of {len(self.profile.voters):,} ranking{'s' * (len(self.profile.voters) != 1)}",
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """How many orders are as good, and why alternatives tie."""
        said = []
        if self.count is None:
            said.append("No order is better than the one that is shown; whether others are as good is not known.")
        elif self.count > 1:
            pairs = int((self.shared.values & ~self.shared.values.T).sum())
            n = len(self.profile.alternatives)
            said.append(f"{self.count:,} orders are equally good; all of them agree on {pairs} of {n * (n - 1) // 2} pairs.")
        return (*said, *self._ties())

    def _ties(self) -> Iterator[str]:
        """Say why alternatives tie, where the majorities among them tell."""
        margin, names = self.margins.values, self.profile.alternatives
        before = self.votes.values
        for group in self.ranking.groups:
            at = [names.index(name) for name in group]
            if len(at) == 1:
                continue
            if not margin[np.ix_(at, at)].any():
                yield f"{listed(group)} tie: of every two as many votes place either first."
                continue
            circle = _circle(margin, at)
            if circle:
                links = (
                    f"{names[a]} beats {names[b]} by {before[a, b]:g} to {before[b, a]:g}"
                    for a, b in zip(circle, [*circle[1:], circle[0]], strict=True)
                )
                yield f"{listed(group)} tie: {listed(list(links))}, which is a circle that no majority decides."

    def __repr__(self) -> str:
        return f"Consensus({self.rule}: {self.ranking.one_line})"


def _circle(margin: npt.NDArray[np.float64], members: list[int]) -> list[int]:
    """Return the shortest circle of majorities among some alternatives, or nothing."""
    best: list[int] = []
    for start in members:
        paths = {start: [start]}
        line = [start]
        while line:
            a = line.pop(0)
            for b in members:
                if margin[a, b] > 0 and b == start and (not best or len(paths[a]) < len(best)):
                    best = paths[a]
                if margin[a, b] > 0 and b not in paths:
                    paths[b] = [*paths[a], b]
                    line.append(b)
    return best
