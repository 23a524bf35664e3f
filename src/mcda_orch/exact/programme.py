"""Linear programmes whose answer is proved: floating point proposes it, rational arithmetic decides.

HiGHS finds which constraints hold with equality and which multipliers are zero; the two linear systems that this
leaves are solved in fractions, and the pair of solutions is accepted if it satisfies the conditions of duality
exactly. Where it does not, a simplex method over the integers with Bland's rule takes over; programmes so small that
calling HiGHS takes longer go to it at once. Every verdict carries numbers that prove it, and checks them without a
solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from ..errors import McdaError, ShapeError
from .linear import solve as solutions
from .rational import Matrix, Vector, dot, fraction, matrix, primitive, vector

__all__ = ["Programme", "Status", "Verdict", "feasible", "maximise", "minimise", "minimum"]

Status: TypeAlias = Literal["optimal", "infeasible", "unbounded"]
Bound: TypeAlias = tuple[Fraction | None, ...]

TIGHT = 1e-7
"""Below this the solver's slacks and multipliers are taken for zero, to be confirmed or refuted exactly."""
SMALL = 64
"""Up to so many cells in the rows, the integer simplex method is faster than a call of HiGHS."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Maximise ``c.x`` subject to ``A_ub x <= b_ub``, ``A_eq x = b_eq`` and ``low <= x <= high``.

    Attributes
    ----------
    c, b_ub, b_eq : tuple of Fraction
    A_ub, A_eq : tuple of rows
    low, high : tuple of Fraction or None
        None where a variable has no bound.
    """

    c: Vector
    A_ub: Matrix
    b_ub: Vector
    A_eq: Matrix
    b_eq: Vector
    low: Bound
    high: Bound

    def admits(self, x: Sequence[Fraction]) -> bool:
        """Tell whether x satisfies every constraint."""
        return (
            len(x) == len(self.c)
            and all(lo is None or v >= lo for v, lo in zip(x, self.low, strict=True))
            and all(hi is None or v <= hi for v, hi in zip(x, self.high, strict=True))
            and all(dot(row, x) <= b for row, b in zip(self.A_ub, self.b_ub, strict=True))
            and all(dot(row, x) == b for row, b in zip(self.A_eq, self.b_eq, strict=True))
        )

    def recedes(self, direction: Sequence[Fraction]) -> bool:
        """Tell whether one may walk along a direction for ever."""
        return (
            all(lo is None or v >= 0 for v, lo in zip(direction, self.low, strict=True))
            and all(hi is None or v <= 0 for v, hi in zip(direction, self.high, strict=True))
            and all(dot(row, direction) <= 0 for row in self.A_ub)
            and all(dot(row, direction) == 0 for row in self.A_eq)
        )

    def ceiling(self, ub: Sequence[Fraction], eq: Sequence[Fraction], c: Sequence[Fraction] | None = None) -> Fraction | None:
        """Return the bound on ``c.x`` that multipliers of the rows prove (weak duality), or None where they prove none.

        The rows, multiplied and added up, say ``y.Ax <= y.b``; what is left of the objective, ``c - yA``, is bounded by
        the bounds of the variables.
        """
        if any(y < 0 for y in ub):
            return None
        rest = list(self.c if c is None else c)
        total = dot(ub, self.b_ub) + dot(eq, self.b_eq)
        for y, row in [*zip(ub, self.A_ub, strict=True), *zip(eq, self.A_eq, strict=True)]:
            if y:
                rest = [r - y * a for r, a in zip(rest, row, strict=True)]
        for r, low, high in zip(rest, self.low, self.high, strict=True):
            bound = high if r > 0 else low
            if r and bound is None:
                return None
            if r and bound is not None:
                total += r * bound
        return total

    def solve(self) -> Verdict:
        """Return the verdict with its proof."""
        if any(lo is not None and hi is not None and lo > hi for lo, hi in zip(self.low, self.high, strict=True)):
            return Verdict(self, "infeasible", ub=_zeros(self.b_ub), eq=_zeros(self.b_eq))
        if len(self.c) * (len(self.b_ub) + len(self.b_eq)) <= SMALL:
            return _simplex(self)
        status, found = _proposed(self)
        if found is not None:
            return found
        if status != "optimal":
            clash = _certain(_elastic(self))
            assert clash.value is not None  # it has a solution, and its objective cannot pass zero
            if clash.value < 0:
                return Verdict(self, "infeasible", ub=clash.ub, eq=clash.eq)
            climb = _certain(_receding(self))
            if climb.value:
                assert clash.x is not None
                return Verdict(self, "unbounded", x=clash.x[: len(self.c)], ray=climb.x)
        return _certain(self, proposed=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is so about a linear programme, and the numbers that prove it.

    Attributes
    ----------
    programme : Programme
    status : {"optimal", "infeasible", "unbounded"}
    value : Fraction or None
        The optimum (of the minimum asked for, where a minimum was).
    x : tuple of Fraction or None
        An optimal point; where the objective is unbounded, any point.
    ub, eq : tuple of Fraction
        Multipliers of the rows. They prove the optimum from the other side, or, where there is no point at all, that
        the rows contradict each other (Farkas): added up they bound zero by a negative number.
    ray : tuple of Fraction or None
        The direction in which the objective grows for ever.
    sense : {1, -1}
        -1 for a minimum, which is solved as the maximum of the negated objective; the multipliers are those of that.
    """

    programme: Programme
    status: Status
    value: Fraction | None = None
    x: Vector | None = None
    ub: Vector = ()
    eq: Vector = ()
    ray: Vector | None = None
    sense: int = 1

    @property
    def certificate(self) -> tuple[Vector, ...]:
        """The numbers that prove the verdict: point and multipliers, multipliers alone, or point and ray."""
        if self.status == "infeasible":
            return self.ub, self.eq
        assert self.x is not None
        return (self.x, self.ub, self.eq) if self.ray is None else (self.x, self.ray)

    def verify(self) -> bool:
        """Check the proof by multiplication and comparison of fractions alone."""
        p = self.programme
        if self.status == "infeasible":
            empty = any(lo is not None and hi is not None and lo > hi for lo, hi in zip(p.low, p.high, strict=True))
            bound = p.ceiling(self.ub, self.eq, _zeros(p.c))
            return empty or (bound is not None and bound < 0)
        if self.x is None or not p.admits(self.x):
            return False
        if self.status == "unbounded":
            return self.ray is not None and p.recedes(self.ray) and dot(p.c, self.ray) > 0
        value = dot(p.c, self.x)
        return self.value == self.sense * value and p.ceiling(self.ub, self.eq) == value


def maximise(
    c: Iterable[Any],
    A_ub: Iterable[Iterable[Any]] = (),
    b_ub: Iterable[Any] = (),
    A_eq: Iterable[Iterable[Any]] = (),
    b_eq: Iterable[Any] = (),
    low: Any = 0,
    high: Any = None,
) -> Verdict:
    """Maximise ``c.x`` subject to ``A_ub x <= b_ub``, ``A_eq x = b_eq`` and ``low <= x <= high``, exactly.

    Parameters
    ----------
    c, A_ub, b_ub, A_eq, b_eq : numbers of any kind
        Read by :func:`~mcda_orch.exact.rational.fraction`.
    low, high : number, None, or a sequence of them, default 0 and None
        Bounds of the variables; None where there is none.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> found = maximise([1, 1], A_ub=[[1, 2], [3, 1]], b_ub=[4, 6])
    >>> found.status, found.value, found.x, found.verify()
    ('optimal', Fraction(14, 5), (Fraction(8, 5), Fraction(6, 5)), True)
    >>> clash = maximise([1], A_ub=[[1]], b_ub=[-1])
    >>> clash.status, clash.verify()
    ('infeasible', True)
    """
    return _programme(c, A_ub, b_ub, A_eq, b_eq, low, high).solve()


def minimise(
    c: Iterable[Any],
    A_ub: Iterable[Iterable[Any]] = (),
    b_ub: Iterable[Any] = (),
    A_eq: Iterable[Iterable[Any]] = (),
    b_eq: Iterable[Any] = (),
    low: Any = 0,
    high: Any = None,
) -> Verdict:
    """Minimise ``c.x``; all else as for :func:`maximise`.

    Examples
    --------
    >>> minimise([1, 1], A_ub=[[-1, -2]], b_ub=[-4]).value
    Fraction(2, 1)
    """
    found = minimum(c, A_ub, b_ub, A_eq, b_eq, low, high).solve()
    return replace(found, sense=-1, value=None if found.value is None else -found.value)


def minimum(
    c: Iterable[Any],
    A_ub: Iterable[Iterable[Any]] = (),
    b_ub: Iterable[Any] = (),
    A_eq: Iterable[Iterable[Any]] = (),
    b_eq: Iterable[Any] = (),
    low: Any = 0,
    high: Any = None,
) -> Programme:
    """Return the programme that :func:`minimise` solves: the maximum of the negated objective."""
    return _programme([-v for v in vector(c)], A_ub, b_ub, A_eq, b_eq, low, high)


def feasible(
    columns: int,
    A_ub: Iterable[Iterable[Any]] = (),
    b_ub: Iterable[Any] = (),
    A_eq: Iterable[Iterable[Any]] = (),
    b_eq: Iterable[Any] = (),
    low: Any = 0,
    high: Any = None,
) -> Verdict:
    """Return a point that satisfies the constraints (status "optimal"), or the proof that there is none."""
    return maximise([0] * columns, A_ub, b_ub, A_eq, b_eq, low, high)


def _programme(c: Any, A_ub: Any, b_ub: Any, A_eq: Any, b_eq: Any, low: Any, high: Any) -> Programme:
    objective = vector(c)
    programme = Programme(
        objective, matrix(A_ub), vector(b_ub), matrix(A_eq), vector(b_eq), _bounds(low, len(objective)), _bounds(high, len(objective))
    )
    if not objective:
        raise ShapeError("a programme needs at least one variable.")
    for rows, right in ((programme.A_ub, programme.b_ub), (programme.A_eq, programme.b_eq)):
        if len(rows) != len(right) or any(len(row) != len(objective) for row in rows):
            raise ShapeError(f"the rows of a programme in {len(objective)} variables need as many cells, and one right-hand side each.")
    return programme


def _bounds(given: Any, count: int) -> Bound:
    each = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else [given] * count
    if len(each) != count:
        raise ShapeError(f"there are {len(each)} bounds for {count} variables.")
    return tuple(None if b is None else fraction(b) for b in each)


def _zeros(like: Sequence[Any]) -> Vector:
    return (Fraction(0),) * len(like)


def _elastic(p: Programme) -> Programme:
    """Return the programme that violates the constraints as little as possible; its multipliers are Farkas' where it must."""
    k, e = len(p.b_ub), len(p.b_eq)
    unit = [[Fraction(int(i == j)) for j in range(k + e)] for i in range(k + e)]
    nothing = _zeros(range(e))
    return Programme(
        c=_zeros(p.c) + (Fraction(-1),) * (k + 2 * e),
        A_ub=tuple((*row, *(-v for v in unit[i]), *nothing) for i, row in enumerate(p.A_ub)),
        b_ub=p.b_ub,
        A_eq=tuple((*row, *(-v for v in unit[k + i]), *unit[k + i][k:]) for i, row in enumerate(p.A_eq)),
        b_eq=p.b_eq,
        low=p.low + _zeros(range(k + 2 * e)),
        high=p.high + (None,) * (k + 2 * e),
    )


def _receding(p: Programme) -> Programme:
    """Return the programme whose optimum is positive where the objective can grow for ever."""
    return Programme(
        c=p.c,
        A_ub=(*p.A_ub, p.c),
        b_ub=(*_zeros(p.b_ub), Fraction(1)),
        A_eq=p.A_eq,
        b_eq=_zeros(p.b_eq),
        low=tuple(None if b is None else Fraction(0) for b in p.low),
        high=tuple(None if b is None else Fraction(0) for b in p.high),
    )


def _certain(p: Programme, proposed: bool = True) -> Verdict:
    """Solve without asking for the kind of failure first."""
    found = _proposed(p)[1] if proposed else None
    return _simplex(p) if found is None else found


def _proposed(p: Programme) -> tuple[Status | None, Verdict | None]:
    """Let HiGHS say what is tight, and prove it; None where the proof fails."""
    import numpy as np
    from scipy.optimize import linprog

    try:
        c, a, e = (np.array([[float(v) for v in row] for row in rows]) for rows in ((p.c,), p.A_ub, p.A_eq))
        b, f = (np.array([float(v) for v in right]) for right in (p.b_ub, p.b_eq))
        bounds = [(None if lo is None else float(lo), None if hi is None else float(hi)) for lo, hi in zip(p.low, p.high, strict=True)]
        if not all(np.isfinite(part).all() for part in (c, a, e, b, f)):
            return None, None
        found = linprog(
            -c[0], a if len(a) else None, b if len(a) else None, e if len(e) else None, f if len(e) else None, bounds, "highs-ds"
        )
    except (OverflowError, ValueError):
        return None, None
    if found.status != 0:
        return ("infeasible" if found.status == 2 else "unbounded" if found.status == 3 else None), None
    tight_low, tight_high = np.asarray(found.lower.residual) <= TIGHT, np.asarray(found.upper.residual) <= TIGHT
    fixed: list[Fraction | None] = [
        lo if lo is not None and at_low else hi if hi is not None and at_high else None
        for lo, hi, at_low, at_high in zip(p.low, p.high, tight_low, tight_high, strict=True)
    ]
    x = _point(p, fixed, [i for i, slack in enumerate(found.ineqlin.residual) if slack <= TIGHT])
    if x is None or not p.admits(x):
        return "optimal", None
    counts = [i for i, y in enumerate(found.ineqlin.marginals) if abs(y) > TIGHT]
    reduced_cost = np.asarray(found.lower.marginals) + np.asarray(found.upper.marginals)
    y = _multipliers(p, counts, [j for j, r in enumerate(reduced_cost) if abs(r) <= TIGHT])
    if y is None or p.ceiling(*y) != dot(p.c, x):
        return "optimal", None
    return "optimal", Verdict(p, "optimal", dot(p.c, x), x, *y)


def _point(p: Programme, fixed: Sequence[Fraction | None], tight: Sequence[int]) -> Vector | None:
    """Solve the tight rows for the variables that are at no bound."""
    free = [j for j, v in enumerate(fixed) if v is None]
    rows, right = [*(p.A_ub[i] for i in tight), *p.A_eq], [*(p.b_ub[i] for i in tight), *p.b_eq]
    held = [(j, v) for j, v in enumerate(fixed) if v]
    left = [b - sum((row[j] * v for j, v in held if row[j]), Fraction(0)) for row, b in zip(rows, right, strict=True)]
    point = solutions([[row[j] for j in free] for row in rows], left, len(free)).point if free else ()
    if point is None:
        return None
    values = dict(zip(free, point, strict=True))
    return tuple(values[j] if v is None else v for j, v in enumerate(fixed))


def _multipliers(p: Programme, counts: Sequence[int], zero: Sequence[int]) -> tuple[Vector, Vector] | None:
    """Solve for the multipliers that leave no reduced cost where the solver sees none."""
    rows = [*(p.A_ub[i] for i in counts), *p.A_eq]
    y = solutions([[row[j] for row in rows] for j in zero], [p.c[j] for j in zero], len(rows)).point if rows else ()
    if y is None:
        return None
    ub = dict(zip(counts, y, strict=False))
    return tuple(ub.get(i, Fraction(0)) for i in range(len(p.b_ub))), tuple(y[len(counts) :])


def _simplex(p: Programme) -> Verdict:
    """Solve by the two-phase simplex method in integers, with Bland's rule, which cannot cycle."""
    # every variable becomes a non-negative one, shifted to its bound; a free one becomes a difference
    columns: list[tuple[int, int]] = []
    start = [lo if lo is not None else hi if hi is not None else Fraction(0) for lo, hi in zip(p.low, p.high, strict=True)]
    caps: list[tuple[int, Fraction]] = []
    for j, (lo, hi) in enumerate(zip(p.low, p.high, strict=True)):
        if lo is not None and hi is not None:
            caps.append((len(columns), hi - lo))
        columns += [(j, 1)] if lo is not None else [(j, -1)] if hi is not None else [(j, 1), (j, -1)]
    rows = [[row[j] * sign for j, sign in columns] for row in (*p.A_ub, *p.A_eq)]
    right = [b - dot(row, start) for row, b in zip((*p.A_ub, *p.A_eq), (*p.b_ub, *p.b_eq), strict=True)]
    for column, room in caps:
        rows.append([Fraction(int(k == column)) for k in range(len(columns))])
        right.append(room)
    k, e = len(p.b_ub), len(p.b_eq)
    unequal = [*range(k), *range(k + e, len(rows))]
    n, m = len(columns), len(rows)
    table: list[list[int]] = []
    scales: list[Fraction] = []
    for i, (line, b) in enumerate(zip(rows, right, strict=True)):
        sign = -1 if b < 0 else 1
        whole = primitive([*line, b])
        first = next((j for j, v in enumerate(whole) if v), None)
        scale = Fraction(1) if first is None else whole[first] / (line[first] if first < n else b)
        slack = [sign * int(u == i) for u in unequal]
        table.append([*(sign * v for v in whole[:-1]), *slack, *(int(r == i) for r in range(m)), sign * whole[-1]])
        scales.append(sign * scale)
    width = n + len(unequal)
    basis = list(range(width, width + m))
    # phase one: drive the artificial variables, the last m columns, to zero
    costs = [*(-sum(row[j] for row in table) for j in range(width)), *(0,) * m, -sum(row[-1] for row in table)]
    tableau = _Tableau(table, costs, basis)
    tableau.run(width)
    if tableau.costs[-1] < 0:
        y = [(tableau.costs[width + i] - tableau.size) * scales[i] / Fraction(tableau.size) for i in range(m)]
        return _checked(Verdict(p, "infeasible", ub=tuple(y[:k]), eq=tuple(y[k : k + e])))
    for i in range(m):
        if tableau.basis[i] >= width:
            entering = next((j for j in range(width) if tableau.rows[i][j]), None)
            if entering is not None:
                tableau.pivot(i, entering)
    # phase two: the objective, in terms of the variables that are not in the basis
    whole = primitive([p.c[j] * sign for j, sign in columns])
    first = next((j for j, v in enumerate(whole) if v), None)
    scale = Fraction(1) if first is None else p.c[columns[first][0]] * columns[first][1] / whole[first]
    objective = [*(-v * tableau.size for v in whole), *(0,) * (len(unequal) + m + 1)]
    for row, j in zip(tableau.rows, tableau.basis, strict=True):
        if j < n and whole[j]:
            objective = [o + whole[j] * v for o, v in zip(objective, row, strict=True)]
    tableau.costs = objective
    grows = tableau.run(width)
    x = list(start)
    for row, j in zip(tableau.rows, tableau.basis, strict=True):
        if j < n:
            x[columns[j][0]] += columns[j][1] * Fraction(row[-1], tableau.size)
    if grows is not None:
        ray = [Fraction(0)] * len(p.c)
        if grows < n:
            ray[columns[grows][0]] += columns[grows][1]
        for row, j in zip(tableau.rows, tableau.basis, strict=True):
            if j < n:
                ray[columns[j][0]] -= columns[j][1] * Fraction(row[grows], tableau.size)
        return _checked(Verdict(p, "unbounded", x=tuple(x), ray=tuple(ray)))
    y = [tableau.costs[width + i] * scales[i] * scale / Fraction(tableau.size) for i in range(m)]
    return _checked(Verdict(p, "optimal", dot(p.c, x), tuple(x), tuple(y[:k]), tuple(y[k : k + e])))


def _checked(found: Verdict) -> Verdict:
    if not found.verify():
        raise McdaError("the exact simplex method failed its own check.", hint="please report the programme.")
    return found


class _Tableau:
    """A simplex tableau of integers with one common denominator (Edmonds)."""

    def __init__(self, rows: list[list[int]], costs: list[int], basis: list[int]) -> None:
        self.rows, self.costs, self.basis, self.size = rows, costs, basis, 1

    def pivot(self, i: int, j: int) -> None:
        top = self.rows[i]
        if top[j] < 0:
            top = [-v for v in top]
        pivot = top[j]
        for k, row in enumerate(self.rows):
            if k != i:
                factor = row[j]
                self.rows[k] = [(pivot * a - factor * b) // self.size for a, b in zip(row, top, strict=True)]
        factor = self.costs[j]
        self.costs = [(pivot * a - factor * b) // self.size for a, b in zip(self.costs, top, strict=True)]
        self.rows[i], self.basis[i], self.size = top, j, pivot

    def run(self, width: int) -> int | None:
        """Improve until no cost is negative; return a column along which the objective grows for ever, if there is one."""
        while True:
            entering = next((j for j in range(width) if self.costs[j] < 0), None)
            if entering is None:
                return None
            ratios = [(Fraction(row[-1], row[entering]), self.basis[i], i) for i, row in enumerate(self.rows) if row[entering] > 0]
            if not ratios:
                return entering
            self.pivot(min(ratios)[2], entering)
