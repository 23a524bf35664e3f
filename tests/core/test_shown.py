from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.frozen import Labelled
from mcda_orch.core.table import SHOWN, Table

PROBLEM = mo.load("orchestrators")
TABLE = mo.DecisionMatrix(
    [[0, 300], [1, None]], ["Ant", "Bee"], [mo.Criterion("comfort", scale=mo.Ordinal(["poor", "good"])), "price:min [EUR]"]
)


def test_a_matrix_prints_as_its_table():
    assert str(TABLE).splitlines() == [
        "alternative  comfort  price:min [EUR]",
        "Ant          poor                 300",
        "Bee          good",
    ]
    assert repr(TABLE) == "DecisionMatrix(2 alternatives x 2 criteria, 1 blank)"
    assert "<td>poor</td>" in TABLE._repr_html_()


def test_a_problem_prints_weights_published_scores_and_what_blanks_mean():
    lines = str(PROBLEM).splitlines()
    assert lines[0] == PROBLEM.title
    assert lines[1].endswith("published")
    assert lines[2].split() == ["(weight)", "3", "3", "3", "3", "2", "2", "2", "2", "1", "1", "1"]
    assert lines[-1] == "4 cells are blank (blank = 0)."
    assert "<td>Metaflow</td>" in PROBLEM._repr_html_()


def test_weights_rankings_and_labelled_numbers_show_as_tables():
    assert str(mo.Weights({"a": 3, "b": 1})).splitlines()[2] == "a               3  75 %"
    assert "<td>Metaflow</td>" in mo.wsm(PROBLEM).ranking._repr_html_()
    assert str(Labelled(np.array([1.0, 2.0]), ("Ant", "Bee"))).splitlines() == ["     value", "Ant      1", "Bee      2"]


def test_long_tables_are_abbreviated_and_say_so():
    n = 100_000
    matrix = mo.DecisionMatrix(np.arange(2.0 * n).reshape(n, 2))
    outcome = mo.wsm(matrix, [1, 1])
    for shown in (str(matrix), str(mo.Problem(matrix)), str(outcome), str(outcome.scores), str(outcome.ranking.table.brief())):
        assert shown.endswith(f"({SHOWN} of 100,000 rows; 99,940 are left out)")
        assert len(shown.splitlines()) < SHOWN + 5
    assert len(outcome.table.rows) == n


def test_batches_show_as_one_line():
    batch = mo.wsm(PROBLEM, np.ones((3, 11)))
    for value in (batch, batch.scores, batch.ranking, batch.weights, mo.DecisionMatrix(np.ones((2, 3, 4)))):
        assert "\n" not in str(value) or value is batch
        assert value._repr_html_().startswith("<p>")


def test_an_outcome_answers_to_the_usual_names():
    outcome = mo.wsm(PROBLEM)
    assert outcome.best == ("Metaflow",)
    assert outcome.ranks["Flyte"] == 2
    assert list(outcome.to_frame().columns) == ["alternative", "score", "rank"]
    assert "\\toprule" in outcome.to_latex()
    tie = mo.wsm(mo.DecisionMatrix([[1], [1]], ["Ant", "Bee"]), [1])
    assert tie.best == ("Ant", "Bee")
    assert tie.ranks.values.tolist() == [1, 1]


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
def test_tables_steps_and_reports_become_dataframes(backend):
    pytest.importorskip(backend)
    outcome = mo.topsis(PROBLEM)
    whole = outcome.steps.to_frame(backend)
    assert whole.shape[1] == 5
    assert whole.shape[0] == sum(step.values.size for step in outcome.steps)
    for value in (outcome.steps["D_i+"], outcome.ranking, outcome.explain("Flyte", "Luigi"), mo.stability(PROBLEM, "wsm"), PROBLEM.weights):
        assert value.to_frame(backend).shape[0] > 0


def test_a_mixed_column_becomes_text_and_a_fraction_a_float():
    frame = Table(("x", "x", "y"), ((1, "a", Fraction(1, 4)), ("b", None, Fraction(1, 2)))).to_frame("pandas")
    assert frame["x"].tolist() == ["1", "b"]
    assert frame["x (2)"].tolist()[0] == "a"
    assert frame["y"].tolist() == [0.25, 0.5]
