"""All laws by name and by family."""

from __future__ import annotations

from ..plugin.family import Family
from ..plugin.law import Fact, Law
from . import agreements, consensus, facts, scores, universal, weightings

__all__ = ["FACTS", "LAWS", "asked_of", "classified"]

LAWS: dict[str, Law] = {
    law.name: law
    for module in (universal, scores, weightings, agreements, consensus)
    for law in vars(module).values()
    if isinstance(law, Law)
}

FACTS: dict[str, Fact] = {fact.name: fact for fact in vars(facts).values() if isinstance(fact, Fact)}


def classified(family: Family) -> tuple[Law, ...]:
    """Return the laws that every plug-in of the family either keeps or breaks."""
    return tuple(law for law in LAWS.values() if family in law.families and not law.universal)


def asked_of(family: Family) -> tuple[Law, ...]:
    """Return the universal laws of the family."""
    return tuple(law for law in LAWS.values() if family in law.families and law.universal)
