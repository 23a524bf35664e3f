"""Reads the columns of a large text by pyarrow where it is installed, and where it can only read what our reader reads.

Only texts without quotes, empty lines and carriage returns come here; whatever pyarrow takes for anything but plain
numbers, and whatever numbers may be written in another way, is left to our reader.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from .raw import Column

__all__ = ["compiled_columns"]


def compiled_columns(text: str, mark: str, skip: int, first: Sequence[Column], pointed: Collection[int]) -> list[Column] | None:
    """Return the columns below the first `skip` lines, or None where our own reader must read them.

    Parameters
    ----------
    text : str
    mark : str
        What parts the cells.
    skip : int
        Lines above the first row.
    first : sequence of Column
        The first rows; what is held as numbers there is expected to hold numbers throughout.
    pointed : collection of int
        Columns in which some number has a point that can part no thousands; all other columns may hold whole numbers only.
    """
    if not text.isascii() or any(sign in text for sign in ('"', "\r", "\n\n", "#")):
        return None
    try:
        import pyarrow as pa
        from pyarrow import csv
    except ImportError:
        return None
    data = text.encode()
    if _padded(np.frombuffer(data, np.uint8), mark):
        return None
    kinds = [
        (pa.float64() if j in pointed else pa.int64()) if isinstance(cells, np.ndarray) else pa.string() for j, cells in enumerate(first)
    ]
    names = [str(j) for j in range(len(first))]
    try:
        table = csv.read_csv(
            pa.BufferReader(data),
            read_options=csv.ReadOptions(column_names=names, skip_rows=skip, use_threads=False),
            parse_options=csv.ParseOptions(delimiter=mark, quote_char=False),
            convert_options=csv.ConvertOptions(
                column_types=dict(zip(names, kinds, strict=True)), null_values=[""], strings_can_be_null=False
            ),
        )
    except pa.ArrowException:
        return None
    columns: list[Column] = []
    for held, column in zip(first, table.columns, strict=True):
        if not isinstance(held, np.ndarray):
            columns.append(tuple(map(str.strip, column.to_pylist())))
            continue
        numbers = column.to_numpy().astype(np.float64)
        missing = column.null_count
        if np.isinf(numbers).any() or int(np.isnan(numbers).sum()) != missing or missing == len(numbers):
            return None
        numbers.setflags(write=False)
        columns.append(numbers)
    return columns if all(columns[0]) else None


def _padded(letters: npt.NDArray[np.uint8], mark: str) -> bool:
    """Tell whether a cell begins with 0 and another digit or x: 007 is a name, no number, and so is 0x1F."""
    zeros = np.flatnonzero(letters[1:-1] == ord("0")) + 1
    before, after = letters[zeros - 1], letters[zeros + 1]
    starts = (before == ord(mark)) | (before == ord("-")) | (before == ord("+")) | (before == ord(" "))
    return bool((starts & (((after >= ord("0")) & (after <= ord("9"))) | (after == ord("x")) | (after == ord("X")))).any())
