"""Says how often each alternative takes each place.

With --blanks unknown a blank is any number on its scale, with --blanks levels any of its levels.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from ...certificates.frequency import smaa_claims
from ...engine.progress import Line
from ...robust.frequency.scenarios import scenarios_of
from ...robust.frequency.smaa import smaa
from ...sampling.weight_set import WeightSet
from ..certificate import declare_certificate, writer_of
from ..output import declare_output, output_of
from ..parser import INTERRUPTED, Parser
from ..problem import declare_problem, problem_of
from ..question import declare_method, method_of, weights_of

OPEN = ("unknown", "levels")
"""Blanks that could be any number on their scale, or any of its levels."""


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    declare_method(parser)
    parser.add_argument("--weights", metavar="WEIGHTS", help="Known weights: as for rank, or 'published'. All weights, unless given.")
    parser.add_argument("--order", action="append", metavar="'A > B'", help="What is known of the weights; may be repeated.")
    parser.add_argument("--draws", type=int, default=20_000, help="How many random cases.")
    parser.add_argument("--seed", type=int, default=0, help="Seed of the random numbers.")
    parser.add_argument("--scores", action="store_true", help="Also the mean and the standard deviation of the scores.")
    parser.add_argument("--workers", type=int, default=1, help="Threads; the answer is the same whatever their number.")
    declare_output(parser)
    declare_certificate(parser)


def run(asked: Namespace) -> int:
    """Draw; an interruption leaves what was drawn, and the exit code of one."""
    free = asked.blanks if asked.blanks in OPEN else None
    if free is not None:
        asked.blanks = None
    output = output_of(asked)
    certify, problem = writer_of(asked, output), problem_of(asked)
    given: Any = problem.weights if asked.weights == "published" else weights_of(asked.weights, problem)
    known = WeightSet(problem).order(*(asked.order or [])) if given is None else given
    shown = Line("draws") if sys.stderr.isatty() else None
    found = smaa(
        problem,
        method_of(asked, problem),
        known,
        asked.draws,
        asked.seed,
        blanks=free,
        workers=asked.workers,
        progress=shown,
        scores=asked.scores,
    )
    output.report(found)
    certify(lambda: smaa_claims(found, scenarios_of(found.call)))
    return 0 if found.asked is None else INTERRUPTED
