"""Linear programmes whose answer is proved: floating point proposes it, rational arithmetic decides.

HiGHS finds which constraints hold with equality and which multipliers are zero; the two linear systems that this
leaves are solved in fractions, and the pair of solutions is accepted if it satisfies the conditions of duality
exactly. Where it does not, a simplex method over the integers with Bland's rule takes over; programmes so small that
calling HiGHS takes longer go to it at once. Every verdict carries numbers that prove it, and checks them without a
solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ..errors import ShapeError
from .linear import solve as solutions
from .rational import Vector, dot, fraction, matrix, vector
from .simplex import simplex
from .verdict import Bound, Programme, Status, Verdict, zeros

__all__ = ["feasible", "maximise", "maximum", "minimise", "minimum"]


TIGHT = 1e-7
"""Below this the solver's slacks and multipliers are taken for zero, to be confirmed or refuted exactly."""
SMALL = 64
"""Up to so many cells in the rows, the integer simplex method is faster than a call of HiGHS."""


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
    return _solved(_programme(c, A_ub, b_ub, A_eq, b_eq, low, high))


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
    found = _solved(minimum(c, A_ub, b_ub, A_eq, b_eq, low, high))
    return replace(found, sense=-1, value=None if found.value is None else -found.value)


def maximum(
    c: Iterable[Any],
    A_ub: Iterable[Iterable[Any]] = (),
    b_ub: Iterable[Any] = (),
    A_eq: Iterable[Iterable[Any]] = (),
    b_eq: Iterable[Any] = (),
    low: Any = 0,
    high: Any = None,
) -> Programme:
    """Return the programme that :func:`maximise` solves."""
    return _programme(c, A_ub, b_ub, A_eq, b_eq, low, high)


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


def _solved(p: Programme) -> Verdict:
    """Return the verdict with its proof."""
    if any(lo is not None and hi is not None and lo > hi for lo, hi in zip(p.low, p.high, strict=True)):
        return Verdict(p, "infeasible", ub=zeros(p.b_ub), eq=zeros(p.b_eq))
    if len(p.c) * (len(p.b_ub) + len(p.b_eq)) <= SMALL:
        return simplex(p)
    status, found = _proposed(p)
    if found is not None:
        return found
    if status != "optimal":
        clash = _certain(_elastic(p))
        assert clash.value is not None  # it has a solution, and its objective cannot pass zero
        if clash.value < 0:
            return Verdict(p, "infeasible", ub=clash.ub, eq=clash.eq)
        climb = _certain(_receding(p))
        if climb.value:
            assert clash.x is not None
            return Verdict(p, "unbounded", x=clash.x[: len(p.c)], ray=climb.x)
    return _certain(p, proposed=False)


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


def _elastic(p: Programme) -> Programme:
    """Return the programme that violates the constraints as little as possible; its multipliers are Farkas' where it must."""
    k, e = len(p.b_ub), len(p.b_eq)
    unit = [[Fraction(int(i == j)) for j in range(k + e)] for i in range(k + e)]
    nothing = zeros(range(e))
    return Programme(
        c=zeros(p.c) + (Fraction(-1),) * (k + 2 * e),
        A_ub=tuple((*row, *(-v for v in unit[i]), *nothing) for i, row in enumerate(p.A_ub)),
        b_ub=p.b_ub,
        A_eq=tuple((*row, *(-v for v in unit[k + i]), *unit[k + i][k:]) for i, row in enumerate(p.A_eq)),
        b_eq=p.b_eq,
        low=p.low + zeros(range(k + 2 * e)),
        high=p.high + (None,) * (k + 2 * e),
    )


def _receding(p: Programme) -> Programme:
    """Return the programme whose optimum is positive where the objective can grow for ever."""
    return Programme(
        c=p.c,
        A_ub=(*p.A_ub, p.c),
        b_ub=(*zeros(p.b_ub), Fraction(1)),
        A_eq=p.A_eq,
        b_eq=zeros(p.b_eq),
        low=tuple(None if b is None else Fraction(0) for b in p.low),
        high=tuple(None if b is None else Fraction(0) for b in p.high),
    )


def _certain(p: Programme, proposed: bool = True) -> Verdict:
    """Solve without asking for the kind of failure first."""
    found = _proposed(p)[1] if proposed else None
    return simplex(p) if found is None else found


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
