"""TOPSIS: how near to the best point, seen from the worst."""

from __future__ import annotations

from ..._xp import Array, largest, lengths, ratio, smallest
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.plugin import Scaling, method
from ...plugin.steps import step
from ...scaling.minmax import minmax
from ...scaling.vector import vector

__all__ = ["topsis"]


@method(
    SCORE,
    keeps=[
        law.dominance,
        law.strict_dominance,
        law.response,
        law.weight_free,
        law.unit_free,
        law.mirror,
        law.ignores_zero_weight,
        law.bounded,
        law.continuous,
    ],
    breaks=[law.origin_free, law.order_only, law.independent, law.dominated_newcomer, law.clone_proof, law.splitting],
    cite="hwang1981",
    opinion="vector Euclid",
    variants=[Variant("min-max", {"scale": minmax}, keeps=[law.origin_free, law.clone_proof])],
)
def topsis(x: Array, w: Array, s: Array, *, scale: Scaling[...] = vector) -> Array:
    """Closeness to the ideal, in [0, 1]; higher is better.

    The ideal takes the best scaled value of every criterion, the anti-ideal the worst. An alternative scores
    by its distance from the anti-ideal as a part of its two distances together.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    scale : Scaling, default vector
        Hwang and Yoon use vector normalisation; Opricovic and Tzeng (2004) compare with `minmax`.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``C_i = D_i- / (D_i+ + D_i-)`` with weighted Euclidean distances (Hwang and Yoon 1981, the TOPSIS algorithm,
    steps 1-6). Costs are negated after scaling, which leaves all distances as they are. Where ideal and anti-ideal
    coincide all alternatives are equal and score 0.

    References
    ----------
    hwang1981, opricovic2004

    Examples
    --------
    >>> import numpy as np
    >>> topsis.kernel(np.array([[3.0, 1.0], [4.0, 2.0]]), np.array([1.0, 1.0]), np.array([1.0, -1.0]))
    array([0.69098301, 0.30901699])
    """
    r = scale(x, s)
    best = step("ideal", "r_j+", largest(r, -2))
    worst = step("anti-ideal", "r_j-", smallest(r, -2))
    to_best, to_worst = lengths(w, r - best, r - worst)
    step("distance to the ideal", "D_i+", to_best)
    step("distance to the anti-ideal", "D_i-", to_worst)
    return step("closeness", "C_i", ratio(to_worst, to_best + to_worst, scale=0.0))
