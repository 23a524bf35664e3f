"""Certificates of answers about cells: what blanks can mean, and which cells would have to change."""

from __future__ import annotations

from typing import Any

from ..exact.rational import simplest
from .posed import Posed, posed, unproved
from .ranks import order_claim, plain_sum

__all__ = ["blank_policy_claims", "cell_change_claims"]


def blank_policy_claims(found: Any) -> list[Posed]:
    """Return what ``BlankPolicies`` claims: under every policy the order and the scores."""
    parts = []
    for outcome in found.outcomes.values():
        weights = [simplest(v) for v in outcome.weights.values.tolist()]
        here = posed(outcome.matrix, outcome.method, outcome.blanks, params=outcome.params, weights=weights)
        ranks = outcome.ranking.groups
        shown = {name: float(outcome.scores[name]) for group in ranks for name in group}
        if plain_sum(outcome.method, outcome.params):
            order_claim(here, ranks, shown)
        else:
            unproved(here, "order and scores", {"ranks": ranks, "scores": shown})
        parts.append(here)
    return parts


def cell_change_claims(found: Any) -> list[Posed]:
    """Return what a ``CellChange`` claims."""
    question, task = found.question, found.question.task
    here = posed(
        task.matrix, question.method.name, task.blanks, params=task.params, rows=question.rows, weights=question.numbers, scales=True
    )
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
    order_claim(here)
    here.claim("cell change", winner=found.winner, over=found.over, short=short, changes=changes)
    if found.possible and changes:
        unproved(here, "that no other choice of as many cells moves them less", {"size": found.size})
    return [here]
