"""What holds across scalings, beyond the laws that each declares."""

import numpy as np
import pytest

import mcda_orch as mo

BOUNDED = [n for n in mo.names("scaling") if "low" in mo.get(n).params and n != "enhanced_accuracy"]


def table(rows=5):
    values = np.random.default_rng(4).integers(2, 9, (rows, 4)).astype(float)
    scale = mo.Ratio(1, 10)
    return mo.DecisionMatrix(values, criteria=[mo.Criterion(f"c{j}", "max" if j % 2 else "min", scale) for j in range(4)])


@pytest.mark.parametrize("name", BOUNDED)
def test_leaving_an_alternative_out_cannot_change_a_declared_scale(name):
    matrix = table()
    whole = mo.get(name).of(matrix)
    for left in range(5):
        rest = matrix.select([a for i, a in enumerate(matrix.names) if i != left])
        np.testing.assert_array_equal(mo.get(name).of(rest), np.delete(whole, left, axis=0))


@pytest.mark.parametrize("name", mo.names("scaling"))
def test_what_a_scaling_sees_is_said(name):
    assert mo.get(name).sees in {"nothing", "extremes", "sum", "norm", "moments", "order"}


@pytest.mark.parametrize("name", [n for n in mo.names("scaling") if mo.get(n).sees != "nothing"])
def test_higher_is_better_whatever_the_direction(name):
    found = mo.get(name).of(mo.DecisionMatrix([[2, 2], [3, 3], [6, 6]], criteria=["up", "down:min"]))
    assert (np.diff(found[:, 0]) > 0).all()
    assert (np.diff(found[:, 1]) < 0).all()


def test_a_declared_bound_that_is_not_positive_is_no_reference_of_a_ratio():
    criteria = [mo.Criterion("up", scale=mo.Ratio(0, 10)), mo.Criterion("down", "min", mo.Ratio(0, 10))]
    matrix = mo.DecisionMatrix([[2, 2], [5, 5]], criteria=criteria)
    np.testing.assert_allclose(mo.scalings.linear_ratio.of(matrix), [[0.2, 1.0], [0.5, 0.4]])
    np.testing.assert_allclose(mo.scalings.zavadskas_turskis.of(matrix), [[0.2, 1.0], [0.5, -0.5]])
    np.testing.assert_allclose(mo.scalings.tzeng_huang.of(matrix), [[1.0, 5.0], [2.5, 2.0]])


def test_the_treatment_of_costs_decides_which_cells_fit():
    matrix = mo.DecisionMatrix([[0.0], [4.0]], criteria=["down:min"])
    with pytest.raises(mo.DomainError, match="total needs values >= 0, and > 0 on criteria of which less is better"):
        mo.scalings.total.of(matrix)
    assert mo.scalings.total.of(matrix, cost="reflect").tolist() == [[1.0], [0.0]]
    with pytest.raises(mo.DomainError, match="vector \\(the scale of wsm\\) needs values > 0 on criteria of which less"):
        mo.wsm(matrix, [1], scale=mo.scalings.vector.with_(cost="reciprocal"))


def test_ranks_share_the_average():
    x = np.random.default_rng(5).integers(0, 4, (2, 7, 3)).astype(float)
    found = mo.scalings.ranks.kernel(x, np.array([1.0, -1.0, 1.0]))
    np.testing.assert_array_equal(found.sum(axis=-2), 28)
    assert found[0, x[0, :, 1].argmin(), 1] == found[0, :, 1].max()


def test_a_standard_score_survives_extreme_units():
    x = np.array([[1.0], [2.0], [4.0]])
    expected = mo.scalings.zscore.kernel(x, [1.0])
    for unit in (1e-300, 1e299):
        np.testing.assert_allclose(mo.scalings.zscore.kernel(x * unit, [1.0]), expected, rtol=1e-12)
    np.testing.assert_allclose(expected.mean(), 0, atol=1e-15)
    np.testing.assert_allclose(expected.std(), 1)


def test_a_column_whose_product_is_below_one_would_be_turned_round():
    with pytest.raises(mo.DomainError, match="logarithm needs values > 0 whose product .* 'C1' of 'A1' is 0.2"):
        mo.scalings.logarithm.of(mo.DecisionMatrix([[0.2], [0.5], [2.0]]))


def test_a_triangle_is_an_interval_of_one_point():
    x, s = np.linspace(0, 10, 21)[:, None], np.array([1.0])
    one = mo.scalings.triangular.kernel(x, s, low=1.0, high=9.0, peak=4.0)
    np.testing.assert_array_equal(one, mo.scalings.rim_interval.kernel(x, s, low=1.0, high=9.0, ideal_low=4.0, ideal_high=4.0))
    assert one[[0, -1], 0].tolist() == [0.0, 0.0]
