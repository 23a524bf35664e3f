"""Labels are obeyed: values that carry names are matched by name, all others by position, and nothing is guessed."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Mapping, Sequence, ValuesView
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import LabelError, ShapeError, did_you_mean
from .cells import as_array, floats
from .criteria import Alternative, Criterion
from .display import shown
from .frames import is_frame, opened

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["by_label", "by_name", "label", "labels_of", "mapped", "unpacked"]


def labels_of(given: Any) -> list[Any]:
    """Return labels that are given in their order, or refuse what has none."""
    if isinstance(given, (set, frozenset)):
        raise LabelError(f"a set has no order: {shown(given)}.", hint="pass a list.")
    if not hasattr(given, "__iter__") or isinstance(given, (bytes, type)) or (isinstance(given, np.ndarray) and given.ndim != 1):
        raise LabelError(f"{shown(given)} lists no names.", hint='write ["A", "B"].')
    return list(given)


def _many(noun: str) -> str:
    """Return the plural of "criterion", "weight", "value of q"."""
    head, of, rest = noun.partition(" of ")
    return ("criteria" if head == "criterion" else head + "s") + of + rest


def label(given: Any) -> str:
    """Return the name that a label stands for."""
    if isinstance(given, (Criterion, Alternative)):
        return given.name
    return " ".join(map(str, given)) if isinstance(given, tuple) else str(given)


def unpacked(value: Any) -> tuple[tuple[Any, ...] | None, Any]:
    """Part a value into its labels, None where it has none, and its values, whose last axis the labels name.

    Labels have: mappings, named tuples, :class:`Labelled` values, weights, arrays with named fields or coordinates, a pandas
    Series with an index that does not merely count, and pairs of name and value. A dataframe of two columns, one of
    text, holds pairs; one of a single column with an index of its own is like a Series; of any other the columns name the
    values, and each row is one set of them.
    """
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


def _head(given: Any, name: str) -> str:
    """Return the name that the head of a table states, as in "price:min [EUR]" or ("price", "min")."""
    try:
        return Criterion.parse(given if isinstance(given, tuple) else name).name
    except LabelError:
        if not isinstance(given, tuple):
            raise
        return name


def _places(labels: Sequence[Any], names: tuple[str, ...], noun: str, of: str, partial: bool) -> list[int | None]:
    """Return where among `labels` every name stands, None where it is left out."""
    at: dict[str, int] = {}
    known = set(names)
    for k, given in enumerate(labels):
        name = label(given)
        if name not in known and of == "criterion":
            name = _head(given, name)
        if name not in known:
            levels = "names of several levels become single ones by droplevel; " if isinstance(given, tuple) else ""
            raise LabelError(f"there is a {noun} for {label(given)!r}, which is no {of}.", hint=levels + did_you_mean(label(given), names))
        if name in at:
            raise LabelError(f"there are two {_many(noun)} for {name!r}.", hint=f"give every {of} one.")
        at[name] = k
    missing = [name for name in names if name not in at]
    if missing and not partial:
        hint = "; 0 leaves it out of the score." if noun == "weight" else "."
        few = ", ".join(map(repr, missing[:3])) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
        many = f"{_many(of)} {few} have" if len(missing) > 1 else f"{of} {few} has"
        raise LabelError(f"{many} no {noun}.", hint=f"give every {of} a {noun}{hint}")
    return [at.get(name) for name in names]


def by_name(
    value: Any, names: tuple[str, ...], noun: str, of: str = "criterion", *, left_out: Any = None, partial: bool = False
) -> list[Any]:
    """Return one value of any kind for every name, in the order of `names`.

    Parameters
    ----------
    value : labelled, or sequence
    names : tuple of str
    noun, of : str
        What a value is, and what a name is, in errors: a "weight" of a "criterion".
    left_out : optional
        What a name gets that `value` leaves out, where it may (`partial`).
    """
    if isinstance(value, Mapping):
        labels: tuple[Any, ...] | None = tuple(value)
        cells = list(value.values())
    else:
        labels, values = unpacked(value)
        if labels is not None and np.ndim(values) > 1:  # the names stand along the last axis
            values = np.moveaxis(as_array(values), -1, 0)
        one = isinstance(values, (str, bytes)) or not hasattr(values, "__len__") or getattr(values, "ndim", 1) == 0
        cells = [values] if one else list(values)
    if labels is None:
        if len(cells) != len(names):
            raise ShapeError(f"there are {len(cells)} {_many(noun)} for {len(names)} {_many(of)}.", hint=f"give every {of} one.")
        return cells
    return [left_out if k is None else cells[k] for k in _places(labels, names, noun, of, partial)]


def by_label(
    value: Any, names: tuple[str, ...], noun: str, of: str = "criterion", *, left_out: float = np.nan, partial: bool = False
) -> npt.NDArray[np.float64]:
    """Return numbers in the order of `names`, shape (..., n); see :func:`by_name` for the parameters.

    Raises
    ------
    LabelError
        If the labels are not the names.
    ShapeError
        If there are no labels, and not as many numbers as names.
    DomainError
        If a value is no number.

    Examples
    --------
    >>> by_label({"price": 1, "quality": 3}, ("quality", "price"), "weight").tolist()
    [3.0, 1.0]
    """
    labels, values = unpacked(value)
    at = None if labels is None else _places(labels, names, noun, of, partial)
    shown = names if labels is None else tuple(map(label, labels))
    array = floats(values, lambda place: f"the {noun} of {shown[place[-1]]!r}" if place and place[-1] < len(shown) else f"the {noun}")
    if labels is None or at is None:
        if array.shape[-1:] != (len(names),):
            many = f"{len(names)} {_many(of)}"
            found = f"there are {array.shape[-1]} {_many(noun)}" if array.ndim == 1 else f"there are {_many(noun)} of shape {array.shape}"
            raise ShapeError(f"{found} for {many}.", hint=f"give every {of} one.")
        return array
    if array.shape[-1:] != (len(labels),):
        raise ShapeError(f"the {_many(noun)} of shape {array.shape} do not fit {len(labels)} names.")
    whole = np.concatenate([array, np.full((*array.shape[:-1], 1), left_out)], axis=-1)
    return whole[..., [len(labels) if k is None else k for k in at]]
