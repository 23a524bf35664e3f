"""The Cayley distance: how many exchanges of two alternatives turn one order into the other."""

from __future__ import annotations

import numpy as np

from .._xp import Array
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..plugin.agreement import agreement
from ..plugin.family import LOWER
from ..plugin.law import Variant
from ..plugin.undefined import TIED

__all__ = ["cayley"]


@agreement(
    keeps=[symmetric, identity, separates, triangle, reversal],
    breaks=[bounded_by_one, negates, nearer],
    better=LOWER,
    undefined=[TIED],
    variants=[Variant("share", {"share": True}, keeps=[bounded_by_one])],
    numpy_only=True,
    cite="diaconis1988",
)
def cayley(r: Array, t: Array, *, share: bool = False) -> Array:
    """How many exchanges of any two alternatives turn one strict order into the other: 0 for the same order, at most n - 1.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.
    share : bool, default False
        As a share of the largest distance, n - 1.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    n less the number of cycles of the permutation that takes the places of one order to those of the other (Diaconis 1988). It is
    defined for strict orders only: an exchange says nothing of ties.

    References
    ----------
    diaconis1988

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.cayley([1, 2, 3, 4], [4, 2, 3, 1])
    1.0
    >>> mo.agreements.cayley.why([1, 2, 2], [1, 2, 3])
    'cayley is not defined: the first has ties, and exchanges are counted between strict orders only.'
    >>> import numpy as np
    >>> cayley.kernel(np.array([1.0, 2.0, 3.0]), np.array([[2.0, 3.0, 1.0], [1.0, 2.0, 3.0]]))
    array([2., 0.])
    """
    places, to = (np.broadcast_arrays(r, t)[k].astype(np.intp) - 1 for k in (0, 1))
    n = places.shape[-1]
    step = np.zeros(places.shape, dtype=np.intp)
    np.put_along_axis(step, places, to, axis=-1)
    first = np.broadcast_to(np.arange(n), step.shape)
    for _ in range((n - 1).bit_length()):  # the smallest place of every cycle, in steps that double
        first = np.minimum(first, np.take_along_axis(first, step, axis=-1))
        step = np.take_along_axis(step, step, axis=-1)
    strict = [(np.sort(v, axis=-1) == np.arange(1, n + 1)).all(axis=-1) for v in (r, t)]
    found = n - np.sum(first == np.arange(n), axis=-1, dtype=np.result_type(r, t))
    found = np.where(strict[0] & strict[1], found, 0)
    return found / max(n - 1, 1) if share else found
