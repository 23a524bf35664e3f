"""Truth about tiny problems, found by trying everything in fractions, without the library's solvers."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

import mcda_orch as mo

FAR = Fraction(10**6)
"""Beyond this box nothing of a tiny problem has a corner, so that what still grows at its edge has no end."""


def product(a: Sequence[Any], b: Sequence[Any]) -> Fraction:
    return sum((Fraction(p) * q for p, q in zip(a, b, strict=True)), Fraction(0))


def eliminated(rows: Sequence[Sequence[Any]]) -> list[list[Fraction]]:
    """Return rows that are not zero after Gauss and Jordan, each led by a one."""
    left, done = [[Fraction(v) for v in row] for row in rows], []
    for j in range(len(left[0]) if left else 0):
        lead = next((row for row in left if row[j]), None)
        if lead is None:
            continue
        left = [row for row in left if row is not lead]
        lead = [v / lead[j] for v in lead]
        left = [[v - row[j] * p for v, p in zip(row, lead, strict=True)] for row in left]
        done = [*([v - row[j] * p for v, p in zip(row, lead, strict=True)] for row in done), lead]
    return done


def rank(rows: Sequence[Sequence[Any]]) -> int:
    return len(eliminated(rows))


def met(planes: Sequence[tuple[Sequence[Any], Any]], size: int) -> tuple[Fraction, ...] | None:
    """Return the one point at which planes ``row.x = b`` meet, if there is one."""
    found = eliminated([(*row, b) for row, b in planes])
    alone = len(found) == size and all(any(row[:-1]) for row in found)
    return tuple(row[-1] for row in sorted(found, key=lambda row: row.index(1))) if alone else None


def corners(rows: Any, right: Any, equal: Any, level: Any, size: int) -> Iterator[tuple[Fraction, ...]]:
    """Yield the points of a bounded polyhedron at which so many of its rows are tight that no other point has them."""
    sides = list(zip(rows, right, strict=True))
    fixed = [(row[:-1], row[-1]) for row in eliminated([(*row, b) for row, b in zip(equal, level, strict=True)])]
    for chosen in combinations(sides, max(size - len(fixed), 0)):
        point = met([*fixed, *chosen], size)
        held = point is not None and all(product(row, point) == b for row, b in zip(equal, level, strict=True))
        if held and all(product(row, point) <= b for row, b in sides):
            yield point


def largest(
    c: Any, rows: Any, right: Any, equal: Any, level: Any, low: Any, high: Any, boxes: Sequence[Fraction] = (FAR, 2 * FAR)
) -> tuple[str, Fraction | None]:
    """Return the status of a linear programme, and the largest value where there is one: in two boxes, unless one will do."""
    size, values = len(c), []
    if any(len(row) != size for row in (*rows, *equal, low, high)):
        raise ValueError("the rows have no common length")
    unit = [[int(i == j) for j in range(size)] for i in range(size)]
    for far in boxes:
        sides = [(row, far if h is None else h) for row, h in zip(unit, high, strict=True)]
        sides += [([-v for v in row], far if lo is None else -lo) for row, lo in zip(unit, low, strict=True)]
        box = [*zip(rows, right, strict=True), *sides]
        found = [product(c, x) for x in corners([r for r, _ in box], [b for _, b in box], equal, level, size)]
        values.append(max(found, default=None))
    if values[0] is None:
        return "infeasible", None
    return ("optimal", values[0]) if values[0] == values[-1] else ("unbounded", None)


def possible(rows: Any, right: Any, equal: Any, level: Any, strict: Any = (), strict_right: Any = (), size: int = 0) -> bool:
    """Tell whether a point that is not negative satisfies all rows, the strict ones with room."""
    size = size or len(next(iter((*rows, *equal, *strict))))
    every = [*((*row, 0) for row in rows), *((*row, 1) for row in strict)]
    ends = [None] * size + [1]
    status, room = largest(
        [0] * size + [1], every, [*right, *strict_right], [(*row, 0) for row in equal], level, [0] * (size + 1), ends, (FAR,)
    )
    return status == "optimal" and (room > 0 or not strict)


def rebuilt(matrix: mo.DecisionMatrix) -> mo.DecisionMatrix:
    """Return a matrix made anew of plain numbers and words."""
    criteria = []
    for c in matrix.criteria:
        scale, levels = c.scale, dict(zip(c.scale.names, c.scale.levels, strict=True)) if c.scale.valued else c.scale.names
        criteria.append(mo.Criterion(c.name, c.direction.value, type(scale)(low=scale.low, high=scale.high, levels=levels), c.unit))
    alternatives = [mo.Alternative(a.name, dict(a.notes)) for a in matrix.alternatives]
    return mo.DecisionMatrix(matrix.values.tolist(), alternatives, criteria)


def posed(problem: mo.Problem) -> mo.Problem:
    """Return a problem made anew."""
    w, figures = problem.weights, problem.published
    return mo.Problem(
        rebuilt(problem.matrix),
        None if w is None else dict(zip(w.criteria, w.values.tolist(), strict=True)),
        mo.Blanks(problem.blanks.policy, problem.blanks.value),
        None if figures is None else dict(zip(figures.labels, figures.values.tolist(), strict=True)),
        problem.published_by,
        {name: dict(given) for name, given in problem.params.items()},
    )
