"""TOPSIS: how near to the best point, seen from the worst."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, TypeAlias

from ..._statistics import ends
from ..._xp import Array, dot, lengths, namespace, ratio, share, total
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import largest_weighted
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import AnyScaling, Needs, NotBelow, Point, Unless, at_least
from ...plugin.plugin import RatioForm, Scaling, method
from ...plugin.steps import step, unrecorded
from ...scaling.minmax import minmax, reach
from ...scaling.vector import vector

__all__ = ["Distance", "topsis"]

Distance: TypeAlias = Literal["euclidean", "manhattan", "chebyshev", "minkowski"]


def distances(distance: Distance, p: float, w: Array, *differences: Array) -> list[Array]:
    """Weighted lengths of the rows of several arrays, each of shape (..., n)."""
    if distance == "euclidean":
        return lengths(w, *differences)
    sizes = [namespace(d).abs(d) for d in differences]
    if distance == "manhattan":
        return [dot(d, w) for d in sizes]
    if distance == "chebyshev":
        return [largest_weighted(d, w) for d in sizes]
    return [total(w) * dot(d**p, share(w) ** p) ** (1.0 / p) for d in sizes]


def places(x: Array, s: Array, scale: AnyScaling, low: Point | None, high: Point | None) -> tuple[Array, Array, Array]:
    """Scaled values, the ideal and the anti-ideal."""
    if low is None and high is None:
        r = scale(x, s)
        worst, best = ends(r)
        return r, best, worst
    xp, (start, end) = namespace(x), reach(x, low, high)
    r = minmax(xp.minimum(xp.maximum(x, start), end), s, low=low, high=high)
    best = ratio(end - start, end - start, scale=xp.maximum(xp.abs(start), xp.abs(end)))  # 1, or 0 without a range
    return r, best, xp.zeros_like(best)


def own_direction(x: Array, s: Array, scale: Scaling[...], r: Array, *, declared: bool) -> Callable[[], Array]:
    """What turns scaled values to a criterion's own direction, shape (..., 1, m): -1 where the scaling negates costs, else 1."""

    def signs() -> Array:
        xp = namespace(x, s)
        ones = xp.ones_like(s)
        if declared:
            return ones[..., None, :]
        with unrecorded():
            negated = xp.all(scale(x, ones) == -r, axis=-2, keepdims=True) & (s[..., None, :] < 0)
        return xp.where(negated, -ones[..., None, :], ones[..., None, :])

    return signs


def powers(
    x: Array,
    s: Array,
    *,
    scale: Annotated[AnyScaling, Unless("low"), Unless("high")] = vector,
    distance: Distance = "euclidean",
    p: Annotated[float, at_least(1), Needs("distance", ("minkowski",))] = 2.0,
    low: Point | None = None,
    high: Annotated[Point, NotBelow("low")] | None = None,
) -> RatioForm | None:
    """Powers of the differences from the anti-ideal and from the ideal, which powers of the weights contract."""
    if distance == "chebyshev":
        return None
    power = {"euclidean": 2.0, "manhattan": 1.0}.get(distance, p)
    r, best, worst = places(x, s, scale, low, high)
    xp = namespace(r)
    return RatioForm(xp.abs(r - worst) ** power, xp.abs(r - best) ** power, power)


@method(
    SCORE,
    ratio_form=powers,
    keeps=[
        law.dominance,
        law.strict_dominance,
        law.weight_free,
        law.unit_free,
        law.mirror,
        law.ignores_zero_weight,
        law.bounded,
        law.continuous,
        law.sole_criterion,
    ],
    breaks=[
        law.response,
        law.origin_free,
        law.order_only,
        law.independent,
        law.dominated_newcomer,
        law.clone_proof,
        law.splitting,
        law.direction_free,
    ],
    facts=[fact.climbs, fact.columns, fact.parts, fact.rises, fact.senses],
    rowwise=True,
    cite="hwang1981",
    opinion="vector Euclid",
    variants=[
        Variant(
            "min-max",
            {"scale": minmax},
            keeps=[law.response, law.origin_free, law.clone_proof],
            opinion="min-max Euclid",
            facts=[fact.extremes, fact.places],
        ),
        Variant(
            "declared bounds",
            {"low": -8.0, "high": 16.0},
            keeps=[law.response, law.origin_free, law.independent, law.dominated_newcomer, law.clone_proof],
            opinion="declared Euclid",
            facts=[fact.places, fact.rows],
        ),
        Variant("Manhattan", {"distance": "manhattan"}, keeps=[law.splitting], opinion="vector additive"),
        Variant(
            "Manhattan, min-max",
            {"distance": "manhattan", "scale": minmax},
            keeps=[law.response, law.origin_free, law.clone_proof, law.splitting],
            opinion="min-max additive",
            facts=[fact.extremes, fact.places],
        ),
        Variant(
            "Chebyshev",
            {"distance": "chebyshev"},
            breaks=[law.strict_dominance],
            facts=[fact.shares],
            lacks=[fact.climbs, fact.columns, fact.rises],
        ),
        Variant("Minkowski", {"distance": "minkowski", "p": 3.0}),
    ],
)
def topsis(
    x: Array,
    w: Array,
    s: Array,
    *,
    scale: Annotated[AnyScaling, Unless("low"), Unless("high")] = vector,
    distance: Distance = "euclidean",
    p: Annotated[float, at_least(1), Needs("distance", ("minkowski",))] = 2.0,
    low: Point | None = None,
    high: Annotated[Point, NotBelow("low")] | None = None,
) -> Array:
    """Closeness to the ideal, in [0, 1]; higher is better.

    The ideal takes the best scaled value of every criterion, the anti-ideal the worst. An alternative scores
    by its distance from the anti-ideal as a part of its two distances together.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    scale : Scaling or its name, default vector
        Hwang and Yoon use vector normalisation; Opricovic and Tzeng (2004) compare with `minmax`.
    distance : {"euclidean", "manhattan", "chebyshev", "minkowski"}
        How weighted differences become a distance: the root of their squares, their sum, the largest of them
        (Olson 2004 compares these three), or ``(sum_j (w_j d_ij)**p) ** (1 / p)``.
    p : float, default 2
        Exponent of the Minkowski distance, at least 1.
    low, high : array, shape (..., m), optional
        Declared ends of each criterion's range. Where given, ideal and anti-ideal are these ends and values are
        placed between them, whatever `scale` is, so that the score of an alternative depends on that alternative
        alone; a value beyond an end counts as the end. The bounds that criteria declare are not taken by themselves.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``C_i = D_i- / (D_i+ + D_i-)`` with weighted Euclidean distances (Hwang and Yoon 1981, the TOPSIS algorithm,
    steps 1-6). Costs are negated after scaling, which leaves all distances as they are. Where ideal and anti-ideal
    coincide all alternatives are equal and score 0. With the Manhattan distance ``D_i+ + D_i-`` is the same for all
    alternatives, so the method is additive and orders like `wsm` with the same scaling.

    References
    ----------
    hwang1981, opricovic2004, olson2004

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 1], [4, 2]], ["Ant", "Bee"], ["quality", "price:min"])
    >>> print(mo.topsis(matrix, {"quality": 1, "price": 1}))
    topsis
    rank  alternative     score
       1  Ant          0.690983
       2  Bee          0.309017
    >>> import numpy as np
    >>> topsis.kernel(np.array([[3.0, 1.0], [4.0, 2.0]]), np.array([1.0, 1.0]), np.array([1.0, -1.0]))
    array([0.69098301, 0.30901699])
    """
    r, best, worst = places(x, s, scale, low, high)
    turn = own_direction(x, s, scale, r, declared=low is not None or high is not None)
    step("weighted normalised matrix", "v_ij", lambda: turn() * r * w[..., None, :])
    step("ideal", "v_j+", lambda: (turn() * best * w[..., None, :])[..., 0, :])
    step("anti-ideal", "v_j-", lambda: (turn() * worst * w[..., None, :])[..., 0, :])
    to_best, to_worst = distances(distance, p, w, r - best, r - worst)
    step("distance to the ideal", "D_i+", to_best)
    step("distance to the anti-ideal", "D_i-", to_worst)
    return step("closeness", "C_i", ratio(to_worst, to_best + to_worst, scale=0.0))
