"""Which of many methods are opinions of their own, what most of these say, and what is said of many methods at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

import numpy as np

from ..core.consensus import Consensus
from ..core.outcome import Outcome
from ..core.ranking import Ranking
from ..core.report import listed
from ..plugin.registry import get
from ..voting.ballots import pairs
from ..voting.relations import layers

if TYPE_CHECKING:
    from ..plugin.consensus import Rule

__all__ = ["consensus", "echoes", "independent", "said_once"]

CIRCLE = 13
"""Alternatives that majorities may lead around in a circle before the consensus is the median rank: all their sets are tried by Kemeny's rule."""

FEW = 4
"""Methods up to which a remark names them; those that it does not hold for are named where they are fewer."""


def independent(
    outcomes: Mapping[str, Outcome], opinions: Mapping[str, tuple[str, ...]], first: str | None = None
) -> dict[str, tuple[str, ...]]:
    """Return the methods that speak for an opinion, each with all that share it.

    Of methods that order alike by construction `first` speaks, if it is one of them, else the first.
    """
    alike = {name: group for group in opinions.values() for name in group}
    found: dict[str, tuple[str, ...]] = {}
    for name in outcomes:
        group = alike.get(name, (name,))
        if name == group[0]:
            found[first if first in group and first is not None else name] = group
    return found


def echoes(outcomes: Mapping[str, Outcome], opinions: Mapping[str, tuple[str, ...]], first: str | None = None) -> dict[str, str]:
    """Return, of methods for which another one speaks, the name of that one."""
    return {name: voice for voice, group in independent(outcomes, opinions, first).items() for name in group if name != voice}


def consensus(rankings: Mapping[str, Ranking], rule: Rule[...] | None = None) -> Consensus:
    """Make one order of rankings by a rule; by Kemeny's unless one is given, or by the median rank where majorities go in a long circle."""
    if rule is None:
        before = pairs(np.array([ranking.dense for ranking in rankings.values()], dtype=np.float64), np.ones(len(rankings)))
        circle = np.unique(layers(before - before.T), return_counts=True)[1].max()
        rule = cast("Rule[...]", get("kemeny" if circle <= CIRCLE else "median_rank"))
    return rule(rankings)


def said_once(remarks: Iterable[tuple[str, str, str]], everybody: Iterable[str]) -> list[str]:
    """Return remarks on methods, those that are the same but for the method's name once for all of them.

    Parameters
    ----------
    remarks : iterable of (str, str, str)
        The label of the method, its bare name as it may stand in the remark, and the remark.
    everybody : iterable of str
        The labels of all methods.

    Examples
    --------
    >>> said_once([("a", "a", "the order that a gives is open."), ("b", "b", "the order that b gives is open.")], ["a", "b", "c"])
    ['a and b: the order that each of them gives is open.']
    >>> said_once([("a", "a", "a adds euros to stars."), ("b", "b", "b adds euros to stars.")], ["a", "b", "c"])
    ['a and b: each of them adds euros to stars.']
    """
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for label, bare, remark in remarks:
        before, name, after = f" {remark}".partition(f" {bare} ")
        groups.setdefault((before.strip(), after) if name else (remark, ""), {})[label] = remark
    found, all_ = [], list(everybody)
    for (before, after), said in groups.items():
        if len(said) == 1:
            found += [f"{label}: {remark}" for label, remark in said.items()]
            continue
        others = [label for label in all_ if label not in said]
        who = listed(list(said))
        if len(said) > FEW and len(others) <= len(said):
            who = f"All methods{f' but {listed(others)}' if others else ''}"
        found.append(f"{who}: {before} each of them {after}".replace(":  ", ": ") if after else f"{who}: {before}")
    return found
