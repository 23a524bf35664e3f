"""Published figures that a method does not reproduce: by how much they may differ, and what would explain all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

import numpy as np

from ..core.outcome import Outcome
from ..core.ranking import Kind

__all__ = ["explained", "half_a_digit"]


def half_a_digit(published: Iterable[float]) -> float:
    """Return half a unit of the last digit that published figures were printed with.

    Examples
    --------
    >>> round(half_a_digit([0.643, 0.27]), 6)
    0.0005
    """
    texts = [f"{float(v):.10g}" for v in published]
    places = max((len(t.partition(".")[2]) if "e" not in t else 10 for t in texts), default=0)
    return float(0.5 * 10.0**-places + 1e-9)


def explained(published: Mapping[str, float], outcome: Outcome) -> list[str]:
    """Say where all published figures are the ranks by the method, or its scores divided by the sum of the weights."""
    given = np.array(list(published.values()))
    ranks = [np.array([outcome.ranking.ranks(kind)[name] for name in published]) for kind in get_args(Kind)]
    if any(np.array_equal(given, each) for each in ranks):
        return [f"The published figures are the ranks by {outcome.method}: published=mo.Ranking(names, ranks) compares them as ranks."]
    total = float(outcome.weights.values.sum())
    shares = np.array([outcome.scores[name] for name in published]) / total
    if abs(total - 1) > 1e-9 and (np.abs(shares - given) <= half_a_digit(given)).all():
        return [
            f"Divided by {total:.10g}, the sum of the weights, all scores are the published ones: state the weights as shares, weights.shares."
        ]
    return []
