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
    whole = mo.get(name)(matrix)
    for left in range(5):
        rest = matrix.select([a for i, a in enumerate(matrix.names) if i != left])
        np.testing.assert_array_equal(mo.get(name)(rest), np.delete(whole, left, axis=0))


@pytest.mark.parametrize("name", mo.names("scaling"))
def test_what_a_scaling_sees_is_said(name):
    assert mo.get(name).sees in {"nothing", "extremes", "sum", "norm", "moments", "order"}


@pytest.mark.parametrize("name", [n for n in mo.names("scaling") if mo.get(n).sees != "nothing"])
def test_higher_is_better_whatever_the_direction(name):
    found = mo.get(name)(mo.DecisionMatrix([[2, 2], [3, 3], [6, 6]], criteria=["up", "down:min"]))
    assert (np.diff(found.values[:, 0]) > 0).all()
    assert (np.diff(found.values[:, 1]) < 0).all()


def test_a_declared_bound_that_is_not_positive_is_no_reference_of_a_ratio():
    criteria = [mo.Criterion("up", scale=mo.Ratio(0, 10)), mo.Criterion("down", "min", mo.Ratio(0, 10))]
    matrix = mo.DecisionMatrix([[2, 2], [5, 5]], criteria=criteria)
    np.testing.assert_allclose(mo.scalings.linear_ratio(matrix), [[0.2, 1.0], [0.5, 0.4]])
    np.testing.assert_allclose(mo.scalings.zavadskas_turskis(matrix), [[0.2, 1.0], [0.5, -0.5]])
    np.testing.assert_allclose(mo.scalings.tzeng_huang(matrix), [[1.0, 5.0], [2.5, 2.0]])


def test_the_treatment_of_costs_decides_which_cells_fit():
    matrix = mo.DecisionMatrix([[0.0], [4.0]], criteria=["down:min"])
    with pytest.raises(mo.DomainError, match="total needs values >= 0, and > 0 on criteria of which less is better"):
        mo.scalings.total(matrix)
    assert mo.scalings.total(matrix, cost="reflect").values.tolist() == [[1.0], [0.0]]
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
        mo.scalings.logarithm(mo.DecisionMatrix([[0.2], [0.5], [2.0]]))


def test_a_triangle_is_an_interval_of_one_point():
    x, s = np.linspace(0, 10, 21)[:, None], np.array([1.0])
    one = mo.scalings.triangular.kernel(x, s, low=1.0, high=9.0, peak=4.0)
    np.testing.assert_array_equal(one, mo.scalings.rim_interval.kernel(x, s, low=1.0, high=9.0, ideal_low=4.0, ideal_high=4.0))
    assert one[[0, -1], 0].tolist() == [0.0, 0.0]


def test_a_scaling_is_called_like_a_weighting():
    matrix = mo.DecisionMatrix([[7, 300], [9, 250], [8, None]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
    found = mo.scalings.minmax(matrix, "worst")
    assert str(found).splitlines() == [
        "alternative  quality  price",
        "Ant                0      0",
        "Bee                1      1",
        "Cat              0.5      0",
    ]
    np.testing.assert_array_equal(found, [[0, 0], [1, 1], [0.5, 0]])
    assert found.senses.tolist() == [1, 1]
    assert mo.scalings.minmax(mo.Problem(matrix, blanks="worst")) == found
    assert mo.scalings.minmax(matrix, blanks="worst") == mo.scalings.minmax(matrix=matrix, blanks="worst") == found
    with pytest.raises(mo.MissingError, match="'price' of 'Cat'"):
        mo.scalings.minmax(matrix)


def test_scaled_tables_go_into_methods_and_dataframes():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"quality": [7.0, 9.0], "price:min": [300.0, 250.0]}, index=["Ant", "Bee"])
    found = mo.scalings.vector(frame)
    np.testing.assert_allclose(mo.wsm(found, [1, 2]).scores, mo.wsm(frame, [1, 2], scale=mo.scalings.vector).scores)
    assert found.to_frame()["quality"].tolist() == pytest.approx(np.array([7, 9]) / np.sqrt(130))


def test_a_scaling_on_arrays_scales_inside_a_kernel():
    x, s = np.array([[1.0, 4.0], [2.0, 3.0]]), np.array([1.0, -1.0])
    assert mo.scalings.minmax(x, s).tolist() == mo.scalings.minmax.kernel(x, s).tolist() == [[0, 0], [1, 1]]
