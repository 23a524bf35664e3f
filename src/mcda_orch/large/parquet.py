"""Rows of Parquet files, some at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ..core.frozen import Frozen
from ..errors import LabelError, ReadError, did_you_mean
from .source import ROWS, Block, floats_of_whole

__all__ = ["ParquetSource", "heads", "naming", "parquet_source", "row_count"]

BUFFER = 2**20
"""Bytes that are read ahead in a column."""


@dataclass(frozen=True, slots=True)
class ParquetSource(Frozen):
    """Columns of a Parquet file, of which a group of rows is one part.

    Attributes
    ----------
    path : Path
    columns : tuple of str
    label : str, or None
        The column that names the rows.
    groups : tuple of int
        How many rows each group has.
    """

    path: Path
    columns: tuple[str, ...]
    label: str | None
    groups: tuple[int, ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of rows."""
        return (sum(self.groups),)

    def parts(self) -> Iterator[Callable[[], Iterator[Block]]]:
        """Yield the groups of rows."""
        start = 0
        for group, count in enumerate(self.groups):
            if count:
                yield partial(_group, self, group, start)
            start += count


def heads(path: Path) -> tuple[str, ...]:
    """Return the names of the columns of a file."""
    return tuple(_opened(path).schema_arrow.names)


def naming(path: Path) -> str | None:
    """Return the column that names the rows of a file: text that was the index of a dataframe, or text in the first column; None for none."""
    import pyarrow as pa

    schema = _opened(path).schema_arrow
    index = [name for name in (schema.pandas_metadata or {}).get("index_columns", ()) if isinstance(name, str)]
    first: str = (index or schema.names)[0]
    kind = schema.field(first).type
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return first if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind) else None


def row_count(path: Path) -> int:
    """Return how many rows a file has, of which none is read."""
    return int(_opened(path).metadata.num_rows)


def parquet_source(path: Path, columns: tuple[str, ...], label: str | None) -> ParquetSource:
    """Return the rows of a file; refuse columns that it lacks, or that hold no numbers."""
    import pyarrow as pa

    file = _opened(path)
    schema, meta = file.schema_arrow, file.metadata
    for name in (*columns, *([] if label is None else [label])):
        if schema.names.count(name) > 1:
            raise LabelError(f"{path} has {schema.names.count(name)} columns named {name!r}.", hint="rename all but one of them.")
        if name not in schema.names:
            raise LabelError(f"{path} has no column {name!r}.", hint=did_you_mean(name, schema.names))
    for name in columns:
        kind = schema.field(name).type
        if not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind) or pa.types.is_decimal(kind)):
            raise ReadError(
                f"{path}, column {name!r} holds {kind}, which is no number.", hint="leave it out of the weights, or make it numbers."
            )
    groups = tuple(meta.row_group(g).num_rows for g in range(meta.num_row_groups))
    if not sum(groups):
        raise ReadError(f"{path}: the table has no rows.", hint="write one row for each alternative.")
    return ParquetSource(path, columns, label, groups)


def _opened(path: Path) -> Any:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise ReadError(f"{path}: reading this file needs pyarrow.", hint="pip install 'mcda-orch[parquet]'.") from None
    try:
        return parquet.ParquetFile(path, buffer_size=BUFFER)
    except FileNotFoundError:
        raise ReadError(f"{path} does not exist.", hint="give the path of a Parquet file.") from None
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ReadError(f"{path} is no Parquet file that can be read: {str(error).splitlines()[0]}.") from None


def _group(source: ParquetSource, group: int, start: int) -> Iterator[Block]:
    """Yield the rows of a group, some at a time."""
    wanted = [*source.columns, *([] if source.label is None or source.label in source.columns else [source.label])]
    with _opened(source.path) as file:
        for batch in _batches(source.path, file, group, wanted):
            values = np.empty((batch.num_rows, len(source.columns)), order="F")
            for j, name in enumerate(source.columns):
                values[:, j] = _floats(batch.column(wanted.index(name)), source.path, name, start)
            names = (
                None
                if source.label is None
                else ["" if v is None else str(v) for v in batch.column(wanted.index(source.label)).to_pylist()]
            )
            yield Block(values, (start,), names)
            start += batch.num_rows


def _batches(path: Path, file: Any, group: int, columns: list[str]) -> Iterator[Any]:
    import pyarrow as pa

    try:
        yield from file.iter_batches(ROWS, row_groups=[group], columns=columns, use_threads=False)
    except (pa.ArrowException, OSError) as error:
        raise ReadError(f"{path} cannot be read to its end: {str(error).splitlines()[0]}.", hint="write the file again.") from None


def _floats(column: Any, path: Path, name: str, start: int) -> Any:
    import pyarrow as pa

    if pa.types.is_integer(column.type) and column.type.bit_width == 64:
        found = np.full(len(column), np.nan)
        known = column.is_valid().to_numpy(zero_copy_only=False)
        at = np.flatnonzero(known)
        whole = column.drop_null().to_numpy(zero_copy_only=False)
        found[known] = floats_of_whole(whole, lambda i: f"{path}, column {name!r}: the cell of row {start + int(at[i]):,}")
        return found
    return column.cast(pa.float64()).to_numpy(zero_copy_only=False)
