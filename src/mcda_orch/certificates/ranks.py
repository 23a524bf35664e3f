"""Certificates of ranks: orders with their scores, and the best and the worst rank of each, whatever open cells hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..exact.rational import simplest
from .posed import Posed, posed, unproved

__all__ = ["order_claim", "order_of", "plain_sum", "rank_interval_claims", "stands_for"]

CLOSE = 1e-9
"""Part of its size by which a number that was computed in floating point may differ from the fraction that it stands for."""


def stands_for(shown: float, exact: Fraction) -> Fraction:
    """Return the fraction that a number stands for; another one, where the number is not that."""
    return exact if abs(shown - float(exact)) <= CLOSE * max(1.0, abs(shown)) else simplest(shown)


def order_claim(here: Posed, groups: Iterable[Sequence[str]] | None = None, shown: Mapping[str, float] | None = None) -> None:
    """Claim an order from the best on, with the scores that are shown, or else with those that the verifier finds."""
    part, ends, place = here.part, dict[str, list[int]](), 1
    scores = [part.scores(i, part.weights) for i in range(len(part.names))]
    for group in order_of(part) if groups is None else groups:
        ends.update({key: [place, place] for key in group})
        place += len(group)
    if shown is not None:
        scores = [[stands_for(float(shown[name]), v) for v in pair] for name, pair in zip(part.names, scores, strict=True)]
    here.claim("ranks", ties="optimistic", ends=[ends[name] for name in part.names], scores=scores)


def rank_interval_claims(found: Any) -> list[Posed]:
    """Return what ``RankIntervals`` claims."""
    task, table, free = found.asked.task, found.asked.table, found.asked.known
    open_cells = {cell: (simplest(float(at.low)), simplest(float(at.high))) for cell, at in table.cells.items()}
    weights: Sequence[Fraction] = [simplest(v) for v in task.w.tolist()] if free is None else []
    here = posed(task.matrix, task.plugin.name, task.blanks, params=task.params, weights=weights, known=free, open_cells=open_cells)
    ends = {name: [int(found.best[name]), int(found.worst[name])] for name in found.alternatives}
    plain = here.question["rows"] is None and plain_sum(task.plugin.name, task.params) and not task.redistributed
    if found.exact and plain and free is None and _fills_alike(here, task):
        part, scores = here.part, []
        for i, name in enumerate(part.names):
            exact = zip(found.scores[name], part.scores(i, part.weights), strict=True)
            scores.append([stands_for(shown, value) for shown, value in exact])
        here.claim("ranks", ties=found.ties, ends=list(ends.values()), scores=scores)
    else:
        unproved(here, f"best and worst ranks, ties {found.ties}", ends)
    known = [{"cell": [c.alternative, c.criterion], "values": c.values, "places": c.open_places} for c in found.matters]
    return [unproved(here, "places that stay open once a cell is known", known)]


def order_of(part: Any) -> list[list[str]]:
    """Return the order that the verifier finds, from the best on."""
    scores = [part.scores(i, part.weights)[0] for i in range(len(part.names))]
    return [[name for name, v in zip(part.names, scores, strict=True) if v == level] for level in sorted({*scores}, reverse=True)]


def plain_sum(method: str, params: Any) -> bool:
    """Tell whether a method is the plain weighted sum."""
    return method == "wsm" and getattr(params.get("scale"), "name", "identity") == "identity"


def _fills_alike(here: Posed, task: Any) -> bool:
    """Tell whether blanks that a policy fills hold what the verifier puts there, though other cells are open."""
    seen = (task.x * task.s).tolist()
    return all(
        v is None or abs(float(v) - x) <= CLOSE * max(1.0, abs(x))
        for row, line in zip(here.part.rows, seen, strict=True)
        for v, x in zip(row, line, strict=True)
    )
