"""Says what the blank cells could change.

Exits with 1 when the winner depends on the blanks.
"""

from __future__ import annotations

from argparse import Namespace

from ...certificates.cells import blank_policy_claims
from ...certificates.ranks import rank_interval_claims
from ...robust.cells.blank_policies import blank_policies
from ...robust.cells.rank_intervals import rank_intervals
from ..certificate import declare_certificate, writer_of
from ..output import declare_output, output_of
from ..parser import Parser
from ..problem import declare_problem, problem_of
from ..question import declare_method, declare_weights, method_of, weights_of


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    declare_method(parser)
    declare_weights(parser)
    declare_output(parser)
    declare_certificate(parser)


def run(asked: Namespace) -> int:
    """Ask every policy, and all fillings."""
    output = output_of(asked)
    certify, problem = writer_of(asked, output), problem_of(asked)
    method, weights = method_of(asked, problem), weights_of(asked.weights, problem)
    policies = blank_policies(problem, method, weights)
    intervals = rank_intervals(problem, method, weights)
    document = {"policies": policies.document(), "rank_intervals": intervals.document()}
    some = bool(policies.blanks)
    tables = [*policies.tables, *intervals.tables] if some else []
    lines = [*policies.remarks, *(line for line in intervals.remarks if some and line not in policies.notes)]
    output.results(document, intervals.table, tables, lines)
    certify(lambda: [*blank_policy_claims(policies), *rank_interval_claims(intervals)])
    return int(bool(policies.changes_winner) or set(intervals.possible_winners) != set(intervals.necessary_winners))
