"""MPSI: the variation of ratios to the best, after the preference selection index."""

from __future__ import annotations

from .._xp import Array, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.family import POSITIVE_COSTS
from ..plugin.plugin import weighting
from ..plugin.steps import step
from ..scaling.linear_ratio import linear_ratio
from .psi_weights import preference_variation

__all__ = ["mpsi"]


@weighting(
    domain=POSITIVE_COSTS,
    keeps=[simplex, constant_gets_zero, unit_free],
    breaks=[origin_free, mirror, direction_free],
    facts=[fact.parts],
    cite="gligoric2022",
)
def mpsi(x: Array, s: Array) -> Array:
    """Weights by the variation of a criterion's ratios to the best.

    Where the preference selection index prefers criteria that hardly vary, this modification prefers those that do.

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
    ``p_j = sum_i (r_ij - mean_i r_ij)**2`` with ratios to the best ``r_ij``, ``w_j = p_j / sum_j p_j`` (Gligoric et al. 2022).

    References
    ----------
    gligoric2022

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 3], [2, 4]], ["Ant", "Bee"], ["quality", "speed"])
    >>> mo.weightings.mpsi(matrix)
    Weights({'quality': 0.8, 'speed': 0.2}, source='mpsi')
    >>> import numpy as np
    >>> mpsi.kernel(np.array([[1.0, 3.0], [2.0, 4.0]]), np.ones(2))
    array([0.8, 0.2])
    """
    return share(step("preference variation", "p_j", preference_variation(linear_ratio(x, s))))
