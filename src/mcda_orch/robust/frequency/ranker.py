"""Ranks under cells and parameters that are drawn, draw by draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ...core.frozen import Frozen
from ...core.positions import positions
from ...plugin.check import Task, inside
from ...plugin.effect import ordered
from ...plugin.family import HIGHER
from ...plugin.returned import finite
from ...plugin.value import checked
from ...sampling.streams import Streams
from ..cells.uncertain import Open, Uncertain
from ..evidence.question import dense_ranks
from .scenarios import Scenarios
from .tally import small

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Drawn", "Ranker"]

CELLS, PARAMS = 1, 2
"""Names of streams."""

Drawn: TypeAlias = "tuple[tuple[Numbers, ...], Mapping[str, Any]]"
"""Cells and parameters of a block."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranker(Frozen):
    """All that ranking a block takes, and no more, so that it can be sent elsewhere.

    Attributes
    ----------
    task : Task
        Of one matrix and one vector of weights, where these are samples.
    cells : Uncertain
    params : mapping of str to Open, or to one Open for each of some criteria
    streams : Streams
    size : int
        Draws of a block.
    """

    task: Task
    cells: Uncertain
    params: Mapping[str, Open | Mapping[int, Open]]
    streams: Streams
    size: int

    @classmethod
    def of(cls, found: Scenarios, streams: Streams, size: int) -> Ranker:
        """Return what ranks the blocks of some scenarios."""
        task, one = found.task, {}
        if task.x.ndim > 2:
            one = {"matrix": task.matrix.with_values(task.x[0]), "x": task.x[0]}
        if task.w.ndim > 1:
            one |= {"weights": replace(task.weights, values=task.w[0]), "w": task.w[0]}
        return cls(replace(task, **one) if one else task, found.cells, found.params, streams, size)

    def drawn(self, index: int) -> Drawn | None:
        """Return the cells and parameters of a block where a law draws them, of which nobody knows; None where they can be drawn anywhere."""
        return self._draw(index) if any(cell.law is not None for cell in self._open) else None

    @property
    def _open(self) -> list[Open]:
        single = [v for what in self.params.values() for v in ([what] if isinstance(what, Open) else what.values())]
        return [*self.cells.cells.values(), *single]

    def _draw(self, index: int) -> Drawn:
        cells = self.cells.draw(self.size, self.streams.generator(CELLS, index)) if not self.cells.certain else ()
        random = self.streams.generator(PARAMS, index) if self.params else None
        return cells, {} if random is None else {
            name: what.draw(self.size, random) if isinstance(what, Open) else {j: cell.draw(self.size, random) for j, cell in what.items()}
            for name, what in self.params.items()
        }

    def ranks(self, w: Numbers, x: Numbers | None, drawn: Drawn | None, index: int, count: int) -> npt.NDArray[Any]:
        """Return dense ranks, shape (n, count), under weights w, shape (m,) or (count, m), and tables x, or the one of the task."""
        task, n = self.task, self.task.matrix.shape[-2]
        table, params = self._table(x, drawn, index, count)
        if params:
            dense = positions(self._scored(table, w, params, count), task.plugin.better is HIGHER, dtype=small(n))
        else:
            dense = dense_ranks(task, table, w, small(n))
        return np.ascontiguousarray(np.broadcast_to(dense, (count, n)).T)

    def scores(self, w: Numbers, x: Numbers | None, drawn: Drawn | None, index: int, count: int) -> Numbers:
        """Return the scores in the same cases, shape (n, count)."""
        table, params = self._table(x, drawn, index, count)
        return np.ascontiguousarray(np.broadcast_to(self._scored(table, w, params, count), (count, self.task.matrix.shape[-2])).T)

    def _table(self, x: Numbers | None, drawn: Drawn | None, index: int, count: int) -> tuple[Numbers, Mapping[str, Any]]:
        """Return the tables of a block, or the one of the task, and the parameters that are drawn."""
        task = self.task
        cells, params = self._draw(index) if drawn is None else drawn
        table = task.x if x is None else x
        if cells:
            table = self.cells.filled(table, cells, count)
            for who, domain in task.plugin.restrictions(task.params):
                inside(domain, table, task.matrix, who)
        return table, params

    def _scored(self, table: Numbers, w: Numbers, params: Mapping[str, Any], count: int) -> Numbers:
        task, method = self.task, self.task.plugin
        with np.errstate(all="ignore"):
            if params:
                key = _with_params(self, table, w, params, count)
            else:
                key = np.asarray(task.scores(w) if task.redistributed else method.run(table, w, task.s, **task.params))
        finite(method, key, task.matrix)
        return key


def _with_params(ranker: Ranker, x: Numbers, w: Numbers, params: Mapping[str, Any], count: int) -> Numbers:
    """Score with parameters that are drawn; a parameter that is one number for all criteria is passed draw by draw."""
    task, method = ranker.task, ranker.task.plugin
    m = task.x.shape[-1]
    batched, single = dict(task.params), {}
    for name, drawn in params.items():
        if method.params[name].role is None:
            single[name] = [checked(method.name, method.params[name], value) for value in drawn[:count].tolist()]
            continue
        if isinstance(drawn, dict):
            values = np.broadcast_to(np.asarray(task.params[name], dtype=np.float64), (count, m)).copy()
            for j, column in drawn.items():
                values[:, j] = column[:count]
        else:
            values = np.repeat(drawn[:count, None], m, axis=-1)
        batched[name] = checked(method.name, method.params[name], values, task.matrix.criterion_names)
    ordered(method, batched, task.matrix.criterion_names)
    if not single:
        return np.asarray(method.run(x, w, task.s, **batched))
    own = [k for k in params if k not in single]
    return np.array(
        [
            method.run(
                x if x.ndim == 2 else x[b],
                w if w.ndim == 1 else w[b],
                task.s,
                **{**batched, **{k: batched[k][b] for k in own}, **{k: v[b] for k, v in single.items()}},
            )
            for b in range(count)
        ]
    )
