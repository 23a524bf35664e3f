"""Values of a decision matrix: the cells of every criterion as numbers on its scale, or one error that names what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import DomainError, did_you_mean
from .cells import WHOLE, floats
from .criteria import Criterion
from .frozen import held

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["check_cells", "numbers"]


def numbers(columns: Any, rows: Sequence[str], criteria: Sequence[Criterion]) -> npt.NDArray[np.float64]:
    """Return cells as floats, shape (..., n, m); blanks are NaN, and texts are the numbers of the levels that they name.

    Parameters
    ----------
    columns : array, shape (..., n, m), or sequence of m columns
    rows : sequence of str
        Names of the alternatives.
    criteria : sequence of Criterion

    Raises
    ------
    DomainError
        If a cell is no number and no declared level; the message names every criterion with such cells.
    """
    if isinstance(columns, np.ndarray):
        whole = columns.dtype.kind in "iu" and columns.dtype.itemsize == 8 and bool((np.abs(columns.astype(np.float64)) >= WHOLE).any())
        if columns.dtype.kind in "fiub" and not whole:
            return held(columns) if columns.dtype == np.float64 else np.array(columns, dtype=np.float64)
        columns = [columns[..., j] for j in range(columns.shape[-1])]
    read, faults = [], {}
    for column, criterion in zip(columns, criteria, strict=True):
        try:
            read.append(_column(column, rows, criterion))
        except DomainError as error:
            faults[criterion.name] = error
    if faults:
        raise _together(faults)
    return np.stack(read, axis=-1)


def _column(column: Any, rows: Sequence[str], criterion: Criterion) -> npt.NDArray[np.float64]:
    cells = column
    if not isinstance(column, np.ndarray):
        cells = np.empty(len(column), dtype=object)
        for i, cell in enumerate(column):
            cells[i] = cell
    if criterion.scale.levels and cells.dtype.kind in "OUS":
        levels = dict(zip(criterion.scale.names, map(float, criterion.scale.levels), strict=True))
        cells = cells.astype(object)
        for place in np.ndindex(cells.shape):
            cell = cells[place]
            if isinstance(cell, str):
                if cell.strip() not in levels:
                    raise DomainError(
                        f"{criterion.name!r} of {rows[place[-1]]!r} is {str(cell)!r}, which is not one of the levels {', '.join(levels)}.",
                        hint=did_you_mean(cell.strip(), levels),
                    )
                cells[place] = levels[cell.strip()]
    return floats(cells, lambda place: f"{criterion.name!r} of {rows[place[-1]]!r}")


def _together(faults: dict[str, DomainError]) -> DomainError:
    """Return one error for all criteria that hold something else than numbers."""
    first, *others = faults.values()
    if "which is no number" not in first.message:
        return first
    names = list(map(repr, faults))
    said = f" Nor are {', '.join(names[1:-1])}{' and ' if len(names) > 2 else ''}{names[-1]} all numbers." if others else ""
    if said and len(names) == 2:
        said = f" Nor is {names[1]} all numbers."
    text = "number such as '12' that is text becomes one by a conversion, such as frame[column].astype(float), or where mo.read reads the file; "
    return DomainError(
        first.message + said,
        hint=(f"a {text}" if re.search(r" is '[^']*\d[^']*', which is no number", first.message) else "")
        + f"declare levels where the words have an order, mo.Criterion({names[0]}, scale=mo.Ordinal(['low', 'high'])); "
        f"keep text as notes, mo.DecisionMatrix.from_frame(frame, notes=[{', '.join(names)}]); or choose with criteria=.",
    )


def check_cells(array: npt.NDArray[np.float64], rows: Sequence[str], columns: Sequence[Criterion]) -> None:
    """Refuse infinite cells, and cells outside the scale of their criterion."""
    if max(np.fmax.reduce(array, axis=None), -np.fmin.reduce(array, axis=None)) > 1e300:
        huge = np.abs(array) > 1e300
        *_, i, j = np.argwhere(huge)[0]
        raise DomainError(
            f"{columns[j].name!r} of {rows[i]!r} is {array[huge].flat[0]:g}.",
            hint="cells must be finite, at most 1e300 in size; write None (NaN) for a blank cell.",
        )
    for j, criterion in enumerate(columns):
        scale, cells = criterion.scale, array[..., j]
        if not scale.levels and scale.low is None and scale.high is None:
            continue
        outside = np.zeros(cells.shape, dtype=bool)
        if scale.levels:
            outside |= ~np.isin(cells, np.array(tuple(scale.levels), dtype=np.float64))
        if scale.low is not None:
            outside |= cells < scale.low
        if scale.high is not None:
            outside |= cells > scale.high
        outside &= ~np.isnan(cells)
        if outside.any():
            i = int(np.argwhere(outside)[0][-1])
            value = float(cells[outside].flat[0])
            raise DomainError(
                f"{criterion.name!r} of {rows[i]!r} is {value:g}, which {scale.refuses(value)}.",
                hint="correct the cell, or the scale of the criterion.",
            )
