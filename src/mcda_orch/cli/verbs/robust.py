"""Says how firm a ranking is.

Exits with 1 when a change of the weights that is smaller than --margin brings somebody else to the front.
"""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from ...certificates.posed import Posed
from ...certificates.weights import first_place_claims, preference_claims, stability_claims, weight_change_claims
from ...robust.margin_of_victory import margin_of_victory
from ...robust.weights.first_place import first_place
from ...robust.weights.preference import necessary
from ...robust.weights.stability import stability
from ...sampling.weight_set import WeightSet
from ..certificate import declare_certificate, writer_of
from ..output import declare_output, output_of
from ..parser import Parser, UsageError
from ..problem import declare_problem, problem_of
from ..question import declare_method, declare_weights, method_of, weights_of


def declare(parser: Parser) -> None:
    """Add the options."""
    declare_problem(parser)
    declare_method(parser)
    declare_weights(parser)
    parser.add_argument("--order", action="append", metavar="'A > B'", help="What is known of the weights; may be repeated.")
    parser.add_argument("--margin", type=float, default=0.0, help="Change of shares, in sum, that the winner must survive.")
    declare_output(parser)
    declare_certificate(parser)


def run(asked: Namespace) -> int:
    """Ask how far the weights can move, who can win, and what is settled."""
    output = output_of(asked)
    certify, problem = writer_of(asked, output), problem_of(asked)
    if not asked.margin >= 0:
        raise UsageError(f"--margin is {asked.margin:g}.", hint="give a change of shares in sum, from 0 on, such as 0.05.")
    method, weights = method_of(asked, problem), weights_of(asked.weights, problem)
    known = WeightSet(problem).order(*(asked.order or []))
    stable = stability(problem, method, weights)
    wins = [first_place(problem, method, known)]
    sure = wins[0].winners
    left = [n for n in problem.matrix.names if n not in sure]
    if len(sure) == 1 and len(left) > 1:  # who would win without the one that always does
        rest = replace(problem, matrix=problem.matrix.select(left), published=None)
        wins.append(first_place(rest, method, known))
    settled = necessary(problem, method, known)
    falls = margin_of_victory(problem, method=method, weights=weights) if len(problem.matrix.names) > 1 else None
    document = {
        "stability": stable.document(),
        "first_place": [w.document() for w in wins],
        "necessary": settled.document(),
        "margin_of_victory": None if falls is None else falls.document(),
    }
    without = [f"Without {sure[0]}: {w.remarks[0]}" for w in wins[1:]]
    shares = wins[-1].table if len(wins) == 1 else replace(wins[-1].table, title=f"{wins[-1].table.title} without {sure[0]}")
    tables = [stable.ranking.table, *([stable.swap_table] if stable.swaps else []), shares]
    lines = list(dict.fromkeys([*stable.remarks, *wins[0].remarks, *without, *settled.remarks]))
    output.results(document, stable.ranking.table, tables, lines)

    def claims() -> list[Posed]:
        found = [*stability_claims(stable), *(part for w in wins for part in first_place_claims(w)), *preference_claims(settled)]
        return found if falls is None else [*found, *weight_change_claims(falls)]

    certify(claims)
    return int(falls is not None and falls.possible and falls.distance is not None and falls.distance < asked.margin)
