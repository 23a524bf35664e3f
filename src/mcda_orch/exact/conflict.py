"""Contradictions: which statements clash, all the smallest clashes, and all the smallest repairs.

A statement is a group of linear rows over variables that are not negative. Strict rows need a positive margin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from .claims import Check, Tied, digest, same
from .group import Group
from .programme import maximise, maximum
from .rational import Vector
from .statement_text import reads, told
from .verdict import Verdict

__all__ = ["Conflict", "conflict", "conflicts_and_repairs", "consistent", "margin"]


@dataclass(frozen=True, slots=True)
class Conflict(Tied):
    """Statements that contradict each other, though any of them may be dropped to make the others agree.

    Attributes
    ----------
    groups : tuple of Group
        The statements.
    base : Group or None
        Rows that always hold.
    names : tuple of str
        What the variables are called.
    positions : tuple of int
        Where they stand in the list that was given.
    verdict : Verdict
        The proof: multipliers of the rows that add up to a contradiction.
    """

    groups: tuple[Group, ...]
    base: Group | None
    names: tuple[str, ...]
    positions: tuple[int, ...]
    verdict: Verdict = field(repr=False)
    tie: str = field(default="", repr=False)

    @property
    def _tie(self) -> str:
        return digest(self.groups, self.base, self.names, self.positions)

    @property
    def columns(self) -> int:
        """How many variables there are."""
        return len(self.names)

    @property
    def labels(self) -> tuple[str, ...]:
        """The statements in the words of whoever made them."""
        return tuple(g.label for g in self.groups)

    @property
    def certificate(self) -> tuple[Vector, ...]:
        """The multipliers that prove the contradiction."""
        return (self.verdict.ub, self.verdict.eq)

    def checks(self) -> Iterator[Check]:
        """Yield that the statements clash, without a solver, and that none of them can be spared."""
        found, places = self.verdict, self.positions
        placed = len(places) == len(self.groups) and all(type(i) is int and i >= 0 for i in places) and sorted(set(places)) == list(places)
        named = all(type(name) is str and name for name in self.names) and len({*self.names}) == self.columns
        said = named and all(type(g.label) is str and g.label and reads(g, self.names) is not False for g in self.groups)
        exact = all(type(v) is Fraction for g in (*self.groups, *([self.base] if self.base else [])) for v in g.numbers)
        own = placed and said and exact and self.tie == self._tie
        yield Check("every statement has its words, which say what its numbers do, and its place", "recount", own)
        stated = same(found.programme, maximum(*_margin(self.columns, self.groups, self.base)))
        words = [told(g, self.names) for g in self.groups]
        always = f", where {told(self.base, self.names)}" if self.base else ""
        yield Check(
            f"{' and '.join(words)} contradict each other{always}",
            "proof",
            stated and found.sense == 1 and found.verify() and not _agrees(found),
        )
        for i in range(len(self.groups)):
            rest = (*self.groups[:i], *self.groups[i + 1 :])
            yield Check(f"without {words[i]} the others agree", "recount", consistent(self.columns, rest, self.base))

    def __str__(self) -> str:
        return " and ".join(f"'{label}'" for label in self.labels)


def margin(columns: int, groups: Iterable[Group], base: Group | None = None) -> Verdict:
    """Return the largest margin, up to one, by which all strict rows can hold at once, with its proof.

    The margin is the last variable, held at zero where no row is strict. The statements agree if there is a point
    and, where a row is strict, the margin is positive: see :func:`consistent`.
    """
    return maximise(*_margin(columns, groups, base))


def _margin(columns: int, groups: Iterable[Group], base: Group | None = None) -> tuple[Any, ...]:
    """Return the programme whose optimum is that margin."""
    every = [*([] if base is None else [base]), *groups]
    strict = any(g.strict for g in every)
    ub = [(*row, 0) for g in every for row in g.rows] + [(*row, 1) for g in every for row in g.strict]
    b_ub = [b for g in every for b in g.right] + [b for g in every for b in g.strict_right]
    eq, b_eq = [(*row, 0) for g in every for row in g.equal], [b for g in every for b in g.equal_right]
    return ([*(0,) * columns, int(strict)], ub, b_ub, eq, b_eq, 0, [*(None,) * columns, int(strict)])


def consistent(columns: int, groups: Iterable[Group], base: Group | None = None) -> bool:
    """Tell whether a point with coordinates that are not negative satisfies all statements, strict ones with a positive margin.

    Parameters
    ----------
    columns : int
        How many variables there are.
    groups : statements
    base : Group, optional
        Rows that always hold, such as "the shares sum to one".

    Examples
    --------
    >>> more, less = Group("x > y", strict=[[-1, 1]], strict_right=[0]), Group("y >= x", rows=[[1, -1]], right=[0])
    >>> consistent(2, [more]), consistent(2, [more, less])
    (True, False)
    """
    return _agrees(margin(columns, groups, base))


def _agrees(verdict: Verdict) -> bool:
    wanted = verdict.programme.c[-1]
    return verdict.status == "optimal" and (wanted == 0 or bool(verdict.value))


def conflict(
    columns: int, groups: Sequence[Group], base: Group | None = None, *, smallest: bool = True, names: Sequence[str] = ()
) -> Conflict | None:
    """Return a set of statements that clash and of which none can be spared, or None where all agree.

    Parameters
    ----------
    columns, groups, base : as for :func:`consistent`
    smallest : bool, default True
        Whether no clash with fewer statements may exist; otherwise the first one that dropping statements leads to is
        returned, which is faster for long lists.
    names : sequence of str, optional
        What the variables are called; x1, x2, ... unless given.

    Examples
    --------
    >>> said = [Group("x >= 1", [[-1, 0]], [-1]), Group("y <= 5", [[0, 1]], [5]), Group("x <= 0", [[1, 0]], [0])]
    >>> found = conflict(2, said)
    >>> found.labels, found.verify()
    (('x >= 1', 'x <= 0'), True)
    """
    oracle = _Oracle(columns, groups, base, names)
    everything = frozenset(range(len(groups)))
    if oracle.agrees(everything):
        return None
    if not oracle.agrees(frozenset()):
        return oracle.conflict(frozenset())
    if not smallest:
        return oracle.conflict(oracle.shrunk(everything))
    repairs: list[frozenset[int]] = []
    while True:
        # every clash shares a statement with every repair, so none is smaller than the smallest set that does
        hitting = min(_hitting(repairs), key=lambda s: (len(s), sorted(s)))
        if not oracle.agrees(hitting):
            return oracle.conflict(hitting)
        repairs.append(everything - oracle.grown(hitting, everything))


def conflicts_and_repairs(
    columns: int, groups: Sequence[Group], base: Group | None = None, names: Sequence[str] = ()
) -> tuple[tuple[Conflict, ...], tuple[tuple[str, ...], ...]]:
    """Return all minimal conflicts, and all minimal sets of statements whose removal makes the others agree.

    The two determine each other: the conflicts are the minimal sets that share a statement with every repair, and the
    other way round (Bailey and Stuckey 2005). Their number can grow exponentially with that of the statements.

    Examples
    --------
    >>> said = [Group("x >= 1", [[-1]], [-1]), Group("x <= 0", [[1]], [0]), Group("2x <= 1", [[2]], [1])]
    >>> found, repairs = conflicts_and_repairs(1, said)
    >>> [c.labels for c in found]
    [('x >= 1', 'x <= 0'), ('x >= 1', '2x <= 1')]
    >>> repairs
    (('x >= 1',), ('x <= 0', '2x <= 1'))
    """
    oracle = _Oracle(columns, groups, base, names)
    everything = frozenset(range(len(groups)))
    if not oracle.agrees(frozenset()):
        return (oracle.conflict(frozenset()),), ()
    if oracle.agrees(everything):
        return (), ()
    repairs: list[frozenset[int]] = []
    while True:
        hitting = sorted(_hitting(repairs), key=lambda s: (len(s), sorted(s)))
        loose = next((s for s in hitting if oracle.agrees(s)), None)
        if loose is None:
            found = tuple(oracle.conflict(s) for s in hitting)
            return found, tuple(tuple(groups[i].label for i in sorted(r)) for r in sorted(repairs, key=lambda r: (len(r), sorted(r))))
        repairs.append(everything - oracle.grown(loose, everything))


class _Oracle:
    """Answers whether a subset of the statements agrees, each question once."""

    def __init__(self, columns: int, groups: Sequence[Group], base: Group | None, names: Sequence[str]) -> None:
        self.columns, self.groups, self.base = columns, tuple(groups), base
        self.names = tuple(names) or tuple(f"x{j + 1}" for j in range(columns))
        self.known: dict[frozenset[int], bool] = {}

    def agrees(self, chosen: frozenset[int]) -> bool:
        if chosen not in self.known:
            self.known[chosen] = _agrees(self._verdict(chosen))
        return self.known[chosen]

    def _verdict(self, chosen: Iterable[int]) -> Verdict:
        return margin(self.columns, [self.groups[i] for i in sorted(chosen)], self.base)

    def conflict(self, chosen: frozenset[int]) -> Conflict:
        positions = tuple(sorted(chosen))
        return Conflict(tuple(self.groups[i] for i in positions), self.base, self.names, positions, self._verdict(positions))

    def shrunk(self, chosen: frozenset[int]) -> frozenset[int]:
        for i in sorted(chosen):
            if not self.agrees(chosen - {i}):
                chosen = chosen - {i}
        return chosen

    def grown(self, chosen: frozenset[int], everything: Iterable[int]) -> frozenset[int]:
        for i in sorted(everything):
            if self.agrees(chosen | {i}):
                chosen = chosen | {i}
        return chosen


def _hitting(sets: Iterable[frozenset[int]]) -> Iterator[frozenset[int]]:
    """Return the minimal sets that share a member with every given one (Berge)."""
    found: list[frozenset[int]] = [frozenset()]
    for each in sets:
        met = [s for s in found if s & each]
        wider = {s | {i} for s in found if not s & each for i in each}
        found = met + [s for s in wider if not any(k <= s for k in met)]
    return iter(found)
