"""How far a single weight can move before the winner, the ranking or a pair changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, amount, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import LabelError, did_you_mean
from ...exact.rational import Vector, dot, simplest
from ...plugin.subject import subject
from ..evidence.question import Question, asked
from .nearest import Nearest, Norm, nearest

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import Method

__all__ = ["Intervals", "Room", "Stability", "Swap", "stability"]

NORMS: tuple[Norm, ...] = ("l1", "l2", "linf")
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


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Swap:
    """The smallest change of all shares at once that brings one alternative level with the one just ahead of it.

    Attributes
    ----------
    ahead, behind : str
    l1, l2, linf : Nearest or None
        The nearest shares, by the sum of changes, the root of the sum of their squares, and the largest of them; None
        where no weights bring them level.
    passes : bool
        Whether weights a little further bring `behind` ahead; otherwise it can only draw level.
    """

    ahead: str
    behind: str
    l1: Nearest | None
    l2: Nearest | None
    linf: Nearest | None
    passes: bool

    @property
    def distance(self) -> Fraction | None:
        """The smallest sum of changes."""
        return None if self.l1 is None else self.l1.size


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Stability(Report):
    """How far weights can move before an answer changes.

    Attributes
    ----------
    method : str
    exact : bool
        Whether the method is linear in its weights, and the answers are proved; otherwise they were found by trying.
    ranks : tuple of tuple of str
        Alternatives from the best to the worst, tied ones together.
    winner, ranking : Intervals
        For every criterion, where the winner stays first, and where the whole ranking stays.
    swaps : tuple of Swap
        For neighbours in the ranking, the smallest change of shares that brings them level. Empty for a method that is
        not linear.
    """

    method: str
    exact: bool
    ranks: tuple[tuple[str, ...], ...]
    winner: Intervals
    ranking: Intervals
    swaps: tuple[Swap, ...]
    question: Question

    def pair(self, a: str, b: str) -> Intervals:
        """Return, for every criterion, where `a` and `b` stay in the order in which they are."""
        i, k = self.question.at(a), self.question.at(b)
        if i == k:
            raise LabelError(f"{a!r} is compared with itself.", hint="name two alternatives.")
        place = {n: p for p, group in enumerate(self.ranks) for n in group}
        kept = [(i, k)] if place[a] < place[b] else [(k, i)] if place[a] > place[b] else [(i, k), (k, i)]
        what = f"the order of {a} and {b}" if place[a] != place[b] else f"the tie of {a} and {b}"
        return _intervals(self.question, what, kept)

    @property
    def fragile(self) -> tuple[Swap, ...]:
        """Neighbours that the smallest changes bring level, the most fragile first; those that can never swap are left out."""
        able = [s for s in self.swaps if s.passes and s.l1 is not None]
        return tuple(sorted(able, key=lambda s: s.l1.size if s.l1 else Fraction(0)))

    @property
    def swap_table(self) -> Table:
        """Neighbours in the ranking, and the smallest change of shares that brings them level."""
        heads = ("behind", "ahead", "sum of changes", "l2", "largest change", "then passes")
        rows = tuple(
            (
                s.behind,
                s.ahead,
                *(None if d is None else d.distance for d in (s.l1, s.l2, s.linf)),
                "never level" if s.l1 is None else "yes" if s.passes else "only level",
            )
            for s in (*self.fragile, *(s for s in self.swaps if s not in self.fragile))
        )
        return Table(heads, rows, "Smallest change of all shares at once that brings neighbours level")

    @property
    def tables(self) -> tuple[Table, ...]:
        """Room for the ranking, then for the winner, then the neighbours."""
        return (self.ranking.table, self.winner.table, *([self.swap_table] if self.swaps else []))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is most fragile, and what is certain."""
        first = self.ranks[0]
        said = []
        if len(first) > 1:
            said.append(f"{listed(first)} tie for the first place.")
        kept = [r.criterion for r in self.winner.rooms if r.below is None and r.above is None]
        if len(self.question.names) > 1 and len(first) == 1:
            if len(kept) == len(self.winner):
                said.append(f"{first[0]} stays first however any single weight is moved.")
            else:
                tight = min(self.winner.rooms, key=lambda r: r.slack)
                said.append(
                    f"{first[0]} stays first while the share of {tight.criterion} is between {amount(tight.low)} and "
                    f"{amount(tight.high)}; no other weight has less room."
                )
        if self.fragile:
            s = self.fragile[0]
            assert s.l1 is not None  # those without are left out
            said.append(
                f"The most fragile neighbours: shares that change by {amount(s.l1.size)} in sum bring {s.behind} level with {s.ahead}."
            )
        if self.fragile[1:]:
            s = self.fragile[-1]
            assert s.l1 is not None
            said.append(f"The firmest that can swap: {s.behind} needs {amount(s.l1.size)} to draw level with {s.ahead}.")
        for s in self.swaps:
            if not s.passes:
                level = "draws level at most" if s.l1 is not None else "is behind"
                said.append(f"{s.behind} never passes {s.ahead}: it {level}, whatever the weights.")
        if not self.exact:
            said.append(
                f"{self.method} is not linear in its weights: the ends are the nearest changes found on a grid of {STEPS} shares, "
                "halved until they were exact to ten digits; a change between two places of the grid may have been missed."
            )
        return (*said, *self.question.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""

        def rooms(found: Intervals) -> dict[str, Any]:
            return {
                r.criterion: plain(
                    {
                        "share": r.share, "share_low": r.low, "share_high": r.high, "number": r.number,
                        "number_low": r.number_low, "number_high": r.number_high, "below": r.below, "above": r.above,
                    }
                )
                for r in found.rooms
            }  # fmt: skip

        return {
            "schema": "mcda_orch.stability",
            "version": 1,
            "method": self.method,
            "exact": self.exact,
            "ranking": [list(group) for group in self.ranks],
            "winner_stays": rooms(self.winner),
            "ranking_stays": rooms(self.ranking),
            "swaps": [
                {
                    "ahead": s.ahead,
                    "behind": s.behind,
                    "l1": None if s.l1 is None else str(s.l1.size),
                    "l2_squared": None if s.l2 is None else str(s.l2.size),
                    "linf": None if s.linf is None else str(s.linf.size),
                    "passes": s.passes,
                }
                for s in self.swaps
            ],
        }

    def verify(self) -> bool:
        """Check every smallest change by fractions alone."""
        return all(d.verify() for s in self.swaps for d in (s.l1, s.l2, s.linf) if d is not None)

    def __repr__(self) -> str:
        return f"Stability({self.method}: {' > '.join(' ~ '.join(g) for g in self.ranks)})"


@told
def stability(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: Weights | Mapping[str, Any] | npt.ArrayLike | None = None,
    blanks: BlanksLike = None,
) -> Stability:
    """Say how far weights can move before the winner, the ranking or a pair of alternatives changes.

    For a method that is linear in its weights every interval is exact: each pair of alternatives changes at one place at
    most. At the ends there is a tie, which still counts as the same ranking; alternatives that tie already are parted by
    any change that is not neutral between them. For other methods the ends are searched for, and the result says so.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    method : Method or str, optional
        The method that the published scores of a problem claim to come from, unless given.
    weights, blanks : as for the method

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = stability(mo.load("orchestrators"), mo.wsm)
    >>> found.ranking["Cost"].high, found.ranking.numbers["Visibility"]
    (Fraction(1, 12), (Fraction(5, 2), Fraction(4, 1)))
    >>> found.fragile[0].behind, found.fragile[0].ahead, found.fragile[0].distance
    ('Kedro', 'MLRun', Fraction(2, 69))
    """
    question = asked(subject(problem, "stability", method), method, weights, blanks)
    groups = question.levels(question.shares)
    names = question.names
    first = groups[0]
    stays = [(a, b) for a in first for b in range(len(names)) if a != b]
    chain = [pair for group in groups for pair in [*pairwise(group), *((b, a) for a, b in pairwise(group))]]
    chain += [(p[0], n[0]) for p, n in pairwise(groups)]
    exact = question.rows is not None
    return Stability(
        question.method.name,
        exact,
        tuple(tuple(names[i] for i in group) for group in groups),
        _intervals(question, "the winner", stays),
        _intervals(question, "the ranking", chain),
        tuple(_swap(question, p[0], n[0]) for p, n in pairwise(groups)) if exact else (),
        question,
    )


def _intervals(question: Question, what: str, kept: Sequence[tuple[int, int]]) -> Intervals:
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


def _swap(question: Question, a: int, b: int) -> Swap:
    """Return the smallest changes that bring b level with a, which is ahead."""
    d = question.difference(a, b)
    ones, one, none = ((Fraction(1),) * len(d),), (Fraction(1),), (Fraction(0),)
    found = [nearest(question.shares, [d], none, ones, one, norm) if min(d) <= 0 else None for norm in NORMS]
    return Swap(question.names[a], question.names[b], found[0], found[1], found[2], min(d) < 0)


def _tidy(value: Fraction | None) -> Any:
    """Return a weight as a number."""
    return None if value is None else int(value) if value.denominator == 1 else float(value)


def _passes(pair: tuple[str, str] | None) -> str | None:
    return None if pair is None else f"{pair[0]} passes {pair[1]}"
