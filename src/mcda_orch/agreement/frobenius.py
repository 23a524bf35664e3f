"""The Frobenius distance: how far the matrices of who is ahead of whom lie apart."""

from __future__ import annotations

from math import sqrt

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import counted, over_pairs
from ..plugin.agreement import agreement
from ..plugin.family import LOWER
from ..plugin.law import Variant

__all__ = ["frobenius"]


def _largest(n: int) -> float:
    """Return the largest distance: that of a strict order from its reverse."""
    return 2.0 * sqrt(max(n * (n - 1), 1))


def _every_two(r: npt.NDArray[np.float64], *, share: bool = False) -> npt.NDArray[np.float64]:
    """Return the distance of every two of k rankings by one matrix product."""
    counts = counted(r, lambda s: s)
    own = counts.diagonal()
    found = np.sqrt(own[:, None] + own[None, :] - 2 * counts)
    return np.asarray(found / _largest(r.shape[-1]) if share else found)


@agreement(
    keeps=[symmetric, identity, separates, triangle, reversal, nearer],
    breaks=[bounded_by_one, negates],
    better=LOWER,
    every_two=_every_two,
    variants=[Variant("share", {"share": True}, keeps=[bounded_by_one])],
    cite="dezert2024",
)
def frobenius(r: Array, t: Array, *, share: bool = False) -> Array:
    """How far two rankings lie apart as matrices of who is ahead of whom: 0 for the same order.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.
    share : bool, default False
        As a share of the largest distance, that of a strict order from its reverse.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    With ``s_ij`` = 1, -1, 0 where a ranking puts i ahead of j, behind it, or ties the two, the distance is
    ``sqrt(sum (s_ij - u_ij)**2)`` over i and j (Dezert, Shekhovtsov and Sałabun 2024), at most ``2 sqrt(n (n - 1))``.

    References
    ----------
    dezert2024

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.frobenius({"Ant": 1, "Bee": 2, "Cat": 2}, {"Ant": 1, "Bee": 3, "Cat": 2})
    1.4142135623730951
    >>> import numpy as np
    >>> frobenius.kernel(np.array([1.0, 2.0]), np.array([[2.0, 1.0], [1.0, 2.0]]))
    array([2.82842712, 0.        ])
    """
    found = namespace(r, t).sqrt(over_pairs(lambda s, u: (s - u) ** 2, r, t))
    return found / _largest(r.shape[-1]) if share else found
