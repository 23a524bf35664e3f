"""Finds the weights that explain published scores.

Exits with 1 when published scores and cells contradict each other.
"""

from __future__ import annotations

from argparse import Namespace

from ...certificates.figures import audit_claims
from ...inverse.audit.audit import audit
from ...inverse.audit.recover_weights import recover_weights
from ..certificate import declare_certificate, writer_of
from ..output import declare_output, output_of
from ..parser import Parser, UsageError
from ..problem import declare_problem, problem_of
from ..question import declare_method, declare_weights, weighed, with_parameters


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    declare_method(parser)
    declare_weights(parser)
    parser.add_argument("--ranking", action="store_true", help="Audit the order of the published scores only.")
    parser.add_argument("--rounding", type=int, metavar="DECIMALS", help="Decimals that the published scores were rounded to.")
    declare_output(parser)
    declare_certificate(parser)


def run(asked: Namespace) -> int:
    """Audit."""
    output = output_of(asked)
    certify, problem = writer_of(asked, output), weighed(problem_of(asked), asked)
    if problem.published is None:
        raise UsageError(
            "nothing was published that could be audited.", hint="--published COLUMN names the column that holds scores or ranks."
        )
    named = asked.method or problem.published_by
    claimed = None if named is None else with_parameters(named, asked)
    if (
        claimed is not None
        and claimed.linear_form is None
        and claimed.ratio_form is not None
        and not asked.ranking
        and asked.rounding is None
    ):
        recovered = recover_weights(problem, claimed)
        output.report(recovered)
        certify(list)
        return int(not recovered.agrees)
    found = audit(problem, method=claimed, ranking=asked.ranking or None, rounding=asked.rounding)
    output.report(found)
    certify(lambda: audit_claims(found))
    return int(found.fails)
