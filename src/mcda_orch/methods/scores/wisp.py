"""WISP: sums and products of benefits and costs, subtracted and divided."""

from __future__ import annotations

from ..._statistics import together
from ..._xp import Array, dot, logarithm, namespace, ratio, share, total
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE_COSTS, SCORE
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.maximum import maximum

__all__ = ["exponential", "measures", "relative", "relative_power", "wisp"]


def measures(x: Array, w: Array, s: Array, *, shares: bool = True) -> tuple[Array, Array, Array, Array]:
    """Benefits and costs compared: differences of sums and of products, logarithms of their ratios, shape (..., n) each."""
    xp = namespace(x, w, s)
    w = share(w) if shares else w
    r = maximum(x, xp.ones_like(s))  # costs are divided by their largest value too
    log_r = logarithm(r)
    sums, products, logarithms = [], [], []
    for sign in (1.0, -1.0):
        counts = xp.astype((s * sign > 0) & (w > 0), r.dtype)
        some = total(counts) > 0
        whole = dot(r, w * counts)
        power = dot(log_r, counts) + total(counts * logarithm(w))
        sums.append(whole)
        products.append(xp.where(some, exponential(power), xp.zeros_like(power)))
        logarithms.append((xp.where(some, logarithm(whole), xp.zeros_like(whole)), power))
    (gain, gain_power), (cost, cost_power) = logarithms
    return sums[0] - sums[1], products[0] - products[1], gain - cost, gain_power - cost_power


def exponential(power: Array) -> Array:
    """Exponential, the largest it can be where it would overflow."""
    xp = namespace(power)
    return xp.exp(xp.minimum(power, xp.full_like(power, 709.0)))


def relative(u: Array, top: Array) -> Array:
    """Return ``(1 + u_i) / (1 + max_i u_i)``; `top` is the largest u."""
    return ratio(1.0 + u, 1.0 + top, scale=namespace(u).ones_like(top))


def relative_power(power: Array, top: Array) -> Array:
    """Return ``(1 + u_i) / (1 + max_i u_i)`` for ``u = exp(power)``, which may overflow; `top` is the largest power."""
    xp = namespace(power)
    above = xp.maximum(top, xp.zeros_like(top))
    one = xp.exp(-above)
    return (one + xp.exp(power - above)) / (one + xp.exp(top - above))


@method(
    SCORE,
    domain=POSITIVE_COSTS,
    keeps=[
        law.dominance, law.strict_dominance, law.weight_free, law.unit_free, law.clone_proof, law.ignores_zero_weight, law.bounded,
        law.continuous, law.sole_criterion,
    ],
    breaks=[law.response, law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.splitting, law.direction_free], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite=["stanujkic2023", "stanujkic2021"],
)  # fmt: skip
def wisp(x: Array, w: Array, s: Array, *, shares: bool = True) -> Array:
    """Mean of four comparisons of what an alternative gains with what it costs; higher is better.

    Benefits and costs are each gathered in a weighted sum and in a weighted product. Benefits less costs, and
    benefits divided by costs, give four utility measures, each taken relative to its largest.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; positive on costs.
    w : array, shape (..., m)
    s : array, shape (..., m)
    shares : bool, default True
        Whether weights are divided by their total first. The measures are meant for weights that sum to one; with
        ``False`` they are used as they are.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``u_i = (ubar(wsd) + ubar(wpd) + ubar(wsr) + ubar(wpr)) / 4`` with ``ubar = (1 + u_i) / (1 + max_i u_i)``
    (Stanujkic et al. 2023; worked example in Stanujkic et al. 2021). Both benefits and costs are divided by their
    largest value; products are of ``w_j r_ij``.

    Where there are only benefits or only costs, what is missing is 0 in the differences and 1 in the ratios, so that the
    ratios are the benefits themselves, or one divided by the costs. A criterion of weight zero takes no part in the
    products. `simple_wisp` takes two of the four measures.

    References
    ----------
    stanujkic2023, stanujkic2021

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [2, 2]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.wisp(matrix, {"quality": 0.5, "price": 0.5}))
    wisp
    rank  alternative  score
       1  Ant              1
       2  Bee           0.55
    >>> import numpy as np
    >>> wisp.kernel(np.array([[4.0, 1.0], [2.0, 2.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0]))
    array([1.  , 0.55])
    """
    sum_difference, product_difference, sum_ratio, product_ratio = measures(x, w, s, shares=shares)
    step("weighted sum difference", "u_i(wsd)", sum_difference)
    step("weighted product difference", "u_i(wpd)", product_difference)
    step("weighted sum ratio", "u_i(wsr)", lambda: exponential(sum_ratio))
    step("weighted product ratio", "u_i(wpr)", lambda: exponential(product_ratio))
    tops = together(-1, *(("largest", u) for u in (sum_difference, product_difference, sum_ratio, product_ratio)))
    wsd = step("relative sum difference", "ubar_i(wsd)", relative(sum_difference, tops[0]))
    wpd = step("relative product difference", "ubar_i(wpd)", relative(product_difference, tops[1]))
    wsr = step("relative sum ratio", "ubar_i(wsr)", relative_power(sum_ratio, tops[2]))
    wpr = step("relative product ratio", "ubar_i(wpr)", relative_power(product_ratio, tops[3]))
    return step("utility", "u_i", (wsd + wpd + wsr + wpr) / 4.0)
