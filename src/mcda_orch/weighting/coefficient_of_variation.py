"""Coefficient of variation weights: deviation from the mean, in parts of the mean."""

from __future__ import annotations

from .._statistics import largest
from .._xp import Array, namespace, ratio, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..numerics.column_statistics import deviation
from ..plugin.family import NONNEGATIVE
from ..plugin.plugin import weighting
from ..plugin.steps import step

__all__ = ["coefficient_of_variation", "variation"]


def variation(x: Array, ddof: int = 0) -> Array:
    """Standard deviation of every column in parts of its mean, shape (..., m), for values that are not negative."""
    top = largest(x, -2)
    part = ratio(x, top, scale=top)  # the largest first, so that sums neither overflow nor underflow
    return ratio(deviation(part, ddof), namespace(x).mean(part, axis=-2))


@weighting(
    domain=NONNEGATIVE,
    keeps=[simplex, constant_gets_zero, unit_free, direction_free],
    breaks=[origin_free, mirror],
    facts=[fact.parts],
    cite="shuai2012",
)
def coefficient_of_variation(x: Array, s: Array) -> Array:
    """Weights by how far the values of a criterion deviate from their mean, in parts of that mean.

    They say what tells these alternatives apart, not what matters to anyone.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative.
    s : array, shape (..., m)
        Not used: raw values are taken for costs too.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``w_j = V_j / sum_j V_j`` with ``V_j = sigma_j / mean_j`` (as in Shuai et al. 2012). The sample or population
    deviation makes no difference to the weights; the sample deviation is shown.

    References
    ----------
    shuai2012

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 4], [3, 6]], ["Ant", "Bee"], ["quality", "speed"])
    >>> mo.weightings.coefficient_of_variation(matrix)
    Weights({'quality': 0.714286, 'speed': 0.285714}, source='coefficient_of_variation')
    >>> import numpy as np
    >>> coefficient_of_variation.kernel(np.array([[1.0, 4.0], [3.0, 6.0]]), np.ones(2)).round(4)
    array([0.7143, 0.2857])
    """
    x = x + namespace(x, s).zeros_like(s)[..., None, :]
    return share(step("coefficient of variation", "V_j", variation(x, 1)))
