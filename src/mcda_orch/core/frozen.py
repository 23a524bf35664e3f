"""Values that cannot change: read-only arrays, mappings, and vectors with labels."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from ..errors import LabelError, ShapeError, did_you_mean
from .attributes import attribute_hint
from .display import shown
from .table import Shown, Table

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Asked", "Frozen", "FrozenMap", "Labelled", "frozen", "held", "still", "unique_names"]

V = TypeVar("V")


def frozen(values: npt.ArrayLike, dtype: Any = np.float64) -> npt.NDArray[Any]:
    """Return `values` as a read-only array of its own."""
    array = np.array(values, dtype=dtype)
    array.setflags(write=False)
    return array


def still(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Make an array read-only that nobody else holds, and return it."""
    array.setflags(write=False)
    return array


def held(values: npt.ArrayLike) -> npt.NDArray[Any]:
    """Return an array that nobody can change: `values` itself where that is sure, else a copy."""
    array = np.asarray(values)
    owner: Any = array
    while isinstance(owner, np.ndarray):
        if owner.flags.writeable:
            return frozen(array, array.dtype)
        owner = owner.base
    return array


class Asked:
    """A value that keeps what it was asked: it cannot change, so its answers cannot.

    The answers are no part of the value: they are neither compared nor copied nor pickled.
    """

    __slots__ = ("_answers",)

    def forget(self) -> None:
        """Forget all answers, as is done before a value is verified."""
        object.__setattr__(self, "_answers", None)


class Frozen:
    """A value with slots whose arrays stay read-only when it is copied or pickled; NumPy forgets that."""

    __slots__ = ()

    def __reduce_ex__(self, protocol: Any) -> Any:
        kept = (name for kind in type(self).__mro__ for name in getattr(kind, "__slots__", ()) if name not in Asked.__slots__)
        state = {name: getattr(self, name) for name in kept if hasattr(self, name)}
        return _restored, (type(self), {**getattr(self, "__dict__", {}), **state})


def _restored(kind: type[Any], state: Mapping[str, Any]) -> Any:
    found = object.__new__(kind)
    for name, value in state.items():
        for array in value if isinstance(value, tuple) else (value,):
            if isinstance(array, np.ndarray):
                array.setflags(write=False)
        object.__setattr__(found, name, value)
    return found


def unique_names(names: Sequence[str], what: str) -> tuple[str, ...]:
    """Return `names` as a tuple, or refuse empty and repeated ones."""
    if len(set(names)) == len(names) and all(map(str.strip, names)):
        return tuple(names)
    seen: dict[str, int] = {}
    for position, name in enumerate(names, start=1):
        if not name.strip():
            raise LabelError(f"{what} {position} has no name.", hint="give every row and column a name of its own.")
        if name in seen:
            raise LabelError(
                f"{what} {name!r} appears twice, at positions {seen[name]} and {position}.",
                hint="names identify rows and columns; make them distinct.",
            )
        seen[name] = position
    return tuple(names)


class _Absent(LabelError, KeyError):
    """A key that a mapping does not have."""

    def __str__(self) -> str:
        return str(self.args[0])


class FrozenMap(Mapping[str, V]):
    """A read-only mapping that can be hashed, copied and pickled; arrays in it are read-only."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, V] | None = None) -> None:
        if items is not None and type(items) is not dict and not isinstance(items, Mapping):
            raise LabelError(f"{shown(items)} is no mapping.", hint='write {"name": value}.')
        self._items: dict[str, V] = {} if items is None else dict(items)
        for key, value in self._items.items():
            if isinstance(value, np.ndarray):
                self._items[key] = held(value)  # type: ignore[assignment]  # the same kind of value

    def __reduce__(self) -> Any:
        return FrozenMap, (self._items,)

    def __getitem__(self, key: str) -> V:
        try:
            return self._items[key]
        except KeyError:
            raise _Absent(
                f"there is no {key!r} here.", hint=did_you_mean(str(key), map(str, self._items)) if self._items else None
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a key, or the default."""
        return self._items.get(key, default)

    def keys(self) -> KeysView[str]:
        """Return the keys."""
        return self._items.keys()

    def values(self) -> ValuesView[V]:
        """Return the values."""
        return self._items.values()

    def items(self) -> ItemsView[str, V]:
        """Return pairs of key and value."""
        return self._items.items()

    def __hash__(self) -> int:
        return hash(tuple(self._items))

    def __repr__(self) -> str:
        return repr(self._items)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Labelled(Frozen, NDArrayOperatorsMixin, Shown):
    """Numbers with names along the last axis; arithmetic and NumPy functions see the bare array.

    Parameters
    ----------
    values : array, shape (..., n)
    labels : tuple of str, length n

    Examples
    --------
    >>> points = Labelled(np.array([23.0, 22.0]), ("Metaflow", "Flyte"))
    >>> points["Flyte"]
    np.float64(22.0)
    >>> dict(points.items())
    {'Metaflow': 23.0, 'Flyte': 22.0}
    """

    values: npt.NDArray[Any]
    labels: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", held(self.values))
        object.__setattr__(self, "labels", tuple(self.labels))

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        return np.array(self.values, dtype=dtype, copy=copy)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        bare = tuple(i.values if isinstance(i, Labelled) else i for i in inputs)
        return getattr(ufunc, method)(*bare, **kwargs)

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return self.values[key]
        try:
            return self.values[..., self.labels.index(key)][()]
        except ValueError:
            raise LabelError(f"there is no {key!r} here.", hint=did_you_mean(key, self.labels)) from None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def __getattr__(self, name: str) -> Any:
        """Offer whatever else the bare array has, such as ``max`` or ``argmax``."""
        if name.startswith("_"):
            raise AttributeError(name)
        hint = None if hasattr(self.values, name) else attribute_hint(type(self), name)
        if hint is not None:
            raise AttributeError(f"'Labelled' object has no attribute {name!r}: {hint}", name=name, obj=self)
        return getattr(self.values, name)

    def keys(self) -> tuple[str, ...]:
        """Return the labels."""
        return self.labels

    def items(self) -> Iterator[tuple[str, Any]]:
        """Yield label and number (label and column of numbers, for a batch)."""
        columns = self.values.tolist() if self.ndim == 1 else np.moveaxis(self.values, -1, 0)
        return zip(self.labels, columns, strict=True)

    @property
    def table(self) -> Table:
        """Labels with their numbers."""
        if self.ndim != 1:
            raise ShapeError("a batch of numbers is no single table.", hint="take one row of the batch first.")
        return Table(("", "value"), tuple(self.items()))

    def _brief(self) -> Table | None:
        return self.table.brief() if self.ndim == 1 else None

    def __repr__(self) -> str:
        if self.ndim != 1:
            return f"Labelled(shape={self.shape}, labels={self.labels})"
        return "Labelled({" + ", ".join(f"{k!r}: {v:.6g}" for k, v in self.items()) + "})"
