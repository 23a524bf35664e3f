"""MULTIMOORA: three views of the same table, and the dominance among them."""

from __future__ import annotations

import math
from typing import Any, Literal, TypeAlias

import numpy as np

from ..._statistics import largest
from ..._xp import Array, dot, is_numpy, namespace
from ...core.majority import final_places, view
from ...core.positions import TIE
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import largest_weighted
from ...plugin.family import LOWER, POSITIVE, SCORE
from ...plugin.law import Variant
from ...plugin.parameter import AnyScaling
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.vector import vector
from .multiplicative import features as logarithms

__all__ = ["Fusion", "multimoora"]

PAIRS, ALONE = 30, 150
"""Alternatives up to which chains are followed pair by pair, in a batch and else; beyond, sets of alternatives are bits."""

Fusion: TypeAlias = Literal["dominance", "reciprocal_rank", "rank_sum"]
Weighing: TypeAlias = Literal["none", "exponents", "factors"]


@method(
    SCORE,
    domain=POSITIVE,
    better=LOWER,
    keeps=[law.dominance, law.weight_free, law.unit_free, law.ignores_zero_weight, law.sole_criterion],
    breaks=[
        law.strict_dominance, law.response, law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof,
        law.splitting, law.bounded, law.continuous, law.direction_free,
    ], facts=[fact.parts, fact.shares],
    cite=["brauers2010", "brauers2011"],
    variants=[
        Variant("reciprocal ranks", {"fusion": "reciprocal_rank"}, keeps=[law.strict_dominance]),
        Variant("sum of ranks", {"fusion": "rank_sum"}, keeps=[law.strict_dominance]),
        Variant("weights as exponents", {"weighing": "exponents"}),
    ],
)  # fmt: skip
def multimoora(
    x: Array,
    w: Array,
    s: Array,
    *,
    fusion: Fusion = "dominance",
    weighing: Weighing = "none",
    scale: AnyScaling | None = None,
) -> Array:
    """Final place, 1 for the best, after a vote of three rankings; lower is better.

    The ratio system (`moora`) lets criteria make up for each other, the reference point (`moora_reference`) does not,
    and the full multiplicative form (`multiplicative`) does so in proportions. One alternative dominates another where
    more of the three rank it higher than lower.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive.
    w : array, shape (..., m)
    s : array, shape (..., m)
    fusion : {"dominance", "reciprocal_rank", "rank_sum"}
        How three rankings become one: the theory of dominance, or a number made of the three places: one over the sum
        of their reciprocals, or their sum. Altuntas et al. (2015) compare such fusions; Brauers and Zavadskas (2011)
        hold that places must not be added.
    weighing : {"none", "exponents", "factors"}
        What weights do in the multiplicative form: nothing but leave out criteria of weight zero (Brauers and Zavadskas
        2010), they are exponents (Hafezalkotob et al. 2019), or they multiply the values, which multiplies all products
        alike (Karabasevic et al. 2015).
    scale : Scaling or its name, optional
        Of the values that are multiplied: as they are, unless given; see `multiplicative`.

    Returns
    -------
    array, shape (..., n)
        Places under ``fusion="dominance"``, else the number made of the three places.

    Notes
    -----
    The theory of dominance (Brauers and Zavadskas 2011) asks for dominance in at least two of three rankings, takes
    it on through others, and gives the same place to alternatives that dominate each other in a circle. In formulas: i
    dominates k where more of the three put i before k than k before i, so that a tie in one of them is no vote;
    ``i >> k`` where a chain of such dominances leads from i to k and none leads back; and the place is
    ``1 + number of k with k >> i``. Members of a circle have the same chains, hence the same place, and one who dominates
    another outside of a circle always has the better place.

    Each of the three is compared with the library's tolerance for ties, so that rounding casts no vote.

    References
    ----------
    brauers2010, brauers2011, altuntas2015, hafezalkotob2019, karabasevic2015

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[4, 3], [3, 3], [5, 4]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.multimoora(matrix, {"quality": 0.6, "speed": 0.4}))
    multimoora (lower is better)
    rank  alternative  score
       1  Cat              1
       2  Ant              2
       3  Bee              3
    >>> import numpy as np
    >>> x, w = np.array([[4.0, 3.0], [3.0, 3.0], [5.0, 4.0]]), np.array([0.6, 0.4])
    >>> multimoora.kernel(x, w, np.array([1.0, 1.0]))
    array([2., 3., 1.])
    """
    xp = namespace(x, w, s)
    r = vector(x, s)
    y = step("ratio system", "y_i", dot(r, w))
    z = step("reference point", "z_i", largest_weighted(largest(r, -2) - r, w))
    terms = logarithms(x, s, scale=scale)
    exponents = w if weighing == "exponents" else xp.astype(w > 0, terms.dtype)
    u = dot(terms, exponents)
    step("full multiplicative form", "U_i", lambda: xp.exp(u + (_constant(w, s) if weighing == "factors" else 0.0)))
    scores = [(y, dot(xp.abs(r), w)), (-z, z), (u, dot(xp.abs(terms), exponents))]  # with the size of what each is summed from
    n, count = u.shape[-1], math.prod(u.shape[:-1])
    sort = is_numpy(x, w, s) and n > (PAIRS if count >= n else ALONE)
    if sort:
        views = [view(score.reshape(count, n), TIE * np.broadcast_to(size, u.shape).max(axis=-1).reshape(count)) for score, size in scores]
        places = [one.places().reshape(u.shape).astype(u.dtype) for one in views]
    else:
        pairs = [_ahead(score, size) for score, size in scores]
        places = [_places(one, u.dtype) for one in pairs]
    for name, symbol, place in zip(("ratio system", "reference point", "full multiplicative form"), ("y", "z", "U"), places, strict=True):
        step(f"place in the {name}", f"rank {symbol}_i", place)
    if fusion == "rank_sum":
        return step("sum of the places", "P_i", sum(places[1:], places[0]))
    if fusion == "reciprocal_rank":
        return step("one over the sum of reciprocal places", "P_i", 1.0 / sum((1.0 / place for place in places[1:]), 1.0 / places[0]))
    return step("final place", "P_i", final_places(views).reshape(u.shape).astype(u.dtype) if sort else _final(pairs, u.dtype))


def _constant(w: Array, s: Array) -> Array:
    """Logarithm of what weights as factors multiply every product by."""
    xp = namespace(w, s)
    return xp.sum(s * xp.log(xp.where(w > 0, w, xp.ones_like(w))), axis=-1, keepdims=True)


def _ahead(score: Array, size: Array) -> Array:
    """Tell for every pair whether the first is better by more than rounding, shape (n, n, ...): a batch runs along the inner axis."""
    xp = namespace(score, size)
    rows = xp.moveaxis(score, -1, 0)
    if is_numpy(rows):
        rows = xp.ascontiguousarray(rows)  # else NumPy keeps the old order in memory, with the short axis inside
    return rows[:, None, ...] - rows[None, ...] > TIE * xp.max(size, axis=-1)


def _places(ahead: Array, dtype: Any) -> Array:
    """One more than how many are ahead, shape (..., n)."""
    xp = namespace(ahead)
    return 1.0 + xp.astype(xp.moveaxis(xp.sum(xp.astype(ahead, xp.int8), axis=-ahead.ndim), 0, -1), dtype)


def _final(views: list[Array], dtype: Any) -> Array:
    """Place under the dominance that majorities of the views lead to, pair by pair."""
    xp = namespace(*views)
    votes = sum((xp.astype(view, xp.int8) for view in views[1:]), xp.astype(views[0], xp.int8))
    reaches = step("dominates, through others too", "D_ik", _chained(votes > xp.moveaxis(votes, 0, 1)))
    return _places(reaches & ~xp.moveaxis(reaches, 0, 1), dtype)


def _chained(relation: Array) -> Array:
    """Follow chains of a relation, through one alternative more at a time."""
    for k in range(relation.shape[-relation.ndim]):
        relation = relation | (relation[:, k, None, ...] & relation[k, None, ...])
    return relation
