"""Finds what is registered under a name: by entry points, and the built-ins by their modules."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import ClassVar

from .family import Family

__all__ = ["GROUP", "Registered", "own", "registered", "registered_in"]

GROUP = "mcda_orch.plugins"
"""Entry-point group; an entry names a module, and every public plug-in in that module is registered."""

HOMES = ("methods.scores", "scaling", "weighting")
"""Where the plug-ins of the library stand."""


class Registered:
    """What is found under a name: a plug-in, of which nothing but its name and its family is known here."""

    __slots__ = ()
    scales: ClassVar[bool] = False
    """Whether it is a scaling, which parameters of others may be."""

    name: str
    family: Family

    @property
    def genuine(self) -> bool:
        """Whether it is the plug-in that is registered under its name, with some parameters set; any plug-in, where none is."""
        known = own(self.name) or registered().get(self.name)
        parts = [f.name for f in fields(self) if f.name != "bound"]  # type: ignore[arg-type]  # plug-ins are dataclasses
        return known is None or (type(known) is type(self) and all(getattr(self, p) == getattr(known, p) for p in parts))


def registered_in(module: ModuleType) -> dict[str, Registered]:
    """Return the public plug-ins of a module by name."""
    return {p.name: p for key, p in vars(module).items() if isinstance(p, Registered) and not key.startswith("_")}


@cache
def own(name: str) -> Registered | None:
    """Return the plug-in of that name that comes with the library, or None: each stands in a module of its name.

    Only that module is imported, which is a tenth of the time that all of them take.
    """
    root = __name__.partition(".")[0]
    for home in HOMES:
        if name.isidentifier() and find_spec(f"{root}.{home}.{name}") is not None:
            found = getattr(import_module(f"{root}.{home}.{name}"), name, None)
            if isinstance(found, Registered):
                return found
    return None


@cache
def registered() -> Mapping[str, Registered]:
    """Return every registered plug-in by name. What fails to load, or bears a name that is taken, is reported and left out."""
    from importlib import metadata

    found: dict[str, Registered] = {}
    origin: dict[str, str] = {}
    entries = sorted(metadata.entry_points(group=GROUP), key=lambda e: (e.value != "mcda_orch.builtin", e.name, e.value))
    for entry in entries:
        try:
            offered = registered_in(entry.load())
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
