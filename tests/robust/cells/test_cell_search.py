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


def first_to_win(wins_at, old, new):
    """Return where a cell on its way from a value that does not win to one that does begins to, by halving."""
    for _ in range(26):
        half = (old + new) / 2
        old, new = (old, half) if wins_at(half) else (half, new)
    return new


@pytest.mark.parametrize("name", ["topsis", "vikor"])
def test_a_cell_goes_as_far_as_is_needed_and_to_the_shortest_number_there(name):
    """No further than a hundredth of its way beyond what is needed, nor than where it was seen to win."""
    method, digits, rng = mo.get(name), set(), np.random.default_rng(6)
    for high in (10.0, 400.0):
        criteria = [mo.Criterion("a", scale=mo.Ratio(0, high)), mo.Criterion("b", "min", scale=mo.Ratio(0, high))]
        for _ in range(6):
            matrix = mo.DecisionMatrix((rng.integers(0, 40, (3, 2)) / 40 * high).round(6), criteria=criteria)
            found = mo.what_if(matrix, matrix.names[0], change="cells", method=method, weights=[2, 1])
            values = np.array(found.values())
            for change in found.changes:
                j = matrix.criterion_names.index(change.criterion)

                def wins_at(v, j=j, values=values, matrix=matrix):
                    return wins(method, matrix, np.vstack([np.where(np.arange(2) == j, v, values[:1]), values[1:]]))

                old, new = change.old, change.new
                assert wins_at(new)
                assert 0 <= new <= high
                limit = first_to_win(wins_at, old, new)
                assert abs(new - limit) <= 0.01001 * abs(limit - old)
                seen = [k * high / 8 for k in range(9) if (k * high / 8 - limit) * (new - old) >= 0]
                furthest = min(seen, key=lambda v: abs(v - old))
                step = next(10.0**k for k in range(3, -9, -1) if round(new / 10.0**k, 5) == round(new / 10.0**k))
                digits.add(step / high)
                shorter = float((np.ceil if new > old else np.floor)(round(limit / step / 10, 5)) * step * 10)
                within = abs(shorter - limit) <= 0.0099 * abs(limit - old) and abs(shorter - old) <= abs(furthest - old)
                assert not (within and shorter != new and wins_at(shorter))
    assert len(digits) > 2


@pytest.mark.parametrize(("sense", "scale", "own", "other"), [("max", (0, 9.99), 1, 9.96), ("min", (0.01, 10), 9, 0.04)])
def test_a_rounded_cell_stays_within_its_scale(sense, scale, own, other):
    """The next number of fewer digits, 10 or 0, is near enough, and wins too, but is no cell of the criterion."""
    criterion = mo.Criterion("a", sense, scale=mo.Ratio(*scale))
    matrix = mo.DecisionMatrix([[own, 5], [other, 5]], ["Ant", "Bee"], [criterion, "b"])
    (change,) = mo.what_if(matrix, "Ant", change="cells", method="topsis", weights=[1, 1]).changes
    assert change.new == {9.96: 9.97, 0.04: 0.03}[other]


def test_a_rounded_cell_wins_where_more_is_not_always_better():
    """3.3, 3.29 and 3.282 are near to where Ant begins to win, and on the way to 4, where it wins again, but lie in the gap."""

    @declared(SCORE)
    def gapped(x, w, s):
        return (((x >= 3.31) | (abs(x - 3.28125) <= 1e-4)) * w[..., None, :]).max(axis=-1)

    matrix = mo.DecisionMatrix([[0, 9], [1, 9], [5, 9]], ["Ant", "Bee", "Cat"], [mo.Criterion("a", scale=mo.Ratio(0, 8)), "b"])
    found = mo.what_if(matrix, "Ant", "Bee", "cells", method=gapped, weights=[2, 1])
    assert [c.new for c in found.changes] == [3.2812]
    assert not found.exact
