"""Proofs about all value functions that agree with statements, and witnesses of ranks."""

from __future__ import annotations

from dataclasses import dataclass

from ...exact.rational import dot
from ...exact.verdict import Verdict
from .value_function import Statement, ValueFunction

__all__ = ["RankWitness", "RelationProof", "rank_under"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RelationProof:
    """Why a relation holds between two alternatives, or why it does not.

    Attributes
    ----------
    a, b : str
    kind : {"necessary", "possible"}
    holds : bool
    verdict : Verdict
        The largest margin by which the statements hold together with the question: `b` before `a` for a necessary relation,
        `a` at least as good as `b` for a possible one. Only its sign matters.
    example : ValueFunction or None
        Agrees with all statements: a counterexample to a necessary relation, or a witness of a possible one.
    """

    a: str
    b: str
    kind: str
    holds: bool
    verdict: Verdict
    example: ValueFunction | None

    def verify(self) -> bool:
        """Check the proof by multiplying and comparing fractions alone."""
        found = self.verdict.status == "optimal" and (self.verdict.value or 0) > 0
        agrees = self.holds == (found if self.kind == "possible" else not found)
        if self.example is not None:
            ahead = dot(Statement(self.a, self.b, ">").lead(self.example.marginals.row), self.example.steps)
            agrees = agrees and (ahead >= 0 if self.kind == "possible" else ahead < 0)
        return self.verdict.verify() and agrees

    def __str__(self) -> str:
        if self.kind == "necessary":
            return f"{self.a} is {'at least as good as' if self.holds else 'not necessarily as good as'} {self.b}."
        return f"{self.a} {'can' if self.holds else 'cannot'} be at least as good as {self.b}."

    def __repr__(self) -> str:
        return f"RelationProof({str(self)!r})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RankWitness:
    """A value function that agrees with all statements and gives an alternative its best or its worst rank.

    Attributes
    ----------
    name : str
    rank : int
        Tied alternatives share the better rank.
    function : ValueFunction
    preferences : tuple of Statement
    proved : bool
        Whether the necessary and possible relations alone prove that there is no rank beyond it; otherwise the solver of a
        mixed-integer programme says so.
    """

    name: str
    rank: int
    function: ValueFunction
    preferences: tuple[Statement, ...]
    proved: bool

    def verify(self) -> bool:
        """Recount the rank, and check every statement, in fractions."""
        steps, m = self.function.steps, self.function.marginals
        leads = [(s.kind, dot(s.lead(m.row), steps)) for s in self.preferences]
        holds = all(v > 0 if kind == ">" else v >= 0 if kind == ">=" else v == 0 for kind, v in leads)
        return holds and min(steps) >= 0 and sum(steps) == 1 and self.rank == rank_under(self.function, self.name)

    def __repr__(self) -> str:
        return f"RankWitness({self.name} comes {self.rank})"


def rank_under(function: ValueFunction, name: str) -> int:
    """Return the rank that a value function gives an alternative; tied alternatives share the better rank."""
    own = function.scores[name]
    return 1 + sum(bool(v > own) for v in function.scores.values())
