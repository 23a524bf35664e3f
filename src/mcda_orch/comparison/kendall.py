"""Kendall's tau-b between many rankings at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["tau_b"]

FEW = 1_000
"""Alternatives up to which one product over all pairs is faster than sorting every two rankings."""
BLOCK = 2**20
"""Pairs in one block, of which 32-bit floats count all."""


def tau_b(ranks: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """Return Kendall's tau-b between every two of k rankings of n alternatives, shape (k, k); NaN where all alternatives tie.

    With ``s`` the sign of the difference of two ranks, tau-b is ``sum(s_a s_b) / sqrt(sum(s_a**2) sum(s_b**2))`` over all pairs of
    alternatives: one matrix product for all rankings (Kendall, 1945).

    Parameters
    ----------
    ranks : array of int, shape (k, n)

    Examples
    --------
    >>> tau_b(np.array([[1, 2, 3], [3, 2, 1], [1, 1, 2]])).round(3)
    array([[ 1.   , -1.   ,  0.816],
           [-1.   ,  1.   , -0.816],
           [ 0.816, -0.816,  1.   ]])
    """
    return _counted(ranks) if ranks.shape[-1] <= FEW else _sorted(ranks)


def _counted(ranks: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """Count the pairs that two rankings put in the same order, less those that they put in opposite orders."""
    k, n = ranks.shape
    places, counts = ranks.astype(np.float32), np.zeros((k, k))
    rows = max(BLOCK // n, 1)
    for start in range(0, n, rows):
        part = places[:, start : start + rows, None]
        signs = np.sign(part - places[:, None, :]).reshape(k, part.shape[1] * n)
        counts += signs @ signs.T
    told_apart = np.sqrt(np.multiply.outer(counts.diagonal(), counts.diagonal()))
    return np.asarray(np.divide(counts, told_apart, out=np.full((k, k), np.nan), where=told_apart > 0))


def _sorted(ranks: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    from scipy.stats import kendalltau

    found = np.full((len(ranks), len(ranks)), np.nan)
    for i, one in enumerate(ranks):
        for j, other in enumerate(ranks[: i + 1]):
            if np.ptp(one) > 0 and np.ptp(other) > 0:
                found[i, j] = found[j, i] = 1.0 if i == j else kendalltau(one, other, variant="b").statistic
    return found
