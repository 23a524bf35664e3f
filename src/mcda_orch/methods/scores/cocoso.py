"""CoCoSo: three ways to put a weighted sum and a weighted product together, combined."""

from __future__ import annotations

from ..._statistics import together
from ..._xp import Array, dot, is_numpy, namespace, power_logarithm, ratio, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import summed
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low, Proportion
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...scaling.minmax import minmax

__all__ = ["cocoso"]

MANY = 256
"""Weights from which it pays to see whether all count."""


@method(
    SCORE,
    keeps=[
        law.dominance, law.strict_dominance, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.ignores_zero_weight, law.sole_criterion,
    ],
    breaks=[
        law.response, law.order_only, law.independent, law.dominated_newcomer, law.clone_proof, law.splitting, law.bounded, law.continuous, law.direction_free,
    ], facts=[fact.places, fact.shares],
    rowwise=True,
    cite="yazdani2019",
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.response])],
)  # fmt: skip
def cocoso(
    x: Array, w: Array, s: Array, *, lam: Proportion = 0.5, low: Low | None = None, high: High | None = None, shares: bool = True
) -> Array:
    """Combined compromise of three appraisal scores; higher is better.

    S is a weighted sum of min-max scaled values, P a sum of their powers. Three scores compare them: with the sum of
    all alternatives, with the least one, and with the greatest one. The result is the geometric mean of the three
    and their arithmetic mean, added.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    lam : float, default 0.5
        Part of S against P in the third score, in [0, 1].
    low, high : array, shape (..., m), optional
        Ends of each criterion's range: declared bounds, else those found in the data.
    shares : bool, default True
        Whether weights are divided by their total first. The exponents are meant for weights that sum to one; with
        ``False`` they are used as they are, as in publications whose rounded weights do not.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``S_i = sum_j w_j r_ij``, ``P_i = sum_j r_ij**w_j``; ``k_ia = (P_i + S_i) / sum_i (P_i + S_i)``,
    ``k_ib = S_i / min_i S_i + P_i / min_i P_i``, ``k_ic = (lam S_i + (1 - lam) P_i) / (lam max_i S_i + (1 - lam) max_i P_i)``;
    ``k_i = (k_ia k_ib k_ic)**(1/3) + (k_ia + k_ib + k_ic) / 3`` (Yazdani et al. 2019, steps 1-5).

    Two cases that the publication leaves open. A criterion of weight 0 adds nothing to P, although ``r**0`` is 1.
    Where an alternative is the worst throughout, min S or min P is 0 and nothing can be compared with it: that part
    of ``k_ib`` is 0 for all.

    References
    ----------
    yazdani2019

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 3], [2, 2], [4, 1]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.cocoso(matrix, {"quality": 0.5, "speed": 0.5}))
    cocoso
    rank  alternative    score
       1  Bee          2.12354
       2  Ant          1.95864
       2  Cat          1.95864
    >>> import numpy as np
    >>> x = np.array([[1.0, 3.0], [2.0, 2.0], [4.0, 1.0]])
    >>> cocoso.kernel(x, np.array([0.5, 0.5]), np.array([1.0, 1.0])).round(4)
    array([1.9586, 2.1235, 1.9586])
    """
    w = share(w) if shares else w
    r, logarithms = places(x, s, low, high)
    sums = step("weighted sum", "S_i", dot(r, w))
    powers = step("sum of powers", "P_i", summed(_power, logarithms, w))
    both = sums + powers
    whole, *of_sums, least, most = together(
        -1, ("sum", both), ("smallest", sums), ("largest", sums), ("smallest", powers), ("largest", powers)
    )
    a = step("against the sum", "k_ia", ratio(both, whole, scale=0.0))
    b = step(
        "against the least", "k_ib", ratio(sums, of_sums[0], scale=of_sums[1]) + ratio(powers, least, scale=most)
    )  # 0 where that is nil
    blend = lam * sums + (1.0 - lam) * powers
    c = step("against the greatest", "k_ic", ratio(blend, lam * of_sums[1] + (1.0 - lam) * most, scale=0.0))
    return step("compromise", "k_i", (a * b * c) ** (1.0 / 3.0) + (a + b + c) / 3.0)


@shared
def places(x: Array, s: Array, low: Array | None, high: Array | None) -> tuple[Array, Array]:
    """Places within the ranges, those below being at their ends, and their logarithms."""
    r = namespace(x, s).maximum(minmax(x, s, low=low, high=high), namespace(x).zeros_like(x))
    return r, power_logarithm(r)


def _power(log_r: Array, w: Array) -> Array:
    xp = namespace(log_r, w)
    powers = xp.exp(w * log_r)
    return powers if is_numpy(w) and len(w) >= MANY and (w > 0).all() else xp.astype(w > 0, log_r.dtype) * powers
