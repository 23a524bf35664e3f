"""Means and deviations that are put together part by part, so that memory does not grow with the draws."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ...core.frozen import Frozen

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Moments"]


@dataclass(frozen=True, slots=True, eq=False)
class Moments(Frozen):
    """Mean and standard deviation of numbers that draws give to each of n rows.

    Attributes
    ----------
    count : int
        Draws.
    mean, deviation : array, shape (n,)
    """

    count: int
    mean: Numbers
    deviation: Numbers

    @classmethod
    def of(cls, values: Numbers) -> Moments:
        """Return those of one part, shape (n, draws)."""
        count = values.shape[-1]
        start = values[:, :1]
        mean = start[:, 0] + ((values - start) / count).sum(axis=-1)  # exact where all are alike
        gaps = np.abs(values - mean[:, None])
        size = np.maximum(gaps.max(axis=-1), np.finfo(float).tiny)
        return cls(count, mean, size * np.sqrt(np.square(gaps / size[:, None]).mean(axis=-1)))  # squares of large numbers overflow

    def plus(self, other: Moments) -> Moments:
        """Return those of both parts (Chan, Golub and LeVeque 1983)."""
        count = self.count + other.count
        a, b = self.count / count, other.count / count
        gap = other.mean - self.mean
        within = np.hypot(sqrt(a) * self.deviation, sqrt(b) * other.deviation)
        return Moments(count, self.mean + b * gap, np.hypot(within, sqrt(a * b) * gap))
