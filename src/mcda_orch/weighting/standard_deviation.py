"""Standard deviation weights: a criterion counts as far as its values deviate from their mean."""

from __future__ import annotations

from .._xp import Array, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..numerics.column_statistics import deviation
from ..plugin.law import Variant
from ..plugin.parameter import AnyScaling
from ..plugin.plugin import weighting
from ..plugin.steps import step
from ..scaling.identity import identity
from ..scaling.minmax import minmax

__all__ = ["standard_deviation"]


@weighting(
    keeps=[simplex, constant_gets_zero, unit_free, origin_free, mirror, direction_free],
    breaks=[],
    facts=[fact.places],
    cite="diakoulaki1995",
    variants=[Variant("raw", {"scale": identity}, breaks=[unit_free], facts=[fact.distances], lacks=[fact.places])],
)
def standard_deviation(x: Array, s: Array, *, scale: AnyScaling | None = None) -> Array:
    """Weights by how far the values of a criterion deviate from their mean.

    They say what tells these alternatives apart, not what matters to anyone.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)
    scale : Scaling or its name, optional
        Instead of the place within the range of the data. ``identity`` takes raw values, which have to be in one unit;
        ``minmax`` takes declared bounds where there are some.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``w_j = sigma_j / sum_j sigma_j`` on min-max scaled values (Diakoulaki et al. 1995 compare CRITIC with it; applied by
    Aydin 2020), or on raw ones (Salabun et al. 2020). The sample or population deviation makes no difference to the weights;
    the sample deviation is shown.

    References
    ----------
    diakoulaki1995, aydin2020, salabun2020

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 10, 5], [3, 10, 6], [5, 40, 7]], ["Ant", "Bee", "Cat"], ["quality", "speed", "safety"])
    >>> mo.weightings.standard_deviation(matrix)
    Weights({'quality': 0.316987, 'speed': 0.366025, 'safety': 0.316987}, source='standard_deviation')
    >>> import numpy as np
    >>> x, s = np.array([[1.0, 10.0, 5.0], [3.0, 10.0, 6.0], [5.0, 40.0, 7.0]]), np.ones(3)
    >>> standard_deviation.kernel(x, s).round(3)
    array([0.317, 0.366, 0.317])
    """
    return share(step("standard deviation", "sigma_j", deviation((minmax if scale is None else scale)(x, s), 1)))
