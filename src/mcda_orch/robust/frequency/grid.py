"""Numbers with names along both axes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from ...core.frozen import Frozen, Labelled, held
from ...core.table import Table
from ...errors import LabelError, did_you_mean

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Grid"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Grid(Frozen, NDArrayOperatorsMixin):
    """A matrix with names for rows and columns; arithmetic and NumPy functions see the bare array.

    Parameters
    ----------
    values : array, shape (rows, columns)
    rows : tuple of str
    columns : tuple of str or int

    Examples
    --------
    >>> shares = Grid(np.array([[0.75, 0.25], [0.25, 0.75]]), ("Ant", "Bee"), (1, 2))
    >>> shares["Ant", 2], shares["Bee"]
    (np.float64(0.25), Labelled({'1': 0.25, '2': 0.75}))
    """

    values: npt.NDArray[Any]
    rows: tuple[str, ...]
    columns: tuple[Hashable, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", held(self.values))

    def __getitem__(self, key: Any) -> Any:
        """Return one number by row and column, a row by name, or what the bare array has there."""
        if isinstance(key, tuple) and len(key) == 2 and isinstance(key[0], str):
            return self.values[_at(key[0], self.rows), _at(key[1], self.columns)]
        if isinstance(key, str):
            return Labelled(self.values[_at(key, self.rows)].copy(), tuple(map(str, self.columns)))
        return self.values[key]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.array(self.values, dtype=dtype, copy=copy)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        bare = tuple(np.asarray(i) if isinstance(i, (Grid, Labelled)) else i for i in inputs)
        return getattr(ufunc, method)(*bare, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """Offer whatever else the bare array has, such as ``sum`` or ``max``."""
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.values, name)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def items(self) -> Iterator[tuple[str, Labelled]]:
        """Yield the name of every row, and the row."""
        return ((name, self[name]) for name in self.rows)

    def document(self) -> dict[str, dict[str, float]]:
        """Return mappings of row to column to number."""
        return {
            r: {str(c): float(v) for c, v in zip(self.columns, row, strict=True)} for r, row in zip(self.rows, self.values, strict=True)
        }

    def table(self, head: str, title: str = "") -> Table:
        """Return a table whose first column, under `head`, names the rows."""
        rows = tuple((r, *row) for r, row in zip(self.rows, self.values.tolist(), strict=True))
        return Table((head, *map(str, self.columns)), rows, title)

    def __repr__(self) -> str:
        return f"Grid({len(self.rows)} x {len(self.columns)})"


def _at(key: Any, known: tuple[Hashable, ...]) -> int:
    if key not in known:
        raise LabelError(f"there is no {key!r} here.", hint=did_you_mean(str(key), [str(k) for k in known]))
    return known.index(key)
