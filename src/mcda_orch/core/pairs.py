"""A number for every two of some things that have names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import LabelError, did_you_mean
from .frozen import Frozen, held
from .table import Shown, Table

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Pairs"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Pairs(Frozen, Shown):
    """A number for every two of some named things, such as the agreement of every two rankings.

    Parameters
    ----------
    values : array, shape (k, k)
        NaN where there is no value; :attr:`remarks` say why.
    labels : tuple of str, length k
    name : str
        What the numbers are.
    remarks : tuple of str
        Sentences that stand below the table.

    Examples
    --------
    >>> found = Pairs(np.array([[1.0, 0.5], [0.5, np.nan]]), ("topsis", "vikor"), "tau")
    >>> found["topsis", "vikor"]
    0.5
    >>> found["vikor", "vikor"] is None
    True
    """

    values: npt.NDArray[np.float64]
    labels: tuple[str, ...]
    name: str
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", held(self.values))

    def __getitem__(self, key: tuple[str, str]) -> float | None:
        """Return the number of two, by their names; None where there is none."""
        if not (isinstance(key, tuple) and len(key) == 2):
            raise LabelError(f"{key!r} does not name two of them.", hint=f"write pairs[{self.labels[0]!r}, {self.labels[-1]!r}].")
        places = []
        for name in key:
            if name not in self.labels:
                raise LabelError(f"there is no {name!r} here.", hint=did_you_mean(str(name), self.labels))
            places.append(self.labels.index(name))
        value = float(self.values[places[0], places[1]])
        return None if np.isnan(value) else value

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[np.float64]:
        return np.array(self.values, dtype=dtype, copy=copy)

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def table(self) -> Table:
        """The numbers, a row and a column for each; a blank where there is none."""
        cells = [[None if v != v else v for v in row] for row in self.values.tolist()]
        return Table((self.name, *self.labels), tuple((name, *row) for name, row in zip(self.labels, cells, strict=True)))

    def __repr__(self) -> str:
        return f"Pairs({self.name} of {len(self.labels)})"
