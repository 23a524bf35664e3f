"""Labels are obeyed: values that carry names are matched by name, all others by position, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import LabelError, ShapeError, did_you_mean
from .cells import as_array, floats
from .criteria import Criterion
from .labels import label, unpacked

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["by_label", "by_name"]


def _many(noun: str) -> str:
    """Return the plural of "criterion", "weight", "value of q"."""
    head, of, rest = noun.partition(" of ")
    return ("criteria" if head == "criterion" else head + "s") + of + rest


def _number(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else _many(noun)}"


def _count(count: int, noun: str) -> str:
    return f"there {'is' if count == 1 else 'are'} {_number(count, noun)}"


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
            raise ShapeError(f"{_count(len(cells), noun)} for {_number(len(names), of)}.", hint=f"give every {of} one.")
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
            found = _count(array.shape[-1], noun) if array.ndim == 1 else f"there are {_many(noun)} of shape {array.shape}"
            raise ShapeError(f"{found} for {_number(len(names), of)}.", hint=f"give every {of} one.")
        return array
    if array.shape[-1:] != (len(labels),):
        raise ShapeError(f"the {_many(noun)} of shape {array.shape} do not fit {len(labels)} names.")
    whole = np.concatenate([array, np.full((*array.shape[:-1], 1), left_out)], axis=-1)
    return whole[..., [len(labels) if k is None else k for k in at]]
