"""Proofs about all value functions that agree with statements, and witnesses of ranks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...core.report import listed
from ...exact.claims import Check, Claimed, digest, same
from ...exact.fewest import Fewest, Within, fewest
from ...exact.rational import Matrix
from ...exact.verdict import Verdict
from .statement_margins import is_largest_margin, is_positive, margin_rows
from .value_function import Marginals, Statement, ValueFunction

__all__ = ["RankWitness", "RelationProof", "rank_end", "rank_under", "scope"]

NAMED = 3
"""Statements that a sentence names, at most."""


def scope(said: tuple[Statement, ...]) -> str:
    """Return over which value functions a claim ranges, in words; of many statements it names the first."""
    return f"for all {_functions(said)}"


def _functions(said: tuple[Statement, ...]) -> str:
    named = [str(s) for s in said[:NAMED]] + ([f"{len(said) - NAMED} more"] if len(said) > NAMED else [])
    return "additive value functions" + (f" that agree with {listed(named)}" if named else "")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RelationProof(Claimed):
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
    preferences : tuple of Statement
    marginals : Marginals
    """

    a: str
    b: str
    kind: str
    holds: bool
    verdict: Verdict
    example: ValueFunction | None
    preferences: tuple[Statement, ...]
    marginals: Marginals
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self._asked)

    @property
    def _asked(self) -> str:
        return digest(self.a, self.b, self.kind, self.preferences, self.marginals)

    def checks(self) -> Iterator[Check]:
        """Yield that the relation is one of this table and these statements, and the proof, by multiplying and comparing fractions alone."""
        yield Check(
            f"the relation is one of this table {scope(self.preferences)}", "recount", self.tie == self._asked and self.marginals.genuine()
        )
        yield Check(str(self), "proof", self.proved())

    def proved(self) -> bool:
        """Tell whether the verdict and the example prove the relation, whatever table the steps are those of."""
        question = Statement(self.b, self.a, ">") if self.kind == "necessary" else Statement(self.a, self.b, ">=")
        said = (*self.preferences, question)
        found = is_positive(self.verdict)
        asked = self.a != self.b and self.kind in {"necessary", "possible"} and type(self.holds) is bool
        agrees = self.holds is (found if self.kind == "possible" else not found)
        shown = (self.example is not None) is found
        if self.example is not None:
            shown = shown and same(self.example.marginals, self.marginals) and self.example.admissible(said)
        return asked and agrees and shown and is_largest_margin(self.verdict, self.marginals, said)

    def __str__(self) -> str:
        part = "all" if self.holds is (self.kind == "necessary") else "some"
        said = f"{self.a} is at least as good as {self.b}" if self.holds else f"{self.b} is better than {self.a}"
        return f"{said} for {part} {_functions(self.preferences)}."

    def __repr__(self) -> str:
        return f"RelationProof({str(self)!r})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RankWitness(Claimed):
    """A value function that agrees with all statements and gives an alternative its best or its worst rank.

    Attributes
    ----------
    name : str
    worst : bool
        Whether the rank is the worst, rather than the best.
    rank : int
        Tied alternatives share the better rank.
    function : ValueFunction
    preferences : tuple of Statement
    proof : Fewest
        Why no value function that agrees gives a rank beyond it.
    """

    name: str
    worst: bool
    rank: int
    function: ValueFunction
    preferences: tuple[Statement, ...]
    proof: Fewest
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self._asked)

    @property
    def _asked(self) -> str:
        return digest(self.name, self.worst, self.preferences, self.function.marginals)

    @property
    def proved(self) -> bool:
        """Whether it is proved that there is no rank beyond it; if not, a solver says so."""
        return self.proof.proved

    def checks(self) -> Iterator[Check]:
        """Yield that the value function agrees and gives that rank, and that none gives one beyond it, in fractions."""
        m = self.function.marginals
        asked = self.tie == self._asked and type(self.worst) is bool and m.genuine()
        yield Check(f"the rank is one in this table {scope(self.preferences)}", "recount", asked)
        yield Check("the value function agrees with all statements", "witness", self.function.admissible(self.preferences))
        reached = type(self.rank) is int and self.rank == rank_under(self.function, self.name)
        yield Check(f"it puts {self.name} in place {self.rank}", "witness", reached)
        forms, asks = leads_of(m, self.name, self.worst), agreeing(m, self.preferences)
        own = same((self.proof.forms, self.proof.strict), (forms, self.worst)) and same(self.proof.within, asks)
        bound = 1 + len(forms) - self.proof.bound if self.worst else 1 + self.proof.bound
        beyond = "worse" if self.worst else "better"
        said = f"no value function that agrees puts {self.name} in a {beyond} place than {bound}"
        yield Check(said, "proof", own and self.proof.verify() and (not self.proof.proved or bound == self.rank))

    def __repr__(self) -> str:
        return f"RankWitness({self.name} comes {self.rank})"


def rank_end(m: Marginals, name: str, worst: bool, preferences: tuple[Statement, ...]) -> RankWitness:
    """Return the best rank that a value function gives an alternative, or the worst, with its proof."""
    found = fewest(leads_of(m, name, worst), agreeing(m, preferences), worst)
    function = ValueFunction(m, found.point)
    return RankWitness(name, worst, rank_under(function, name), function, preferences, found)


def agreeing(m: Marginals, preferences: tuple[Statement, ...]) -> Within:
    """Return the rows of the steps that agree with statements; strict statements need room."""
    A_ub, b_ub, A_eq, b_eq = margin_rows(m, preferences)
    return tuple(A_ub), tuple(b_ub), tuple(A_eq), tuple(b_eq)


def leads_of(m: Marginals, name: str, worst: bool) -> Matrix:
    """Return the leads of all others over an alternative, or for the worst rank its leads over them, in the heights of the steps."""
    others = [other for other in m.names if other != name]
    return tuple(Statement(name, o, ">").lead(m.row) if worst else Statement(o, name, ">").lead(m.row) for o in others)


def rank_under(function: ValueFunction, name: str) -> int:
    """Return the rank that a value function gives an alternative; tied alternatives share the better rank."""
    own = function.scores[name]
    return 1 + sum(bool(v > own) for v in function.scores.values())
