"""Rankings: weak orders of alternatives."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import numpy as np

from ..errors import DomainError, LabelError, ShapeError, did_you_mean
from .arguments import told
from .frozen import Frozen, Labelled, still, unique_names
from .labelling import by_label
from .labels import label, labels_of, mapped, unpacked
from .positions import positions
from .table import Shown, Table

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Kind", "Ranking", "midranks", "stated_ranks"]

Kind: TypeAlias = Literal["dense", "min", "max", "average"]


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Ranking(Frozen, Shown):
    """A weak order of alternatives: some before others, some tied.

    Parameters
    ----------
    labels : sequence of str, length n, or ranks by name
    ranks : array_like, shape (..., n), optional
        1 for the best; leading axes hold whole rankings. Tied alternatives may share ranks in any of the ways that
        :meth:`ranks` knows. Ranks with names find their alternatives by name; left out where `labels` are ranks by name.

    Raises
    ------
    DomainError
        If the numbers are no ranks.

    Examples
    --------
    >>> print(Ranking({"Ant": 1, "Bee": 3, "Cat": 1}))
    Ant ~ Cat > Bee
    >>> Ranking(("Ant", "Bee", "Cat"), [1.5, 3, 1.5]) == Ranking(("Ant", "Bee", "Cat"), [1, 2, 1])
    True
    >>> ranking = Ranking.from_scores([3.0, 7.0, 7.0], ("Bee", "Ant", "Doe"))
    >>> print(ranking)
    Ant ~ Doe > Bee
    >>> ranking.ranks("min")["Bee"]
    np.int64(3)
    """

    labels: tuple[str, ...]
    dense: npt.NDArray[np.intp]

    @told
    def __init__(self, labels: Any, ranks: Any = None) -> None:
        if ranks is None:
            if _pairs(labels) is not None:
                labels = ranks_by_name(labels)
            found, _ = unpacked(labels)
            if found is None:
                raise LabelError("the ranks are not given.", hint='write mo.Ranking(names, [1, 2, 2]) or mo.Ranking({"Ant": 1, "Bee": 2}).')
            labels, ranks = found, labels
        names = unique_names([label(name) for name in labels_of(labels)], "alternative")
        self._set(names, _dense(by_label(ranks, names, "rank", "alternative"), names))

    def _set(self, labels: tuple[str, ...], dense: npt.NDArray[np.intp]) -> None:
        object.__setattr__(self, "labels", labels)
        object.__setattr__(self, "dense", still(dense))

    @classmethod
    def from_dense(cls, dense: npt.NDArray[np.intp], labels: tuple[str, ...]) -> Ranking:
        """Take dense ranks, 1 for the best, of which nobody else holds the array."""
        found = object.__new__(cls)
        found._set(tuple(labels), dense)
        return found

    @classmethod
    @told
    def from_scores(
        cls, scores: Any, labels: tuple[str, ...] | None = None, higher: bool = True, magnitude: npt.ArrayLike | None = None
    ) -> Ranking:
        """Rank by scores, which find their alternatives by name where they have names; see :func:`positions` for ties."""
        if labels is None:
            named, _ = unpacked(scores)
            if named is None:
                raise LabelError("the scores have no names.", hint="write mo.Ranking.from_scores(scores, names).")
            labels = unique_names([label(name) for name in named], "alternative")
        if type(scores) is not np.ndarray and getattr(scores, "labels", None) != tuple(labels):
            scores = by_label(scores, tuple(labels), "score", "alternative")
        wrong = ~np.isfinite(scores)
        if wrong.any():
            at = tuple(np.argwhere(wrong)[0])
            raise DomainError(
                f"the score of {labels[at[-1]]!r} is {np.asarray(scores)[at]:g}.", hint="who has no score has no place: leave it out."
            )
        return cls.from_dense(positions(scores, higher, magnitude), labels)

    @told
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
        return Labelled(_counted(self.dense, kind), self.labels)

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
        return Ranking.from_dense(np.array(self.dense[key]), self.labels)

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

    @property
    def one_line(self) -> str:
        """The order as `str` writes it, a long one without its end."""
        if len(self) <= IN_A_LINE:
            return str(self)
        said: list[str] = []
        left = IN_A_LINE
        for group in self.groups:
            said.append(" ~ ".join(group[:left]))
            left -= len(group)
            if left <= 0:
                break
        return f"{' > '.join(said)} ... ({len(self):,} alternatives)"

    def __repr__(self) -> str:
        return f"Ranking({self.one_line})" if self.dense.ndim == 1 else f"Ranking(batch {self.dense.shape[:-1]}, {len(self)} alternatives)"


IN_A_LINE = 60
"""Alternatives up to which an order is shown as a whole."""


def _counted(dense: npt.NDArray[np.intp], kind: Kind) -> npt.NDArray[Any]:
    """Return dense ranks counted in another way."""
    if kind == "dense":
        return dense
    order = np.argsort(dense, axis=-1, kind="stable")
    step = np.diff(np.take_along_axis(dense, order, axis=-1), axis=-1) > 0
    place = np.broadcast_to(np.arange(1, dense.shape[-1] + 1), dense.shape)
    starts, ends = place.copy(), place.copy()
    starts[..., 1:][~step] = 0
    ends[..., :-1][~step] = np.iinfo(np.intp).max
    starts = np.maximum.accumulate(starts, axis=-1)
    ends = np.minimum.accumulate(ends[..., ::-1], axis=-1)[..., ::-1]
    first, last = np.empty_like(starts), np.empty_like(ends)
    np.put_along_axis(first, order, starts, axis=-1)
    np.put_along_axis(last, order, ends, axis=-1)
    return {"min": first, "max": last}[kind] if kind != "average" else (first + last) / 2


def midranks(dense: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """Return dense ranks as average ones, shape (..., n): alternatives that tie share the average of their places."""
    return _counted(dense, "average").astype(np.float64)


def ranks_by_name(given: Any, names: Sequence[str] = ()) -> dict[str, Any] | None:
    """Return ranks that are given by name (a mapping, a Series, pairs of name and rank), and None for anything else.

    Raises
    ------
    LabelError
        If they are ranks without names, or a name has two; `names` are those that there are.
    """
    if isinstance(given, (str, Ranking)) or given is None:
        return None
    pairs = _pairs(given)
    if pairs is None:
        if isinstance(given, (list, tuple)) and given and all(isinstance(v, Real) and str(v) not in names for v in given):
            who = ", ".join(f"{name!r}: {rank:g}" for name, rank in zip(names[:2], given, strict=False))
            raise LabelError("the ranks have no names.", hint=f"write {{{who}, ...}}, or the names from the best on.")
        return mapped(given)
    found = {label(name): rank for name, rank in pairs}
    if len(found) < len(pairs):
        raise LabelError("the ranking names an alternative twice.", hint="give every alternative one rank.")
    return found


def _pairs(given: Any) -> list[Any] | None:
    """Return pairs of a name and a number as a list; None where these are none."""
    if isinstance(given, Mapping) or not isinstance(given, (Sequence, ItemsView)):
        return None
    pairs = list(given)
    each = (isinstance(p, (tuple, list)) and len(p) == 2 and not isinstance(p[0], Real) and _is_rank(p[1]) for p in pairs)
    return pairs if pairs and all(each) else None


def _is_rank(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def stated_ranks(named: Mapping[str, Any]) -> dict[str, float]:
    """Return the ranks of some alternatives as they are stated, which need not begin at 1 or be without gaps."""
    ranks = by_label(named, tuple(named), "rank", "alternative")
    if ranks.ndim != 1:
        raise ShapeError("every alternative has one rank.", hint="pick one ranking of the batch.")
    found = dict(zip(named, ranks.tolist(), strict=True))
    blank = next((name for name, rank in found.items() if rank != rank), None)
    if blank is not None:
        raise DomainError(f"the rank of {blank!r} is blank.", hint="leave out whom the ranking says nothing of.")
    return found


def _dense(ranks: npt.NDArray[np.float64], names: tuple[str, ...]) -> npt.NDArray[np.intp]:
    """Return ranks of any convention as dense ones, or refuse what are no ranks."""
    if not np.isfinite(ranks).all():
        name = names[int(np.argwhere(~np.isfinite(ranks))[0][-1])]
        raise DomainError(f"the rank of {name!r} is {ranks[~np.isfinite(ranks)].flat[0]:g}.", hint="every alternative has a rank.")
    order = np.argsort(ranks, axis=-1, kind="stable")
    step = np.diff(np.take_along_axis(ranks, order, axis=-1), axis=-1, prepend=-np.inf) > 0
    dense = np.empty(ranks.shape, dtype=np.intp)
    np.put_along_axis(dense, order, step.cumsum(axis=-1), axis=-1)
    kinds = get_args(Kind) if not (ranks % 1).any() else ("average",)  # half ranks are averages
    if not any(np.array_equal(_counted(dense, kind), ranks) for kind in kinds):
        few = ", ".join(f"{n!r} {r:g}" for n, r in list(zip(names, ranks.reshape(-1, len(names))[0].tolist(), strict=True))[:6])
        raise DomainError(
            f"these are no ranks: {few}{', ...' if len(names) > 6 else ''}.",
            hint="ranks count from 1, and those who tie share one: 1 1 2 (dense), 1 1 3 or 2 2 3 (competition), 1.5 1.5 3 (average); "
            "for scores use mo.Ranking.from_scores.",
        )
    return dense
