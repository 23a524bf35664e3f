"""The one check of parameters: each is what its annotation says, fits the criteria, and has an effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import isfinite, isnan
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.arguments import instead
from ..core.cells import as_array
from ..core.display import shown
from ..core.frames import is_frame
from ..core.labelling import by_label, by_name
from ..core.labels import label, unpacked
from ..core.matrix import DecisionMatrix
from ..errors import DomainError, LabelError, PluginError, ShapeError, did_you_mean
from .effect import effective, has_effect, ordered
from .family import SCALING
from .parameter import Param
from .synonyms import hint as synonym

if TYPE_CHECKING:
    import numpy.typing as npt

    from .plugin import Plugin

__all__ = ["bare", "checked", "declared", "fitted"]

_NO_NUMBERS = "True and False are no numbers; write 1 and 0 where these are meant."


def checked(who: str, param: Param, value: Any, names: Sequence[str] = ()) -> Any:
    """Return a value in its plain form, or refuse what the annotation does not allow; `names` are those of the criteria, if known."""
    if not param.kinds:
        return value
    if "other" not in param.kinds and type(value) in (float, int, str):  # what most calls state
        return _named(who, param, value) if isinstance(value, str) else _number(who, param, value)
    if hasattr(value, "aligned"):
        return value
    if param.kinds & {"criteria", "words", "scaling"} and (isinstance(value, Mapping) or _pairs(value)):
        return {key: checked(who, param, part) for key, part in dict(value).items()}
    if hasattr(value, "_asdict") or getattr(getattr(value, "dtype", None), "names", None) or is_frame(value):
        labels, cells = unpacked(value)
        if (
            labels is not None
            and np.ndim(cells) == 1
            and len(set(labels)) == len(labels)
            and param.kinds & {"criteria", "words", "scaling"}
        ):
            return {label(name): checked(who, param, cell) for name, cell in zip(labels, cells, strict=True)}
    if value is None:
        if "none" in param.kinds:
            return None
        raise _refused(who, param, value)
    if "other" in param.kinds:
        return _fits(who, param, value)
    if isinstance(value, (np.generic, np.ndarray)) and np.ndim(value) == 0:
        value = value.item()
    if isinstance(value, str):
        return _named(who, param, value)
    if isinstance(value, (bool, Real, Decimal)):
        return _number(who, param, value)
    if getattr(value, "family", None) is SCALING:
        if "scaling" in param.kinds:
            return value
        raise _refused(who, param, value)
    if param.kinds & {"words", "scaling"} and isinstance(value, (list, tuple, np.ndarray)):
        return [checked(who, param, part) if not isinstance(part, (list, tuple)) else _refuse(who, param, part) for part in value]
    if param.kinds & {"criteria", "array"}:
        return _array(who, param, value, names)
    raise _refused(who, param, value)


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
        if value is not plugin.params[name].default or hasattr(value, "family"):  # a default fits, but a scaling may ask for bounds
            settings[name] = _fitted(plugin, name, value, matrix)
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
    settings = fitted(scaling, {}, matrix)
    new = {name: value for name, value in settings.items() if value is not scaling.bound.get(name, scaling.params[name].default)}
    return scaling.bind(new) if new else scaling


def _fitted(plugin: Plugin[Any], name: str, value: Any, matrix: DecisionMatrix) -> Any:
    """Bring one parameter to the form its kernel expects."""
    param, criteria = plugin.params[name], matrix.criterion_names
    if hasattr(value, "aligned"):  # a value with names finds its criteria by name
        value = value.aligned(criteria)
    if "scaling" in param.kinds and callable(value) and getattr(value, "family", None) is None:
        raise _refused(plugin.name, param, value, "make a function (x, s) a scaling with @scaling of mcda_orch.plugin.plugin.")
    single = _single(value)
    if not single and param.role is not None:
        if _flags(value):
            raise _refused(plugin.name, param, value, _NO_NUMBERS)
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


def _flags(value: Any) -> bool:
    """Tell whether True or False stands among numbers."""
    if isinstance(value, (bool, np.bool_)):
        return True
    if getattr(getattr(value, "dtype", None), "kind", "O") in "fiu":
        return False
    cells = list(value.values()) if isinstance(value, Mapping) else unpacked(value)[1]
    if isinstance(cells, np.ndarray):
        return cells.dtype.kind == "b" or (cells.dtype.kind == "O" and any(map(_flags, cells.flat)))
    return isinstance(cells, (list, tuple)) and any(map(_flags, cells))


def _pairs(value: Any) -> bool:
    """Tell whether a value is a list of names and what they get."""
    return (
        isinstance(value, (list, tuple))
        and bool(value)
        and all(isinstance(v, tuple) and len(v) == 2 and isinstance(v[0], str) for v in value)
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
    from .registry import get

    scalings = tuple({id(v): v for v in chosen}.values())
    which = np.array([next(k for k, v in enumerate(scalings) if v is c) for c in chosen], dtype=np.float64)
    return get("mixed").with_(scalings=scalings, which=which)


def _named(who: str, param: Param, word: str) -> Any:
    """Return a word that the parameter may be, or the scaling of that name."""
    if word in param.words:
        return word
    if "scaling" in param.kinds:
        from .registry import get, names

        if word in names("scaling"):
            return get(word)
        begun = [n for n in names("scaling") if n.startswith(word)]
        if len(begun) == 1:
            raise _refused(who, param, word, f"did you mean {begun[0]!r}?")
        raise PluginError(f"{param.name} of {who} is {word!r}, which is no scaling.", hint=synonym(word, names("scaling")))
    known = [w for w in param.words if isinstance(w, str)]
    meant = instead(word, known)
    hint = f"did you mean {meant!r}?" if meant else did_you_mean(word, known)
    raise _refused(who, param, word, hint if hint.startswith("did you") else None)


def _number(who: str, param: Param, value: Any) -> Any:
    """Return a number or a flag that the parameter may be."""
    if isinstance(value, bool):
        if "flag" in param.kinds:
            return value
        raise _refused(who, param, value)
    if param.words and isinstance(value, Integral) and value in param.words:
        return int(value)
    if "count" in param.kinds:
        if not (isinstance(value, Integral) or (isinstance(value, float) and value.is_integer())):
            raise _refused(who, param, value)
        found: float = int(value)
    elif param.kinds & {"number", "criteria"}:
        try:
            found = float(value)
        except OverflowError:
            raise _refused(who, param, value) from None
        if not isfinite(found):
            if isnan(found) and _may_lack(param):
                return found
            raise _refused(who, param, value)
    else:
        raise _refused(who, param, value)
    if param.range is not None and param.range.outside(found):
        raise DomainError(f"{param.name} of {who} is {shown(value)}, but must {param.range.needs}.")
    return found


def _array(who: str, param: Param, value: Any, names: Sequence[str]) -> Any:
    """Return an array of numbers; arrays of other libraries as they are."""
    if hasattr(value, "dtype") and hasattr(value, "to_numpy"):  # a column of a dataframe
        names_of, value = unpacked(value)
        if names_of is not None:
            raise _refused(who, param, value, "the numbers have names, which mean nothing here; pass them as a list.")
    if hasattr(value, "dtype") and not isinstance(value, np.ndarray):
        return value
    if _flags(value):
        raise _refused(who, param, value, _NO_NUMBERS)
    try:
        found = as_array(value)
        if found.dtype.kind == "O" and not any(isinstance(v, (str, bytes)) for v in found.flat):
            found = found.astype(np.float64)
    except (TypeError, ValueError):
        raise _refused(who, param, value) from None
    if found.dtype.kind not in "fiu" or found.size == 0 or (param.shape is not None and found.ndim == 0):
        raise _refused(who, param, value)
    wrong = ~np.isfinite(found)
    needs = "be finite"
    if _may_lack(param):
        wrong &= ~np.isnan(found)
    if not wrong.any() and param.range is not None:
        wrong, needs = np.asarray(param.range.outside(found)), param.range.needs
    if wrong.any():
        at = np.argwhere(wrong)[0]
        where = f" for {names[at[-1]]!r}" if len(names) == found.shape[-1] and param.role is not None else ""
        raise DomainError(f"{param.name} of {who} is {found[tuple(at)]:g}{where}, but must {needs}.")
    if param.shape is not None and param.shape.increasing and not (np.diff(found, axis=-1) > 0).all():
        raise DomainError(f"the {param.name} of {who} do not increase.", hint="list each once, from the lowest up.")
    return value if isinstance(value, np.ndarray) and value is found else found.astype(np.float64)


def _may_lack(param: Param) -> bool:
    """Tell whether NaN says for a criterion what None says for all: that nothing is given."""
    return param.role is not None and "none" in param.kinds


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


def _fits(who: str, param: Param, value: Any) -> Any:
    assert param.fits is not None
    try:
        fits = param.fits.test(value)
    except (TypeError, ValueError, OverflowError):
        fits = False
    if not fits:
        raise _refused(who, param, value)
    return value


def _has_names(param: Param, value: Any) -> bool:
    """Tell whether a parameter that holds something for each criterion finds them by name."""
    if value is None or isinstance(value, (str, int, float, np.ndarray)) or not param.kinds & {"criteria", "words", "scaling"}:
        return False
    return getattr(value, "family", None) is not SCALING and unpacked(value)[0] is not None


def _refuse(who: str, param: Param, value: Any) -> Any:
    raise _refused(who, param, value)


def _refused(who: str, param: Param, value: Any, hint: str | None = None) -> PluginError:
    number = isinstance(value, (Real, Decimal)) and not isinstance(value, bool) and bool(param.kinds & {"number", "criteria", "count"})
    return (DomainError if number else PluginError)(f"{param.name} of {who} is {shown(value)}, but must be {param.may_be}.", hint=hint)  # type: ignore[return-value]
