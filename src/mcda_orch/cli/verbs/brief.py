"""Says on one screen what there is to know about a problem; --all adds every table behind it.

Exits with 1 when published scores are not reproduced.
"""

from __future__ import annotations

from argparse import Namespace

from ...core.table import Table
from ...reporting.brief import Brief, brief
from ..hints import on_the_command_line
from ..output import declare_output, output_of
from ..parser import Parser
from ..problem import declare_problem, notes, problem_of
from ..question import declare_method, declare_weights, method_of, weights_of
from ..render import folded, text_of

LINES, COLUMNS = 24, 80
"""What every terminal shows at once."""


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    declare_method(parser)
    declare_weights(parser)
    parser.add_argument("--all", action="store_true", help="Add the tables of compare, blanks, robust and audit.")
    declare_output(parser)


def run(asked: Namespace) -> int:
    """Answer."""
    output, problem = output_of(asked), problem_of(asked)
    method, weights = method_of(asked, problem), weights_of(asked.weights, problem)
    found = brief(problem, method, weights)
    if output.form == "text" and not asked.all:
        said = sum(len(folded(f"note: {note}", COLUMNS)) for note in notes(problem))
        output.text(screen(found, f"All tables: mcda-orch {asked.problem} --all", LINES - said))
    else:
        output.results(found.document(), found.table, found.tables if asked.all else [found.table], found.remarks)
    return int(bool(found.missed) or (found.comparison.reproduced is not None and bool(found.comparison.mismatches)))


def screen(found: Brief, last: str, room: int = LINES) -> str:
    """Return what fits on a screen: all remarks, and as many rows as there is room for."""
    table, lines = found.table, [*(on_the_command_line(remark, params=False) for remark in found.remarks), last]
    shown = len(table.rows)
    while True:
        left = len(table.rows) - shown
        some = Table(table.columns, table.rows[:shown], table.title)
        text = text_of([some], [*([f"{left} more {'row' if left == 1 else 'rows'}."] if left else []), *lines], width=COLUMNS)
        over = text.count("\n") + 1 - room
        if over <= 0 or shown <= 3:
            return text
        shown = max(shown - max(over, 1), 3)
