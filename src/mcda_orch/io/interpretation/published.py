"""Published results in a table: totals that follow from its cells, and ranks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Summaries", "Totals", "rank_form"]

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


class Totals:
    """All that published figures may be of the cells of their rows, worked out once: a weighted sum, a sum, a mean.

    Parameters
    ----------
    values : array, shape (n, m)
        Blanks count 0 in sums, and not at all in means.
    weights : array, shape (m,), optional
    """

    def __init__(self, values: _Numbers, weights: _Numbers | None = None) -> None:
        filled = np.nan_to_num(values)
        self.room = 1e-9 * (1 + np.abs(filled) @ (np.ones(values.shape[1]) if weights is None else np.abs(weights)))
        self.figures: dict[str, _Numbers] = {}
        if weights is not None:
            self.figures["weighted sum"] = filled @ weights
            if weights.sum() > 0:
                self.figures["weighted mean"] = self.figures["weighted sum"] / weights.sum()
        self.figures["sum"] = filled.sum(axis=-1)
        self.figures["mean"] = self.figures["sum"] / np.maximum((~np.isnan(values)).sum(axis=-1), 1)

    def of(self, figures: _Numbers, places: Sequence[int]) -> str | None:
        """Return what published figures, each with so many decimals, are of the rows; None where they are none of it."""
        slack = 0.5 * 10.0 ** -np.array(places, dtype=np.float64) + self.room
        shown = np.isfinite(figures)
        for name, computed in self.figures.items():
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
