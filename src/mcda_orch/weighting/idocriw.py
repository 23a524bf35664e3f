"""IDOCRIW: entropy and criterion impact loss, multiplied."""

from __future__ import annotations

from .._xp import Array, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.family import POSITIVE_COSTS
from ..plugin.plugin import weighting
from ..plugin.steps import step
from .cilos import cilos
from .entropy import entropy

__all__ = ["idocriw"]


@weighting(
    domain=POSITIVE_COSTS,
    keeps=[simplex, constant_gets_zero, unit_free],
    breaks=[origin_free, mirror, direction_free],
    facts=[fact.parts],
    cite="zavadskas2016",
)
def idocriw(x: Array, s: Array) -> Array:
    """Weights by the entropy of a criterion and by how little it loses when another one is at its best.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``w_j = q_j W_j / sum_j q_j W_j`` with the weights of :func:`cilos` and :func:`entropy`, the latter of raw values
    (Zavadskas and Podvezko 2016).

    References
    ----------
    zavadskas2016

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[7, 300], [9, 250], [8, 280]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> mo.weightings.idocriw(matrix)
    Weights({'quality': 0.652731, 'price': 0.347269}, source='idocriw')
    >>> import numpy as np
    >>> idocriw.kernel(np.array([[4.0, 1.0, 7.0], [2.0, 4.0, 7.0]]), np.ones(3)).round(3)
    array([0.306, 0.694, 0.   ])
    """
    spread = step("entropy weights", "W_j", entropy.function(x, s))
    return share(cilos.function(x, s) * spread)
