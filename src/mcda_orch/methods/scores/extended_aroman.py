"""Extended AROMAN: two normalisations in one, a root of the benefits less a root of the costs."""

from __future__ import annotations

from ..._xp import Array, namespace, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import NONNEGATIVE, SCORE
from ...plugin.parameter import Proportion
from ...plugin.plugin import method
from ...plugin.steps import step
from .aroman import sums

__all__ = ["extended_aroman"]


@method(
    SCORE,
    domain=NONNEGATIVE,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.ignores_zero_weight, law.splitting, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof, law.bounded, law.direction_free], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite="boskovicextended2023",
)  # fmt: skip
def extended_aroman(x: Array, w: Array, s: Array, *, beta: Proportion = 0.5, lam: Proportion = 0.5) -> Array:
    """Exponential of the root of the weighted benefits less the root of the weighted costs; higher is better.

    Every value is the average of its place within the criterion's range and its share of the criterion's Euclidean
    length. Other than in `aroman`, costs count against an alternative.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative.
    w : array, shape (..., m)
        Taken as shares of their total.
    s : array, shape (..., m)
    beta : float, default 0.5
        Part of the first normalisation, in [0, 1].
    lam : float, default 0.5
        Exponent of the costs; benefits have the exponent ``1 - lam``.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``R_i = exp(A_i**(1 - lam) - L_i**lam)`` with L and A as in `aroman` (Boskovic et al. 2023, the extension for cargo
    bike delivery). A criterion that is the same for all is left out of both.

    References
    ----------
    boskovicextended2023

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [3, 2]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.extended_aroman(matrix, {"quality": 0.5, "price": 0.5}))
    extended_aroman
    rank  alternative     score
       1  Ant           1.26859
       2  Bee          0.808348
    >>> import numpy as np
    >>> extended_aroman.kernel(np.array([[4.0, 1.0], [3.0, 2.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0])).round(4)
    array([1.2686, 0.8083])
    """
    xp = namespace(x, w, s)
    cost, gain = sums(x, share(w), s, beta)
    return step("final ranking", "R_i", xp.exp(gain ** (1.0 - lam) - cost**lam))
