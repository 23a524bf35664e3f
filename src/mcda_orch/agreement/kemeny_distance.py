"""The Kemeny distance: on how many pairs of alternatives two orders differ."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from .._xp import Array
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import counted, over_pairs
from ..plugin.agreement import agreement
from ..plugin.family import LOWER
from ..plugin.law import Variant

__all__ = ["kemeny_distance"]

Count = Literal["entries", "pairs", "share"]


def _told(distance: Array, n: int, count: Count) -> Array:
    return distance / {"entries": 1, "pairs": 2, "share": max(n * (n - 1), 1)}[count]


def _every_two(r: npt.NDArray[np.float64], *, count: Count = "entries") -> npt.NDArray[np.float64]:
    """Return the distance of every two of k rankings: signs differ by the pairs told apart by one alone, and by twice those reversed."""
    own = counted(r, np.abs).diagonal()
    both, agree = counted(r, np.abs), counted(r, lambda s: s)
    alone = own[:, None] + own[None, :] - 2 * both
    return np.asarray(_told((alone + both - agree) / 2, r.shape[-1], count))


def _partial(a: npt.NDArray[np.bool_], b: npt.NDArray[np.bool_], *, count: Count = "entries") -> float:
    """Return the distance of two partial orders, as matrices of "at least as good as"."""
    return float(_told((a != b).sum(), len(a), count))


@agreement(
    keeps=[symmetric, identity, separates, triangle, reversal, nearer],
    breaks=[bounded_by_one, negates],
    better=LOWER,
    every_two=_every_two,
    partial=_partial,
    variants=[Variant("pairs", {"count": "pairs"}), Variant("share", {"count": "share"}, keeps=[bounded_by_one])],
    cite=["kemeny1959", "barthelemy1981"],
)
def kemeny_distance(r: Array, t: Array, *, count: Count = "entries") -> Array:
    """On how many pairs of alternatives two orders differ: 0 for the same order; a reversed pair counts twice a tie against an order.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.
    count : {"entries", "pairs", "share"}
        A reversed pair counts 2 and a tie against an order 1 (entries: Kemeny 1959); half of that (pairs, as most of the literature on
        consensus counts); or all is divided by ``n (n - 1)``, the largest distance (share).

    Returns
    -------
    array, shape (...)

    Notes
    -----
    The number of ordered pairs for which "i is at least as good as j" is said by one of the two orders alone. For weak orders this is
    Kemeny's distance (1959), ``sum |s_ij - u_ij| / 2`` over i and j. It is a distance of partial orders too, the symmetric difference
    (Barthélemy and Monjardet 1981), in which a pair that is incomparable in one of them counts 1 against an order, and 2 against a tie.

    References
    ----------
    kemeny1959, barthelemy1981

    Examples
    --------
    >>> import mcda_orch as mo
    >>> mo.agreements.kemeny_distance({"Ant": 1, "Bee": 2, "Cat": 2}, {"Ant": 2, "Bee": 1, "Cat": 3})
    3.0
    >>> pareto = mo.Preorder([[1, 1, 0], [0, 1, 0], [0, 0, 1]], ["Ant", "Bee", "Cat"])
    >>> mo.agreements.kemeny_distance(pareto, {"Ant": 1, "Bee": 2, "Cat": 3})
    2.0
    >>> import numpy as np
    >>> kemeny_distance.kernel(np.array([1.0, 2.0, 3.0]), np.array([[3.0, 2.0, 1.0], [1.0, 2.0, 3.0]]))
    array([6., 0.])
    """
    return _told(over_pairs(lambda s, u: abs(s - u), r, t) / 2, r.shape[-1], count)
