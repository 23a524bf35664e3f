"""What drawing at random needs to know of a set of shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..exact.polytope import Polytope
from ..exact.rational import Matrix, Vector

__all__ = ["ConvexSet"]


class ConvexSet(Protocol):
    """All shares that agree with linear statements; :class:`~mcda_orch.sampling.weight_set.WeightSet` is one."""

    @property
    def criteria(self) -> tuple[str, ...]:
        """Names of the shares."""

    @property
    def statements(self) -> Sequence[object]:
        """What is known; nothing for all shares."""

    @property
    def dimension(self) -> int:
        """Directions in which shares can move."""

    @property
    def directions(self) -> tuple[tuple[int, ...], ...]:
        """These directions."""

    @property
    def inner(self) -> Vector:
        """Shares that are on no face."""

    def rows(self) -> tuple[Matrix, Vector, Matrix, Vector]:
        """Return the statements as rows that are not above, and rows that are equal to, their right-hand sides."""

    def polytope(self, limit: int | None = None) -> Polytope:
        """Return the corners."""

    def require(self) -> ConvexSet:
        """Return the set itself, which is not empty."""

    def __hash__(self) -> int: ...
