"""Laws that follow: what is proved of a plug-in, and from which facts.

A fact is declared of a kernel, or stands in its declaration already (`structure`); it is attacked by generated problems as a law is.
A law says in its rules what it follows from. A proof is valid in exact arithmetic, for weights that are not negative, for tables without
blanks, whose cells lie in the domain and within declared bounds, and for the parameters that the facts are declared for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ..core.frozen import FrozenMap
from ..core.table import Shown, Table
from ..errors import LabelError, PluginError, did_you_mean
from .family import SCALING, WEIGHTING
from .law import Law, Rule, Variant

if TYPE_CHECKING:
    from .kernel import Plugin

__all__ = ["LawTable", "Standing", "proofs", "standings", "structure"]

State = Literal["proved", "kept", "broken"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plug-in stands to a law.

    Attributes
    ----------
    law : Law
    state : {"proved", "kept", "broken"}
        Proved from facts about the plug-in; not refuted by search; refuted by a witness.
    rule : Rule, optional
        What proves it.
    """

    law: Law
    state: State
    rule: Rule | None = None

    def __str__(self) -> str:
        if self.rule is None:
            return f"{self.law.name}: {self.state}"
        return f"{self.law.name}: proved from {', '.join(self.rule.premises)}\n{self.rule.because}"


def structure(plugin: Plugin[Any], variant: Variant | None = None) -> frozenset[str]:
    """Return the names of the facts that stand in a declaration without being listed among its facts.

    ``linear`` and ``ratio`` say that there is a linear form or a ratio of two, which the universal laws of these names attack; ``ratio_of_sums``
    that the weights enter the ratio as they are. A linear form has its ``columns`` unless it is said to have not, and what
    sees nothing of a column sees ``rows`` alone, or no ``cells``.
    """
    found = set()
    if plugin.linear_form is not None:
        found |= {"linear", "columns"} if plugin.columnwise else {"linear"}
    if plugin.ratio_form is not None:
        own = dict(variant.params) if variant is not None else {}
        one = np.ones(1)
        form = plugin.ratio_form(one[None], one, **plugin.settings(own))
        if form is not None:
            found |= {"ratio", "ratio_of_sums"} if form.power == 1 else {"ratio"}
    if plugin.sees == "nothing" and plugin.family in (SCALING, WEIGHTING):
        found.add("rows" if plugin.family is SCALING else "no_cells")
    return frozenset(found)


def proofs(plugin: Plugin[Any], variant: Variant | None = None) -> dict[str, Rule]:
    """Return, by its name, every law that follows from what is declared of a plug-in, and what proves it."""
    keeps, breaks = (plugin.keeps, plugin.breaks) if variant is None else plugin.claims_of(variant)
    known = structure(plugin, variant) | {fact.name for fact in plugin.facts_of(variant)}
    found: dict[str, Rule] = {}
    while True:
        new = {
            law.name: rule
            for law in (*keeps, *breaks)
            if law.name not in found
            for rule in law.follows[::-1]  # of several proofs the first stays
            if known.union(found).issuperset(rule.premises)
        }
        if not new:
            return found
        found |= new


def standings(plugin: Plugin[Any], variant: Variant | None = None) -> tuple[Standing, ...]:
    """Return how a plug-in stands to every law that it answers."""
    keeps, breaks = (plugin.keeps, plugin.breaks) if variant is None else plugin.claims_of(variant)
    proved = proofs(plugin, variant)
    kept = [Standing(law, "proved" if law.name in proved else "kept", proved.get(law.name)) for law in keeps]
    return (*kept, *(Standing(law, "broken") for law in breaks))


@dataclass(frozen=True, slots=True, repr=False)
class LawTable(Shown):
    """How a plug-in stands to its laws, by default and as each of its variants; ``laws["dominance"]`` gives the proof.

    Attributes
    ----------
    plugin : str
    settings : mapping of str to tuple of Standing
        ``"defaults"`` and the names of the variants, each with all laws; of a plug-in with parameters set only what these make of it.
    """

    plugin: str
    settings: Mapping[str, tuple[Standing, ...]]

    @classmethod
    def of(cls, plugin: Plugin[Any]) -> LawTable:
        """Return the table of a plug-in."""
        every = {"defaults": None, **{v.name: v for v in plugin.variants}}
        if plugin.bound:
            declared, variant = plugin.variant({})
            every = {name: v for name, v in every.items() if v is variant} if declared else {}
        if not every:
            raise PluginError(
                f"nothing is declared of the laws of {plugin!r}.",
                hint=f"mo.get({plugin.name!r}).laws tells of the defaults and the variants.",
            )
        return cls(repr(plugin), FrozenMap({name: standings(plugin, v) for name, v in every.items()}))

    def __getitem__(self, law: str | tuple[str, str]) -> Standing:
        """Return how the plug-in stands to a law by default, or as a variant: ``laws["independent", "declared bounds"]``."""
        name, setting = (law, next(iter(self.settings))) if isinstance(law, str) else law
        if setting not in self.settings:
            raise LabelError(f"{self.plugin} has no variant {setting!r}.", hint=did_you_mean(str(setting), self.settings))
        found = {standing.law.name: standing for standing in self.settings[setting]}
        if not found:
            raise LabelError(
                f"{self.plugin} answers no law.", hint=f"mcda_orch.testing.suggest({self.plugin}) writes what its declaration leaves out."
            )
        if name not in found:
            raise LabelError(f"{self.plugin} answers no law {name!r}.", hint=did_you_mean(str(name), found))
        return found[name]

    @property
    def table(self) -> Table:
        """The laws in rows, the settings in columns."""
        names = [standing.law.name for standing in next(iter(self.settings.values()))]
        rows = [(name, *(self[name, setting].state for setting in self.settings)) for name in names]
        return Table(("law", *self.settings), tuple(rows), f"{self.plugin}: laws")

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the three words mean."""
        if not any(self.settings.values()):
            return (f"It answers no law; mcda_orch.testing.suggest({self.plugin}) writes what its declaration leaves out.",)
        return (
            "Proved from facts about the kernel, which generated problems attack; kept: not refuted by them; broken: there is a witness.",
        )

    def __repr__(self) -> str:
        states = [standing.state for standing in next(iter(self.settings.values()))]
        return f"<laws of {self.plugin}: " + ", ".join(f"{states.count(s)} {s}" for s in ("proved", "kept", "broken")) + ">"
