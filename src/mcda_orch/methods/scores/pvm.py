"""PVM: progress along a vector of preferences, and distance from points that are wanted or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias, get_args

from ..._statistics import largest, smallest
from ..._xp import Array, dot, lengths, namespace, ratio
from ...errors import ShapeError
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import Needs, Point
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...scaling.minmax import either
from .vmcm import quartiles

__all__ = ["Kind", "pvm"]

Kind: TypeAlias = Literal["motivating", "demotivating", "desirable", "non-desirable"]
Kinds: TypeAlias = Kind | Sequence[Kind] | Mapping[str, Kind]
"""One kind, or one for each criterion."""


def _masks(kinds: Kinds | None, s: Array) -> list[Array]:
    """Tell of every kind which criteria are of it, shape (..., m) each."""
    xp, m = namespace(s), s.shape[-1]
    if kinds is None:
        return [s > 0, s < 0, s != s, s != s]
    given = [kinds] * m if isinstance(kinds, str) else list(kinds)
    if len(given) != m:
        raise ShapeError(f"pvm has {m} criteria, but {len(given)} kinds.", hint="name one, or one for each criterion.")

    def of(kind: str) -> Any:
        return xp.asarray([k == kind for k in given]) & (s == s)  # as wide as a batch of senses

    return [of(kind) for kind in get_args(Kind)]


@method(
    SCORE,
    keeps=[law.dominance, law.weight_free, law.unit_free, law.mirror, law.ignores_zero_weight, law.splitting],
    breaks=[
        law.strict_dominance, law.response, law.origin_free, law.order_only, law.independent, law.dominated_newcomer, law.clone_proof,
        law.bounded, law.continuous, law.direction_free, law.sole_criterion,
    ], facts=[fact.parts, fact.senses, fact.shares],
    cite="nermend2023",
    variants=[Variant("desirable", {"kinds": "desirable"}, keeps=[law.continuous, law.direction_free], breaks=[law.dominance, law.mirror, law.splitting], lacks=[fact.senses])],
)  # fmt: skip
def pvm(
    x: Array,
    w: Array,
    s: Array,
    *,
    kinds: Kinds | None = None,
    psi: Annotated[Point, Needs("kinds", (None, "motivating", "demotivating", "desirable"))] | None = None,
    phi: Annotated[Point, Needs("kinds", (None, "motivating", "demotivating", "non-desirable"))] | None = None,
) -> Array:
    """Importance factor: progress in the direction of the preferences, less the distance from what is desired.

    Higher is better. Motivating criteria are the better the more they have, demotivating ones the less; the two form
    a vector of preferences on which alternatives are projected. Desirable criteria have a value that is best to meet,
    non-desirable ones a value that is best to be far from.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    kinds : str, sequence of str, or mapping of criteria to str, optional
        One kind, or one for each criterion: ``motivating``, ``demotivating``, ``desirable``, ``non-desirable``. Unless
        given, benefits are motivating and costs demotivating; where given, the kinds stand for the senses.
    psi : array, shape (..., m), optional
        Values that are aimed at: the motivating, and the desirable ones.
    phi : array, shape (..., m), optional
        Values to get away from: the demotivating, and the non-desirable ones.

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``mu_i = (k_v mu_v - k_d mu_d + k_n mu_n) / m`` where ``k`` counts the criteria of a kind (Nermend 2023). Values and
    both vectors are divided by the Euclidean length of the column; ``T = psi - phi`` is brought to length one;
    ``mu_v = sum_j w_j (x_ij - phi_j) T_j`` over motivating and demotivating criteria; ``mu_d`` is the weighted distance
    from psi over the desirable criteria, ``mu_n`` that from phi over the non-desirable ones.

    Unless given, psi and phi are the upper and lower quartile of a motivating criterion, the largest and smallest
    value of a desirable one, and the other way round for demotivating and non-desirable ones.

    References
    ----------
    nermend2023

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[3], [4], [0]], ["Ant", "Bee", "Cat"], ["quality"])
    >>> print(mo.pvm(matrix, {"quality": 1}))
    pvm
    rank  alternative  score
       1  Bee            0.5
       2  Ant            0.3
       3  Cat           -0.3
    >>> import numpy as np
    >>> pvm.kernel(np.array([[3.0], [4.0], [0.0]]), np.array([1.0]), np.array([1.0]))
    array([ 0.3,  0.5, -0.3])
    """
    r, aim, fear, way, (motivating, demotivating, desirable, other) = vectors(x, s, kinds, psi, phi)
    xp = namespace(x, w, s)
    progress, directed = (r - fear) * way, motivating | demotivating
    along = step("progress", "mu_i(v)", dot(xp.where(directed, progress, xp.zeros_like(progress)), w))
    if kinds is None:
        return step("importance factor", "mu_i", along)
    near, far = (xp.where(mask, r - point, xp.zeros_like(progress)) for mask, point in ((desirable, aim), (other, fear)))
    to_desired, to_other = lengths(w, near, far)
    step("distance from the desired", "mu_i(d)", to_desired)
    step("distance from the non-desired", "mu_i(nd)", to_other)
    k, k_desired, k_other = (xp.sum(xp.astype(mask, r.dtype), axis=-1) for mask in (directed, desirable, other))
    return step("importance factor", "mu_i", (k * along - k_desired * to_desired + k_other * to_other) / x.shape[-1])


@shared
def vectors(
    x: Array, s: Array, kinds: Kinds | None, psi: Array | None, phi: Array | None
) -> tuple[Array, Array, Array, Array, list[Array]]:
    """Normalised values, those aimed at and to get away from, the preference vector, and of every kind which criteria are of it."""
    xp = namespace(x, s)
    masks = [mask[..., None, :] for mask in _masks(kinds, s)]
    motivating, demotivating, desirable, _ = masks
    (low, high), least, most = quartiles(x), smallest(x, -2), largest(x, -2)
    aim = xp.where(motivating, high, xp.where(demotivating, low, xp.where(desirable, most, least)))
    fear = xp.where(motivating, low, xp.where(demotivating, high, xp.where(desirable, least, most)))
    top = largest(xp.abs(x), -2)  # the largest first, so that squares neither overflow nor underflow
    part = ratio(x, top, scale=top)
    length = xp.sqrt(xp.sum(part**2, axis=-2, keepdims=True))
    r, aim, fear = (ratio(ratio(v, top, scale=top), length, scale=length) for v in (x, either(aim, psi), either(fear, phi)))
    step("normalised matrix", "x'_ij", r)
    step("values aimed at", "psi'_j", aim)
    step("values to get away from", "phi'_j", fear)
    way = aim - fear
    longest = xp.max(xp.abs(way), axis=-1, keepdims=True)
    way = ratio(way, longest, scale=longest)
    way = step("preference vector", "T_j", way / xp.sqrt(xp.maximum(xp.sum(way**2, axis=-1, keepdims=True), xp.ones_like(longest))))
    return r, aim, fear, way, masks
