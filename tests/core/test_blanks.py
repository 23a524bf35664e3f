import numpy as np
import pytest

import mcda_orch as mo

CRITERIA = [mo.Criterion("good", scale=mo.Ratio(0, 10)), mo.Criterion("cost", "min")]
MATRIX = mo.DecisionMatrix([[4, 2], [None, 6], [8, None]], ["Ant", "Bee", "Cat"], CRITERIA)


@pytest.mark.parametrize(("policy", "good", "cost"), [(5, 5, 5), ("worst", 0, 6), ("best", 10, 2), ("mean", 6, 4)])
def test_what_stands_in_a_blank(policy, good, cost):
    filled = mo.Blanks.of(policy).fill(MATRIX)
    assert (filled.values[1, 0], filled.values[2, 1]) == (good, cost)


def test_without_a_policy_a_blank_is_an_error_that_names_its_place():
    with pytest.raises(mo.MissingError, match="'good' of 'Bee', 'cost' of 'Cat' are blank"):
        mo.wsm(MATRIX, [1, 1])


def test_redistributed_weights_score_a_row_on_what_is_known():
    outcome = mo.wsm(MATRIX, [3, 1], blanks="redistribute")
    assert outcome.scores.tolist() == [3 * 4 - 2, 4 * -6, 4 * 8]
    assert str(outcome.blanks) == "blanks: redistribute"


def test_redistribution_for_a_method_that_is_not_linear():
    outcome = mo.topsis(MATRIX, [3, 1], blanks="redistribute", scale=mo.scalings.minmax)
    filled = mo.Blanks.of("mean").fill(MATRIX)
    alone = mo.topsis(filled, [4, 0], scale=mo.scalings.minmax)
    assert outcome.scores["Cat"] == pytest.approx(alone.scores["Cat"])


def test_a_row_of_blanks_has_no_weight_to_share():
    matrix = mo.DecisionMatrix([[1.0, 2.0], [np.nan, np.nan]], ["Ant", "Bee"])
    with pytest.raises(mo.MissingError, match="'Bee' is blank on every criterion"):
        mo.wsm(matrix, [1, 1], blanks="redistribute")


def test_a_value_outside_the_scale_is_refused():
    with pytest.raises(mo.DomainError, match="'good' of 'Bee' is 11"):
        mo.wsm(MATRIX, [1, 1], blanks=11)


def test_a_column_of_blanks_has_no_mean():
    with pytest.raises(mo.MissingError, match="criterion 'C1' has no known cell"):
        mo.wsm(mo.DecisionMatrix([[None], [None]]), [1], blanks="mean")


@pytest.mark.parametrize("given", ["guess", True, np.nan])
def test_an_unknown_policy_is_refused(given):
    with pytest.raises(mo.McdaError):
        mo.Blanks.of(given)


@pytest.mark.parametrize("weights", [[1, 1, 0], [1, 1, 5], {"x": 1, "y": 1, "cov": 2}])
@pytest.mark.parametrize("method", ["wsm", "topsis", "wpm", "promethee_ii", "vikor", "aras"])
def test_a_criterion_that_nobody_knows_counts_for_nothing(method, weights):
    rows = [[1, 0.5, None], [0.2, 0.9, None], [0.4, 0.4, None]]
    whole = mo.DecisionMatrix(rows, ["A", "B", "C"], ["x", "y", "cov"])
    known = whole.select(criteria=["x", "y"])
    share = 2.0 + (weights[2] if isinstance(weights, list) else weights["cov"])
    expected = mo.get(method)(known, [share / 2, share / 2])
    found = mo.get(method)(whole, weights, "redistribute")
    np.testing.assert_allclose(found.scores, expected.scores)
    assert found.ranking == expected.ranking


def test_a_blank_under_weight_nil_is_harmless():
    matrix = mo.DecisionMatrix([[1, None], [0.5, 3], [0.2, 4]], ["A", "B", "C"], ["x", "y"])
    assert mo.wsm(matrix, [1, 0], "redistribute").scores.tolist() == [1, 0.5, 0.2]
    with pytest.raises(mo.MissingError, match="'A' is blank on every criterion that carries weight"):
        mo.wsm(matrix, [0, 1], "redistribute")


@pytest.mark.parametrize("policy", ["mean", "worst", "best"])
def test_there_is_no_mean_of_nothing(policy):
    matrix = mo.DecisionMatrix([[1, None], [2, None]], ["A", "B"], ["x", "y"])
    with pytest.raises(mo.MissingError, match="'y' has no known cell.* Hint: declare bounds on its scale, leave the criterion out"):
        mo.wsm(matrix, [1, 1], policy)


def test_a_value_that_makes_a_blank_the_best_is_said():
    matrix = mo.DecisionMatrix([[7, 300], [9, None], [None, 250]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    assert mo.wsm(matrix, [1, 1], 0).notes[:1] == ("blank = 0 makes 'price' of 'Bee' the best of its column, where less is better.",)
    assert mo.wsm(matrix, [1, 1], 400).notes[:1] == ("blank = 400 makes 'quality' of 'Cat' the best of its column, where more is better.",)
    assert mo.wsm(matrix, [1, 1], 8).notes[:1] == ("blank = 8 makes 'price' of 'Bee' the best of its column, where less is better.",)
    assert mo.wsm(matrix.select(criteria=["quality"]), [1], 0).notes == ()


@pytest.mark.parametrize("value", [np.nan, float("inf"), "0", True, [0], "blank"])
def test_no_policy_is_guessed(value):
    with pytest.raises(mo.DomainError, match="no policy for blanks|cannot stand for"):
        mo.Blanks.of(value)
