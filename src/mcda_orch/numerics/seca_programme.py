"""The convex programme of SECA, which the weighting and the score share, solved to the last digit by working sets."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import share
from .column_statistics import conflict, deviation

__all__ = ["evaluation"]

Vector = npt.NDArray[np.float64]

CLEAR = 1e-12
"""Values and slopes below this count as zero; the data lie between 0 and 1."""


def evaluation(r: Vector, beta: float, least: float) -> tuple[Vector, Vector, Vector]:
    """Shares of deviation and of conflict, and weights, of criteria that are evaluated together with the alternatives.

    Constant criteria are left out of the programme, and get weight 0.

    Parameters
    ----------
    r : array, shape (n, m)
        Ratios to the best.
    beta : float
        How much nearness to the two shares counts against the score of the worst alternative.
    least : float
        The smallest weight, at most the equal share.

    Returns
    -------
    tuple of array, shape (m,)
    """
    r = np.asarray(r, dtype=np.float64)  # single precision leaves the working set in doubt
    sigma, pi = share(deviation(r)), share(conflict(r))
    w = np.zeros(r.shape[-1])
    varies = sigma > 0
    m = int(varies.sum())
    if m:
        w[varies] = _compromise(r[:, varies], ((sigma + pi) / 2)[varies], 2 * beta, min(least, 1 / m))
    return sigma, pi, w


def _compromise(r: Vector, target: Vector, nearness: float, least: float) -> Vector:
    """Weights near to a target whose worst weighted row is as good as can be.

    ``max_w min_i sum_j r_ij w_j - nearness * sum_j (w_j - target_j)**2`` over weights of at least `least` that sum to one. The
    programme is strictly concave in the weights, so it has one solution. From equal weights the working set of rows
    that are worst and weights that are least is changed one by one, and the programme with that set as equations is
    a linear system; the last one is the solution, to rounding.

    Parameters
    ----------
    r : array, shape (n, m)
        Between 0 and 1.
    target : array, shape (m,)
    nearness : float
        Positive.
    least : float
        At most 1 / m.

    Returns
    -------
    array, shape (m,)
    """
    r = np.unique(r, axis=-2)  # rows that are the same bind together
    n, m = r.shape
    w: Vector = np.full(m, 1.0 / m)
    worst = float((r @ w).min())
    rows, floor = [int((r @ w).argmin())], [False] * m
    for _ in range(50 * (n + m)):
        new, new_worst, price, reduced = _with_set(r, target, nearness, least, rows, np.array(floor))
        step, slope = new - w, r @ (new - w) - (new_worst - worst)
        stops = [(max(float(r[i] @ w) - worst, 0.0) / -slope[i], i) for i in range(n) if i not in rows and slope[i] < -CLEAR]
        stops += [(max(w[j] - least, 0.0) / -step[j], n + j) for j in range(m) if not floor[j] and step[j] < -CLEAR]
        far, who = min(stops, default=(1.0, -1))
        if far < 1.0:
            w, worst = w + far * step, worst + far * (new_worst - worst)
            if who < n:
                rows.append(who)
            else:
                floor[who - n] = True
            continue
        w, worst = new, new_worst
        freed = [(price[k], k) for k in range(len(rows))] + [(reduced[j], n + j) for j in range(m) if floor[j]]
        value, who = min(freed)
        if value >= -CLEAR:
            break
        if who < n:
            del rows[who]
        else:
            floor[who - n] = False
    w = np.maximum(w, least)
    return np.asarray(w / w.sum())


def _with_set(
    r: Vector, target: Vector, nearness: float, least: float, rows: list[int], floor: npt.NDArray[np.bool_]
) -> tuple[Vector, float, Vector, Vector]:
    """Solve with these rows equally bad and these weights least: weights, worst value, prices of rows and of least weights.

    Prices are in units of twice the nearness, which keeps the equations of one size.
    """
    a, free = r[rows], ~floor
    f, k = int(free.sum()), len(rows)
    system, right = np.zeros((f + k + 2, f + k + 2)), np.zeros(f + k + 2)  # of weights, worst value, prices of rows and of the sum
    system[:f, :f] = np.eye(f)
    system[:f, f + 1 : -1] = -a[:, free].T
    system[:f, -1] = -1.0
    right[:f] = target[free]
    system[f, f + 1 : -1] = 1.0
    right[f] = 0.5 / nearness
    system[f + 1 : -1, :f] = a[:, free]
    system[f + 1 : -1, f] = -1.0
    right[f + 1 : -1] = -least * a[:, floor].sum(axis=-1)
    system[-1, :f] = 1.0
    right[-1] = 1.0 - least * floor.sum()
    found = np.linalg.lstsq(system, right)[0]
    w: Vector = np.full(len(target), least)
    w[free] = found[:f]
    prices = np.asarray(found[f + 1 : -1], dtype=np.float64)
    return w, float(found[f]), prices, w - target - prices @ a - found[-1]
