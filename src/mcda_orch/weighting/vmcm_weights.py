"""VMCM weights: coefficients of variation of the criteria that vary enough to matter."""

from __future__ import annotations

from typing import Annotated, Literal

from .._xp import Array, namespace, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.family import NONNEGATIVE
from ..plugin.law import Variant
from ..plugin.parameter import at_least
from ..plugin.plugin import weighting
from ..plugin.steps import step
from .coefficient_of_variation import variation

__all__ = ["vmcm_weights"]


@weighting(
    domain=NONNEGATIVE,
    keeps=[simplex, constant_gets_zero, unit_free, direction_free],
    breaks=[origin_free, mirror],
    facts=[fact.parts],
    cite="nermend2009",
    variants=[Variant("none left out", {"negligible": 0.0})],
)
def vmcm_weights(x: Array, s: Array, *, negligible: Annotated[float, at_least(0)] = 0.1, ddof: Literal[1, 0] = 1) -> Array:
    """Weights by the coefficient of variation, 0 for a criterion that hardly varies.

    These are the first two stages of the vector measure construction method, in which variables that are nearly
    constant are left out, and the others count by their significance.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative.
    s : array, shape (..., m)
        Not used: raw values are taken for costs too.
    negligible : float, default 0.1
        The largest coefficient of variation of a criterion that is left out; with 0 only constant ones are.
    ddof : {1, 0}
        Whether the sample or the population deviation is compared with `negligible`.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``V_j = S_j / mean_j``; criteria with ``V_j <= 0.1`` are left out; ``w_j = V_j / sum_j V_j`` over the others (Nermend
    2009).

    References
    ----------
    nermend2009

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 4, 100], [3, 6, 101]], ["Ant", "Bee"], ["quality", "speed", "safety"])
    >>> mo.weightings.vmcm_weights(matrix)
    Weights({'quality': 0.714286, 'speed': 0.285714, 'safety': 0}, source='vmcm_weights')
    >>> import numpy as np
    >>> x = np.array([[1.0, 4.0, 100.0], [3.0, 6.0, 101.0]])
    >>> vmcm_weights.kernel(x, np.ones(3)).round(4)
    array([0.7143, 0.2857, 0.    ])
    """
    xp = namespace(x, s)
    x = x + xp.zeros_like(s)[..., None, :]
    v = step("significance", "V_j", variation(x, ddof))
    return share(xp.where(v > negligible, v, xp.zeros_like(v)))
