"""The analytic centre of a bounded polytope."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from ...exact.linear import null_space
from ...exact.programme import maximise
from ...exact.rational import dot

__all__ = ["analytic_centre"]


def analytic_centre(p: int, rows: Any, right: Any, equal: Any, zero: Any) -> tuple[tuple[float, ...], bool]:
    """Return the analytic centre of a bounded polytope in its first p variables, and whether these can vary at all.

    One programme finds a point that is off every face that can be left: slacks of at most one each are maximised together
    over the cone above the polytope, where any slack that can be positive can be one.
    """
    n, k = len(equal[0]), len(rows)
    unit = [[Fraction(int(i == j)) for j in range(n + k)] for i in range(n + k)]
    nothing = [Fraction(0)] * (n + k)
    ub = [[*(Fraction(-int(i == j)) for j in range(n)), Fraction(0), *unit[i]] for i in range(n)]
    ub += [[*row, -b, *unit[n + i]] for i, (row, b) in enumerate(zip(rows, right, strict=True))]
    eq = [[*row, -b, *nothing] for row, b in zip(equal, zero, strict=True)]
    low = [Fraction(0)] * n + [Fraction(1)] + nothing
    high = [None] * (n + 1) + [Fraction(1)] * (n + k)
    found = maximise([Fraction(0)] * (n + 1) + [Fraction(1)] * (n + k), ub, [0] * (n + k), eq, [0] * len(eq), low, high)
    assert found.x is not None  # the polytope has a point, and slacks are bounded
    start, slack = [v / found.x[n] for v in found.x[:n]], found.x[n + 1 :]
    tight = [unit[i][:n] for i in range(n) if not slack[i]] + [list(rows[i]) for i in range(k) if not slack[n + i]]
    basis = null_space([*equal, *tight], n)
    if not any(any(direction[:p]) for direction in basis):
        return tuple(float(v) for v in start[:p]), False
    z = np.linalg.qr(np.array(basis, dtype=np.float64).T)[0]
    faces = [[-v for v in unit[i][:n]] for i in range(n) if slack[i]] + [list(rows[i]) for i in range(k) if slack[n + i]]
    rest = [start[i] for i in range(n) if slack[i]] + [right[i] - dot(rows[i], start) for i in range(k) if slack[n + i]]
    a, d = np.array(faces, dtype=np.float64) @ z, np.array(rest, dtype=np.float64)
    y = np.zeros(z.shape[1])
    for _ in range(200):  # damped Newton; the barrier is self-concordant, so this ends
        gap = d - a @ y
        slope, bend = a.T @ (1 / gap), (a / gap[:, None] ** 2).T @ a
        move = np.linalg.solve(bend, -slope)
        size = float(np.sqrt(max(-slope @ move, 0.0)))
        y = y + move / (1 + size if size > 0.25 else 1)
        if size < 1e-10:
            break
    point = np.array([float(v) for v in start]) + z @ y
    return tuple(np.maximum(point[:p], 0.0).tolist()), True
