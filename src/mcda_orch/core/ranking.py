"""Ranks. Nothing outside this package sorts scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from ..errors import DomainError, LabelError, did_you_mean
from .frozen import Labelled
from .table import Shown, Table

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["TIE", "Kind", "Ranking", "positions"]

Kind: TypeAlias = Literal["dense", "min", "max", "average"]

TIE = 1e-12
"""Two neighbours in the sorted scores tie when their gap is at most this part of the scores' magnitude."""


def positions(scores: npt.ArrayLike, higher: bool = True, magnitude: npt.ArrayLike | None = None) -> npt.NDArray[np.intp]:
    """Return dense ranks, 1 for the best, of every row of scores.

    Sorted neighbours tie when their gap is at most `TIE` times the magnitude of the scores, so that rounding
    cannot part alternatives that are equal.

    Parameters
    ----------
    scores : array_like, shape (..., n)
    higher : bool
        Whether a higher score is better.
    magnitude : array_like, shape (..., n), optional
        Size of the terms that each score was summed from; the largest score in absolute value, unless given.

    Returns
    -------
    array of int, shape (..., n)
    """
    values = np.asarray(scores, dtype=np.float64)
    values = -values if higher else values
    size = np.abs(values).max(axis=-1, keepdims=True) if magnitude is None else np.asarray(magnitude, dtype=np.float64)
    order = np.argsort(values, axis=-1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=-1)
    step = np.zeros(values.shape, dtype=np.intp)
    sizes = np.take_along_axis(np.broadcast_to(size, values.shape), order, axis=-1)
    step[..., 1:] = np.diff(ordered, axis=-1) > TIE * np.maximum(sizes[..., 1:], sizes[..., :-1])
    dense = np.empty(values.shape, dtype=np.intp)
    np.put_along_axis(dense, order, step.cumsum(axis=-1) + 1, axis=-1)
    return dense


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Ranking(Shown):
    """A weak order of alternatives: some before others, some tied.

    Parameters
    ----------
    labels : tuple of str, length n
    dense : array of int, shape (..., n)
        Dense ranks, 1 for the best; leading axes hold whole rankings.

    Examples
    --------
    >>> ranking = Ranking.from_scores([3.0, 7.0, 7.0], ("Bee", "Ant", "Doe"))
    >>> print(ranking)
    Ant ~ Doe > Bee
    >>> ranking.ranks("min")["Bee"]
    np.int64(3)
    """

    labels: tuple[str, ...]
    dense: npt.NDArray[np.intp]

    def __post_init__(self) -> None:
        self.dense.setflags(write=False)

    @classmethod
    def from_scores(
        cls, scores: npt.ArrayLike, labels: tuple[str, ...], higher: bool = True, magnitude: npt.ArrayLike | None = None
    ) -> Ranking:
        """Rank by scores; see :func:`positions` for when two of them tie."""
        return cls(tuple(labels), positions(scores, higher, magnitude))

    def ranks(self, kind: Kind = "min") -> Labelled:
        """Return the rank of every alternative, 1 for the best, shape (..., n).

        Parameters
        ----------
        kind : {"dense", "min", "max", "average"}
            What tied alternatives share: for the two best, ``dense`` and ``min`` give 1, ``max`` gives 2,
            ``average`` 1.5. After ``dense`` the next rank is 2, after the others 3.
        """
        if kind not in get_args(Kind):
            raise DomainError(f"{kind!r} is no way to count ranks.", hint="use " + ", ".join(get_args(Kind)) + ".")
        if kind == "dense":
            return Labelled(self.dense, self.labels)
        order = np.argsort(self.dense, axis=-1, kind="stable")
        step = np.diff(np.take_along_axis(self.dense, order, axis=-1), axis=-1) > 0
        place = np.broadcast_to(np.arange(1, self.dense.shape[-1] + 1), self.dense.shape)
        starts, ends = place.copy(), place.copy()
        starts[..., 1:][~step] = 0
        ends[..., :-1][~step] = np.iinfo(np.intp).max
        starts = np.maximum.accumulate(starts, axis=-1)
        ends = np.minimum.accumulate(ends[..., ::-1], axis=-1)[..., ::-1]
        first, last = np.empty_like(starts), np.empty_like(ends)
        np.put_along_axis(first, order, starts, axis=-1)
        np.put_along_axis(last, order, ends, axis=-1)
        found: npt.NDArray[Any] = {"min": first, "max": last}[kind] if kind != "average" else (first + last) / 2
        return Labelled(found, self.labels)

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Alternatives from the best to the worst, tied ones together."""
        dense = self._single()
        found: list[list[str]] = [[] for _ in range(max(dense))]
        for name, rank in zip(self.labels, dense, strict=True):
            found[rank - 1].append(name)
        return tuple(map(tuple, found))

    @property
    def best(self) -> tuple[str, ...]:
        """The alternative (or the tied alternatives) in the first place."""
        return self.groups[0]

    @property
    def table(self) -> Table:
        """Alternatives from the best to the worst, with the rank that tied ones share."""
        rows: list[tuple[int, str]] = []
        for group in self.groups:
            rows += [(len(rows) + 1, name) for name in group]
        return Table(("rank", "alternative"), tuple(rows))

    def _brief(self) -> Table | None:
        return self.table.brief() if self.dense.ndim == 1 else None

    def _single(self) -> list[int]:
        if self.dense.ndim != 1:
            raise DomainError(
                f"this holds a batch of rankings of shape {self.dense.shape[:-1]}.", hint="use .ranks(), or take one of them first."
            )
        return self.dense.tolist()  # type: ignore[no-any-return]  # NumPy types this as Any

    def __getitem__(self, key: Any) -> Any:
        """Return the competition rank of an alternative by name, or one ranking of a batch by position."""
        if isinstance(key, str):
            if key not in self.labels:
                raise LabelError(f"there is no alternative {key!r}.", hint=did_you_mean(key, self.labels))
            return self.ranks("min")[key]
        if self.dense.ndim == 1:
            raise LabelError("a single ranking is asked by name.", hint="use ranking['name'] or ranking.ranks().")
        return Ranking(self.labels, self.dense[key])

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.labels)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Ranking):
            return NotImplemented
        return self.labels == other.labels and np.array_equal(self.dense, other.dense)

    def __hash__(self) -> int:
        return hash((self.labels, self.dense.tobytes()))

    def __str__(self) -> str:
        return repr(self) if self.dense.ndim != 1 else " > ".join(" ~ ".join(group) for group in self.groups)

    def __repr__(self) -> str:
        return f"Ranking({self})" if self.dense.ndim == 1 else f"Ranking(batch {self.dense.shape[:-1]}, {len(self)} alternatives)"
