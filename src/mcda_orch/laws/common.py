"""How laws look at results: orders with a margin, and problems retold in other units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from .._xp import Array, dot
from ..plugin.family import ANY, CONSENSUS, HIGHER, PAIRWISE, SCALING, SCORE, WEIGHTING
from ..plugin.law import Arguments
from ..plugin.plugin import Plugin
from .heard import noted

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = [
    "MARGIN",
    "broken",
    "clear",
    "close",
    "fits",
    "form_of",
    "ordering",
    "raw",
    "result",
    "retold",
    "same",
    "same_order",
    "taken",
    "weights_only",
]

MARGIN = 1e-6
"""Part of the range of scores by which two of them must differ for their order to count."""


def raw(plugin: Plugin[Any], arguments: Arguments) -> npt.NDArray[np.float64]:
    """Run the kernel, and return what it returns."""
    arrays = [arguments[name] for name in plugin.family.arguments]
    found: npt.NDArray[np.float64] = noted(plugin, "the kernel", arguments, lambda: np.asarray(plugin.run(*arrays, **arguments.params)))
    return found


def form_of(plugin: Plugin[Any], arguments: Arguments) -> npt.NDArray[np.float64] | None:
    """Return the linear form, shape (n, m), or None without one."""
    form = plugin.linear_form
    if form is None:
        return None
    x, s, settings = arguments["x"], arguments["s"], plugin.settings(arguments.params)
    found: npt.NDArray[np.float64] = noted(plugin, "the linear form", arguments, lambda: np.asarray(form(x, s, **settings)))
    return found


def result(plugin: Plugin[Any], arguments: Arguments) -> npt.NDArray[np.float64]:
    """Run the kernel; scores come out so that higher is better."""
    found = raw(plugin, arguments)
    return found if plugin.family is not SCORE or plugin.better is HIGHER else -found


def ordering(plugin: Plugin[Any], arguments: Arguments) -> npt.NDArray[np.float64]:
    """Return what decides the order, higher for better: the linear form where there is one, else the kernel's number."""
    form = plugin.linear_form
    if form is None:
        return result(plugin, arguments)
    x, w, s, settings = *(arguments[name] for name in plugin.family.arguments), plugin.settings(arguments.params)
    found: npt.NDArray[np.float64] = noted(
        plugin, "the linear form, times the weights,", arguments, lambda: np.asarray(dot(form(x, s, **settings), w))
    )
    return found if plugin.better is HIGHER else -found


def spread(scores: npt.NDArray[np.float64]) -> float:
    """Range of the scores, or their magnitude times 1e-9 where they are all equal; what is below 1e-7 is rounding of larger parts."""
    return max(float(np.ptp(scores)), 1e-9 * float(np.abs(scores).max()), 1e-7)


def clear(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Tell for every pair whether the first is clearly better, shape (n, n)."""
    return np.asarray(scores[:, None] - scores[None, :] > MARGIN * spread(scores))


def same_order(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> bool:
    """Tell whether two score vectors order alike: a pair clearly apart in one is apart, the same way, in the other."""
    parted = (clear(one) & (other[:, None] - other[None, :] <= 1e-9 * spread(other)) for one, other in ((a, b), (b, a)))
    return not any(pairs.any() for pairs in parted)


def close(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64], to: float = 1e-7, least: float = 1e-12) -> bool:
    """Tell whether two arrays are equal to `to` of their largest entry, which counts as `least` where it is smaller."""
    size = max(float(np.abs(a).max(initial=0.0)), float(np.abs(b).max(initial=0.0)), least)
    return a.shape == b.shape and bool((np.abs(a - b) <= to * size).all())


def same(plugin: Plugin[Any], a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> bool:
    """Tell whether two results mean the same: the order of scores, the numbers of everything else."""
    return same_order(a, b) if plugin.family is SCORE else close(a, b)


def fits(plugin: Plugin[Any], arguments: Arguments) -> bool:
    """Tell whether the cells lie in the domain of the plug-in and of the scalings it is given."""
    if plugin.family is CONSENSUS:
        from ..voting.ballots import stated

        r = stated(np.asarray(arguments["r"]), plugin.settings(arguments.params).get("unranked", "last"))
        return (
            plugin.domain is ANY or not plugin.domain.outside(r, np.asarray(arguments["w"])).any()
        )  # blanks say that a voter does not rank
    if not plugin.family.tabular:
        return True
    x, s = np.asarray(arguments["x"]), np.asarray(arguments["s"])
    used = plugin.restrictions(plugin.settings(arguments.params))
    return bool(np.isfinite(x).all()) and not any(domain.outside(x, s).any() for _, domain in used)


def broken(plugin: Plugin[Any], before: Arguments, after: Arguments) -> bool | None:
    """Compare the results before and after; None where the new cells leave the domain."""
    if not fits(plugin, after):
        return None
    return same(plugin, ordering(plugin, before), ordering(plugin, after))


def retold(
    plugin: Plugin[Any], arguments: Arguments, column: int, cell: Callable[[Array], Array], gap: Callable[[Array], Array]
) -> Arguments:
    """Tell one criterion in another way: `cell` maps its values and points, `gap` its differences."""
    x = np.array(arguments["x"], dtype=np.float64)
    m = x.shape[-1]
    x[..., column] = cell(x[..., column])
    return arguments.but(_params(plugin, arguments.params, column, m, cell, gap), x=x)


def _params(
    plugin: Plugin[Any],
    params: Mapping[str, Any],
    column: int,
    m: int,
    cell: Callable[[Array], Array],
    gap: Callable[[Array], Array],
) -> dict[str, Any]:
    found = dict(params)
    for name, value in params.items():
        role = plugin.params[name].role
        if getattr(value, "family", None) is SCALING:
            found[name] = value.with_(**_params(value, value.bound, column, m, cell, gap))
        elif isinstance(value, tuple) and all(getattr(v, "family", None) is SCALING for v in value):
            found[name] = tuple(v.with_(**_params(v, v.bound, column, m, cell, gap)) for v in value)
        elif role is not None and value is not None and role.kind in ("difference", "point"):
            array = np.array(np.broadcast_to(np.asarray(value, dtype=np.float64), (m,)))
            array[column] = (gap if role.kind == "difference" else cell)(array[column])
            found[name] = array
    low, high = found.get("low"), found.get("high")
    if low is not None and high is not None and np.ndim(low) == 1 and (np.asarray(low) > np.asarray(high)).any():
        found["low"], found["high"] = np.minimum(low, high), np.maximum(low, high)  # negated bounds change places
    return found


def taken(plugin: Plugin[Any], arguments: Arguments, columns: npt.NDArray[np.intp]) -> Arguments:
    """Return the arguments with these criteria only, in this order."""
    arrays = {"x": arguments["x"][..., columns], **{k: arguments[k][..., columns] for k in ("w", "s") if k in arguments.arrays}}

    def picked(owner: Plugin[Any], params: Mapping[str, Any]) -> dict[str, Any]:
        found = dict(params)
        for name, value in params.items():
            if getattr(value, "family", None) is SCALING:
                found[name] = value.with_(**picked(value, value.bound))
            elif isinstance(value, tuple) and all(getattr(v, "family", None) is SCALING for v in value):
                found[name] = tuple(v.with_(**picked(v, v.bound)) for v in value)
            elif owner.params[name].role is not None and np.ndim(value) > 0:
                found[name] = np.asarray(value)[..., columns]
        return found

    return Arguments(arrays, picked(plugin, arguments.params))


def weights_only(plugin: Plugin[Any]) -> bool:
    """Tell whether the result has one number for each criterion."""
    return plugin.family in (WEIGHTING, PAIRWISE)
