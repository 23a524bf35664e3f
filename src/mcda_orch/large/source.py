"""Where the rows of a large table come from: arrays cut into blocks. Blocks have places of their own along any number of axes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np

from ..core.cells import WHOLE
from ..core.frozen import Frozen
from ..errors import DomainError

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["ArraySource", "Block", "Called", "Source", "floats_of_whole"]

ROWS = 2**16
"""Rows of a block of an array in memory, and of those that are read from a file."""


@dataclass(frozen=True, slots=True, eq=False)
class Block(Frozen):
    """Some rows of a table.

    Attributes
    ----------
    values : array, shape (..., m)
    start : tuple of int
        The place of its first row in the table.
    names : sequence of str, or None
        The labels of the rows, where the table has any.
    """

    values: Numbers
    start: tuple[int, ...]
    names: Sequence[str] | None = None

    @property
    def rows(self) -> Numbers:
        """The rows, one after the other, shape (k, m); what is masked is blank."""
        m = self.values.shape[-1]
        if self.values.dtype.kind in "iu" and self.values.dtype.itemsize == 8:
            called = Called(self)
            found = floats_of_whole(self.values.reshape(-1, m), lambda i, j: f"the cell in column {j + 1} of {called[i]!r}")
        else:
            found = self.values.astype(np.float64, copy=False).reshape(-1, m)
        return np.ma.filled(found, np.nan) if isinstance(self.values, np.ma.MaskedArray) else np.asarray(found)

    def places(self, shape: tuple[int, ...], at: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Return the places of some of its rows in a table of this shape, counted through."""
        own = np.unravel_index(at, self.values.shape[:-1])
        return np.asarray(np.ravel_multi_index(tuple(o + s for o, s in zip(own, self.start, strict=True)), shape))


def floats_of_whole(values: npt.NDArray[Any], named: Callable[..., str]) -> Numbers:
    """Return whole numbers as floats; refuse one that no float holds, with its place as it is `named`."""
    found: Numbers = values.astype(np.float64)
    for place in map(tuple, np.argwhere(np.abs(found) >= WHOLE).tolist()):
        if values[place] is not np.ma.masked and int(found[place]) != int(values[place]):
            raise DomainError(
                f"{named(*place)} is {values[place]}, which a float cannot hold: it would become {int(found[place])}.",
                hint="round it, or state it in a larger unit.",
            )
    return found


class Called(Sequence[str]):
    """What the rows of a block are called, each found when it is asked for."""

    def __init__(self, block: Block) -> None:
        self._block = block

    def __len__(self) -> int:
        return len(self._block.rows)

    def __getitem__(self, i: Any) -> Any:
        block = self._block
        if block.names is not None and block.names[i].strip():
            return block.names[i]
        place = np.unravel_index(i, block.values.shape[:-1])
        at = [int(p) + s for p, s in zip(place, block.start, strict=True)]
        return f"row {at[0]:,}" if len(at) == 1 else f"the row at {tuple(at)}"


class Source(Protocol):
    """A table in parts, each of which makes its blocks anew whenever it is asked, wherever that is."""

    @property
    def shape(self) -> tuple[int, ...]:
        """How many rows there are, along each axis."""

    def parts(self) -> Iterator[Callable[[], Iterator[Block]]]:
        """Yield the parts, in order."""


@dataclass(frozen=True, slots=True, eq=False)
class ArraySource(Frozen):
    """An array of NumPy in memory, or one that is mapped from a file, shape (..., m)."""

    values: npt.NDArray[Any]

    @property
    def shape(self) -> tuple[int, ...]:
        """Rows along each axis."""
        return self.values.shape[:-1]

    def parts(self) -> Iterator[Callable[[], Iterator[Block]]]:
        """Yield blocks along the first axis."""
        step = max(ROWS // max(int(np.prod(self.shape[1:])), 1), 1)
        for start in range(0, len(self.values), step):
            yield partial(_one, Block(self.values[start : start + step], (start, *(0,) * (len(self.shape) - 1))))


def _one(block: Block) -> Iterator[Block]:
    yield block
