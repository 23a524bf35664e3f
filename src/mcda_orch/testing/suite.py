"""The whole law suite for the plug-ins of one module."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

from ..core.display import shown
from ..errors import PluginError
from ..laws import agreements, consensus, scores, weightings
from ..laws.catalogue import FACTS, asked_of, classified
from ..laws.facts import FORMS
from ..laws.universal import finite
from ..plugin.law import Fact, Law, Variant
from ..plugin.plugin import Plugin
from ..plugin.proof import proofs, structure
from ..plugin.registry import plugins_of
from .ends import idle, refuted_at_ends
from .hunting import applies, hunt
from .telling import cause_of, reported
from .witness import Witness
from .witnesses import broken_claims

__all__ = ["LawBroken", "contract", "contradictions", "kept_claims", "stated_facts", "unanswered"]


class LawBroken(AssertionError):
    """A plug-in does not do what it says of itself; the message holds the smallest cases found."""


def kept_claims(plugin: Plugin[Any]) -> list[tuple[Law, Variant | None]]:
    """Return every law that the plug-in must keep, by default and under its variants; universal laws first."""
    always = asked_of(plugin.family)
    own: list[tuple[Law, Variant | None]] = [(law, None) for law in (*always, *plugin.keeps)]
    return own + [(law, variant) for variant in plugin.variants for law in (*always, *plugin.claims_of(variant)[0])]


def stated_facts(plugin: Plugin[Any]) -> list[tuple[Fact, Variant | None]]:
    """Return every fact that is declared of the plug-in, by default and under its variants, or stands in its declaration."""
    found: list[tuple[Fact, Variant | None]] = []
    for variant in (None, *plugin.variants):
        facts = {fact.name: fact for fact in plugin.facts_of(variant)}
        facts |= {name: FACTS[name] for name in sorted(structure(plugin, variant)) if name in FACTS}
        found += [(fact, variant) for fact in facts.values()]
    return found


def contradictions(plugin: Plugin[Any]) -> tuple[str, ...]:
    """Return what the plug-in says that it breaks although it follows from facts that are declared of it."""
    return tuple(
        f"{plugin.name}{f' ({variant.name})' if variant else ''} says that it breaks {law.name}, which follows from "
        f"{', '.join(rule.premises)}: it is kept, or one of these is no fact.\n    {rule.because}"
        for variant in (None, *plugin.variants)
        for law in (plugin.breaks if variant is None else plugin.claims_of(variant)[1])
        for rule in [proofs(plugin, variant).get(law.name)]
        if rule is not None
    )


def unanswered(plugin: Plugin[Any]) -> tuple[str, ...]:
    """Return the names of the laws that the plug-in says nothing about."""
    said = {law.name for law in (*plugin.keeps, *plugin.breaks)}
    return tuple(law.name for law in classified(plugin.family) if law.name not in said)


def _open(plugin: Plugin[Any], examples: int) -> list[str]:
    """Return what is missing in the declaration, with what a hunt would put there."""
    names = unanswered(plugin)
    if not names:
        return []
    sides: dict[str, list[str]] = {"keeps": [], "breaks": [], "fails itself at": []}
    for law in classified(plugin.family):
        if law.name in names:
            witness = hunt(plugin, law, examples=examples, shrink=False)
            side = "keeps" if witness is None else "fails itself at" if cause_of(plugin, witness) else "breaks"
            sides[side].append(law.name)
    found = " and ".join(f"{side} {', '.join(laws)}" for side, laws in sides.items() if laws)
    homes = sorted({module.__name__ for module in (scores, weightings, agreements, consensus) for name in names if name in module.__all__})
    return [
        f"{plugin.name} says nothing about {', '.join(names)}: put each into keeps or breaks (laws of {' and '.join(homes)}).\n"
        f"    In {examples} examples it {found}; mcda_orch.testing.suggest({plugin.name}) writes the lines."
    ]


def _plugins(module: Any) -> dict[str, Plugin[Any]]:
    """Return the plug-ins that are meant."""
    if isinstance(module, Plugin):
        return {module.name: module}
    if not isinstance(module, str):
        return plugins_of(module) if isinstance(module, ModuleType) else {}
    try:
        return plugins_of(import_module(module))
    except ModuleNotFoundError as error:
        if not f"{module}.".startswith(f"{error.name}."):
            raise  # it is there, and misses another
        raise PluginError(f"there is no module {module!r}.", hint='give the module itself, or "__main__" for that of the script.') from None


def contract(module: str | ModuleType | Plugin[Any], *, examples: int = 200) -> tuple[str, ...]:
    """Hold every plug-in of a module, or one plug-in, to what it says of itself.

    Every law of its family must be declared kept or broken. Universal laws and kept ones are attacked with so
    many examples each; for a broken one a counterexample must be found in ten times as many. At the ends of what its parameters may be
    the kernel must give numbers too, and each parameter must change something.

    Parameters
    ----------
    module : str, module or plug-in
        Where the plug-ins are: ``"__main__"`` in a script.
    examples : int

    Returns
    -------
    tuple of str
        One line for each claim that was checked.

    Raises
    ------
    LawBroken
        With every claim that failed, and the smallest case found.
    PluginError
        If the module has no plug-ins.
    """
    found = _plugins(module)
    if not found:
        raise PluginError(f"{shown(module)} has no plug-ins.", hint="decorate a kernel with @method, @scaling, @weighting or @pairwise.")
    failures, passed = [], []
    for name, plugin in found.items():
        failures += [*_open(plugin, examples), *contradictions(plugin)]
        refuted: list[Witness] = []
        for law, variant in (*kept_claims(plugin), *stated_facts(plugin)):
            witness = hunt(plugin, law, variant, examples=examples)
            if witness is None and isinstance(law, Fact) and not applies(plugin, law, variant, examples=examples):
                formless = law in FORMS and plugin.linear_form is None and plugin.ratio_form is None
                why = "it speaks of a linear form, and linear_form= declares none." if formless else "its domain leaves it out."
                failures.append(f"{name} states the fact {law.name}, which none of {examples} examples could try: {why}")
                continue
            if witness is None:
                passed.append(f"{name} {'states' if isinstance(law, Fact) else 'keeps'} {law.name}")
                continue
            refuted.append(witness)
        failures += reported(plugin, refuted)
        if not any(witness.law == finite.name for witness in refuted):  # else it is told already
            failures += refuted_at_ends(plugin, examples)
        failures += [f"{name} has the parameter {key}, which changes nothing in {examples} examples: use it, or leave it out."
                     for key in idle(plugin, examples)]  # fmt: skip
        for law, variant in broken_claims(plugin):
            if hunt(plugin, law, variant, examples=10 * examples, shrink=False) is None:
                failures.append(
                    f"{name} says that it breaks {law.name}, but no counterexample was found in {10 * examples} examples: {law.statement}"
                )
            else:
                passed.append(f"{name} breaks {law.name}")
    if failures:
        raise LawBroken("\n".join(failures))
    return tuple(passed)
