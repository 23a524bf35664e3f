"""What experts dispute most: cells of the table, and weights of criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..core.frozen import still
from ..core.report import Report
from ..core.table import Table

if TYPE_CHECKING:
    import numpy.typing as npt

    from .group import Group

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Disputes", "disputes"]

SHOWN = 12
"""Cells that a table lists, at most."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Disputes(Report):
    """How far experts are apart in each cell, and in the weight of each criterion.

    Attributes
    ----------
    cells : array, shape (n, m)
        Standard deviation of a cell over the experts who know it, weighted by them, as a part of the range of its criterion: the declared
        bounds, or the lowest and the highest cell of anybody. 0 where all say the same.
    criteria_weights : array, shape (m,)
        Standard deviation of a criterion's share of the weights; 0 where nobody weighs.
    group : Group
    """

    cells: Numbers
    criteria_weights: Numbers
    group: Group

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria, the most disputed first: by the mean over their cells and the spread of their weight, added up."""
        much = self.cells.mean(axis=-2) + self.criteria_weights
        names = self.group.criteria
        return tuple(sorted(names, key=lambda name: -much[names.index(name)]))

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row a criterion, and a row for each of the most disputed cells: how far apart, and who says the least and the most."""
        group, rows, each = self.group, [], self.group.matrix.values.ndim == 3
        heads = ["criterion", "spread of cells"] if each else ["criterion"]
        shares = None if group.criteria_weights is None else group.criteria_weights.shares.values
        for name in self.criteria:
            j = group.criteria.index(name)
            row: tuple[Any, ...] = (name, _percent(self.cells[:, j].mean())) if each else (name,)
            if shares is not None:
                row = (*row, _percent(self.criteria_weights[j]), *self._ends(shares[:, j], lambda v: f"{100 * v:.3g} %"))
            rows.append(row)
        if shares is not None:
            heads += ["spread of weight", "least weight", "most weight"]
        found = [Table(tuple(heads), tuple(rows), "Criteria, the most disputed first")]
        if self.cells.any():
            found.append(self._cells())
        return tuple(found)

    def _cells(self) -> Table:
        group = self.group
        places = [(i, j) for i, j in np.argwhere(self.cells > 0).tolist()]
        places.sort(key=lambda place: -self.cells[place])
        rows = []
        for i, j in places[:SHOWN]:
            ends = self._ends(group.matrix.values[:, i, j], lambda v, j=j: _cell(group.matrix.criteria[j].shown(v)))
            rows.append((group.alternatives[i], group.criteria[j], _percent(self.cells[i, j]), *ends))
        most = f" ({SHOWN} of {len(places)})" if len(places) > SHOWN else ""
        return Table(("alternative", "criterion", "spread", "least", "most"), tuple(rows), f"Cells, the most disputed first{most}")

    def _ends(self, values: Numbers, shown: Any) -> tuple[str, str]:
        """Return the lowest and the highest of numbers of the experts, and whose they are."""
        counts = (self.group.weights.values > 0) & ~np.isnan(values)
        names = [name for name, counted in zip(self.group.experts, counts, strict=True) if counted]
        left = values[counts]
        ends = []
        for end in (left.min(), left.max()):
            who = [name for name, v in zip(names, left, strict=True) if v == end]
            ends.append(f"{shown(float(end))} ({who[0] if len(who) == 1 else f'{who[0]} and {len(who) - 1} more'})")
        return ends[0], ends[1]

    @property
    def remarks(self) -> tuple[str, ...]:
        """Whether there is anything to dispute."""
        if self.cells.any() or self.criteria_weights.any():
            return ()
        return ("All experts say the same.",)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""
        return {
            "schema": "mcda_orch.disputes",
            "version": 1,
            "alternatives": list(self.group.alternatives),
            "criteria": list(self.group.criteria),
            "cells": self.cells.tolist(),
            "criteria_weights": self.criteria_weights.tolist(),
        }

    def __repr__(self) -> str:
        return f"Disputes({', '.join(self.criteria[:3])}, ...)" if len(self.criteria) > 3 else f"Disputes({', '.join(self.criteria)})"


def disputes(group: Group) -> Disputes:
    """Return how far experts are apart."""
    matrix, voices = group.matrix, group.weights.values / group.weights.values.sum()
    if matrix.values.ndim == 2:
        cells = np.zeros(matrix.shape)
    else:
        low, high = matrix.bounds()
        every = matrix.values.reshape(-1, matrix.shape[-1])
        known = ~np.isnan(every)
        low = np.where(np.isnan(low), np.where(known, every, np.inf).min(axis=-2), low)
        high = np.where(np.isnan(high), np.where(known, every, -np.inf).max(axis=-2), high)
        half = high / 2 - low / 2  # a range may be wider than the largest number
        unit = np.where(np.isfinite(half) & (half > 0), half, 1.0)
        cells = _spread((matrix.values / 2 - low / 2) / unit, voices)
    own = group.criteria_weights
    weights = np.zeros(len(group.criteria)) if own is None else _spread(own.shares.values, voices)
    return Disputes(still(cells), still(weights), group)


def _spread(values: Numbers, voices: Numbers) -> Numbers:
    """Return the weighted standard deviation over the first axis, shape (k, ...), of what is known."""
    flat = values.reshape(len(values), -1)
    known = ~np.isnan(flat)
    counted = np.where(known, voices[:, None], 0.0)
    total = counted.sum(axis=-2)
    base = np.where(known, flat, np.inf).min(axis=-2)
    apart = np.where(known, flat - np.where(np.isfinite(base), base, 0.0), 0.0)  # of equal numbers exactly 0
    share = counted / np.where(total > 0, total, 1.0)
    mean = (share * apart).sum(axis=-2)
    return np.asarray(np.sqrt((share * np.where(known, apart - mean, 0.0) ** 2).sum(axis=-2)).reshape(values.shape[1:]))


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:.10g}"


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"
