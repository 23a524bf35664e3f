"""Tries all laws and facts on a kernel, and writes the lines of its declaration that they leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from inspect import signature
from typing import Any

import numpy as np

from ..errors import McdaError, PluginError
from ..laws import agreements, consensus, scores
from ..laws.catalogue import FACTS, asked_of, classified
from ..plugin.agreement import agreement, weight_agreement
from ..plugin.consensus import rule
from ..plugin.family import AGREEMENT, CONSENSUS, FAMILIES, SCALING, SCORE, WEIGHT_AGREEMENT, WEIGHTING, Family
from ..plugin.law import Fact, Law, Variant
from ..plugin.plugin import Plugin, method, pairwise, scaling, weighting
from ..plugin.proof import proofs, structure
from .hunting import applies, hunt
from .telling import cause_of, reported, shown
from .witness import Witness

__all__ = ["Suggestion", "suggest"]

WEAKER = ("shares", "senses", "distances", "parts", "places", "extremes", "best", "leads", "rows")
"""Facts that others may make superfluous, those first that say least."""


@dataclass(frozen=True, slots=True, repr=False)
class Suggestion:
    """What a plug-in seems to keep and to break; prints as the lines of its declaration.

    Attributes
    ----------
    plugin : str
    variant : str
        Name of the variant, or "".
    keeps : tuple of Law
        Not refuted.
    breaks : mapping of Law to Witness
    facts : tuple of Fact
        Not refuted, and enough to prove what can be proved. Whether they are true is for who knows the formula to say.
    faults : tuple of str
        What refutes laws that every plug-in keeps, and where the kernel itself fails; laws that fail for that alone stand on no side.
    examples : int
        How many cases each law was tried on.
    """

    plugin: str
    variant: str
    keeps: tuple[Law, ...]
    breaks: Mapping[Law, Witness]
    facts: tuple[Fact, ...]
    faults: tuple[str, ...]
    examples: int

    def __str__(self) -> str:
        where = f"{self.plugin} ({self.variant})" if self.variant else self.plugin
        homes = {
            "law": "scores as law",
            "weight_law": "weightings as weight_law",
            "agreement_law": "agreements as agreement_law",
            "rule_law": "consensus as rule_law",
        }
        used = ["facts as fact"] * bool(self.facts) + [
            homes[home] for home in homes if any(_home(x) == home for x in (*self.keeps, *self.breaks))
        ]
        lines = [f"# {where}: not refuted in {self.examples} examples each, or refuted by the case below"]
        lines += [f"# {line}" for fault in self.faults for line in fault.split("\n")]
        lines += ["# mend that first: what stands below may change with it"] * bool(self.faults)
        lines += [f"from mcda_orch.laws import {', '.join(used)}"] * bool(used)
        lines += [f"keeps=[{_names(self.keeps)}],", f"breaks=[{_names(self.breaks)}],"]
        if self.facts:
            lines.append(f"facts=[{', '.join(f'fact.{one.name}' for one in self.facts)}],")
        for law, witness in self.breaks.items():
            lines.append(f"# {law.name}: {shown({**witness.arrays, **witness.params, **witness.choices})}")
        return "\n".join(lines)

    def __repr__(self) -> str:
        """Be short, as the lines are printed already where a session shows what came back."""
        name = f"{self.plugin} ({self.variant})" if self.variant else self.plugin
        faults = f", {len(self.faults)} faults" if self.faults else ""
        return f"Suggestion({name}: keeps {len(self.keeps)}, breaks {len(self.breaks)}{faults}; print() shows the lines)"


def _names(laws: Any) -> str:
    return ", ".join(f"{_home(law)}.{law.name}" for law in laws)


def _home(law: Law) -> str:
    homes = {"law": scores, "agreement_law": agreements, "rule_law": consensus}
    return next((home for home, module in homes.items() if law.name in module.__all__), "weight_law")


def suggest(kernel: Plugin[Any] | Callable[..., Any], *, examples: int = 500, **declared: Any) -> tuple[Suggestion, ...]:
    """Try all laws on a kernel, and print the lines that its declaration needs.

    A law that is not refuted goes into ``keeps``, the others into ``breaks``, each with the smallest case found; facts that are not
    refuted are offered where laws follow from them.

    Parameters
    ----------
    kernel : plug-in or function
        A function is declared by its arguments: ``(x, w, s)`` a method, ``(x, s)`` a scaling or a weighting, ``(a)`` a pairwise weighting,
        ``(r, t)`` a coefficient of rankings, ``(u, w)`` one of weights, ``(r, w)`` a rule of consensus.
    examples : int, default 500
        Cases on which each law is tried.
    **declared
        For a function: what its decorator is to say besides, such as ``better=LOWER`` or ``domain=POSITIVE``.

    Returns
    -------
    tuple of Suggestion
        One for the defaults and one for each variant.

    Examples
    --------
    >>> from mcda_orch.testing import suggest
    >>> def span(x, s):
    ...     return x.max(axis=-2) - x.min(axis=-2) + 0 * s
    >>> (found,) = suggest(span, examples=50)
    # span: not refuted in 50 examples each, or refuted by the case below
    from mcda_orch.laws import facts as fact, scores as law, weightings as weight_law
    keeps=[law.origin_free, law.mirror, law.direction_free, weight_law.constant_gets_zero],
    breaks=[law.unit_free, weight_law.simplex],
    facts=[fact.distances],
    # unit_free: x = [[0.0], [1.0]], s = [1.0], column = 0, factor = 2.0
    # simplex: x = [[0.0], [2.0]], s = [1.0]
    >>> [law.name for law in found.breaks]
    ['unit_free', 'simplex']
    """
    plugin = kernel if isinstance(kernel, Plugin) else _declared(kernel, declared)
    if isinstance(kernel, Plugin) and declared:
        raise PluginError(f"{plugin.name} is declared already.", hint=f"leave out {', '.join(declared)}, or give the function.")
    found = tuple(_suggestion(plugin, variant, examples) for variant in (None, *plugin.variants))
    print(*found, sep="\n\n")
    return found


def _declared(kernel: Any, declared: Mapping[str, Any]) -> Plugin[Any]:
    """Return a function as a plug-in of the family that its arguments and its result say."""
    if not callable(kernel):
        raise PluginError(f"{kernel!r} is no kernel.", hint="give a plug-in, or a function of x, w and s.")
    names = tuple(n for n, p in signature(kernel).parameters.items() if p.kind is not p.KEYWORD_ONLY)
    fits = [family for family in FAMILIES.values() if family.arguments == names]
    if not fits:
        ways = ", ".join(f"({', '.join(family.arguments)})" for family in (SCORE, SCALING, FAMILIES["pairwise"]))
        raise PluginError(f"a kernel takes {ways}, not ({', '.join(names)}).", hint="its own parameters come after a bare *.")
    family = fits[0] if len(fits) == 1 else _by_shape(kernel)
    if family is SCORE:
        return method(SCORE, **declared)(kernel)
    if family is SCALING:
        return scaling(**{"sees": "order", **declared})(kernel)
    if family in (AGREEMENT, WEIGHT_AGREEMENT):
        return (agreement if family is AGREEMENT else weight_agreement)(**declared)(kernel)
    if family is CONSENSUS:
        return rule(**declared)(kernel)
    return (weighting if family is WEIGHTING else pairwise)(**declared)(kernel)


def _by_shape(kernel: Callable[..., Any]) -> Family:
    """Tell a scaling from a weighting by the shape of what comes out."""
    try:
        found = np.shape(kernel(np.array([[1.0, 2.0], [3.0, 5.0], [4.0, 4.0]]), np.array([1.0, -1.0])))
    except Exception as error:
        raise PluginError(f"the kernel raised {type(error).__name__} on a 3 x 2 matrix: {error}") from error
    families: dict[tuple[int, ...], Family] = {(3, 2): SCALING, (2,): WEIGHTING}
    if found not in families:
        raise PluginError(f"a kernel of x and s returns what has the shape of x or of s, not {found} for a 3 x 2 matrix.")
    return families[found]


def _suggestion(plugin: Plugin[Any], variant: Variant | None, examples: int) -> Suggestion:
    refuted = [w for w in (hunt(plugin, law, variant, examples=examples) for law in asked_of(plugin.family)) if w is not None]
    tried = {law: hunt(plugin, law, variant, examples=examples) for law in classified(plugin.family)}
    failed = {law: w for law, w in tried.items() if w is not None and cause_of(plugin, w)}
    faults = tuple(reported(plugin, [*refuted, *failed.values()]))
    breaks = {law: w for law, w in tried.items() if w is not None and law not in failed}
    keeps = tuple(law for law, w in tried.items() if w is None)
    facts = _facts(plugin, variant, keeps, tuple(breaks), examples)
    return Suggestion(plugin.name, variant.name if variant else "", keeps, breaks, facts, faults, examples)


def _facts(
    plugin: Plugin[Any], variant: Variant | None, keeps: tuple[Law, ...], breaks: tuple[Law, ...], examples: int
) -> tuple[Fact, ...]:
    """Return the fewest facts found that prove what all facts prove that are not refuted, without those that would prove a broken law."""

    def proved(facts: list[Fact]) -> Mapping[str, Any]:
        known = () if variant is None else (Variant(variant.name, variant.params),)
        stated = replace(plugin, keeps=keeps, breaks=breaks, facts=tuple(facts), variants=known)
        return proofs(stated, known[0] if known else None)

    stands = structure(plugin, variant)
    facts: list[Fact] = []
    for fact in FACTS.values():
        if plugin.family in fact.families and fact.name not in stands and _holds(plugin, fact, variant, examples):
            false = proved([*facts, fact]).keys() & {law.name for law in breaks}
            facts += [] if false - proved(facts).keys() else [fact]
    whole = proved(facts).keys()
    for fact in sorted(facts, key=lambda fact: WEAKER.index(fact.name) if fact.name in WEAKER else len(WEAKER)):
        less = [other for other in facts if other is not fact]
        if proved(less).keys() == whole:
            facts = less
    return tuple(facts)


def _holds(plugin: Plugin[Any], fact: Fact, variant: Variant | None, examples: int) -> bool:
    """Tell whether a fact is tried and not refuted."""
    try:
        return applies(plugin, fact, variant, examples=examples) and hunt(plugin, fact, variant, examples=examples, shrink=False) is None
    except McdaError:
        return False
