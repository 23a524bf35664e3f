"""The one check of parameters: each is what its annotation says, fits the criteria, and has an effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.frames import is_frame
from ..core.labelling import by_label, by_name
from ..core.labels import unpacked
from ..core.matrix import DecisionMatrix
from ..errors import DomainError, LabelError, PluginError, ShapeError
from .effect import effective, has_effect, ordered
from .family import SCALING
from .kernel import Plugin
from .parameter import Param
from .registry import get
from .value import NO_NUMBERS, checked, has_flags, refused

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["bare", "declared", "fitted"]


def fitted(plugin: Plugin[Any], params: Mapping[str, Any], matrix: DecisionMatrix, own: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return every parameter as the kernel expects it: checked, in the criteria's order, with the declared bounds that have an effect.

    Parameters
    ----------
    plugin : Plugin
    params : mapping
        What the caller states, besides what is bound.
    matrix : DecisionMatrix
    own : mapping, optional
        What the problem itself states: it must make sense by itself, and gives way to the caller.
    """
    if own:
        fitted(plugin.unbound(), own, matrix)
    others = {name: value for name, value in (own or {}).items() if name not in plugin.bound}
    settings = plugin.settings({**others, **params})
    for name, value in settings.items():
        if value is not plugin.params[name].default:
            settings[name] = _fitted(plugin, name, value, matrix)
        elif isinstance(value, Plugin):  # a default fits, but a scaling may ask for bounds
            settings[name] = declared(value, matrix)
    for name, param in plugin.params.items():
        end = param.role.declared if param.role is not None else None
        if end is not None and settings[name] is None and has_effect(param, settings):
            bounds = matrix.bounds()[end == "high"]
            settings[name] = None if np.isnan(bounds).all() else bounds
    effective(plugin, {**plugin.bound, **params}, settings)
    ordered(plugin, settings, matrix.criterion_names)
    return settings


def bare(plugin: Plugin[Any], extra: Sequence[Any], params: Mapping[str, Any]) -> dict[str, Any]:
    """Return stated and bound parameters of a call on bare arrays, checked as far as goes without names and sizes."""
    if extra:
        raise PluginError(
            f"the kernel of {plugin.name} takes {', '.join(plugin.family.arguments)}, and got {len(extra)} more without a name.",
            hint="parameters go by name" + (f": {', '.join(plugin.params)}." if plugin.params else ", and it has none."),
        )
    if not params and not plugin.bound:
        return {}
    plugin.known(params)
    found = {**plugin.bound, **{name: checked(plugin.name, plugin.params[name], value) for name, value in params.items()}}
    if not found:
        return found
    for name, value in found.items():
        if _has_names(plugin.params[name], value):
            raise PluginError(
                f"{name} of {plugin.name} has names, but a kernel knows none.", hint="call the method on labelled values, or pass an array."
            )
    settings = plugin.settings(found)
    effective(plugin, found, settings)
    ordered(plugin, settings)
    return found


def declared(scaling: Any, matrix: DecisionMatrix) -> Any:
    """Return a scaling with its parameters in the criteria's order, and with the declared bounds that it asks for."""
    if not scaling.bound and not _asks(scaling):
        return scaling
    settings = fitted(scaling, {}, matrix)
    new = {name: value for name, value in settings.items() if value is not scaling.bound.get(name, scaling.params[name].default)}
    return scaling.bind(new) if new else scaling


@lru_cache(maxsize=512)
def _asks(scaling: Plugin[Any]) -> bool:
    """Tell whether a scaling with nothing set may ask a matrix for bounds."""
    return any((param.role is not None and param.role.declared) or isinstance(param.default, Plugin) for param in scaling.params.values())


def _fitted(plugin: Plugin[Any], name: str, value: Any, matrix: DecisionMatrix) -> Any:
    """Bring one parameter to the form its kernel expects."""
    param, criteria = plugin.params[name], matrix.criterion_names
    if hasattr(type(value), "aligned"):  # a value with names finds its criteria by name
        value = value.aligned(criteria)
    if "scaling" in param.kinds and callable(value) and getattr(value, "family", None) is None:
        raise refused(plugin.name, param, value, "make a function (x, s) a scaling with @scaling of mcda_orch.plugin.plugin.")
    single = _single(value)
    if not single and param.role is not None:
        if has_flags(value):
            raise refused(plugin.name, param, value, NO_NUMBERS)
        rest = float(param.default) if isinstance(param.default, Real) else np.nan
        partial = param.role.kind != "position"  # whoever has no place of importance is nowhere in the order
        value = by_label(value, criteria, f"value of {name} of {plugin.name}", left_out=rest, partial=partial)
    elif not single and param.kinds & {"words", "scaling"}:
        rest, what = param.default, "scaling" if "scaling" in param.kinds else name
        value = by_name(value, criteria, f"{what} of {plugin.name}", left_out=rest, partial=rest is not None)
    elif param.shape is not None and "n,m" in param.shape.shapes and (isinstance(value, DecisionMatrix) or is_frame(value)):
        value = _cells(plugin.name, name, value, matrix)
    value = checked(plugin.name, param, value, criteria)
    if isinstance(value, list) and "scaling" in param.kinds:
        value = _mixed(value)
    if getattr(value, "family", None) is SCALING:
        return declared(value, matrix)
    if isinstance(value, tuple) and value and all(getattr(v, "family", None) is SCALING for v in value):
        return tuple(declared(v, matrix) for v in value)
    if param.shape is not None and isinstance(value, np.ndarray):
        _shaped(plugin.name, param, value, matrix.shape[-2:])
    if param.domain is not None and value is not None:
        points = np.broadcast_to(value, (*np.shape(value)[:-1], len(criteria)))
        outside = param.domain.outside(points[..., None, :], matrix.senses)[..., 0, :] & ~np.isnan(points)
        if outside.any():
            at = np.argwhere(outside)[0]
            raise DomainError(
                f"{name} of {plugin.name} is {points[tuple(at)]:g} for {criteria[at[-1]]!r}, but must fit {param.domain.needs}."
            )
    return value


def _single(value: Any) -> bool:
    """Tell whether a value is one for all criteria."""
    return (
        value is None
        or isinstance(value, (str, Real, Decimal))
        or hasattr(value, "family")
        or (getattr(value, "shape", None) == () and not getattr(value.dtype, "names", None))
    )


def _cells(who: str, name: str, given: Any, matrix: DecisionMatrix) -> npt.NDArray[np.float64]:
    """Return the cells of a labelled table in the order of the matrix."""
    table = given if isinstance(given, DecisionMatrix) else DecisionMatrix(given)
    for theirs, ours, what in ((table.names, matrix.names, "alternative"), (table.criterion_names, matrix.criterion_names, "criterion")):
        for odd in (*(t for t in theirs if t not in ours), *(o for o in ours if o not in theirs)):
            lacks = f"has no {what} {odd!r}" if odd in ours else f"has {odd!r}, which is no {what}"
            raise LabelError(f"{name} of {who} {lacks}.", hint=f"give it the {what} names of the matrix: {', '.join(map(repr, ours))}.")
    rows, columns = [table.names.index(n) for n in matrix.names], [table.criterion_names.index(c) for c in matrix.criterion_names]
    return table.values[..., rows, :][..., columns]


def _mixed(chosen: list[Any]) -> Any:
    """Return the one scaling that gives every criterion its own."""
    scalings = tuple({id(v): v for v in chosen}.values())
    which = np.array([next(k for k, v in enumerate(scalings) if v is c) for c in chosen], dtype=np.float64)
    return get("mixed").bind({"scalings": scalings, "which": which})


def _shaped(who: str, param: Param, value: npt.NDArray[Any], size: tuple[int, ...]) -> None:
    n, m = size
    known = {"n": n, "m": m, "2**m": 2**m}
    shapes = [shape.split(",") for shape in (param.shape.shapes if param.shape is not None else ())]
    for shape in shapes:
        if value.ndim >= len(shape) and all(known.get(k, v) == v for k, v in zip(shape, value.shape[-len(shape) :], strict=True)):
            return
    raise ShapeError(
        f"{param.name} of {who} has shape {value.shape}, but must be {param.may_be}; there are {n} alternatives (n) and {m} criteria (m)."
    )


def _has_names(param: Param, value: Any) -> bool:
    """Tell whether a parameter that holds something for each criterion finds them by name."""
    if value is None or isinstance(value, (str, int, float, np.ndarray)) or not param.kinds & {"criteria", "words", "scaling"}:
        return False
    return getattr(value, "family", None) is not SCALING and unpacked(value)[0] is not None
