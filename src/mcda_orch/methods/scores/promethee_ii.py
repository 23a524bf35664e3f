"""PROMETHEE II: preferences pair by pair, netted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

import numpy as np

from ..._xp import Array, dot
from ...errors import ShapeError
from ...laws import facts as fact
from ...laws import scores as law
from ...plugin.batch import BLOCK
from ...plugin.family import SCORE
from ...plugin.law import Variant
from ...plugin.parameter import Difference, Needs, NotBelow
from ...plugin.plugin import method
from ...plugin.shared import shared
from ...plugin.steps import step
from ...plugin.turns import Points

__all__ = ["Preference", "promethee_ii"]

SHOWN = 2000
"""Alternatives up to which the flows in both directions, which need all pairs, are steps."""

PAIRS = 128
"""Alternatives up to which all pairs are compared; beyond, sorted values and running sums are faster."""

Preference: TypeAlias = Literal["usual", "u_shape", "v_shape", "level", "linear", "gaussian"]
Preferences: TypeAlias = Preference | Sequence[Preference] | Mapping[str, Preference]
"""One preference function, or one for each criterion."""
Indifference: TypeAlias = Annotated[Difference, Needs("function", ("linear", "level", "u_shape"))]
"""The threshold q, up to which a difference counts for nothing."""
Strict: TypeAlias = Annotated[Difference, NotBelow("q"), Needs("function", ("linear", "v_shape", "level"))]
"""The threshold p, from which on a difference counts in full."""
Inflection: TypeAlias = Annotated[Difference, Needs("function", ("gaussian",))]
"""The difference sigma, at which preference rises fastest."""


def preference(d: Array, kind: str, q: Array, p: Array, sigma: Array) -> Array:
    """Degree of preference, in [0, 1], for a difference d in favour (Brans, Vincke and Mareschal 1986, table 1)."""
    if kind == "usual":
        return np.where(d > 0, 1.0, 0.0)
    if kind == "u_shape":
        return np.where(d > q, 1.0, 0.0)
    if kind == "level":
        return np.where(d > p, 1.0, np.where(d > q, 0.5, 0.0))
    if kind == "gaussian":
        safe = np.where(sigma > 0, sigma, 1.0)
        bell = -np.expm1(-0.5 * np.minimum(np.abs(d) / safe, 40.0) ** 2)
        return np.where(d > 0, np.where(sigma > 0, bell, 1.0), 0.0)
    start = 0.0 if kind == "v_shape" else q
    rise = p - start
    ramp = (d - start) / np.where(rise > 0, rise, 1.0)
    return np.where(d > start, np.where(rise > 0, np.minimum(ramp, 1.0), 1.0), 0.0)


def _jumps(column: Array, kind: str, q: Array, p: Array, sigma: Array) -> tuple[Array, ...]:
    """Thresholds of a column, shape (..., 1), raised by its rounding where preference jumps there."""
    if kind in ("u_shape", "level"):
        return _exceeded(column, q), _exceeded(column, p), sigma
    return (np.where(p <= q, _exceeded(column, q), q) if kind == "linear" else q), p, sigma


def _exceeded(column: Array, limit: Array) -> Array:
    """What a difference must exceed so that rounding does not explain it: 0.4 - 0.3 is no more than 0.1, as 0.3 - 0.2 is not."""
    rounding = 4.0 * np.finfo(column.dtype).eps * np.abs(column).max(axis=-1, keepdims=True)
    return np.where(limit > 0, limit + rounding, limit)


def _net(column: Array, kind: str, q: float, p: float) -> Array:
    """Net flow of many alternatives on one criterion, shape (n,), without their pairs: who is far enough behind is a run of sorted values."""
    levels, place = np.unique(column, return_inverse=True)
    sizes = np.bincount(place)
    ahead = _gains(levels, sizes, kind, q, p) - _gains(-levels[::-1], sizes[::-1], kind, q, p)[::-1]
    return ahead[place]


def _gains(levels: Array, sizes: Array, kind: str, q: float, p: float) -> Array:
    """Preference of each level over all values together; levels rise, and so many values have each."""
    count = np.concatenate([[0.0], np.cumsum(sizes)])
    if kind == "usual":
        return count[:-1]
    if kind in ("u_shape", "level"):
        over_q = count[_behind(levels, q, lambda d: d > q)]
        if kind == "u_shape":
            return over_q
        over_p = count[_behind(levels, p, lambda d: d > p)]
        return over_p + np.maximum(over_q - over_p, 0.0) / 2.0
    start = 0.0 if kind == "v_shape" else q
    rise = p - start
    some = _behind(levels, start, lambda d: d > start)
    if rise <= 0:
        return count[some]
    full = _behind(levels, p, lambda d: (d > start) & ((d - start) / rise >= 1.0))
    middle = levels - (levels[0] / 2 + levels[-1] / 2)
    running = np.concatenate([[0.0], np.cumsum(middle * sizes)])
    between = count[some] - count[full]
    return count[full] + (between * (middle - start) - (running[some] - running[full])) / rise


def _behind(levels: Array, limit: float, beyond: Callable[[Array], Array]) -> Array:
    """How many levels each one exceeds by about `limit`, to the last digit of the rounded difference, as `beyond` tells."""
    last = len(levels) - 1
    found = np.searchsorted(levels, levels - limit)
    left = np.arange(len(levels))
    while len(left):
        at = found[left]
        more = (at <= last) & beyond(levels[left] - levels[np.minimum(at, last)])
        less = (at > 0) & ~beyond(levels[left] - levels[np.maximum(at - 1, 0)])
        found[left] += more.astype(np.intp) - less
        left = left[more | less]
    return found


@shared
def features(
    x: Array,
    s: Array,
    *,
    function: Preferences = "usual",
    q: Indifference | float = 0.0,
    p: Strict | float = 0.0,
    sigma: Inflection | float = 0.0,
    flows: Literal["mean", "sum"] = "mean",
) -> Array:
    """Net flow of every alternative on every criterion alone, which the weights contract."""
    n, m = x.shape[-2:]
    kinds = [function] * m if isinstance(function, str) else list(function)
    if len(kinds) != m:
        raise ShapeError(
            f"promethee_ii has {m} criteria, but {len(kinds)} preference functions.", hint="name one, or one for each criterion."
        )
    x = x * s[..., None, :]
    limits = [np.broadcast_arrays(x[..., 0, :], limit)[1] for limit in (q, p, sigma)]
    batch = np.broadcast_shapes(x.shape[:-2], *(limit.shape[:-1] for limit in limits))
    net = np.zeros((*batch, n, m))
    rows = max(1, BLOCK // n)
    for j, kind in enumerate(kinds):
        column, at = x[..., j], _jumps(x[..., j], kind, *(limit[..., j, None] for limit in limits))
        if n > PAIRS and kind != "gaussian":
            whole = np.broadcast_arrays(column, *at)
            for place in np.ndindex(batch):
                net[(*place, slice(None), j)] = _net(whole[0][place], kind, *(float(limit[place][0]) for limit in whole[1:3]))
            continue
        for start in range(0, n, rows):  # so many rows of pairs are in flight at a time
            d = column[..., start : start + rows, None] - column[..., None, :]
            at_pairs = [limit[..., None] for limit in at]
            gain = preference(d, kind, *at_pairs) - preference(-d, kind, *at_pairs)
            net[..., start : start + rows, j] = gain.sum(axis=-1)
    return net / max(n - 1, 1) if flows == "mean" else net


def pairwise(
    x: Array, w: Array, s: Array, *, function: Preferences, q: Difference | float, p: Difference | float, sigma: Difference | float
) -> Callable[[], Array]:
    """How far each alternative of one matrix is preferred to each other one, shape (n, n), worked out when somebody looks."""

    def index() -> Array:
        m = x.shape[-1]
        kinds = [function] * m if isinstance(function, str) else list(function)
        limits = [np.broadcast_to(limit, (m,)) for limit in (q, p, sigma)]
        whole = np.zeros((len(x), len(x)))
        for j, kind in enumerate(kinds):
            column = x[:, j] * s[j]
            at = [limit[..., None] for limit in _jumps(column, kind, *(limit[j, None] for limit in limits))]
            whole += w[j] * preference(column[:, None] - column[None, :], kind, *at)
        return whole

    return index


def turns(x: Array, _s: Array, *, function: Preferences, q: Difference | float, p: Difference | float, **_params: Any) -> Points:
    """Every alternative, and where the preference over it or for it begins and is full."""
    kinds = {function} if isinstance(function, str) else set(function)
    if kinds == {"usual"}:
        return np.asarray(x)
    if "gaussian" in kinds:
        return None
    points = [x]
    for limit in (np.broadcast_to(v, x.shape[-1:]) for v in (q, p)):
        for at in (limit, _exceeded(x.T, limit[:, None])[:, 0]):
            points += [x - at, x + at]
    return np.concatenate([np.nextafter(v, side) for v in points for side in (-np.inf, v, np.inf)])  # a step may round to either side


@method(
    SCORE,
    numpy_only=True,
    linear_form=features,
    turns=turns,
    keeps=[
        law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.order_only, law.mirror, law.ignores_zero_weight, law.splitting, law.sole_criterion,
    ],
    breaks=[law.independent, law.dominated_newcomer, law.clone_proof, law.bounded, law.continuous, law.direction_free], facts=[fact.climbs, fact.leads, fact.order, fact.rises],
    cite=["brans1985", "brans1986"],
    opinion="usual net flow",
    variants=[
        Variant("V-shape", {"function": "v_shape", "p": 4.0}, keeps=[law.continuous], breaks=[law.order_only], facts=[fact.places], lacks=[fact.order]),
        Variant("linear", {"function": "linear", "q": 1.0, "p": 3.0}, keeps=[law.continuous], breaks=[law.order_only, law.strict_dominance, law.sole_criterion], facts=[fact.places], lacks=[fact.climbs, fact.order]),
        Variant("level", {"function": "level", "q": 1.0, "p": 3.0}, breaks=[law.order_only, law.strict_dominance, law.sole_criterion], facts=[fact.places], lacks=[fact.climbs, fact.order]),
        Variant("Gaussian", {"function": "gaussian", "sigma": 2.0}, keeps=[law.continuous], breaks=[law.order_only], facts=[fact.places], lacks=[fact.order]),
    ],
)  # fmt: skip
def promethee_ii(
    x: Array,
    w: Array,
    s: Array,
    *,
    function: Preferences = "usual",
    q: Indifference | float = 0.0,
    p: Strict | float = 0.0,
    sigma: Inflection | float = 0.0,
    flows: Literal["mean", "sum"] = "mean",
) -> Array:
    """Net outranking flow: how much an alternative is preferred to the others, less how much they are to it.

    Each pair is compared on each criterion by a preference function of their difference; higher is better.

    Parameters
    ----------
    x : array, shape (..., n, m)
    w : array, shape (..., m)
    s : array, shape (..., m)
    function : str, sequence of str, or mapping of criteria to str, default "usual"
        One preference function, or one for each criterion: ``usual`` (any difference counts fully), ``u_shape``
        (beyond q), ``v_shape`` (rising up to p), ``level`` (half between q and p), ``linear`` (rising from q to p),
        ``gaussian`` (with inflection at sigma).
    q, p, sigma : float or array, shape (..., m)
        Thresholds in the criteria's units. Where the ramp has no width it is a step.
    flows : {"mean", "sum"}
        Whether flows are divided by n - 1 (Brans and Mareschal 1994) or summed (Brans and Vincke 1985).

    Returns
    -------
    array, shape (..., n)

    Notes
    -----
    ``phi_i = sum_j w_j sum_k (P_j(i, k) - P_j(k, i)) / (n - 1)``: unicriterion net flows contracted with the weights,
    which are taken as given. A difference exceeds a positive threshold where it does so by more than the rounding of decimals,
    so that cells like 0.4 and 0.3 are not more than 0.1 apart.

    References
    ----------
    brans1985, brans1986, brans1994

    Examples
    --------
    >>> import mcda_orch as mo
    >>> matrix = mo.DecisionMatrix([[1], [2], [3]], ["Ant", "Bee", "Cat"], ["quality"])
    >>> print(mo.promethee_ii(matrix, {"quality": 1}))
    promethee_ii
    rank  alternative  score
       1  Cat              1
       2  Bee              0
       3  Ant             -1
    >>> import numpy as np
    >>> promethee_ii.kernel(np.array([[1.0], [2.0], [3.0]]), np.array([1.0]), np.array([1.0]))
    array([-1.,  0.,  1.])
    """
    phi = features(x, s, function=function, q=q, p=p, sigma=sigma, flows=flows)
    if x.shape[-2] <= SHOWN and x.ndim == 2:
        pairs = pairwise(x, w, s, function=function, q=q, p=p, sigma=sigma)
        others = max(x.shape[-2] - 1, 1) if flows == "mean" else 1
        step("preference index", "pi_ik", pairs)
        step("leaving flow", "phi_i+", lambda: pairs().sum(axis=-1) / others)
        step("entering flow", "phi_i-", lambda: pairs().sum(axis=-2) / others)
    step("unicriterion net flow", "phi_ij", phi)
    return step("net flow", "phi_i", dot(phi, w))
