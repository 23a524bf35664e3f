"""Compares methods on a problem, with every scaling and weighting that is to be tried: the verdict, and what it rests on.

Exits with 1 when published scores are not reproduced, or when no method applies.
"""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from ...comparison.axes import OWN
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
    parser.add_argument(
        "--scalings", action="append", metavar="SCALINGS", help="Scalings to try with every method that has one to choose: 'minmax,vector'."
    )
    parser.add_argument(
        "--weightings",
        action="append",
        metavar="WEIGHTINGS",
        help="Weightings to try, such as 'own,equal,critic'; own are the weights of the problem, or of --weights.",
    )
    parser.add_argument(
        "--agreement", metavar="COEFFICIENT", default="kendall_tau_b", help="How far two rankings agree; kendall_tau_b, unless given."
    )
    parser.add_argument(
        "--consensus", metavar="RULE", help="What makes one order of all; kemeny, unless given, or median_rank where its circles are long."
    )
    declare_output(parser)


def run(asked: Namespace) -> int:
    """Compare."""
    output, problem = output_of(asked), problem_of(asked)
    if (asked.param or asked.scale) and not asked.method:
        raise UsageError("--param and --scale belong to a method, and none is named.", hint="name methods with -m.")
    methods = methods_of(_listed(asked.method), asked) if asked.method else None
    if asked.weightings and problem.weights is None and asked.weights is None and OWN in _listed(asked.weightings):
        raise UsageError(
            f"the problem has no weights, and {OWN} stands among the weightings.",
            hint=f"add --weights, or leave {OWN} out of --weightings.",
        )
    found = compare(
        problem,
        methods,
        weights_of(asked.weights, problem),
        scalings=_listed(asked.scalings) if asked.scalings else None,
        weightings=_listed(asked.weightings) if asked.weightings else None,
        agreement=asked.agreement,
        consensus=asked.consensus,
    )
    output.report(replace(found, refused=FrozenMap({name: on_the_command_line(why) for name, why in found.refused.items()})))
    return int(found.fails)


def _listed(texts: list[str]) -> list[str]:
    return [name for text in texts for name in split(text)]
