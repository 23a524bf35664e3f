"""How people ask about large tables: by a problem, by the column of names, with parameters that belong to the method."""

import numpy as np
import pandas as pd
import pytest

import mcda_orch as mo

ROWS = [[7, 300, 3], [9, 250, 1], [5, 100, 2]]
MATRIX = mo.DecisionMatrix(ROWS, ["Ant", "Bee", "Cat"], ["quality", "price:min", "care"])


def test_a_problem_brings_its_weights_parameters_and_policy_for_blanks():
    blank = mo.DecisionMatrix([[7, 300, 3], [9, None, 1], [5, 100, 2]], MATRIX.names, MATRIX.criteria)
    problem = mo.Problem(blank, [2, 1, 1], blanks="worst", params={"vikor": {"v": 0.3}})
    for method in ("topsis", "vikor"):
        whole = mo.get(method)(problem)
        best = mo.top(problem, method, k=3)
        assert dict(best.scores.items()) == pytest.approx(dict(whole.scores.items()), rel=1e-12)
        assert mo.scores(problem, method) == pytest.approx(whole.scores.values, rel=1e-12)
    told = mo.Problem(mo.load("orchestrators").matrix, mo.load("orchestrators").weights, blanks=0, params={"vikor": {"v": 0.3}})
    assert mo.scores(told, "vikor", params={"v": 0.9}) == pytest.approx(mo.vikor(told, v=0.9).scores.values, rel=1e-12, abs=1e-12)
    assert mo.scores(told, "vikor") == pytest.approx(mo.vikor(told).scores.values, rel=1e-12, abs=1e-12)
    assert (mo.scores(told, "vikor", params={"v": 0.9}) != mo.scores(told, "vikor")).any()
    assert mo.scores(problem, "topsis", [1, 0, 0], blanks=0) == pytest.approx(mo.topsis(blank, [1, 0, 0], blanks=0).scores.values)


def test_a_problem_that_names_its_method_needs_no_other():
    problem = mo.load("orchestrators")
    assert mo.top(problem, k=2).names == ("Metaflow", "Flyte")
    with pytest.raises(mo.PluginError, match="no method is given"):
        mo.top(mo.Problem(MATRIX, [1, 1, 1]))


def test_a_table_without_a_policy_refuses_blanks():
    with pytest.raises(mo.MissingError, match="is blank"):
        mo.top([[1.0, 2.0], [np.nan, 1.0]], "wsm", [1, 1])


def test_scores_leave_the_column_of_names_out(tmp_path):
    frame = pd.DataFrame(ROWS, columns=["quality", "price:min", "care"])
    frame.insert(0, "tool", MATRIX.names)
    frame.to_parquet(tmp_path / "tools.parquet")
    expected = mo.topsis(MATRIX, [1, 1, 1]).scores.values
    for table in (frame, tmp_path / "tools.parquet"):
        assert mo.scores(table, "topsis", [1, 1, 1], label="tool") == pytest.approx(expected, rel=1e-12)
    with pytest.raises(mo.LabelError, match=r"a weight for 'speed', which is no column of tools\.parquet.*'care'"):
        mo.top(tmp_path / "tools.parquet", "topsis", {"quality": 1, "care": 1, "speed": 2}, label="tool")


@pytest.mark.parametrize(
    "ask",
    [lambda **own: mo.top(ROWS, "vikor", [1, 1, 1], **own), lambda **own: mo.smaa(MATRIX, "vikor", **own)],
    ids=["top", "smaa"],
)
def test_a_parameter_goes_with_its_method(ask):
    with pytest.raises(mo.PluginError, match=r"has no argument 'v'.*mo\.vikor\.with_\(v=0\.3\)"):
        ask(v=0.3)
    with pytest.raises(mo.PluginError, match="vikor has no parameter 'theta'"):
        mo.vikor(MATRIX, [1, 1, 1], theta=1)


@pytest.mark.parametrize("statement", ["Ant > Bee", ["Ant > Bee", "Bee ~ Cat"]], ids=["one", "several"])
def test_a_statement_is_no_method(statement):
    with pytest.raises(mo.PluginError, match=r"is a statement.*preferences="):
        mo.max_margin(MATRIX, statement)


def test_a_function_that_takes_one_number_cannot_be_told_how_far_it_is():
    for wrong in (len, lambda done: None):
        with pytest.raises(mo.DomainError, match=r"cannot be told how far the work is.*\(done, total\)"):
            mo.smaa(MATRIX, "wsm", draws=10, progress=wrong)
    assert mo.smaa(MATRIX, "wsm", draws=10, progress=lambda done, total, *more: None).draws == 10
    with pytest.raises(mo.DomainError, match="workers=2"):
        mo.smaa(MATRIX, "wsm", draws=10, executor=4)


def test_a_key_that_a_result_does_not_have_is_told_with_those_that_it_has():
    found = mo.first_place(mo.load("orchestrators"), "topsis", draws=100, rng=1).certificates
    with pytest.raises(mo.LabelError, match=r"there is no 'Luigy' here.*'Luigi'"):
        found["Luigy"]
    with pytest.raises(KeyError):  # a mapping, like any other
        found["Luigy"]
    assert found.get("Luigy") is None
