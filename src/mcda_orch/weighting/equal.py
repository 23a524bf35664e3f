"""The same weight for every criterion."""

from __future__ import annotations

from .._xp import Array, namespace
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.plugin import weighting

__all__ = ["equal"]


@weighting(keeps=[simplex, unit_free, origin_free, mirror, direction_free], breaks=[constant_gets_zero], sees="nothing", cite="dawes1974")
def equal(x: Array, s: Array) -> Array:
    """The same weight for every criterion. That is a statement about importance, not the absence of one.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``w_j = 1 / m`` (Dawes and Corrigan 1974).

    References
    ----------
    dawes1974

    Examples
    --------
    >>> import mcda_orch as mo
    >>> values = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    >>> matrix = mo.DecisionMatrix(values, ["Ant", "Bee", "Cat"], ["quality", "speed", "safety", "reach"])
    >>> mo.weightings.equal(matrix)
    Weights({'quality': 0.25, 'speed': 0.25, 'safety': 0.25, 'reach': 0.25}, source='equal')
    >>> import numpy as np
    >>> equal.kernel(np.zeros((3, 4)), np.ones(4))
    array([0.25, 0.25, 0.25, 0.25])
    """
    xp = namespace(x, s)
    return xp.ones_like(x[..., 0, :] * s) / x.shape[-1]
