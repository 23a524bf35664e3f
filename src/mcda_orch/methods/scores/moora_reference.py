"""MOORA's reference point: how far the worst weighted shortfall lies behind the best values."""

from __future__ import annotations

from ..._statistics import largest
from ..._xp import Array
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import largest_weighted
from ...plugin.family import LOWER, SCORE
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step, unrecorded
from ...scaling.vector import vector

__all__ = ["behind", "moora_reference"]


@shared
def behind(x: Array, s: Array) -> Array:
    """Distance of each value to the best of its column, as a share of the column's length."""
    r = vector(x, s)
    return largest(r, -2) - r


def best(x: Array, s: Array) -> Array:
    """The best of each column as a share of the column's length, a cost's in its own direction, shape (..., m)."""
    with unrecorded():
        return s * largest(vector(x, s), -2)[..., 0, :]


@method(
    SCORE,
    better=LOWER,
    keeps=[
        law.dominance, law.weight_free, law.unit_free, law.mirror, law.ignores_zero_weight, law.continuous, law.sole_criterion,
    ],
    breaks=[
        law.strict_dominance, law.response, law.origin_free, law.order_only, law.independent, law.dominated_newcomer, law.clone_proof,
        law.splitting, law.bounded, law.direction_free,
    ], facts=[fact.parts, fact.senses, fact.shares],
    rowwise=True,
    cite="brauers2006",
)  # fmt: skip
def moora_reference(x: Array, w: Array, s: Array) -> Array:
    """Largest weighted distance to the best value of any criterion; lower is better.

    The reference point takes the best value of every criterion. An alternative is as good as the criterion on which it
    falls short of that point the most, so it cannot make up for a weak spot.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``z_i = max_j w_j |r_j - x*_ij|`` with ``x*_ij = x_ij / sqrt(sum_i x_ij**2)`` and ``r_j`` the best of them: the metric
    of Chebyshev, and the maximal objective reference point of MOORA (Brauers and Zavadskas 2006).

    References
    ----------
    brauers2006

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 4], [4, 3]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.moora_reference(matrix, {"quality": 0.75, "price": 0.25}))
    moora_reference (lower is better)
    rank  alternative  score
       1  Bee              0
       2  Ant           0.15
    >>> import numpy as np
    >>> moora_reference.kernel(np.array([[3.0, 4.0], [4.0, 3.0]]), np.array([0.75, 0.25]), np.array([1.0, -1.0])).round(3)
    array([0.15, 0.  ])
    """
    step("reference point", "r_j*", lambda: best(x, s))
    gap = step("distance to the reference point", "d_ij", behind(x, s))
    return step("largest weighted distance", "z_i", largest_weighted(gap, w))
