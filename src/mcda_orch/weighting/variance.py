"""Variance weights: a criterion counts as far as its values vary."""

from __future__ import annotations

from .._xp import Array, namespace, ratio, share
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

__all__ = ["variance"]


@weighting(
    keeps=[simplex, constant_gets_zero, unit_free, origin_free, mirror, direction_free],
    breaks=[],
    facts=[fact.places],
    cite="rao2010",
    variants=[Variant("raw", {"scale": identity}, breaks=[unit_free], facts=[fact.distances], lacks=[fact.places])],
)
def variance(x: Array, s: Array, *, scale: AnyScaling | None = None) -> Array:
    """Weights by the variance of the values of a criterion.

    They are those of the standard deviation, squared: strong contrasts count more, weak ones less.

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
    ``w_j = V_j / sum_j V_j`` with ``V_j = sigma_j**2`` of scaled values (Rao and Patel 2010, statistical variance). The sample
    or population variance makes no difference to the weights; the population's is shown.

    References
    ----------
    rao2010

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0, 0], [1, 0], [2, 3]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> mo.weightings.variance(matrix)
    Weights({'quality': 0.428571, 'speed': 0.571429}, source='variance')
    >>> import numpy as np
    >>> variance.kernel(np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 3.0]]), np.ones(2)).round(4)
    array([0.4286, 0.5714])
    """
    sigma = deviation((minmax if scale is None else scale)(x, s))
    step("variance", "V_j", lambda: sigma**2)
    top = namespace(sigma).max(sigma, axis=-1, keepdims=True)
    return share(ratio(sigma, top, scale=top) ** 2)  # the largest first, so that squares neither overflow nor underflow
