"""Lists the plug-ins of a family, and what they say of themselves; named ones with their parameters."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ...core.table import Table
from ...errors import PluginError
from ...laws.catalogue import LAWS, classified
from ...plugin.family import FAMILIES
from ...plugin.plugin import Plugin
from ...plugin.proof import standings
from ...plugin.registry import get, names, plugins
from ..elsewhere import method_meant
from ..output import declare_output, output_of
from ..parser import Parser, UsageError


def declare(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="Plug-ins to speak of, with their parameters; all, unless given.")
    parser.add_argument(
        "--family", help="score, scaling, weighting, pairwise, agreement, weight_agreement or consensus; score, unless given."
    )
    parser.add_argument("--laws", action="store_true", help="Show which laws are proved of each, which it keeps and which it breaks.")
    declare_output(parser)


def run(asked: Namespace) -> None:
    """List."""
    output = output_of(asked)
    found = list(dict.fromkeys(map(_named, asked.names)))
    families = list(dict.fromkeys(p.family.name for p in found))
    if len(families) > 1 or (families and asked.family not in (None, *families)):
        raise UsageError("the plug-ins named are not of one family.", hint="ask for the others in a command of their own.")
    family = families[0] if families else asked.family or "score"
    found = found or [plugins()[name] for name in names(family)]
    notes: list[str] = []
    if asked.laws:
        laws = classified(FAMILIES[family])
        states = {p.name: {standing.law: standing.state for standing in standings(p)} for p in found}
        rows = tuple((name, *(of.get(law, "?") for law in laws)) for name, of in states.items())
        table = Table(
            ("method", *(law.name for law in laws)), rows, "Laws: proved from facts about the kernel; kept, not refuted by search; broken"
        )
        notes = [f"{law.name}: {LAWS[law.name].statement}" for law in laws]
    else:
        heads = ("name", "meaning", "cells", "better", "source")
        rows = tuple(
            (
                p.name,
                p.summary,
                p.domain.needs,
                p.better.value if p.family.returned != ("m",) and p.family.name != "scaling" else "",
                ", ".join(p.cite),
            )
            for p in found
        )
        table = Table(heads, rows, f"{family} plug-ins")
    tables = [table]
    if asked.names and not asked.laws:
        params = [(p.name, param) for p in found for param in p.params.values()]
        rows = tuple((name, param.name, _default(param.default), param.may_be, param.only) for name, param in params)
        tables += [Table(("name", "parameter", "default", "may be", "more"), rows, "Parameters (--param NAME=VALUE)")] if rows else []
    output.results(table.records(), table, tables, notes)


def _named(name: str) -> Plugin[Any]:
    """Return a plug-in by its name, or a method by what it is called elsewhere."""
    try:
        return get(name)
    except PluginError:
        method = method_meant(name)
        if method is None:
            raise
        return get(method)


def _default(value: Any) -> str:
    """Return a default as it is typed; none is said where there is none."""
    return "" if value is None else value.name if isinstance(value, Plugin) else str(value)
