"""What every question about weights starts from: a method, one matrix, and weights that are read exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ...core.blanks import BlanksLike
from ...core.labelling import by_name
from ...core.matrix import DecisionMatrix
from ...core.positions import TIE, positions
from ...core.problem import Problem
from ...core.report import listed
from ...core.weights import Weights
from ...errors import LabelError, MissingError, ShapeError, did_you_mean
from ...exact.claims import Check, Claimed, digest, same
from ...exact.made import made
from ...exact.rational import Matrix, Vector, all_fractions, dot, simplest, whole
from ...plugin.advice import meaning
from ...plugin.check import Task, task
from ...plugin.family import HIGHER
from ...plugin.plugin import Method, RatioForm
from ...plugin.returned import finite
from ...plugin.subject import the_method
from ...sampling.linear_rows import PROBES, exact_rows, form_of
from ...sampling.weight_set import WeightSet

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Question", "Tied", "allowed", "asked", "belongs", "dense_ranks", "draws_for", "near", "rivals_text"]

SHORT = 10**6
"""Denominators up to which a number of a linear form counts as read exactly."""
DRAWS, FEW = 100_000, 2_000
"""Weights that are drawn where nothing is exact; few where a method solves a programme for each."""
BLOCK = 2**17
"""Scores that are in hand at a time where only the first counts."""


Whole: TypeAlias = tuple[tuple[tuple[int, ...], ...], int]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A method with what it sees in one matrix.

    Attributes
    ----------
    method : Method
    task : Task
        The validated call, with blanks filled.
    rows : rows of Fraction, or None
        One for each alternative, oriented so that more is better; None where the method is not linear in its weights.
    numbers, shares : tuple of Fraction
        The weights as they were given, and as parts of their sum; empty where none were given.
    params : mapping of name to mapping of parameters
        What the problem states of weightings.
    seal : str
        A digest of everything that went into the question.
    whole : rows of int and a number, or None
        The rows times the smallest number that makes them whole, and that number.
    """

    method: Method[...]
    task: Task
    rows: Matrix | None
    numbers: Vector
    shares: Vector
    params: Mapping[str, Mapping[str, Any]]
    seal: str = ""
    whole: Whole | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", None if self.rows is None else whole(self.rows))
        if not self.seal:
            object.__setattr__(self, "seal", self._seal)

    @property
    def _seal(self) -> str:
        t = self.task
        return digest(self.method.name, t.params, t.matrix, t.blanks, t.weights, self.numbers, self.params)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the alternatives."""
        return self.task.matrix.names

    @property
    def criteria(self) -> tuple[str, ...]:
        """Names of the criteria."""
        return self.task.matrix.criterion_names

    def at(self, name: str) -> int:
        """Return the position of an alternative."""
        if name not in self.names:
            raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, self.names))
        return self.names.index(name)

    @property
    def exact(self) -> Matrix:
        """The rows of a method that is linear in its weights, which the caller made sure of."""
        assert self.rows is not None
        return self.rows

    def row(self, name: str) -> Vector:
        """Return the row of an alternative."""
        return self.exact[self.at(name)]

    def difference(self, a: int, b: int) -> Vector:
        """Return the row of `a` less the row of `b`."""
        rows, unit = self.parts
        return tuple(_part(p - q, unit) for p, q in zip(rows[a], rows[b], strict=True))

    @property
    def parts(self) -> Whole:
        """The rows of such a method in whole numbers, and how many times as large these are."""
        assert self.whole is not None
        return self.whole

    def levels(self, w: Vector) -> tuple[tuple[int, ...], ...]:
        """Return the positions of the alternatives from the best to the worst under weights w, tied ones together."""
        if self.rows is None:
            dense = self.dense(np.array([[float(v) for v in w]]))[0].tolist()
            return tuple(tuple(i for i, d in enumerate(dense) if d == rank) for rank in range(1, max(dense) + 1))
        scores = [dot(row, w) for row in self.rows]
        return tuple(tuple(i for i, s in enumerate(scores) if s == level) for level in sorted(set(scores), reverse=True))

    def scores(self, w: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return scores in floating point, turned so that more is better, for weights of shape (..., m)."""
        with np.errstate(all="ignore"):
            if self.rows is not None:
                return np.asarray(w @ np.array(self.rows, dtype=np.float64).T)
            found = np.asarray(self.task.scores(w), dtype=np.float64)
            finite(self.method, found, self.task.matrix)
        return found if self.method.better is HIGHER else -found

    def dense(self, w: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
        """Return dense ranks, 1 for the best, for weights of shape (..., m); rounding parts nobody."""
        magnitude = None
        if self.rows is not None:
            magnitude = w @ np.abs(np.array(self.rows, dtype=np.float64)).T
        return positions(self.scores(w), True, magnitude)

    def first(self, w: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Return who is first, ties included, for weights of shape (k, m): ranks are worked out only where the best two are close."""
        if self.rows is None or len(self.names) == 1:
            return np.asarray(self.dense(w) == 1)
        rows = np.array(self.rows, dtype=np.float64)
        found = np.zeros((len(w), len(rows)), dtype=bool)
        room = BLOCK // len(rows) + 1
        for start in range(0, len(w), room):
            block = w[start : start + room]
            scores, magnitude = block @ rows.T, np.abs(block) @ np.abs(rows).max(axis=-2)
            found[start : start + room] = scores >= (scores.max(axis=-1) - 2 * TIE * magnitude)[:, None]
        close = found.sum(axis=-1) > 1
        found[close] = self.dense(w[close]) == 1
        return found

    def ratio(self) -> RatioForm | None:
        """Return the two linear forms whose ratio orders the alternatives; None where the method has no such form here."""
        if self.method.ratio_form is None or self.task.redistributed:
            return None
        with np.errstate(all="ignore"):
            return self.method.ratio_form(self.task.x, self.task.s, **self.task.params)

    def labelled(self, w: Sequence[Fraction]) -> dict[str, Fraction]:
        """Return weights by criterion."""
        return dict(zip(self.criteria, w, strict=True))

    def tie(self, *more: Any) -> str:
        """Return what ties an answer to this question, and to more."""
        return digest(self.seal, more)

    def genuine(self) -> bool:
        """Tell whether what the method sees follows from the matrix, the policy for blanks, the parameters and the weights."""
        t = self.task
        rows = _rows(t)
        total = sum(self.numbers, Fraction(0))
        given = same(self.shares, tuple(v / total for v in self.numbers))
        stated = not self.numbers or [float(v) for v in self.numbers] == t.w.tolist()
        seen = t.genuine() and t.plugin is self.method and made(self.params)
        read = same(self.rows, rows) and same(self.whole, None if rows is None else whole(rows))
        return self.seal == self._seal and seen and read and given and stated

    def check(self, known: WeightSet | None, tie: str, *more: Any) -> Check:
        """Return whether an answer belongs to this question, to these weights (those that were given, unless said), and to more."""
        bound = tie == self.tie(*([] if known is None else [known]), *more)
        fits = (
            bool(self.shares)
            if known is None
            else known.criteria == self.criteria and made(known) and all_fractions(*known.rows()) and known.feasible
        )
        scope = "with the given weights" if known is None else known.scope
        return Check(f"the answer is that of {self.method.name} to this table {scope}", "recount", bound and fits and self.genuine())

    @property
    def notes(self) -> tuple[str, ...]:
        """What limits the exactness of an answer, and what the method takes for more than it is, a sentence each."""
        return (*self._inexact, *meaning(self.method, self.task))

    @property
    def _inexact(self) -> tuple[str, ...]:
        if self.rows is None:
            return ()
        if self.method.linear_form is None:
            tried = f"that was found by trying {PROBES} weight vectors and each criterion alone"
            return (f"{self.method.name} does not say that it is linear in its weights with these data; {tried}.",)
        if any(v.denominator > SHORT for row in self.rows for v in row):
            return (f"The numbers that {self.method.name} computes are no short fractions; answers are exact for their decimals.",)
        return ()


@lru_cache(maxsize=2**16)
def _part(number: int, unit: int) -> Fraction:
    """Return a fraction: most of those between the rows of a table are there already."""
    return Fraction(number, unit)


class Tied(Claimed):
    """A claim about a question over a set of weights; its last fields are ``question``, ``known`` and ``tie: str = ""``."""

    __slots__ = ()
    question: Question
    known: WeightSet
    tie: str

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self.question.tie(self.known))

    @property
    def _belongs(self) -> Check:
        return self.question.check(self.known, self.tie)


def asked(
    problem: DecisionMatrix | Problem,
    method: str | Method[...] | None = None,
    weights: Any = None,
    blanks: BlanksLike = None,
    *,
    needs_weights: bool = True,
) -> Question:
    """Validate a question, and read everything about it exactly."""
    chosen = the_method(problem, method)
    body = problem.matrix if isinstance(problem, Problem) else problem
    if body.values.ndim != 2:
        raise ShapeError("questions about weights are asked of one matrix.", hint="pick one matrix of the batch.")
    if not needs_weights:
        weights = np.ones(body.shape[-1])
    elif weights is None and isinstance(problem, DecisionMatrix):
        raise MissingError("the current weights are not given.", hint="pass mo.Weights({name: weight}), or a problem that has weights.")
    found = task(chosen, problem, weights, blanks, {})
    if found.w.ndim != 1:
        raise ShapeError("questions about weights start from one weight vector.", hint="pick one vector of the batch.")
    rows = _rows(found)
    numbers = _exact(weights, found, body.criterion_names)
    total = sum(numbers, Fraction(0))
    if not needs_weights:
        numbers, total = (), Fraction(1)
    params = problem.params if isinstance(problem, Problem) else {}
    return Question(chosen, found, rows, numbers, tuple(v / total for v in numbers), params)


def _rows(found: Task) -> Matrix | None:
    form = None if found.redistributed else form_of(found)
    return None if form is None else exact_rows(found, form)


def _exact(given: Any, found: Task, criteria: tuple[str, ...]) -> Vector:
    """Return the weights as fractions: those that were given as such untouched, floats as the simplest that they can stand for."""
    if given is None or isinstance(given, (Weights, np.ndarray, str)) or callable(given):
        return tuple(simplest(v) for v in found.w.tolist())
    return tuple(simplest(v) for v in by_name(given, criteria, "weight"))


def allowed(question: Question, weights: Any) -> WeightSet:
    """Return the set of weights that a question ranges over: all shares unless given; one weight vector is a set of one point."""
    if weights is None:
        return WeightSet(question.criteria)
    if isinstance(weights, WeightSet):
        if weights.criteria != question.criteria:
            raise LabelError(
                f"the weight set is for {', '.join(weights.criteria)}, but the criteria are {', '.join(question.criteria)}.",
                hint="make it with mo.WeightSet(matrix).",
            )
        return weights.require()
    if not isinstance(weights, Weights):
        weights = Weights.of(weights, question.task.matrix, question.task.blanks, question.params)
    if weights.values.ndim != 1:
        raise ShapeError("questions about weights start from one weight vector.", hint="pick one vector of the batch.")
    numbers = [simplest(float(v)) for v in weights.aligned(question.criteria).tolist()]
    total = sum(numbers)
    return WeightSet(question.criteria).bounds({c: v / total for c, v in zip(question.criteria, numbers, strict=True)})


def dense_ranks(found: Task, x: npt.NDArray[np.float64], w: npt.NDArray[np.float64], dtype: npt.DTypeLike = np.intp) -> npt.NDArray[Any]:
    """Return dense ranks, 1 for the best, as a method gives them to tables x, shape (..., n, m), and weights w, shape (..., m)."""
    with np.errstate(all="ignore"):
        key, magnitude = found.order(x, w)
    key = np.asarray(key, dtype=np.float64)
    finite(found.plugin, key, found.matrix)
    return positions(key, found.plugin.better is HIGHER, magnitude, dtype)


def belongs(proof: Any, question: Question, known: WeightSet) -> bool:
    """Tell whether a proof that is part of an answer speaks of the same question and of the same weights."""
    return (proof.question is question or proof.question.tie() == question.tie()) and same(proof.known, known)


def draws_for(question: Question, draws: int | None) -> int:
    """Return how many weights are drawn, unless said."""
    return draws if draws is not None else FEW if question.method.lift else DRAWS


def near(known: WeightSet, w: Sequence[float]) -> Iterator[Vector]:
    """Yield shares of a set near to given ones: brought to its equalities, and mixed with more and more of weights well inside."""
    given = [Fraction(float(v)) for v in w]
    total = sum(given)
    shares = tuple(v / total for v in given)
    if not known.statements:
        yield shares
        return
    inner, ways = known.inner, known.directions
    apart = np.array([float(v - q) for v, q in zip(shares, inner, strict=True)])
    steps = np.linalg.lstsq(np.array(ways, dtype=np.float64).reshape(-1, len(shares)).T, apart, rcond=None)[0].tolist()
    level = tuple(q + sum((Fraction(t) * way[j] for t, way in zip(steps, ways, strict=True)), Fraction(0)) for j, q in enumerate(inner))
    for part in (Fraction(0), *(Fraction(1, 10**k) for k in (12, 9, 6, 3)), Fraction(1)):
        found = tuple((1 - part) * v + part * q for v, q in zip(level, inner, strict=True))
        if known.contains(found, closed=True):
            yield found


def rivals_text(names: Sequence[str], winner: str, over: Sequence[str]) -> str:
    """Return how a sentence names those that are to be passed: one by one, or as all others but a few."""
    left = [n for n in names if n != winner and n not in over]
    if len(over) > 3 and len(left) <= 2:
        return "all others" + (f" but {listed(left)}" if left else "")
    return listed(list(over))
