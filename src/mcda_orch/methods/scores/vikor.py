"""VIKOR: a compromise between the regret of the many and the regret of the one."""

from __future__ import annotations

from typing import Literal

from ..._statistics import together
from ..._xp import Array, dot, namespace, ratio
from ...core.positions import TIE
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import largest_weighted
from ...plugin.family import LOWER, SCORE
from ...plugin.law import Variant
from ...plugin.parameter import High, Low, Proportion
from ...plugin.plugin import method
from ...plugin.steps import step
from ...scaling.minmax import shortfall

__all__ = ["compromise", "vikor"]


@method(
    SCORE,
    better=LOWER,
    keeps=[
        law.dominance,
        law.strict_dominance,
        law.weight_free,
        law.unit_free,
        law.origin_free,
        law.mirror,
        law.clone_proof,
        law.ignores_zero_weight,
        law.bounded,
        law.sole_criterion,
    ],
    breaks=[law.response, law.order_only, law.independent, law.dominated_newcomer, law.splitting, law.continuous, law.direction_free],
    facts=[fact.places, fact.shares],
    rowwise=True,
    cite=["opricovic2004", "opricovic2007"],
    variants=[Variant("declared bounds", {"low": -8.0, "high": 16.0}, keeps=[law.response])],
)
def vikor(
    x: Array,
    w: Array,
    s: Array,
    *,
    v: Proportion | Literal["by_criteria"] = 0.5,
    low: Low | None = None,
    high: High | None = None,
) -> Array:
    """Regret Q in [0, 1] after a compromise between all criteria together and the worst of them; lower is better.

    Every criterion has a regret: the part of its range that an alternative falls short of the best. S adds the
    weighted regrets up, R takes the largest; Q blends the two, each placed within its own range.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    v : float or "by_criteria", default 0.5
        Weight of S against R, in [0, 1]; ``"by_criteria"`` is ``(m + 1) / (2 m)`` (Papathanasiou and Ploskas 2018),
        which makes up for the one criterion of R that is among the m criteria of S.
    low, high : array, shape (..., m), optional
        Ends of each criterion's range: declared bounds, else those found in the data.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``Q_i = v (S_i - S*) / (S- - S*) + (1 - v) (R_i - R*) / (R- - R*)`` (Opricovic and Tzeng 2004, eqs. 1-5). The
    publication leaves open what happens where all S or all R are equal; such a measure cannot discriminate and
    adds nothing. The steps also hold the compromise set, ``outcome.steps["set_i"]``: acceptable advantage
    ``DQ = 1 / (n - 1)`` and acceptable stability (Opricovic and Tzeng 2004, conditions C1 and C2).

    References
    ----------
    opricovic2004, opricovic2007, papathanasiou2018

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1, 3], [2, 2], [3, 1]], ["Ant", "Bee", "Cat"], ["quality", "speed"])
    >>> print(mo.vikor(matrix, {"quality": 2, "speed": 1}))
    vikor (lower is better)
    rank  alternative  score
       1  Cat              0
       2  Bee           0.25
       3  Ant              1
    >>> import numpy as np
    >>> vikor.kernel(np.array([[1.0, 3.0], [2.0, 2.0], [3.0, 1.0]]), np.array([2.0, 1.0]), np.array([1.0, 1.0]))
    array([1.  , 0.25, 0.  ])
    """
    v = (x.shape[-1] + 1) / (2 * x.shape[-1]) if v == "by_criteria" else float(v)
    gap = step("regret", "d_ij", shortfall(x, s, low, high))
    total = step("group regret", "S_i", dot(gap, w))
    most = step("individual regret", "R_i", largest_weighted(gap, w))
    ends = together(-1, ("smallest", total), ("largest", total), ("smallest", most), ("largest", most))
    q = v * _placed(total, *ends[:2]) + (1.0 - v) * _placed(most, *ends[2:])
    step("compromise", "Q_i", q)
    step("acceptable advantage", "C1", lambda: compromise(q, total, most)[0])
    step("acceptable stability", "C2", lambda: compromise(q, total, most)[1])
    step("compromise set", "set_i", lambda: compromise(q, total, most)[2])
    return q


def _placed(regret: Array, least: Array, greatest: Array) -> Array:
    """Place a regret within its range over the alternatives."""
    return ratio(regret - least, greatest - least, scale=namespace(greatest).abs(greatest))


def compromise(q: Array, total: Array, most: Array) -> tuple[bool, bool, Array]:
    """Return acceptable advantage, acceptable stability, and the compromise set as an array of bool, shape (n,).

    Without advantage the set holds every alternative whose Q is less than DQ behind the best; with advantage but
    without stability it holds the two best; else the best alone (Opricovic and Tzeng 2004).
    """
    xp = namespace(q)
    if q.shape[-1] == 1:
        return True, True, q <= q
    ahead = 1.0 / (q.shape[-1] - 1)
    ordered = xp.sort(q)
    first = q <= ordered[0] + TIE
    advantage = bool(ordered[1] - ordered[0] >= ahead - TIE)
    stable = bool(xp.any(first & ((total <= xp.min(total) * (1 + TIE)) | (most <= xp.min(most) * (1 + TIE)))))
    if not advantage:
        return advantage, stable, q - ordered[0] < ahead - TIE
    return advantage, stable, first if stable else q <= ordered[1] + TIE
