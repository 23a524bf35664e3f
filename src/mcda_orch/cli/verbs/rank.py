"""Ranks the alternatives of a problem by one method.

With --output the file holds what was read, row by row, with a score and a rank added. With --top K there are only the best K, and a
Parquet file that says which columns count (--criteria, or --weights by name) need not fit into memory.
"""

from __future__ import annotations

import sys
import warnings
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...core.display import visible
from ...core.outcome import Outcome
from ...core.table import SHOWN
from ...errors import MeaningWarning
from ...io.documents.outcome_file import outcome_to_json
from ..hints import on_the_command_line
from ..output import Output, declare_output, output_of
from ..parser import Parser, UsageError
from ..problem import declare_problem, problem_of
from ..question import declare_method, declare_weights, method_of, weights_of
from ..ranked import ranked

if TYPE_CHECKING:
    from ...large.top import Top

MORE = "--top K shows another number of them; --csv, --markdown, --json and --output FILE hold all."


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    declare_method(parser)
    declare_weights(parser)
    parser.add_argument("--top", type=int, metavar="K", help=f"The best K alone; text that is printed holds {SHOWN}, unless given.")
    parser.add_argument("--steps", action="store_true", help="Show the intermediate tables.")
    declare_output(parser)


def run(asked: Namespace) -> None:
    """Rank."""
    output = output_of(asked)
    if asked.top is not None and asked.top < 1:
        raise UsageError(f"the best {asked.top} rows are none.", hint="ask for at least one.")
    if asked.top is not None and asked.steps:
        raise UsageError("--steps shows tables of all alternatives, and --top the best alone.", hint="leave one of them out.")
    printed = output.form == "text" and output.path is None and not asked.steps
    most = asked.top or (SHOWN if printed else None)
    if most is not None and _answered_in_parts(asked, output, most):
        return
    problem = problem_of(asked)
    method, weights = method_of(asked, problem), weights_of(asked.weights, problem)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MeaningWarning)  # the outcome keeps what is said in its notes
        outcome = method(problem, weights)
    if asked.top is not None or (most is not None and len(outcome.ranking) > most):
        from ...large.top import Top

        _best(asked, output, Top.of(outcome, most or SHOWN))
    elif output.path is not None and output.form != "json" and not asked.steps:
        output.tables([ranked(problem, outcome)], [])
        _beside(outcome.notes)
    else:
        _all(output, outcome, asked.steps)


def _answered_in_parts(asked: Namespace, output: Output, most: int) -> bool:
    """Give the best rows of a file that is read in parts; where that cannot be, say why, unless nobody asked for it."""
    if not asked.problem.lower().endswith((".parquet", ".pq")):
        return False
    from ..in_parts import best_in_parts, rows_in_parts, whole_because

    rows = rows_in_parts(asked)
    if rows is None or (asked.top is None and rows <= most):
        return False
    reason = whole_because(asked)
    if reason is None:
        _best(asked, output, best_in_parts(asked, most))
    elif asked.top is not None:
        sys.stderr.write(f"note: {reason}, so the file is read whole.\n")
    return reason is None


def _best(asked: Namespace, output: Output, found: Top) -> None:
    output.results(found.document(), found.table, found.tables, [*([MORE] if asked.top is None else []), *found.remarks])
    if output.form in ("csv", "json"):
        _beside(found.notes)


def _all(output: Output, outcome: Outcome, steps: bool) -> None:
    if output.form == "json":
        output.text(outcome_to_json(outcome) + "\n")
        return
    tables = [*(s.table for s in outcome.steps), outcome.table] if steps else [outcome.table]
    output.tables(tables, [str(outcome.ranking), *outcome.notes])


def _beside(notes: Sequence[str]) -> None:
    """Say notes beside what goes elsewhere."""
    for note in notes:
        sys.stderr.write(f"note: {visible(on_the_command_line(note, params=False))}\n")
