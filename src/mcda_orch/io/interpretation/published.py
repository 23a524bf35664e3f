"""Published results in a table: totals that follow from its cells, and ranks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Summaries", "agrees", "rank_form"]

_Numbers = npt.NDArray[np.float64]


def rank_form(ranks: _Numbers) -> str | None:
    """Return how ties are counted in ranks from 1: ``competition``, ``dense`` or ``average``; None where they are no ranks.

    Examples
    --------
    >>> rank_form(np.array([1.0, 2.0, 2.0, 4.0])), rank_form(np.array([1.0, 2.0, 2.0, 3.0])), rank_form(np.array([3.0, 7.0]))
    ('competition', 'dense', None)
    """
    if not len(ranks) or not np.isfinite(ranks).all():
        return None
    values, counts = np.unique(ranks, return_counts=True)
    before = np.concatenate([[0], np.cumsum(counts)[:-1]])
    if (values == before + 1).all():
        return "competition"
    if (values == np.arange(1, len(values) + 1)).all():
        return "dense"
    return "average" if (values == before + (counts + 1) / 2).all() else None


def agrees(figures: _Numbers, places: Sequence[int], values: _Numbers, weights: _Numbers | None) -> str | None:
    """Return what published figures are of the cells of their rows: a weighted sum, a sum, a mean; None where they are none.

    Parameters
    ----------
    figures : array, shape (n,)
    places : sequence of int
        How many decimals each figure has.
    values : array, shape (n, m)
        Blanks count 0 in sums, and not at all in means.
    weights : array, shape (m,), optional
    """
    filled = np.nan_to_num(values)
    size = np.abs(filled) @ (np.ones(values.shape[1]) if weights is None else np.abs(weights))
    slack = 0.5 * 10.0 ** -np.array(places, dtype=np.float64) + 1e-9 * (1 + size)
    shown = np.isfinite(figures)
    candidates: dict[str, _Numbers] = {}
    if weights is not None:
        candidates["weighted sum"] = filled @ weights
        if weights.sum() > 0:
            candidates["weighted mean"] = candidates["weighted sum"] / weights.sum()
    candidates["sum"] = filled.sum(axis=-1)
    count = (~np.isnan(values)).sum(axis=-1)
    candidates["mean"] = candidates["sum"] / np.maximum(count, 1)
    for name, computed in candidates.items():
        right = np.abs(figures - computed) <= slack
        if shown.any() and right[shown].all():
            return name
        # a slip in a few of the totals does not make them anything else
        if shown.sum() >= 2 and name.startswith("weighted") and 2 * right[shown].sum() >= shown.sum():
            return f"{name}, though not in every row"
    return None


class Summaries:
    """All that a figure below a column may be of its cells, worked out once: sum, mean, median, largest, smallest, and so on."""

    def __init__(self, column: _Numbers) -> None:
        known = column[~np.isnan(column)]
        self.room = 1e-9 * (1 + float(np.abs(known).sum()))
        self.figures: tuple[tuple[str, float], ...] = ()
        if len(known):
            self.figures = (
                ("sum", float(known.sum())),
                ("mean", float(known.mean())),
                ("median", float(np.median(known))),
                ("largest", float(known.max())),
                ("smallest", float(known.min())),
                ("standard deviation", float(known.std())),
                ("standard deviation", float(known.std(ddof=1)) if len(known) > 1 else 0.0),
                ("count", float(len(known))),
            )

    def of(self, cell: float, places: int) -> list[str]:
        """Return all that a figure with so many decimals may be."""
        slack = 0.5 * 10.0**-places + self.room
        return [name for name, figure in self.figures if abs(cell - figure) <= slack]
