"""Sugeno integral: the level that criteria of as much worth reach."""

from __future__ import annotations

from ..._xp import Array, namespace
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import AnyScaling
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.minmax import minmax
from .choquet import Worth, climb

__all__ = ["sugeno"]


@method(
    SCORE,
    keeps=[
        law.dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror, law.clone_proof, law.ignores_zero_weight, law.splitting, law.bounded,
        law.continuous,
    ],
    breaks=[law.strict_dominance, law.order_only, law.independent, law.dominated_newcomer, law.direction_free, law.sole_criterion], facts=[fact.places, fact.shares],
    rowwise=True,
    cite=["sugeno1977", "grabisch1996"],
    variants=[
        Variant("declared bounds", {"scale": minmax.with_(low=-8.0, high=16.0)}, keeps=[law.independent, law.dominated_newcomer], facts=[fact.rows]),
    ],
)  # fmt: skip
def sugeno(x: Array, w: Array, s: Array, *, scale: AnyScaling = minmax, capacity: Worth | None = None) -> Array:
    """Highest level t in [0, 1] that criteria of at least the worth t reach; higher is better.

    A score of 0.6 says that criteria worth 60% of the whole lie at 0.6 or above. Values and worths are only compared,
    never added or multiplied, so both must mean the same on one scale from 0 to 1. The score is a kind of median, and
    many alternatives tie.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
        Used where no capacity is given.
    s : array, shape (..., m)
    scale : Scaling or its name, default minmax
        Onto [0, 1].
    capacity : Capacity or array, shape (..., 2**m), optional
        Worth of every set of criteria. Unless given, the sum of the shares of weight.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``S_i = max_j min(r_(j), mu(A_(j)))`` with values in increasing order and ``A_(j)`` the criteria whose value is at least
    ``r_(j)`` (Sugeno 1977; Grabisch 1996).

    References
    ----------
    sugeno1977, grabisch1996

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[0.2, 0.9, 0.6]], ["Ant"], ["quality", "speed", "safety"])
    >>> print(mo.sugeno(matrix, {"quality": 0.2, "speed": 0.5, "safety": 0.3}, scale=mo.scalings.identity))
    sugeno
    rank  alternative  score
       1  Ant            0.6
    >>> import numpy as np
    >>> from mcda_orch.scaling.identity import identity
    >>> x, w, s = np.array([[0.2, 0.9, 0.6]]), np.array([0.2, 0.5, 0.3]), np.ones(3)
    >>> sugeno.kernel(x, w, s, scale=identity)
    array([0.6])
    """
    xp = namespace(x, w, s)
    reached = [xp.minimum(level, part) for level, _, part in climb(scale(x, s), w, capacity)]
    found = reached[0]
    for other in reached[1:]:
        found = xp.maximum(found, other)
    return step("Sugeno integral", "S_i", found)
