"""Laws for consensus rules: what becomes of the alternatives in front when voters join, change their minds or are counted otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DomainError
from ..plugin.family import CONSENSUS, HIGHER
from ..plugin.law import Arguments, Law
from ..plugin.plugin import Plugin
from ..voting.ballots import majorities, stated
from ..voting.relations import layers
from .common import fits, result, same_order, spread

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = [
    "absent_voters",
    "clone_independent",
    "condorcet",
    "condorcet_last",
    "homogeneous",
    "monotonic",
    "participation",
    "reinforcement",
    "reversal_symmetric",
    "smith",
    "unanimous",
    "weights_are_voters",
]

TIED = 1e-9
"""Part of the range of scores within which two of them tie."""


def _scores(plugin: Plugin[Any], arguments: Arguments) -> npt.NDArray[np.float64] | None:
    """Return the scores, higher for better, or None where the rule is not defined, or refuses in a sentence, or nobody votes."""
    if not arguments["w"].any() or not fits(plugin, arguments):
        return None
    try:
        found = result(plugin, arguments)
    except DomainError:
        return None
    return found if plugin.better is HIGHER else -found


def _first(plugin: Plugin[Any], arguments: Arguments) -> npt.NDArray[np.bool_] | None:
    """Tell who comes first."""
    found = _scores(plugin, arguments)
    return None if found is None else np.asarray(found >= found.max() - TIED * spread(found))


def _majorities(plugin: Plugin[Any], arguments: Arguments) -> npt.NDArray[np.float64]:
    """Return the majorities, with blanks as the rule takes them."""
    unranked = plugin.settings(arguments.params).get("unranked", "last")
    return majorities(stated(arguments["r"], unranked), arguments["w"])


def _ahead(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    return np.asarray(scores[:, None] - scores[None, :] > TIED * spread(scores))


def _unanimous(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    scores, r = _scores(plugin, arguments), arguments["r"][arguments["w"] > 0]
    agreed = (r[:, :, None] < r[:, None, :]).all(axis=-3)
    return None if scores is None or not agreed.any() else bool((~agreed | _ahead(scores)).all())


def _homogeneous(plugin: Plugin[Any], arguments: Arguments, factor: float) -> bool | None:
    before, after = _scores(plugin, arguments), _scores(plugin, arguments.but(w=arguments["w"] * factor))
    return None if before is None or after is None else same_order(before, after)


def _weights_are_voters(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    r, w = arguments["r"], np.array(arguments["w"])
    once = _scores(plugin, arguments)
    w[row] = 2 * w[row]
    together = _scores(plugin, arguments.but(w=w))
    apart = _scores(plugin, arguments.but(r=np.concatenate([r, r[[row]]]), w=np.append(arguments["w"], arguments["w"][row])))
    return None if once is None or together is None or apart is None else same_order(together, apart)


def _absent_voters(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    r, w = arguments["r"], np.array(arguments["w"])
    w[row] = 0.0
    silent, gone = _scores(plugin, arguments.but(w=w)), _scores(plugin, arguments.but(r=np.delete(r, row, -2), w=np.delete(w, row)))
    return None if silent is None or gone is None else same_order(silent, gone)


def _reversal(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    before, after = _first(plugin, arguments), _first(plugin, arguments.but(r=-arguments["r"]))
    if before is None or after is None or before.sum() != 1 or len(before) == 1:
        return None
    return not (after == before).all()


def _condorcet(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    first = _first(plugin, arguments)
    wins = (_majorities(plugin, arguments) > 0).sum(axis=-1) == arguments["r"].shape[-1] - 1
    return None if first is None or not wins.any() else bool((first == wins).all())


def _condorcet_last(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    first, n = _first(plugin, arguments), arguments["r"].shape[-1]
    loses = (_majorities(plugin, arguments) < 0).sum(axis=-1) == n - 1
    return None if first is None or n == 1 or not loses.any() else not bool((first & loses).any())


def _smith(plugin: Plugin[Any], arguments: Arguments) -> bool | None:
    first = _first(plugin, arguments)
    return None if first is None else bool((layers(_majorities(plugin, arguments))[first] == 1).all())


def _clone_independent(plugin: Plugin[Any], arguments: Arguments, column: int, row: int) -> bool | None:
    r = arguments["r"] * 4.0  # so that there is room for two more next to each
    if ((r == r[:, [column]]).sum(axis=-1) > 1).any():
        return None  # who ties with it would stand between them
    turned = (np.arange(len(r))[:, None] + row + np.arange(3)) % 3  # one voter's first of the three is the next one's last
    clones = r[:, [column]] + turned
    r[:, column] = clones[:, 0]
    before, after = _first(plugin, arguments), _first(plugin, arguments.but(r=np.concatenate([r, clones[:, 1:]], axis=-1)))
    if before is None or after is None:
        return None
    with_clones = after[:-2].copy()
    with_clones[column] |= after[-2:].any()
    return bool((before == with_clones).all())


def _monotone(plugin: Plugin[Any], arguments: Arguments, row: int, column: int) -> bool | None:
    r, before = np.array(arguments["r"]), _first(plugin, arguments)
    above = r[row][r[row] < r[row, column]]
    if before is None or not before[column] or not len(above):
        return None
    r[row, column] = above.max() - 0.5
    after = _first(plugin, arguments.but(r=r))
    return None if after is None else bool(after[column])


def _participation(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    w = np.array(arguments["w"])
    w[row] = 0.0
    without, joined = _first(plugin, arguments.but(w=w)), _first(plugin, arguments)
    if without is None or joined is None or without.sum() != 1 or joined.sum() != 1:
        return None
    ranks = arguments["r"][row]
    return not bool(ranks[without][0] < ranks[joined][0])


def _reinforcement(plugin: Plugin[Any], arguments: Arguments, row: int) -> bool | None:
    w = arguments["w"]
    one = np.where(np.arange(len(w)) <= row, w, 0.0)
    first, second, together = (_first(plugin, arguments.but(w=part)) for part in (one, w - one, w))
    if first is None or second is None or together is None or not (first & second).any():
        return None
    return bool((together == (first & second)).all())


def _law(name: str, statement: str, holds: Any) -> Law:
    return Law(name, statement, (CONSENSUS,), holds)


unanimous = _law("unanimous", "Whom all voters rank before another comes before it.", _unanimous)
homogeneous = _law("homogeneous", "The order depends on the proportions of the voters' weights alone.", _homogeneous)
weights_are_voters = _law("weights_are_voters", "A voter of weight 2 is two voters of weight 1 who rank alike.", _weights_are_voters)
absent_voters = _law("absent_voters", "A voter of weight 0 might as well not be there.", _absent_voters)
reversal_symmetric = _law("reversal_symmetric", "Who alone is first is not so any more once all rankings are turned around.", _reversal)
condorcet = _law("condorcet", "Who beats all others in pairs alone is first.", _condorcet)
condorcet_last = _law("condorcet_last", "Who loses to all others in pairs is not first.", _condorcet_last)
smith = _law("smith", "Whoever is first belongs to the smallest set whose members beat all others.", _smith)
clone_independent = _law(
    "clone_independent",
    "Two copies of an alternative that ties with nobody, next to it in every ranking in any order, change who is first among the three alone.",
    _clone_independent,
)
monotonic = _law("monotonic", "Who is first stays so where a voter ranks it higher.", _monotone)
participation = _law("participation", "A voter who joins does not replace a winner by one that this voter ranks lower.", _participation)
reinforcement = _law(
    "reinforcement", "Where two groups of voters have first ones in common, these are the first of both together.", _reinforcement
)
