"""The check of one value: it is what the annotation of its parameter says, in its plain form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import isfinite, isnan
from numbers import Integral, Real
from typing import Any

import numpy as np

from ..core.arguments import instead
from ..core.cells import as_array
from ..core.display import shown
from ..core.frames import is_frame
from ..core.labels import label, unpacked
from ..errors import DomainError, PluginError, did_you_mean
from .family import SCALING
from .lookup import own, registered
from .parameter import Param
from .synonyms import hint as synonym

__all__ = ["NO_NUMBERS", "checked", "has_flags", "refused"]

NO_NUMBERS = "True and False are no numbers; write 1 and 0 where these are meant."


_PARTS = frozenset(("words", "scaling", "other"))
"""Kinds of parameters of which an array may hold something else than numbers."""


def checked(who: str, param: Param, value: Any, names: Sequence[str] = ()) -> Any:
    """Return a value in its plain form, or refuse what the annotation does not allow; `names` are those of the criteria, if known."""
    if not param.kinds:
        return value
    if "other" not in param.kinds and type(value) in (float, int, str):  # what most calls state
        return _named(who, param, value) if isinstance(value, str) else _number(who, param, value)
    if type(value) is np.ndarray and value.ndim and value.dtype.names is None and not param.kinds & _PARTS:
        if param.kinds & {"criteria", "array"}:
            return _array(who, param, value, names)
        raise refused(who, param, value)
    if hasattr(type(value), "aligned"):  # asked of the kind, as values advise on attributes that they lack
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
        raise refused(who, param, value)
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
        raise refused(who, param, value)
    if param.kinds & {"words", "scaling"} and isinstance(value, (list, tuple, np.ndarray)):
        return [checked(who, param, part) if not isinstance(part, (list, tuple)) else _refuse(who, param, part) for part in value]
    if param.kinds & {"criteria", "array"}:
        return _array(who, param, value, names)
    raise refused(who, param, value)


def has_flags(value: Any) -> bool:
    """Tell whether True or False stands among numbers."""
    if isinstance(value, (bool, np.bool_)):
        return True
    if getattr(getattr(value, "dtype", None), "kind", "O") in "fiu":
        return False
    cells = list(value.values()) if isinstance(value, Mapping) else unpacked(value)[1]
    if isinstance(cells, np.ndarray):
        return cells.dtype.kind == "b" or (cells.dtype.kind == "O" and any(map(has_flags, cells.flat)))
    return isinstance(cells, (list, tuple)) and any(map(has_flags, cells))


def _pairs(value: Any) -> bool:
    """Tell whether a value is a list of names and what they get."""
    return (
        isinstance(value, (list, tuple))
        and bool(value)
        and all(isinstance(v, tuple) and len(v) == 2 and isinstance(v[0], str) for v in value)
    )


def _named(who: str, param: Param, word: str) -> Any:
    """Return a word that the parameter may be, or the scaling of that name."""
    if word in param.words:
        return word
    if "scaling" in param.kinds:
        scaling = own(word)
        if scaling is not None and scaling.family is SCALING:
            return scaling
        scalings = {name: found for name, found in registered().items() if found.family is SCALING}
        if word in scalings:
            return scalings[word]
        begun = sorted(n for n in scalings if n.startswith(word))
        if len(begun) == 1:
            raise refused(who, param, word, f"did you mean {begun[0]!r}?")
        raise PluginError(
            f"{param.name} of {who} is {word!r}, which is no scaling.", hint=synonym(word, sorted(scalings), homes=("mo.scalings",))
        )
    known = [w for w in param.words if isinstance(w, str)]
    meant = instead(word, known)
    hint = f"did you mean {meant!r}?" if meant else did_you_mean(word, known)
    raise refused(who, param, word, hint if hint.startswith("did you") else None)


def _number(who: str, param: Param, value: Any) -> Any:
    """Return a number or a flag that the parameter may be."""
    if isinstance(value, bool):
        if "flag" in param.kinds:
            return value
        raise refused(who, param, value)
    if param.words and isinstance(value, Integral) and value in param.words:
        return int(value)
    if "count" in param.kinds:
        if not (isinstance(value, Integral) or (isinstance(value, float) and value.is_integer())):
            raise refused(who, param, value)
        found: float = int(value)
    elif param.kinds & {"number", "criteria"}:
        try:
            found = float(value)
        except OverflowError:
            raise refused(who, param, value) from None
        if not isfinite(found):
            if isnan(found) and _may_lack(param):
                return found
            raise refused(who, param, value)
    else:
        raise refused(who, param, value)
    if param.range is not None and param.range.outside(found):
        raise DomainError(f"{param.name} of {who} is {shown(value)}, but must {param.range.needs}.")
    return found


def _array(who: str, param: Param, value: Any, names: Sequence[str]) -> Any:
    """Return an array of numbers; arrays of other libraries as they are."""
    anything = param.range is None and param.shape is None
    if anything and type(value) is np.ndarray and value.dtype == np.float64 and value.size and np.isfinite(value).all():
        return value  # what most callers pass
    if hasattr(value, "dtype") and hasattr(value, "to_numpy"):  # a column of a dataframe
        names_of, value = unpacked(value)
        if names_of is not None:
            raise refused(who, param, value, "the numbers have names, which mean nothing here; pass them as a list.")
    if hasattr(value, "dtype") and not isinstance(value, np.ndarray):
        return value
    if has_flags(value):
        raise refused(who, param, value, NO_NUMBERS)
    try:
        found = as_array(value)
        if found.dtype.kind == "O" and not any(isinstance(v, (str, bytes)) for v in found.flat):
            found = found.astype(np.float64)
    except (TypeError, ValueError):
        raise refused(who, param, value) from None
    if found.dtype.kind not in "fiu" or found.size == 0 or (param.shape is not None and found.ndim == 0):
        raise refused(who, param, value)
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


def _fits(who: str, param: Param, value: Any) -> Any:
    assert param.fits is not None
    try:
        fits = param.fits.test(value)
    except (TypeError, ValueError, OverflowError):
        fits = False
    if not fits:
        raise refused(who, param, value)
    return value


def _refuse(who: str, param: Param, value: Any) -> Any:
    raise refused(who, param, value)


def refused(who: str, param: Param, value: Any, hint: str | None = None) -> PluginError:
    """Return the error that says what a parameter is, and what it may be."""
    number = isinstance(value, (Real, Decimal)) and not isinstance(value, bool) and bool(param.kinds & {"number", "criteria", "count"})
    return (DomainError if number else PluginError)(f"{param.name} of {who} is {shown(value)}, but must be {param.may_be}.", hint=hint)  # type: ignore[return-value]
