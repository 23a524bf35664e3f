"""Lists the plug-ins of a family, and what they say of themselves."""

from __future__ import annotations

from argparse import Namespace

from ...core.table import Table
from ...laws.catalogue import LAWS, classified
from ...plugin.family import FAMILIES
from ...plugin.registry import names, plugins
from ..output import declare_output, output_of
from ..parser import Parser


def declare(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("--family", default="score", help="score, scaling, weighting or pairwise.")
    parser.add_argument("--laws", action="store_true", help="Show which laws each keeps and breaks.")
    declare_output(parser)


def run(asked: Namespace) -> None:
    """List."""
    output = output_of(asked)
    found = [plugins()[name] for name in names(asked.family)]
    notes: list[str] = []
    if asked.laws:
        laws = classified(FAMILIES[asked.family])
        rows = tuple((p.name, *("keeps" if law in p.keeps else "breaks" if law in p.breaks else "?" for law in laws)) for p in found)
        table = Table(("method", *(law.name for law in laws)), rows, "Laws: kept means not refuted by search")
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
