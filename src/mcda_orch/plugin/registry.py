"""Finds plug-ins by entry points; the built-ins come in by the same door."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from ..core.arguments import argument_hint, told
from ..errors import PluginError
from .family import FAMILIES
from .plugin import Plugin
from .synonyms import hint

__all__ = ["GROUP", "get", "independent_methods", "names", "own", "plugins", "plugins_of", "weighting"]

GROUP = "mcda_orch.plugins"
"""Entry-point group; an entry names a module, and every public plug-in in that module is registered."""

HOMES = ("methods.scores", "scaling", "weighting")
"""Where the plug-ins of the library stand."""


def plugins_of(module: ModuleType) -> dict[str, Plugin[Any]]:
    """Return the public plug-ins of a module by name."""
    return {p.name: p for key, p in vars(module).items() if isinstance(p, Plugin) and not key.startswith("_")}


@cache
def own(name: str) -> Plugin[Any] | None:
    """Return the plug-in of that name that comes with the library, or None: each stands in a module of its name.

    Only that module is imported, which is a tenth of the time that all of them take.
    """
    root = __name__.partition(".")[0]
    for home in HOMES:
        if name.isidentifier() and find_spec(f"{root}.{home}.{name}") is not None:
            found = getattr(import_module(f"{root}.{home}.{name}"), name, None)
            if isinstance(found, Plugin):
                return found
    return None


@cache
def plugins() -> Mapping[str, Plugin[Any]]:
    """Return every registered plug-in by name. What fails to load, or bears a name that is taken, is reported and left out."""
    from importlib import metadata

    found: dict[str, Plugin[Any]] = {}
    origin: dict[str, str] = {}
    entries = sorted(metadata.entry_points(group=GROUP), key=lambda e: (e.value != "mcda_orch.builtin", e.name, e.value))
    for entry in entries:
        try:
            offered = plugins_of(entry.load())
        except Exception as error:  # noqa: BLE001 - a stranger's package may fail in any way
            warnings.warn(f"the plug-ins of {entry.value!r} cannot be loaded: {error}", RuntimeWarning, stacklevel=2)
            continue
        for name, plugin in offered.items():
            if name in found and found[name] is not plugin:
                warnings.warn(
                    f"both {origin[name]} and {entry.value} offer a plug-in named {name!r}: that of {origin[name]} is used.",
                    RuntimeWarning,
                    stacklevel=2,
                )
                continue
            found[name], origin[name] = plugin, entry.value
    return found


@told
def names(family: str = "score") -> tuple[str, ...]:
    """Return the names of all plug-ins of a family, in alphabetical order.

    Parameters
    ----------
    family : {"score", "scaling", "weighting", "pairwise"}
        The methods, unless given.
    """
    if family not in FAMILIES:
        raise PluginError(f"there is no family {family!r}.", hint=argument_hint(family, FAMILIES))
    return tuple(sorted(name for name, p in plugins().items() if p.family.name == family))


@told
def get(name: str) -> Plugin[Any]:
    """Return the plug-in of that name."""
    found = own(name)
    if found is not None:
        return found
    try:
        return plugins()[name]
    except KeyError:
        raise PluginError(f"there is no plug-in {name!r}.", hint=hint(name, plugins(), "mo.names('score') lists the methods.")) from None


def weighting(name: str) -> Plugin[Any]:
    """Return the weighting of that name."""
    known = names("weighting")
    if name not in known:
        raise PluginError(f"there is no weighting {name!r}.", hint=hint(name, known))
    return plugins()[name]


def independent_methods() -> tuple[str, ...]:
    """Return the names of the score methods, one for each opinion: of methods that order all alternatives alike, the first.

    Several methods with names of their own are the same order: MABAC and MAIRCA, for one, order like the weighted sum of
    min-max scaled values. A comparison that counts both counts one opinion twice.
    """
    seen: dict[str, str] = {}
    for name in names("score"):
        seen.setdefault(get(name).opinion or name, name)
    return tuple(seen.values())
