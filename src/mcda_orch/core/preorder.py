"""Relations between alternatives: valued, and crisp with ties and incomparability."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..errors import DomainError, LabelError, ShapeError, did_you_mean
from .arguments import told
from .cells import floats
from .frozen import Frozen, still, unique_names
from .labels import label, labels_of
from .matrix import DecisionMatrix
from .ranking import Ranking
from .tabular import on_both_sides

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Preorder", "Relation"]


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Relation(Frozen):
    """How credible it is that one alternative is at least as good as another.

    Parameters
    ----------
    values : array_like, shape (..., n, n)
        ``values[..., i, k]`` in [0, 1] says that alternative i is at least as good as alternative k.
    labels : sequence of str, length n

    Examples
    --------
    >>> Relation([[1, 0.8], [0.3, 1]], ("Ant", "Bee")).cut(0.7).better("Ant", "Bee")
    True
    """

    values: npt.NDArray[np.float64]
    labels: tuple[str, ...]

    @told
    def __init__(self, values: npt.ArrayLike, labels: Iterable[str]) -> None:
        names = unique_names([label(n) for n in labels_of(labels)], "alternative")
        array = still(floats(on_both_sides(values, names, "credibilities", "alternative")[1], lambda place: f"the credibility at {place}"))
        if array.ndim < 2 or array.shape[-2:] != (len(names), len(names)):
            raise ShapeError(f"a relation of {len(names)} alternatives needs shape (n, n), not {array.shape}.")
        if not ((array >= 0) & (array <= 1)).all():
            raise DomainError("credibilities lie between 0 and 1.")
        object.__setattr__(self, "values", array)
        object.__setattr__(self, "labels", names)

    def cut(self, level: float) -> Preorder:
        """Return the smallest preorder that holds every pair of credibility `level` or more."""
        if self.values.ndim != 2:
            raise ShapeError("a batch of relations is cut one at a time.")
        return Preorder(self.values >= level, self.labels)

    def __repr__(self) -> str:
        return f"Relation({len(self.labels)} alternatives)"


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Preorder(Frozen):
    """A reflexive, transitive "at least as good as": alternatives may be better, tied or incomparable.

    Parameters
    ----------
    pairs : array_like of bool, shape (n, n)
        ``pairs[i, k]`` says that i is at least as good as k. The reflexive transitive closure is taken.
    labels : sequence of str, length n

    Examples
    --------
    >>> order = Preorder([[1, 1, 0], [0, 1, 0], [0, 0, 1]], ("Ant", "Bee", "Cat"))
    >>> order.better("Ant", "Bee"), order.incomparable("Ant", "Cat")
    (True, True)
    >>> order.levels
    (('Ant', 'Cat'), ('Bee',))
    """

    values: npt.NDArray[np.bool_]
    labels: tuple[str, ...]

    @told
    def __init__(self, pairs: npt.ArrayLike, labels: Iterable[str]) -> None:
        names = unique_names([label(n) for n in labels_of(labels)], "alternative")
        array = np.array(on_both_sides(pairs, names, "pairs", "alternative")[1], dtype=bool)
        if array.shape != (len(names), len(names)):
            raise ShapeError(f"a preorder of {len(names)} alternatives needs shape (n, n), not {array.shape}.")
        np.fill_diagonal(array, True)
        for _ in range(max(1, int(np.ceil(np.log2(len(names) + 1))))):  # paths double in length each time
            array = array | ((array.astype(np.float32) @ array.astype(np.float32)) > 0)
        object.__setattr__(self, "values", still(array))
        object.__setattr__(self, "labels", names)

    @classmethod
    def dominance(cls, matrix: DecisionMatrix) -> Preorder:
        """Return who is at least as good as whom on every criterion."""
        x = matrix.values * matrix.senses
        if np.isnan(x).any() or x.ndim != 2:
            raise DomainError("dominance needs one matrix without blanks.", hint="fill it first: Blanks.of('worst').fill(matrix).")
        pairs = np.ones((len(x), len(x)), dtype=bool)
        for column in x.T:  # one criterion at a time keeps memory at n * n
            pairs &= column[:, None] >= column[None, :]
        return cls(pairs, matrix.names)

    @classmethod
    def from_ranking(cls, ranking: Ranking) -> Preorder:
        """Return the complete preorder of a ranking."""
        dense = ranking.dense
        return cls(dense[:, None] <= dense[None, :], ranking.labels)

    def _at(self, name: str) -> int:
        if name not in self.labels:
            raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, self.labels))
        return self.labels.index(name)

    def better(self, a: str, b: str) -> bool:
        """Tell whether `a` is better than `b`."""
        i, k = self._at(a), self._at(b)
        return bool(self.values[i, k] and not self.values[k, i])

    def tied(self, a: str, b: str) -> bool:
        """Tell whether each is at least as good as the other."""
        i, k = self._at(a), self._at(b)
        return bool(self.values[i, k] and self.values[k, i])

    def incomparable(self, a: str, b: str) -> bool:
        """Tell whether neither is at least as good as the other."""
        i, k = self._at(a), self._at(b)
        return not (self.values[i, k] or self.values[k, i])

    @property
    def complete(self) -> bool:
        """Whether every two alternatives can be compared."""
        return bool((self.values | self.values.T).all())

    @property
    def levels(self) -> tuple[tuple[str, ...], ...]:
        """Layers from the top: nothing outside an earlier layer is better than a member."""
        strict = self.values & ~self.values.T
        left = np.ones(len(self.labels), dtype=bool)
        found = []
        while left.any():
            top = left & ~(strict & left[:, None]).any(axis=-2)
            found.append(tuple(n for n, t in zip(self.labels, top, strict=True) if t))
            left &= ~top
        return tuple(found)

    @property
    def kernel(self) -> tuple[str, ...]:
        """Alternatives that nothing is better than."""
        return self.levels[0]

    @property
    def reduction(self) -> tuple[tuple[str, str], ...]:
        """Pairs (better, worse) with nothing between them: the arrows of the Hasse diagram."""
        strict = (self.values & ~self.values.T).astype(np.float32)
        cover = (strict > 0) & ~((strict @ strict) > 0)
        return tuple((self.labels[i], self.labels[k]) for i, k in np.argwhere(cover))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Preorder):
            return NotImplemented
        return self.labels == other.labels and np.array_equal(self.values, other.values)

    def __hash__(self) -> int:
        return hash((self.labels, self.values.tobytes()))

    def __repr__(self) -> str:
        return "Preorder(" + " > ".join(", ".join(level) for level in self.levels) + ")"
