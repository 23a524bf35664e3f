"""All laws by name and by family."""

from __future__ import annotations

from ..plugin.family import Family
from ..plugin.law import Law
from . import scores, universal, weightings

__all__ = ["LAWS", "asked_of", "classified"]

LAWS: dict[str, Law] = {
    law.name: law for module in (universal, scores, weightings) for law in vars(module).values() if isinstance(law, Law)
}


def classified(family: Family) -> tuple[Law, ...]:
    """Return the laws that every plug-in of the family either keeps or breaks."""
    return tuple(law for law in LAWS.values() if family in law.families and not law.universal)


def asked_of(family: Family) -> tuple[Law, ...]:
    """Return the universal laws of the family."""
    return tuple(law for law in LAWS.values() if family in law.families and law.universal)
