"""Says what would have to change for an alternative to win.

Exits with 1 when no change of that kind does it.
"""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ...certificates.cells import cell_change_claims
from ...certificates.weights import weight_change_claims
from ...errors import did_you_mean
from ...robust.what_if import what_if
from ..certificate import declare_certificate, writer_of
from ..output import declare_output, output_of
from ..parser import Parser, UsageError
from ..problem import declare_problem, problem_of
from ..question import declare_method, declare_weights, method_of, weights_of


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    parser.add_argument("--winner", metavar="NAME", help="The alternative that is to win.")
    parser.add_argument("--over", action="append", metavar="NAME", help="Whom it is to pass; may be repeated. Everybody, unless given.")
    parser.add_argument("--change", metavar="WHAT", help="weights or cells; both, unless given.")
    parser.add_argument("--norm", default="l1", help="How changes of weights are measured: l1 (sum), l2, linf (largest).")
    declare_method(parser)
    declare_weights(parser)
    declare_output(parser)
    declare_certificate(parser)


def run(asked: Namespace) -> int:
    """Ask for the least change of the weights, and for the fewest cells."""
    output = output_of(asked)
    certify, problem = writer_of(asked, output), problem_of(asked)
    if asked.winner is None:
        raise UsageError("nobody is named who is to win.", hint=f"say --winner NAME; {did_you_mean('', problem.matrix.names)}")
    if asked.change not in (None, "weights", "cells"):
        raise UsageError(f"{asked.change!r} is nothing that can change.", hint="use weights or cells.")
    given: dict[str, Any] = {
        "method": method_of(asked, problem),
        "weights": weights_of(asked.weights, problem),
    }
    found: dict[str, Any] = {}
    if asked.change != "cells":
        found["weights"] = what_if(problem, asked.winner, asked.over, "weights", asked.norm, **given)
    if asked.change != "weights":
        found["cells"] = what_if(problem, asked.winner, asked.over, "cells", **given)
        if not found["cells"].possible:
            found["cells of anybody"] = what_if(problem, asked.winner, asked.over, "cells", **given, cells="any")
    results = list(found.values())
    tables = [t for r in results for t in r.tables]
    shared = [remark for remark in results[0].remarks if len(results) > 1 and all(remark in r.remarks for r in results)]
    lines = [f"{name.capitalize()}: {remark}" for name, r in found.items() for remark in r.remarks if remark not in shared] + shared
    document = {name.replace(" ", "_"): r.document() for name, r in found.items()}
    if output.form == "csv":
        output.tables(tables, [])
    else:
        output.results(document, results[0].table, tables, list(dict.fromkeys(lines)))
    claims = {"weights": weight_change_claims, "cells": cell_change_claims, "cells of anybody": cell_change_claims}
    certify(lambda: [part for name, r in found.items() for part in claims[name](r)])
    return int(not any(r.possible for r in results))
