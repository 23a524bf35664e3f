"""MOORA's ratio system: benefits minus costs, each as a share of its column's length."""

from __future__ import annotations

from ..._xp import Array, dot
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import zero
from ...scaling.vector import vector

__all__ = ["moora"]


@shared
def features(x: Array, s: Array) -> Array:
    """Shares of each column's length, negative for costs, which the weights contract."""
    return vector(x, s)


@method(
    SCORE,
    linear_form=features,
    turns=zero,
    keeps=[
        law.dominance, law.strict_dominance, law.weight_free, law.unit_free, law.mirror, law.ignores_zero_weight, law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[
        law.response, law.origin_free, law.order_only, law.independent, law.dominated_newcomer, law.clone_proof, law.bounded, law.direction_free,
    ], facts=[fact.climbs, fact.parts, fact.rises, fact.senses],
    rowwise=True,
    cite="brauers2006",
    opinion="vector additive",
)  # fmt: skip
def moora(x: Array, w: Array, s: Array) -> Array:
    """Weighted benefits minus weighted costs, as shares of each column's length; higher is better.

    Every value is divided by the Euclidean length of its column, which takes away the units; then benefits are added
    and costs subtracted. A table of benefits alone or of costs alone is as good as any.

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
    ``y_i = sum_j w_j x*_ij over benefits - sum_j w_j x*_ij over costs`` with ``x*_ij = x_ij / sqrt(sum_i x_ij**2)``, the
    ratio system of MOORA (Brauers and Zavadskas 2006), where the weights are significance coefficients. Orders like
    `wsm` with ``scale=vector``.

    With signed values a better cell can cost rank: it lengthens its column, and with it shrinks the lead that the
    alternative had there over one of opposite sign.

    References
    ----------
    brauers2006

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 4], [4, 3]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.moora(matrix, {"quality": 0.75, "price": 0.25}))
    moora
    rank  alternative  score
       1  Bee           0.45
       2  Ant           0.25
    >>> import numpy as np
    >>> moora.kernel(np.array([[3.0, 4.0], [4.0, 3.0]]), np.array([0.75, 0.25]), np.array([1.0, -1.0]))
    array([0.25, 0.45])
    """
    r = features(x, s)
    step("weighted normalised matrix", "v_ij", lambda: r * w)
    return step("assessment", "y_i", dot(r, w))
