"""Somers' d: how well one ranking foretells the order of pairs in another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import Array, ratio
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import counted, over_pairs
from ..plugin.agreement import agreement
from ..plugin.law import Variant
from ..plugin.undefined import Undefined, constant

__all__ = ["somers_d"]

SILENT = Undefined(
    "the ranking that foretells ties all alternatives",
    "{who} tells no two alternatives apart, so there is nothing to foretell",
    lambda r, t, *, mean=False: constant(r + 0 * t) & (constant(t) | (not mean)),
)


def _every_two(r: npt.NDArray[np.float64], *, mean: bool = False) -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k rankings by one matrix product."""
    counts = counted(r, lambda s: s)
    own = np.broadcast_to(counts.diagonal()[:, None], counts.shape)
    apart = (own + own.T) / 2 if mean else own
    return np.asarray(np.divide(counts, apart, out=np.full(counts.shape, np.nan), where=apart > 0))


@agreement(
    keeps=[identity, bounded_by_one, reversal, negates, nearer],
    breaks=[symmetric, separates, triangle],
    undefined=[SILENT],
    every_two=_every_two,
    variants=[Variant("mean", {"mean": True}, keeps=[symmetric, separates])],
    cite="somers1962",
)
def somers_d(r: Array, t: Array, *, mean: bool = False) -> Array:
    """How well the first ranking foretells how the second orders pairs: 1 where it never errs on a pair that it tells apart, -1 where it always does.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.
    mean : bool, default False
        Divide by the mean of the pairs that each of them tells apart, so that both are alike.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    ``d = (C - D) / (pairs that the first tells apart)`` with C pairs in the same order and D in opposite ones (Somers 1962): the first
    ranking is the one that foretells. The symmetric form divides by the mean of both numbers of pairs.

    References
    ----------
    somers1962

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.somers_d([1, 2, 2, 4], [1, 2, 3, 4]), round(mo.agreements.somers_d([1, 2, 3, 4], [1, 2, 2, 4]), 4)
    (1.0, 0.8333)
    >>> import numpy as np
    >>> somers_d.kernel(np.array([1.0, 2.0, 3.0]), np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]))
    array([-1.,  1.])
    """
    apart = over_pairs(lambda s, u: s * s, r, r + 0 * t)
    if mean:
        apart = (apart + over_pairs(lambda s, u: u * u, r + 0 * t, t)) / 2
    return ratio(over_pairs(lambda s, u: s * u, r, t), apart, scale=1.0)
