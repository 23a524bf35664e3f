"""Angle weights: how far a criterion points away from a criterion on which all are equal."""

from __future__ import annotations

from .._statistics import largest
from .._xp import Array, namespace, ratio, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..numerics.column_statistics import deviation
from ..plugin.plugin import weighting
from ..plugin.steps import step

__all__ = ["angle"]


@weighting(
    keeps=[simplex, constant_gets_zero, unit_free, mirror, direction_free],
    breaks=[origin_free],
    facts=[fact.parts, fact.senses],
    cite="shuai2012",
)
def angle(x: Array, s: Array) -> Array:
    """Weights by the angle between a criterion and one on which all alternatives are equal.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
        Not used: raw values are taken for costs too.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``u_j = arccos(sum_i x_ij / sqrt(n sum_i x_ij**2))`` and ``w_j = u_j / sum_j u_j`` (Shuai et al. 2012, where columns are
    shares of their totals). The tangent of that angle is the coefficient of variation, from which it is computed
    without loss where it is small. A column of negative total is taken as its mirror image, as division by the total
    does; where the total is zero the angle is right.

    References
    ----------
    shuai2012

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[7, 300], [9, 250], [8, 280]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> mo.weightings.angle(matrix)
    Weights({'quality': 0.57841, 'price': 0.42159}, source='angle')
    >>> import numpy as np
    >>> angle.kernel(np.array([[1.0, 0.0], [1.0, 1.0]]), np.ones(2))
    array([0., 1.])
    """
    xp = namespace(x, s)
    x = x + xp.zeros_like(s)[..., None, :]
    top = largest(xp.abs(x), -2)
    part = ratio(x, top, scale=top)  # the largest first, so that sums neither overflow nor underflow
    mean = xp.abs(xp.mean(part, axis=-2))
    return share(step("angle", "u_j", xp.atan2(deviation(part), mean)))
