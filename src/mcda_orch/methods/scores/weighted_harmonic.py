"""Weighted harmonic mean: low ratios weigh the heaviest."""

from __future__ import annotations

from ..._statistics import smallest
from ..._xp import Array, dot, namespace, ratio, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE, SCORE
from ...plugin.parameter import AnyScaling
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from .wpm import features as logarithms

__all__ = ["weighted_harmonic"]


def features(x: Array, s: Array, *, scale: AnyScaling | None = None) -> Array:
    """Negated reciprocals of the ratios as parts of the largest one, which the weights contract."""
    return reciprocals(x, s, scale)[0]


@shared
def reciprocals(x: Array, s: Array, scale: AnyScaling | None) -> tuple[Array, Array]:
    """Return the features, and the smallest ratio of all, which is the reciprocal of the largest reciprocal."""
    xp = namespace(x, s)
    log_r = logarithms(x, s, scale=scale)  # so that no ratio underflows
    least = xp.min(smallest(log_r), axis=-1, keepdims=True)
    return -xp.exp(least - log_r), xp.exp(least[..., 0])


@method(
    SCORE,
    domain=POSITIVE,
    linear_form=features,
    columnwise=False,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.dominated_newcomer, law.clone_proof, law.ignores_zero_weight,
        law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.direction_free], facts=[fact.best, fact.climbs, fact.parts, fact.rises],
    rowwise=True,
    cite=["hardy1934", "beliakov2007"],
    opinion="reciprocal additive",
)  # fmt: skip
def weighted_harmonic(x: Array, w: Array, s: Array, *, scale: AnyScaling | None = None) -> Array:
    """Weighted harmonic mean of the ratios to the best, in [0, 1]; higher is better.

    A low ratio is hard to make up for: the harmonic mean lies below the weighted product, which lies below the
    weighted sum. The reciprocals of the ratios are averaged, as speeds over equal distances are.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive.
    w : array, shape (..., m)
    s : array, shape (..., m)
    scale : Scaling or its name, optional
        Unless given, ratios to the best value: ``x / max`` for benefits, ``min / x`` for costs.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``H_i = sum_j w_j / sum_j (w_j / r_ij)``, the weighted power mean of exponent -1 (Hardy et al. 1934), as an aggregation
    function in Beliakov et al. (2007).

    References
    ----------
    hardy1934, beliakov2007

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [1, 1]], ["Ant", "Bee"], ["quality", "speed"])
    >>> print(mo.weighted_harmonic(matrix, {"quality": 0.5, "speed": 0.5}))
    weighted_harmonic
    rank  alternative  score
       1  Ant              1
       2  Bee            0.4
    >>> import numpy as np
    >>> weighted_harmonic.kernel(np.array([[4.0, 1.0], [1.0, 1.0]]), np.array([0.5, 0.5]), np.array([1.0, 1.0]))
    array([1. , 0.4])
    """
    worth, least = reciprocals(x, s, scale)
    part = dot(-worth, share(w))
    step("weighted reciprocals", "h_i", lambda: ratio(part, least, scale=0.0))
    return step("weighted harmonic mean", "H_i", ratio(least, part, scale=0.0))
