"""LOPCOW: logarithmic percentage change of the root mean square over the deviation."""

from __future__ import annotations

from typing import Literal

from .._xp import Array, namespace, ratio, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..numerics.column_statistics import deviation
from ..plugin.law import Variant
from ..plugin.plugin import weighting
from ..plugin.steps import step
from ..scaling.minmax import minmax

__all__ = ["lopcow"]

NOISE = 400_000.0
"""A percentage value of fewer rounding units comes from two sizes that are equal but for rounding."""


@weighting(
    keeps=[simplex, constant_gets_zero, unit_free, origin_free, mirror],
    breaks=[direction_free],
    facts=[fact.places],
    cite="ecer2022",
    variants=[Variant("population deviation", {"ddof": 0})],
)
def lopcow(x: Array, s: Array, *, ddof: Literal[1, 0] = 1) -> Array:
    """Weights by the logarithm of the root mean square over the standard deviation of a criterion's scaled values.

    A criterion counts the more, the higher its mean is against its deviation: weights spread less than those of entropy.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    ddof : {1, 0}
        The sample deviation reproduces the published weights; the population deviation does not.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``PV_j = |100 ln(sqrt(sum_i r_ij**2 / n) / sigma_j)|``, ``w_j = PV_j / sum_j PV_j`` on min-max scaled values (Ecer and Pamucar 2022,
    eqs. 2-5). A constant criterion gets weight 0. Of two alternatives with the sample deviation all ``PV_j`` are
    0, and so are all weights.

    References
    ----------
    ecer2022

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 5], [2, 9], [3, 6]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> mo.weightings.lopcow(matrix)
    Weights({'quality': 0.65567, 'speed': 0.34433}, source='lopcow')
    >>> import numpy as np
    >>> lopcow.kernel(np.array([[1.0, 5.0], [2.0, 9.0], [3.0, 6.0]]), np.ones(2)).round(3)
    array([0.656, 0.344])
    """
    xp = namespace(x, s)
    r = minmax(x, s)
    sigma = step("standard deviation", "sigma_j", deviation(r, ddof))
    size = ratio(xp.sqrt(xp.mean(r**2, axis=-2)), sigma)
    change = xp.where(size > 0, xp.abs(100.0 * xp.log(xp.where(size > 0, size, xp.ones_like(size)))), xp.zeros_like(size))
    change = xp.where(change > NOISE * float(xp.finfo(x.dtype).eps), change, xp.zeros_like(change))
    return share(step("percentage value", "PV_j", change))
