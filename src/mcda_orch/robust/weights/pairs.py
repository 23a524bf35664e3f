"""Pairs of alternatives: whether one is always, or ever, at least as good as the other over a set of weights, and the proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from ...core.frozen import Frozen, FrozenMap
from ...exact.claims import Check, How
from ...exact.programme import maximise
from ...exact.rational import Vector, dot
from ...exact.verdict import Verdict
from ...sampling.weight_set import WeightSet
from ..evidence.always import always_ahead
from ..evidence.dominated import Dominated, dominated
from ..evidence.question import Question, Tied, belongs, near
from ..evidence.ratio import NeverAhead
from ..evidence.ratio_search import Ratios

if TYPE_CHECKING:
    import numpy.typing as npt


__all__ = ["KINDS", "PairProof", "Seen", "ShownPairProof", "extreme_lead", "first_seen", "proved_pairs", "settled_pairs", "shown_proof"]


KINDS = ("necessary", "possible")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PairProof(Tied):
    """Why a relation holds between two alternatives, or why it does not.

    Attributes
    ----------
    a, b : str
    kind : {"necessary", "possible"}
    lead : Fraction
        The smallest lead of `a` over `b` for a necessary relation, the largest for a possible one.
    weights : mapping of str to Fraction
        Shares at which the lead is that: a counterexample where a necessary relation fails, a witness where a possible
        one holds.
    ub, eq : tuple of Fraction
        Multipliers of the rows of the weight set that bound the lead on the other side.
    question : Question
    known : WeightSet
    """

    a: str
    b: str
    kind: str
    lead: Fraction
    weights: Mapping[str, Fraction]
    ub: Vector
    eq: Vector
    question: Question
    known: WeightSet
    tie: str = ""

    @property
    def holds(self) -> bool:
        """Whether the relation holds."""
        return self.lead >= 0

    @property
    def difference(self) -> Vector:
        """What the method computes of `a` less what it computes of `b`."""
        return self.question.difference(self.question.at(self.a), self.question.at(self.b))

    def checks(self) -> Iterator[Check]:
        """Yield that the lead is reached, and bounded, by multiplying and comparing fractions alone."""
        yield self._belongs
        yield Check("two alternatives are compared, in one of two senses", "recount", self.a != self.b and self.kind in KINDS)
        w, d = self.known.shares(self.weights), self.difference
        reached = w is not None and type(self.lead) is Fraction and dot(d, w) == self.lead
        yield Check(f"the lead of {self.a} over {self.b} is {self.lead} at the weights shown", "witness", reached)
        least = self.kind == "necessary"
        form, limit = (tuple(-v for v in d), -self.lead) if least else (d, self.lead)
        words = f"it is {self.lead} or {'more' if least else 'less'} {self.known.scope}"
        yield Check(words, "proof", self.known.bounded_by(form, limit, self.ub, self.eq))

    def __str__(self) -> str:
        which = ", ".join(f"{c} {v}" for c, v in self.weights.items() if v)
        if self.kind == "necessary":
            if self.holds:
                return f"{self.a} is at least as good as {self.b} {self.known.scope}: its lead is {self.lead} or more."
            return f"{self.a} is behind {self.b} with the weights {which}."
        if self.holds:
            return f"{self.a} is at least as good as {self.b} with the weights {which}."
        return f"{self.a} is behind {self.b} {self.known.scope}, by {-self.lead} or more."

    def __repr__(self) -> str:
        return f"PairProof({str(self)!r})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ShownPairProof(Tied):
    """Why a relation holds between two alternatives, or does not, by a method that is not linear in its weights.

    Attributes
    ----------
    a, b : str
    kind : {"necessary", "possible"}
    holds : bool
    weights : mapping of str to Fraction
        Shares that show it: a counterexample where a necessary relation fails, a witness where a possible one holds;
        empty where a proof shows it.
    proof : NeverAhead, Dominated or None
        That `b` is never ahead where a necessary relation holds, that `a` is never level where a possible one fails.
    """

    a: str
    b: str
    kind: str
    holds: bool
    weights: Mapping[str, Fraction]
    proof: NeverAhead | Dominated | None
    question: Question
    known: WeightSet
    tie: str = ""

    def checks(self) -> Iterator[Check]:
        """Yield that a proof shows it, or weights that are played through the method."""
        yield self._belongs
        yield Check("two alternatives are compared, in one of two senses", "recount", self.a != self.b and self.kind in KINDS)
        how: How = "witness" if self.proof is None else "proof"
        yield Check(str(self), how, type(self.holds) is bool and self._shown())

    def _shown(self) -> bool:
        behind, ahead = (self.b, self.a) if self.kind == "necessary" else (self.a, self.b)
        if self.proof is not None:
            sides = self.proof.alternative == behind and self.proof.rivals == (ahead,)
            right = self.holds if self.kind == "necessary" else self.holds == bool(self.proof.weights)
            return not self.weights and sides and right and belongs(self.proof, self.question, self.known) and self.proof.verify()
        w = self.known.shares(self.weights)
        if w is None:
            return False
        ranks = self.question.dense(np.array([[float(v) for v in w]]))[0]
        gap = int(ranks[self.question.at(self.b)] - ranks[self.question.at(self.a)])
        return gap < 0 and not self.holds if self.kind == "necessary" else gap >= 0 and self.holds

    def __str__(self) -> str:
        which = ", ".join(f"{c} {float(v):.3g}" for c, v in (self.proof.weights if self.proof else self.weights).items() if v)
        if self.kind == "necessary":
            if self.holds:
                return f"{self.a} is at least as good as {self.b} {self.known.scope}."
            return f"{self.a} is behind {self.b} with the weights {which}."
        if self.holds:
            return f"{self.a} is at least as good as {self.b} with the weights {which}."
        return f"{self.a} is behind {self.b} {self.known.scope}."

    def __repr__(self) -> str:
        return f"ShownPairProof({str(self)!r})"


@dataclass(frozen=True, slots=True, eq=False)
class Seen(Frozen):
    """Weights that show something of pairs: that a necessary relation fails, that a possible one holds.

    Attributes
    ----------
    weights : array, shape (k, m)
    at : array of int, shape (n, n)
        Which of them shows it of a pair; -1 where none does.
    """

    weights: npt.NDArray[np.float64]
    at: npt.NDArray[np.intp]


def first_seen(question: Question, kind: str, drawn: npt.NDArray[np.float64]) -> Seen:
    """Return the first of the drawn weights that shows something of each pair."""
    dense, n = question.dense(drawn), len(question.names)
    at = np.full((n, n), -1)
    for a in range(n):
        shows = dense[:, a, None] > dense if kind == "necessary" else dense[:, a, None] <= dense
        at[a] = np.where(shows.any(axis=-2), shows.argmax(axis=-2), -1)
    used, places = np.unique(at, return_inverse=True)
    kept = used[used >= 0]
    return Seen(drawn[kept], places.reshape(n, n) - (len(used) - len(kept)))


def settled_pairs(question: Question, known: WeightSet, kind: str, seen: Seen) -> tuple[npt.NDArray[np.bool_], bool]:
    """Settle what draws have not shown, by proof where there is one; tell too whether everything is settled."""
    holds, exact = (seen.at < 0) if kind == "necessary" else (seen.at >= 0), True
    form = question.ratio()
    ratios = None if form is None else Ratios(question, known, form)
    for a, b in np.argwhere(seen.at < 0).tolist():
        if a != b:
            proof = shown_proof(question, known, kind, a, b, ratios, seen)
            exact = exact and proof is not None
            holds[a, b] = holds[a, b] if proof is None else proof.holds
    return holds, exact


def shown_proof(
    question: Question, known: WeightSet, kind: str, a: int, b: int, ratios: Ratios | None, seen: Seen
) -> ShownPairProof | None:
    """Return why a relation holds between two alternatives, or does not; None where that is not known."""
    names = question.names[a], question.names[b], kind
    if seen.at[a, b] >= 0:
        for w in near(known, seen.weights[seen.at[a, b]].tolist()):
            shown = ShownPairProof(*names, kind == "possible", FrozenMap(question.labelled(w)), None, question, known)
            if shown.verify():
                return shown
    behind, ahead = (b, a) if kind == "necessary" else (a, b)
    found: NeverAhead | Dominated | Vector | None = None if ratios is None else ratios.settle(behind, [ahead])
    if found is None and kind == "necessary":
        found = dominated(question, known, behind, [ahead])
    if found is None or (kind == "possible" and isinstance(found, NeverAhead) and found.ties and not found.weights):
        return None  # nobody knows of a tie
    if isinstance(found, tuple):
        return ShownPairProof(*names, kind == "possible", FrozenMap(question.labelled(found)), None, question, known)
    return ShownPairProof(*names, kind == "necessary" or bool(found.weights), FrozenMap(), found, question, known)


def proved_pairs(question: Question, known: WeightSet, kind: str) -> npt.NDArray[np.bool_]:
    """Decide every ordered pair of a method that is linear in its weights: nobody is behind whoever is never ahead of it."""
    found = always_ahead(question, known, kind == "possible")
    return found if kind == "necessary" else ~found.T


def extreme_lead(known: WeightSet, d: Vector, kind: str) -> Verdict:
    """Return where `d.w` is smallest, for a necessary relation, or largest."""
    return maximise([-v for v in d] if kind == "necessary" else d, *known.rows())
