"""What kernels return: numbers in the shape of the family, or a sentence that says what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from .._xp import Array, floating, is_numpy, library
from ..core.matrix import DecisionMatrix
from ..errors import DomainError, PluginError
from .lookup import Registered

if TYPE_CHECKING:
    import numpy.typing as npt


__all__ = ["cells", "failed", "finite", "given_away", "inner", "result", "weights"]

_NO_NUMBER = "its formula divides nothing by nothing there (a constant column?), or is not defined; its kernel must say what that means."
_LARGE = "state the values in larger units, or choose a scaling."


def failed(plugin: Registered, error: Exception, arrays: tuple[Array, ...]) -> PluginError:
    """Return what is said where the kernel raises."""
    shapes = ", ".join(f"{name} {tuple(a.shape)}" for name, a in zip(plugin.family.arguments, arrays, strict=False))
    hint = f"{plugin.family.called} maps {plugin.family.signature}."
    if isinstance(error, FloatingPointError):
        hint = "its formula divides by nothing there, or leaves what floating point holds; its kernel must say what that means."
    elif any(a.ndim > axes for a, axes in zip(arrays, plugin.family.axes, strict=True)):
        hint = (
            f"{hint[:-1]} with batches in front: use the last axes only, axis=-2 for alternatives and axis=-1 for criteria, "
            "and (x @ w[..., None])[..., 0] for a weighted sum."
        )
    if "read-only" in str(error):
        hint = "a kernel never writes to its input; x = x * w makes a new array, x *= w does not."
    said = str(error).strip().rstrip(".") or "no message"
    return PluginError(f"the kernel of {plugin.name} raised {type(error).__name__} on arrays of shape {shapes}: {said}.", hint=hint)


def result(plugin: Registered, first: Array, found: Any) -> None:
    """Refuse what a kernel returns in another shape than its family has, and what is no array of numbers."""
    sizes, shape = first.shape, getattr(found, "shape", None)
    core = tuple([sizes[k] if len(sizes) >= -k else 0 for k in plugin.family.kept])
    if shape is None or shape[len(shape) - len(core) :] != core or len(shape) < len(core):
        what = f"an array of shape {tuple(shape)}" if shape is not None else f"a {type(found).__name__}"
        raise PluginError(
            f"the kernel of {plugin.name} returned {what} for values of shape {tuple(first.shape)}.",
            hint=f"{plugin.family.called} maps {plugin.family.signature}, with leading axes kept: here to a shape that ends in {core}.",
        )
    if isinstance(found, np.ndarray) and not is_numpy(first):
        raise PluginError(
            f"the kernel of {plugin.name} was given arrays of {library(first)}, and returned one of NumPy.",
            hint="compute with the functions of array_api_compat.array_namespace(x), or declare numpy_only=True.",
        )
    if isinstance(found, np.ndarray) and found.dtype.kind not in "fiub":
        raise PluginError(f"the kernel of {plugin.name} returned an array of {found.dtype}.", hint="return real numbers.")


def given_away(found: Array) -> Array:
    """Return what a kernel returned as numbers that are the caller's own."""
    if not isinstance(found, np.ndarray):
        return found
    numbers = found if found.dtype.kind == "f" else floating(found)
    return numbers if numbers.flags.writeable else numbers.copy()


def _overflow(values: npt.NDArray[Any], x: npt.NDArray[Any]) -> bool:
    """Tell whether numbers left the range of floating point, rather than that a formula is not defined."""
    sizes = np.abs(x[x != 0])
    return bool(np.isinf(values).any() or (sizes > 1e100).any() or (sizes < 1e-100).any())


def finite(plugin: Registered, scores: Any, matrix: DecisionMatrix) -> None:
    """Refuse scores that are no numbers, or left the range of floating point."""
    if isfinite(np.add.reduce(scores, axis=None)):
        return
    fine = np.isfinite(scores)
    if not fine.all():
        name = matrix.names[int(np.argwhere(~fine)[0][-1])]
        large = _overflow(np.asarray(scores), matrix.values)
        what = "too large for floating point" if large else "no number (NaN)"
        raise DomainError(f"the score that {plugin.name} gives to {name!r} is {what}.", hint=_LARGE if large else _NO_NUMBER)


def cells(plugin: Registered, scaled: npt.NDArray[Any], matrix: DecisionMatrix) -> None:
    """Refuse scaled cells that are no numbers: they would pass for blanks."""
    wrong = ~np.isfinite(scaled)
    if wrong.any():
        *_, i, j = np.argwhere(wrong)[0]
        large = _overflow(scaled, matrix.values)
        what = "too large for floating point" if large else "no number (NaN)"
        where = f"{matrix.criterion_names[j]!r} of {matrix.names[i]!r}"
        raise DomainError(f"what {plugin.name} makes of {where} is {what}.", hint=_LARGE if large else _NO_NUMBER)


def inner(plugin: Registered, x: Array, found: Array) -> None:
    """Refuse what a scaling inside another kernel makes of plain numbers, if it is no number; of a batch, whoever called looks."""
    if (
        is_numpy(found)
        and found.ndim == 2
        and np.isnan(np.minimum.reduce(found, axis=None))
        and np.isfinite(x).all()
        and not _overflow(found, x)
    ):
        column = int(np.argwhere(np.isnan(found))[0][-1])
        raise DomainError(f"{plugin.name} makes no number (NaN) of column {column + 1}.", hint=_NO_NUMBER)


def weights(plugin: Registered, values: npt.NDArray[Any], names: Sequence[str], x: npt.NDArray[Any]) -> None:
    """Refuse what a formula gives that is no weight: no number, negative, or nil for all."""
    for wrong in np.argwhere(~np.isfinite(values) | (values < 0))[:1]:
        name, value = names[int(wrong[-1])], values[tuple(wrong)]
        if isnan(value) and not _overflow(values, x):
            raise DomainError(f"{plugin.name} gives {name!r} no number (NaN) as a weight.", hint=_NO_NUMBER)
        raise DomainError(
            f"{plugin.name} gives {name!r} the weight {value:.3g}.", hint="its formula does not fit these values; choose another weighting."
        )
    if (values.max(axis=-1) <= 0).any():
        raise DomainError(
            f"{plugin.name} finds no weights: no criterion tells the alternatives apart.",
            hint="use mo.weightings.equal, or leave constant criteria out.",
        )
