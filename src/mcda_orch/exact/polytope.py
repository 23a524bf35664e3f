"""Polytopes of shares: corners, faces and a partition into simplices, all in integers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

from ..errors import McdaError
from .linear import determinant, rank, reduced
from .rational import Matrix, Vector, matrix, primitive

__all__ = ["Polytope", "TooManyError", "polytope"]


class TooManyError(McdaError):
    """A polytope has more corners or simplices than were asked for."""


@dataclass(frozen=True, slots=True)
class Polytope:
    """The convex hull of corners, with the constraints that are tight at each.

    Attributes
    ----------
    rays : tuple of integer vectors
        The corners; divided by its sum each is a vector of shares.
    tight : tuple of int
        For each corner, a bit for every constraint that holds with equality there: first ``w_j >= 0``, then the equalities,
        then the rows.
    constraints : int
        How many constraints there are.
    """

    rays: tuple[tuple[int, ...], ...]
    tight: tuple[int, ...]
    constraints: int

    @property
    def points(self) -> Matrix:
        """The corners as shares, which sum to one."""
        return tuple(tuple(Fraction(v, sum(ray)) for v in ray) for ray in self.rays)

    @property
    def dimension(self) -> int:
        """The dimension; -1 where the polytope is empty."""
        return rank(self.rays) - 1

    def simplices(self, limit: int | None = None) -> tuple[tuple[int, ...], ...]:
        """Return a partition into simplices, each as the positions of its corners (Cohen and Hickey 1979).

        A polytope is the union of the pyramids over its facets from one corner; the facets are partitioned likewise.

        Raises
        ------
        TooManyError
            If there are more than `limit`.
        """
        on = [sum(1 << v for v, mask in enumerate(self.tight) if mask >> c & 1) for c in range(self.constraints)]
        known: dict[int, tuple[tuple[int, ...], ...]] = {}

        def parts(face: int, dimension: int) -> tuple[tuple[int, ...], ...]:
            corners = _members(face)
            if len(corners) == dimension + 1:
                return (corners,)
            if face not in known:
                facets = _maximal({face & held for held in on} - {face, 0})
                apex = max(corners, key=lambda v: sum(f >> v & 1 for f in facets))
                found = tuple((*part, apex) for f in facets if not f >> apex & 1 for part in parts(f, dimension - 1))
                if limit is not None and len(found) > limit:
                    raise TooManyError(f"a polytope with {len(self.rays)} corners has more than {limit} simplices.")
                known[face] = found
            return known[face]

        return parts((1 << len(self.rays)) - 1, self.dimension) if self.rays else ()

    @property
    def measure(self) -> tuple[Fraction, Vector]:
        """The part of the simplex of all shares that the polytope fills, and its centroid.

        The part is zero where the polytope is of lower dimension; the centroid is then that of its own dimension. Every
        face is measured once, in units of one simplex inside it, as the sum of the pyramids over its facets.

        Raises
        ------
        McdaError
            If the polytope is empty.
        """
        if not self.rays:
            raise McdaError("an empty polytope has no centroid.")
        on = [sum(1 << v for v, mask in enumerate(self.tight) if mask >> c & 1) for c in range(self.constraints)]
        points = self.points
        known: dict[int, tuple[tuple[int, ...], Fraction, Vector]] = {}

        def measured(face: int, dimension: int) -> tuple[tuple[int, ...], Fraction, Vector]:
            """Return a simplex inside a face, the volume of the face in its units, and the centroid."""
            corners = _members(face)
            if len(corners) == dimension + 1:
                return corners, Fraction(1), tuple(sum(v) / Fraction(len(corners)) for v in zip(*(points[c] for c in corners), strict=True))
            if face in known:
                return known[face]
            facets = _maximal({face & held for held in on} - {face, 0})
            apex = max(corners, key=lambda v: sum(f >> v & 1 for f in facets))
            unit: tuple[int, ...] = ()
            total, moment = Fraction(0), [Fraction(0)] * len(points[apex])
            for facet in (f for f in facets if not f >> apex & 1):
                inside, volume, centre = measured(facet, dimension - 1)
                simplex = (*inside, apex)
                if not unit:
                    unit, columns = simplex, reduced([self.rays[v] for v in simplex])[1]
                    size = self._size(unit, columns)
                else:
                    volume *= self._size(simplex, columns) / size
                total += volume
                moment = [m + volume * c for m, c in zip(moment, centre, strict=True)]
            centroid = tuple((dimension * m / total + a) / (dimension + 1) for m, a in zip(moment, points[apex], strict=True))
            known[face] = unit, total, centroid
            return known[face]

        dimension = self.dimension
        unit, volume, centroid = measured((1 << len(self.rays)) - 1, dimension)
        full = dimension + 1 == len(self.rays[0])
        return (volume * self._size(unit, range(dimension + 1)) if full else Fraction(0)), centroid

    def _size(self, simplex: Sequence[int], columns: Iterable[int]) -> Fraction:
        """Return the volume of a simplex in units of the simplex of all shares, seen in these columns."""
        chosen = tuple(columns)
        return abs(determinant([[self.rays[v][j] for j in chosen] for v in simplex])) / prod(sum(self.rays[v]) for v in simplex)


def polytope(
    rows: Iterable[Iterable[Any]], equalities: Iterable[Iterable[Any]] = (), *, criteria: int, limit: int | None = None
) -> Polytope:
    """Return the corners of all shares w with ``row.w <= 0`` for every row and ``row.w = 0`` for every equality.

    The corners of the simplex are cut by one constraint after the other, and every edge that crosses it gives a new
    corner (the double description method, Motzkin et al. 1953).

    Parameters
    ----------
    rows, equalities : rows of numbers, of length `criteria`
    criteria : int
        How many shares there are.
    limit : int, optional
        How many corners are too many.

    Examples
    --------
    >>> found = polytope([[-1, 1, 0], [0, -1, 1]], criteria=3)
    >>> found.rays
    ((1, 0, 0), (1, 1, 0), (1, 1, 1))
    """
    rays = [tuple(int(i == j) for j in range(criteria)) for i in range(criteria)]
    tight = [sum(1 << j for j in range(criteria) if j != i) for i in range(criteria)]
    held = [(row, True) for row in matrix(equalities)] + [(row, False) for row in matrix(rows)]
    for k, (row, equal) in enumerate(held, start=criteria):
        rays, tight = _cut(rays, tight, primitive(row), 1 << k, equal, criteria)
        if limit is not None and len(rays) > limit:
            raise TooManyError(f"the polytope has more than {limit} corners.")
    order = sorted(range(len(rays)), key=lambda v: [-Fraction(x, sum(rays[v])) for x in rays[v]])
    return Polytope(tuple(rays[v] for v in order), tuple(tight[v] for v in order), criteria + len(held))


def _cut(
    rays: Sequence[tuple[int, ...]], tight: Sequence[int], row: Sequence[int], bit: int, equal: bool, m: int
) -> tuple[list[tuple[int, ...]], list[int]]:
    heights = [sum(a * b for a, b in zip(row, ray, strict=True)) for ray in rays]
    above = [v for v, h in enumerate(heights) if h > 0]
    below = [v for v, h in enumerate(heights) if h < 0]
    level = [v for v, h in enumerate(heights) if h == 0]
    new_rays = [rays[v] for v in level]
    new_tight = [tight[v] | bit for v in level]
    if not equal:
        new_rays += [rays[v] for v in below]
        new_tight += [tight[v] for v in below]
    for p in above:
        for n in below:
            common = tight[p] & tight[n]
            # an edge: the constraints tight on it leave two dimensions of the cone, and no third corner shares them
            if common.bit_count() < m - 2 or any(common & t == common for v, t in enumerate(tight) if v not in (p, n)):
                continue
            new_rays.append(primitive([heights[p] * b - heights[n] * a for a, b in zip(rays[p], rays[n], strict=True)]))
            new_tight.append(common | bit)
    return new_rays, new_tight


def _members(mask: int) -> tuple[int, ...]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return tuple(found)


def _maximal(faces: set[int]) -> list[int]:
    kept: list[int] = []
    for face in sorted(faces, key=lambda f: (-f.bit_count(), f)):
        if all(face & ~other for other in kept):
            kept.append(face)
    return kept
