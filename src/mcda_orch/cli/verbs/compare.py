"""Compares methods on a problem.

Exits with 1 when published scores are not reproduced, or when no method applies.
"""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from ...comparison.compare import compare
from ...core.frozen import FrozenMap
from ..hints import on_the_command_line
from ..lists import split
from ..output import declare_output, output_of
from ..parser import Parser, UsageError
from ..problem import declare_problem, problem_of
from ..question import declare_parameters, declare_weights, methods_of, weights_of


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    parser.add_argument("--method", "-m", action="append", metavar="METHOD", help="A method, or several: 'wsm,topsis'. All, unless given.")
    declare_parameters(parser)
    declare_weights(parser)
    declare_output(parser)


def run(asked: Namespace) -> int:
    """Compare."""
    output, problem = output_of(asked), problem_of(asked)
    if (asked.param or asked.scale) and not asked.method:
        raise UsageError("--param and --scale belong to a method, and none is named.", hint="name methods with -m.")
    methods = methods_of([name for text in asked.method for name in split(text)], asked) if asked.method else None
    found = compare(problem, methods, weights_of(asked.weights, problem))
    output.report(replace(found, refused=FrozenMap({name: on_the_command_line(why) for name, why in found.refused.items()})))
    return int(found.fails)
