"""How many cells it takes, and which go all the way: against all choices of cells."""

from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.robust.cells import cell_change
from mcda_orch.robust.cells.cell_options import Cell, Option
from mcda_orch.robust.cells.fewest_cells import fewest_cells, greedy_choice


def cells(rng, row, count):
    """Return cells of a row, each with a few values."""
    gains = rng.integers(1, 9, (count, 2)).tolist()
    return [Cell(tuple(Option(row, j, float(g), Fraction(g), Fraction(g, 9)) for g in some), False) for j, some in enumerate(gains)]


def enough(chosen, gaps):
    """Tell whether options of the winner, row 0, and of its rivals gain more than each rival is ahead by."""
    return all(sum(o.gain for o in chosen if o.i in (0, b)) > gap for b, gap in enumerate(gaps, start=1))


def test_the_fewest_cells_are_as_many_as_trying_all_choices_finds_and_the_most_helpful_ones_do():
    rng, counts = np.random.default_rng(3), set()
    for _ in range(40):
        own, theirs = cells(rng, 0, 3), [cells(rng, b, 2) for b in (1, 2)]
        gaps = [Fraction(int(g)) for g in rng.integers(0, 40, 2)]
        every = [*own, *theirs[0], *theirs[1]]
        sizes = (
            k
            for k in range(len(every) + 1)
            if any(enough(chosen, gaps) for some in combinations(every, k) for chosen in product(*(c.options for c in some)))
        )
        least = next(sizes, None)
        assert fewest_cells(own, theirs, gaps) == least
        counts.add(least)
        if least is not None:
            chosen = greedy_choice(own, theirs, gaps, least)
            assert enough(chosen, gaps)
            assert len(chosen) == len({(o.i, o.j) for o in chosen}) == least
            assert all(o.gain == max(p.gain for p in c.options) for o in chosen for c in every if o in c.options)
    assert len(counts) > 4


@pytest.mark.parametrize("whose", ["own", "any"])
def test_where_a_lead_is_too_small_for_the_solver_the_most_helpful_cells_go_all_the_way(monkeypatch, whose):
    """The number of cells is proved, that they move least is not said."""
    criteria = [mo.Criterion(c, scale=mo.Interval(low=0, high=10)) for c in "abc"]
    table = mo.DecisionMatrix([[2, 3, 4], [6, 6, 5], [5, 7, 2]], ["Ant", "Bee", "Cat"], criteria)
    asked = {"change": "cells", "cells": whose, "method": "wsm", "weights": [3, 2, 1]}
    full = mo.what_if(table, "Ant", **asked)
    monkeypatch.setattr(cell_change, "least_moves", lambda *given: None)
    monkeypatch.setattr(cell_change, "proposed_moves", lambda *given: None)
    found = mo.what_if(table, "Ant", **asked)
    assert (found.possible, found.exact, found.count) == (True, False, full.count)
    assert all(c.new in (0, 10) for c in found.changes)
    assert found.size >= full.size
    assert mo.wsm(table.with_values(np.array(found.values())), [3, 2, 1]).ranking.best == ("Ant",)
    assert found.verify()
