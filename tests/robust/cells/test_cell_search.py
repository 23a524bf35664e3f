"""Cells are searched for where a method does not add up what it sees: against trying every table of levels."""

from itertools import product

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.plugin import method as declared
from mcda_orch.robust.cells import cell_search
from mcda_orch.robust.cells.cell_options import effects_of, scale_of
from mcda_orch.robust.evidence.question import asked

LEVELS = [0.0, 1.0, 3.0]


def tables(count, seed, n=3, m=2):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        criteria = [mo.Criterion(f"c{j}", rng.choice(["max", "min"]), scale=mo.Ordinal(LEVELS)) for j in range(m)]
        yield mo.DecisionMatrix(rng.choice(LEVELS[1:], (n, m)), criteria=criteria)


def wins(method, matrix, values):
    """Tell whether the first is alone first, which it is not in a table that the method refuses."""
    try:
        return method(matrix.with_values(values), [2, 1]).ranking.best == matrix.names[:1]
    except mo.McdaError:
        return False


def brute(method, matrix, whose):
    x = np.array(matrix.values)
    rows = x.shape[0] if whose == "any" else 1
    best = None
    for values in product(LEVELS, repeat=rows * x.shape[1]):
        new = x.copy()
        new[:rows] = np.reshape(values, (rows, -1))
        key = int((new != x).sum()), float(np.abs(new - x).sum()) / 3
        if (best is None or key < best) and wins(method, matrix, new):
            best = key
    return best


@pytest.mark.parametrize(("name", "whose"), [("vikor", "own"), ("waspas", "own"), ("copras", "own"), ("moosra", "any")])
def test_what_is_found_on_levels_is_the_least_of_all_that_the_method_takes(name, whose):
    """The level 0 is one that some of the methods refuse, and by vikor less is better."""
    method, counts = mo.get(name), set()
    for matrix in tables(6 if whose == "own" else 1, 3):
        found = mo.what_if(matrix, matrix.names[0], change="cells", cells=whose, method=method, weights=[2, 1])
        best = brute(method, matrix, whose)
        assert found.possible is (best is not None)
        assert found.exact is (best is not None)
        if best is not None:
            assert (found.count, float(found.size)) == pytest.approx(best)
            counts.add(found.count)
    assert max(counts) > 1


def test_beyond_what_can_be_tried_the_most_promising_are_followed_and_nothing_is_left_that_is_not_needed(monkeypatch):
    monkeypatch.setattr(cell_search, "TRIED", 0)
    method, counts = mo.topsis, set()
    for matrix in tables(6, 4):
        found = mo.what_if(matrix, matrix.names[0], change="cells", method=method, weights=[2, 1])
        best = brute(method, matrix, "own")
        if found.possible and found.count == 0:
            continue
        assert not found.exact
        assert found.possible is (best is not None)
        if best is not None:
            assert found.verify()
            assert wins(method, matrix, np.array(found.values()))
            assert found.count == best[0]
            for left in found.changes:
                values = np.array(found.values())
                j = matrix.criterion_names.index(left.criterion)
                values[0, j] = left.old
                assert not wins(method, matrix, values)
            counts.add(found.count)
    assert max(counts) > 1


def test_a_cell_that_changes_what_is_seen_in_other_cells_does_not_add_up():
    """Whoever leaves the mean of the first column changes what is seen in the second, which shows in no column that is all alike."""

    @declared(SCORE)
    def leaning(x, w, s):
        lean = x[..., :1] - x[..., :1].mean(axis=-2, keepdims=True)
        return (((x + lean * np.array([0.0, 1.0])) * s) @ w[..., None])[..., 0]

    matrix = mo.DecisionMatrix([[2, 1], [2, 3], [2, 2]], criteria=[mo.Criterion(c, scale=mo.Ratio(0, 4)) for c in "ab"])
    for plugin, adds in ((mo.wsm, True), (leaning, False)):
        question = asked(matrix, plugin, [1, 1])
        assert question.rows is not None
        found = effects_of(question, [scale_of(question, j) for j in range(2)])
        assert (found is not None) is adds


@pytest.mark.parametrize("method", [mo.topsis, mo.wsm.with_(scale=mo.scalings.minmax)])
def test_where_not_all_tables_can_be_tried_the_cells_of_the_winner_and_of_the_foremost_rivals_are(monkeypatch, method):
    """What is found with a hundredth of the numbers passes everybody too, and takes no cell of a rival that is far behind."""
    rng = np.random.default_rng(5)
    matrix = mo.DecisionMatrix(rng.integers(0, 11, (12, 4)), criteria=["a", "b", "c:min", "d"])
    last = method(matrix, [1, 2, 1, 1]).ranking.groups[-1][0]
    asks = {"change": "cells", "cells": "any", "method": method, "weights": [1, 2, 1, 1]}
    monkeypatch.setattr(cell_search, "TRIED", 0)
    full = mo.what_if(matrix, last, **asks)
    monkeypatch.setattr(cell_search, "ROUND", 2**14)
    short = mo.what_if(matrix, last, **asks)
    assert full.possible
    assert short.possible
    assert short.verify()
    assert not short.exact
    assert full.count <= short.count <= full.count + 1
    order = [name for group in method(matrix, [1, 2, 1, 1]).ranking.groups for name in group]
    assert all(c.alternative == last or order.index(c.alternative) < 8 for c in short.changes)
