"""Linear systems over the rational numbers: reduced rows, all solutions, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ..errors import ShapeError
from .claims import Check, Tied, digest
from .rational import Matrix, Vector, all_fractions, dot, matrix, primitive, vector

__all__ = ["Solutions", "determinant", "echelon", "left_null_space", "null_space", "particular", "rank", "reduced", "solve"]


def reduced(rows: Iterable[Sequence[Fraction | int]]) -> tuple[list[list[int]], list[int]]:
    """Reduce rows without fractions (Bareiss 1968): integer rows, diagonal on the pivot columns, and those columns.

    Every pivot carries the same entry, so one division of each row gives the reduced row echelon form.
    """
    table = [list(primitive(row)) for row in rows]
    pivots: list[int] = []
    previous = 1
    for column in range(len(table[0]) if table else 0):
        here = len(pivots)
        found = next((i for i in range(here, len(table)) if table[i][column]), None)
        if found is None:
            continue
        table[here], table[found] = table[found], table[here]
        top = table[here]
        pivot = top[column]
        for i, row in enumerate(table):
            if i != here:
                factor = row[column]
                table[i] = [(pivot * a - factor * b) // previous for a, b in zip(row, top, strict=True)]
        previous = pivot
        pivots.append(column)
        if len(pivots) == len(table):
            break
    return table[: len(pivots)], pivots


def particular(rows: Sequence[Sequence[int]], columns: int) -> tuple[list[int], int] | None:
    """Return a solution of ``A x = b``, given integer rows of A with b last, as whole numbers over one positive number; None without one.

    Examples
    --------
    >>> particular([(1, 1, 1), (1, -1, 0)], 2)
    ([1, 1], 2)
    """
    table, pivots = _triangular(rows)
    if pivots and pivots[-1] == columns:
        return None
    size = table[-1][pivots[-1]] if pivots else 1  # a determinant, so that all of the solution is whole in parts of it
    point = [0] * columns
    later: list[int] = []
    for row, p in zip(reversed(table), reversed(pivots), strict=True):
        point[p] = (row[-1] * size - sum(row[j] * point[j] for j in later)) // row[p]
        later.append(p)
    return [v if size > 0 else -v for v in point], abs(size)


def _triangular(rows: Iterable[Sequence[int]]) -> tuple[list[list[int]], list[int]]:
    """Return the rows that elimination without fractions leaves above the diagonal, each with zeros before its pivot, and the pivots."""
    left, done, pivots = [list(primitive(row)) for row in rows], [], []
    previous = 1
    for column in range(len(left[0]) if left else 0):
        found = next((i for i, row in enumerate(left) if row[column]), None)
        if found is None:
            continue
        left[0], left[found] = left[found], left[0]
        top, *rest = left
        pivot, tail = top[column], top[column + 1 :]
        left = []
        for row in rest:
            factor = row[column]
            left.append([0] * (column + 1) + [(pivot * a - factor * b) // previous for a, b in zip(row[column + 1 :], tail, strict=True)])
        previous = pivot
        done.append(top)
        pivots.append(column)
        if not left:
            break
    return done, pivots


def echelon(rows: Iterable[Iterable[Any]]) -> tuple[Matrix, tuple[int, ...]]:
    """Return the rows, not zero, of the reduced row echelon form, and the pivot columns.

    Examples
    --------
    >>> echelon([[1, 2, 3], [2, 4, 7]])
    (((Fraction(1, 1), Fraction(2, 1), Fraction(0, 1)), (Fraction(0, 1), Fraction(0, 1), Fraction(1, 1))), (0, 2))
    """
    table, pivots = reduced(matrix(rows))
    return tuple(tuple(Fraction(v, row[p]) for v in row) for row, p in zip(table, pivots, strict=True)), tuple(pivots)


def rank(rows: Iterable[Iterable[Any]]) -> int:
    """Return how many rows are independent."""
    return len(reduced(matrix(rows))[1])


def null_space(rows: Iterable[Iterable[Any]], columns: int | None = None) -> tuple[tuple[int, ...], ...]:
    """Return a basis of all x with ``A x = 0``, as integer vectors without a common divisor.

    Parameters
    ----------
    rows : rows of A
    columns : int, optional
        Number of columns; needed where there are no rows.

    Examples
    --------
    >>> null_space([[1, 1, 1]])
    ((-1, 1, 0), (-1, 0, 1))
    """
    exact = matrix(rows)
    width = len(exact[0]) if exact else columns or 0
    return _directions(*reduced(exact), width)


def _directions(table: Sequence[Sequence[int]], pivots: Sequence[int], width: int) -> tuple[tuple[int, ...], ...]:
    """Return the basis of the null space that reduced rows show, of which more columns may follow."""
    basis = []
    for free in (j for j in range(width) if j not in pivots):
        direction = [Fraction(0)] * width
        direction[free] = Fraction(1)
        for row, p in zip(table, pivots, strict=True):
            direction[p] = Fraction(-row[free], row[p])
        basis.append(primitive(direction))
    return tuple(basis)


def left_null_space(rows: Iterable[Iterable[Any]]) -> tuple[tuple[int, ...], ...]:
    """Return a basis of all y with ``y A = 0``, as integer vectors without a common divisor.

    Examples
    --------
    >>> left_null_space([[1, 2], [2, 4]])
    ((-2, 1),)
    """
    exact = matrix(rows)
    if not exact[0] if exact else False:
        return tuple(tuple(int(i == j) for j in range(len(exact))) for i in range(len(exact)))
    return null_space(zip(*exact, strict=True), len(exact))


def determinant(rows: Iterable[Iterable[Any]]) -> Fraction:
    """Return the determinant (Bareiss 1968).

    Examples
    --------
    >>> determinant([[1, 2], [3, 4]])
    Fraction(-2, 1)
    """
    exact = matrix(rows)
    if any(len(row) != len(exact) for row in exact):
        raise ShapeError("only a square matrix has a determinant.")
    scale = Fraction(1)
    table = []
    for row in exact:
        whole = primitive(row)
        first = next((j for j, v in enumerate(whole) if v), None)
        if first is None:
            return Fraction(0)
        scale *= row[first] / whole[first]
        table.append(list(whole))
    previous = 1
    for k in range(len(table) - 1):
        found = next((i for i in range(k, len(table)) if table[i][k]), None)
        if found is None:
            return Fraction(0)
        if found != k:
            table[k], table[found] = table[found], table[k]
            scale = -scale
        for i in range(k + 1, len(table)):
            factor = table[i][k]
            table[i] = [(table[k][k] * a - factor * b) // previous for a, b in zip(table[i], table[k], strict=True)]
        previous = table[k][k]
    return scale * table[-1][-1] if table else scale


@dataclass(frozen=True, slots=True)
class Solutions(Tied):
    """All x with ``A x = b``, or the proof that there is none.

    Attributes
    ----------
    rows : A
    right : b
    point : one solution, or None
    directions : tuple of integer vectors
        A basis of the null space of A: every solution is the point plus a combination of them.
    certificate : y with ``y A = 0`` and ``y b = 1`` where there is no solution, else None
    """

    rows: Matrix
    right: Vector
    point: Vector | None
    directions: tuple[tuple[int, ...], ...]
    certificate: Vector | None
    tie: str = field(default="", repr=False)

    @property
    def _tie(self) -> str:
        return digest(self.rows, self.right)

    @property
    def consistent(self) -> bool:
        """Whether there is a solution."""
        return self.point is not None

    @property
    def unique(self) -> bool:
        """Whether there is one solution and no other."""
        return self.point is not None and not self.directions

    def checks(self) -> Iterator[Check]:
        """Yield the point and the directions, or that there is no solution, by multiplication alone."""
        y, point = self.certificate, self.point
        whole = len(self.rows) == len(self.right) and all_fractions(self.rows, self.right, *(v for v in (y, point) if v is not None))
        yield Check(
            "every equation has its two sides, in fractions, and is one of those that were solved",
            "recount",
            whole and self.tie == self._tie,
        )
        if point is None:
            nil = y is not None and dot(y, self.right) == 1 and all(dot(y, column) == 0 for column in zip(*self.rows, strict=True))
            nil = nil and self.directions == ()
            yield Check("the equations contradict each other", "proof", nil)
            return
        solves = y is None and all(dot(row, point) == b for row, b in zip(self.rows, self.right, strict=True))
        yield Check("the point solves the equations", "witness", solves)
        along = all(type(v) is int for d in self.directions for v in d) and all(
            len(d) == len(point) and all(dot(row, vector(d)) == 0 for row in self.rows) for d in self.directions
        )
        free = len(point) - rank(self.rows)
        yield Check("the directions lead to all other solutions", "proof", along and rank(self.directions) == len(self.directions) == free)


def solve(rows: Iterable[Iterable[Any]], right: Iterable[Any], columns: int | None = None) -> Solutions:
    """Solve ``A x = b`` exactly.

    Parameters
    ----------
    rows : rows of A
    right : b
    columns : int, optional
        Number of columns; needed where there are no rows.

    Examples
    --------
    >>> found = solve([[1, 1], [1, -1]], [1, 0])
    >>> found.point, found.unique
    ((Fraction(1, 2), Fraction(1, 2)), True)
    >>> clash = solve([[1, 1], [2, 2]], [1, 3])
    >>> clash.certificate, clash.verify()
    ((Fraction(-2, 1), Fraction(1, 1)), True)
    """
    exact, b = matrix(rows), vector(right)
    if len(exact) != len(b):
        raise ShapeError(f"there are {len(exact)} equations and {len(b)} right-hand sides.")
    width = len(exact[0]) if exact else columns or 0
    table, pivots = reduced([(*row, v) for row, v in zip(exact, b, strict=True)])
    if pivots and pivots[-1] == width:
        y = next(y for y in left_null_space(exact) if dot(vector(y), b))
        size = dot(vector(y), b)
        return Solutions(exact, b, None, (), tuple(v / size for v in vector(y)))
    point = [Fraction(0)] * width
    for row, p in zip(table, pivots, strict=True):
        point[p] = Fraction(row[-1], row[p])
    return Solutions(exact, b, tuple(point), _directions(table, pivots, width), None)
