"""Laws that a method keeps or breaks; scalings and weightings are asked some of them too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .._xp import share
from ..plugin.family import SCALING, SCORE, WEIGHTING
from ..plugin.law import Arguments, Law
from ..plugin.plugin import Plugin
from . import rules
from .common import MARGIN, broken, fits, ordering, raw, result, retold, same, same_order, spread, taken

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = [
    "bounded",
    "clone_proof",
    "continuous",
    "direction_free",
    "dominance",
    "dominated_newcomer",
    "ignores_zero_weight",
    "independent",
    "mirror",
    "monotone",
    "order_only",
    "origin_free",
    "response",
    "sole_criterion",
    "splitting",
    "strict_dominance",
    "unit_free",
    "weight_free",
]


def _dominated(arguments: Arguments, row: int, other: int) -> Arguments:
    """Make `other` nowhere better than `row`."""
    x = np.array(arguments["x"])
    x[other] = np.where(arguments["s"] > 0, np.minimum(x[row], x[other]), np.maximum(x[row], x[other]))
    return arguments.but(x=x)


def _dominance(plugin: Plugin[Any], arguments: Arguments, row: int, other: int) -> bool | None:
    case = _dominated(arguments, row, other)
    scores = ordering(plugin, case)
    return bool(scores[row] - scores[other] >= -MARGIN * spread(scores))


def _strict_dominance(plugin: Plugin[Any], arguments: Arguments, row: int, other: int) -> bool | None:
    case = _dominated(arguments, row, other)
    if not ((case["x"][row] != case["x"][other]) & (case["w"] > 0)).any():
        return None
    scores = ordering(plugin, case)
    return bool(scores[row] - scores[other] > 1e-9 * spread(scores))


def _response(plugin: Plugin[Any], arguments: Arguments, row: int, column: int, amount: float) -> bool | None:
    x = np.array(arguments["x"])
    x[row, column] += arguments["s"][column] * amount
    better = arguments.but(x=x)
    if not fits(plugin, better):
        return None
    before, after = ordering(plugin, arguments), ordering(plugin, better)
    overtook = (before[row] >= before) & (after - after[row] > MARGIN * spread(after))
    return not overtook.any()


def _weight_free(plugin: Plugin[Any], arguments: Arguments, factor: float) -> bool | None:
    return broken(plugin, arguments, arguments.but(w=arguments["w"] * factor))


def _unit_free(plugin: Plugin[Any], arguments: Arguments, column: int, factor: float) -> bool | None:
    return broken(plugin, arguments, retold(plugin, arguments, column, lambda v: v * factor, lambda d: d * factor))


def _origin_free(plugin: Plugin[Any], arguments: Arguments, column: int, shift: float) -> bool | None:
    return broken(plugin, arguments, retold(plugin, arguments, column, lambda v: v + shift, lambda d: d))


def _order_only(plugin: Plugin[Any], arguments: Arguments, column: int) -> bool | None:
    return broken(plugin, arguments, retold(plugin, arguments, column, lambda v: v * np.abs(v) + v, lambda d: d))


def _mirror(plugin: Plugin[Any], arguments: Arguments, column: int) -> bool:
    s = np.array(arguments["s"])
    s[column] = -s[column]
    after = retold(plugin, arguments, column, lambda v: -v, lambda d: d).but(s=s)
    return fits(plugin, after) and same(plugin, ordering(plugin, arguments), ordering(plugin, after))


def _direction_free(plugin: Plugin[Any], arguments: Arguments, column: int) -> bool | None:
    s = np.array(arguments["s"])
    s[column] = -s[column]
    return broken(plugin, arguments, arguments.but(s=s))


def _sole_criterion(plugin: Plugin[Any], arguments: Arguments, column: int) -> bool | None:
    x = np.array(arguments["x"])
    others = np.arange(x.shape[-1]) != column
    x[:, others] = x[0, others]
    case = arguments.but(x=x)
    if not arguments["w"][column] > 0 or not fits(plugin, case):
        return None
    worth, scores = x[:, column] * arguments["s"][column], ordering(plugin, case)
    better = worth[:, None] > worth[None, :]
    return not (better & (scores[:, None] - scores[None, :] <= 1e-9 * spread(scores))).any()


def _independent(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    x = arguments["x"]
    if len(x) < 3 and plugin.family is SCORE:
        return None
    after = arguments.but(x=np.delete(x, row, axis=-2))
    if len(after["x"]) == 0:
        return None
    before = ordering(plugin, arguments)[np.arange(len(x)) != row]
    return same(plugin, before, ordering(plugin, after))


def _dominated_newcomer(plugin: Plugin[Any], arguments: Arguments, row: int, losses: npt.NDArray[np.float64]) -> bool | None:
    x = arguments["x"]
    newcomer = x[row] - arguments["s"] * losses
    after = arguments.but(x=np.concatenate([x, newcomer[None]]))
    if not losses.any() or not fits(plugin, after):
        return None
    return same_order(ordering(plugin, arguments), ordering(plugin, after)[:-1])


def _clone_proof(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool:
    x = arguments["x"]
    after = arguments.but(x=np.concatenate([x, x[row][None]]))
    return same_order(ordering(plugin, arguments), ordering(plugin, after)[:-1])


def _ignores_zero_weight(plugin: Plugin[Any], arguments: Arguments, column: int) -> bool | None:
    w = np.array(arguments["w"])
    w[column] = 0.0
    if not w.any():
        return None
    without = np.delete(np.arange(len(w)), column)
    before = arguments.but(w=w)
    return same_order(ordering(plugin, before), ordering(plugin, taken(plugin, before, without)))


def _splitting(plugin: Plugin[Any], arguments: Arguments, column: int) -> bool:
    both = np.append(np.arange(len(arguments["w"])), column)
    after = taken(plugin, arguments, both)
    w = np.array(after["w"])
    w[column], w[-1] = w[column] / 2, w[column] / 2
    return same_order(ordering(plugin, arguments), ordering(plugin, after.but(w=w)))


def _bounded(plugin: Plugin[Any], arguments: Arguments) -> bool:
    case = arguments.but(w=share(arguments["w"])) if plugin.family is SCORE else arguments
    found = raw(plugin, case)
    return bool((found >= -1e-9).all() and (found <= 1 + 1e-9).all())


def _continuous(plugin: Plugin[Any], arguments: Arguments, row: int, column: int, amount: float) -> bool | None:
    x = arguments["x"]
    rest = np.delete(x[:, column], row)
    if len(rest) < 2 or np.ptp(rest) == 0:
        return None  # where a criterion begins to tell alternatives apart, it begins to count
    low, high = 0.0, amount

    def at(change: float) -> npt.NDArray[np.float64]:
        moved = np.array(x)
        moved[row, column] += change
        return result(plugin, arguments.but(x=moved))

    if not fits(plugin, arguments.but(x=x + amount)):
        return None
    first, last = at(low), at(high)
    size = max(spread(first), spread(last))
    for _ in range(45):
        if np.abs(last - first).max() <= 1e-3 * size:
            break
        middle = (low + high) / 2
        centre = at(middle)
        if np.abs(centre - first).max() >= np.abs(last - centre).max():
            high, last = middle, centre
        else:
            low, first = middle, centre
    if np.abs(last - first).max() <= 1e-3 * size:
        return True
    at(low), at(high)  # both sides of the jump, for who hears
    return False


def _monotone(plugin: Plugin[Any], arguments: Arguments) -> bool:
    oriented, scaled = arguments["x"] * arguments["s"], result(plugin, arguments)
    better = oriented[:, None] > oriented[None, :]
    return not (better & (scaled[:, None] - scaled[None, :] < -1e-9)).any()


_S, _SCW = (SCORE,), (SCORE, SCALING, WEIGHTING)
dominance = Law("dominance", "An alternative that is nowhere worse never scores worse.", _S, _dominance, follows=rules.dominance)
strict_dominance = Law(
    "strict_dominance",
    "An alternative that is nowhere worse, and better on a criterion that counts, scores better.",
    _S,
    _strict_dominance,
    follows=rules.strict_dominance,
)
response = Law(
    "response", "Improving one cell of an alternative never lets one that it beat overtake it.", _S, _response, follows=rules.response
)
weight_free = Law("weight_free", "Multiplying all weights by a factor changes nothing.", _S, _weight_free, follows=rules.weight_free)
unit_free = Law("unit_free", "Stating a criterion in another unit changes nothing.", _SCW, _unit_free, follows=rules.unit_free)
origin_free = Law("origin_free", "Shifting the zero of a criterion changes nothing.", _SCW, _origin_free, follows=rules.origin_free)
order_only = Law("order_only", "Only the order of the values within a criterion matters.", _S, _order_only, follows=rules.order_only)
mirror = Law("mirror", "Stating a cost as a negated benefit changes nothing.", _SCW, _mirror, follows=rules.mirror)
direction_free = Law(
    "direction_free", "Turning the direction of a criterion changes nothing.", _SCW, _direction_free, follows=rules.direction_free
)
sole_criterion = Law(
    "sole_criterion",
    "Where one criterion alone tells alternatives apart, and counts, the better value scores better, whichever way that is.",
    _S,
    _sole_criterion,
    follows=rules.sole_criterion,
)
independent = Law(
    "independent",
    "Removing an alternative never changes what is said of the others (no rank reversal).",
    (SCORE, SCALING),
    _independent,
    follows=rules.independent,
)
dominated_newcomer = Law(
    "dominated_newcomer",
    "Adding an alternative that another dominates never changes the order of the others.",
    _S,
    _dominated_newcomer,
    follows=rules.dominated_newcomer,
)
clone_proof = Law(
    "clone_proof", "Adding a copy of an alternative never changes the order of the others.", _S, _clone_proof, follows=rules.clone_proof
)
ignores_zero_weight = Law(
    "ignores_zero_weight",
    "A criterion of weight zero might as well not be there.",
    _S,
    _ignores_zero_weight,
    follows=rules.ignores_zero_weight,
)
splitting = Law(
    "splitting", "Splitting a criterion into two copies that share its weight changes nothing.", _S, _splitting, follows=rules.splitting
)
bounded = Law(
    "bounded",
    "The result lies between 0 and 1 (for scores: when the weights sum to one).",
    (SCORE, SCALING),
    _bounded,
    follows=rules.bounded,
)
continuous = Law("continuous", "A small change of a cell never makes the scores jump.", _S, _continuous)
monotone = Law("monotone", "A better cell is never scaled lower.", (SCALING,), _monotone)
