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
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..errors import ShapeError
from .proposal import Optimum, WholeProgramme, floats, proposed, proposed_together, whole_rows
from .rational import Vector, dot, fraction, matrix, vector, whole
from .simplex import simplex
from .verdict import Bound, Programme, Status, Verdict, zeros

if TYPE_CHECKING:
    from .proposal import Floats

__all__ = ["feasible", "maximise", "maximum", "minimise", "minimise_together", "minimum", "optima", "optimum"]

SMALL = 64
"""Up to so many cells in the rows, the integer simplex method is faster than a call of HiGHS."""
REMEMBERED = 1024
"""Answers of small programmes that are kept: whoever verifies a result asks for those again that led to it."""


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
    return _turned(_solved(minimum(c, A_ub, b_ub, A_eq, b_eq, low, high)))


def minimise_together(family: Sequence[Programme]) -> list[Verdict]:
    """Return what :func:`minimise` says of each of some programmes that :func:`minimum` states, in few calls of the solver.

    Examples
    --------
    >>> [found.value for found in minimise_together([minimum([1, 1], A_ub=[[-1, -2]], b_ub=[-k]) for k in (2, 4)])]
    [Fraction(1, 1), Fraction(2, 1)]
    """
    found: list[Verdict | None] = [None] * len(family)
    asked = []
    for k, p in enumerate(family):
        if len(p.c) * (len(p.b_ub) + len(p.b_eq)) > SMALL:
            in_integers, near, sizes = _in_whole_numbers(p)
            if near is not None:
                asked.append((k, in_integers, near, sizes))
    for (k, _, _, sizes), one in zip(asked, proposed_together([(p, near) for _, p, near, _ in asked]), strict=True):
        found[k] = None if one is None else _told(family[k], one, sizes)
    return [_turned(_solved(p) if one is None else one) for p, one in zip(family, found, strict=True)]


def _turned(found: Verdict) -> Verdict:
    """Return a verdict on a maximum as one on the minimum of the negated objective."""
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


def optimum(p: WholeProgramme, near: Floats | None = None) -> Optimum:
    """Return the proved optimum of a programme in integers that has one.

    Parameters
    ----------
    p : WholeProgramme
    near : tuple of array, optional
        The same programme in floating point, as :func:`~mcda_orch.exact.proposal.floats` reads it, in units of the caller's choice.

    Examples
    --------
    >>> found = optimum(WholeProgramme((1, 1), [(1, 2, 4), (3, 1, 6)], (), (Fraction(0),) * 2, (None,) * 2))
    >>> found.x, found.size, found.ub, found.part
    ((8, 6), 5, (2, 1), 5)
    """
    return optima([(p, near)])[0]


def optima(family: Sequence[tuple[WholeProgramme, Floats | None]]) -> list[Optimum]:
    """Return the proved optimum of each of some programmes, as :func:`optimum` does, in few calls of the solver."""
    found: list[Optimum | None] = [None] * len(family)
    asked = []
    for k, (p, near) in enumerate(family):
        if len(p.c) * (len(p.rows) + len(p.level)) > SMALL:
            read = floats(p.c, p.rows, p.level) if near is None else near
            if read is not None:
                asked.append((k, p, read))
    for (k, _, _), one in zip(asked, proposed_together([(p, near) for _, p, near in asked]), strict=True):
        found[k] = one
    return [_exactly(p) if one is None else one for (p, _), one in zip(family, found, strict=True)]


def _exactly(p: WholeProgramme) -> Optimum:
    verdict = maximise(p.c, *_parted(p.rows), *_parted(p.level), p.low, p.high)
    assert verdict.x is not None  # as whoever asks has made sure of
    ((x,), size), ((y,), part) = whole([verdict.x]), whole([(*verdict.ub, *verdict.eq)])
    return Optimum(x, size, y[: len(p.rows)], y[len(p.rows) :], part)


def _parted(rows: Sequence[Sequence[int]]) -> tuple[list[Sequence[int]], list[int]]:
    return [row[:-1] for row in rows], [row[-1] for row in rows]


def _solved(p: Programme) -> Verdict:
    """Return the verdict with its proof."""
    if any(lo is not None and hi is not None and lo > hi for lo, hi in zip(p.low, p.high, strict=True)):
        return Verdict(p, "infeasible", ub=zeros(p.b_ub), eq=zeros(p.b_eq))
    if len(p.c) * (len(p.b_ub) + len(p.b_eq)) <= SMALL:
        return Verdict(p, *_small(p))
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


@lru_cache(maxsize=REMEMBERED)
def _small(p: Programme) -> tuple[Status, Fraction | None, Vector | None, Vector, Vector, Vector | None]:
    """Return the parts of a verdict that the simplex method finds and checks; each verdict made of them is one of its own."""
    found = simplex(p)
    return found.status, found.value, found.x, found.ub, found.eq, found.ray


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
    """Let HiGHS say what is tight, and prove it in whole numbers; None where the proof fails."""
    asked, near, sizes = _in_whole_numbers(p)
    if near is None:
        return None, None
    status, found = proposed(asked, near)
    return status, None if found is None else _told(p, found, sizes)


def _in_whole_numbers(p: Programme) -> tuple[WholeProgramme, Floats | None, list[int]]:
    """Return a programme in whole numbers and in floating point, and how many times as large its objective and each row became."""
    rows, level = ([(*row, b) for row, b in zip(*part, strict=True)] for part in ((p.A_ub, p.b_ub), (p.A_eq, p.b_eq)))
    (c, *lines), sizes = whole_rows([p.c, *rows, *level])
    k = len(rows)
    parts = [(v / size for v in line) for line, size in zip(lines, sizes[1:], strict=True)]
    near = floats((v / sizes[0] for v in c), parts[:k], parts[k:])
    return WholeProgramme(c, lines[:k], lines[k:], p.low, p.high), near, sizes


def _told(p: Programme, found: Optimum, sizes: Sequence[int]) -> Verdict:
    """Return an optimum of a programme in whole numbers as a verdict on the programme itself."""
    own, *rest = sizes
    k = len(p.b_ub)
    x = tuple(Fraction(v, found.size) for v in found.x)
    y = [Fraction(v * size, found.part * own) for v, size in zip((*found.ub, *found.eq), rest, strict=True)]
    return Verdict(p, "optimal", dot(p.c, x), x, tuple(y[:k]), tuple(y[k:]))
