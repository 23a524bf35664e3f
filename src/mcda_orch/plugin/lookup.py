"""Finds what is registered under a name: the plug-ins of the library by its public lists, those of others by entry points."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, ClassVar

from .family import Family

__all__ = ["GROUP", "Registered", "Registry", "family_of", "home", "method_named", "offered", "own", "registered", "registered_in"]

GROUP = "mcda_orch.plugins"
"""Entry-point group; an entry names a module, and every public plug-in in that module is registered."""

OWN = "mcda_orch.builtin"
"""The entry of the library itself; its plug-ins are in its lists already, and are imported one by one."""

ROOT = __name__.partition(".")[0]

LISTS = {"scalings": "scaling", "scores": "methods.scores", "weightings": "weighting", "agreements": "agreement", "rules": "consensus"}
"""The public lists of the library's plug-ins, and where the modules stand that bear their names."""

FAMILIES = {
    "scalings": ("scaling",),
    "scores": ("score",),
    "weightings": ("weighting", "pairwise"),
    "agreements": ("agreement", "weight_agreement"),
    "rules": ("consensus",),
}
"""Names of the families that are listed together; a list names those of its second family under ``SECOND``."""


class Registered:
    """What is found under a name: a plug-in, of which nothing but its name and its family is known here."""

    __slots__ = ()
    scales: ClassVar[bool] = False
    """Whether it is a scaling, which parameters of others may be."""

    name: str
    family: Family

    def __dask_tokenize__(self) -> tuple[Any, ...]:
        """Return what tells it apart in the names of Dask's tasks: its own name, and of others what they do."""
        function, bound = getattr(self, "function", None), getattr(self, "bound", {})
        module = getattr(function, "__module__", "")
        return (type(self).__name__, self.name, tuple(bound.items()), module if module.partition(".")[0] == ROOT else function)

    @property
    def genuine(self) -> bool:
        """Whether it is the plug-in that is registered under its name, with some parameters set; any plug-in, where none is."""
        known = own(self.name) or registered().get(self.name)
        parts = [f.name for f in fields(self) if f.name != "bound"]  # type: ignore[arg-type]  # plug-ins are dataclasses
        return known is None or (type(known) is type(self) and all(getattr(self, p) == getattr(known, p) for p in parts))


class Registry(Mapping[str, Registered]):
    """Plug-ins by name; those of the library are imported when they are asked for."""

    def __init__(self, others: Mapping[str, Registered]) -> None:
        self._others = others

    def __getitem__(self, name: str) -> Registered:
        return own(name) or self._others[name]

    def __iter__(self) -> Iterator[str]:
        yield from _listed()
        yield from self._others

    def __len__(self) -> int:
        return len(_listed()) + len(self._others)

    def __contains__(self, name: object) -> bool:
        return name in _listed() or name in self._others

    def of(self, family: str) -> list[str]:
        """Return the names of a family."""
        return [
            *(name for name, (_, its) in _listed().items() if its == family),
            *(n for n, p in self._others.items() if p.family.name == family),
        ]


def registered_in(module: ModuleType) -> dict[str, Registered]:
    """Return the public plug-ins of a module by name."""
    return {p.name: p for key, p in vars(module).items() if isinstance(p, Registered) and not key.startswith("_")}


@cache
def _list(listing: str) -> Mapping[str, tuple[str, str]]:
    """Return module and family of each plug-in of a public list, by name."""
    module = import_module(f"{ROOT}.{listing}")
    second = vars(module).get("SECOND", ())
    return {name: (f"{ROOT}.{LISTS[listing]}.{name}", FAMILIES[listing][name in second]) for name in module.__all__}


@cache
def _listed() -> Mapping[str, tuple[str, str]]:
    """Return module and family of each plug-in of the library, by name."""
    return {name: found for listing in LISTS for name, found in _list(listing).items()}


def _place(name: str) -> tuple[str, str] | None:
    """Return module and family of the plug-in of that name that comes with the library; lists behind the one that has it are not read."""
    return next((_list(listing)[name] for listing in LISTS if name in _list(listing)), None)


@cache
def own(name: str) -> Registered | None:
    """Return the plug-in of that name that comes with the library, or None; only its module is imported."""
    listed = _place(name)
    if listed is None:
        return None
    found: Registered = getattr(import_module(listed[0]), name)
    return found


@cache
def registered() -> Registry:
    """Return every registered plug-in by name. What fails to load, or bears a name that is taken, is reported and left out."""
    from importlib import metadata

    found: dict[str, Registered] = {}
    origin = dict.fromkeys(_listed(), OWN)
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda e: (e.name, e.value)):
        if entry.value == OWN:
            continue
        try:
            offers = registered_in(entry.load())
        except Exception as error:  # noqa: BLE001 - a stranger's package may fail in any way
            warnings.warn(f"the plug-ins of {entry.value!r} cannot be loaded: {error}", RuntimeWarning, stacklevel=2)
            continue
        for name, plugin in offers.items():
            if name not in origin:
                found[name], origin[name] = plugin, entry.value
            elif (own(name) or found[name]) is not plugin:
                warnings.warn(
                    f"both {origin[name]} and {entry.value} offer a plug-in named {name!r}: that of {origin[name]} is used.",
                    RuntimeWarning,
                    stacklevel=2,
                )
    return Registry(found)


def family_of(name: str) -> str | None:
    """Return the name of the family of a plug-in, or None where there is none; nothing of the library is imported for that."""
    listed = _place(name)
    if listed is not None:
        return listed[1]
    found = registered().get(name)
    return None if found is None else found.family.name


def home(family: str) -> str:
    """Return where the plug-ins of a family are reached: ``mo``, ``mo.scalings`` and the like."""
    listing = next(listing for listing, families in FAMILIES.items() if family in families)
    return "mo" if listing == "scores" else f"mo.{listing}"


def method_named(name: str) -> Registered | None:
    """Return the score method of that name, or None; entry points are read only where the library has none."""
    return (own(name) or registered().get(name)) if family_of(name) == "score" else None


def offered(listing: str, name: str) -> Any:
    """Return the plug-in of a public list that bears a name, one of another package too; the list, a module, keeps it.

    Raises
    ------
    AttributeError
        If there is none; it says what a wrong guess leads to.
    """
    from .synonyms import hint

    if name.startswith("_"):
        raise AttributeError(name)
    module = sys.modules[listing]
    short = listing.rpartition(".")[2]
    found = own(name) if name in module.__all__ else registered().get(name)
    if found is None or found.family.name not in FAMILIES[short]:
        raise AttributeError(f"there is no mo.{short}.{name}: {hint(name, module.__all__)}", name=None, obj=None)
    setattr(module, name, found)
    return found
