"""Ranks within a criterion."""

from __future__ import annotations

from .._xp import Array, namespace
from ..laws import facts as fact
from ..laws import scores as law
from ..plugin.plugin import scaling
from ..plugin.steps import step
from ..plugin.turns import cells

__all__ = ["ranks"]


@scaling(
    sees="order",
    turns=cells,
    keeps=[law.unit_free, law.origin_free, law.mirror, law.monotone],
    breaks=[law.independent, law.bounded, law.direction_free],
    facts=[fact.order],
    cite="kendall1945",
)
def ranks(x: Array, s: Array) -> Array:
    """Rank within a criterion, counted from the worst: 1 for the worst of n, n for the best.

    Only the order of the values counts, so an ordinal scale needs no numbers for its levels.

    Parameters
    ----------
    x : array, shape (..., n, m)
    s : array, shape (..., m)

    Returns
    -------
    array, shape (..., n, m)

    Notes
    -----
    Equal values share the average of their ranks (Kendall 1945), so every criterion adds up to ``n (n + 1) / 2``:
    ``r_ij = 1/2 + sum_k (1 + sign(s_j (x_ij - x_kj))) / 2``.

    References
    ----------
    kendall1945

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[7, 7], [9, 9], [7, 7]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> print(mo.scalings.ranks(matrix))
    alternative  quality  price
    Ant              1.5    2.5
    Bee                3      1
    Cat              1.5    2.5
    >>> import numpy as np
    >>> ranks.kernel(np.array([[7.0, 7.0], [9.0, 9.0], [7.0, 7.0]]), np.array([1.0, -1.0]))
    array([[1.5, 2.5],
           [3. , 1. ],
           [1.5, 2.5]])
    """
    xp = namespace(x, s)
    worth = s[..., None, :] * x
    beaten = []
    for j in range(x.shape[-1]):  # one table of pairs in flight
        column = worth[..., j]
        beaten.append(xp.sum(0.5 + 0.5 * xp.sign(column[..., :, None] - column[..., None, :]), axis=-1))
    return step("rank from the worst", "r_ij", 0.5 + xp.stack(beaten, axis=-1))
