"""How far a single weight can move before the winner, the ranking or a pair changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ...certificates.posed import certificate_text
from ...certificates.weights import stability_claims
from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, amount, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import LabelError
from ...exact.claims import Check, Claimed, same
from ...exact.rational import Vector
from ...plugin.subject import subject
from ..evidence.question import Question, asked
from .intervals import STEPS, Intervals, intervals
from .nearest import Nearest, Norm, nearest_of_each

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import Method

__all__ = ["Stability", "Swap", "stability"]

NORMS: tuple[Norm, ...] = ("l1", "l2", "linf")
WHATEVER = {True: "with some weights", False: "whatever the weights"}


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
class Stability(Claimed, Report):
    """How far weights can move before an answer changes.

    Attributes
    ----------
    ranks : tuple of tuple of str
        Alternatives from the best to the worst, tied ones together.
    winner, ranking : Intervals
        For every criterion, where the winner stays first, and where the whole ranking stays.
    swaps : tuple of Swap
        For neighbours in the ranking, the smallest change of shares that brings them level. Empty for a method that is
        not linear.
    """

    ranks: tuple[tuple[str, ...], ...]
    winner: Intervals
    ranking: Intervals
    swaps: tuple[Swap, ...]
    question: Question
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self.question.tie())

    @property
    def method(self) -> str:
        """Name of the method."""
        return self.question.method.name

    @property
    def exact(self) -> bool:
        """Whether the method is linear in its weights, and the answers are proved; otherwise they were found by trying."""
        return self.question.rows is not None

    def pair(self, a: str, b: str) -> Intervals:
        """Return, for every criterion, where `a` and `b` stay in the order in which they are."""
        i, k = self.question.at(a), self.question.at(b)
        if i == k:
            raise LabelError(f"{a!r} is compared with itself.", hint="name two alternatives.")
        place = {n: p for p, group in enumerate(self.ranks) for n in group}
        kept = [(i, k)] if place[a] < place[b] else [(k, i)] if place[a] > place[b] else [(i, k), (k, i)]
        what = f"the order of {a} and {b}" if place[a] != place[b] else f"the tie of {a} and {b}"
        return intervals(self.question, what, kept)

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

    def checks(self) -> Iterator[Check]:
        """Yield the ranking, the room of every weight, and the smallest changes with their proofs."""
        question = self.question
        yield question.check(None, self.tie)
        yield Check("the ranking is that of the given weights", "recount", same(self.ranks, _ranks(question)))
        for stated, (what, kept) in zip((self.winner, self.ranking), _kept(question), strict=True):
            how = "each end is where two alternatives are level" if self.exact else "each end was found by trying"
            said = f"no single weight changes {what} within its interval, the others in proportion; {how}"
            yield Check(said, "recount", same(stated, intervals(question, what, kept)))
        neighbours = list(pairwise(self.ranks)) if self.exact else []
        told = [(s.ahead, s.behind) for s in self.swaps]
        yield Check(
            "all neighbours in the ranking are compared",
            "recount",
            type(self.swaps) is tuple and told == [(p[0], n[0]) for p, n in neighbours],
        )
        for s in self.swaps:
            d = question.difference(question.at(s.ahead), question.at(s.behind))
            passes = s.passes is (min(d) < 0)
            yield Check(f"{s.behind} can{' ' if s.passes else 'not '}pass {s.ahead} {WHATEVER[s.passes]}", "proof", passes)
            for norm, found in zip(NORMS, (s.l1, s.l2, s.linf), strict=True):
                if found is None:
                    yield Check(f"{s.behind} is never level with {s.ahead} whatever the weights", "proof", min(d) > 0)
                    continue
                whose = found.norm == norm and found.start == question.shares and _is_swap(found, d)
                said = f"no smaller change ({norm}) than {found.size}{' squared' if norm == 'l2' else ''} brings {s.behind} level with {s.ahead}"
                yield Check(said, "proof", whose and found.verify())

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(stability_claims(self))

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
    winner, ranking = (intervals(question, what, kept) for what, kept in _kept(question))
    swaps = _swaps(question, [(p[0], n[0]) for p, n in pairwise(groups)]) if question.rows is not None else ()
    return Stability(_ranks(question), winner, ranking, swaps, question)


def _ranks(question: Question) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(question.names[i] for i in group) for group in question.levels(question.shares))


def _kept(question: Question) -> tuple[tuple[str, list[tuple[int, int]]], ...]:
    """Return the pairs that must keep their order for the winner to stay, and for the whole ranking to stay."""
    groups = question.levels(question.shares)
    stays = [(a, b) for a in groups[0] for b in range(len(question.names)) if a != b]
    chain = [pair for group in groups for pair in [*pairwise(group), *((b, a) for a, b in pairwise(group))]]
    chain += [(p[0], n[0]) for p, n in pairwise(groups)]
    return ("the winner", stays), ("the ranking", chain)


def _swaps(question: Question, pairs: Sequence[tuple[int, int]]) -> tuple[Swap, ...]:
    """Return the smallest changes that bring the second of each pair level with the first, which is ahead."""
    leads = [question.difference(a, b) for a, b in pairs]
    able = [k for k, d in enumerate(leads) if min(d) <= 0]
    places = [_level(leads[k]) for k in able]
    l1, l2, linf = (dict(zip(able, nearest_of_each(question.shares, places, norm), strict=True)) for norm in NORMS)
    return tuple(
        Swap(question.names[a], question.names[b], l1.get(k), l2.get(k), linf.get(k), min(leads[k]) < 0) for k, (a, b) in enumerate(pairs)
    )


def _level(d: Vector) -> tuple[tuple[Vector], Vector, tuple[Vector], Vector]:
    """Return the rows of all shares at which what is ahead by `d` is ahead no more."""
    return (d,), (Fraction(0),), ((Fraction(1),) * len(d),), (Fraction(1),)


def _is_swap(found: Nearest, d: Vector) -> bool:
    return (found.rows, found.right, found.equal, found.equal_right) == _level(d)
