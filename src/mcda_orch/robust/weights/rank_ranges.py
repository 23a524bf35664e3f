"""The best and the worst rank of every alternative over a set of weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from ...certificates.posed import certificate_text
from ...certificates.weights import rank_range_claims
from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import LabelError, did_you_mean
from ...exact.claims import Check, Claimed, same
from ...exact.fewest import WORK, Fewest
from ...exact.rational import Vector
from ...plugin.subject import subject
from ...sampling.draws import sampler
from ...sampling.streams import Streams
from ...sampling.weight_set import WeightSet
from ..evidence.question import Question, allowed, asked, draws_for, near
from .extreme_ranks import Ties, extreme_ranks, likely, posed, proved_rank, rank_at, within

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import Method
    from ...sampling.streams import Seed

__all__ = ["RankRange", "RankRanges", "Ties", "rank_ranges"]

KEPT = 16
"""Random weights with an extreme rank that are tried as its witness."""


@dataclass(frozen=True, slots=True)
class RankRange:
    """The best and the worst rank of one alternative, each with weights at which it has it.

    Attributes
    ----------
    best, worst : int
    best_weights, worst_weights : mapping of str to Fraction
        Shares of the criteria; played through the method they give these ranks, counted exactly.
    best_proof, worst_proof : Fewest, or None
        Why no weights give better ones, or worse ones; None where the ranks were found at random weights.
    """

    best: int
    worst: int
    best_weights: Mapping[str, Fraction]
    worst_weights: Mapping[str, Fraction]
    best_proof: Fewest | None = None
    worst_proof: Fewest | None = None

    @property
    def proved(self) -> bool:
        """Whether both ends are proved to be the ends."""
        return all(proof is not None and proof.proved for proof in (self.best_proof, self.worst_proof))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RankRanges(Claimed, Report, Mapping[str, RankRange]):
    """The ranks that alternatives can have over a set of weights.

    Attributes
    ----------
    ties : {"optimistic", "pessimistic", "strict"}
    ranges : mapping of str to RankRange
    known : WeightSet
    question : Question
    draws : int
        How many weights were drawn; none for methods that are linear in their weights.
    streams : Streams
        Where the draws started.
    tie : str
        What ties the answer to its question.
    """

    ties: Ties
    ranges: Mapping[str, RankRange]
    known: WeightSet
    question: Question
    draws: int
    streams: Streams
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self.question.tie(self.known, self.ties))

    @property
    def method(self) -> str:
        """Name of the method."""
        return self.question.method.name

    @property
    def exact(self) -> bool:
        """Whether all ranges are proved. If not, some ranks may be missing: those that random weights never gave, or very hard ones."""
        return all(r.proved for r in self.ranges.values())

    @property
    def unproved(self) -> tuple[str, ...]:
        """Alternatives whose range may be wider than what was found."""
        return tuple(name for name, r in self.ranges.items() if not r.proved)

    def __getitem__(self, name: str) -> RankRange:
        if name not in self.ranges:
            raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, self.ranges))
        return self.ranges[name]

    def __iter__(self) -> Any:
        return iter(self.ranges)

    def __len__(self) -> int:
        return len(self.ranges)

    def checks(self) -> Iterator[Check]:
        """Yield that every rank is reached, by its weights, and that none lies outside, by its proof."""
        question, known, ties = self.question, self.known, self.ties
        yield question.check(known, self.tie, ties)
        whole = tuple(self.ranges) == question.names and ties in get_args(Ties)
        yield Check("every alternative has its ranks", "recount", whole)
        linear = question.rows is not None
        for a, (name, r) in enumerate(self.ranges.items()):
            ends = ((False, r.best, r.best_weights, r.best_proof), (True, r.worst, r.worst_weights, r.worst_proof))
            for worst, rank, weights, proof in ends:
                w = known.shares(weights)
                reached = w is not None and type(rank) is int and rank_at(question, known, name, w, ties) == rank
                yield Check(f"{name} can rank {rank}, as at the weights shown (ties {ties})", "witness", reached)
                if linear:
                    yield self._end(a, worst, rank, proof)
        if linear:
            yield Check(
                "nothing was drawn", "recount", type(self.draws) is int and self.draws == 0 and self.streams.generator() is not None
            )
        else:
            drawn = _sampled(question, known, ties, self.draws, self.streams.generator())
            said = f"the ranks are those at {self.draws} random weights out of {known.extent}"
            yield Check(said, "replay", same(dict(self.ranges), drawn))

    def _end(self, a: int, worst: bool, rank: int, proof: Fewest | None) -> Check:
        question, known, name = self.question, self.known, self.question.names[a]
        assert proof is not None  # as linear methods have
        seen, limit = proved_rank(question, known, a, self.ties, worst, proof)
        asks = same((proof.forms, proof.strict), posed(question, known, a, self.ties, worst)) and same(proof.within, within(known))
        ranks = "worse" if worst else "better"
        said = f"no weights rank {name} {ranks} than {limit} {known.scope} (ties {self.ties})"
        return Check(said, "proof", asks and proof.verify() and seen == rank and (not proof.proved or limit == rank))

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row an alternative: its best and its worst rank."""
        rows = tuple((name, r.best, r.worst) for name, r in sorted(self.ranges.items(), key=lambda item: (item[1].best, item[1].worst)))
        return (Table(("alternative", "best rank", "worst rank"), rows, f"Ranks by {self.method} over the weights (ties {self.ties})"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Which ranks are certain, and what is not guaranteed."""
        sure = [f"{name} ({r.best})" for name, r in self.ranges.items() if r.best == r.worst]
        said = [f"The rank of {listed(sure)} is the same at all weights."] if sure else []
        if self.question.rows is None:
            said.append(f"{self.method} is not linear in its weights: these ranks were found at random weights, others are not ruled out.")
            return (*said, *self.question.notes)
        said.append(
            f"Every rank is counted exactly at weights that give it; that there is none outside the range is proved {self.known.scope}."
        )
        if self.unproved:
            said[-1] = "Every rank is counted exactly at weights that give it."
            said.append(
                f"That there is none outside the range is proved for all but {listed(list(self.unproved))}, where it is not proved."
            )
        return (*said, *self.question.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""
        return {
            "schema": "mcda_orch.rank_ranges",
            "version": 1,
            "method": self.method,
            "exact": self.exact,
            "ties": self.ties,
            "ranges": {
                name: plain({"best": r.best, "worst": r.worst, "best_weights": r.best_weights, "worst_weights": r.worst_weights})
                for name, r in self.ranges.items()
            },
        }

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(rank_range_claims(self))

    def __repr__(self) -> str:
        return "RankRanges(" + ", ".join(f"{name} {r.best}-{r.worst}" for name, r in self.ranges.items()) + ")"


@told
def rank_ranges(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: WeightSet | Weights | Mapping[str, float] | None = None,
    blanks: BlanksLike = None,
    *,
    ties: Ties = "optimistic",
    exact: bool = False,
    draws: int | None = None,
    rng: Seed = 0,
) -> RankRanges:
    """Return the best and the worst rank that every alternative can have over a set of weights.

    For methods that are linear in their weights, rivals that no weights put behind all together are found by linear
    programmes in fractions, until it takes as many of them to have one of each such group as are ahead at some weights: these
    give the best rank, and the groups prove it. Where there are too many groups, or the work that one call may take is done,
    which happens from some 40 alternatives on, the answer says that it is not proved. Alternatives that can come near to an end
    of the ranking are searched first. For other methods ranks are those found at random weights.

    Parameters
    ----------
    problem, method, blanks : as for ``first_place``
    weights : WeightSet, optional
        All shares, unless given.
    ties : {"optimistic", "pessimistic", "strict"}
        What tied alternatives get: the best of their ranks, the worst of them, or nothing, weights with a tie being left
        out (ties that hold at all weights then count for nobody).
    exact : bool, default False
        Whether a method that is linear in its weights is worked on however long it takes, until only ends with too many groups are left.
    draws : int, optional
        How many weights are drawn for methods that are not linear.
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = rank_ranges(mo.load("orchestrators"), mo.wsm)
    >>> found["Flyte"].best, found["Flyte"].worst, found["Kubeflow Pipelines"].worst
    (1, 9, 8)
    """
    streams = Streams.of(rng)
    question = asked(subject(problem, "rank_ranges", method), method, None, blanks, needs_weights=False)
    known = allowed(question, weights)
    if question.rows is None:
        count = draws_for(question, draws)
        return RankRanges(ties, FrozenMap(_sampled(question, known, ties, count, streams.generator())), known, question, count, streams)
    best_at, worst_at = likely(question, known, ties)
    ends = [(a, worst, at[a]) for a in range(len(question.names)) for worst, at in ((False, best_at), (True, worst_at))]
    ranks = extreme_ranks(question, known, ties, ends, inf if exact else WORK)
    found = {
        name: RankRange(best, worst, FrozenMap(question.labelled(at_best)), FrozenMap(question.labelled(at_worst)), low, high)
        for name, (best, at_best, low), (worst, at_worst, high) in zip(question.names, ranks[::2], ranks[1::2], strict=True)
    }
    return RankRanges(ties, FrozenMap(found), known, question, 0, streams)


def _sampled(question: Question, known: WeightSet, ties: Ties, draws: int, rng: np.random.Generator) -> dict[str, RankRange]:
    values = sampler(known).draw(draws, rng).values
    dense = question.dense(values)
    ahead = np.stack([(dense < dense[:, a, None]).sum(axis=-1) for a in range(dense.shape[-1])], axis=-1)
    level = np.stack([(dense == dense[:, a, None]).sum(axis=-1) - 1 for a in range(dense.shape[-1])], axis=-1)
    ranks = 1 + ahead + (level if ties == "pessimistic" else 0)
    found = {}
    for a, name in enumerate(question.names):
        usable = np.flatnonzero(level[:, a] == 0) if ties == "strict" and (level[:, a] == 0).any() else np.arange(len(values))
        column = ranks[usable, a]
        seen = sorted(set(column.tolist()))
        ends = [
            _shown(question, known, name, ties, [(r, values[usable[column == r][:KEPT]]) for r in order]) for order in (seen, seen[::-1])
        ]
        (best, at_best), (worst, at_worst) = ends
        found[name] = RankRange(best, worst, FrozenMap(question.labelled(at_best)), FrozenMap(question.labelled(at_worst)))
    return found


def _shown(
    question: Question, known: WeightSet, name: str, ties: Ties, seen: Sequence[tuple[int, npt.NDArray[np.float64]]]
) -> tuple[int, Vector]:
    """Return the first of these ranks that weights of the set, brought to its equalities, give an alternative, and the weights."""
    for rank, drawn in seen:
        for w in (v for values in drawn.tolist() for v in near(known, values)):
            if rank_at(question, known, name, w, ties) == rank:
                return rank, w
    return rank_at(question, known, name, known.inner, ties), known.inner
