"""R-method: ranks, turned into weights by sums of reciprocals."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..._xp import Array, dot, namespace, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.plugin import method
from ...plugin.steps import step
from .fuca import places

__all__ = ["r_method"]


def _worth(first: Array, last: Array, n: int) -> Array:
    """Mean share of the places from first to last among n places; place r is worth ``1 / (1 + 1/2 + ... + 1/r)``."""
    xp = namespace(first, last)
    running = np.concatenate([[0.0], np.cumsum(1.0 / np.cumsum(1.0 / np.arange(1, n + 1)))])
    running /= running[-1]
    table = running if xp is np else xp.asarray(running, dtype=first.dtype)

    def upto(place: Array) -> Array:
        return xp.reshape(xp.take(table, xp.reshape(xp.astype(place, xp.int64), (-1,)), axis=-1), place.shape)

    return xp.astype((upto(last) - upto(first - 1.0)) / (last - first + 1.0), first.dtype)


@method(
    SCORE,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.order_only, law.mirror,
        law.ignores_zero_weight, law.bounded, law.sole_criterion,
    ],
    breaks=[law.independent, law.dominated_newcomer, law.clone_proof, law.splitting, law.continuous, law.direction_free], facts=[fact.order, fact.shares],
    cite="rao2021",
    variants=[Variant("weights as given", {"importance": "given"}, keeps=[law.splitting])],
)  # fmt: skip
def r_method(x: Array, w: Array, s: Array, *, importance: Literal["order", "given"] = "order") -> Array:
    """Composite of what the ranks of an alternative are worth; higher is better.

    Alternatives are ranked on every criterion, and criteria by importance. A rank is worth the reciprocal of the sum
    of the reciprocals down to it: 1 for the first, 2/3 for the second, 6/11 for the third.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    importance : {"order", "given"}
        Whether only the order of the weights counts, which gives the criteria ranks, as in the publication; or the
        weights themselves.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``C_i = sum_j w_j v_ij`` with ``v_ij = h(r_ij) / sum_r h(r)`` and ``h(r) = 1 / (1/1 + 1/2 + ... + 1/r)``; the
    weights ``w_j`` are made of the ranks of the criteria in the same way (Rao and Lakshmi 2021). What is tied shares
    the mean of what its places are worth, so that the weights of a column sum to one. A criterion of weight zero has
    no rank and does not count.

    References
    ----------
    rao2021

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 1], [2, 2]], ["Ant", "Bee"], ["quality", "speed"])
    >>> print(mo.r_method(matrix, {"quality": 3, "speed": 1}))
    r_method
    rank  alternative  score
       1  Ant           0.52
       2  Bee           0.48
    >>> import numpy as np
    >>> x = np.array([[3.0, 1.0], [2.0, 2.0]])
    >>> r_method.kernel(x, np.array([3.0, 1.0]), np.array([1.0, 1.0]))
    array([0.52, 0.48])
    """
    xp, n, m = namespace(x, w, s), x.shape[-2], x.shape[-1]
    first, last = places(x * s[..., None, :])
    step("rank", "r_ij", lambda: (first + last) / 2.0)
    v = step("worth of the rank", "v_ij", _worth(first, last, n))
    if importance == "order":
        first, last = (place[..., 0] for place in places(w[..., None]))
        w = share(xp.where(w > 0, _worth(first, last, m), xp.zeros_like(w)))
    step("weight", "w_j", w)
    return step("composite score", "C_i", dot(v, w))
