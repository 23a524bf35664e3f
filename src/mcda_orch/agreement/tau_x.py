"""Tau extended: Kendall's coefficient for weak orders, in which a tie is an agreement of its own."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import counted, over_pairs
from ..plugin.agreement import agreement
from ..plugin.undefined import SINGLE

__all__ = ["tau_x"]


def _scored(s: Array) -> Array:
    """Score every pair: 1 where the first of the two is ahead or tied, -1 where it is behind."""
    xp = namespace(s)
    return xp.where(s < 0, -xp.ones_like(s), xp.ones_like(s))


def _every_two(r: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k rankings by one matrix product."""
    k, n = r.shape
    return (counted(r, _scored) - n) / (n * (n - 1)) if n > 1 else np.full((k, k), np.nan)


@agreement(
    keeps=[symmetric, identity, separates, bounded_by_one, reversal, nearer, triangle],
    breaks=[negates],
    undefined=[SINGLE],
    every_two=_every_two,
    cite="emond2002",
)
def tau_x(r: Array, t: Array) -> Array:
    """How far two weak orders agree on pairs of alternatives: 1 for the same, -1 for the reverse of a strict order.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    Every ordered pair scores ``a_ij = 1`` where i is ahead of j or tied with it, and -1 where it is behind; then
    ``tau_x = sum a_ij b_ij / (n (n - 1))`` over i and j that differ (Emond and Mason 2002). It is one minus the Kemeny distance times
    ``2 / (n (n - 1))``, so that of all weak orders the one with the largest sum of coefficients is a Kemeny consensus. Unlike tau-b
    it is defined where a ranking ties all.

    References
    ----------
    emond2002

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.tau_x({"Ant": 1, "Bee": 2, "Cat": 2}, {"Ant": 1, "Bee": 2, "Cat": 3})
    0.6666666666666666
    >>> import numpy as np
    >>> tau_x.kernel(np.array([2.0, 2.0, 2.0]), np.array([2.0, 2.0, 2.0]))
    array(1.)
    """
    n = r.shape[-1]
    agree = over_pairs(lambda s, u: _scored(s) * _scored(u), r, t) - float(n)  # each with itself scores 1
    return agree / max(n * (n - 1), 1)
