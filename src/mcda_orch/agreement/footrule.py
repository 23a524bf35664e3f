"""Spearman's footrule: by how many places alternatives move."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..plugin.agreement import agreement
from ..plugin.family import LOWER
from ..plugin.law import Variant

__all__ = ["footrule"]


def _largest(n: int) -> int:
    """Return the largest sum of moves: that from a strict order to its reverse."""
    return max(n * n // 2, 1)


def _every_two(r: npt.NDArray[np.float64], *, share: bool = False) -> npt.NDArray[np.float64]:
    """Return the distance of every two of k rankings, which SciPy sums in compiled code."""
    from scipy.spatial.distance import cdist

    found: npt.NDArray[np.float64] = cdist(r, r, "cityblock")
    return found / _largest(r.shape[-1]) if share else found


@agreement(
    keeps=[symmetric, identity, separates, triangle, reversal, nearer],
    breaks=[bounded_by_one, negates],
    better=LOWER,
    every_two=_every_two,
    variants=[Variant("share", {"share": True}, keeps=[bounded_by_one])],
    cite=["diaconis1977", "fagin2006"],
)
def footrule(r: Array, t: Array, *, share: bool = False) -> Array:
    """By how many places all alternatives move from one ranking to the other: 0 for the same order.

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
    ``F = sum |r_i - t_i|`` (Diaconis and Graham 1977), at most ``floor(n**2 / 2)``; alternatives that tie stand at the average of their
    places (Fagin et al. 2006).

    References
    ----------
    diaconis1977, fagin2006

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.footrule({"Ant": 1, "Bee": 2, "Cat": 2}, {"Ant": 2, "Bee": 1, "Cat": 3})
    3.0
    >>> import numpy as np
    >>> footrule.kernel(np.array([1.0, 2.0, 3.0]), np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]))
    array([4., 0.])
    """
    found = namespace(r, t).sum(namespace(r, t).abs(r - t), axis=-1)
    return found / _largest(r.shape[-1]) if share else found
