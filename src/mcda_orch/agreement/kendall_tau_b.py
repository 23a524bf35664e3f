"""Kendall's tau-b: pairs of alternatives in the same order, less those in opposite orders."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import Array, is_numpy, namespace, ratio
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import FEW, counted, over_pairs
from ..plugin.agreement import agreement
from ..plugin.undefined import CONSTANT

__all__ = ["kendall_tau_b"]


def _every_two(r: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k rankings: one matrix product, or, of many alternatives, sorted two by two."""
    k = len(r)
    if r.shape[-1] > FEW:
        return np.array([[_sorted(one, other) for other in r] for one in r]).reshape(k, k)
    counts = counted(r, lambda s: s)
    apart = np.sqrt(np.multiply.outer(counts.diagonal(), counts.diagonal()))
    return np.asarray(np.divide(counts, apart, out=np.full((k, k), np.nan), where=apart > 0))


def _sorted(r: npt.NDArray[np.float64], t: npt.NDArray[np.float64]) -> float:
    from scipy.stats import kendalltau

    if r.min() == r.max() or t.min() == t.max():
        return float("nan")
    return 1.0 if np.array_equal(r, t) else float(kendalltau(r, t, variant="b").statistic)


@agreement(
    keeps=[symmetric, identity, separates, bounded_by_one, reversal, negates, nearer],
    breaks=[triangle],
    undefined=[CONSTANT],
    every_two=_every_two,
    cite="kendall1945",
)
def kendall_tau_b(r: Array, t: Array) -> Array:
    """How far two rankings order pairs of alternatives alike: 1 for the same order, ties included, -1 for the reverse.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    With ``s_ij`` = 1, -1, 0 where the first ranking puts i ahead of j, behind it, or ties the two, and ``u_ij`` for the second,
    ``tau_b = sum s_ij u_ij / sqrt(sum s_ij**2 sum u_ij**2)`` over all pairs (Kendall 1945). A pair that one of them ties counts
    for neither order, and leaves the denominator of that one.

    References
    ----------
    kendall1945

    Examples
    --------
    >>> import mcda_orch as mo
    >>> round(mo.agreements.kendall_tau_b({"Ant": 1, "Bee": 2, "Cat": 2}, {"Cat": 3, "Bee": 2, "Ant": 1}), 4)
    0.8165
    >>> print(mo.agreements.kendall_tau_b([1, 1, 1], [1, 2, 3]))
    None
    >>> mo.agreements.kendall_tau_b.why([1, 1, 1], [1, 2, 3])
    'kendall_tau_b is not defined: the first ties all alternatives, so there is no order to agree with.'
    >>> import numpy as np
    >>> kendall_tau_b.kernel(np.array([1.0, 2.0, 3.0]), np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]))
    array([-1.,  1.])
    """
    xp = namespace(r, t)
    if r.ndim == t.ndim == 1 and r.shape[0] > FEW and is_numpy(r, t):
        return np.nan_to_num(np.asarray(_sorted(r, t)))
    agree = over_pairs(lambda s, u: s * u, r, t)
    apart = over_pairs(lambda s, _: s * s, r, r) * over_pairs(lambda s, _: s * s, t, t)
    return ratio(agree, xp.sqrt(apart), scale=1.0)
