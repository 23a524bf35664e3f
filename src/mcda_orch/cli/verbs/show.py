"""Shows a problem as it was read: criteria, cells, blanks, weights, and where it comes from."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from ...core.criteria import Direction
from ...core.table import Table
from ..output import declare_output, output_of
from ..parser import Parser
from ..problem import declare_problem, problem_of
from ..question import declare_weights, weighed


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    declare_weights(parser)
    parser.add_argument("--texts", action="store_true", help="Show the notes of every alternative.")
    declare_output(parser)


def run(asked: Namespace) -> None:
    """Show."""
    output, found = output_of(asked), weighed(problem_of(asked), asked)
    matrix, published = found.matrix, found.published
    heads = ("alternative", *(("published",) if published is not None else ()), *matrix.criterion_names)
    cells = tuple(
        (name, *((float(published[name]),) if published is not None else ()), *(None if v != v else v for v in row))
        for name, row in zip(matrix.names, matrix.values.tolist(), strict=True)
    )
    table = Table(heads, cells, found.title or found.name)
    rows = tuple(
        (
            c.name,
            Direction.of(c.direction).value,
            type(c.scale).__name__.lower(),
            ", ".join(c.scale.names) or None,
            c.scale.low,
            c.scale.high,
            c.unit or None,
            None if found.weights is None else float(found.weights[c.name]),
        )
        for c in matrix.criteria
    )
    criteria = Table(("criterion", "direction", "scale", "levels", "low", "high", "unit", "weight"), rows, "Criteria")
    texts = [(a.name, key, text) for a in matrix.alternatives for key, text in a.notes.items() if text] if asked.texts else []
    read = found.reading if found.reading is None or asked.weights is None else replace(found.reading, weights="--weights")
    document = {
        "name": found.name,
        "reading": None if read is None else read.document(),
        "title": found.title,
        "criteria": criteria.records(),
        "alternatives": table.records(),
        "blanks": str(found.blanks),
        "provenance": dict(found.provenance),
        "notes": [dict(zip(("alternative", "note", "text"), r, strict=True)) for r in texts],
    }
    tables = [
        *(read.tables if read is not None else ()),
        criteria,
        table,
        *([Table(("alternative", "note", "text"), tuple(texts), "Notes")] if texts else []),
    ]
    count = int(matrix.blank.sum())
    lines = [f"{count} cell{'s' if count != 1 else ''} blank; {found.blanks}"] if count else []
    lines += read.remarks if read is not None else ()
    output.results(document, table, tables, lines + [f"{key}: {text}" for key, text in found.provenance.items()])
