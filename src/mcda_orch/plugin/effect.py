"""Which stated parameters have an effect under the others, and which may not lie below another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real
from typing import Any

import numpy as np

from ..core.display import shown
from ..errors import DomainError, PluginError
from .kernel import Plugin
from .parameter import Needs, Param, Unless

__all__ = ["effective", "has_effect", "ordered"]


def effective(plugin: Plugin[Any], stated: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
    """Refuse stated parameters, other than the defaults, that have no effect under these settings."""
    params = plugin.params
    idle = [
        params[name]
        for name, value in stated.items()
        if params[name].effect and not has_effect(params[name], settings) and not _same(value, params[name].default)
    ]
    if not idle:
        return
    needs = [[e for e in param.effect if isinstance(e, Needs)] for param in idle]
    lacks = next((need[0] for need in needs if need and not any(_holds(n, settings) for n in need)), None)
    names = " and ".join(param.name for param in idle)
    have = "has" if len(idle) == 1 else "have"
    if lacks is None:
        by = next(e for e in idle[0].effect if isinstance(e, Unless) and all(_complete(settings[o]) for o in e.others))
        raise PluginError(
            f"{names} of {plugin.name} {have} no effect where {' and '.join(by.others)} {'is' if len(by.others) == 1 else 'are'} given.",
            hint=f"leave out {names}, or {' or '.join(by.others)}.",
        )
    if not lacks.values:
        others = " or ".join(n.other for n in next(need for need in needs if lacks in need))
        raise PluginError(f"{names} of {plugin.name} {have} no effect without {others}.", hint=f"give {others} too, or leave out {names}.")
    common = [v for v in lacks.values if all(any(n.other == lacks.other and v in n.values for n in need) for need in needs)] or lacks.values
    raise PluginError(
        f"{names} of {plugin.name} {have} no effect with {lacks.other}={shown(settings[lacks.other])}.",
        hint=f"say {lacks.other}=" + " or ".join(map(repr, common)) + f", or leave out {names}.",
    )


def ordered(plugin: Plugin[Any], settings: Mapping[str, Any], names: Sequence[str] = ()) -> None:
    """Refuse a parameter that lies below one that it must not lie below, where both have an effect."""
    for param in plugin.params.values():
        rule = param.not_below
        if rule is None or rule.other not in plugin.params:
            continue
        mine, other = settings[param.name], settings[rule.other]
        if mine is None or other is None or not all(has_effect(p, settings) for p in (param, plugin.params[rule.other])):
            continue
        if not all(isinstance(v, (int, float, np.ndarray)) for v in (mine, other)):
            continue
        wrong = np.asarray(mine <= other if rule.strict else mine < other) & _together(plugin, param, settings)
        if wrong.any():
            high, low = np.broadcast_arrays(np.asarray(mine, dtype=np.float64), np.asarray(other, dtype=np.float64))
            at = tuple(np.argwhere(np.broadcast_to(wrong, np.broadcast_shapes(wrong.shape, high.shape)))[0])
            high, low = (np.broadcast_to(v, np.broadcast_shapes(wrong.shape, high.shape)) for v in (high, low))
            where = f" for {names[at[-1]]!r}" if at and len(names) == wrong.shape[-1] else ""
            raise DomainError(
                f"{param.name} of {plugin.name} is {high[at]:g}{where}, but {rule.other} is {low[at]:g}.",
                hint=f"{param.name} must {'be above' if rule.strict else 'not be below'} {rule.other}.",
            )


def _together(plugin: Plugin[Any], param: Param, settings: Mapping[str, Any]) -> Any:
    """Tell for each criterion whether a parameter and the one that bounds it have an effect there."""
    assert param.not_below is not None
    found: Any = True
    for needs in (param.effect, plugin.params[param.not_below.other].effect):
        for need in needs:
            value = settings[need.other] if isinstance(need, Needs) and need.values else None
            if isinstance(need, Needs) and isinstance(value, (list, tuple)):
                found = found & np.array([word in need.values for word in value])
    return found


def _same(value: Any, default: Any) -> bool:
    """Tell whether a stated value is the default, which changes nothing."""
    if value is default:
        return True
    return isinstance(value, (str, bool, Real)) and isinstance(default, (str, bool, Real)) and value == default


def _given(value: Any) -> bool:
    return value is not None and not (isinstance(value, tuple) and not value)


def _complete(value: Any) -> bool:
    """Tell whether a value is given for every criterion."""
    return _given(value) and not (isinstance(value, (float, np.ndarray)) and bool(np.isnan(value).any()))


def _holds(need: Needs, settings: Mapping[str, Any]) -> bool:
    value = settings[need.other]
    if not need.values:
        return _given(value)
    words = value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else (value,)
    return any(word in need.values for word in words)


def has_effect(param: Param, settings: Mapping[str, Any]) -> bool:
    """Tell whether a parameter has an effect under these settings."""
    needs = [e for e in param.effect if isinstance(e, Needs)]
    idle = any(isinstance(e, Unless) and all(_complete(settings[other]) for other in e.others) for e in param.effect)
    return not idle and (not needs or any(_holds(need, settings) for need in needs))
