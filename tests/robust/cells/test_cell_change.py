"""The fewest cells that change a winner: the figures of the orchestrator table, and brute force at small sizes."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.plugin import method as declared

PROBLEM = mo.load("orchestrators")
REST = PROBLEM.matrix.select([n for n in PROBLEM.matrix.names if n != "Metaflow"])


def upgrade(name, **more):
    return mo.what_if(REST, name, change="cells", method="wsm", weights=PROBLEM.weights, blanks=0, **more)


def test_the_cheapest_upgrades_of_the_orchestrators():
    counts = {name: upgrade(name).count for name in REST.names}
    assert counts["Kubeflow Pipelines"] == 1
    assert counts["Prefect"] == 2
    assert counts["Flyte"] == 0
    others = [c for n, c in counts.items() if n not in ("Flyte", "Kubeflow Pipelines", "Prefect")]
    assert (min(others), max(others)) == (3, 7)
    found = upgrade("Kubeflow Pipelines")
    assert [(c.criterion, c.old, c.new) for c in found.changes] == [("Startup time", 0, 1)]
    assert {c.criterion for c in upgrade("Prefect").changes} == {"Pipeline Customization", "Cost"}
    assert all(upgrade(n).exact and upgrade(n).verify() for n in REST.names)


def test_the_same_behind_the_winner():
    found = mo.what_if(PROBLEM, "Prefect", [n for n in REST.names if n != "Prefect"], "cells")
    assert found.count == 2
    assert "all others but Metaflow" in str(found)


def test_what_no_cell_of_its_own_can_do():
    found = mo.what_if(PROBLEM, winner="Airflow", change="cells")
    assert not found.possible
    assert found.exact
    assert found.short == 0
    assert "only draws level" in str(found)
    found = mo.what_if(PROBLEM, winner="Airflow", change="cells", cells="any")
    assert found.possible
    assert found.count == 4
    assert found.verify()
    assert any(c.blank for c in found.changes)


def test_how_far_cells_can_drift_before_the_winner_falls():
    found = mo.margin_of_victory(PROBLEM, "cells")
    assert (found.over, found.count) == (("Metaflow",), 1)
    assert found.verify()
    second = mo.margin_of_victory(REST, "cells", method="wsm", weights=PROBLEM.weights, blanks=0)
    assert (second.winner, second.over, second.count) == ("Kubeflow Pipelines", ("Flyte",), 1)


def _brute(x, w, levels, a, rows):
    """Return the fewest cells and the least movement that put `a` ahead of all others, trying every matrix."""
    best = None
    places = [(i, j) for i in rows for j in range(x.shape[1])]
    for values in product(*([levels] * len(places))):
        new = x.copy()
        for (i, j), v in zip(places, values, strict=True):
            new[i, j] = v
        scores = new @ w
        if (scores[a] > np.delete(scores, a)).all():
            key = (int((new != x).sum()), float(np.abs(new - x).sum()) / (levels[-1] - levels[0]))
            best = key if best is None else min(best, key)
    return best


@pytest.mark.parametrize("whose", ["own", "any"])
def test_levels_against_trying_everything(whose):
    rng = np.random.default_rng(1)
    levels = [0.0, 1.0, 3.0]
    criteria = lambda m: [mo.Criterion(f"c{j}", scale=mo.Ordinal(levels)) for j in range(m)]  # noqa: E731
    for _ in range(60 if whose == "own" else 12):
        n, m = (int(rng.integers(2, 5)), int(rng.integers(1, 5))) if whose == "own" else (3, 2)
        x = rng.choice(levels, (n, m))
        w = rng.integers(0, 4, m).astype(float)
        w = w if w.any() else w + 1
        a = int(rng.integers(n))
        matrix = mo.DecisionMatrix(x, criteria=criteria(m))
        found = mo.what_if(matrix, matrix.names[a], change="cells", method="wsm", weights=w, cells=whose)
        rows = [a] if whose == "own" else range(n)
        best = _brute(x, w, levels, a, rows)
        assert found.exact
        assert found.verify()
        assert found.possible == (best is not None)
        if best is not None:
            assert (found.count, float(found.size)) == pytest.approx(best)


def test_other_methods_on_levels_against_trying_everything():
    rng = np.random.default_rng(2)
    levels = [1.0, 2.0, 3.0]
    for method in ("topsis", mo.wsm.with_(scale=mo.scalings.maximum)):
        for _ in range(6):
            x = rng.choice(levels, (3, 3))
            matrix = mo.DecisionMatrix(x, criteria=[mo.Criterion(f"c{j}", scale=mo.Ordinal(levels)) for j in range(3)])
            found = mo.what_if(matrix, "A1", change="cells", method=method, weights=[2, 1, 1])
            best = None
            for values in product(levels, repeat=3):
                new = x.copy()
                new[0] = values
                if (method if not isinstance(method, str) else mo.get(method))(matrix.with_values(new), [2, 1, 1]).ranking.best == ("A1",):
                    key = (int((new != x).sum()), float(np.abs(new - x).sum()) / 2)
                    best = key if best is None else min(best, key)
            assert found.possible == (best is not None)
            if best is not None:
                assert (found.count, float(found.size)) == pytest.approx(best)
                assert found.verify()
            else:
                assert "no proof" in str(found)


def test_intervals_move_to_the_tie_and_no_further():
    matrix = mo.DecisionMatrix(
        [[2, 5], [6, 5]],
        ["Ant", "Bee"],
        [mo.Criterion("speed", scale=mo.Ratio(0, 10)), mo.Criterion("price", "min", scale=mo.Ratio(0, 10))],
    )
    found = mo.what_if(matrix, "Ant", change="cells", method="wsm", weights=[1, 1])
    (move,) = found.changes
    assert (move.limit, move.size) == (True, Fraction(2, 5))
    assert move.new in (6.0, 1.0)
    assert found.exact
    assert found.verify()
    x = np.array(found.values(0.01))
    assert mo.wsm(matrix.with_values(x), [1, 1]).ranking.best == ("Ant",)
    x = found.values(-0.01)
    assert mo.wsm(matrix.with_values(x), [1, 1]).ranking.best == ("Bee",)


def test_intervals_against_a_grid():
    rng = np.random.default_rng(4)
    for _ in range(25):
        n, m = int(rng.integers(2, 4)), int(rng.integers(1, 4))
        x = rng.integers(0, 9, (n, m)).astype(float)
        criteria = [mo.Criterion(f"c{j}", scale=mo.Ratio(0, 8)) for j in range(m)]
        w = rng.integers(1, 4, m).astype(float)
        matrix = mo.DecisionMatrix(x, criteria=criteria)
        found = mo.what_if(matrix, "A1", change="cells", method="wsm", weights=w)
        best = None
        for values in product(np.arange(0, 8.5, 0.5), repeat=m):
            new = x.copy()
            new[0] = values
            scores = new @ w
            if (scores[0] > scores[1:]).all():
                key = (int((new != x).sum()), float(np.abs(new - x).sum()) / 8)
                best = key if best is None else min(best, key)
        assert found.verify()
        if best is not None:
            assert found.possible
            assert found.count == best[0]
            assert float(found.size) <= best[1] + 1e-12


def test_observed_ends_are_said_to_be_learnt():
    matrix = mo.DecisionMatrix([[1, 4], [5, 3]], ["Ant", "Bee"], ["a", "b"])
    found = mo.what_if(matrix, "Ant", change="cells", method="wsm", weights=[1, 1])
    assert found.possible
    assert "No bounds are declared for a and b" in str(found)


def test_bad_input_is_one_clear_error():
    with pytest.raises(mo.DomainError, match="must be 'own' or 'any'"):
        mo.what_if(PROBLEM, "Airflow", change="cells", cells="mine")


def test_where_there_are_too_many_choices_the_least_movement_is_not_said_to_be_proved(monkeypatch):
    rng = np.random.default_rng(6)
    x = rng.integers(1, 9, (4, 7)).astype(float)
    criteria = [mo.Criterion(f"c{j}", scale=mo.Interval(low=0, high=10)) for j in range(7)]
    table = mo.DecisionMatrix(x, list("abcd"), criteria)
    last = table.names[int(table.values.sum(axis=1).argmin())]
    asked = {"method": "wsm", "weights": np.ones(7), "change": "cells", "cells": "any"}
    full = mo.what_if(table, last, **asked)
    assert full.verify()
    monkeypatch.setattr("mcda_orch.robust.cells.least_moves.CHOICES", 0)
    short = mo.what_if(table, last, **asked)
    assert full.exact
    assert not short.exact
    assert short.count == full.count
    assert float(short.size) == pytest.approx(float(full.size), abs=1e-6)
    assert short.size >= full.size
    assert "not ruled out" in str(short)


@pytest.mark.parametrize("levels", [[0, 20], [0, 6, 10]])
def test_what_a_solver_proposes_moves_levels_whole_and_intervals_in_part(monkeypatch, levels):
    """Two fifths of the scale to draw level; a level is not had in part, and the end of the scale would be four fifths away."""
    criteria = [mo.Criterion("speed", scale=mo.Ratio(0, 10)), mo.Criterion("stars", scale=mo.Ordinal(levels))]
    table = mo.DecisionMatrix([[2, 0], [6, 0]], ["Ant", "Bee"], criteria)
    for choices in (4_000, 0):
        monkeypatch.setattr("mcda_orch.robust.cells.least_moves.CHOICES", choices)
        found = mo.what_if(table, "Ant", change="cells", method="wsm", weights=[1, 1])
        assert found.exact is (choices > 0)
        assert [(c.criterion, c.old, c.new, c.limit, c.size) for c in found.changes] == [("speed", 2, 6, True, Fraction(2, 5))]


@pytest.mark.parametrize("stars", [6, 20])
def test_what_a_solver_proposes_takes_a_level_where_that_is_nearest(monkeypatch, stars):
    monkeypatch.setattr("mcda_orch.robust.cells.least_moves.CHOICES", 0)
    criteria = [mo.Criterion("speed", scale=mo.Ratio(0, 10)), mo.Criterion("stars", scale=mo.Ordinal([0, stars, 20 * stars]))]
    table = mo.DecisionMatrix([[2, 0], [6, 0]], ["Ant", "Bee"], criteria)
    found = mo.what_if(table, "Ant", change="cells", method="wsm", weights=[1, 1])
    assert [(c.criterion, c.new, c.limit, c.size) for c in found.changes] == [("stars", stars, False, Fraction(1, 20))]


def test_ends_of_a_scale_that_rounding_misses():
    matrix = mo.DecisionMatrix([[-2.0, 1.0], [0.1, 2.0]], ["Ant", "Bee"], [mo.Criterion("x", scale=mo.Interval(low=-2.0, high=0.1)), "y"])
    assert -2.0 + (0.1 - -2.0) != 0.1
    found = mo.what_if(matrix, "Ant", change="cells", method="wsm", weights=[1, 1])
    assert not found.possible
    assert found.exact


def test_a_cell_that_goes_all_the_way_stays_on_its_scale_and_another_goes_beyond_the_tie():
    stars = [mo.Criterion(name, scale=mo.Ratio(1, 5)) for name in ("ease", "docs", "speed")]
    matrix = mo.DecisionMatrix([[5, 4, 3], [4, 5, 4], [2, 3, 4]], ["Ant", "Bee", "Cat"], stars)
    found = mo.what_if(matrix, "Cat", change="cells", method="wsm", weights={"ease": 0.4, "docs": 0.35, "speed": 0.25})
    assert [(c.criterion, c.new, c.limit) for c in found.changes] == [("ease", 5, False), ("docs", pytest.approx(27 / 7), True)]
    assert "ease of Cat from 2 to 5 and docs of Cat from 3 to just beyond 3.85714" in str(found)
    assert found.values().max() <= 5
    assert found.exact
    assert found.verify()


def test_a_method_that_is_asked_moves_a_cell_no_further_than_is_needed():
    matrix = mo.DecisionMatrix(
        [[9800, 3], [15200, 5], [7400, 1]], ["Ant", "Bee", "Cat"], [mo.Criterion("price", "min"), mo.Criterion("support")]
    )
    method = mo.wsm.with_(scale="minmax")
    found = mo.what_if(matrix, "Bee", change="cells", method=method, weights=[3, 2])
    (move,) = found.changes
    assert move.criterion == "price"
    assert not found.exact
    assert found.verify()

    def best(price):
        values = np.array(matrix.values)
        values[1, 0] = price
        return method(matrix.with_values(values), [3, 2]).ranking.best

    needed = move.old + (move.new - move.old) * 0.98
    assert best(move.new) == ("Bee",)
    assert best(needed) != ("Bee",)
    assert len(f"{move.new:g}".rstrip("0")) <= 3
    assert move.size == (Fraction(move.old) - Fraction(str(move.new))) / (15200 - 7400)


def test_whoever_is_ahead_already_needs_no_scale():
    assert str(upgrade("Flyte")).count("\n") == 0


def test_what_a_rival_loses_helps_against_that_rival_alone():
    """From 0 to 4, and each of the two at 4 down to 3: nothing that moves one rival counts for the other."""
    scale = mo.Ordinal([0, 1, 2, 3, 4])
    table = mo.DecisionMatrix([[0], [4], [4]], ["Ant", "Bee", "Cat"], [mo.Criterion("a", scale=scale)])
    found = mo.what_if(table, "Ant", change="cells", cells="any", method="wsm", weights=[1])
    assert (found.count, found.size) == (3, Fraction(3, 2))
    assert {(c.alternative, c.old, c.new) for c in found.changes} == {("Ant", 0, 4), ("Bee", 4, 3), ("Cat", 4, 3)}
    assert found.exact
    assert found.verify()


def test_changes_are_ready_for_json_and_a_blank_had_no_value():
    scale = mo.Ordinal([0, 1, 2, 3, 4])
    table = mo.DecisionMatrix([[4, 0], [None, 4]], ["Ant", "Bee"], [mo.Criterion("a", scale=scale), mo.Criterion("b", scale=scale)])
    found = mo.what_if(table, "Bee", change="cells", method="wsm", weights=[3, 1], blanks=0)
    document = found.document()
    assert document["changes"] == [{"alternative": "Bee", "criterion": "a", "old": None, "new": 3.0, "limit": False, "size": "3/4"}]
    assert (document["count"], document["size"], document["possible"], document["exact"], document["cells"]) == (
        1,
        "3/4",
        True,
        True,
        "own",
    )
    assert (document["winner"], document["over"], document["method"], document["short"]) == ("Bee", ["Ant"], "wsm", "0")
    assert str(found.changes[0]) == "a of Bee from blank, counted as 0, to 3"


def mixed(rng, n):
    """A table of intervals and of levels."""
    scales = [mo.Interval(low=0, high=8), mo.Ordinal([0, 2, 5, 8])]
    criteria = [mo.Criterion(f"c{j}", rng.choice(["max", "min"]), scale=scales[int(rng.integers(2))]) for j in range(3)]
    return mo.DecisionMatrix(rng.choice([0.0, 2, 5, 8], (n, 3)), criteria=criteria)


@pytest.mark.parametrize("whose", ["own", "any"])
def test_a_solver_proposes_what_trying_every_choice_finds(monkeypatch, whose):
    rng = np.random.default_rng(8)
    counts = set()
    for _ in range(6):
        table = mixed(rng, 3)
        asked = {"change": "cells", "cells": whose, "method": "wsm", "weights": [3, 2, 1]}
        last = mo.wsm(table, [3, 2, 1]).ranking.groups[-1][0]
        monkeypatch.setattr("mcda_orch.robust.cells.least_moves.CHOICES", 4_000)
        full = mo.what_if(table, last, **asked)
        monkeypatch.setattr("mcda_orch.robust.cells.least_moves.CHOICES", 0)
        short = mo.what_if(table, last, **asked)
        assert (full.possible, full.count) == (short.possible, short.count)
        assert float(short.size) == pytest.approx(float(full.size), abs=1e-3)  # the solver's lead is larger than none
        assert short.size >= full.size
        assert mo.wsm(table.with_values(np.array(short.values(0.01))), [3, 2, 1]).ranking.best == (last,) or not short.possible
        counts.add(full.count)
    assert max(counts) > 1


def test_scales_that_are_declared_are_not_said_to_be_learnt():
    for table in (mixed(np.random.default_rng(1), 3), mixed(np.random.default_rng(2), 2)):
        for name in table.names:
            found = mo.what_if(table, name, change="cells", method="wsm", weights=[3, 2, 1])
            assert "bounds" not in str(found)
            assert found.learnt == ()


@declared(SCORE)
def on_target(x, w, s):
    """Linear in the weights; a cell is the better, the nearer it is to 3.29."""
    return (-np.abs(x - 3.29) @ w[..., None])[..., 0]


@pytest.mark.parametrize(
    ("method", "other", "high", "possible"),
    [(mo.maut.with_(risk=2.0), 6.1, 10, True), (on_target, 3.285, 6.58, True), (on_target, 3.2, 5, False)],
    ids=["maut", "at the best", "beside the best"],
)
def test_between_the_values_that_were_tried_a_method_may_see_more_so_that_nothing_is_said_to_be_proved(method, other, high, possible):
    """A little beyond the other is enough, but is no eighth of the scale."""
    table = mo.DecisionMatrix([[1], [other]], ["Ant", "Bee"], [mo.Criterion("a", scale=mo.Ratio(0, high))])
    found = mo.what_if(table, "Ant", change="cells", method=method, weights=[1])
    assert (found.possible, found.exact) == (possible, False)
    assert found.verify()
    assert "not ruled out" in str(found) if possible else "no proof" in str(found)


def test_a_level_at_which_two_are_alike_is_no_lead_however_its_number_is_read():
    """Of 3.285 the method sees -.00499999999999989, which a table reads as -1/200."""
    scale = mo.Ordinal([0, 3.285, 3.29])
    table = mo.DecisionMatrix([[0], [3.285]], ["Ant", "Bee"], [mo.Criterion("a", scale=scale)])
    found = mo.what_if(table, "Ant", change="cells", method=on_target, weights=[1])
    assert [c.new for c in found.changes] == [3.29]
    assert found.exact
    assert found.verify()


@pytest.mark.parametrize("cells", ["own", "any"])
@pytest.mark.parametrize("said", ["anybody", "", None])
def test_whose_cells_may_change_is_one_of_two_words(cells, said):
    found = upgrade("Kubeflow Pipelines", cells=cells)
    assert found.verify()
    assert not replace(found, whose=said, tie="").verify()
