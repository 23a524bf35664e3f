import numpy as np
import pytest

import mcda_orch as mo

CELLS = np.random.default_rng(3).integers(1, 60, size=(9, 4)).astype(float)
MATRIX = mo.DecisionMatrix(CELLS, criteria=["a", "b:min", "c", "d"])
WEIGHTS = np.array([3, 2, 4, 1])


def test_rows_that_the_stated_weights_miss_are_listed_with_how_much():
    scores = CELLS @ [3, -2, 4, 1]
    scores[1] += 1
    found = mo.audit(mo.Problem(MATRIX, mo.Weights(WEIGHTS, MATRIX.criterion_names)), scores)
    assert [(m.alternative, m.recomputed - m.published, m.by) for m in found.missed] == [("A2", -1, -1)]
    assert "The stated weights miss 1 of 9 totals: A2 by -1." in found.remarks
    assert found.missed_table.rows == (("A2", int(scores[1]), int(scores[1]) - 1, "-1"),)


def test_other_unique_weights_make_the_stated_ones_miss_every_row_by_what_they_differ():
    found = mo.audit(mo.Problem(MATRIX, mo.Weights([3, 2, 4, 2], MATRIX.criterion_names)), CELLS @ [3, -2, 4, 1])
    assert [float(m.by) for m in found.missed] == CELLS[:, 3].tolist()
    assert mo.audit(mo.Problem(MATRIX, mo.Weights([3, 2, 4, 1], MATRIX.criterion_names)), CELLS @ [3, -2, 4, 1]).missed == ()


def test_a_direction_that_was_turned_round_is_named():
    found = mo.audit(MATRIX, CELLS @ WEIGHTS)
    assert not found.consistent
    assert found.otherwise == ("b counted the other way round (more is better)",)
    assert "They would be explained with b counted the other way round (more is better)." in found.remarks


@pytest.mark.parametrize("scaling", ["minmax", "maximum", "zscore"])
def test_a_scaling_that_was_not_said_is_named(scaling):
    found = mo.audit(MATRIX, (mo.get(scaling).run(CELLS, MATRIX.senses) @ WEIGHTS).round(4))
    assert not found.consistent
    assert f"the values scaled by {scaling}" in found.otherwise


def test_a_column_that_was_left_out_is_named():
    names = [mo.Alternative(f"A{i}", {"speed": str(i * i % 7), "site": "x"}) for i in range(9)]
    matrix = mo.DecisionMatrix(CELLS[:, [0, 2, 3]], names, ["a", "c", "d"])
    speed = np.array([i * i % 7 for i in range(9)])
    found = mo.audit(matrix, CELLS[:, [0, 2, 3]] @ [3, 4, 1] + 5 * speed)
    assert found.otherwise == ("the column speed counted too (more is better)",)


def test_a_mere_slip_has_no_other_explanation():
    scores = CELLS @ [3, -2, 4, 1]
    scores[4] += 3
    assert mo.audit(MATRIX, scores).otherwise == ()


def test_no_number_of_twenty_digits_stands_in_a_table_or_a_sentence():
    cells = np.random.default_rng(0).normal(size=(12, 6)).round(3)
    scores = cells @ [3, 1, 2, 5, 4, 1]
    for slip in (0, 1):
        scores[3] += slip
        found = mo.audit(mo.DecisionMatrix(cells, criteria=list("abcdef")), scores.round(2))
        assert len(found.parity) == 6
        longest = max(len(part) for part in str(found).replace(",", " ").split() if part.strip("+-.").replace(".", "").isdigit())
        assert longest <= 9


@pytest.mark.parametrize("limits", [(-1, 0), (2, 3), (2.5, 0), (True, 0), (3, -1)])
def test_limits_of_whole_number_weights_are_checked(limits):
    for found in (mo.audit(MATRIX, CELLS @ [3, -2, 4, 1]), mo.audit(MATRIX, ranking=[f"A{i + 1}" for i in range(9)])):
        with pytest.raises(mo.DomainError):
            found.integer_weights(*limits)


def test_whole_number_weights_stay_within_their_limits():
    found = mo.audit(MATRIX, CELLS @ [3, -2, 4, 1])
    assert found.integer_weights(4, 1).tolist() == [[3, 2, 4, 1]]
    assert found.integer_weights(3).shape == (0, 4)
    assert found.integer_weights(4, 2).shape == (0, 4)
    small = mo.DecisionMatrix([[1, 2, 0], [2, 1, 1], [0, 1, 2]])
    some = mo.audit(small, ranking=["A2", "A1", "A3"]).integer_weights(3, 1)
    assert len(some)
    assert some.min() >= 1
    assert some.max() <= 3
