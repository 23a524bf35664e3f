"""Scrambled Sobol points, a block at a time in any order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ..errors import DomainError

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["DIMENSIONS", "SobolPoints"]

DIMENSIONS = 21_201
"""SciPy has Sobol points for so many dimensions."""
BITS = 30
"""Binary digits of a coordinate, so 2**30 points differ."""


class SobolPoints:
    """Scrambled Sobol points in blocks of a power of two.

    In a sequence over the field of two, a point differs from the one with the same place in the first block by the bits that
    belong to the number of its block, whatever the place. Blocks are therefore the first one, with some bits turned over, and
    what is turned over for block b is put together from what is for the powers of two in b.

    Parameters
    ----------
    dimensions : int
    size : int
        Points in a block, a power of two.
    rng : Generator
        What scrambles them.
    """

    def __init__(self, dimensions: int, size: int, rng: np.random.Generator) -> None:
        from scipy.stats import qmc

        self._engine = qmc.Sobol(dimensions, rng=rng, bits=BITS)
        self._first = np.ascontiguousarray(_bits(self._engine.random(size)).T)
        self._next = size
        self._turned: list[npt.NDArray[np.uint32]] = []

    def turned(self, block: int) -> npt.NDArray[np.uint32]:
        """Return the bits in which a block differs from the first, shape (dimensions, 1)."""
        size = self._first.shape[1]
        if (block + 1) * size > 2**BITS:
            raise DomainError(f"there are 2**{BITS} Sobol points.", hint="draw fewer, or independently: how='simplices'.")
        while block >> len(self._turned):
            start = size << len(self._turned)
            if start > self._next:
                self._engine.fast_forward(start - self._next)
            self._turned.append(_bits(self._engine.random(1)).T ^ self._first[:, :1])
            self._next = start + 1
        found = np.zeros((len(self._first), 1), dtype=np.uint32)
        for power, bits in enumerate(self._turned):
            if block >> power & 1:
                found ^= bits
        return found

    def block(self, block: int) -> Callable[[], npt.NDArray[np.float64]]:
        """Return what makes the points of a block, shape (dimensions, size), wherever it is called."""
        return partial(_points, self._first, self.turned(block))


def _points(first: npt.NDArray[np.uint32], turned: npt.NDArray[np.uint32]) -> npt.NDArray[np.float64]:
    """Return the points of the block that differs so from the first."""
    return np.asarray((first ^ turned) * 2.0**-BITS)


def _bits(points: npt.NDArray[np.float64]) -> npt.NDArray[np.uint32]:
    return (points * 2.0**BITS).astype(np.uint32)
