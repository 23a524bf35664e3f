"""VMCM: projection on the way from the lower to the upper quartiles."""

from __future__ import annotations

from ..._statistics import smallest
from ..._xp import Array, dot, namespace, ratio, share
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.plugin import RatioForm, method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...scaling.minmax import minmax

__all__ = ["quartiles", "vmcm"]


def quartiles(x: Array) -> tuple[Array, Array]:
    """First and third quartile of every column, shape (..., 1, m), interpolated between the values next to them."""
    rising = namespace(x).sort(x, axis=-2)
    found = []
    for part in (0.25, 0.75):
        place = part * (x.shape[-2] - 1)
        low = int(place)
        high = min(low + 1, x.shape[-2] - 1)
        below, above = rising[..., low, None, :], rising[..., high, None, :]
        found.append(below + (place - low) * (above - below))
    return found[0], found[1]


@shared
def progress(x: Array, s: Array) -> tuple[Array, Array]:
    """Progress of every value times the whole way of its criterion, and the squared way, shape (..., 1, m)."""
    xp, n = namespace(x, s), x.shape[-2]
    r = minmax(x, s)  # places within the range, so that squares neither overflow nor underflow
    centred = r - xp.sum(r, axis=-2, keepdims=True) / n
    deviation = xp.sqrt(xp.sum(centred**2, axis=-2, keepdims=True) / n)
    z = step("standardised value", "z_ij", ratio(centred, deviation, scale=xp.ones_like(deviation)))
    low, high = quartiles(z)
    step("anti-pattern", "a_j", low)
    step("pattern", "p_j", high)
    way = high - low
    return (z - low) * way, way**2


def squares(x: Array, s: Array) -> RatioForm:
    """Progress from the least that there is, and the same whole way for all, which the squared weights contract."""
    along, whole = progress(x, s)
    return RatioForm(along - smallest(along, -2), whole + namespace(along).zeros_like(along), 2.0, least=None)


@method(
    SCORE,
    ratio_form=squares,
    keeps=[law.dominance, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.ignores_zero_weight],
    breaks=[
        law.strict_dominance, law.response, law.order_only, law.independent, law.dominated_newcomer, law.clone_proof, law.splitting,
        law.bounded, law.continuous, law.direction_free, law.sole_criterion,
    ], facts=[fact.columns, fact.places, fact.rises],
    cite=["nermend2009", "nermend2023"],
)  # fmt: skip
def vmcm(x: Array, w: Array, s: Array) -> Array:
    """How far an alternative has come on the way from an anti-pattern, 0, to a pattern, 1; higher is better.

    The pattern takes the better quartile of every standardised and weighted criterion, the anti-pattern the worse
    one. The measure projects the alternative on the line through the two, and may lie below 0 or above 1.

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
    ``m_i = sum_j (z_ij - a_j) (p_j - a_j) / sum_j (p_j - a_j)**2`` with weighted standardised values ``z``, pattern
    ``p`` and anti-pattern ``a`` (Nermend 2009, 2023). Costs are negated first, so that their lower quartile is the
    pattern. Whether the standard deviation divides by n or by n - 1 makes no difference. Quartiles are interpolated
    linearly between values.

    A criterion whose quartiles coincide contributes nothing, even where some values differ; where all do, all score 0.
    The elimination of criteria that hardly vary, which comes first in the publications, is left to the user.

    References
    ----------
    nermend2009, nermend2023

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1], [2], [3], [4], [5]], ["Ant", "Bee", "Cat", "Doe", "Elk"], ["quality"])
    >>> print(mo.vmcm(matrix, {"quality": 1}))
    vmcm
    rank  alternative  score
       1  Elk            1.5
       2  Doe              1
       3  Cat            0.5
       4  Bee              0
       5  Ant           -0.5
    >>> import numpy as np
    >>> x = np.array([[1.0], [2.0], [3.0], [4.0], [5.0]])
    >>> vmcm.kernel(x, np.array([1.0]), np.array([1.0]))
    array([-0.5,  0. ,  0.5,  1. ,  1.5])
    """
    (along, whole), square = progress(x, s), share(w) ** 2
    return step("synthetic measure", "m_i", ratio(dot(along, square), dot(whole, square), scale=0.0))
