"""What a large table is made of: an array in memory, chunks of Dask's, a raster of xarray's, or a Parquet file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..core.blanks import Blanks
from ..core.criteria import Criterion
from ..core.frozen import Frozen
from ..core.labels import unpacked
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.tabular import tabular
from ..errors import DomainError, LabelError, MissingError, ShapeError, did_you_mean
from ..plugin.chunks import chunked
from ..plugin.subject import the_method
from .blanks import SKIP, Blank, fills
from .dask_chunks import blocks, passed_by_dask
from .parquet import heads, parquet_source
from .passes import Over, passed
from .question import Question, asked, question
from .raster import is_raster, raster
from .source import ArraySource, Block, Source

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..engine.pace import Pace

__all__ = ["FILES", "Given", "LargeTable", "large_table"]

HEAD = 16
"""Rows on which a question is checked."""
FILES = (".parquet", ".pq")
"""Endings of files that are read in parts."""


@dataclass(frozen=True, slots=True, eq=False)
class LargeTable(Frozen):
    """Rows along any number of axes, with their criteria.

    Attributes
    ----------
    shape : tuple of int
        How many rows there are, along each axis.
    criteria : tuple of str or Criterion, or None
    source : Source, or None
    chunks : Dask array, or None
        One of the two is given.
    called : callable
        Names the rows at some places, counted through.
    holes : bool
        Whether a place may have no row, as in a raster: one without any cell is none, and blanks are skipped unless they are filled.
    """

    shape: tuple[int, ...]
    criteria: tuple[Any, ...] | None
    source: Source | None
    chunks: Any
    called: Callable[[npt.NDArray[np.intp]], tuple[str, ...]]
    holes: bool = False

    def over(self, pace: Pace) -> Over[Any]:
        """Return what goes over the table block by block."""
        return passed(self.source, pace) if self.source is not None else passed_by_dask(self.chunks, pace)

    def by_place(self, places: npt.NDArray[np.intp]) -> tuple[str, ...]:
        """Return what rows are called by where they stand."""
        return _places(self.shape)(places)

    def question(
        self, method: Any, weights: Any, directions: Any, params: Mapping[str, Any] | None, blanks: Blank, over: Over[Any]
    ) -> Question:
        """Return a question to the table, checked on its first rows; what stands for blanks is found by going over it."""
        if isinstance(blanks, Blanks) and blanks.policy == "refuse" and self.holes:
            blanks = SKIP
        filled = isinstance(blanks, Blanks) and blanks.policy != "refuse"
        rows, places = self._head(filled)
        names = self.called(places)
        matrix = DecisionMatrix(rows, names if len(set(names)) == len(names) else self.by_place(places), self.criteria, directions)
        chosen, given = asked(matrix, method, weights)
        found = fills(blanks, matrix.criteria, over, self.holes) if isinstance(blanks, Blanks) and filled else None
        return question(chosen, matrix, given, params, blanks == SKIP or self.holes, found)

    def _head(self, filled: bool) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.intp]]:
        """Return the first rows, and their places: those without a blank, unless blanks are filled."""
        for block in self._blocks():
            known = ~np.isnan(block.rows)
            usable = np.flatnonzero(known.any(axis=-1) if filled else known.all(axis=-1))[:HEAD]
            if len(usable):
                return block.rows[usable], block.places(self.shape, usable)
        raise MissingError(
            "every cell is blank." if filled else "every row has a blank cell.", hint="leave the criterion out that is blank everywhere."
        )

    def _blocks(self) -> Iterable[Block]:
        if self.source is not None:
            return (block for part in self.source.parts() for block in part())
        return blocks(self.chunks)


class Given(NamedTuple):
    """What a call says of a table: a method, weights, parameters of the method and what a blank means."""

    table: Any
    method: Any
    weights: Any
    params: Mapping[str, Any] | None
    blanks: Any

    def settled(self) -> Given:
        """Return the same with all that a problem states and the call leaves open."""
        if not isinstance(self.table, Problem):
            return self
        problem = self.table
        method = the_method(problem, self.method)
        own = dict(problem.params.get(method.name, {}))
        weights = own.pop("weights", problem.weights)
        return Given(
            problem.matrix,
            method,
            weights if self.weights is None else self.weights,
            {**own, **(self.params or {})},
            problem.blanks if self.blanks is None else self.blanks,
        )


def large_table(table: Any, weights: Any, criteria: Iterable[Any] | None, label: str | None) -> LargeTable:
    """Return the rows of what is given, and their criteria."""
    heads = None if criteria is None else tuple(criteria)
    if isinstance(table, (str, Path)):
        return _file(Path(table), weights, heads, label)
    if isinstance(table, DecisionMatrix) or (not is_raster(table) and tabular(table) is not None):
        return _matrix(table, heads, label)
    if label is not None:
        raise LabelError(
            "label= names a column of a file or dataframe, and the table is none.", hint="rows of an array are called by their places."
        )
    if is_raster(table):
        found = raster(table, heads)
        own = large_table(found.data.data, weights, found.criteria if heads is None else heads, None)
        return replace(own, called=found.called, holes=True)
    if chunked(table):
        return _chunks(table, heads)
    try:
        array = np.asanyarray(table)
    except (TypeError, ValueError):
        raise ShapeError(
            f"the rows of a table of {type(table).__name__} differ in length.", hint="give every row as many numbers."
        ) from None
    if array.dtype.kind == "O" and array.ndim == 2 and 0 not in array.shape:  # blanks that are None, and numbers of other kinds
        array = DecisionMatrix(table, criteria=heads).values
    _numeric(table, array)
    return LargeTable(array.shape[:-1], heads, ArraySource(array), None, _places(array.shape[:-1]))


def _numeric(table: Any, array: Any) -> None:
    """Refuse what is no table of numbers."""
    if array.ndim < 2 or array.dtype.kind not in "fiub" or 0 in array.shape:
        raise ShapeError(
            f"a table of {type(table).__name__} with shape {array.shape}, of {array.dtype}, is no table of numbers.",
            hint="pass an array whose last axis is that of the criteria, or the path of a Parquet file.",
        )


def _matrix(table: Any, criteria: tuple[Any, ...] | None, label: str | None) -> LargeTable:
    """Return the rows of a table that has names of its own."""
    matrix = DecisionMatrix(table, criteria=criteria) if label is None else DecisionMatrix.from_frame(table, label=label, criteria=criteria)

    def called(places: npt.NDArray[np.intp]) -> tuple[str, ...]:
        return tuple(matrix.names[p] for p in places.tolist())

    return LargeTable(matrix.values.shape[:1], matrix.criteria, ArraySource(matrix.values), None, called)


def _chunks(array: Any, criteria: tuple[Any, ...] | None) -> LargeTable:
    """Return the rows of a Dask array, all criteria of a row in one chunk."""
    known = array.compute_chunk_sizes() if any(n != n for n in array.shape) else array
    _numeric(array, known)
    whole = known.rechunk({known.ndim - 1: -1})
    return LargeTable(whole.shape[:-1], criteria, None, whole, _places(whole.shape[:-1]))


def _file(path: Path, weights: Any, criteria: tuple[Any, ...] | None, label: str | None) -> LargeTable:
    if path.suffix.lower() not in FILES:
        raise DomainError(f"{path} is no file that is read in parts.", hint="write it as Parquet; or mo.read() it, if it fits into memory.")
    found, named = heads(path), unpacked(weights)[0]
    if criteria is not None:
        chosen = [_meant(c, found) for c in criteria]
    elif named is not None:
        chosen = [(column, column) for column in found if column in named or Criterion.parse(column).name in named]
        if not chosen:
            raise LabelError(
                f"no column of {path.name} has the name of a weight: {', '.join(map(repr, named))}.", hint=f"known are {', '.join(found)}."
            )
        meant = {name for column, _ in chosen for name in (column, Criterion.parse(column).name)}
        for strange in (name for name in named if name not in meant):
            raise LabelError(f"there is a weight for {strange!r}, which is no column of {path.name}.", hint=did_you_mean(strange, found))
    elif label is not None:
        chosen = [(column, column) for column in found if column != label]
    else:
        raise LabelError(
            f"nothing says which columns of {path.name} are criteria: {', '.join(found)}.",
            hint="name the weights, {'price': 2}; or name the criteria, criteria=[...]; or the column that names the rows, label='...', "
            "so that all others are.",
        )
    source = parquet_source(path, tuple(column for _, column in chosen), label)
    return LargeTable(source.shape, tuple(criterion for criterion, _ in chosen), source, None, _places(source.shape))


def _meant(criterion: Any, known: tuple[str, ...]) -> tuple[Any, str]:
    """Return a criterion and its column, which is called as it is written or named; what a bare name leaves open, the column says."""
    name = criterion.name if isinstance(criterion, Criterion) else Criterion.parse(criterion).name
    if isinstance(criterion, str) and criterion in known:
        return criterion, criterion
    if name in known:
        return criterion, name
    columns = [column for column in known if Criterion.parse(column).name == name]
    if len(columns) != 1:
        return criterion, name  # which is refused where the file is opened
    return (columns[0] if criterion == name else criterion), columns[0]


def _places(shape: tuple[int, ...]) -> Callable[[npt.NDArray[np.intp]], tuple[str, ...]]:
    def called(places: npt.NDArray[np.intp]) -> tuple[str, ...]:
        if len(shape) == 1:
            return tuple(f"row {p:,}" for p in places.tolist())
        return tuple(f"row at {at}" for at in zip(*(axis.tolist() for axis in np.unravel_index(places, shape)), strict=True))

    return called
