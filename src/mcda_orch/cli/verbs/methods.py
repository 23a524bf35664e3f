"""Lists the plug-ins of a family, and what they say of themselves."""

from __future__ import annotations

from argparse import Namespace

from ...core.table import Table
from ...laws.catalogue import LAWS, classified
from ...plugin.family import FAMILIES
from ...plugin.proof import standings
from ...plugin.registry import names, plugins
from ..output import declare_output, output_of
from ..parser import Parser


def declare(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("--family", default="score", help="score, scaling, weighting or pairwise.")
    parser.add_argument("--laws", action="store_true", help="Show which laws are proved of each, which it keeps and which it breaks.")
    declare_output(parser)


def run(asked: Namespace) -> None:
    """List."""
    output = output_of(asked)
    found = [plugins()[name] for name in names(asked.family)]
    notes: list[str] = []
    if asked.laws:
        laws = classified(FAMILIES[asked.family])
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
                p.better.value if p.family.name == "score" else "",
                ", ".join(p.cite),
            )
            for p in found
        )
        table = Table(heads, rows, f"{asked.family} plug-ins")
    output.results(table.records(), table, [table], notes)
