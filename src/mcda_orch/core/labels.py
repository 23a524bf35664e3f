"""Labels: the names that values carry, and what they belong to."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Mapping, Sequence, ValuesView
from typing import Any

import numpy as np

from ..errors import LabelError, ShapeError
from .cells import as_array
from .display import shown
from .frames import is_frame, opened

__all__ = ["Named", "label", "labels_of", "mapped", "ranked_columns", "unpacked"]


class Named:
    """What stands for its name where a label is asked for: a criterion, an alternative."""

    __slots__ = ()
    name: str


def labels_of(given: Any) -> list[Any]:
    """Return labels that are given in their order, or refuse what has none."""
    if isinstance(given, (set, frozenset)):
        raise LabelError(f"a set has no order: {shown(given)}.", hint="pass a list.")
    if not hasattr(given, "__iter__") or isinstance(given, (bytes, type)) or (isinstance(given, np.ndarray) and given.ndim != 1):
        raise LabelError(f"{shown(given)} lists no names.", hint='write ["A", "B"].')
    return list(given)


def holds_items(given: Any) -> bool:
    """Whether something can be gone through: a matrix has a length and an array of no dimension a method for it, and neither can."""
    try:
        iter(given)
    except TypeError:
        return False
    return True


def label(given: Any) -> str:
    """Return the name that a label stands for."""
    if isinstance(given, Named):
        return given.name
    return " ".join(map(str, given)) if isinstance(given, tuple) else str(given)


def ranked_columns(given: Any) -> dict[str, Any]:
    """Return the columns of a dataframe as rankings; the first one of text, or the index, names what is ranked."""
    frame = opened(given)
    texts = [j for j in range(len(frame.heads)) if frame.texts(j)]
    names = frame.columns[texts[0]] if texts else frame.rows
    found = {label(head): column for j, (head, column) in enumerate(zip(frame.heads, frame.columns, strict=True)) if j not in texts[:1]}
    return found if names is None else {head: list(zip(map(str, names), column, strict=True)) for head, column in found.items()}


def unpacked(value: Any) -> tuple[tuple[Any, ...] | None, Any]:
    """Part a value into its labels, None where it has none, and its values, whose last axis the labels name.

    Labels have: mappings, named tuples, :class:`Labelled` values, weights, arrays with named fields or coordinates, a pandas
    Series with an index that does not merely count, and pairs of name and value. A dataframe of two columns, one of
    text, holds pairs; one of a single column with an index of its own is like a Series; of any other the columns name the
    values, and each row is one set of them.
    """
    if type(value) is np.ndarray and value.dtype.names is None:
        return None, value
    if isinstance(value, Mapping):
        return tuple(value), _stacked(list(value.values()), tuple(value))
    if is_frame(value):
        return _of_frame(value)
    if hasattr(value, "_asdict"):
        return tuple(value._fields), list(value)
    names = getattr(getattr(value, "dtype", None), "names", None)
    if names:
        return tuple(names), _stacked([value[name] for name in names], tuple(names))
    for attribute in ("labels", "criteria"):  # of Labelled, Ranking; of Weights
        names = getattr(value, attribute, None)
        if isinstance(names, tuple) and hasattr(value, "values"):
            return names, value.values
    dims, indexes = getattr(value, "dims", None), getattr(value, "indexes", None)
    if dims and indexes is not None:
        return (tuple(indexes[dims[-1]]) if dims[-1] in indexes else None), value.values
    index = getattr(value, "index", None)
    if index is not None and not callable(index):
        counts = type(index).__name__ == "RangeIndex" and (index.start, index.step) == (0, 1)  # a turned or cut one has an order of its own
        return (None if counts else tuple(index)), value.tolist()
    if isinstance(value, (str, bytes)):
        return None, value
    if isinstance(value, (set, frozenset)):
        raise LabelError(f"a set has no order: {value!r}.", hint="pass a list, or a mapping of names to values.")
    if isinstance(value, (ItemsView, ValuesView)) or (
        isinstance(value, Iterable) and not hasattr(value, "__len__") and not hasattr(value, "__array__")
    ):
        value = list(value)
    if isinstance(value, Sequence) and value and all(isinstance(v, tuple) and len(v) == 2 and isinstance(v[0], str) for v in value):
        return tuple(v[0] for v in value), [v[1] for v in value]
    return None, value


def mapped(value: Any) -> dict[str, Any] | None:
    """Return a mapping, a Series or a dataframe as names and values, and None for anything without names."""
    if isinstance(value, Mapping):
        return {label(given): cell for given, cell in value.items()}
    if isinstance(value, (str, list, tuple, set, frozenset)) or not hasattr(value, "__len__"):
        return None
    labels, cells = unpacked(value)
    if labels is None:
        return None
    names = [label(given) for given in labels]
    if len(set(names)) < len(names):
        twice = next(name for k, name in enumerate(names) if name in names[:k])
        raise LabelError(f"{twice!r} is there twice.", hint="give every name one value.")
    return dict(zip(names, list(cells) if np.ndim(cells) < 2 else list(np.moveaxis(as_array(cells), -1, 0)), strict=True))


def _of_frame(value: Any) -> tuple[tuple[Any, ...] | None, Any]:
    frame = opened(value)
    words = [bool(frame.texts(j) or frame.levels[j]) for j in range(len(frame.heads))]
    if len(words) == 2 and any(words):
        at = words.index(True)
        return tuple(frame.columns[at]), frame.columns[1 - at]
    if len(frame.heads) == 1:
        return frame.rows, frame.columns[0]
    rows = [list(row) for row in zip(*frame.columns, strict=True)]
    return frame.heads, rows[0] if len(rows) == 1 else rows


def _stacked(columns: list[Any], names: tuple[Any, ...]) -> Any:
    """Return the values of several names with the names along the last axis."""
    for name, column in zip(names, columns, strict=True):
        if is_frame(column) or hasattr(column, "items") or hasattr(column, "index"):
            inner = None if isinstance(column, (list, tuple, str)) else unpacked(column)[0]
            if inner is not None:
                own = ", ".join(repr(label(n)) for n in inner[:3]) + (", ..." if len(inner) > 3 else "")
                raise LabelError(
                    f"what {label(name)!r} gets has names of its own: {own}.", hint="give every name one number, or an array of numbers."
                )
    if any(np.ndim(column) for column in columns):
        try:
            return np.stack(np.broadcast_arrays(*map(as_array, columns)), axis=-1)
        except ValueError:
            raise ShapeError("the values of the names differ in length.", hint="give every name as many values.") from None
    return columns
