"""The Jensen-Shannon distance of weights: how much a share of weight tells whose it is."""

from __future__ import annotations

from typing import Literal

from .._xp import Array, namespace, share
from ..laws.agreements import bounded_by_one, identity, separates, symmetric, triangle
from ..plugin.agreement import weight_agreement
from ..plugin.family import LOWER
from ..plugin.law import Variant

__all__ = ["jensen_shannon"]


def _information(p: Array, q: Array) -> Array:
    """Return ``sum p log2(p / q)``, of which what has no share adds nothing."""
    xp = namespace(p, q)
    there = (p > 0) & (q > 0)
    one = xp.ones_like(p)
    return xp.sum(xp.where(there, p * xp.log2(xp.where(there, p, one) / xp.where(there, q, one)), 0 * p), axis=-1)


@weight_agreement(
    keeps=[symmetric, identity, separates, bounded_by_one, triangle],
    better=LOWER,
    variants=[Variant("divergence", {"form": "divergence"}, breaks=[triangle])],
    cite=["lin1991", "endres2003"],
)
def jensen_shannon(u: Array, w: Array, *, form: Literal["distance", "divergence"] = "distance") -> Array:
    """How much two ways to share weight differ: 0 for the same shares, 1 where no criterion has weight in both.

    Parameters
    ----------
    u, w : array, shape (..., m)
        Weights, not negative; their sums do not matter.
    form : {"distance", "divergence"}
        The divergence in bits, or its root, which is a distance.

    Returns
    -------
    array, shape (...)

    Notes
    -----
    With shares and their mean ``h = (u + w) / 2``, the divergence is ``sum u_j log2(u_j / h_j) / 2 + sum w_j log2(w_j / h_j) / 2``
    (Lin 1991); its root obeys the triangle inequality (Endres and Schindelin 2003).

    References
    ----------
    lin1991, endres2003

    Examples
    --------
    >>> import mcda_orch as mo
    >>> round(mo.agreements.jensen_shannon({"price": 1, "quality": 0}, {"price": 1, "quality": 1}), 4)
    0.5579
    >>> import numpy as np
    >>> jensen_shannon.kernel(np.array([1.0, 0.0]), np.array([[0.0, 1.0], [2.0, 0.0]]))
    array([1., 0.])
    """
    xp = namespace(u, w)
    a, b = share(u), share(w)
    bits = (_information(a, (a + b) / 2) + _information(b, (a + b) / 2)) / 2
    bits = xp.where(bits > 0, bits, 0 * bits)  # rounding may leave less than nothing
    return xp.sqrt(bits) if form == "distance" else bits
