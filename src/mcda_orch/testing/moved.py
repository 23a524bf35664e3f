"""What moves away from a case, one thing at a time, so that it can be told what a plug-in does with it: each parameter, signs, ties and zeros."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import McdaError
from ..laws.common import fits
from ..plugin.law import Arguments
from ..plugin.parameter import Needs, Param
from ..plugin.plugin import Plugin
from ..plugin.registry import get
from ..plugin.settings import bare

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["CHANGES", "changed", "moved", "named", "usable"]

CHANGES = (
    "as it is", "directions turned", "first weight 0", "first criterion constant", "last alternative like the first",
    "cells times 2**50", "cells times 2**-50",
)  # fmt: skip
"""What is done to the arrays of a case, so that what a plug-in does with signs, ties, constants, zeros and size can be told."""

SCALINGS = ("minmax", "vector", "linear_ratio", "zscore", "total")
STARTS = {"low": -8.0, "high": 16.0}
"""Numbers for each criterion that are read from declared bounds: beyond most cells of the problems on which laws are tried."""
INNER = {"low": 1.5, "high": 2.5}
"""Bounds that some of these cells lie beyond."""
MOST = 6
"""Criteria of which every subset is given a worth."""


def moved(plugin: Plugin[Any], table: npt.NDArray[np.float64]) -> Iterator[dict[str, Any]]:
    """Yield settings for a table, each with one parameter moved and, where that has an effect only with another one, that one too.

    Scalings stand by name and arrays as lists, as a file holds them. Some of them the plug-in refuses: see `usable`.
    """
    for name, param in plugin.params.items():
        for value in _values(param, table):
            if value != param.default:
                yield from ({**needed, name: value} for needed in _needed(plugin, param, table))


def changed(arguments: Arguments, change: str) -> Arguments:
    """Return the arguments with one of the changes made; the same ones where they have no such array."""
    arrays = {name: np.array(array) for name, array in arguments.arrays.items()}
    match change:
        case "directions turned" if "s" in arrays:
            arrays["s"] = -arrays["s"]
        case "first weight 0" if "w" in arrays:
            arrays["w"][0] = 0.0
        case "first criterion constant" if "x" in arrays:
            arrays["x"][:, 0] = arrays["x"][0, 0]
        case "last alternative like the first" if "x" in arrays:
            arrays["x"][-1] = arrays["x"][0]
        case "cells times 2**50" | "cells times 2**-50" if "x" in arrays:
            arrays["x"] *= 2.0 ** int(change.partition("**")[2])
    return Arguments(arrays, arguments.params)


def named(plugin: Plugin[Any], params: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings that stand in a file as the kernel takes them."""
    found: dict[str, Any] = {}
    for name, value in params.items():
        scaling = isinstance(value, str) and "scaling" in plugin.params[name].kinds and value not in plugin.params[name].words
        found[name] = get(value) if scaling else np.array(value) if _numbers(value) else value
    return found


def usable(plugin: Plugin[Any], arguments: Arguments) -> bool:
    """Tell whether the plug-in takes these parameters and these cells under them."""
    try:
        bare(plugin, (), arguments.params)
        return fits(plugin, arguments)
    except McdaError:
        return False


def _numbers(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(v, str) for v in value)


def _needed(plugin: Plugin[Any], param: Param, table: npt.NDArray[np.float64], known: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    needs = [need for need in param.effect if isinstance(need, Needs) and need.other not in known]
    for need in needs:
        other = plugin.params[need.other]
        for value in [v for v in need.values if v is not None] or list(_values(other, table))[-1:]:
            yield from ({**more, need.other: value} for more in _needed(plugin, other, table, (*known, param.name)))
    if not needs:
        yield {}


def _values(param: Param, table: npt.NDArray[np.float64]) -> Iterator[Any]:
    m = table.shape[-1]
    yield from param.words
    if "words" in param.kinds:
        yield [param.words[j % len(param.words)] for j in range(m)]
    if "flag" in param.kinds:
        yield from (True, False)
    if param.kinds & {"number", "count"} and param.role is None:
        low, high = (0.0, 4.0) if param.range is None else (param.range.low, min(param.range.high, param.range.low + 4.0))
        whole = "count" in param.kinds and "number" not in param.kinds
        inner = [low + part * (high - low) for part in (0.0, 0.25, 0.5, 1.0)]
        yield from ([int(v) for v in inner] if whole else inner)
    if "scaling" in param.kinds:
        yield from SCALINGS
    if param.role is not None and param.role.kind == "position":
        yield [float(k) for k in range(m, 0, -1)]
    elif param.role is not None:
        start = STARTS.get(param.role.declared or "", 1.0)
        rest = float(param.default) if isinstance(param.default, int | float) else float("nan")  # which leaves it to the data
        yield from ([value] * m for end, value in INNER.items() if end == param.role.declared)
        yield from ([start] * m, [rest, *[start] * (m - 1)], [start + (k if start > 0 else -k) for k in range(m)])
    yield from _whole(param, table)


def _whole(param: Param, table: npt.NDArray[np.float64]) -> Iterator[Any]:
    """Yield values of what is stated as a whole: tables, points and what they are worth, capacities, marks, exponents and ramps."""
    m, marks = table.shape[-1], np.unique(table)
    worth = (np.arange(len(marks)) / max(len(marks) - 1, 1)) ** 2
    by_criterion = worth[:, None] ** np.arange(1, m + 1)
    shapes = {
        "m": [np.arange(1.0, m + 1)], "n,m": [table / 2, table * 2], "m,k": [by_criterion.T], "k,m": [by_criterion], "k": [marks, worth],
    }  # fmt: skip
    if param.shape is not None:
        yield from (value.tolist() for shape in param.shape.shapes[::-1] for value in shapes.get(shape, ()))
    if param.fits is not None:
        number = [param.default / 2, param.default * 2] if isinstance(param.default, float) else []
        subsets = ((np.arange(2.0**m) / (2**m - 1)) ** 0.7).tolist() if m <= MOST else []
        ends = [[float(column.min()), float(np.median(column)), float(column.max()) + 1.0] for column in table.T]
        yield from (*number, [0.2, 0.8], subsets, ends)
