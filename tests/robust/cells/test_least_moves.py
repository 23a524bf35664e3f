"""The least movement of a choice of cells: whose gain counts against whom, worked out by hand."""

from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.robust.cells import least_moves
from mcda_orch.robust.cells.cell_options import Cell, Option
from mcda_orch.robust.cells.fewest_cells import fewest_cells
from mcda_orch.robust.cells.least_moves import least_move
from mcda_orch.robust.evidence.question import asked


def test_what_a_rival_loses_counts_against_that_rival_alone():
    """Bee is 6 ahead and loses 4 to a level, so that 2 of the 8 which Ant can gain are left: a quarter of the way."""
    scales = [mo.Criterion("speed", scale=mo.Ratio(0, 10)), mo.Criterion("stars", scale=mo.Ordinal([0, 4]))]
    question = asked(mo.DecisionMatrix([[2, 0], [4, 4], [3, 0]], ["Ant", "Bee", "Cow"], scales), mo.wsm, [1, 1])
    speed, stars = Option(0, 0, 10.0, Fraction(8), Fraction(4, 5)), Option(1, 1, 0.0, Fraction(4), Fraction(1))
    chosen = ((0, Cell((speed,), True), speed), (1, Cell((stars,), False), stars))
    size, moves = least_move(question, chosen, [Fraction(6), Fraction(1)])
    assert size == Fraction(6, 5)
    assert [(m.alternative, m.criterion, m.old, m.new, m.limit, m.size) for m in moves] == [
        ("Bee", "stars", 4, 0, False, 1),
        ("Ant", "speed", 2, 4, True, Fraction(1, 5)),
    ]
    size, moves = least_move(question, chosen, [Fraction(6), Fraction(7)])
    assert (size, moves[1].new) == (1 + Fraction(7, 10), 9), "what Bee loses is no help against Cow"
    assert least_move(question, chosen, [Fraction(12), Fraction(0)]) is None


@pytest.mark.parametrize("whose", ["own", "any"])
def test_choices_are_all_that_are_enough_of_all_combinations(whose):
    """Random gains of cells and options, some of them alike, against every combination of as many cells as it takes at least."""
    rng = np.random.default_rng(7)
    counts = set()
    for _ in range(40):
        n, m = int(rng.integers(2, 5)), int(rng.integers(1, 4))

        def cells(i, m=m):
            gains = [[Fraction(int(g), 4) for g in rng.integers(1, 9, rng.integers(1, 4))] for _ in range(m)]
            return [
                Cell(tuple(Option(i, j, float(k), g, Fraction(1, k + 1)) for k, g in enumerate(some)), len(some) == 1)
                for j, some in enumerate(gains)
            ]

        own, theirs = cells(0), [cells(b) if whose == "any" else [] for b in range(1, n)]
        gaps = [Fraction(int(g), 4) for g in rng.integers(-4, 13, n - 1)]
        fewest = fewest_cells(own, theirs, gaps)
        if fewest is None:
            continue
        every = [(r, cell) for r, some in enumerate((own, *theirs)) for cell in some]
        told = [
            tuple((r, cell, o) for (r, cell), o in zip(group, options, strict=True))
            for group in combinations(every, fewest)
            for options in product(*(cell.options for _, cell in group))
            if all(sum(o.gain for (r, _), o in zip(group, options, strict=True) if r in (0, b)) > gap for b, gap in enumerate(gaps, 1))
        ]
        assert list(least_moves._choices(own, theirs, gaps, fewest)) == told
        assert told
        counts.add(fewest)
    assert max(counts) > 2


def test_of_many_cells_in_intervals_the_least_movement_is_proved():
    """There are C(240, 4), a hundred million, ways to pick four cells; what is not enough is never looked at."""
    rng = np.random.default_rng(2)
    scale = [mo.Criterion(f"c{j}", scale=mo.Ratio(0, 10)) for j in range(8)]
    table = mo.DecisionMatrix(rng.integers(0, 11, (30, 8)), criteria=scale)
    weights = [4, 5, 4, 5, 6, 5, 4, 6]
    last = mo.wsm(table, weights).ranking.groups[-1][0]
    found = mo.what_if(table, last, change="cells", cells="any", method="wsm", weights=weights)
    assert found.exact
    assert found.verify()
    assert found.count == 4
    margin = mo.margin_of_victory(table, "cells", method="wsm", weights=weights)
    assert margin.exact
    assert margin.verify()
