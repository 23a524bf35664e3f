import tomllib
from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.preferences import preferences
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


def modelled(x, w, s, marks, expert):
    """The publication step by step: all objects, their judgements, the distinct ones, and every rule's part in an alternative."""
    objects = np.stack(np.meshgrid(*marks, indexing="ij"), axis=-1).reshape(-1, x.shape[-1])
    scores = expert.kernel(objects, w, s) * (1 if expert.better.value == "higher" else -1)
    levels = sorted(scores)
    levels = [v for k, v in enumerate(levels) if k == 0 or v - levels[k - 1] > 1e-9 * (levels[-1] - levels[0])]
    places = np.searchsorted(levels, scores, side="right") - 1
    rules = np.ones((len(x), len(objects)))
    for j, values in enumerate(marks):
        for row in range(len(x)):
            rules[row] *= [np.interp(x[row, j], values, np.eye(len(values))[values.index(v)]) for v in objects[:, j]]
    return rules @ (places / max(len(levels) - 1, 1))


@pytest.mark.parametrize(
    "expert", [None, mo.topsis.with_(scale=minmax), mo.spotis.with_(low=0.0, high=6.0)], ids=["places", "topsis", "spotis"]
)
@pytest.mark.parametrize("whole", [True, False], ids=["ties", "generic"])
def test_a_batch_of_weights_is_modelled_as_each_is(expert, whole):
    rng = np.random.default_rng(8)
    marks = [[0.0, 2.0, 6.0], [1.0, 6.0], [0.0, 1.0, 2.0, 6.0], [3.0], [0.0, 6.0]]
    x, s = rng.uniform(0, 6, (7, 5)), np.array([1.0, -1.0, 1.0, 1.0, -1.0])
    w = rng.integers(0, 4, (9, 5)) + 1.0 if whole else rng.dirichlet(np.ones(5), 9)
    found = comet.kernel(x, w, s, values=marks, **({} if expert is None else {"expert": expert}))
    judge = mo.wsm.with_(scale=minmax) if expert is None else expert
    np.testing.assert_allclose(found, [modelled(x, v, s, marks, judge) for v in w], rtol=0, atol=1e-12)
    tables = np.stack([x, x[::-1]])
    np.testing.assert_array_equal(comet.kernel(tables[:, None], w, s, values=marks)[1], comet.kernel(x[::-1], w, s, values=marks))


@pytest.mark.parametrize("size", [2, 5, 300])
def test_judgements_that_differ_in_the_last_bits_of_the_radix_sort_keep_their_places(size):
    """Steps of just more than what is one judgement, less than what 32 bits tell apart, and a wide range."""
    rng = np.random.default_rng(size)
    for step in (3e-10, 1.1e-9, 1e-6):
        rows = np.stack([rng.permutation(np.append(np.arange(size) * step, 1.0)) for _ in range(4)] + [np.ones(size + 1)])
        levels = [sorted(row) for row in rows]
        levels = [[v for k, v in enumerate(row) if k == 0 or v - row[k - 1] > 1e-9] for row in levels]
        expected = [
            (np.searchsorted(level, row, side="right") - 1) / max(len(level) - 1, 1) for level, row in zip(levels, rows, strict=True)
        ]
        np.testing.assert_array_equal(preferences(rows), expected)


def test_an_expert_whose_judgement_is_no_number_is_refused():
    with pytest.raises(mo.DomainError, match=r"judged the characteristic object \[0.0, 2.0\] by no finite number"):
        comet.kernel(X, W, S, levels=3, expert=lambda objects: np.where((objects == [0, 2]).all(axis=-1), np.nan, 1.0))
