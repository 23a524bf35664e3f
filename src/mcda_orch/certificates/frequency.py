"""Certificates of answers that rest on random draws: of what is known beside the draws, who beats whom in which part of the weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from ..exact.rational import simplest
from ..verifier import LONGEST
from .posed import Posed, as_seen, posed, unproved
from .ranks import order_claim, order_of
from .weights import region_claim

__all__ = ["ror_smaa_claims", "smaa_claims"]


def smaa_claims(found: Any, scenarios: Any) -> list[Posed]:
    """Return what a ``Smaa`` claims of its scenarios: of two alternatives at a time the parts of the weights in which each is ahead."""
    task, rows, known = scenarios.task, scenarios.rows, scenarios.known
    if task.matrix.values.ndim > 2:  # a sample of tables is no question about one
        return []
    weights: Sequence[Fraction] = [simplest(v) for v in task.w.tolist()] if scenarios.certain else []

    def ask(*places: int) -> Posed:
        names = [found.alternatives[i] for i in places]
        seen = None if rows is None else [rows[i] for i in places]
        return posed(task.matrix.select(names), task.plugin.name, task.blanks, params=task.params, rows=seen, weights=weights, known=known)

    here = ask(*range(len(found.alternatives)))
    if scenarios.certain:
        if rows is not None and order_of(here.part) == _groups(found):
            order_claim(here)
        return [unproved(here, "acceptabilities of places, central weights and confidence factors", True)]
    even = known is not None and found.call.arguments["prior"] is None
    parts, left = _pairs(ask, found.alternatives, found.odds if even else None, known, rows)
    scores = "" if found.mean_scores is None else ", means and deviations of scores"
    return [*parts, _drawn(here, found, left, f", central weights, confidence factors, expected ranks and entropies{scores}")]


def ror_smaa_claims(found: Any, values: Any) -> list[Posed]:
    """Return what a ``RorSmaa`` claims: the heights of the steps of a value function are shares, so value functions are weights."""
    m = values.marginals
    if not m.columns:
        return []

    def ask(*places: int) -> Posed:
        return as_seen([m.names[i] for i in places], m.steps, [m.rows[i] for i in places], "ror_smaa", [], values.known)

    parts, left = _pairs(ask, m.names, found.odds, values.known, m.rows)
    return [*parts, _drawn(ask(*range(len(m.names))), found, left, ", central value functions and expected ranks")]


def _groups(found: Any) -> list[list[str]]:
    """Return the alternatives by their place, those that share one together."""
    places = {name: float(found.expected_ranks[name]) for name in found.alternatives}
    return [[name for name, at in places.items() if at == level] for level in sorted({*places.values()})]


def _pairs(ask: Callable[..., Posed], names: Sequence[str], odds: Any, known: Any, rows: Any) -> tuple[list[Posed], list[str]]:
    """Return a question for each two alternatives with the parts that are proved, and the pairs for which that would take too long."""
    parts, left, taken = list[Posed](), list[str](), 0
    win = None if odds is None else odds.pairwise()
    for a, b in combinations(range(len(names)), 2):
        proved = False
        if win is not None and taken < LONGEST // 2:
            level = 1 - win[a][b] - win[b][a]  # of those that are alike, each has half
            here = ask(a, b)
            proved = region_claim(here, known, [rows[a], rows[b]], {names[a]: win[a][b] + level / 2, names[b]: win[b][a] + level / 2})
            taken += here.taken
            parts.append(here)
        if not proved:
            left.append(f"{names[a]} and {names[b]}")
    return parts, left


def _drawn(here: Posed, found: Any, left: Iterable[str], besides: str) -> Posed:
    """Say what is not proved: what draws say, and the pairs that are left."""
    pairs = ", ".join(left)
    if pairs:
        unproved(here, f"in which part of the weights one is ahead of the other: {pairs}", True)
    return unproved(here, f"how often each takes each place{besides}, which rest on {found.draws:,} random draws", True)
