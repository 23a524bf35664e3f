"""Certificates of answers about cells: what blanks can mean, which ranks are open, which cells would have to change."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..exact.rational import dot, simplest
from .posed import Posed, posed, unproved

__all__ = ["blank_policy_claims", "cell_change_claims", "rank_interval_claims"]

CLOSE = 1e-9
"""Part of its size by which a number that was computed in floating point may differ from the fraction that it stands for."""


def _plain(method: str, params: Any) -> bool:
    """Tell whether a method is the plain weighted sum."""
    return method == "wsm" and getattr(params.get("scale"), "name", "identity") == "identity"


def _stands_for(shown: float, exact: Fraction) -> Fraction:
    """Return the fraction that a number stands for; another one, where the number is not that."""
    return exact if abs(shown - float(exact)) <= CLOSE * max(1.0, abs(shown)) else simplest(shown)


def blank_policy_claims(found: Any) -> list[Posed]:
    """Return what ``BlankPolicies`` claims: under every policy the order and the scores."""
    parts = []
    for outcome in found.outcomes.values():
        weights = [simplest(v) for v in outcome.weights.values.tolist()]
        here = posed(outcome.matrix, outcome.method, outcome.blanks, params=outcome.params, weights=weights)
        ranks = outcome.ranking.groups
        names = [name for group in ranks for name in group]
        if _plain(outcome.method, outcome.params):
            scores = [_stands_for(float(outcome.scores[n]), here.part.score(here.part.names.index(n), weights)) for n in names]
            here.claim("order", ranks=ranks, scores=scores)
        else:
            unproved(here, "order and scores", {"ranks": ranks, "scores": {n: float(outcome.scores[n]) for n in names}})
        parts.append(here)
    return parts


def rank_interval_claims(found: Any) -> list[Posed]:
    """Return what ``RankIntervals`` claims."""
    task, table = found.asked.task, found.asked.table
    ends = {cell: (simplest(float(at.low)), simplest(float(at.high))) for cell, at in table.cells.items()}
    weights: Sequence[Fraction] = [simplest(v) for v in task.w.tolist()] if found.asked.known is None else []
    here = posed(task.matrix, task.plugin.name, task.blanks, params=task.params, weights=weights, known=found.asked.known, open_cells=ends)
    plain = here.question["rows"] is None and _plain(task.plugin.name, task.params) and not task.redistributed
    if found.exact and weights and plain and found.ties != "strict" and _fills_alike(here, task):
        rows = [[[ends_of(here, i, j, v)[k] for j, v in enumerate(row)] for k in (0, 1)] for i, row in enumerate(here.part.rows)]
        exact = [[dot(weights, row) for row in pair] for pair in rows]
        ranges = [
            {
                "best": int(found.best[name]), "worst": int(found.worst[name]),
                "scores": [_stands_for(shown, value) for shown, value in zip(found.scores[name], exact[i], strict=True)],
            }
            for i, name in enumerate(found.alternatives)
        ]  # fmt: skip
        here.claim("rank ranges", ties=found.ties, ranges=ranges)
    else:
        said = {name: [int(found.best[name]), int(found.worst[name])] for name in found.alternatives}
        unproved(here, "best and worst ranks", said)
    if found.matters:
        known = [{"cell": [c.alternative, c.criterion], "values": c.values, "places": c.open_places} for c in found.matters]
        unproved(here, "places that stay open once a cell is known", known)
    return [here]


def _fills_alike(here: Posed, task: Any) -> bool:
    """Tell whether blanks that a policy fills hold what the verifier puts there, though other cells are open."""
    seen = (task.x * task.s).tolist()
    return all(
        v is None or abs(float(v) - x) <= CLOSE * max(1.0, abs(x))
        for row, line in zip(here.part.rows, seen, strict=True)
        for v, x in zip(row, line, strict=True)
    )


def ends_of(here: Posed, i: int, j: int, value: Fraction | None) -> Sequence[Fraction]:
    """Return the ends of what a cell can be, as the weighted sum sees it."""
    return here.part.open[i, j] if value is None else (value, value)


def cell_change_claims(found: Any) -> list[Posed]:
    """Return what a ``CellChange`` claims."""
    question, task = found.question, found.question.task
    here = posed(task.matrix, question.method.name, task.blanks, params=task.params, rows=question.rows, weights=question.numbers)
    if not found.exact or found.whose != "own" or here.question["rows"] is not None:
        return [unproved(here, f"the fewest cells with which {found.winner} is ahead of {', '.join(found.over)}", found.document())]
    changes = []
    for move in found.changes:
        j = question.criteria.index(move.criterion)
        scale, column = task.matrix.criteria[j].scale, task.x[:, j]
        low = simplest(float(column.min() if scale.low is None else scale.low))
        high = simplest(float(column.max() if scale.high is None else scale.high))
        way = 1 if move.end >= move.old else -1
        value = simplest(move.old) + way * move.size * (high - low) if move.limit else simplest(move.new)
        changes.append({"criterion": move.criterion, "value": value, "limit": move.limit and value != simplest(move.end)})
    short = None if found.possible else found.short
    here.claim("cell change", winner=found.winner, over=found.over, short=short, changes=changes)
    return [here]
