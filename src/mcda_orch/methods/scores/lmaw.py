"""LMAW: logarithms of ratios, weighed one by one."""

from __future__ import annotations

from ..._statistics import added
from ..._xp import Array, namespace, power_logarithm, ratio, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import summed
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...scaling.linear_ratio import linear_ratio

__all__ = ["lmaw"]


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.ignores_zero_weight, law.sole_criterion,
    ],
    breaks=[
        law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof, law.splitting, law.bounded,
        law.continuous, law.direction_free,
    ], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite="pamucar2021",
)  # fmt: skip
def lmaw(x: Array, w: Array, s: Array, *, shares: bool = True) -> Array:
    """Sum of weighted logarithmic shares, one a criterion, between 0 and the number of criteria; higher is better.

    Every value becomes a ratio to the best, raised by one, and its logarithm a share of the criterion's logarithms
    together. The weight of a criterion is an exponent that bends this share towards 1: a criterion of little weight
    adds nearly 1 to all alternatives.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    w : array, shape (..., m)
    s : array, shape (..., m)
    shares : bool, default True
        Whether weights are divided by their total first. The exponents are meant for weights that sum to one; with
        ``False`` they are used as they are, as in publications whose rounded weights do not.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``t_ij = (x_ij + max_i x_ij) / max_i x_ij`` for benefits, ``(min_i x_ij + x_ij) / x_ij`` for costs;
    ``phi_ij = ln t_ij / ln prod_i t_ij``, ``xi_ij = 2 phi_ij**w_j / ((2 - phi_ij)**w_j + phi_ij**w_j)`` and
    ``Q_i = sum_j xi_ij`` (Pamucar et al. 2021, the part of LMAW that ranks). The
    smaller a weight, the steeper its term rises from a value of 0, until it is as good as a jump.

    References
    ----------
    pamucar2021

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [1, 2]], ["Ant", "Bee"], ["quality", "speed"])
    >>> print(mo.lmaw(matrix, {"quality": 0.5, "speed": 0.5}))
    lmaw
    rank  alternative    score
       1  Ant          1.52109
       2  Bee          1.35136
    >>> import numpy as np
    >>> lmaw.kernel(np.array([[4.0, 1.0], [1.0, 2.0]]), np.array([0.5, 0.5]), np.array([1.0, 1.0])).round(4)
    array([1.5211, 1.3514])
    """
    w = share(w) if shares else w
    log_odds = odds(x, s)
    step("weighted logarithmic shares", "xi_ij", lambda: 2.0 - 2.0 * _rest(log_odds, w))
    return step("sum", "Q_i", 2.0 * (x.shape[-1] - summed(_rest, log_odds, w)))


@shared
def odds(x: Array, s: Array) -> Array:
    """Logarithm of ``phi / (2 - phi)`` for logarithmic shares phi, shape (..., n, m)."""
    logarithms = namespace(x, s).log1p(linear_ratio(x, s))
    phi = step("logarithmic shares", "phi_ij", ratio(logarithms, added(logarithms), scale=0.0))
    return power_logarithm(phi / (2.0 - phi))


def _rest(log_odds: Array, w: Array) -> Array:
    """What a weighted share, ``xi = 2 p / (1 + p)`` with ``p = odds**w``, lacks to 2, halved."""
    return 1.0 / (1.0 + namespace(log_odds, w).exp(w * log_odds))
