"""Certificates of answers about cells: what blanks can mean, and which cells would have to change."""

from __future__ import annotations

from fractions import Fraction
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
    proved = found.exact and found.whose == "own"
    moved = {move.criterion: move.new for move in found.changes if not move.limit} if proved else None
    here = posed(
        task.matrix, question.method.name, task.blanks, params=task.params, rows=question.rows, weights=question.numbers, moved=moved
    )
    if not proved or here.question["rows"] is not None:
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
    here.claim("cell change", winner=found.winner, over=found.over, gains=_gains(here, found.winner), short=short, changes=changes)
    if found.possible and changes:
        unproved(here, "that no other choice of as many cells moves them less", {"size": found.size})
    return [here]


def _gains(here: Posed, winner: str) -> list[Fraction]:
    """Return what each cell of an alternative adds to its score at the best end of its scale; less than nothing where it lies beyond."""
    part, found = here.part, []
    a = part.names.index(winner)
    for j, (c, sign) in enumerate(zip(part.q["criteria"], part.signs, strict=True)):
        known = [sign * v for v in c["levels"] or (c["low"], c["high"]) if v is not None]
        ends = known if c["levels"] or None not in (c["low"], c["high"]) else [*known, *(row[j] for row in part.rows)]
        found.append((max(ends) - part.rows[a][j]) * part.shares[j])
    return found
