"""Says why one alternative stands before another: what each criterion adds, and on which the lead rests.

mcda-orch explain PROBLEM A B explains the difference of A and B. Exits with 0.
"""

from __future__ import annotations

import warnings
from argparse import Namespace
from typing import Any

from ...errors import MeaningWarning
from ..output import declare_output, output_of
from ..parser import Parser, UsageError
from ..problem import declare_problem, problem_of
from ..question import declare_method, declare_weights, method_of, weights_of


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    parser.add_argument("a", metavar="A", help="An alternative.")
    parser.add_argument("b", metavar="B", help="The alternative that it is compared with.")
    parser.add_argument(
        "--without",
        metavar="WHAT",
        help="What a missing criterion is: weight (none), neutral (the column's median) or worst (its worst value).",
    )
    parser.add_argument("--undo", metavar="WHAT", help="Also say which change of cells or of weights undoes the lead.")
    parser.add_argument("--seed", type=int, default=0, help="Seed of the random orders that more than 15 criteria take.")
    declare_method(parser)
    declare_weights(parser)
    declare_output(parser)


def run(asked: Namespace) -> None:
    """Explain."""
    output, problem = output_of(asked), problem_of(asked)
    if asked.undo not in (None, "cells", "weights"):
        raise UsageError(f"{asked.undo!r} is nothing that can change.", hint="use --undo cells or --undo weights.")
    method, weights = method_of(asked, problem), weights_of(asked.weights, problem)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MeaningWarning)  # the outcome keeps what is said in its notes
        outcome = method(problem, weights)
    found = outcome.explain(asked.a, asked.b, asked.without, rng=asked.seed)
    document, tables, lines = found.document(), [*found.tables], [*found.remarks, *outcome.notes]
    if asked.undo is not None:
        undone: Any = found.undoing(asked.undo)
        document["undone_by"] = undone.document()
        tables += undone.tables
        lines += [line for line in undone.remarks if line not in lines]
    output.results(document, found.table, tables, lines)
