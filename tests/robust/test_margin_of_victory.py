"""The rival that is nearest to passing the winner: the nearest of what each rival would need."""

from fractions import Fraction
from importlib import import_module

import numpy as np
import pytest

import mcda_orch as mo

margin_of_victory = import_module("mcda_orch.robust.margin_of_victory")


@pytest.mark.parametrize("change", ["weights", "cells"])
def test_nobody_needs_less_than_the_margin(change):
    rng = np.random.default_rng(12)
    found = 0
    for _ in range(12):
        matrix = mo.DecisionMatrix(rng.integers(0, 6, (4, 3)).tolist(), criteria=[mo.Criterion(c, scale=mo.Ratio(0, 6)) for c in "abc"])
        w = rng.integers(1, 5, 3).tolist()
        margin = mo.margin_of_victory(matrix, change, method="wsm", weights=w)
        (falls,) = margin.over
        assert falls in mo.wsm(matrix, w).ranking.best
        more = {"cells": "any"} if change == "cells" else {}
        each = [mo.what_if(matrix, b, over=falls, change=change, method="wsm", weights=w, **more) for b in matrix.names if b != falls]
        needs = [(c.count, c.size) if change == "cells" else c.distance for c in each if c.possible]
        if needs:
            assert ((margin.count, margin.size) if change == "cells" else margin.distance) == min(needs)
            found += 1
        assert margin.possible == bool(needs)
    assert found > 6


@pytest.mark.parametrize(
    ("rows", "nearest", "level", "lead"),
    [
        ([[3, 3], [1, 1], [3, 1], [2, 2]], "Cat", True, None),  # draws level where the first weight is all
        ([[3, 3], [0, 1], [1, 2], [0, 0]], "Cat", False, -1),  # never level: the one that comes nearest
    ],
)
def test_where_nobody_can_pass_it_is_who_comes_nearest(rows, nearest, level, lead):
    found = mo.margin_of_victory(mo.DecisionMatrix(rows, ["Ant", "Bee", "Cat", "Doe"]), method="wsm", weights=[1, 1])
    assert (found.winner, found.over, found.possible, found.level) == (nearest, ("Ant",), False, level)
    if lead is not None:
        assert found.lead.margin == lead


def test_two_that_tie_have_no_margin_and_the_smaller_of_two_is_taken():
    tie = mo.margin_of_victory(mo.DecisionMatrix([[2, 0], [0, 2]], ["Ant", "Bee"]), method="wsm", weights=[1, 1])
    assert (tie.winner, tie.over, tie.distance) == ("Bee", ("Ant",), 0)
    # Ant leads Bee by 2 and Cat by 1; per share moved from the first weight to the second Bee gains 8 on Ant, and Cat 5
    table = mo.DecisionMatrix([[6, 0], [0, 2], [3, 2]], ["Ant", "Bee", "Cat"])
    found = mo.margin_of_victory(table, method="wsm", weights=[1, 1])
    assert (found.winner, found.distance) == ("Cat", Fraction(1, 5))


def test_of_many_rivals_only_the_likeliest_are_searched_for(monkeypatch):
    """Bee, Cat and Doe pass Ant with the second weight, the others never; a search for each of them would be long and in vain."""
    rows = [[9, 1], [1, 9], [2, 8], [3, 7], [1, 1], [2, 1], [3, 1]]
    matrix = mo.DecisionMatrix(rows, ["Ant", "Bee", "Cat", "Doe", "Eel", "Fox", "Gnu"])
    searched, ask = [], margin_of_victory.weights_for
    monkeypatch.setattr(
        margin_of_victory, "weights_for", lambda question, b, *more: searched.append(question.names[b]) or ask(question, b, *more)
    )
    found = mo.margin_of_victory(matrix, method="topsis", weights=[3, 1], rng=1)
    assert set(searched) == {"Bee", "Cat", "Doe"}
    assert found.winner in searched
    assert found.possible


@pytest.mark.parametrize("change", ["weights", "cells"])
def test_one_alone_has_no_margin(change):
    with pytest.raises(mo.DomainError, match=r"'Ant' has no rivals\..*the question needs two alternatives"):
        mo.margin_of_victory(mo.DecisionMatrix([[1.0, 2.0]], ["Ant"]), change, method=mo.wsm, weights=[1, 1])


@pytest.mark.parametrize("method", [mo.topsis, mo.wsm.with_(scale=mo.scalings.minmax)])
def test_where_a_method_is_asked_nobody_needs_fewer_cells_than_the_margin(method):
    rng = np.random.default_rng(3)
    counts = set()
    for _ in range(3):
        matrix = mo.DecisionMatrix(rng.integers(1, 9, (5, 3)), criteria=["a", "b", "c:min"])
        margin = mo.margin_of_victory(matrix, "cells", method=method, weights=[3, 2, 1])
        (falls,) = margin.over
        each = [
            mo.what_if(matrix, b, over=falls, change="cells", cells="any", method=method, weights=[3, 2, 1])
            for b in matrix.names
            if b != falls
        ]
        least = min((c for c in each if c.possible), key=lambda c: (c.count, c.size))
        assert margin.document() == least.document()
        assert margin.verify()
        counts.add(margin.count)
    assert min(counts) > 0


def test_rivals_that_are_far_behind_are_left_out_once_enough_was_tried(monkeypatch):
    cell_change = import_module("mcda_orch.robust.cells.cell_change")
    matrix = mo.DecisionMatrix([[9, 9], [1, 1], [8, 8], [2, 2], [3, 3]], ["Ant", "Bee", "Cat", "Doe", "Eel"])
    searched, ask = [], cell_change.searched_choice
    monkeypatch.setattr(cell_change, "searched_choice", lambda trials, b, *more: searched.append(matrix.names[b]) or ask(trials, b, *more))
    for spent, tried in ((2**28, ["Cat", "Eel", "Doe", "Bee"]), (0, ["Cat", "Eel", "Doe"])):
        monkeypatch.setattr(cell_change, "SPENT", spent)
        searched.clear()
        found = mo.margin_of_victory(matrix, "cells", method=mo.topsis, weights=[1, 1])
        assert (found.winner, found.over) == ("Cat", ("Ant",))
        assert searched == tried


def test_where_no_cell_can_change_nobody_passes():
    found = mo.margin_of_victory(mo.DecisionMatrix([[3], [3], [3]], ["Ant", "Bee", "Cat"]), "cells", method="wsm", weights=[1])
    assert (found.winner, found.over, found.possible, found.exact, found.short) == ("Bee", ("Ant",), False, True, 0)
    assert found.verify()
