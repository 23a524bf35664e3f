"""RAFSI: all criteria mapped onto one interval between an anti-ideal and an ideal."""

from __future__ import annotations

from typing import Annotated

from ..._xp import Array, dot, namespace, ratio
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low, NotBelow, Positive
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...scaling.minmax import reach

__all__ = ["rafsi"]


@shared
def features(
    x: Array,
    s: Array,
    *,
    n1: Positive = 1.0,
    n2k: Annotated[Positive, NotBelow("n1", strict=True)] = 6.0,
    low: Low | None = None,
    high: High | None = None,
) -> Array:
    """Values on the common interval, halved by its means, which the weights contract."""
    xp = namespace(x, s)
    low, high = reach(x, low, high)
    place = ratio(x - low, high - low, scale=xp.maximum(xp.abs(low), xp.abs(high)))
    mapped = step("standardised matrix", "s_ij", n1 + (n2k - n1) * place)
    arithmetic, harmonic = (n1 + n2k) / 2.0, 2.0 / (1.0 / n1 + 1.0 / n2k)
    cheap = harmonic / (2.0 * xp.clip(mapped, n1, None))
    return step("normalised matrix", "s^_ij", xp.where(s[..., None, :] > 0, mapped / (2.0 * arithmetic), cheap))


@method(
    SCORE,
    linear_form=features,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.clone_proof, law.ignores_zero_weight, law.splitting,
        law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.direction_free], facts=[fact.climbs, fact.extremes, fact.leads, fact.parts, fact.rises, fact.sums, fact.unit_interval],
    rowwise=True,
    cite="zizovic2020",
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.independent, law.dominated_newcomer], facts=[fact.own])],
)  # fmt: skip
def rafsi(
    x: Array,
    w: Array,
    s: Array,
    *,
    n1: Positive = 1.0,
    n2k: Annotated[Positive, NotBelow("n1", strict=True)] = 6.0,
    low: Low | None = None,
    high: High | None = None,
) -> Array:
    """Weighted value on an interval that all criteria share; higher is better.

    Each criterion's range, from the lower to the higher of its ideal and anti-ideal, is mapped onto the interval from `n1`
    to `n2k`; benefits rise along it, costs fall with its reciprocal. With declared ranges the score of an alternative
    depends on that alternative alone, so no newcomer can reverse two others.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    n1, n2k : float, default 1 and 6
        Ends of the common interval, positive; their ratio says how many times the ideal is better than the anti-ideal.
    low, high : array, shape (..., m), optional
        Ends of each criterion's range, the ideal being the high one of benefits and the low one of costs: declared bounds,
        else those found in the data, and with these the reversals that the method was made to exclude.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``V_i = sum_j w_j s^_ij`` with ``s_ij = n1 + (n2k - n1) (x_ij - low_j) / (high_j - low_j)``, for benefits
    ``s^_ij = s_ij / (2 A)``, for costs ``s^_ij = H / (2 s_ij)``, A and H the arithmetic and harmonic mean of the interval's ends
    (Zizovic et al. 2020). Values beyond a declared end are mapped on along the line; only a cost below its ideal counts as
    the ideal, since the reciprocal has no meaning there.

    References
    ----------
    zizovic2020

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[5, 5], [0, 0]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.rafsi(matrix, {"quality": 0.5, "price": 0.5}, low={"quality": 0, "price": 0}, high={"quality": 10, "price": 10}))
    rafsi
    rank  alternative     score
       1  Bee               0.5
       2  Ant          0.372449
    >>> import numpy as np
    >>> x, w, s = np.array([[5.0, 5.0], [0.0, 0.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0])
    >>> rafsi.kernel(x, w, s, low=np.array([0.0, 0.0]), high=np.array([10.0, 10.0])).round(4)
    array([0.3724, 0.5   ])
    """
    return step("value", "V_i", dot(features(x, s, n1=n1, n2k=n2k, low=low, high=high), w))
