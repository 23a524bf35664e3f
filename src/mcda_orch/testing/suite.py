"""The whole law suite for the plug-ins of one module."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

from ..errors import PluginError
from ..laws.catalogue import asked_of, classified
from ..plugin.law import Law, Variant
from ..plugin.plugin import Plugin
from ..plugin.registry import plugins_of
from .hunting import hunt
from .witnesses import broken_claims

__all__ = ["LawBroken", "contract", "kept_claims", "unanswered"]


class LawBroken(AssertionError):
    """A plug-in does not do what it says of itself; the message holds the smallest cases found."""


def kept_claims(plugin: Plugin[Any]) -> list[tuple[Law, Variant | None]]:
    """Return every law that the plug-in must keep, by default and under its variants; universal laws first."""
    always = asked_of(plugin.family)
    own: list[tuple[Law, Variant | None]] = [(law, None) for law in (*always, *plugin.keeps)]
    return own + [(law, variant) for variant in plugin.variants for law in (*always, *plugin.claims_of(variant)[0])]


def unanswered(plugin: Plugin[Any]) -> tuple[str, ...]:
    """Return the names of the laws that the plug-in says nothing about."""
    said = {law.name for law in (*plugin.keeps, *plugin.breaks)}
    return tuple(law.name for law in classified(plugin.family) if law.name not in said)


def contract(module: str | ModuleType, *, examples: int = 200) -> tuple[str, ...]:
    """Hold every plug-in of a module to what it says of itself.

    Every law of its family must be declared kept or broken. Universal laws and kept ones are attacked with so
    many examples each; for a broken one a counterexample must be found in ten times as many.

    Parameters
    ----------
    module : str or module
        Where the plug-ins are.
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
    found = plugins_of(import_module(module) if isinstance(module, str) else module)
    if not found:
        raise PluginError(f"{module} has no plug-ins.", hint="decorate a kernel with @method, @scaling, @weighting or @pairwise.")
    failures, passed = [], []
    for name, plugin in found.items():
        open_ = unanswered(plugin)
        if open_:
            failures.append(f"{name} says nothing about {', '.join(open_)}: put each into keeps or breaks")
        for law, variant in kept_claims(plugin):
            witness = hunt(plugin, law, variant, examples=examples)
            if witness is not None:
                raised = witness.raised(plugin)
                failures.append(str(witness) + (f"; it raised {raised}" if raised else ""))
            else:
                passed.append(f"{name} keeps {law.name}")
        for law, variant in broken_claims(plugin):
            if hunt(plugin, law, variant, examples=10 * examples, shrink=False) is None:
                failures.append(f"{name} says that it breaks {law.name}, but no counterexample was found in {10 * examples} examples")
            else:
                passed.append(f"{name} breaks {law.name}")
    if failures:
        raise LawBroken("\n".join(failures))
    return tuple(passed)
