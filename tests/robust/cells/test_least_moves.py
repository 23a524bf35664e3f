"""The least movement of a choice of cells: whose gain counts against whom, worked out by hand."""

from fractions import Fraction

import mcda_orch as mo
from mcda_orch.robust.cells.cell_options import Cell, Option
from mcda_orch.robust.cells.least_moves import least_move
from mcda_orch.robust.evidence.question import asked


def test_what_a_rival_loses_counts_against_that_rival_alone():
    """Bee is 6 ahead and loses 4 to a level, so that 2 of the 8 which Ant can gain are left: a quarter of the way."""
    scales = [mo.Criterion("speed", scale=mo.Ratio(0, 10)), mo.Criterion("stars", scale=mo.Ordinal([0, 4]))]
    question = asked(mo.DecisionMatrix([[2, 0], [4, 4], [3, 0]], ["Ant", "Bee", "Cow"], scales), mo.wsm, [1, 1])
    speed, stars = Option(0, 0, 10.0, Fraction(8), Fraction(4, 5)), Option(1, 1, 0.0, Fraction(4), Fraction(1))
    chosen = [(0, Cell((speed,), True), speed), (1, Cell((stars,), False), stars)]
    size, moves = least_move(question, chosen, [Fraction(6), Fraction(1)])
    assert size == Fraction(6, 5)
    assert [(m.alternative, m.criterion, m.old, m.new, m.limit, m.size) for m in moves] == [
        ("Bee", "stars", 4, 0, False, 1),
        ("Ant", "speed", 2, 4, True, Fraction(1, 5)),
    ]
    size, moves = least_move(question, chosen, [Fraction(6), Fraction(7)])
    assert (size, moves[1].new) == (1 + Fraction(7, 10), 9), "what Bee loses is no help against Cow"
    assert least_move(question, chosen, [Fraction(12), Fraction(0)]) is None
