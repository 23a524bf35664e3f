"""A table with open cells: its fillings, and where alternatives stand at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.frozen import FrozenMap
from ...core.problem import Problem
from ...exact.claims import Check, digest, same
from ...exact.made import made
from ...exact.rational import Matrix, Vector, dot
from ...plugin.check import Task, inside
from ...sampling.linear_rows import linear_rows
from ...sampling.weight_set import WeightSet
from ..evidence.question import Question, dense_ranks
from ..weights.rank_ranges import Ties
from .uncertain import Open, Uncertain

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Filling", "OpenTable", "counted", "drawn", "own_rows"]


ROUNDING = 1e-9
"""By how much weights that were drawn may miss a statement."""


@dataclass(frozen=True, slots=True, eq=False)
class Filling:
    """Values for all open cells, and weights where these were free too.

    Attributes
    ----------
    cells : mapping of (alternative, criterion) to float
    weights : mapping of str to Fraction, optional
        Shares of the criteria.
    """

    cells: Mapping[Any, float]
    weights: Mapping[str, Fraction] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class OpenTable:
    """A question about a table some of whose cells are open, and where alternatives stand at its fillings."""

    task: Task
    table: Uncertain
    params: Mapping[str, Any]
    known: WeightSet | None
    question: Question | None
    own_rows: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the alternatives."""
        return self.task.matrix.names

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The alternative and the criterion of every open cell."""
        criteria = self.task.matrix.criterion_names
        return tuple((self.names[i], criteria[j]) for i, j in self.table.cells)

    @property
    def tie(self) -> str:
        """What ties an answer to this question: a digest of everything that went into it."""
        t = self.task
        cells = tuple((place, cell.low, cell.high, cell.values, cell.spread, cell.found) for place, cell in self.table.cells.items())
        seen = (self.table.matrix, self.table.blanks, self.table.orders)
        return digest(t.plugin.name, t.params, t.matrix, t.blanks, t.weights, self.params, cells, seen, self.known)

    @property
    def ranges(self) -> tuple[str, ...]:
        """What every open cell can be, in words."""
        return tuple(
            f"{criterion} of {name} {', '.join(f'{v:g}' for v in cell.ends) if cell.values else f'{cell.low:g} to {cell.high:g}'}"
            for (name, criterion), cell in zip(self.keys, self.table.cells.values(), strict=True)
        )

    @property
    def scope(self) -> str:
        """Which weights a sentence speaks of."""
        return "with the given weights" if self.known is None else self.known.scope

    def check(self, tied: bool) -> Check:
        """Return whether an answer that is tied to this question belongs to it, and whether it is what it says that it is."""
        t = self.task
        stated = self.table.blanks is None or same(self.table.blanks, t.blanks)
        seen = (
            t.genuine()
            and same(t.matrix, self.table.matrix)
            and made(self.params, self.known)
            and {*self.params} <= {*t.params}
            and stated
            and self.table.found_ends()
        )
        rows = self.question is None or (self.question.genuine() and same(self.question.task.matrix, t.matrix))
        said = f"the answer is that of {t.plugin.name} to this table and its open cells {self.scope}"
        return Check(said, "recount", tied and seen and rows and self.own_rows is own_rows(t))

    def admits(self, filling: Filling, exact: bool) -> bool:
        """Tell whether a filling has a value that it can have for every open cell, and weights of the set where these are free.

        Weights that were drawn may miss an equality by their rounding.
        """
        inside = all(
            float(v) in cell.values if cell.values else cell.low <= float(v) <= cell.high
            for v, cell in zip(filling.cells.values(), self.table.cells.values(), strict=True)
        )
        named = inside and tuple(filling.cells) == self.keys
        if self.known is None or filling.weights is None:
            return named and self.known is None and filling.weights is None
        w = filling.weights
        if exact or not named:
            return named and self.known.shares(w) is not None
        shares = tuple(w) == self.known.criteria and all(type(v) is Fraction and v >= 0 for v in w.values()) and sum(w.values()) == 1
        return shares and float(self.known.excess(np.array([float(v) for v in w.values()]))) <= ROUNDING

    def filled(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return tables with the open cells set, values of shape (..., cells), to shape (..., n, m)."""
        x = np.broadcast_to(self.task.x, (*values.shape[:-1], *self.task.x.shape)).copy()
        for k, (i, j) in enumerate(self.table.cells):
            x[..., i, j] = values[..., k]
        for who, domain in self.task.plugin.restrictions(self.task.params):
            inside(domain, x, self.task.matrix, who)
        return x

    def ends(self, given: Mapping[tuple[int, int], Open] | None = None) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return for each alternative its best and its worst corner: own cells at one end, the others at the other; (n, cells)."""
        cells = self.table.cells if given is None else given
        senses = self.task.s
        good = np.array([c.high if senses[j] > 0 else c.low for (_, j), c in cells.items()])
        bad = np.array([c.low if senses[j] > 0 else c.high for (_, j), c in cells.items()])
        own = np.array([i for i, _ in cells], dtype=np.intp) == np.arange(len(self.names))[:, None]
        return np.where(own, good, bad), np.where(own, bad, good)

    def scores(self, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the scores of tables, shape (..., n, m), at the weights that are given."""
        with np.errstate(all="ignore"):
            if self.task.redistributed:
                return np.asarray(self.task.scores())
            return np.asarray(self.task.plugin.run(x, self.task.w, self.task.s, **self.task.params))

    def ranks(self, given: Mapping[tuple[int, int], Open], ties: Ties) -> tuple[npt.NDArray[Any], ...]:
        """Return best and worst ranks at the corners of these cells, and the dense ranks that all have there."""
        n = len(self.names)
        at_best, at_worst = self.ends(given)
        dense = dense_ranks(self.task, self.filled(np.stack([at_best, at_worst])), self.task.w)
        dense = np.broadcast_to(dense, (2, n, n))
        mine = np.diagonal(dense, axis1=1, axis2=2)[..., None]
        ahead, level = (dense < mine).sum(axis=-1), (dense == mine).sum(axis=-1) - 1
        always = ((dense[0] == mine[0]) & (dense[1] == mine[1])).sum(axis=-1) - 1
        best, worst = counted(ahead, level, always, ties)
        return best[0], worst[1], dense

    def fillings(self, values: npt.NDArray[np.float64], weights: Sequence[Vector] | None = None) -> FrozenMap[Filling]:
        """Return values of the open cells, a row an alternative, with their names; shares of the criteria beside them."""
        shares = (
            [None] * len(values)
            if weights is None
            else [FrozenMap(dict(zip(self.task.matrix.criterion_names, w, strict=True))) for w in weights]
        )
        return FrozenMap(
            {
                name: Filling(FrozenMap(dict(zip(self.keys, row, strict=True))), w)  # type: ignore[arg-type]  # keys are pairs of names
                for name, row, w in zip(self.names, values.tolist(), shares, strict=True)
            }
        )

    def rows(self, values: npt.NDArray[np.float64]) -> Matrix:
        """Return the exact linear form of the table with these values in its open cells."""
        matrix = self.table.matrix.with_values(self.filled(values)) if self.table.cells else self.table.matrix
        given = replace(self.table.given, matrix=matrix) if isinstance(self.table.given, Problem) else matrix
        return linear_rows(self.task.plugin, given, self.table.blanks).rows  # type: ignore[arg-type]  # a method, or it would have no linear form

    def standing(self, a: int, values: npt.NDArray[np.float64], weights: Mapping[str, Fraction] | None) -> tuple[int, int]:
        """Return how many are ahead of an alternative and level with it, exactly where the method is linear and weights are free."""
        if weights is not None and self.question is not None and self.question.rows is not None and self.own_rows:
            w = tuple(weights.values())
            scores = [dot(row, w) for row in self.rows(values)]
            return sum(s > scores[a] for s in scores), sum(s == scores[a] for s in scores) - 1
        w_ = self.task.w if weights is None else np.array([float(v) for v in weights.values()])
        dense = dense_ranks(self.task, self.filled(values) if not self.task.redistributed else self.task.x, w_)
        return int((dense < dense[a]).sum()), int((dense == dense[a]).sum()) - 1


def own_rows(found: Task) -> bool:
    """Tell whether the order of two alternatives depends on their own cells alone, and improves with them."""
    claims = found.plugin.claims(found.params)
    kept = set() if claims is None else {law.name for law in claims[0]}
    return {"independent", "response"} <= kept and not found.redistributed


def counted(
    ahead: npt.NDArray[Any], level: npt.NDArray[Any], always: npt.NDArray[Any], ties: Ties
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return the ranks that count for the best and for the worst end."""
    if ties == "optimistic":
        return ahead + 1, ahead + 1
    if ties == "pessimistic":
        return ahead + 1 + level, ahead + 1 + level
    return ahead + 1 + level - always, ahead + 1


def drawn(cell: Open, size: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Draw values that a cell can have, evenly."""
    return np.array(cell.ends)[rng.integers(len(cell.ends), size=size)] if cell.values else rng.uniform(cell.low, cell.high, size)
