"""Parameters of methods in files: as JSON that keeps their kind, for outcomes, and as people state them, for problem files."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isfinite, isnan
from numbers import Rational, Real
from typing import Any

import numpy as np

from ...errors import PluginError, ReadError
from ...plugin.plugin import Plugin
from ...plugin.registry import get

__all__ = ["parameter_from_json", "parameter_to_json", "stated_parameter"]

_KINDS = {"f": "float", "i": "int", "u": "int", "b": "bool", "U": "text"}
_TYPES = {"float": np.float64, "int": np.int64, "bool": np.bool_, "text": np.str_}


def parameter_to_json(name: str, value: Any) -> Any:
    """Return a parameter as JSON can hold it.

    Raises
    ------
    PluginError
        If it is something that no file can hold, such as a function.
    """
    if isinstance(value, Plugin):
        _installed(name, value)
        return {"plugin": value.name, "bound": {key: parameter_to_json(key, v) for key, v in value.bound.items()}}
    value = value.item() if isinstance(value, np.generic) else value
    if _is_plain(value):
        return value
    if isinstance(value, Real):
        number = _float(name, value)
        return number if isfinite(number) else {"number": "nan" if isnan(number) else "inf" if number > 0 else "-inf"}
    if hasattr(value, "tolist"):
        array = np.asarray(value)
        if array.dtype.kind not in _KINDS:
            raise PluginError(f"{name} is an array of {array.dtype}, which no file can hold.")
        return {"array": _cells(array.tolist()), "of": _KINDS[array.dtype.kind]}
    if isinstance(value, tuple):
        return [parameter_to_json(name, v) for v in value]
    if isinstance(value, list):
        return {"list": [parameter_to_json(name, v) for v in value]}
    if isinstance(value, Mapping):
        return {"mapping": {str(key): parameter_to_json(name, v) for key, v in value.items()}}
    raise _kept_out(name, value)


def stated_parameter(name: str, value: Any) -> Any:
    """Return a parameter as a person states it in a problem file: numbers, words, lists, and tables by name.

    Raises
    ------
    PluginError
        If it is something that no problem file can hold, such as a function or an infinite number.

    Examples
    --------
    >>> stated_parameter("q", np.array([1.0, 2.5]))
    [1.0, 2.5]
    """
    if isinstance(value, Plugin):
        _installed(name, value)
        if value.bound:
            raise PluginError(
                f"{name} is {value.name} with parameters of its own, which no problem file can hold.", hint="state it in the call."
            )
        return value.name
    value = value.item() if isinstance(value, np.generic) else value
    if _is_plain(value):
        return value
    if isinstance(value, Real):
        number = _float(name, value)
        if not isfinite(number):
            raise PluginError(f"{name} is {number}, which no problem file can hold.", hint="state it in the call.")
        return number
    named = value if isinstance(value, Mapping) else dict(value.items()) if hasattr(value, "items") else None
    if named is not None:
        return {str(key): stated_parameter(f"{key} of {name}", part) for key, part in named.items()}
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        return [stated_parameter(name, part) for part in (value.tolist() if hasattr(value, "tolist") else value)]
    raise _kept_out(name, value)


def parameter_from_json(value: Any) -> Any:
    """Return the parameter that :func:`parameter_to_json` wrote."""
    if isinstance(value, list):
        return tuple(parameter_from_json(v) for v in value)
    if not isinstance(value, dict):
        return value
    if "plugin" in value:
        return get(value["plugin"]).with_(**{key: parameter_from_json(v) for key, v in value["bound"].items()})
    if "array" in value:
        try:
            return np.array(_values(value["array"], value["of"]), dtype=_TYPES[value["of"]])
        except (TypeError, ValueError, OverflowError):
            raise ReadError(f"an array of {value['of']} holds something else, or has rows of different lengths.") from None
    if "list" in value:
        return [parameter_from_json(v) for v in value["list"]]
    if "mapping" in value:
        return {key: parameter_from_json(v) for key, v in value["mapping"].items()}
    return float(value["number"])


def _installed(name: str, plugin: Plugin[Any]) -> None:
    if get(plugin.name).function is not plugin.function:
        raise PluginError(f"{name} is {plugin.name}, a plug-in that is not installed, which no file can hold.")


def _is_plain(value: Any) -> bool:
    """Tell whether every file holds a value as it is."""
    return value is None or isinstance(value, (str, bool, int))


def _float(name: str, value: Real) -> float:
    number = float(value)
    if isinstance(value, Rational) and Fraction(number) != value:
        raise PluginError(f"{name} is {value}, which no number in a file is exactly.", hint="state it as a decimal number.")
    return number


def _kept_out(name: str, value: Any) -> PluginError:
    return PluginError(f"{name} is a {type(value).__name__}, which no file can hold.", hint="keep the call instead, or state numbers.")


def _cells(values: Any) -> Any:
    """Write NaN as null, and infinities as words."""
    if isinstance(values, list):
        return [_cells(v) for v in values]
    if not isinstance(values, float) or isfinite(values):
        return values
    return None if isnan(values) else str(values)


def _values(cells: Any, of: str) -> Any:
    if isinstance(cells, list):
        return [_values(v, of) for v in cells]
    if of == "float" and isinstance(cells, (str, bool)) and cells not in ("inf", "-inf"):
        raise ValueError
    if of in ("int", "bool") and type(cells).__name__ != of:
        raise ValueError
    if of == "text" and not isinstance(cells, str):
        raise ValueError
    return np.nan if cells is None else float(cells) if of == "float" else cells
