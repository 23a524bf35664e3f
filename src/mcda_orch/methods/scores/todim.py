"""TODIM: gains and losses against every other alternative, losses felt more."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ..._statistics import largest, smallest
from ..._xp import Array, dot, is_numpy, namespace, ratio, share
from ...laws import facts as fact
from ...laws import scores as law
from ...numerics.root_sums import root_sums
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import AnyScaling, Positive
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.minmax import minmax
from ...scaling.total import total

__all__ = ["todim"]

PAIRS = 48
"""Alternatives up to which every opponent is met in turn."""


def roots(r: Array) -> tuple[Array, Array]:
    """Sums of the roots of the gains and of the losses against all others, criterion by criterion, each of shape (..., n, m)."""
    xp, (n, m) = namespace(r), r.shape[-2:]
    if n > PAIRS and is_numpy(r):
        columns = np.moveaxis(r, -2, -1).reshape(-1, n).astype(np.float64)
        gain, loss = (np.reshape(sums, (*r.shape[:-2], m, n)) for sums in zip(*map(root_sums, columns), strict=True))
        return np.moveaxis(gain, -1, -2).astype(r.dtype), np.moveaxis(loss, -1, -2).astype(r.dtype)
    gain = loss = xp.zeros_like(r)
    for k in range(n):  # one opponent of all alternatives at a time, so that no pairs are kept
        d = r - r[..., k, None, :]
        gain = gain + xp.sqrt(xp.maximum(d, xp.zeros_like(d)))
        loss = loss + xp.sqrt(xp.maximum(-d, xp.zeros_like(d)))
    return gain, loss


@method(
    SCORE,
    keeps=[law.dominance, law.strict_dominance, law.weight_free, law.unit_free, law.ignores_zero_weight, law.bounded, law.sole_criterion],
    breaks=[
        law.response, law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof,
        law.splitting, law.continuous, law.direction_free,
    ], facts=[fact.parts, fact.shares],
    cite=["gomes1992", "gomes2009", "lourenzutti2013"],
    variants=[
        Variant("losses weighted as gains", {"losses": "direct"}),
        Variant("min-max", {"scale": minmax}, keeps=[law.origin_free, law.mirror], facts=[fact.places]),
    ],
)  # fmt: skip
def todim(
    x: Array,
    w: Array,
    s: Array,
    *,
    theta: Positive = 1.0,
    losses: Literal["inverse", "direct"] = "inverse",
    scale: AnyScaling = total,
) -> Array:
    """Place between the least and the most dominant alternative, in [0, 1]; higher is better.

    Every pair is compared on every criterion by the square root of their difference: what is better gains, what is
    worse loses, as the value function of prospect theory has it. Gains and losses against all others add up.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative, positive on costs, unless another scaling takes more.
    w : array, shape (..., m)
    s : array, shape (..., m)
    theta : float, default 1.0
        Attenuation of losses, positive: below 1 losses weigh more, above 1 less.
    losses : {"inverse", "direct"}
        Whether a loss on an important criterion counts less, as in the original, or more, like a gain
        (Lourenzutti and Krohling 2013).
    scale : Scaling or its name, default total

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``xi_i = (delta_i - min delta) / (max delta - min delta)`` with ``delta_i = sum_k sum_j phi_j(i, k)``; ``phi`` is
    ``sqrt(w_j d / sum w)`` for a gain ``d`` and ``-sqrt(d sum w / w_j) / theta`` for a loss (Gomes and Lima 1992;
    Gomes and Rangel 2009); with ``losses="direct"`` a loss is ``-sqrt(w_j d / sum w) / theta``. The reference
    criterion of the publications cancels. Roots of differences are summed before the weights enter.

    A criterion of weight zero is left out, where the original loss has no bound. Where all are equally dominant, all
    score 0.

    References
    ----------
    gomes1992, gomes2009, lourenzutti2013

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 1], [3, 2], [1, 5]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.todim(matrix, {"quality": 0.6, "speed": 0.4}))
    todim
    rank  alternative     score
       1  Cat                 1
       2  Bee          0.351586
       3  Ant                 0
    >>> import numpy as np
    >>> todim.kernel(np.array([[4.0, 1.0], [3.0, 2.0], [1.0, 5.0]]), np.array([0.6, 0.4]), np.array([1.0, 1.0])).round(3)
    array([0.   , 0.352, 1.   ])
    """
    xp = namespace(x, w, s)
    r = scale(x, s)
    gain, loss = roots(r)
    step("roots of the gains", "g_ij", gain)
    step("roots of the losses", "l_ij", loss)
    weight = xp.sqrt(share(w))
    gained = dot(gain, weight)
    lost = dot(loss, weight if losses == "direct" else ratio(xp.ones_like(weight), weight, scale=xp.zeros_like(weight))) / theta
    delta = step("dominance", "delta_i", gained - lost)
    least, most = smallest(delta, -1), largest(delta, -1)
    return step("global value", "xi_i", ratio(delta - least, most - least, scale=largest(gained + lost, -1)))
