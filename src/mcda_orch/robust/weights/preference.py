"""Who is at least as good as whom whatever the weights, and who can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ...certificates.posed import certificate_text
from ...certificates.weights import preference_claims
from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.preorder import Preorder, Relation
from ...core.problem import Problem
from ...core.report import Report, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import LabelError
from ...exact.claims import Check, Claimed, kept, same
from ...exact.rational import dot
from ...plugin.subject import subject
from ...sampling.draws import sampler
from ...sampling.streams import Streams
from ...sampling.weight_set import WeightSet
from ..evidence.question import Question, allowed, asked, draws_for
from ..evidence.ratio_search import Ratios
from .pairs import KINDS, PairProof, Seen, ShownPairProof, extreme_lead, first_seen, proved_pairs, settled_pairs, shown_proof

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import Method
    from ...sampling.streams import Seed

__all__ = ["Preference", "necessary", "possible"]


@dataclass(frozen=True, eq=False, repr=False)
class Preference(Claimed, Report):
    """A relation between alternatives over a set of weights.

    Attributes
    ----------
    kind : {"necessary", "possible"}
    exact : bool
        Whether the relation is proved, as it is for methods that are linear in their weights, as a rule for those that are
        a ratio of two linear forms, and for others where dominance explains every necessary pair. Where it is not, it is
        what random weights gave: a necessary pair was never contradicted, and a possible pair was seen.
    relation : Preorder or Relation
        The necessary relation is a preorder; the possible one need not be transitive, so it is a relation of zeros and ones.
    """

    kind: str
    exact: bool
    relation: Preorder | Relation
    known: WeightSet
    question: Question
    draws: int
    streams: Streams
    seen: Seen | None
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self.question.tie(self.known))

    @property
    def method(self) -> str:
        """Name of the method."""
        return self.question.method.name

    @property
    def _holds(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.relation.values, dtype=bool)

    @property
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
        proof = self._certificate(a, b, self._ratios)
        if proof is None:
            raise LabelError(f"{self.method} is not linear in its weights, and nothing is proved of {a!r} and {b!r}.")
        return proof

    def _certificate(self, a: str, b: str, ratios: Ratios | None) -> PairProof | ShownPairProof | None:
        i, k = self.question.at(a), self.question.at(b)
        if self.question.rows is None:
            assert self.seen is not None  # weights were drawn
            return shown_proof(self.question, self.known, self.kind, i, k, ratios, self.seen)
        d = self.question.difference(i, k)
        verdict = extreme_lead(self.known, d, self.kind)
        assert verdict.x is not None  # a set of shares is bounded
        shares = FrozenMap(self.question.labelled(verdict.x))
        return PairProof(a, b, self.kind, dot(d, verdict.x), shares, verdict.ub, verdict.eq, self.question, self.known)

    def checks(self) -> Iterator[Check]:
        """Yield what is so of every pair, with the proof; pairs of which nothing is proved are counted."""
        yield self.question.check(self.known, self.tie)
        whole = self.kind in KINDS and same(self.relation, _relation(self.kind, self._holds, self.question.names))
        reflexive = bool(self._holds.diagonal().all())
        yield Check("the relation is one between all alternatives", "recount", whole and reflexive)
        open_pairs, ratios = 0, self._ratios
        for a in self.labels:
            for b in self.labels:
                proof = None if a == b else self._certificate(a, b, ratios)
                if proof is not None:
                    yield Check(str(proof), "proof", proof.holds is self.holds(a, b) and proof.verify())
                open_pairs += a != b and proof is None
        yield Check("what is remembered is found again", "recount", kept(self))
        yield Check(f"{open_pairs} pairs are not proved", "recount", self.exact is (open_pairs == 0))
        if self.question.rows is None:
            drawn = _drawn(self.question, self.known, self.kind, self.draws, self.streams)
            said = f"unproved pairs are as {self.draws} random weights out of {self.known.extent} gave them"
            yield Check(said, "replay", same(self.seen, drawn) and self._as_drawn(drawn))
        else:
            yield Check("nothing was drawn", "recount", self._nothing_drawn and self.exact is True)

    @property
    def _nothing_drawn(self) -> bool:
        return self.seen is None and type(self.draws) is int and self.draws == 0 and self.streams.generator() is not None

    def _as_drawn(self, drawn: Seen) -> bool:
        """Tell whether each pair is what its proof says, or else what the draws have shown."""
        holds, _ = settled_pairs(self.question, self.known, self.kind, drawn)
        return same(self._holds, holds)

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row an alternative, with + where the relation holds."""
        values = self._holds
        rows = tuple((name, *("+" if v else "" for v in row)) for name, row in zip(self.labels, values.tolist(), strict=True))
        within = self.known.scope if self.kind == "necessary" else f"with some of {self.known.extent}"
        return (Table(("at least as good as", *self.labels), rows, f"{self.kind.capitalize()} preference by {self.method}, {within}"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """How much is settled."""
        n = len(self.labels)
        values = self._holds
        total, ties = n * (n - 1) // 2, int((values & values.T).sum() - n) // 2
        if self.kind == "necessary":
            within = self.known.scope
            one = len(self.pairs) == 1
            verb = f"{'is' if one else 'are'} settled {within}"
            if not self.exact:
                verb = f"{'was' if one else 'were'} the same way round at all weights that were drawn"
            said = [f"{len(self.pairs)} of {total} pairs {verb}."]
            if ties:
                said.append(f"{ties} {'pairs tie' if ties > 1 else 'pair ties'} {self.known.scope}.")
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
                "statements": list(self.known.told),
                "alternatives": list(self.labels),
                "holds": self._holds.tolist(),
                "pairs": [list(pair) for pair in self.pairs],
            }
        )
        return found

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(preference_claims(self))

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
    rng: Seed = 0,
) -> Preference:
    """Return who is at least as good as whom with all weights of a set.

    Parameters
    ----------
    problem, method, blanks : as for ``first_place``
    weights : WeightSet, optional
        All shares, unless given.
    draws : int, optional
        For methods that are not linear in their weights: draws tell which pairs are left to be settled by proof.
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.

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
    rng: Seed = 0,
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


def _preference(kind: str, problem: Any, method: Any, weights: Any, blanks: BlanksLike, draws: int | None, rng: Seed) -> Preference:
    question = asked(subject(problem, kind, method), method, None, blanks, needs_weights=False)
    known = allowed(question, weights)
    count, seen, streams = 0, None, Streams.of(rng)
    if question.rows is None:
        count = draws_for(question, draws)
        seen = _drawn(question, known, kind, count, streams)
        holds, exact = settled_pairs(question, known, kind, seen)
    else:
        holds, exact = proved_pairs(question, known, kind), True
    return Preference(kind, exact, _relation(kind, holds, question.names), known, question, count, streams, seen)


def _relation(kind: str, holds: npt.NDArray[np.bool_], names: tuple[str, ...]) -> Preorder | Relation:
    return Preorder(holds, names) if kind == "necessary" else Relation(holds.astype(np.float64), names)


def _drawn(question: Question, known: WeightSet, kind: str, draws: int, streams: Streams) -> Seen:
    return first_seen(question, kind, sampler(known).draw(draws, streams.generator()).values)
