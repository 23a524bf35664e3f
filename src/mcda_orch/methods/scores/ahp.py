"""AHP: priorities of the alternatives under each criterion, weighed by the priorities of the criteria."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from ..._statistics import added, ends
from ..._xp import Array, dot, floating, namespace, ratio
from ...errors import ShapeError
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import POSITIVE, SCORE
from ...plugin.law import Variant
from ...plugin.parameter import Needs, Numbers
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import Points, cells

__all__ = ["ahp"]


@shared
def features(
    x: Array,
    s: Array,
    *,
    synthesis: Literal["distributive", "ideal"] = "distributive",
    levels: Annotated[Array, Numbers("k", increasing=True), Needs("intensities")] | None = None,
    intensities: Annotated[Array, Numbers("k", "m,k"), Needs("levels")] | None = None,
) -> Array:
    """Local priorities of the alternatives, which the priorities of the criteria contract."""
    xp = namespace(x, s)
    if levels is not None and intensities is not None:
        levels, intensities = floating(levels, x), floating(intensities, x)
        if levels.shape[-1:] != intensities.shape[-1:]:
            raise ShapeError(
                f"ahp is given levels of shape {tuple(levels.shape)} and intensities of shape {tuple(intensities.shape)}.",
                hint="the last axis of both counts the levels.",
            )
        worth = step("intensities", "a_ij", rated(x + xp.zeros_like(s)[..., None, :], levels, intensities))
    else:
        least, most = ends(x)
        worth = xp.where(s[..., None, :] > 0, ratio(x, most), ratio(least, x))
    if synthesis == "distributive":
        worth = ratio(worth, added(worth))
    return step("local priorities", "p_ij", worth)


def rated(x: Array, levels: Array, intensities: Array) -> Array:
    """Intensity of the level in each cell; between two levels the intensities are interpolated."""
    xp = namespace(x)
    found = xp.zeros_like(x) + intensities[..., 0]
    for k in range(1, levels.shape[0]):  # a scale has a handful of levels
        part = xp.clip((x - levels[k - 1]) / (levels[k] - levels[k - 1]), 0.0, 1.0)
        found = found + part * (intensities[..., k] - intensities[..., k - 1])
    return found


def turns(x: Array, s: Array, *, levels: Array | None, intensities: Array | None, **_params: Any) -> Points:
    """Those of shares of the whole, where no levels are rated."""
    return cells(x, s) if levels is None and intensities is None else None


@method(
    SCORE,
    domain=replace(POSITIVE, unless="intensities", hint="pass the intensities of rated levels, such as Hierarchy.settings gives them"),
    linear_form=features,
    turns=turns,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.ignores_zero_weight, law.splitting, law.bounded, law.continuous, law.sole_criterion,
    ],
    breaks=[law.origin_free, law.order_only, law.mirror, law.independent, law.dominated_newcomer, law.clone_proof, law.direction_free], facts=[fact.climbs, fact.leads, fact.parts, fact.rises, fact.sums, fact.unit_interval],
    rowwise=True,
    cite=["saaty1980", "saaty1990"],
    opinion="share additive",
    variants=[Variant("ideal", {"synthesis": "ideal"}, keeps=[law.dominated_newcomer, law.clone_proof], opinion="ratio additive", facts=[fact.best])],
)  # fmt: skip
def ahp(
    x: Array,
    w: Array,
    s: Array,
    *,
    synthesis: Literal["distributive", "ideal"] = "distributive",
    levels: Annotated[Array, Numbers("k", increasing=True), Needs("intensities")] | None = None,
    intensities: Annotated[Array, Numbers("k", "m,k"), Needs("levels")] | None = None,
) -> Array:
    """Priority of an alternative under all criteria together; higher is better.

    Under each criterion the alternatives share out a priority in proportion to their values, as consistent
    judgements of "how many times as good" would have it; the priorities of the criteria weigh the shares. Judgements
    themselves, for criteria, alternatives and the levels of a rating scale, are the business of `Hierarchy`.

    Parameters
    ----------
    x : array, shape (..., n, m)
        Positive measurements; in ratings mode the levels of a scale.
    w : array, shape (..., m)
        Priorities of the criteria.
    s : array, shape (..., m)
        Costs count by their reciprocals; in ratings mode the judgements say which level is better.
    synthesis : {"distributive", "ideal"}
        Whether local priorities sum to one, or give the best alternative one.
    levels : array, shape (k,), optional
        Levels of the rating scale in increasing order.
    intensities : array, shape (k,) or (m, k), optional
        Priority of each level, for all criteria or for each: the levels are compared once, and every cell takes the
        intensity of its level. With distributive synthesis they still share out one per criterion.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``P_i = sum_j w_j p_ij`` with ``p_ij = x_ij / sum_i x_ij`` (distributive mode, Saaty 1980) or
    ``p_ij = x_ij / max_i x_ij`` (ideal mode, Saaty 1990).

    References
    ----------
    saaty1980, saaty1990

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3, 1], [1, 1]], ["Ant", "Bee"], ["quality", "speed"])
    >>> print(mo.ahp(matrix, {"quality": 0.5, "speed": 0.5}))
    ahp
    rank  alternative  score
       1  Ant          0.625
       2  Bee          0.375
    >>> import numpy as np
    >>> ahp.kernel(np.array([[3.0, 1.0], [1.0, 1.0]]), np.array([0.5, 0.5]), np.array([1.0, 1.0]))
    array([0.625, 0.375])
    """
    p = features(x, s, synthesis=synthesis, levels=levels, intensities=intensities)
    return step("global priorities", "P_i", dot(p, w))
