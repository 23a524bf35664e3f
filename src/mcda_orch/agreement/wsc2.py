"""The symmetric weights similarity coefficient: how much of the weight lies on the same criteria."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace, share
from ..laws.agreements import bounded_by_one, identity, separates, symmetric, triangle
from ..plugin.agreement import weight_agreement

__all__ = ["wsc2"]


def _every_two(u: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the coefficient of every two of k vectors, a criterion at a time."""
    found = np.ones((len(u), len(u)))
    for part in share(u).T:
        found -= np.abs(part[:, None] - part[None, :]) / 2
    return found


@weight_agreement(keeps=[symmetric, identity, separates, bounded_by_one, triangle], every_two=_every_two, cite="shekhovtsov2023")
def wsc2(u: Array, w: Array) -> Array:
    """How much of the weight lies on the same criteria: 1 for the same shares, 0 where no criterion has weight in both.

    Parameters
    ----------
    u, w : array, shape (..., m)
        Weights, not negative; their sums do not matter.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    With shares, ``WSC2 = 1 - sum |u_j - w_j| / 2`` (Shekhovtsov 2023), which is ``sum min(u_j, w_j)``.

    References
    ----------
    shekhovtsov2023

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.wsc2({"price": 2, "quality": 2}, {"quality": 4, "price": 0})
    0.5
    >>> import numpy as np
    >>> wsc2.kernel(np.array([0.5, 0.25, 0.25]), np.array([[0.25, 0.5, 0.25], [2.0, 1.0, 1.0]]))
    array([0.75, 1.  ])
    """
    xp = namespace(u, w)
    return 1 - xp.sum(xp.abs(share(u) - share(w)), axis=-1) / 2
