"""PSI: the preference selection index, whose weights come from the data."""

from __future__ import annotations

from ..._statistics import added, count
from ..._xp import Array, dot, namespace, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...scaling.linear_ratio import linear_ratio

__all__ = ["psi"]


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    keeps=[law.weight_free, law.unit_free, law.ignores_zero_weight],
    breaks=[
        law.dominance, law.strict_dominance, law.response, law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer,
        law.clone_proof, law.splitting, law.bounded, law.continuous, law.direction_free, law.sole_criterion,
    ], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite="maniya2010",
)  # fmt: skip
def psi(x: Array, w: Array, s: Array) -> Array:
    """Sum of ratios to the best, weighted by how little each criterion varies; higher is better.

    The method knows no importance but what it reads off the table: a criterion counts the more, the closer its ratios lie
    together. Of the weights it only asks whether they are above zero; a criterion of weight zero is left out.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    w : array, shape (..., m)
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``I_i = sum_j R_ij psi_j`` with ratios to the best ``R_ij``, ``PV_j = sum_i (R_ij - mean_i R_ij)**2``, ``Phi_j = 1 - PV_j`` and
    ``psi_j = Phi_j / sum_j Phi_j`` (Maniya and Bhatt 2010). PV grows with the number of alternatives. Once it exceeds 1 the
    published formula gives that criterion a negative weight, and a better value lowers the score; the steps show
    ``Phi_j``. Near the point where all ``Phi_j`` sum to zero the scores have a pole; at that point all alternatives score 0.

    References
    ----------
    maniya2010

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 2], [2, 1]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.psi(matrix, {"quality": 1, "price": 1}))
    psi
    rank  alternative  score
       1  Ant           0.75
       1  Bee           0.75
    >>> import numpy as np
    >>> psi.kernel(np.array([[4.0, 2.0], [2.0, 1.0]]), np.array([1.0, 1.0]), np.array([1.0, -1.0]))
    array([0.75, 0.75])
    """
    r, variation = ratios(x, s)
    counts = namespace(x, w, s).astype(w > 0, r.dtype)
    deviation = step("deviation in preference", "Phi_j", (1.0 - variation) * counts)
    whole, size = dot(1.0 - variation[..., None, :], counts), dot(1.0 + variation[..., None, :], counts)
    preference = step("overall preference", "psi_j", ratio(deviation, whole, scale=size))
    return step("preference selection index", "I_i", dot(r, preference))


@shared
def ratios(x: Array, s: Array) -> tuple[Array, Array]:
    """Ratios to the best, and how much they vary by criterion, shape (..., m)."""
    r = linear_ratio(x, s)
    return r, step("preference variation", "PV_j", added((r - added(r) / count(x)) ** 2)[..., 0, :])
