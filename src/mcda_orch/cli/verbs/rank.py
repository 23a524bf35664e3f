"""Ranks the alternatives of a problem by one method.

With --output the file holds what was read, row by row, with a score and a rank added.
"""

from __future__ import annotations

import sys
import warnings
from argparse import Namespace

from ...core.display import visible
from ...errors import MeaningWarning
from ...io.documents.outcome_file import outcome_to_json
from ..hints import on_the_command_line
from ..output import declare_output, output_of
from ..parser import Parser
from ..problem import declare_problem, problem_of
from ..question import declare_method, declare_weights, method_of, weights_of
from ..ranked import ranked


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    declare_method(parser)
    declare_weights(parser)
    parser.add_argument("--steps", action="store_true", help="Show the intermediate tables.")
    declare_output(parser)


def run(asked: Namespace) -> None:
    """Rank."""
    output, problem = output_of(asked), problem_of(asked)
    method, weights = method_of(asked, problem), weights_of(asked.weights, problem)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MeaningWarning)  # the outcome keeps what is said in its notes
        outcome = method(problem, weights)
    if output.path is not None and output.form != "json" and not asked.steps:
        output.tables([ranked(problem, outcome)], [])
        for note in outcome.notes:
            sys.stderr.write(f"note: {visible(on_the_command_line(note, params=False))}\n")
        return
    if output.form == "json":
        output.text(outcome_to_json(outcome) + "\n")
        return
    tables = [*(s.table for s in outcome.steps), outcome.table] if asked.steps else [outcome.table]
    output.tables(tables, [str(outcome.ranking), *outcome.notes])
