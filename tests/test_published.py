"""Published worked examples come out to the printed digit."""

import tomllib
import warnings
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin
from mcda_orch.plugin.steps import recorded, steps_of

FOLDER = Path(__file__).parents[1] / "data" / "published"
CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{case['id']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]

MANY = {
    "codas": ("PAIRS", "FEW"),
    "fuca": ("PAIRS",),
    "lexicographic": ("PAIRS", "FEW"),
    "multimoora": ("PAIRS", "ALONE"),
    "todim": ("PAIRS",),
}
"""Methods that compute in another way where alternatives are many, and the limits that say so."""


def of(reader):
    return [case for case in CASES if case.values[1].get("reader", "plugin") == reader]


def close(found, expected, tolerance):
    expected = np.asarray(expected)
    np.testing.assert_allclose(np.asarray(found), expected, rtol=0, atol=tolerance if expected.dtype != bool else 0)


def shown(name, matrix, params, found):
    """Return the steps that a plug-in shows, labelled."""
    plugin = mo.get(name)
    if plugin.family.name == "score":
        return found.steps
    with recorded() as record, np.errstate(all="ignore"):
        plugin.function(matrix.values, matrix.senses, **params)
    return steps_of(record, matrix.names, matrix.criterion_names)


def ask(name, case):
    """Return the matrix and parameters of a case, and what the plug-in makes of them."""
    plugin = mo.get(name)
    params = {k: mo.get(v) if k == "scale" else v for k, v in case.get("params", {}).items()}
    directions = case.get("directions", ["max"] * len(case["matrix"][0]))
    matrix = mo.DecisionMatrix(case["matrix"], criteria=[mo.Criterion(f"C{j}", d) for j, d in enumerate(directions)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mo.MeaningWarning)
        if plugin.family.name == "scaling":
            params = {k: tuple(map(mo.get, v)) if k == "scalings" else v for k, v in params.items()}
        return matrix, params, plugin(matrix, case["weights"], **params) if "weights" in case else plugin(matrix, **params)


@pytest.mark.parametrize(("name", "case"), of("plugin"))
def test_case(name, case):
    matrix, params, found = ask(name, case)
    expected, tolerance = case.get("expected", {}), case["tolerance"]
    if "matrix" in expected:
        close(found, expected["matrix"], tolerance)
    if "weights" in expected:
        close(found.values, expected["weights"], tolerance)
    if "scores" in expected:
        close(found.scores, expected["scores"], tolerance)
    if "rank" in expected:
        assert found.ranking.ranks("min").tolist() == expected["rank"]
    for i, k, value in expected.get("ratios", ()):
        assert found.scores[i] / found.scores[k] == pytest.approx(value, abs=tolerance)
    for i, k in expected.get("above", ()):
        assert (found.scores[i] > found.scores[k]) == found.higher_is_better
    steps = shown(name, matrix, params, found) if "steps" in case else {}
    for symbol, values in case.get("steps", {}).items():
        close(steps[symbol].values, values, case.get("tolerance_of", {}).get(symbol, tolerance))


@pytest.mark.parametrize(("name", "case"), [case for case in of("plugin") if case.values[0] in MANY])
def test_case_in_the_form_for_many_alternatives(name, case):
    with pytest.MonkeyPatch.context() as patch:
        for limit in MANY[name]:
            patch.setattr(import_module(mo.get(name).function.__module__), limit, 0)
        expected, (_, _, found) = case.get("expected", {}), ask(name, case)
    if "scores" in expected:
        close(found.scores, expected["scores"], case["tolerance"])
    if "rank" in expected:
        assert found.ranking.ranks("min").tolist() == expected["rank"]


@pytest.mark.parametrize("name", [n for n in builtin if mo.get(n).family.tabular])
def test_every_step_that_is_shown_is_asserted(name):
    """A table that nobody compares with numbers may say anything; the result itself is compared in any case."""
    shows, asserted = {}, set()
    for case in [case.values[1] for case in of("plugin") if case.values[0] == name]:
        matrix, params, found = ask(name, case)
        steps = shown(name, matrix, params, found)
        result = np.asarray(found.scores if "weights" in case else found.values)
        shows |= {step.symbol: step.name for step in steps if not np.array_equal(step.values, result)}
        asserted |= set(case.get("steps", {}))
    left = {symbol: text for symbol, text in shows.items() if symbol not in asserted}
    assert not left, f"no case in data/published/{name}.toml asserts {left}: add its numbers under 'steps'"


@pytest.mark.parametrize("name", [n for n in builtin if mo.get(n).params and mo.get(n).family.name != "pairwise"])
def test_every_parameter_and_every_word_of_it_is_stated_by_a_case(name):
    """What no example asks for may compute anything."""
    cases = [case.values[1].get("params", {}) for case in (*of("plugin"), *of("agreement"), *of("ballots")) if case.values[0] == name]
    for key, param in mo.get(name).params.items():
        given = [params[key] for params in cases if key in params]
        stated = [value for values in given for value in (values if isinstance(values, list) else [values])]
        assert stated, f"no case in data/published/{name}.toml states {key}"
        left = [word for word in param.words if word != param.default and word not in stated]
        assert not left, f"no case in data/published/{name}.toml has {key} = {left}"


@pytest.mark.parametrize(("name", "case"), of("agreement"))
def test_agreement(name, case):
    """The number is that of the labelled call, of the kernel, and of all pairs at once, in whatever order the rows come."""
    coefficient, params = getattr(mo.agreements, name), case.get("params", {})
    a, b, value = case["a"], case["b"], case["expected"]["value"]
    names = [f"A{i}" for i in range(len(a))]
    turned = dict(reversed(list(zip(names, b, strict=True))))
    for found in (
        coefficient(a, b, **params),
        coefficient(dict(zip(names, a, strict=True)), turned, **params),
        coefficient.pairs({"a": a, "b": b}, **params)["a", "b"],
    ):
        assert found == pytest.approx(value, abs=case["tolerance"])
    assert coefficient.why(a, b, **params) == ""


@pytest.mark.parametrize(("name", "case"), of("judgements"))
def test_judgements(name, case):
    matrix = [[None if v == "?" else v for v in row] for row in case["matrix"]]
    judged, expected, tolerance = mo.Judgements(map(str, range(len(matrix))), matrix), case["expected"], case["tolerance"]
    close(judged.priorities(mo.get(name)).values, expected["weights"], tolerance)
    found = judged.consistency(mo.get(name), table=case["table"])
    loose = case.get("loose", max(tolerance, 6e-4))
    for key, value in (("lambda_max", found.largest), ("CI", found.index)):
        if key in expected:
            assert value == pytest.approx(expected[key], abs=loose)
    if "CR" in expected:
        assert found.ratio == pytest.approx(expected["CR"], abs=max(loose, 0.002))
    if "completed" in expected:
        blanks = [judged.completed()[i, j] for i, j in np.argwhere(np.triu(np.isnan(judged.values), 1))]
        close(blanks, expected["completed"], 2e-5)


@pytest.mark.parametrize(("name", "case"), of("hierarchy"))
def test_hierarchy(name, case):
    criteria = [f"c{j}" for j in range(len(case["criteria"]))]
    names = [f"a{i}" for i in range(len(case["alternatives"][0]))]
    alternatives = {c: mo.Judgements(names, a) for c, a in zip(criteria, case["alternatives"], strict=True)}
    scores, ranking = mo.Hierarchy("goal", mo.Judgements(criteria, case["criteria"]), alternatives=alternatives).scores()
    close(scores, case["expected"]["scores"], case["tolerance"])
    if "rank" in case["expected"]:
        assert ranking.ranks("min").tolist() == case["expected"]["rank"]


@pytest.mark.parametrize(("name", "case"), of("tree"))
def test_hierarchy_of_two_levels(name, case):
    cars = ["Accord Sedan", "Accord Hybrid", "Pilot", "CR-V", "Element", "Odyssey"]
    cost = mo.Hierarchy("cost", mo.Judgements(["price", "fuel", "maintenance", "resale"], case["cost"]))
    capacity = mo.Hierarchy("capacity", mo.Judgements(["passenger", "cargo"], case["capacity"]))
    leaves = ("price", "fuel", "maintenance", "resale", "safety", "style", "passenger", "cargo")
    goal = mo.Hierarchy(
        "car",
        mo.Judgements(["cost", "safety", "style", "capacity"], case["criteria"]),
        {"cost": cost, "capacity": capacity},
        {leaf: mo.Judgements(cars, case[leaf]) for leaf in leaves},
    )
    scores, ranking = goal.scores()
    close(scores, case["expected"]["scores"], case["tolerance"])
    assert ranking.ranks("min").tolist() == case["expected"]["rank"]


@pytest.mark.parametrize("name", [n for n in builtin if mo.get(n).family.name != "scaling"])
def test_every_plugin_has_a_case(name):
    assert any(case.values[0] == name for case in CASES), f"no worked example of {name}: add one to data/published/{name}.toml"


def test_every_file_is_of_a_plugin_and_every_case_has_its_own_id():
    assert {path.stem for path in FOLDER.glob("*.toml")} == {case.values[0] for case in CASES} <= set(builtin)
    ids = [(case.values[0], case.values[1]["id"]) for case in CASES]
    assert len(ids) == len(set(ids))


ASSERTED = {
    "plugin": {"scores", "weights", "matrix", "rank", "ratios", "above"},
    "agreement": {"value"},
    "ballots": {"count", "distance", "order", "scores"},
    "judgements": {"weights", "lambda_max", "CI", "CR", "completed"},
    "hierarchy": {"scores", "rank"},
    "tree": {"scores", "rank"},
    "consistency": {"lambda_max", "CI", "CR"},
    "triads": {"coefficient"},
    "modules": {"P1", "P2", "P3", "final"},
}


@pytest.mark.parametrize(("name", "case"), CASES)
def test_every_case_asserts_something_and_says_where_it_is_from(name, case):
    assert case.get("expected") or case.get("steps")
    assert set(case.get("expected", {})) <= ASSERTED[case.get("reader", "plugin")], "this key would be asserted by nobody"
    assert set(case.get("tolerance_of", {})) <= set(case.get("steps", {}))
    assert 0 < case["tolerance"] < 0.01
    assert len(case["citation"]) > 40
    assert case["kind_of_source"] in {"paper", "paper_attributed", "recalled", "analytic", "library_output"}
    assert case["tolerance_why"]
