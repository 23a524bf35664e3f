"""Top-k overlap: how many of the best are the same."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import numpy.typing as npt

from .._xp import Array, namespace
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import ahead_of
from ..plugin.agreement import agreement
from ..plugin.law import Variant
from ..plugin.parameter import at_least

__all__ = ["top_k_overlap"]


def _best(r: Array, k: int) -> Array:
    """Tell who is among the best k, shape (..., n), as 1 and 0: with one of those that tie all of them are."""
    return namespace(r).astype(ahead_of(r) < k, r.dtype)


def _every_two(r: npt.NDArray[np.float64], *, k: int = 3) -> npt.NDArray[np.float64]:
    """Return the overlap of every two of some rankings by one matrix product."""
    best = _best(r, k)
    sizes = best.sum(axis=-1)
    return np.asarray(2 * (best @ best.T) / (sizes[:, None] + sizes[None, :]))


@agreement(
    keeps=[symmetric, identity, bounded_by_one, nearer],
    breaks=[separates, reversal, negates, triangle],
    every_two=_every_two,
    variants=[Variant("winners", {"k": 1})],
    cite="webber2010",
)
def top_k_overlap(r: Array, t: Array, *, k: Annotated[int, at_least(1)] = 3) -> Array:
    """How many of the best k alternatives of two rankings are the same: 1 where all are, 0 where none is.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.
    k : int, default 3
        How many are the best; all, where there are fewer.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    ``2 |A & B| / (|A| + |B|)`` with A and B the alternatives ahead of which fewer than k stand (Webber, Moffat and Zobel 2010, with their
    rule for ties): whoever ties with one of the best k is among them, so that there may be more than k.

    References
    ----------
    webber2010

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.top_k_overlap([1, 2, 3, 4], [1, 4, 2, 3], k=2)
    0.5
    >>> mo.agreements.top_k_overlap([1, 2, 2, 4], [1, 2, 3, 4], k=2)
    0.8
    >>> import numpy as np
    >>> top_k_overlap.kernel(np.array([1.0, 2.0, 3.0]), np.array([[2.0, 3.0, 1.0], [1.0, 2.0, 3.0]]), k=1)
    array([0., 1.])
    """
    xp = namespace(r, t)
    a, b = _best(r, k), _best(t, k)
    return 2 * xp.sum(a * b, axis=-1) / (xp.sum(a, axis=-1) + xp.sum(b, axis=-1))
