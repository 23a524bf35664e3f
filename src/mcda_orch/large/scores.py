"""The scores of all rows of a table that need not fit into memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from .._statistics import Summary
from ..core.arguments import told
from ..core.blanks import BlanksLike
from ..engine.pace import Pace
from ..engine.progress import Progress
from .blanks import policy_of
from .question import Question
from .raster import is_raster, raster
from .source import Block
from .statistics import statistics
from .table import Given, large_table

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy.typing as npt

__all__ = ["scores"]


@told
def scores(
    table: Any,
    method: Any = None,
    weights: Any = None,
    *,
    criteria: Iterable[Any] | None = None,
    directions: Any = None,
    params: Mapping[str, Any] | None = None,
    label: str | None = None,
    blanks: BlanksLike | Literal["skip"] = None,
    workers: int = 1,
    executor: Executor | None = None,
    progress: Progress = None,
) -> Any:
    """Score all rows of a table by one method, in passes over parts of it.

    Parameters
    ----------
    table, method, weights, criteria, directions, params, label, blanks, workers, executor, progress
        As for :func:`mcda_orch.top`.

    Returns
    -------
    array or DataArray
        Shaped as the rows are. Of a Dask array a Dask array: what the method asks of all rows is computed at once, in a pass of its own
        so that no chunk is held, and the scores when they are asked for. Of xarray a DataArray with the same coordinates. Rows that are
        skipped have the score NaN.

    Raises
    ------
    PluginError
        If the method needs all rows at once.

    Examples
    --------
    >>> import numpy as np
    >>> rows = np.array([[3.0, 250], [5, 400], [4, 300], [1, 100]])
    >>> scores(rows, "wsm", [1, 1], criteria=["quality", "price:min"], params={"scale": "minmax"})
    array([1.  , 1.  , 1.08333333, 1.  ])
    """
    table, method, weights, params, blanks = Given(table, method, weights, params, blanks).settled()
    given = large_table(table, weights, criteria, label)
    pace = Pace.of(workers, None, 1, executor, progress, "rows")
    over = given.over(pace)
    question = given.question(method, weights, directions, params, policy_of(blanks), over)
    known, count = statistics(question, over, given.shape)
    if given.chunks is not None:
        found = given.chunks.map_blocks(_of_chunk, question, known, count, drop_axis=given.chunks.ndim - 1, dtype=float, meta=np.zeros(0))
    else:
        assert given.source is not None  # a table has one of the two
        found = np.empty(int(np.prod(given.shape)))
        start = 0
        tasks = (partial(_of_part, question, known, count, part) for part in given.source.parts())
        with closing(pace.results(tasks)) as results:
            for part in results:
                found[start : start + len(part)] = part
                start += len(part)
        found = found.reshape(given.shape)
    return raster(table, given.criteria).of_scores(found, question.method.name) if is_raster(table) else found


def _of_chunk(values: npt.NDArray[Any], question: Question, known: tuple[Summary, ...], count: int) -> npt.NDArray[np.float64]:
    return _of_block(question, known, count, Block(values, (0,) * (values.ndim - 1))).reshape(values.shape[:-1])


def _of_part(question: Question, known: tuple[Summary, ...], count: int, part: Callable[[], Iterator[Block]]) -> npt.NDArray[np.float64]:
    return np.concatenate([_of_block(question, known, count, block) for block in part()])


def _of_block(question: Question, known: tuple[Summary, ...], count: int, block: Block) -> npt.NDArray[np.float64]:
    """Return the scores of a block, NaN for rows that are skipped."""
    rows, full = question.usable(block)
    if full.all():
        return question.scores(rows, known, count)
    found = np.full(len(rows), np.nan)
    if full.any():
        found[full] = question.scores(rows[full], known, count)
    return found
