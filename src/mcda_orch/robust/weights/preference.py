"""Who is at least as good as whom whatever the weights, and who can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.frozen import Frozen, FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.preorder import Preorder, Relation
from ...core.problem import Problem
from ...core.report import Report, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import LabelError
from ...exact.programme import Verdict, maximise
from ...exact.rational import Vector, dot
from ...plugin.subject import subject
from ...sampling.draws import generator, sampler
from ...sampling.weight_set import WeightSet
from ..evidence.dominated import Dominated, dominated
from ..evidence.question import Question, allowed, asked, draws_for, near
from ..evidence.ratio import NeverAhead, Ratios

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import Method

__all__ = ["PairProof", "Preference", "ShownPairProof", "necessary", "possible"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PairProof:
    """Why a relation holds between two alternatives, or why it does not.

    Attributes
    ----------
    a, b : str
    kind : {"necessary", "possible"}
    holds : bool
    lead : Fraction
        The smallest lead of `a` over `b` for a necessary relation, the largest for a possible one.
    weights : mapping of str to Fraction
        Shares at which the lead is that: a counterexample where a necessary relation fails, a witness where a possible
        one holds.
    verdict : Verdict
        The linear programme with the multipliers that bound the lead on the other side.
    """

    a: str
    b: str
    kind: str
    holds: bool
    lead: Fraction
    weights: Mapping[str, Fraction]
    difference: Vector
    verdict: Verdict

    def verify(self) -> bool:
        """Check the proof by multiplying and comparing fractions alone."""
        w = tuple(self.weights.values())
        sign = -1 if self.kind == "necessary" else 1
        return (
            self.verdict.verify()
            and self.verdict.programme.c == tuple(sign * v for v in self.difference)
            and dot(self.difference, w) == self.lead
            and self.verdict.value == sign * self.lead
            and self.holds == (self.lead >= 0)
        )

    def __str__(self) -> str:
        which = ", ".join(f"{c} {v}" for c, v in self.weights.items() if v)
        if self.kind == "necessary":
            if self.holds:
                return f"{self.a} is at least as good as {self.b} with all weights: its lead is {self.lead} or more."
            return f"{self.a} is behind {self.b} with the weights {which}."
        if self.holds:
            return f"{self.a} is at least as good as {self.b} with the weights {which}."
        return f"{self.a} is behind {self.b} with all weights, by {-self.lead} or more."

    def __repr__(self) -> str:
        return f"PairProof({str(self)!r})"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ShownPairProof:
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

    def verify(self) -> bool:
        """Check the proof in fractions, or play the weights through the method."""
        behind, ahead = (self.b, self.a) if self.kind == "necessary" else (self.a, self.b)
        if self.proof is not None:
            sides = self.proof.alternative == behind and self.proof.rivals == (ahead,)
            right = self.holds if self.kind == "necessary" else self.holds == bool(self.proof.weights)
            return sides and right and self.proof.verify()
        ranks = self.question.dense(np.array([[float(v) for v in self.weights.values()]]))[0]
        gap = int(ranks[self.question.at(self.b)] - ranks[self.question.at(self.a)])
        return gap < 0 and not self.holds if self.kind == "necessary" else gap >= 0 and self.holds

    def __str__(self) -> str:
        which = ", ".join(f"{c} {float(v):.3g}" for c, v in (self.proof.weights if self.proof else self.weights).items() if v)
        if self.kind == "necessary":
            if self.holds:
                return f"{self.a} is at least as good as {self.b} with all weights."
            return f"{self.a} is behind {self.b} with the weights {which}."
        if self.holds:
            return f"{self.a} is at least as good as {self.b} with the weights {which}."
        return f"{self.a} is behind {self.b} with all weights."

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


@dataclass(frozen=True, eq=False, repr=False)
class Preference(Report):
    """A relation between alternatives over a set of weights.

    Attributes
    ----------
    kind : {"necessary", "possible"}
    method : str
    exact : bool
        Whether the relation is proved, as it is for methods that are linear in their weights, as a rule for those that are
        a ratio of two linear forms, and for others where dominance explains every necessary pair. Where it is not, it is
        what random weights gave: a necessary pair was never contradicted, and a possible pair was seen.
    relation : Preorder or Relation
        The necessary relation is a preorder; the possible one need not be transitive, so it is a relation of zeros and ones.
    """

    kind: str
    method: str
    exact: bool
    relation: Preorder | Relation
    known: WeightSet
    question: Question
    draws: int
    seen: Seen | None

    @property
    def _holds(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.relation.values, dtype=bool)

    @cached_property
    def _ratios(self) -> Ratios | None:
        form = self.question.ratio()
        return None if form is None else Ratios(self.question, self.known, form)

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the alternatives."""
        return self.relation.labels

    def holds(self, a: str, b: str) -> bool:
        """Tell whether `a` is necessarily, or possibly, at least as good as `b`."""
        return bool(self.relation.values[self.question.at(a), self.question.at(b)])

    __call__ = holds

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Pairs of which the first is at least as good in this sense, and the second is not: the strict part."""
        values = self._holds
        return tuple((self.labels[i], self.labels[k]) for i, k in np.argwhere(values & ~values.T))

    def certificate(self, a: str, b: str) -> PairProof | ShownPairProof:
        """Return the proof that the relation holds between two alternatives, or that it does not.

        Raises
        ------
        LabelError
            If nothing is proved, the method not being linear in its weights, or if the two are the same.
        """
        i, k = self.question.at(a), self.question.at(b)
        if i == k:
            raise LabelError(f"{a!r} is compared with itself.", hint="name two alternatives.")
        if self.question.rows is None:
            assert self.seen is not None  # weights were drawn
            proof = _shown(self.question, self.known, self.kind, i, k, self._ratios, self.seen)
            if proof is None:
                raise LabelError(f"{self.method} is not linear in its weights, and nothing is proved of {a!r} and {b!r}.")
            return proof
        d = self.question.difference(i, k)
        verdict = _extreme(self.known, d, self.kind)
        assert verdict.x is not None  # a set of shares is bounded
        lead = dot(d, verdict.x)
        return PairProof(a, b, self.kind, lead >= 0, lead, self.question.labelled(verdict.x), d, verdict)

    def verify(self) -> bool:
        """Check the proofs of all pairs; False where there are none."""
        pairs = [(a, b) for a in self.labels for b in self.labels if a != b]
        return self.exact and all(p.verify() and p.holds == self.holds(p.a, p.b) for p in (self.certificate(*pair) for pair in pairs))

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row an alternative, with + where the relation holds."""
        values = self._holds
        rows = tuple((name, *("+" if v else "" for v in row)) for name, row in zip(self.labels, values.tolist(), strict=True))
        return (Table(("at least as good as", *self.labels), rows, f"{self.kind.capitalize()} preference by {self.method}"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """How much is settled."""
        n = len(self.labels)
        values = self._holds
        total, ties = n * (n - 1) // 2, int((values & values.T).sum() - n) // 2
        if self.kind == "necessary":
            within = f"whatever the weights{' of the set' if self.known.statements else ''}"
            one = len(self.pairs) == 1
            verb = f"{'is' if one else 'are'} settled {within}"
            if not self.exact:
                verb = f"{'was' if one else 'were'} the same way round at all weights that were drawn"
            said = [f"{len(self.pairs)} of {total} pairs {verb}."]
            if ties:
                said.append(f"{ties} {'pairs tie' if ties > 1 else 'pair ties'} with all weights.")
        else:
            said = [f"In {ties} of {total} pairs each can be at least level with the other."]
        if not self.exact:
            said.append(
                f"{self.method} is not linear in its weights: this is what {self.draws} random weights gave. "
                "Pairs that seem settled may not be; pairs that were seen either way are not settled."
            )
        return (*said, *self.question.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""
        found: dict[str, Any] = plain(
            {
                "schema": "mcda_orch.preference",
                "version": 1,
                "kind": self.kind,
                "method": self.method,
                "exact": self.exact,
                "statements": [g.label for g in self.known.statements],
                "alternatives": list(self.labels),
                "holds": self._holds.tolist(),
                "pairs": [list(pair) for pair in self.pairs],
            }
        )
        return found

    def __repr__(self) -> str:
        return f"Preference({self.kind}, {len(self.pairs)} strict pairs of {len(self.labels)} alternatives)"


@told
def necessary(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: WeightSet | Weights | Mapping[str, float] | None = None,
    blanks: BlanksLike = None,
    *,
    draws: int | None = None,
    rng: np.random.Generator | int | None = None,
) -> Preference:
    """Return who is at least as good as whom with all weights of a set.

    Parameters
    ----------
    problem, method, blanks : as for ``first_place``
    weights : WeightSet, optional
        All shares, unless given.
    draws, rng : optional
        For methods that are not linear in their weights: draws tell which pairs are left to be settled by proof.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = necessary(mo.load("orchestrators"), mo.wsm)
    >>> len(found.pairs), found.relation.better("Prefect", "Dagster"), found.certificate("Prefect", "Dagster").verify()
    (20, True, True)
    """
    return _preference("necessary", problem, method, weights, blanks, draws, rng)


@told
def possible(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: WeightSet | Weights | Mapping[str, float] | None = None,
    blanks: BlanksLike = None,
    *,
    draws: int | None = None,
    rng: np.random.Generator | int | None = None,
) -> Preference:
    """Return who is at least as good as whom with some weights of a set; for the parameters see :func:`necessary`.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = possible(mo.load("orchestrators"), mo.wsm)
    >>> found.holds("Luigi", "Metaflow"), found.certificate("Luigi", "Metaflow").lead
    (True, Fraction(0, 1))
    """
    return _preference("possible", problem, method, weights, blanks, draws, rng)


def _preference(kind: str, problem: Any, method: Any, weights: Any, blanks: BlanksLike, draws: int | None, rng: Any) -> Preference:
    question = asked(subject(problem, kind, method), method, None, blanks, needs_weights=False)
    known = allowed(question, weights)
    count, seen = 0, None
    if question.rows is None:
        drawn = sampler(known).draw(draws_for(question, draws), generator(rng)).values
        count, seen = len(drawn), _seen(question, kind, drawn)
        holds, exact = _settled(question, known, kind, seen)
    else:
        holds, exact = _proved(question, known, kind), True
    relation = Preorder(holds, question.names) if kind == "necessary" else Relation(holds.astype(np.float64), question.names)
    return Preference(kind, question.method.name, exact, relation, known, question, count, seen)


def _seen(question: Question, kind: str, drawn: npt.NDArray[np.float64]) -> Seen:
    """Return the first of the drawn weights that shows something of each pair."""
    dense, n = question.dense(drawn), len(question.names)
    at = np.full((n, n), -1)
    for a in range(n):
        shows = dense[:, a, None] > dense if kind == "necessary" else dense[:, a, None] <= dense
        at[a] = np.where(shows.any(axis=0), shows.argmax(axis=0), -1)
    used, places = np.unique(at, return_inverse=True)
    kept = used[used >= 0]
    return Seen(drawn[kept], places.reshape(n, n) - (len(used) - len(kept)))


def _settled(question: Question, known: WeightSet, kind: str, seen: Seen) -> tuple[npt.NDArray[np.bool_], bool]:
    """Settle what draws have not shown, by proof where there is one; tell too whether everything is settled."""
    holds, exact = (seen.at < 0) if kind == "necessary" else (seen.at >= 0), True
    form = question.ratio()
    ratios = None if form is None else Ratios(question, known, form)
    for a, b in np.argwhere(seen.at < 0).tolist():
        if a != b:
            proof = _shown(question, known, kind, a, b, ratios, seen)
            exact = exact and proof is not None
            holds[a, b] = holds[a, b] if proof is None else proof.holds
    return holds, exact


def _shown(question: Question, known: WeightSet, kind: str, a: int, b: int, ratios: Ratios | None, seen: Seen) -> ShownPairProof | None:
    """Return why a relation holds between two alternatives, or does not; None where that is not known."""
    names = question.names[a], question.names[b], kind
    if seen.at[a, b] >= 0:
        for w in near(known, seen.weights[seen.at[a, b]].tolist()):
            shown = ShownPairProof(*names, kind == "possible", FrozenMap(question.labelled(w)), None, question)
            if shown.verify():
                return shown
    behind, ahead = (b, a) if kind == "necessary" else (a, b)
    found: NeverAhead | Dominated | Vector | None = None if ratios is None else ratios.settle(behind, [ahead])
    if found is None and kind == "necessary":
        found = dominated(question, known, behind, [ahead])
    if found is None or (kind == "possible" and isinstance(found, NeverAhead) and found.ties and not found.weights):
        return None  # nobody knows of a tie
    if isinstance(found, tuple):
        return ShownPairProof(*names, kind == "possible", FrozenMap(question.labelled(found)), None, question)
    return ShownPairProof(*names, kind == "necessary" or bool(found.weights), FrozenMap(), found, question)


def _proved(question: Question, known: WeightSet, kind: str) -> Any:
    """Decide every ordered pair; weights that decided one pair are tried on the next before a programme is solved."""
    n = len(question.names)
    holds = np.ones((n, n), dtype=bool)
    tried: list[Vector] = [known.inner] if known.statements else []
    for a in range(n):
        for b in range(n):
            if a == b:
                continue
            d = question.difference(a, b)
            if kind == "necessary":
                if min(d) >= 0:
                    continue
                against = any(dot(d, w) < 0 for w in tried)
            else:
                if any(dot(d, w) >= 0 for w in tried):
                    continue
                against = max(d) < 0
            if not known.statements:
                against = min(d) < 0 if kind == "necessary" else max(d) < 0
            elif not against:
                found = _extreme(known, d, kind)
                assert found.x is not None  # a set of shares is bounded
                tried.append(found.x)
                against = dot(d, found.x) < 0
            holds[a, b] = not against
    return holds


def _extreme(known: WeightSet, d: Vector, kind: str) -> Verdict:
    """Return where `d.w` is smallest, for a necessary relation, or largest."""
    return maximise([-v for v in d] if kind == "necessary" else d, *known.rows())
