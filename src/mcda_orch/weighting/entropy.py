"""Entropy weights: a criterion counts as far as its values are unevenly spread."""

from __future__ import annotations

from dataclasses import replace
from math import log

from .._statistics import largest, smallest
from .._xp import Array, namespace, ratio, share
from ..errors import DomainError
from ..laws import facts as fact
from ..laws.scores import direction_free, mirror, origin_free, unit_free
from ..laws.weightings import constant_gets_zero, simplex
from ..plugin.family import NONNEGATIVE
from ..plugin.law import Variant
from ..plugin.parameter import AnyScaling
from ..plugin.plugin import weighting
from ..plugin.steps import step
from ..scaling.minmax import minmax

__all__ = ["entropy"]


@weighting(
    domain=replace(NONNEGATIVE, unless="scale"),
    keeps=[simplex, constant_gets_zero, unit_free, direction_free],
    breaks=[origin_free, mirror],
    facts=[fact.parts],
    cite=["shannon1948", "hwang1981"],
    variants=[Variant("min-max", {"scale": minmax}, keeps=[origin_free, mirror], facts=[fact.places], breaks=[direction_free])],
)
def entropy(x: Array, s: Array, *, scale: AnyScaling | None = None) -> Array:
    """Weights by how unevenly the values of a criterion are spread over the alternatives.

    They say what tells these alternatives apart, not what matters to anyone.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Not negative; a zero adds nothing to the entropy.
    s : array, shape (..., m)
        Raw values are taken for costs too; only a scaling knows them apart.
    scale : Scaling or its name, optional
        Instead of raw values, such as ``minmax``, which makes the weights depend on the place within the range alone. What it
        gives must not be negative.

    Returns
    -------
    array, shape (..., m)

    Notes
    -----
    ``p_ij = x_ij / sum_i x_ij``, ``e_j = -sum_i p_ij ln p_ij / ln n``, ``w_j = (1 - e_j) / sum_j (1 - e_j)``
    (Hwang and Yoon 1981, entropy method; Shannon 1948). Bao et al. (2020) compare raw values with those placed within their
    range, of which every column has a zero.

    References
    ----------
    shannon1948, hwang1981, bao2020

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[7, 300], [9, 250], [8, 280]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    >>> mo.weightings.entropy(matrix)
    Weights({'quality': 0.652731, 'price': 0.347269}, source='entropy')
    >>> import numpy as np
    >>> entropy.kernel(np.array([[1.0, 2.0], [1.0, 4.0]]), np.ones(2))
    array([0., 1.])
    """
    xp = namespace(x, s)
    n = x.shape[-2]
    x = x + xp.zeros_like(s)[..., None, :] if scale is None else scale(x, s)
    if scale is not None and bool(xp.any(x < 0)):
        raise DomainError("the scaling of entropy gives values below 0.", hint="take one onto [0, 1], such as scale='minmax'.")
    part = ratio(x, largest(x, -2))
    p = step("shares", "p_ij", ratio(part, xp.sum(part, axis=-2, keepdims=True)))
    nats = xp.where(p > 0, p * xp.log(xp.where(p > 0, p, xp.ones_like(p))), xp.zeros_like(p))
    e = step("entropy", "e_j", -xp.sum(nats, axis=-2) / (log(n) if n > 1 else 1.0))
    varies = (largest(part, -2) > smallest(part, -2))[..., 0, :]
    spread = xp.where(varies & (e < 1.0), 1.0 - e, xp.zeros_like(e))
    return share(step("divergence", "d_j", spread))
