"""Reads Parquet and Feather files."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.frozen import frozen
from ...errors import ReadError
from ..raw import Column, RawTable

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["columnar_table"]


def columnar_table(data: bytes, source: str, *, feather: bool) -> RawTable:
    """Return the table of a Parquet file, or of a Feather file; the index of a pandas frame becomes its first column.

    Raises
    ------
    ReadError
        If it is no such file, or if a column holds lists or records.
    """
    try:
        import pyarrow as pa
        from pyarrow import feather as feathers
        from pyarrow import parquet
    except ImportError:
        raise ReadError(
            f"{source}: reading this file needs pyarrow.", hint="pip install 'mcda-orch[parquet]', or save the table as CSV."
        ) from None
    try:
        found = feathers.read_table(BytesIO(data)) if feather else parquet.read_table(BytesIO(data))
    except (pa.ArrowException, OSError, ValueError) as error:
        kind = "Feather" if feather else "Parquet"
        raise ReadError(
            f"{source} is no {kind} file that can be read: {str(error).splitlines()[0]}.", hint="write it again, or as CSV."
        ) from None
    if not found.num_rows or not found.num_columns:
        raise ReadError(f"{source}: the table has no rows.", hint="write one row for each alternative.")
    order = _order(found)
    return RawTable(
        source,
        tuple(
            "" if at == 0 and found.column_names[j].startswith("__index_level_") else found.column_names[j] for at, j in enumerate(order)
        ),
        tuple(_column(found.column(j), found.column_names[j], source) for j in order),
        range(1, found.num_rows + 1),
        header_line=0,
        counted="row",
    )


def _order(table: Any) -> list[int]:
    """Return the columns in order; those that were the index of a frame come first."""
    names = list(range(table.num_columns))
    said = json.loads((table.schema.metadata or {}).get(b"pandas", b"{}"))
    index = [name for name in said.get("index_columns", ()) if isinstance(name, str)]
    return sorted(names, key=lambda j: table.column_names[j] not in index)


def _column(column: Any, name: str, source: str) -> Column:
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise ReadError(f"{source}, column {name!r}: cells of type {kind} are no numbers and no text.", hint="leave the column out.")
    if pa.types.is_floating(kind):
        values = column.to_numpy()
        if kind != pa.float64():  # the shortest digits are what was written
            values = values.astype(str).astype(np.float64)
        if not np.isinf(values).any() and not np.isnan(values).all():
            return frozen(values)
    texts: Sequence[str] = [_text(value) for value in column.to_pylist()]
    return tuple(texts)


def _text(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.strip() if isinstance(value, str) else str(value)
