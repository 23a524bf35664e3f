import numpy as np
import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[1.0, 2.0], [3.0, 1.0]], ["Ant", "Bee"], ["speed", "price"])


@pytest.mark.parametrize(
    ("weights", "error", "message"),
    [
        ({"speed": 0, "price": 0}, mo.DomainError, "all weights are zero"),
        ({"speed": -1, "price": 2}, mo.DomainError, "weight of 'speed' is -1"),
        ({"speed": np.nan, "price": 2}, mo.DomainError, "weight of 'speed' is nan"),
        ({"speed": np.inf, "price": 2}, mo.DomainError, "weight of 'speed' is inf"),
        ({"speed": 1, "prize": 2}, mo.LabelError, "weight for 'prize', which is no criterion. Hint: did you mean 'price'"),
        ({"speed": 1}, mo.LabelError, "criterion 'price' has no weight"),
        ([1, 2, 3], mo.ShapeError, "3 weights for 2 criteria"),
        (None, mo.MissingError, "topsis needs weights"),
    ],
)
def test_bad_weights_are_one_clear_error(weights, error, message):
    with pytest.raises(error, match=message):
        mo.topsis(MATRIX, weights)


def test_weights_find_their_criteria_by_name():
    one = mo.wsm(MATRIX, {"speed": 3, "price": 1})
    other = mo.wsm(MATRIX, {"price": 1, "speed": 3})
    np.testing.assert_array_equal(one.scores, other.scores)


def test_points_stay_points():
    assert mo.Weights([3, 1]).values.tolist() == [3, 1]
    assert mo.Weights([3, 1]).shares.tolist() == [0.75, 0.25]


@pytest.mark.parametrize("ask", [lambda: mo.Weights([], []), lambda: mo.Weights({}), lambda: mo.Weights(np.zeros((2, 0)), []), lambda: mo.agreements.wsc([], [0.5, 0.5]), lambda: mo.agreements.jensen_shannon.pairs([[], []])])  # fmt: skip
def test_weights_of_no_criterion_are_one_clear_error(ask):
    with pytest.raises(mo.ShapeError, match="one number for each criterion"):
        ask()
