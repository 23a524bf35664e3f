"""A set of shares that linear statements cut out: where it is empty, its corners, its ends, and what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from ..core.frozen import FrozenMap
from ..core.labels import label, unpacked
from ..core.report import listed
from ..core.weights import Weights
from ..errors import DomainError, ShapeError
from ..exact.conflict import Conflict, conflict, conflicts_and_repairs
from ..exact.group import Group
from ..exact.linear import null_space
from ..exact.order_text import place
from ..exact.polytope import Polytope, polytope
from ..exact.programme import maximise, minimise
from ..exact.rational import Matrix, Vector, all_fractions, dot, simplest, vector
from ..exact.sameness import same
from ..exact.statement_text import meaning, reads, told
from ..exact.verdict import Verdict

if TYPE_CHECKING:
    import numpy.typing as npt


__all__ = ["ConvexSet"]

NAMED = 3
"""Statements that a sentence names, at most."""


@dataclass(frozen=True, slots=True, init=False, repr=False)
class ConvexSet:
    """All vectors of shares (not negative, sum one) that agree with linear statements; :class:`WeightSet` states them.

    Attributes
    ----------
    criteria : tuple of str
    statements : tuple of Group
    """

    criteria: tuple[str, ...]
    statements: tuple[Group, ...]

    @property
    def feasible(self) -> bool:
        """Whether any weights agree with all statements, strict ones with a positive margin."""
        return self.conflict() is None

    def conflict(self, *, smallest: bool = True) -> Conflict | None:
        """Return the fewest statements that contradict each other, with the proof, or None where all agree."""
        return _conflict(self, smallest)

    def conflicts_and_repairs(self) -> tuple[tuple[Conflict, ...], tuple[tuple[str, ...], ...]]:
        """Return all minimal conflicts, and all minimal sets of statements whose removal leaves none."""
        return conflicts_and_repairs(len(self.criteria), self.statements, self.base, self.criteria)

    def require(self) -> Self:
        """Return the set itself, or raise an error that names the statements that clash."""
        clash = self.conflict()
        if clash is not None:
            raise DomainError(
                f"no weights agree with all statements: {clash} clash{'es with what shares are' if len(clash.labels) == 1 else ''}.",
                hint="drop or weaken one of them; shares are not negative and sum to one.",
            )
        return self

    @property
    def extent(self) -> str:
        """Which weights a sentence speaks of: all, or all that agree with the statements, of which it names the first."""
        if not self.statements:
            return "all weights"
        said = [told(g, self.criteria) for g in self.statements[:NAMED]]
        more = [f"{len(self.statements) - NAMED} more"] if len(self.statements) > NAMED else []
        return f"all weights that agree with {listed([*said, *more])}"

    @property
    def scope(self) -> str:
        """The same at the end of a sentence: whatever the weights, or with all that agree with the statements."""
        return f"with {self.extent}" if self.statements else "whatever the weights"

    @property
    def worded(self) -> bool:
        """Whether it is well made, and no statement that is worded as one about shares says something else than its numbers."""
        made = type(self)(self.criteria, tuple(replace(g) for g in self.statements))  # type: ignore[call-arg]  # as weight sets are
        return same(self, made) and all(g.label and reads(g, self.criteria) is not False for g in self.statements)

    @property
    def told(self) -> tuple[str, ...]:
        """The statements in the words of whoever made them, with what their numbers say where the words are not about shares."""
        return tuple(f"{g.label}{self._meant(g)}" for g in self.statements)

    def _meant(self, statement: Group) -> str:
        return "" if reads(statement, self.criteria) else f" ({meaning(statement, self.criteria)})"

    def shares(self, weights: Mapping[str, Fraction]) -> Vector | None:
        """Return exact shares in the order of the criteria, or None where they are none, or not in the (closed) set."""
        w = tuple(weights.values())
        whole = tuple(weights) == self.criteria and all(type(v) is Fraction for v in w) and sum(w) == 1
        return w if whole and self.contains(w, closed=True) else None

    def bounded_by(self, form: Sequence[Fraction], limit: Fraction, ub: Sequence[Fraction], eq: Sequence[Fraction]) -> bool:
        """Tell whether multipliers of the rows prove that a linear form is at most `limit` in the set.

        Without multipliers the largest number of the form is the bound: shares are a mixture.
        """
        if not all_fractions(tuple(form), limit, ub, eq):
            return False
        if not ub and not eq:
            return max(form) <= limit
        A_ub, b_ub, A_eq, b_eq = self.rows()
        rest = list(form)
        for y, row in [*zip(ub, A_ub, strict=True), *zip(eq, A_eq, strict=True)]:
            rest = [r - y * v for r, v in zip(rest, row, strict=True)]
        return min((*ub, Fraction(0))) >= 0 and max(rest) <= 0 and dot(ub, b_ub) + dot(eq, b_eq) <= limit

    @property
    def base(self) -> Group:
        """What is true of all shares: they sum to one (and are not negative)."""
        return Group("shares sum to one", equal=((1,) * len(self.criteria),), equal_right=(1,))  # type: ignore[arg-type]

    def rows(self) -> tuple[Matrix, Vector, Matrix, Vector]:
        """Return ``A_ub, b_ub, A_eq, b_eq`` in fractions; the sum of shares is the first equality, ``w >= 0`` is understood."""
        every = (self.base, *self.statements)
        return (
            tuple(row for g in every for row in (*g.rows, *g.strict)),
            tuple(b for g in every for b in (*g.right, *g.strict_right)),
            tuple(row for g in every for row in g.equal),
            tuple(b for g in every for b in g.equal_right),
        )

    def cone(self) -> tuple[Matrix, Matrix]:
        """Return rows with ``row.w <= 0`` and rows with ``row.w = 0`` that say the same of shares; ``w >= 0`` is understood."""
        A_ub, b_ub, A_eq, b_eq = self.rows()
        level = [tuple(tuple(v - b for v in row) for row, b in zip(a, c, strict=True)) for a, c in ((A_ub, b_ub), (A_eq[1:], b_eq[1:]))]
        return level[0], level[1]

    def maximise(self, coefficients: Mapping[str, Any] | Iterable[Any]) -> Verdict:
        """Return the largest value of a linear form over the set, where it is taken, and the proof."""
        self.require()
        return maximise(self._numbers(coefficients), *self.rows())

    def minimise(self, coefficients: Mapping[str, Any] | Iterable[Any]) -> Verdict:
        """Return the smallest value of a linear form over the set, where it is taken, and the proof."""
        self.require()
        return minimise(self._numbers(coefficients), *self.rows())

    def interval(self, criterion: str) -> tuple[Fraction, Fraction]:
        """Return the smallest and the largest share that a criterion can have."""
        form = self._row({criterion: 1})
        low, high = self.minimise(form).value, self.maximise(form).value
        assert low is not None  # a set of shares is bounded
        assert high is not None
        return low, high

    def intervals(self) -> Mapping[str, tuple[Fraction, Fraction]]:
        """Return the smallest and the largest share of every criterion."""
        return FrozenMap({name: self.interval(name) for name in self.criteria})

    def polytope(self, limit: int | None = None) -> Polytope:
        """Return the corners with the constraints that are tight there; see :class:`~mcda_orch.exact.polytope.Polytope`."""
        self.require()
        return _polytope(self, limit)

    def vertices(self, limit: int | None = None) -> Matrix:
        """Return the corners of the set; every set of weights is the mixtures of them.

        Raises
        ------
        TooManyError
            If there are more than `limit`.
        """
        return self.polytope(limit).points

    def volume(self) -> Fraction:
        """Return which part of all shares the set is, exactly; 0 where an equality makes it flat."""
        return self.polytope().measure[0]

    def centroid(self) -> Vector:
        """Return the mean of all weights in the set, exactly."""
        return self.polytope().measure[1]

    @property
    def dimension(self) -> int:
        """How many directions the weights can vary in; equalities that follow from the statements are found exactly."""
        return len(self.directions)

    @property
    def directions(self) -> tuple[tuple[int, ...], ...]:
        """A basis of the directions in which the weights can vary, as integer vectors."""
        return null_space(self.equalities, len(self.criteria))

    @property
    def equalities(self) -> Matrix:
        """Rows with ``row.w = 0`` for all differences of two weights in the set: the stated equalities and those implied."""
        return _hull(self.require())[1]

    @property
    def inner(self) -> Vector:
        """Weights that satisfy every statement with room to spare, where the set has any room there; exact."""
        return _hull(self.require())[0]

    def contains(self, weights: Weights | Mapping[str, Any] | Iterable[Any], *, closed: bool = False) -> bool:
        """Tell whether weights agree with every statement, compared exactly; points are turned into shares first.

        Parameters
        ----------
        weights : Weights, mapping or m numbers
        closed : bool, default False
            Whether strict statements may hold with equality.
        """
        if isinstance(weights, Weights):
            weights = weights.aligned(self.criteria).tolist()
        given = self._numbers(weights)
        total = sum(given)
        if total <= 0 or min(given) < 0:
            return False
        w = tuple(v / total for v in given)
        return all(
            all(dot(row, w) <= b for row, b in zip(g.rows, g.right, strict=True))
            and all(dot(row, w) == b for row, b in zip(g.equal, g.equal_right, strict=True))
            and all(dot(row, w) < b or (closed and dot(row, w) == b) for row, b in zip(g.strict, g.strict_right, strict=True))
            for g in self.statements
        )

    def excess(self, w: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Return by how much shares break the statement that they break most, in floating point; at most 0 inside.

        Parameters
        ----------
        w : array_like, shape (..., m)
        """
        values = np.asarray(w, dtype=np.float64)
        A_ub, b_ub, A_eq, b_eq = self.rows()
        parts = [-values.min(axis=-1)]
        if A_ub:
            parts.append((values @ np.array(A_ub, dtype=np.float64).T - np.array(b_ub, dtype=np.float64)).max(axis=-1))
        parts.append(np.abs(values @ np.array(A_eq, dtype=np.float64).T - np.array(b_eq, dtype=np.float64)).max(axis=-1))
        return np.asarray(np.maximum.reduce(parts))

    def _row(self, coefficients: Mapping[str, Any]) -> Vector:
        row = [Fraction(0)] * len(self.criteria)
        for name, value in coefficients.items():
            row[place(name, self.criteria)] = simplest(value)
        return tuple(row)

    def _numbers(self, given: Any) -> Vector:
        labels, values = unpacked(given)
        if labels is not None:
            return self._row(dict(zip(map(label, labels), values, strict=True)))
        row = vector(values)
        if len(row) != len(self.criteria):
            raise ShapeError(f"there are {len(row)} numbers for {len(self.criteria)} criteria.")
        return row


@lru_cache(maxsize=256)
def _conflict(known: ConvexSet, smallest: bool) -> Conflict | None:
    return conflict(len(known.criteria), known.statements, known.base, smallest=smallest, names=known.criteria)


@lru_cache(maxsize=64)
def _polytope(known: ConvexSet, limit: int | None) -> Polytope:
    rows, equal = known.cone()
    return polytope(rows, equal, criteria=len(known.criteria), limit=limit)


@lru_cache(maxsize=256)
def _hull(known: ConvexSet) -> tuple[Vector, Matrix]:
    """Return weights in the relative interior, and rows that vanish on all differences of weights in the set.

    Scaled up, weights that leave room in some row leave room of one there, so one programme that adds up the rooms,
    each counted up to one, finds every row that has any.
    """
    rows, equal = known.cone()
    m, k = len(known.criteria), len(rows)
    unit = [tuple(Fraction(int(i == j)) for j in range(m)) for i in range(m)]
    every = [*rows, *(tuple(-v for v in u) for u in unit)]
    room = [tuple(Fraction(int(i == j)) for j in range(k + m)) for i in range(k + m)]
    found = maximise(
        [0] * m + [1] * (k + m),
        [(*row, *r) for row, r in zip(every, room, strict=True)],
        [0] * (k + m),
        [(*row, *(0,) * (k + m)) for row in equal],
        [0] * len(equal),
        0,
        [None] * m + [1] * (k + m),
    )
    assert found.x is not None  # all zeros satisfy it, and the sum is bounded
    w, rooms = found.x[:m], found.x[m:]
    flat = [row for row, r in zip(every, rooms, strict=True) if r == 0]
    total = sum(w)
    return tuple(v / total for v in w), ((Fraction(1),) * m, *equal, *flat)
