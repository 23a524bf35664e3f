"""EDAS: how far above, and how little below, the average."""

from __future__ import annotations

from ..._statistics import count, powers, together
from ..._xp import Array, dot, namespace, ratio, total
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import NONNEGATIVE, SCORE
from ...plugin.plugin import method
from ...plugin.steps import step

__all__ = ["edas"]


@method(
    SCORE,
    domain=NONNEGATIVE,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.ignores_zero_weight, law.splitting,
        law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof, law.direction_free], facts=[fact.parts, fact.shares],
    rowwise=True,
    cite="keshavarz2015",
)  # fmt: skip
def edas(x: Array, w: Array, s: Array) -> Array:
    """Appraisal against the average alternative, in [0, 1]; higher is better.

    Every criterion has an average. What an alternative gains on it and what it loses against it are added up
    apart, each as a part of the greatest such sum, and the score is the mean of the gain and of what the loss leaves.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative: distances are parts of the average.
    w : array, shape (..., m)
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``AS_i = (NSP_i + NSN_i) / 2`` with ``NSP_i = SP_i / max_i SP_i``, ``NSN_i = 1 - SN_i / max_i SN_i`` (Keshavarz
    Ghorabaee et al. 2015, eqs. 1-11). The publication leaves open what happens where no alternative differs from the
    average: gains and losses are then 0, and all score 1/2. A criterion that is 0 for all contributes nothing.

    References
    ----------
    keshavarz2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 1], [2, 3], [3, 2]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.edas(matrix, {"quality": 2, "speed": 1}))
    edas
    rank  alternative  score
       1  Cat              1
       2  Bee           0.75
       3  Ant              0
    >>> import numpy as np
    >>> edas.kernel(np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]]), np.array([2.0, 1.0]), np.array([1.0, 1.0]))
    array([0.  , 0.75, 1.  ])
    """
    xp = namespace(x, w, s)
    part, top, whole = powers(x, 1)
    average = whole / count(x)
    step("average", "AV_j", average * top)
    gain = ratio(part - average, s[..., None, :] * average, scale=average)
    above = step("positive distance from average", "PDA_ij", xp.maximum(gain, xp.zeros_like(gain)))
    below = step("negative distance from average", "NDA_ij", above - gain)  # one of the two is 0
    gains = step("weighted sum of positive distances", "SP_i", dot(above, w))
    losses = step("weighted sum of negative distances", "SN_i", dot(below, w))
    whole_weight = total(w)  # distances are parts of the average, so that rounding leaves sums of the size of their weights in doubt
    most_gain, most_loss = together(-1, ("largest", gains), ("largest", losses))
    won = step("normalised gain", "NSP_i", ratio(gains, most_gain, scale=whole_weight))
    kept = step("normalised loss", "NSN_i", 1.0 - ratio(losses, most_loss, scale=whole_weight))
    return step("appraisal", "AS_i", (won + kept) / 2.0)
