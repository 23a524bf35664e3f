"""The nearest weights that satisfy linear statements, in three ways of measuring, with the proof that none are nearer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt
from typing import Any, Literal, TypeAlias, get_args

from ...core.display import shown
from ...errors import DomainError
from ...exact.claims import Check, Tied, digest, same
from ...exact.linear import echelon, solve
from ...exact.programme import minimise_together, minimum
from ...exact.rational import Matrix, Vector, all_fractions, dot
from ...exact.verdict import Verdict

__all__ = ["Nearest", "Norm", "nearest", "nearest_of_each", "the_norm"]

Norm: TypeAlias = Literal["l1", "l2", "linf"]
Place: TypeAlias = tuple[Sequence[Sequence[Fraction]], Vector, Sequence[Sequence[Fraction]], Vector]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Nearest(Tied):
    """The point of a polytope of shares that is nearest to some shares.

    Attributes
    ----------
    norm : {"l1", "l2", "linf"}
        The sum of the changes of all shares, the root of the sum of their squares, or the largest of them.
    start, weights : tuple of Fraction
    rows, right, equal, equal_right
        The polytope: ``rows.w <= right``, ``equal.w = equal_right``, ``w >= 0``.
    verdict : Verdict or None
        For ``l1`` and ``linf``: the linear programme with its proof.
    multipliers, free : tuple of Fraction
        For ``l2``: of the inequalities (``w >= 0`` last) and of the equalities; the change is their mixture of the rows.
    """

    norm: Norm
    start: Vector
    weights: Vector
    rows: Matrix
    right: Vector
    equal: Matrix
    equal_right: Vector
    verdict: Verdict | None
    multipliers: Vector = ()
    free: Vector = ()
    tie: str = field(default="", repr=False)

    @property
    def _tie(self) -> str:
        return digest(self.norm, self.start, self.rows, self.right, self.equal, self.equal_right)

    @property
    def change(self) -> Vector:
        """By how much every share changes."""
        return tuple(p - q for p, q in zip(self.weights, self.start, strict=True))

    @property
    def size(self) -> Fraction:
        """The size of the change, exactly; for ``l2`` its square."""
        return _size(self.change, self.norm)

    @property
    def distance(self) -> Fraction | float:
        """The size of the change; for ``l2`` in floating point, the root of `size`."""
        return sqrt(self.size) if self.norm == "l2" else self.size

    def checks(self) -> Iterator[Check]:
        """Yield, by multiplying and comparing fractions alone, that the weights are allowed and that none are nearer."""
        w, unused = self.weights, self.multipliers == self.free == () if self.norm != "l2" else self.verdict is None
        numbers = (self.start, w, self.rows, self.right, self.equal, self.equal_right, self.multipliers, self.free)
        own = all_fractions(*numbers) and unused and self.tie == self._tie
        yield Check("all numbers are fractions, none is without a use, and the rows are those that were asked about", "recount", own)
        inside = min(w) >= 0 and all(dot(row, w) <= b for row, b in zip(self.rows, self.right, strict=True))
        level = all(dot(row, w) == b for row, b in zip(self.equal, self.equal_right, strict=True))
        yield Check("the weights satisfy every row", "witness", inside and level)
        yield Check(f"none that satisfy every row are nearer ({self.norm})", "proof", self._least())

    def _least(self) -> bool:
        if self.norm != "l2":
            found = self.verdict
            asked = _programme(self.start, self.rows, self.right, self.equal, self.equal_right, self.norm)
            return found is not None and found.verify() and same(found.programme, minimum(*asked)) and found.value == self.size
        # y = mixture of rows with multipliers >= 0 on tight rows: every allowed y' has y.y' >= y.y
        y = self.change
        G, h = _lowered(self.start, self.rows, self.right)
        mixed = [
            sum((p * row[j] for p, row in [*zip(self.multipliers, G, strict=True), *zip(self.free, self.equal, strict=True)]), Fraction(0))
            for j in range(len(y))
        ]
        slack = [dot(row, y) - b for row, b in zip(G, h, strict=True)]
        level = sum(
            (p * (b - dot(row, self.start)) for p, row, b in zip(self.free, self.equal, self.equal_right, strict=True)), Fraction(0)
        )
        return (
            tuple(mixed) == y
            and min(self.multipliers, default=Fraction(0)) >= 0
            and all(s == 0 for s, p in zip(slack, self.multipliers, strict=True) if p)
            and dot(self.multipliers, h) + level == dot(y, y)
        )

    def __repr__(self) -> str:
        return f"Nearest({self.norm}, {float(self.distance):.4g})"


def the_norm(norm: str) -> Norm:
    """Return a way of measuring, or refuse what is none."""
    found = norm.lower() if isinstance(norm, str) else None
    if found not in get_args(Norm):
        raise DomainError(
            f"{shown(norm)} is no way to measure a change.", hint="use 'l1' (sum), 'l2' (root of squares) or 'linf' (largest)."
        )
    return found  # type: ignore[return-value]  # one of the three


def nearest(
    start: Vector, rows: Sequence[Sequence[Fraction]], right: Vector, equal: Sequence[Sequence[Fraction]], equal_right: Vector, norm: Norm
) -> Nearest | None:
    """Return the nearest w >= 0 with ``rows.w <= right`` and ``equal.w = equal_right``, or None where there is none.

    The sum of changes and the largest change are linear programmes. The root of squares is the least-distance problem of
    Lawson and Hanson (1974), solved by their active sets in fractions, which end after finitely many steps.

    Examples
    --------
    >>> from mcda_orch.exact.rational import matrix, vector
    >>> found = nearest(vector(["2/3", "1/3"]), matrix([[1, -1]]), vector([0]), matrix([[1, 1]]), vector([1]), "l1")
    >>> found.weights, found.distance, found.verify()
    ((Fraction(1, 2), Fraction(1, 2)), Fraction(1, 3), True)
    """
    return nearest_of_each(start, [(rows, right, equal, equal_right)], norm)[0]


def nearest_of_each(start: Vector, places: Sequence[Place], norm: Norm) -> list[Nearest | None]:
    """Return what :func:`nearest` says of each of some polytopes, given by their rows, all of them asked of the solver together."""
    exact = [(tuple(map(tuple, rows)), right, tuple(map(tuple, equal)), equal_right) for rows, right, equal, equal_right in places]
    if norm == "l2":
        return [_least_squares(start, *place) for place in exact]
    verdicts = minimise_together([minimum(*_programme(start, *place, norm)) for place in exact])
    every = zip(exact, verdicts, strict=True)
    return [None if found.x is None else Nearest(norm, start, found.x[: len(start)], *place, found) for place, found in every]


def _programme(start: Vector, A: Matrix, right: Vector, E: Matrix, equal_right: Vector, norm: Norm) -> tuple[Any, ...]:
    """Return objective and rows of the linear programme for a sum of changes, or for the largest change."""
    m = len(start)
    none = (Fraction(0),) * m
    unit = [tuple(Fraction(int(i == j)) for j in range(m)) for i in range(m)]
    minus = [tuple(-v for v in u) for u in unit]
    if norm == "l1":  # w, then what every share gains and loses at least
        above = [(*u, *n, *none) for u, n in zip(unit, minus, strict=True)]
        below = [(*n, *none, *n) for n in minus]
        pad, objective = (*none, *none), [0] * m + [1] * (2 * m)
    else:
        above = [(*u, Fraction(-1)) for u in unit]
        below = [(*n, Fraction(-1)) for n in minus]
        pad, objective = (Fraction(0),), [0] * m + [1]
    rows = [*((*row, *pad) for row in A), *above, *below]
    return objective, rows, [*right, *start, *(-v for v in start)], [(*row, *pad) for row in E], equal_right


def _size(change: Sequence[Fraction], norm: str) -> Fraction:
    if norm == "l2":
        return sum((v * v for v in change), Fraction(0))
    return max(map(abs, change)) if norm == "linf" else sum(map(abs, change), Fraction(0))


def _lowered(start: Vector, rows: Matrix, right: Vector) -> tuple[Matrix, Vector]:
    """Return G and h such that the change y of `start` satisfies ``G y >= h``; ``w >= 0`` comes last."""
    m = len(start)
    unit = tuple(tuple(Fraction(int(i == j)) for j in range(m)) for i in range(m))
    G = (*(tuple(-v for v in row) for row in rows), *unit)
    return G, (*(dot(row, start) - b for row, b in zip(rows, right, strict=True)), *(-v for v in start))


def _least_squares(start: Vector, rows: Matrix, right: Vector, equal: Matrix, equal_right: Vector) -> Nearest | None:
    independent, _ = echelon([(*row, b) for row, b in zip(equal, equal_right, strict=True)])
    E, e = tuple(row[:-1] for row in independent), tuple(row[-1] for row in independent)
    if any(not any(row) for row in E):
        return None
    gram = [[dot(p, q) for q in E] for p in E]

    def parts(of: Sequence[Fraction]) -> Vector:
        """Return the mixture of the equalities that has these products with them."""
        found = solve(gram, of).point
        assert found is not None  # independent rows
        return found

    def mixture(weights: Sequence[Fraction], of: Sequence[Sequence[Fraction]]) -> list[Fraction]:
        return [sum((p * row[j] for p, row in zip(weights, of, strict=True) if p), Fraction(0)) for j in range(len(start))]

    base_parts = parts([b - dot(row, start) for row, b in zip(E, e, strict=True)]) if E else ()
    base = mixture(base_parts, E)  # the smallest change that satisfies the equalities
    G, h = _lowered(start, rows, right)
    shares = [parts([dot(row, g) for row in E]) if E else () for g in G]
    flat = [[p - q for p, q in zip(g, mixture(c, E), strict=True)] for g, c in zip(G, shares, strict=True)]
    needs = [b - dot(g, base) for g, b in zip(G, h, strict=True)]
    active: list[int] = []
    value: dict[int, Fraction] = {}
    while True:
        y = mixture([value[i] for i in active], [flat[i] for i in active])
        left = 1 - sum((value[i] * needs[i] for i in active), Fraction(0))
        if left <= 0:
            return None  # the multipliers prove that no weights satisfy all rows
        pull = {i: needs[i] * left - dot(flat[i], y) for i in range(len(G)) if i not in value}
        best = max(pull, key=lambda i: pull[i], default=-1)
        if best < 0 or pull[best] <= 0:
            break
        active.append(best)
        value[best] = Fraction(0)
        while True:
            inner = [[dot(flat[i], flat[k]) + needs[i] * needs[k] for k in active] for i in active]
            wanted = solve(inner, [needs[i] for i in active]).point
            assert wanted is not None  # Lawson and Hanson keep the active columns independent
            if min(wanted) > 0:
                value = dict(zip(active, wanted, strict=True))
                break
            step = min(value[i] / (value[i] - z) for i, z in zip(active, wanted, strict=True) if z <= 0)
            value = {i: value[i] + step * (z - value[i]) for i, z in zip(active, wanted, strict=True)}
            active = [i for i in active if value[i] > 0]
            value = {i: value[i] for i in active}
    multipliers = tuple(value.get(i, Fraction(0)) / left for i in range(len(G)))
    change = [b + v / left for b, v in zip(base, y, strict=True)]
    free = tuple(
        (base_parts[k] if base_parts else Fraction(0)) - sum((p * c[k] for p, c in zip(multipliers, shares, strict=True) if p), Fraction(0))
        for k in range(len(E))
    )
    weights = tuple(p + q for p, q in zip(start, change, strict=True))
    return Nearest("l2", start, weights, rows, right, E, e, None, multipliers, free)
