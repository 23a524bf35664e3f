"""The plug-ins by their names; the built-ins come in by the same door as those of others."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any, cast

from ..core.arguments import argument_hint, told
from ..errors import PluginError
from . import lookup
from .family import FAMILIES
from .kernel import Plugin
from .synonyms import OWN, hint

__all__ = ["get", "independent_methods", "is_method", "names", "own", "plugins", "plugins_of", "weighting"]


def plugins() -> Mapping[str, Plugin[Any]]:
    """Return every registered plug-in by name. What fails to load, or bears a name that is taken, is reported and left out."""
    return cast("Mapping[str, Plugin[Any]]", lookup.registered())


def plugins_of(module: ModuleType) -> dict[str, Plugin[Any]]:
    """Return the public plug-ins of a module by name."""
    return cast("dict[str, Plugin[Any]]", lookup.registered_in(module))


def own(name: str) -> Plugin[Any] | None:
    """Return the plug-in of that name that comes with the library, or None."""
    return cast("Plugin[Any] | None", lookup.own(name))


def is_method(name: str) -> bool:
    """Tell whether a score method bears the name; none of the library's is imported for that."""
    return lookup.family_of(name) == "score"


@told
def names(family: str = "score") -> tuple[str, ...]:
    """Return the names of all plug-ins of a family, in alphabetical order.

    Parameters
    ----------
    family : {"score", "scaling", "weighting", "pairwise", "agreement", "weight_agreement", "consensus"}
        The methods, unless given.
    """
    if family not in FAMILIES:
        raise PluginError(f"there is no family {family!r}.", hint=argument_hint(family, FAMILIES))
    return tuple(sorted(lookup.registered().of(family)))


@told
def get(name: str) -> Plugin[Any]:
    """Return the plug-in of that name."""
    found = own(name)
    if found is not None:
        return found
    try:
        return plugins()[name]
    except KeyError:
        listed = f"mo.names('score') lists the methods; {OWN}."
        raise PluginError(f"there is no plug-in {name!r}.", hint=hint(name, plugins(), listed)) from None


def weighting(name: str) -> Plugin[Any]:
    """Return the weighting of that name."""
    if lookup.family_of(name) != "weighting":
        known = names("weighting")
        raise PluginError(
            f"there is no weighting {name!r}.", hint=hint(name, known, homes=("mo.weightings", "mo.Judgements", "mo.WeightSet"))
        )
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
