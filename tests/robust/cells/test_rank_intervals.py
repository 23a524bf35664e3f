"""What blanks and uncertain cells can change: ranks over all fillings."""

import json
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy import stats

import mcda_orch as mo
from mcda_orch.errors import DomainError, LabelError, MissingError, PluginError, ShapeError

THE = mo.load("orchestrators")
LEVELS = mo.Ordinal([-1, 0, 1])
CERTAIN = ("Metaflow", "Flyte", "Kubeflow Pipelines", "Prefect", "ZenML", "Sagemaker Pipelines", "Luigi")


def test_the_orchestrators():
    found = mo.rank_intervals(THE)
    expected = {"Airflow": (4, 6), "Dagster": (5, 7), "Orchest": (5, 8), "MLRun": (7, 8), "Kedro": (8, 9)}
    for name in THE.matrix.names:
        rank = sorted(THE.matrix.names, key=lambda n: -THE.published[n]).index(name) + 1
        assert (found.best[name], found.worst[name]) == expected.get(name, (rank, rank))
    assert set(found.certain) == set(CERTAIN)
    assert found.scores["Airflow"] == (17, 19)
    assert found.scores["Orchest"] == (12, 18)
    assert found.exact
    assert found.verify()
    assert found.necessary_winners == found.possible_winners == ("Metaflow",)
    assert found.open_places == 9
    saved = {(c.alternative, c.criterion): c for c in found.matters}
    assert saved["Airflow", "User Admin"].open_places == (7, 6, 5)
    assert set(found.most) == {("Orchest", c) for c in ("Security", "User Admin", "Cost")}
    assert "Metaflow is first whatever the open cells hold." in str(found)


def test_no_filling_and_no_allowed_weights_make_a_beaten_alternative_possible():
    table = mo.DecisionMatrix([[1, -1], [0, None], [-1, -2]], ["Ant", "Bee", "Cat"], ["x", "y"])
    found = mo.rank_intervals(table, mo.wsm, mo.WeightSet(table).order("x >= y"), blanks="unknown")
    assert ("Cat", "Ant") not in found.possible
    assert ("Bee", "Cat") in found.necessary
    assert ("Cat", "Bee") not in found.possible


def test_ties_that_no_filling_undoes_count_for_nobody_where_the_weights_are_free_too():
    table = mo.DecisionMatrix([[0, 1], [0, 1], [-1, 0]], ["Ant", "Bee", "Cat"], ["x", "y"])
    shares = mo.WeightSet(table)
    for free, cell, where in ((shares, (0, 0), "x"), (shares.bounds({"x": 0}), (-1, 2), "x")):
        found = mo.rank_intervals(table, mo.wsm, free, cells={("Ant", where): cell}, ties="strict")
        assert (found.best["Ant"], found.worst["Ant"], found.best["Bee"], found.worst["Bee"]) == (1, 1, 1, 1)
        assert found.verify()


def test_witnesses_are_fillings_that_give_these_ranks():
    found = mo.rank_intervals(THE)
    for fillings, ends in ((found.at_best, found.best), (found.at_worst, found.worst)):
        for name in THE.matrix.names:
            values = THE.matrix.values.copy()
            for (a, c), v in fillings[name].cells.items():
                values[THE.matrix.names.index(a), THE.matrix.criterion_names.index(c)] = v
            assert mo.wsm(THE.matrix.with_values(values), THE.weights).ranking[name] == ends[name]


def test_policies_for_ties():
    optimistic, pessimistic, strict = (mo.rank_intervals(THE, ties=t) for t in ("optimistic", "pessimistic", "strict"))
    assert (pessimistic.best["Airflow"], pessimistic.worst["Airflow"]) == (5, 7)
    assert (strict.best["Airflow"], strict.worst["Airflow"]) == (5, 6)
    assert (pessimistic.worst["Prefect"], optimistic.worst["Prefect"], strict.worst["Prefect"]) == (5, 4, 4)
    assert pessimistic.verify()
    assert strict.verify()
    twins = mo.DecisionMatrix([[1.0, 1], [1, 1], [0, None]], None, [mo.Criterion("a"), mo.Criterion("b", scale=mo.Ratio(low=0, high=9))])
    assert mo.rank_intervals(twins, mo.wsm, [1, 1], ties="strict").best["A1"] == 1
    assert mo.rank_intervals(twins, mo.wsm, [1, 1], ties="pessimistic").best["A1"] == 2
    with pytest.raises(DomainError, match="must be 'optimistic', 'pessimistic' or 'strict'"):
        mo.rank_intervals(THE, ties="random")


def test_any_weights_and_any_filling():
    free = mo.WeightSet(THE)
    c = THE.matrix.criterion_names
    tiers = free.order(f"{', '.join(c[:4])} >= {', '.join(c[4:8])} >= {', '.join(c[8:])}")
    for known, blanks, pairs in [(free, "levels", 18), (free, 0, 20), (tiers, "levels", 43), (tiers, 0, 44)]:
        found = mo.rank_intervals(THE, weights=known, blanks=blanks)
        assert len(found.necessary) == pairs
        assert found.verify()
        assert found.exact
    assert found.certain
    assert not found.cells
    open_weights = mo.rank_intervals(THE, weights=free)
    ranges = mo.rank_ranges(THE, mo.wsm, blanks=0)
    for name in THE.matrix.names:  # more freedom, wider ranges
        assert open_weights.best[name] <= ranges[name].best
        assert open_weights.worst[name] >= ranges[name].worst


@pytest.mark.parametrize("ties", ["optimistic", "pessimistic"])
def test_brute_force_over_all_fillings(ties):
    rng = np.random.default_rng(1)
    checked = 0
    for _ in range(30):
        n, m = int(rng.integers(1, 6)), int(rng.integers(1, 5))
        values = rng.integers(-1, 2, (n, m)).astype(float)
        values[rng.random((n, m)) < 0.25] = np.nan
        if np.isnan(values).sum() > 5:
            continue
        criteria = [mo.Criterion(f"c{j}", "min" if j % 2 else "max", LEVELS) for j in range(m)]
        matrix = mo.DecisionMatrix(values, None, criteria)
        w = rng.integers(1, 4, m).astype(float)
        found = mo.rank_intervals(matrix, mo.wsm, w, ties=ties)
        places = np.argwhere(np.isnan(values))
        full = np.tile(values, (3 ** len(places), 1, 1))
        for k, filling in enumerate(product((-1.0, 0.0, 1.0), repeat=len(places))):
            for (i, j), v in zip(places, filling, strict=True):
                full[k, i, j] = v
        scaled = mo.wsm.with_(scale=mo.scalings.vector)
        tried = mo.rank_intervals(matrix, scaled, w, ties=ties)  # sees other rows, so every filling is tried
        assert any("fillings were tried" in line for line in tried.remarks) is bool(len(places))
        for method, told in ((mo.wsm, found), (scaled, tried)):
            outcome = method(matrix.with_values(full), w)
            dense, scores = np.asarray(outcome.ranking.dense), np.asarray(outcome.scores)
            ahead = (dense[:, None, :] < dense[:, :, None]).sum(axis=-1)
            ranks = 1 + ahead if ties == "optimistic" else (dense[:, None, :] <= dense[:, :, None]).sum(axis=-1)
            assert told.best.tolist() == np.min(ranks, axis=0).tolist()
            assert told.worst.tolist() == np.max(ranks, axis=0).tolist()
            np.testing.assert_allclose(list(told.scores.values()), np.stack([scores.min(axis=0), scores.max(axis=0)], axis=-1), atol=1e-12)
            assert told.exact
            assert told.verify()
        if found.matters:
            c = found.matters[0]
            i, j = matrix.names.index(c.alternative), matrix.criterion_names.index(c.criterion)
            known = values.copy()
            known[i, j] = c.values[0]
            assert mo.rank_intervals(matrix.with_values(known), mo.wsm, w, ties=ties).open_places == c.open_places[0]
        checked += 1
    assert checked > 12


def test_methods_that_look_at_other_rows_are_tried_out():
    found = mo.rank_intervals(THE, "topsis")
    assert found.exact
    assert "all 81 fillings were tried" in found.remarks[-1]
    assert found.verify()
    searched = mo.rank_intervals(THE, "topsis", blanks="unknown", rng=1)
    assert not searched.exact
    assert "others are not ruled out" in searched.remarks[-1]
    assert searched.verify()
    free = mo.rank_intervals(THE, "topsis", mo.WeightSet(THE), rng=1)
    assert not free.exact
    assert free.verify()
    assert (free.best.values <= found.best.values).all()
    many = mo.DecisionMatrix(np.where(np.eye(14, 3) == 1, np.nan, np.arange(42.0).reshape(14, 3)))
    cells = {(f"A{i}", "C3"): (0.0, 40.0) for i in range(1, 14) if i != 3}
    wide = mo.rank_intervals(many, "topsis", [1, 1, 1], blanks="unknown", cells=cells, rng=2)
    assert not wide.exact
    assert wide.verify()


@pytest.mark.parametrize("ties", ["optimistic", "pessimistic", "strict"])
def test_ties_are_counted_where_every_filling_is_tried(ties):
    """The first two are doubles, the third has their cells exchanged and ties with them, the last does where its blank is 1."""
    levels = [1.0, 2.0, 3.0]
    criteria = [mo.Criterion(name, scale=mo.Ordinal(levels)) for name in "ab"]
    matrix = mo.DecisionMatrix([[1, 2], [1, 2], [2, 1], [None, 2]], ["Ant", "Bee", "Cat", "Doe"], criteria)
    found = mo.rank_intervals(matrix, "topsis", [1, 1], ties=ties)
    assert "all 3 fillings were tried" in found.remarks[-1]
    full = np.tile(matrix.values, (3, 1, 1))
    full[:, 3, 0] = levels
    dense = np.asarray(mo.topsis(matrix.with_values(full), [1, 1]).ranking.dense)
    others, mine = dense[:, None, :], dense[:, :, None]
    ahead, level = (others < mine).sum(axis=-1), (others == mine).sum(axis=-1) - 1
    assert level.tolist()[0] == [2, 2, 0, 2] or level.max() > 1
    low, high = {
        "optimistic": (1 + ahead, 1 + ahead),
        "pessimistic": (1 + ahead + level, 1 + ahead + level),
        "strict": (1 + ahead + level - (others == mine).all(axis=0).sum(axis=-1) + 1, 1 + ahead),
    }[ties]
    assert found.best.tolist() == low.min(axis=0).tolist()
    assert found.worst.tolist() == high.max(axis=0).tolist()
    assert found.verify()


def test_intervals_of_cells():
    matrix = mo.DecisionMatrix([[5.0, 3.0], [4.0, 4.0], [1.0, 9.0]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    found = mo.rank_intervals(matrix, mo.wsm, [2, 1], cells={("Ant", "price"): (1, 9), ("Bee", "quality"): [4, 6, 7]})
    assert found.scores["Ant"] == (1, 9)
    assert found.scores["Bee"] == (4, 10)
    assert (found.best["Ant"], found.worst["Ant"], found.best["Cat"]) == (1, 2, 3)
    assert found.possible_winners == ("Ant", "Bee")
    assert found.necessary_winners == ()
    assert ("Bee", "Cat") in found.necessary
    assert ("Ant", "Bee") in found.possible
    assert "The winner depends on the open cells: Ant and Bee can each be first." in str(found)
    bounded = mo.rank_intervals(matrix, mo.wsm, [2, 1], cells={("Ant", "price"): stats.uniform(1, 8)})
    assert bounded.scores["Ant"] == (1, 9)
    with pytest.raises(DomainError, match="no bounds"):
        mo.rank_intervals(matrix, mo.wsm, [2, 1], cells={("Ant", "price"): stats.norm(3, 1)})
    low = mo.rank_intervals(matrix, mo.spotis, [2, 1], cells={("Ant", "price"): (1, 9)}, params={"low": [0, 0], "high": [10, 10]})
    assert low.exact
    assert low.verify()
    assert low.best["Ant"] == 1


def test_no_fixed_weights_reach_beyond_the_interval_by_sampling():
    rng = np.random.default_rng(3)
    for _ in range(40):
        matrix = mo.DecisionMatrix(rng.normal(size=(5, 3)))
        cells = {(f"A{rng.integers(1, 6)}", f"C{rng.integers(1, 4)}"): (-1.0, 1.5) for _ in range(3)}
        w = rng.random(3) + 0.1
        found = mo.rank_intervals(matrix, mo.wsm, w, cells=cells)
        drawn = mo.smaa(matrix, mo.wsm, w, draws=300, rng=rng, cells=cells)
        for name in matrix.names:
            seen = [r for r in range(1, 6) if drawn.acceptability[name, r] > 0]
            assert found.best[name] <= min(seen)
            assert max(seen) <= found.worst[name]


def test_edge_cases_and_bad_input():
    whole = mo.rank_intervals(mo.DecisionMatrix([[1.0], [2]]), mo.wsm, [1])
    assert whole.certain == ("A1", "A2")
    assert whole.remarks == ("No cell is open, so every rank is as it is.",)
    one = mo.rank_intervals(mo.DecisionMatrix([[None]], None, [mo.Criterion("a", scale=LEVELS)]), mo.wsm, [1])
    assert one.best.tolist() == one.worst.tolist() == [1]
    everything = mo.DecisionMatrix([[None, None], [None, None]], None, [mo.Criterion(c, scale=LEVELS) for c in "ab"])
    blank = mo.rank_intervals(everything, mo.wsm, [1, 1])
    assert (blank.best.tolist(), blank.worst.tolist()) == ([1, 1], [2, 2])
    with pytest.raises(MissingError, match="could be anything"):
        mo.rank_intervals(mo.DecisionMatrix([[None], [None]]), mo.wsm, [1])
    found = mo.rank_intervals(mo.DecisionMatrix([[None, 1], [3.0, 1], [5, 1]]), mo.wsm, [1, 1])
    assert "declares no full scale" in found.remarks[-1]
    assert (found.best["A1"], found.worst["A1"]) == (1, 2)
    with pytest.raises(MissingError, match="no weights"):
        mo.rank_intervals(mo.DecisionMatrix([[1.0]]), mo.wsm)
    with pytest.raises(PluginError, match="no method is given"):
        mo.rank_intervals(mo.DecisionMatrix([[1.0]]), weights=[1])
    with pytest.raises(ShapeError, match="one matrix"):
        mo.rank_intervals(mo.DecisionMatrix(np.ones((2, 3, 2))), mo.wsm, [1, 1])
    with pytest.raises(ShapeError, match="one weight vector"):
        mo.rank_intervals(mo.DecisionMatrix([[1.0, 2]]), mo.wsm, np.ones((3, 2)))
    with pytest.raises(LabelError):
        mo.rank_intervals(mo.DecisionMatrix([[1.0]]), mo.wsm, [1], cells={("A9", "C1"): (0, 1)})
    with pytest.raises(DomainError, match="no weights agree"):
        mo.rank_intervals(THE, weights=mo.WeightSet(THE).order("Cost > Security", "Security > Cost"))
    with pytest.raises(DomainError, match="redistribute"):
        mo.rank_intervals(THE, blanks="redistribute", cells={("Flyte", "Cost"): (0, 1)})
    shared = mo.rank_intervals(THE, blanks="redistribute")
    assert shared.certain == THE.matrix.names


def test_the_cell_that_matters_most_is_the_one_whose_knowledge_closes_most_places_and_none_where_none_closes_any():
    criteria = ["a", mo.Criterion("b", scale=mo.Interval(0, 10))]
    table = mo.DecisionMatrix([[9, None], [8, 1], [0, None]], ["A", "B", "C"], criteria)
    found = mo.rank_intervals(table, mo.wsm.with_(scale=mo.scalings.identity), [1, 1])
    places = {(c.alternative, c.criterion): c.open_places for c in found.matters}
    assert places == {("C", "b"): (1, 1, 3), ("A", "b"): (4, 2, 2)}  # whoever knows that C gets 5 leaves open whether A is level with B
    assert [c.saved for c in found.matters] == pytest.approx([5 - 5 / 3, 5 - 8 / 3])
    assert (found.open_places, found.most) == (5, (("C", "b"),))
    never = replace(found, matters=tuple(replace(c, saved=0.0) for c in found.matters))
    assert never.most == ()


def test_results_can_be_shown_kept_and_written():
    found = mo.rank_intervals(THE)
    document = json.loads(json.dumps(found.document(), allow_nan=False))
    assert document["ranks"]["Airflow"] == [4, 6]
    assert "| Airflow | 4 | 6 | 17 | 19 |" in found.markdown()
    assert "Airflow 4-6" in repr(found)
    free = mo.rank_intervals(THE, weights=mo.WeightSet(THE).order("Security > Cost"))
    json.dumps(free.document(), allow_nan=False)


def test_an_answer_belongs_to_its_own_open_cells_and_its_report_tells_proofs_from_draws():
    matrix = mo.DecisionMatrix([[4, None], [0, 4], [1, 1]], ["Ant", "Bee", "Cat"], [mo.Criterion(c, scale=mo.Ratio(0, 4)) for c in "ab"])
    for method, ways in (("wsm", ["recount", "recount", "replay"]), ("topsis", ["replay", "recount"])):
        found = mo.rank_intervals(matrix, method, [3, 1], rng=1)
        how = [check.how for check in found.verify(report=True).checks]
        assert how == ["recount", *["witness"] * 6, *ways]
        assert found.verify()
        assert not replace(found, tie="another").verify()
        assert not replace(found, ties="kind").verify()
        other = mo.rank_intervals(matrix, method, [1, 3], rng=1)
        assert not replace(found, asked=other.asked).verify()
    certain = mo.rank_intervals(matrix, "wsm", [3, 1], blanks=0)
    assert [check.how for check in certain.verify(report=True).checks][-2:] == ["recount", "recount"]


def test_what_is_assumed_of_cells_without_a_scale_follows_from_the_table():
    """Sentences that a person reads are no free text, and ends are found values just where they are."""
    table = mo.DecisionMatrix([[7, 300, 2], [9, None, 1], [5, 350, None]], ["Ant", "Bee", "Cat"], ["quality", "price:min", "speed"])
    weights = {"quality": 3, "price": 2, "speed": 1}
    ask = {"cells": {("Ant", "price"): (300, 310), ("Ant", "quality"): (6, 7)}}
    for found in (mo.rank_intervals(table, "wsm", weights), mo.rank_intervals(table, "wsm", weights, **ask)):
        assert [note.split(" declares")[0] for note in found.notes[:2]] == ["price", "speed"]
        assert found.verify()
        for place, cell in found.asked.table.cells.items():
            for changes in ({"low": cell.low - 1}, {"high": cell.high - 0.5}, {"found": not cell.found}):
                cells = {**found.asked.table.cells, place: replace(cell, **changes)}
                asked = replace(found.asked, table=replace(found.asked.table, cells=cells))
                forged = replace(found, asked=asked, tie="")
                assert not forged.verify() or (not cell.found and "found" not in changes), (place, changes)
        for notes in (("Cat is first whatever happens.", *found.notes[1:]), found.notes[1:], found.notes[::-1]):
            assert not replace(found, notes=notes, tie="").verify()
