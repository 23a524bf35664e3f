"""CILOS: how little is lost on a criterion when another one is at its best."""

from __future__ import annotations

from .._statistics import largest
from .._xp import Array, namespace, share
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..numerics.column_statistics import deviation
from ..plugin.family import POSITIVE_COSTS
from ..plugin.plugin import weighting
from ..plugin.steps import step
from ..scaling.linear_ratio import linear_ratio

__all__ = ["cilos"]

FAINT = 1e-60
"""A loss where there is none, far below any that floating point can show; its square stands for none at all."""


def _equilibrium(rates: Array) -> Array:
    """Return what flows in and out of every place alike, shape (..., m); `rates` [..., j, k] are those from k to j, above zero.

    One place after another is closed, and its flow is passed on (Grassmann, Taksar and Heyman 1985). Nothing is ever
    subtracted, so every entry is right to the last digits however far apart the rates are.
    """
    xp = namespace(rates)
    shares = []
    for k in range(rates.shape[-1] - 1, 0, -1):
        out = rates[..., :k, k]
        shares.append(rates[..., k, :k] / xp.sum(out, axis=-1, keepdims=True))
        rates = rates[..., :k, :k] + out[..., :, None] * shares[-1][..., None, :]
    q = xp.ones_like(rates[..., 0])
    for part in reversed(shares):
        q = xp.concat([q, xp.sum(q * part, axis=-1, keepdims=True)], axis=-1)
    return q


@weighting(
    domain=POSITIVE_COSTS,
    keeps=[simplex, constant_gets_zero, unit_free],
    breaks=[origin_free, mirror, direction_free],
    facts=[fact.parts],
    cite="zavadskas2016",
)
def cilos(x: Array, s: Array) -> Array:
    """Weights by how little a criterion loses when another one is at its best: the criterion impact loss.

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
    Costs become ``min_i x_ij / x_ij``. Row j of ``A`` is the alternative that is best on criterion j, ``P_jk = (a_kk - a_jk) /
    a_kk`` is the loss on k, ``F`` is ``P`` with minus its column sums on the diagonal, and ``F q = 0`` (Zavadskas and Podvezko 2016).
    Column sums by which the publication divides cancel in ``P``.

    Choices where the publication is silent: alternatives that tie for the best on a criterion stand in its row with
    their mean. A constant criterion is left out before, and gets weight 0. A criterion that varies but loses nothing takes all
    weight, as the equations say; where they have more than one solution, because several such criteria or groups
    of criteria do not lose to each other, q is the solution nearest to equal weights that is had by letting every
    criterion lose the same infinitely small amount.

    References
    ----------
    zavadskas2016, grassmann1985

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [2, 4]], ["Ant", "Bee"], ["quality", "speed"])
    >>> mo.weightings.cilos(matrix)
    Weights({'quality': 0.6, 'speed': 0.4}, source='cilos')
    >>> import numpy as np
    >>> cilos.kernel(np.array([[4.0, 1.0], [2.0, 4.0]]), np.ones(2))
    array([0.6, 0.4])
    """
    xp = namespace(x, s)
    r = linear_ratio(x, s)
    varies = deviation(r) > 0
    r = xp.where(varies[..., None, :], r, xp.ones_like(r))
    best = xp.astype(r == largest(r, -2), r.dtype)
    count = xp.matrix_transpose(xp.sum(best, axis=-2, keepdims=True))
    square = step("values where each criterion is best", "A_jj", xp.matmul(xp.matrix_transpose(best), r) / count)
    losses = step("relative losses", "P_jj", 1.0 - square)
    step("weight system", "F_jj", lambda: losses - xp.eye(losses.shape[-1]) * xp.sum(losses, axis=-2, keepdims=True))
    double = xp.astype(losses, xp.float64)  # single precision has no numbers as faint as that
    rates = xp.where(varies[..., :, None], double + FAINT, xp.full_like(double, FAINT**2))
    q = _equilibrium(rates)
    q = xp.astype(share(xp.where(varies, q / xp.max(q, axis=-1, keepdims=True), xp.zeros_like(q))), r.dtype)
    return step("impact loss weights", "q_j", q)
