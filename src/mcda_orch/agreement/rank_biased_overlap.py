"""Rank-biased overlap: the overlap of the best, averaged over all depths, the first ones counting most."""

from __future__ import annotations

from math import log1p
from typing import Annotated, Literal

import numpy as np
import numpy.typing as npt

from .._xp import Array, is_numpy, namespace
from ..laws.agreements import bounded_by_one, identity, nearer, negates, reversal, separates, symmetric, triangle
from ..numerics.order_signs import FEW, ahead_of
from ..plugin.agreement import agreement
from ..plugin.law import Variant
from ..plugin.parameter import Range

__all__ = ["rank_biased_overlap"]

Form = Literal["finite", "extrapolated", "least", "residual"]


def _within(ahead: Array) -> Array:
    """Count who is within each depth, shape (..., n): those ahead of whom fewer stand, so that whoever ties with one of them is too."""
    xp, n = namespace(ahead), ahead.shape[-1]
    if n > FEW and is_numpy(ahead):
        return np.apply_along_axis(lambda row: np.bincount(row.astype(np.intp), minlength=n).cumsum(), -1, ahead).astype(ahead.dtype)
    depth = xp.arange(1, n + 1, dtype=ahead.dtype)[:, None]
    return xp.sum(xp.astype(ahead[..., None, :] < depth, ahead.dtype), axis=-1)


def _counts(n: int, p: float) -> npt.NDArray[np.float64]:
    """Return what the overlap at every depth counts for: the chance of looking on to it, and no further."""
    return np.asarray((1 - p) * p ** np.arange(n))


def _beyond(n: int, p: float) -> float:
    """Return what depths beyond the last count for, where nothing that comes there is the same: all n of before still are."""
    known = sum(p**d / d for d in range(1, n + 1))
    return n * (1 - p) / p * (-log1p(-p) - known)


def _told(sums: Array, n: int, p: float, form: Form) -> Array:
    if form == "finite":
        return sums / float(_counts(n, p).sum())
    if form == "extrapolated":
        return sums + p**n
    return sums + _beyond(n, p) if form == "least" else 0 * sums + p**n - _beyond(n, p)


def _every_two(r: npt.NDArray[np.float64], *, p: float = 0.9, form: Form = "finite") -> npt.NDArray[np.float64]:
    """Return the overlap of every two of k rankings by a matrix product for each depth."""
    ahead, sums = ahead_of(r), np.zeros((len(r), len(r)))
    for depth, count in enumerate(_counts(r.shape[-1], p)):
        best = (ahead <= depth).astype(np.float64)
        sizes = best.sum(axis=-1)
        sums += count * 2 * (best @ best.T) / (sizes[:, None] + sizes[None, :])
    return np.asarray(_told(sums, r.shape[-1], p, form))


@agreement(
    keeps=[symmetric, identity, separates, bounded_by_one, nearer],
    breaks=[reversal, negates, triangle],
    every_two=_every_two,
    variants=[
        Variant("extrapolated", {"form": "extrapolated"}),
        Variant("least", {"form": "least"}, keeps=[triangle], breaks=[identity]),
        Variant("residual", {"form": "residual"}, keeps=[reversal, triangle], breaks=[identity]),
    ],
    cite="webber2010",
)
def rank_biased_overlap(r: Array, t: Array, *, p: Annotated[float, Range(0, 1, "()")] = 0.9, form: Form = "finite") -> Array:
    """How much the best of two rankings overlap, averaged over depths that count less and less: 1 for the same order.

    Parameters
    ----------
    r, t : array, shape (..., n)
        Average ranks, 1 for the best.
    p : float, default 0.9
        The chance that whoever looks at a place looks at the next one too: the smaller, the more the first places count.
    form : {"finite", "extrapolated", "least", "residual"}
        What depths beyond the last alternative count for: nothing, these n are all (finite); their overlap is that of the last depth
        (extrapolated); they are not known, and the overlap is at least (least) and at most that and the rest (residual) more.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    The overlap at depth d is ``A_d = 2 |S & T| / (|S| + |T|)`` with S and T the alternatives ahead of which fewer than d stand, and a depth
    counts ``(1 - p) p**(d - 1)`` (Webber, Moffat and Zobel 2010, with their rule for ties). The depths of n alternatives count
    ``1 - p**n`` together, by which the finite form is divided. Since both rankings hold the same n alternatives, the extrapolated form adds
    ``p**n``, and the least one ``(1 - p) sum p**(d - 1) n / d`` over the depths d beyond n; the residual is the difference.

    References
    ----------
    webber2010

    Examples
    --------
    >>> import mcda_orch as mo
    >>> round(mo.agreements.rank_biased_overlap([1, 2, 3], [2, 1, 3]), 4)
    0.631
    >>> a, b = {"Ant": 1, "Bee": 2, "Cat": 3}, {"Ant": 2, "Bee": 1, "Cat": 3}
    >>> [round(mo.agreements.rank_biased_overlap(a, b, p=0.5, form=form), 4) for form in ("least", "residual", "extrapolated")]
    [0.4544, 0.0456, 0.5]
    >>> import numpy as np
    >>> rank_biased_overlap.kernel(np.array([1.0, 2.0, 3.0]), np.array([[2.0, 1.0, 3.0], [1.0, 2.0, 3.0]]), p=0.5)
    array([0.42857143, 1.        ])
    """
    xp = namespace(r, t)
    a, b = ahead_of(r), ahead_of(t)
    overlap = 2 * _within(xp.maximum(a, b)) / (_within(a) + _within(b))
    sums = xp.sum(xp.asarray(_counts(r.shape[-1], p), dtype=r.dtype) * overlap, axis=-1)
    return _told(sums, r.shape[-1], p, form)
