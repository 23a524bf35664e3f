"""The nearest weights with which another wins: the orchestrators, draws, and searches."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.rational import matrix, vector
from mcda_orch.robust.evidence.lead import lead
from mcda_orch.robust.evidence.question import asked
from mcda_orch.robust.weights.nearest import nearest
from mcda_orch.robust.weights.weight_search import _back, _raised, _sizes, likeliest
from mcda_orch.sampling.streams import Streams

from .tables import PROBLEM, REST, problems


def test_what_it_takes_on_the_orchestrators():
    found = mo.what_if(PROBLEM, winner="Airflow")
    assert not found.possible
    assert found.level
    assert found.verify()
    assert found.distance == Fraction(10, 23)
    assert found.certificate == {"Kubeflow Pipelines": 1}
    for norm, size in (("l1", Fraction(1, 23)), ("l2", Fraction(11, 28566)), ("linf", Fraction(1, 115))):
        found = mo.what_if(PROBLEM, "Airflow", "Prefect", norm=norm)
        assert found.nearest.size == size
        assert found.possible
        assert found.verify()
    radius = mo.margin_of_victory(REST, method="wsm", weights=PROBLEM.weights, blanks=0)
    assert (radius.winner, radius.distance) == ("Kubeflow Pipelines", Fraction(1, 23))


def test_a_winner_with_a_double_falls_to_a_third():
    table = mo.DecisionMatrix([[1, 0], [1, 0], [0, 1]], ["Ant", "Bee", "Cat"])
    found = mo.margin_of_victory(table, method="wsm", weights=[3, 1])
    assert (found.winner, found.over, found.possible, found.distance) == ("Cat", ("Ant",), True, Fraction(1, 2))
    assert found.verify()
    level = mo.margin_of_victory(mo.DecisionMatrix([[1, 0], [1, -1], [0, 1]]), method="wsm", weights=[3, 0])
    assert (level.winner, level.possible, level.distance) == ("A3", True, Fraction(2, 2))


def test_nearest_weights_are_proved_and_no_sample_is_nearer():
    rng = np.random.default_rng(3)
    found = 0
    for _ in range(150):
        m = int(rng.integers(2, 5))
        rows = matrix(rng.integers(-3, 4, (int(rng.integers(1, 5)), m)).tolist())
        w = rng.integers(0, 5, m)
        start = vector([Fraction(int(v), int(w.sum())) for v in w]) if w.any() else (Fraction(1, m),) * m
        zero, ones = (Fraction(0),) * len(rows), ((Fraction(1),) * m,)
        answers = {norm: nearest(start, rows, zero, ones, (Fraction(1),), norm) for norm in ("l1", "l2", "linf")}
        assert len({a is None for a in answers.values()}) == 1
        if answers["l1"] is None:
            continue
        found += 1
        draws = np.concatenate([rng.dirichlet(np.ones(m), 2000), np.array(answers["l1"].weights, dtype=float)[None]])
        # draws near the start test small distances
        draws = np.concatenate([draws, 0.9 * np.array(start, dtype=float) + 0.1 * draws])
        inside = draws[(draws @ np.array(rows, dtype=float).T <= 0).all(axis=-1)]
        change = np.abs(inside - np.array(start, dtype=float))
        sizes = {"l1": change.sum(axis=-1), "l2": (change**2).sum(axis=-1), "linf": change.max(axis=-1)}
        for norm, answer in answers.items():
            assert answer.verify()
            if len(inside):
                assert sizes[norm].min() >= float(answer.size) - 1e-9
    assert found > 50


def test_weight_changes_against_drawing():
    for x, w, rng in problems(60, 10, n=(2, 5)):
        draws = rng.dirichlet(np.ones(x.shape[1]), 3000)
        start = w / w.sum()
        draws = np.concatenate([draws, 0.8 * start + 0.2 * draws])
        scores = draws @ x.values.T
        for norm in ("l1", "l2", "linf"):
            a = int(rng.integers(len(x)))
            found = mo.what_if(x, x.names[a], norm=norm, method=mo.wsm, weights=w)
            assert found.verify()
            ahead = scores[:, a] > np.delete(scores, a, axis=-1).max(axis=-1) + 1e-9
            assert found.possible or not ahead.any()
            if ahead.any():
                change = np.abs(draws[ahead] - start)
                sizes = {"l1": change.sum(axis=-1), "l2": np.sqrt((change**2).sum(axis=-1)), "linf": change.max(axis=-1)}[norm]
                assert sizes.min() >= float(found.distance) - 1e-9


def test_changes_within_a_weight_set():
    known = mo.WeightSet(PROBLEM).bounds({"Metadata Retention": (0.08, None)})
    free, bound = mo.what_if(PROBLEM, "Airflow", "Prefect"), mo.what_if(PROBLEM, "Airflow", "Prefect", within=known)
    assert bound.verify()
    assert bound.distance >= free.distance
    assert known.contains(tuple(bound.weights.values()), closed=True)
    stuck = mo.what_if(PROBLEM, "Kedro", "MLRun", within=mo.WeightSet(PROBLEM).prefers("MLRun", "Kedro", method=mo.wsm, matrix=PROBLEM))
    assert not stuck.possible
    assert stuck.verify()


def test_a_search_comes_near_the_exact_answer():
    """The multiplicative order is linear in logarithms; asked without its linear form, the search must find the same."""
    from dataclasses import replace

    x = mo.DecisionMatrix([[7, 3, 5], [5, 5, 5], [3, 7, 4]], ["Ant", "Bee", "Cat"], ["a", "b", "c"])
    blind = replace(mo.wpm, linear_form=None)
    for norm in ("l1", "l2", "linf"):
        exact, found = (mo.what_if(x, "Cat", method=k, weights=[3, 1, 1], norm=norm, rng=2) for k in (mo.wpm, blind))
        assert float(exact.distance) <= float(found.distance) <= 1.02 * float(exact.distance)
    one, other = (mo.stability(x, k, [3, 1, 1]).ranking.shares for k in (mo.wpm, blind))
    assert all(abs(float(p) - float(q)) < 1e-8 for c in one for p, q in zip(one[c], other[c], strict=True))


def test_a_search_finds_weights_that_no_draw_is_likely_to_meet():
    """Cat is first where both weights are between 0.49998 and 0.50002 of the whole."""
    from dataclasses import replace

    x = mo.DecisionMatrix([[100, 1], [1, 100], [10.001, 10.001]], ["Ant", "Bee", "Cat"], ["a", "b"])
    exact, found = (mo.what_if(x, "Cat", method=k, weights=[9, 1], rng=1) for k in (mo.wpm, replace(mo.wpm, linear_form=None)))
    assert exact.possible
    assert found.possible
    assert float(exact.distance) <= float(found.distance) <= 1.0001 * float(exact.distance)
    assert "Cat" in mo.wpm(x, [float(v) for v in found.weights.values()]).ranking.best


def test_what_a_search_found_is_found_again():
    """Nobody can say that none were found where some were, that some other ones were, or that something was searched for that is proved."""
    from dataclasses import replace

    x = mo.DecisionMatrix([[5, 3, 2], [2, 1, 6], [4, 4, 3]], ["Ant", "Bee", "Cat"], ["a", "b:min", "c"])
    found = mo.what_if(x, "Bee", "Ant", method="topsis", weights=[3, 2, 1], rng=4)
    report = found.verify(report=True)
    assert report
    assert any("rest on random draws" in line for line in report.remarks)
    first = found.weights[x.criterion_names[0]]
    turned = dict(zip(found.weights, (*list(found.weights.values())[1:], first), strict=True))
    for forged in (
        replace(found, possible=False, level=False, weights=None),
        replace(found, weights=turned),
        replace(found, streams=None),
        replace(mo.what_if(x, "Bee", "Ant", method="wsm", weights=[3, 2, 1]), streams=found.streams),
    ):
        assert not forged.verify()
    none = mo.what_if(mo.DecisionMatrix([[5, 5], [1, 1], [3, 2]], ["Ant", "Bee", "Cat"]), "Bee", "Ant", method="topsis", weights=[1, 1])
    assert not none.possible
    assert none.verify()


def test_how_far_weights_move_is_counted_by_the_norm():
    change = np.array([[3.0, -4.0, 0.0], [0.0, 0.0, -2.0]])
    assert {norm: _sizes(change, norm).tolist() for norm in ("l1", "l2", "linf")} == {"l1": [7, 2], "l2": [5, 2], "linf": [4, 2]}


def test_sentences_tell_what_is_proved_from_what_was_searched_for(monkeypatch):
    monkeypatch.setattr("mcda_orch.robust.weights.weight_search.DRAWS", 500)
    monkeypatch.setattr("mcda_orch.robust.weights.weight_search.ROUNDS", 6)
    matrix = mo.DecisionMatrix([[4, 0], [0, 4], [1, 1], [2, 0]], ["Ant", "Bee", "Cat", "Dog"], ["a", "b"])
    searched = mo.what_if(matrix, "Bee", method="topsis", weights=[3, 1], rng=1)
    assert searched.remarks[0].startswith("With these weights Bee is ahead of Ant, Cat and Dog (sum of changes ")
    assert searched.remarks[1] == "topsis is not linear in its weights: this was searched for, and a smaller change is not ruled out."
    never = mo.what_if(matrix, "Dog", over="Ant", method="topsis", weights=[3, 1], rng=1)
    assert never.remarks[0] == "topsis is not linear in its weights: no such weights were found, which is no proof that there are none."
    level = mo.what_if(matrix, "Dog", over="Ant", method="wsm", weights=[3, 1])
    assert (level.possible, level.exact, level.distance) == (False, True, Fraction(3, 2))
    assert level.remarks == (
        "These are the nearest weights at which Dog draws level with Ant (sum of changes 150 %).",
        "Dog can draw level, but is never ahead: Ant is at least as good whatever the weights.",
    )
    ahead = mo.what_if(matrix, "Ant", over="Bee", method="topsis", weights=[3, 1], rng=1)
    assert ahead.remarks == ("Ant is ahead of Bee already.",)
    for found in (searched, never, level, ahead):
        assert found.verify()


@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
def test_the_rival_that_passes_first_is_among_the_likeliest(norm):
    """Bee passes Ant where a weighs 1/2, Cat only where it weighs 1/5, and Dog never."""
    matrix = mo.DecisionMatrix([[4, 0], [0, 4], [0, 1], [0, 0]], ["Ant", "Bee", "Cat", "Dog"], ["a", "b"])
    question = asked(matrix, "wsm", [3, 1])
    assert likeliest(question, 0, [3, 2, 1], norm, mo.WeightSet(matrix), Streams.of(1)) == [1, 2, 3]


def test_winning_points_walk_home_to_the_edge_of_winning():
    """Home has nothing of the second share, and 3/10 of it win."""
    home, wins = np.array([1.0, 0.0]), np.array([[0.0, 1.0], [0.5, 0.5], [0.7, 0.3]])
    found = _back(home, wins, lambda w: w[:, 1] >= 0.3)
    assert (found[:, 1] >= 0.3).all()
    np.testing.assert_allclose(found, [[0.7, 0.3]] * 3, atol=1e-6)


@pytest.mark.parametrize("part", [2, 10**3, 10**9])
def test_weights_beyond_go_no_further_than_to_the_largest_lead(part):
    found = mo.what_if(mo.DecisionMatrix([[4, 1, 0], [1, 4, 2], [0, 0, 4]], ["Ant", "Bee", "Cat"]), "Cat", method=mo.wsm, weights=[3, 2, 1])
    shares = found.beyond(part)
    largest = found.lead.weights
    assert sum(shares.values()) == 1
    assert min(shares.values()) >= 0
    for name, now in found.weights.items():
        low, high = sorted([now, largest[name]])
        assert low <= shares[name] <= high


def test_who_can_pass_some_of_its_rivals_is_not_shown_by_that_to_pass_none_or_all():
    """Cat lies below the middle of the others: it can pass either one, and never both."""
    table = mo.DecisionMatrix([[9, 0], [0, 9], [4, 4]], ["Ant", "Bee", "Cat"], ["a", "b"])
    found = mo.what_if(table, "Cat", method="wsm", weights=[1, 2])
    assert not found.possible
    assert found.verify()
    one = lead(found.question, 2, [0], found.known)
    assert one.margin > 0
    assert one.verify()
    assert not replace(found, lead=one).verify()
    assert not replace(found, lead=one, possible=True).verify()


def test_weights_with_the_largest_lead_are_mixed_of_the_pool():
    rng = np.random.default_rng(2)
    pool = rng.dirichlet(np.ones(4), 30)
    aim = np.array([0.7, 0.1, 0.1, 0.1])

    def gap(w):
        return -np.abs(w - aim).sum(axis=-1)

    found = _raised(pool, gap, np.random.default_rng(1))
    np.testing.assert_allclose(found.sum(axis=-1), 1.0, rtol=1e-12)
    assert found.min() >= 0
    assert gap(found).max() > gap(pool).max()


def test_the_likeliest_rivals_are_sought_inside_the_set_alone():
    """The given weights lie outside, where Bee is ahead of Ant; inside only Cat ever is."""
    table = mo.DecisionMatrix([[5, 5, 0], [9, 0, 1], [0, 6, 0]], ["Ant", "Bee", "Cat"], ["a", "b", "c"])
    question = asked(table, mo.wsm, [8, 1, 1])
    known = mo.WeightSet(table).bounds(a=(None, 0.1), c=(None, 0.1))
    for seed in range(4):
        assert likeliest(question, 0, [1, 2], "l1", known, Streams.of(seed))[0] == 2
