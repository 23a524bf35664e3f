"""Weights in the middle of a region, for who wants to see some of many."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ...exact.linear import null_space, reduced
from ...exact.rational import Matrix, Vector, dot

if TYPE_CHECKING:
    from .region import Region

__all__ = ["centre"]

ZERO = Fraction(0)


def centre(region: Region) -> tuple[Vector, float]:
    """Return exact weights beside the centre of the largest ball inside, and the radius of that ball."""
    point = region.point
    assert point is not None
    flat, limits = _hull(region)
    directions = null_space(flat, region.columns)
    if not directions:
        return point, 0.0
    if len(directions) == 1:
        return _middle(region, point, directions[0])
    import numpy as np
    from scipy.optimize import linprog

    basis = np.linalg.qr(np.array(directions, dtype=np.float64).T)[0]
    a = np.array([row for row, _ in limits], dtype=np.float64) @ basis
    b = np.array([float(c - dot(row, point)) for row, c in limits])
    size = np.linalg.norm(a, axis=-1, keepdims=True)
    keep = size[:, 0] > 1e-12
    found = linprog(
        [*(0.0,) * basis.shape[1], -1.0],
        np.hstack([a, size])[keep],
        b[keep],
        bounds=[*[(None, None)] * basis.shape[1], (0.0, None if region.bounded else 1.0)],
    )
    if found.status != 0:
        return point, 0.0
    middle = np.array([float(v) for v in point]) + basis @ (found.x[:-1])
    return _inside(region, point, flat, middle.tolist()), float(found.x[-1])


def _hull(region: Region) -> tuple[Matrix, list[tuple[Vector, Fraction]]]:
    """Return rows that vanish on all differences of two members, and the limits ``row.w <= b`` that are not always tight."""
    flat: list[Vector] = [f.row for f in region.facts if f.exact]
    limits: list[tuple[Vector, Fraction]] = []
    sides = [(tuple(Fraction(-int(k == j)) for k in range(region.columns)), ZERO) for j in range(region.columns)]
    members = [e.at for pair in region.extremes for e in pair]
    for f in region.facts:
        if not f.exact:
            sides += [] if f.high is None else [(f.row, f.high)]
            sides += [] if f.low is None else [(tuple(-v for v in f.row), -f.low)]
    for row, b in sides:
        if any(dot(row, w) < b for w in members):
            limits.append((row, b))
            continue
        least = region.maximum(tuple(-v for v in row)).value
        if least is not None and least == -b:
            flat.append(row)
        else:
            limits.append((row, b))
    return tuple(flat), limits


def _middle(region: Region, point: Vector, direction: Sequence[int]) -> tuple[Vector, float]:
    """Return the middle of a line of weights, and half its length; where it has no end, weights with room for one."""
    form = tuple(map(Fraction, direction))
    size = dot(form, form)
    here = dot(form, point)
    low, high = region.range(form)
    assert low is not None  # no weight is negative, so a line that goes on for ever goes up
    if high is None:  # that far from the end, the form being whole numbers, is one or more
        return _sum(point, [(low + size - here) / size * v for v in form]), 1.0
    middle = _sum(point, [((low + high) / 2 - here) / size * v for v in form])
    return middle, float(high - low) / 2 / float(size) ** 0.5


def _inside(region: Region, point: Vector, flat: Matrix, near: Sequence[float]) -> Vector:
    """Return simple exact weights beside a point in floating point that agree with every fact.

    Some weights are rounded to simple fractions; the rows that are the same for all members give the others.
    """
    table, pivots = reduced([(*row, dot(row, point)) for row in flat])
    for size in (10**2, 10**3, 10**6, 10**12):
        w = [Fraction(v).limit_denominator(size) for v in near]
        for line, p in zip(table, pivots, strict=True):
            w[p] = (line[-1] - sum((line[j] * w[j] for j in range(len(w)) if j not in pivots), ZERO)) / line[p]
        if region.admits(w) and all(abs(float(v) - c) <= 1e-2 * (1e-9 + abs(c)) + 1e-9 for v, c in zip(w, near, strict=True)):
            return tuple(w)
    return point


def _sum(a: Sequence[Fraction], b: Sequence[Fraction]) -> Vector:
    return tuple(p + q for p, q in zip(a, b, strict=True))
