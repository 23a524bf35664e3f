"""What random scenarios say, in tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...core.table import Table

if TYPE_CHECKING:
    from .smaa import Smaa

__all__ = ["tables_of"]


def tables_of(result: Smaa) -> tuple[Table, ...]:
    """Return places, then central weights, then scores where they were asked for, then who beats whom (up to a dozen alternatives)."""
    n, order = len(result.alternatives), result.order
    ranks = tuple(range(1, n + 1)) if n <= 12 else ()
    rows = []
    for name in order:
        sure = result.confidence[name]
        places = tuple(_round(result.acceptability[name, r]) for r in ranks or (1,))
        rows.append(
            (name, _round(result.expected_ranks[name]), _round(result.holistic[name]), *places, None if sure is None else _round(sure))
        )
    heads = ("alternative", "expected rank", "holistic", *(f"#{r}" for r in ranks or (1,)), "confidence")
    found = [Table(heads, tuple(rows), f"How often each alternative takes each place under {result.method} ({result.about})")]
    central = [(name, w) for name in order if (w := result.central_weights[name]) is not None]
    body = tuple((name, *(_round(v) for v in w.values.tolist())) for name, w in central)
    found.append(Table(("first with", *result.criteria), body, "Central weights: the mean of the weights that put an alternative first"))
    if result.mean_scores is not None and result.score_deviations is not None:
        scores = [(name, float(result.mean_scores[name]), float(result.score_deviations[name])) for name in order]
        found.append(Table(("alternative", "mean score", "standard deviation"), tuple(scores), f"Scores by {result.method}"))
    if 1 < n <= 12:
        cells = tuple((a, *(None if a == b else _round(result.pairwise[a, b]) for b in order)) for a in order)
        how = "exact" if result.odds is not None or result.certain else "sampled"
        found.append(Table(("beats", *order), cells, f"Probability that the row beats the column ({how})"))
    return tuple(found)


def _round(value: Any) -> float:
    return round(float(value), 4)
