from itertools import combinations, product

import numpy as np
import pytest
from scipy.optimize import milp

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


@pytest.mark.parametrize("count", [1, 2])
def test_cells_that_are_wrong_are_all_of_a_row_that_some_weights_put_right(count):
    """Against a programme for all cells and levels: whole-number weights are enough, and no cells do it without weights."""
    random, scale, most = np.random.default_rng(11), mo.Ordinal([0, 1, 2]), 0
    for _ in range(24):
        cells = random.integers(0, 3, (2 + count, 3)).astype(float)
        if count == 1:
            cells[:2, 2] = 0  # what z weighs is told by one row at the most
        totals = cells @ random.integers(1, 4, 3)
        wrong = random.integers(2 + count), [*random.permutation(3)[:count]]
        cells[wrong] = (cells[wrong] + random.integers(1, 3, count)) % 3
        found = mo.audit(mo.DecisionMatrix(cells, list("ABCD"[: 2 + count]), [mo.Criterion(c, scale=scale) for c in "xyz"]), totals)
        told = {(c.alternative, c.criteria, c.value) for c in found.cells if len(c.criteria) == count}
        if not told:
            continue
        most = max(most, len(told))
        assert all(c.was == tuple(cells["ABCD".index(c.alternative), "xyz".index(k)] for k in c.criteria) for c in found.cells)
        right: dict[int, set] = {0: set(), 1: set()}
        for i, places in product(range(2 + count), combinations(range(3), count)):
            for levels in product(range(3), repeat=count):
                mended = cells.copy()
                mended[i, list(places)] = levels
                if (mended != cells).sum() == count:
                    for whole in right:
                        if milp(np.ones(3), constraints=(mended, totals, totals), integrality=whole).success:
                            right[whole].add(("ABCD"[i], tuple("xyz"[j] for j in places), levels))
        assert right[1] <= told <= right[0]
    assert most > 2


@pytest.mark.parametrize(
    ("cells", "weights"),
    [
        ([[1, 0], [1, None]], [1, 2]), ([[2, 0], [None, 1]], [3, 4]), ([[3, 1], [1, None]], [2, 3]), ([[2, 0, 0], [0, 1, 0], [None, None, 1]], [3, 1, 2]),
        ([[2, 0, 0], [None, 1, None], [None, None, 1]], [3, 1, 2]), ([[2, 2, 2], [None, 1, None], [None, None, 1]], [3, 1, 2]),
    ],
)  # fmt: skip
def test_where_blanks_give_their_weight_away_the_whole_total_is_looked_for_that_gives_every_figure(cells, weights):
    """The only full row leaves the total of the weights open above, or between its ends."""
    table = mo.DecisionMatrix(cells)
    scores = mo.wsm(table, weights, blanks="redistribute").scores
    test = mo.audit(mo.Problem(table, published=scores, published_by="wsm")).policies["redistribute"]
    assert test.status == "accepted"
    assert test.verify()
    again = mo.wsm(table, [float(v) for v in test.weights.exact.values()], blanks="redistribute").scores
    np.testing.assert_allclose(again.values, scores.values, rtol=1e-12)


def test_blanks_give_their_weight_to_no_cells_that_have_none():
    """A1 leaves x all the weight that there is, so A2, of which y is known, has none."""
    table = mo.DecisionMatrix([[1, 0], [None, 1], [1, 1]])
    problem = mo.Problem(table, published={"A1": 3, "A2": 3, "A3": 3}, published_by="wsm")
    test = mo.audit(problem).policies["redistribute"]
    assert (test.status, test.weights) == ("does not apply", None)
    assert test.why == "A2 has no known cell of any weight to give the weight of its blanks to."
    assert test.verify()
