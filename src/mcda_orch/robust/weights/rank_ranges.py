"""The best and the worst rank of every alternative over a set of weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np

from ...core.arguments import told
from ...core.blanks import BlanksLike
from ...core.frozen import FrozenMap
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import DomainError, LabelError, McdaError, did_you_mean
from ...exact.programme import maximise
from ...exact.rational import Vector, dot
from ...plugin.subject import subject
from ...sampling.draws import generator, sampler
from ...sampling.weight_set import WeightSet
from ..evidence.doubles import doubles
from ..evidence.question import Question, allowed, asked, draws_for, near

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...plugin.plugin import Method
    from ...sampling.streams import Seed

__all__ = ["RankRange", "RankRanges", "Ties", "extreme_rank", "rank_ranges"]

Ties: TypeAlias = Literal["optimistic", "pessimistic", "strict"]

EPS = 1e-4
"""Lead that counts as being ahead, in parts of the largest difference: smaller ones mislead the solver."""
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
    """

    best: int
    worst: int
    best_weights: Mapping[str, Fraction]
    worst_weights: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RankRanges(Report, Mapping[str, RankRange]):
    """The ranks that alternatives can have over a set of weights.

    Attributes
    ----------
    method : str
    exact : bool
        Whether the ranges were optimised, which they are for methods that are linear in their weights; otherwise they are
        the ranks that random weights gave, and the true ranges may be wider.
    ties : {"optimistic", "pessimistic", "strict"}
    ranges : mapping of str to RankRange
    """

    method: str
    exact: bool
    ties: Ties
    ranges: Mapping[str, RankRange]
    known: WeightSet
    question: Question

    def __getitem__(self, name: str) -> RankRange:
        if name not in self.ranges:
            raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, self.ranges))
        return self.ranges[name]

    def __iter__(self) -> Any:
        return iter(self.ranges)

    def __len__(self) -> int:
        return len(self.ranges)

    def verify(self) -> bool:
        """Count the ranks at all witnesses again, exactly."""
        return all(
            self.known.contains(tuple(w.values()), closed=True)
            and _rank(self.question, self.known, name, tuple(w.values()), self.ties) == rank
            for name, r in self.ranges.items()
            for rank, w in ((r.best, r.best_weights), (r.worst, r.worst_weights))
        )

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
        if self.exact:
            said.append(
                f"Every rank is counted exactly at weights that give it; that there is none outside the range was searched with leads of {EPS:g}."
            )
        else:
            said.append(f"{self.method} is not linear in its weights: these ranks were found at random weights, others are not ruled out.")
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
    draws: int | None = None,
    rng: Seed = 0,
) -> RankRanges:
    """Return the best and the worst rank that every alternative can have over a set of weights.

    A mixed-integer programme proposes which rivals are ahead; the weights that put exactly those ahead are then found in
    fractions, and ranks are counted there. For methods that are not linear in their weights ranks are those found at
    random weights.

    Parameters
    ----------
    problem, method, blanks : as for ``first_place``
    weights : WeightSet, optional
        All shares, unless given.
    ties : {"optimistic", "pessimistic", "strict"}
        What tied alternatives get: the best of their ranks, the worst of them, or nothing, weights with a tie being left
        out (ties that hold at all weights then count for nobody).
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
    random = generator(rng)
    question = asked(subject(problem, "rank_ranges", method), method, None, blanks, needs_weights=False)
    known = allowed(question, weights)
    if question.rows is None:
        return _sampled(question, known, ties, draws, random)
    found = {}
    for a, name in enumerate(question.names):
        (best, at_best), (worst, at_worst) = (extreme_rank(question, known, a, ties, worst) for worst in (False, True))
        found[name] = RankRange(best, worst, FrozenMap(question.labelled(at_best)), FrozenMap(question.labelled(at_worst)))
    return RankRanges(question.method.name, True, ties, FrozenMap(found), known, question)


def extreme_rank(question: Question, known: WeightSet, a: int, ties: Ties, worst: bool) -> tuple[int, Vector]:
    """Return the best rank of the alternative at position `a` over a set of weights, or the worst, and weights that give it."""
    name = question.names[a]
    alike = doubles(question, known, name)
    rivals = [b for b in range(len(question.names)) if b != a and b not in alike]
    w = _extreme(question, known, a, rivals, ties, worst)
    return _rank(question, known, name, w, ties), w


def _rank(question: Question, known: WeightSet, name: str, w: Vector, ties: Ties) -> int:
    """Count the rank at weights w."""
    a, alike = question.at(name), doubles(question, known, name)
    if question.rows is None:
        dense = question.dense(np.array([[float(v) for v in w]]))[0]
        ahead, level = int((dense < dense[a]).sum()), int((dense == dense[a]).sum()) - 1
    else:
        leads = [dot(question.difference(b, a), w) for b in range(len(question.names)) if b != a and b not in alike]
        ahead, level = sum(v > 0 for v in leads), sum(v == 0 for v in leads) + len(alike)
    return 1 + ahead + (level if ties == "pessimistic" else 0)


def _extreme(question: Question, known: WeightSet, a: int, rivals: Sequence[int], ties: Ties, worst: bool) -> Vector:
    """Return weights at which as few rivals as possible are ahead of `a`, or as many, as the policy for ties counts them.

    One binary variable a rival says whether it counts. Its two sides are an open and a closed half-space, or two open
    ones; an open one keeps a distance of `EPS`.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not rivals:
        return known.inner
    m, k = len(question.criteria), len(rivals)
    behind_open, ahead_open = ties != "optimistic", ties != "pessimistic"
    if ties != "strict":  # the side that is sought needs no distance where it is closed, the other needs none at all
        behind_open, ahead_open = (False, ahead_open) if worst else (behind_open, False)
    forms = [question.difference(b, a) for b in rivals]
    sizes = [max(map(abs, d)) for d in forms]
    scaled = np.array([[float(v / size) for v in d] for d, size in zip(forms, sizes, strict=True)])
    most, least = np.maximum(scaled.max(axis=-1), 0.0), np.maximum(-scaled.min(axis=-1), 0.0)
    A_ub, b_ub, A_eq, b_eq = known.rows()
    constraints: list[Any] = [
        LinearConstraint(np.hstack([np.array(A_eq, dtype=float), np.zeros((len(A_eq), k))]), _floats(b_eq), _floats(b_eq))
    ]
    if A_ub:
        constraints.append(LinearConstraint(np.hstack([np.array(A_ub, dtype=float), np.zeros((len(A_ub), k))]), -np.inf, _floats(b_ub)))
    if not worst or ties == "strict":  # not counted: d.w <= 0, or <= -eps
        gap = EPS if behind_open else 0.0
        constraints.append(LinearConstraint(np.hstack([scaled, -np.diag(most + gap)]), -np.inf, -gap))
    if worst or ties == "strict":  # counted: d.w >= 0, or >= eps
        gap = EPS if ahead_open else 0.0
        constraints.append(LinearConstraint(np.hstack([scaled, -np.diag(least + gap)]), -least, np.inf))
    objective = np.concatenate([np.zeros(m), np.full(k, -1.0 if worst else 1.0)])
    while True:
        found = milp(objective, constraints=constraints, bounds=Bounds(0, 1), integrality=np.concatenate([np.zeros(m), np.ones(k)]))
        if found.x is None:
            if ties == "strict":
                raise DomainError(
                    f"there are no weights at which {question.names[a]!r} ties with nobody.", hint="use ties='optimistic' or 'pessimistic'."
                )
            raise McdaError(f"the range of {question.names[a]!r} was not found: {found.message}")
        counted = [bool(v > 0.5) for v in found.x[m:]]
        w = _weights(known, forms, counted, ties, worst)
        if w is not None:
            return w
        mask = np.array(counted)  # rounding misled the solver: not this pattern
        constraints.append(LinearConstraint(np.concatenate([np.zeros(m), np.where(mask, -1.0, 1.0)]), 1 - mask.sum(), np.inf))


def _weights(known: WeightSet, forms: Sequence[Vector], counted: Sequence[bool], ties: Ties, worst: bool) -> Vector | None:
    """Return weights at which the rivals that are counted are those, with as much room as there is; None where there are none."""
    m = len(known.criteria)
    A_ub, b_ub, A_eq, b_eq = known.rows()
    rows: list[tuple[Fraction, ...]] = []
    for d, ahead in zip(forms, counted, strict=True):
        if ahead == worst or ties == "strict":  # the others may stand where they like
            rows.append((*((-v for v in d) if ahead else d), Fraction(1)))
    found = maximise(
        [0] * m + [1],
        [*rows, *((*row, Fraction(0)) for row in A_ub)],
        [*(0,) * len(rows), *b_ub],
        [(*row, Fraction(0)) for row in A_eq],
        b_eq,
        0,
        [None] * m + [1],
    )
    needs_room = ties == "strict" or (ties == "optimistic") == worst
    if found.x is None or (needs_room and rows and found.x[m] == 0):
        return None
    return found.x[:m]


def _sampled(question: Question, known: WeightSet, ties: Ties, draws: int | None, rng: np.random.Generator) -> RankRanges:
    values = sampler(known).draw(draws_for(question, draws), rng).values
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
    return RankRanges(question.method.name, False, ties, FrozenMap(found), known, question)


def _shown(
    question: Question, known: WeightSet, name: str, ties: Ties, seen: Sequence[tuple[int, npt.NDArray[np.float64]]]
) -> tuple[int, Vector]:
    """Return the first of these ranks that weights of the set, brought to its equalities, give an alternative, and the weights."""
    for rank, drawn in seen:
        for w in (v for values in drawn.tolist() for v in near(known, values)):
            if _rank(question, known, name, w, ties) == rank:
                return rank, w
    return _rank(question, known, name, known.inner, ties), known.inner


def _floats(values: Sequence[Fraction]) -> list[float]:
    return [float(v) for v in values]
