import tomllib
from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.methods.scores.comet import CometModule, comet, judgement_matrix, triads
from mcda_orch.scalings import minmax

CASES = tomllib.loads((Path(__file__).parents[2] / "data" / "published" / "comet.toml").read_text(encoding="utf-8"))["case"]
X, W, S = np.array([[0.0, 4.0], [3.0, 1.0], [4.0, 0.0]]), np.array([2.0, 1.0]), np.array([1.0, -1.0])


def of(reader):
    return [pytest.param(case, id=case["id"]) for case in CASES if case.get("reader") == reader]


@pytest.mark.parametrize("case", of("triads"))
def test_published_triads(case):
    assert triads(case["judgements"]) == pytest.approx(case["expected"]["coefficient"], abs=case["tolerance"])


@pytest.mark.parametrize("case", of("modules"))
def test_published_modules(case):
    criteria = [mo.Criterion(f"C{j}", d) for j, d in enumerate(case["directions"], start=1)]
    matrix = mo.DecisionMatrix(case["matrix"], criteria=criteria)
    marks = {c.name: v for c, v in zip(criteria, case["values"], strict=True)}
    expert = mo.topsis.with_(scale=minmax)
    modules = {name: CometModule(name, inputs, values={i: marks[i] for i in inputs}, expert=expert) for name, inputs in case["modules"]}
    last = [modules.get(name, name) for name in case["final"]]
    given = {name: case["inner_values"].get(name) or marks[name] for name in case["final"]}
    modules["final"] = CometModule("final", last, values=given, expert=expert)
    for name, expected in case["expected"].items():
        np.testing.assert_allclose(modules[name].scores(matrix)[0], expected, rtol=0, atol=case["tolerance"])


def test_scores_and_the_judgements_that_they_imply_are_the_same_expert():
    def scores(objects):
        return objects[:, 0] * objects[:, 1]

    by_scores = comet.kernel(X, W, S, expert=scores)
    for expert in (
        lambda o: judgement_matrix(scores(o)),
        judgement_matrix(scores(np.array([[a, b] for a in (0, 2, 4) for b in (0, 2, 4)]))),
    ):
        np.testing.assert_allclose(comet.kernel(X, W, S, expert=expert), by_scores)


def test_a_method_is_an_expert_whichever_way_its_number_is_better():
    wsm = mo.wsm.with_(scale=minmax)
    np.testing.assert_allclose(comet.kernel(X, W, S, expert=mo.spotis), comet.kernel(X, W, S, expert=wsm))
    np.testing.assert_allclose(comet.kernel(X, W, S), comet.kernel(X, W, S, expert=wsm))


def test_characteristic_values_may_differ_in_number_and_end_where_they_end():
    values = [[0.0, 4.0], [0.0, 1.0, 4.0]]
    objects = {(a, b): i for i, (a, b) in enumerate((a, b) for a in values[0] for b in values[1])}
    place = [2.0, 1.0, 0.0, 5.0, 4.0, 3.0]
    found = comet.kernel(np.array([*map(list, objects), [9.0, -9.0]]), W, S, values=values, expert=place)
    np.testing.assert_allclose(found, [*(place[i] / 5 for i in objects.values()), 1.0])


def test_alternatives_are_taken_in_blocks():
    x = np.random.default_rng(0).random((5000, 6))
    w, s = np.arange(1.0, 7.0), np.ones(6)
    bounds = {"low": np.zeros(6), "high": np.ones(6)}
    np.testing.assert_allclose(comet.kernel(x, w, s, **bounds)[-3:], comet.kernel(x[-3:], w, s, **bounds))


def test_a_structural_model_of_one_module_is_the_model():
    matrix = mo.DecisionMatrix(X, criteria=["a", "b:min"])
    scores, ranking = CometModule("all", ["a", "b"], weights={"a": 2, "b": 1}).scores(matrix)
    np.testing.assert_allclose(scores, mo.comet(matrix, W).scores)
    assert ranking == mo.comet(matrix, W).ranking


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: comet.kernel(X, W, S, values=[[0, 1]]), "2 criteria, but characteristic values of 1"),
        (lambda: comet.kernel(X, W, S, expert=[1.0, 2.0]), r"judged 9 characteristic objects by an array of shape \(2,\)"),
        (lambda: comet.kernel(np.eye(2, 15), np.ones(15), np.ones(15), low=np.zeros(15), high=np.ones(15)), "would need"),
        (lambda: CometModule("m", ["a", "c"]).scores(mo.DecisionMatrix(X, criteria=["a", "b"])), "'c', which is no criterion"),
        (lambda: CometModule("m", ["a"], weights={"b": 1}), "weights of 'm' name 'b'"),
        (lambda: triads([[0.5, 1.0]]), "square"),
        (lambda: triads([[0.5, 1.0], [1.0, 0.5]]), "add up to 1"),
    ],
)
def test_errors(call, message):
    with pytest.raises(mo.McdaError, match=message):
        call()


def test_few_objects_have_no_triads():
    assert triads([[0.5, 1.0], [0.0, 0.5]]) == 1.0
    assert triads(judgement_matrix([3, 1, 2, 2])) == 1.0


@pytest.mark.parametrize("seed", range(20))
def test_single_precision_keeps_ties(seed):
    rng = np.random.default_rng(seed)
    x, s = rng.integers(0, 11, (6, 3)) / 10.0, np.array([1.0, -1.0, 1.0])
    w = rng.integers(1, 5, 3) / 10.0
    double = mo.comet.kernel(x, w, s)
    single = mo.comet.kernel(x.astype(np.float32), w.astype(np.float32), s.astype(np.float32))
    np.testing.assert_allclose(single, double, atol=1e-5)
