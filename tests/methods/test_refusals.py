"""What methods, scalings and weightings refuse by themselves, and what lies just inside."""

import numpy as np
import pytest

import mcda_orch as mo

X = mo.DecisionMatrix([[4.0, 2.0], [2.0, 5.0], [3.0, 3.0]], list("ABC"), ["gain", "loss:min"])
W = [2, 1]


@pytest.mark.parametrize(
    ("lower", "upper", "says"),
    [
        ([[5, 1], [1, 4], [2, 2]], None, "lower of mare lies above a cell, at row 1 and column 1"),
        (None, [[4, 2], [2, 5], [2, 3]], "upper of mare lies below a cell, at row 3 and column 1"),
        ([[4, 2], [2, 0], [3, 3]], [[4, 2], [2, 5], [3, 3]], "lower of mare is not above 0 on a cost, by which it divides, at row 2"),
    ],
)
def test_mare_refuses_bounds_that_do_not_surround_the_cells(lower, upper, says):
    with pytest.raises(mo.DomainError, match=says):
        mo.mare(X, W, lower=lower, upper=upper)


def test_mare_takes_bounds_that_are_the_cells_and_zero_on_a_benefit():
    cells = X.values.tolist()
    np.testing.assert_allclose(mo.mare(X, W, lower=cells, upper=cells).scores, mo.mare(X, W).scores)
    lower = [[0, 2], [0, 5], [0, 3]]
    assert np.isfinite(mo.mare(X, W, lower=lower, upper=cells).scores).all()


def test_a_kind_for_each_criterion_is_what_pvm_asks_for():
    with pytest.raises(mo.McdaError, match="3 kinds"):
        mo.pvm(X, W, kinds=["motivating", "desirable", "desirable"])
    assert mo.pvm(X, W, kinds=["motivating", "demotivating"]).scores.shape == (3,)
    assert (mo.pvm(X, W, kinds="desirable").scores != mo.pvm(X, W).scores.values).any()


def test_what_varies_by_just_the_negligible_is_left_out():
    matrix = mo.DecisionMatrix([[1, 1], [3, 4]])
    least = float(mo.weightings.vmcm_weights.steps(matrix)["V_j"].values[0])
    assert mo.weightings.vmcm_weights(matrix, negligible=least).values.tolist() == [0, 1]
    assert (mo.weightings.vmcm_weights(matrix, negligible=np.nextafter(least, 0)).values > 0).all()


@pytest.mark.parametrize("beta", [0.25, 0.5, 1.0])
def test_seca_takes_any_positive_beta(beta):
    weights = mo.weightings.seca_weights(X, beta=beta)
    assert weights.values.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: mo.owa(X, W, order_weights=[1, 2, 3]), "order_weights of owa has shape"),
        (lambda: mo.owa(X, W, order_weights=[1]), "order_weights of owa has shape"),
        (
            lambda: mo.owa.kernel(np.ones((3, 2)), np.ones(2), np.ones(2), order_weights=np.ones(1)),
            "owa got 1 order weights for 2 criteria",
        ),
        (
            lambda: mo.owa.kernel(np.ones((3, 2)), np.ones(2), np.ones(2), order_weights=np.ones(3)),
            "owa got 3 order weights for 2 criteria",
        ),
        (lambda: mo.pvm(X, W, kinds=["motivating"]), "kinds"),
        (lambda: mo.pvm(X, W, kinds=["motivating"] * 3), "kinds"),
        (lambda: mo.choquet(X, W, capacity=np.arange(8.0) / 7), "capacity"),
        (lambda: mo.choquet(X, W, capacity=np.arange(2.0)), "capacity"),
        (lambda: mo.promethee_ii(X, W, function=["usual", "linear", "level"]), "function"),
        (lambda: mo.promethee_ii(X, W, function=["usual"]), "function"),
        (lambda: mo.scalings.piecewise(X, points=[1, 1, 4], values=[0, 1, 2]), "increas"),
        (lambda: mo.scalings.piecewise(X, points=[1], values=[0]), "at least two"),
        (lambda: mo.scalings.piecewise(X, points=[1, 2, 4], values=[0, 1]), "points|values"),
        (lambda: mo.scalings.piecewise(X, points=[1, 2], values=[0, 0.5, 1]), "points|values"),
        (lambda: mo.comet(X, W, values=[[1, 2], [3, 4], [5, 6]]), "comet has 2 criteria, but characteristic values of 3"),
        (lambda: mo.comet(X, W, values=[[1, 2]]), "comet has 2 criteria, but characteristic values of 1"),
        (lambda: mo.comet(X, W, expert=np.arange(4.0)), "expert"),
        (lambda: mo.weightings.entropy(X, scale="zscore"), "the scaling of entropy gives values below 0"),
        (lambda: mo.multiplicative_utility(X, [1, 0.5], master="weights"), "from 0 to below 1"),
        (lambda: mo.multiplicative_utility(X, [0.5, 0], master="weights"), "two of them above 0"),
        (lambda: mo.multiplicative_utility(X, [0.5, 2.0], master="weights"), "from 0 to below 1"),
        (
            lambda: mo.multiplicative_utility.kernel(np.ones((3, 2)), np.array([0.5, -0.1]), np.ones(2), master="weights"),
            "from 0 to below 1",
        ),
        (lambda: mo.ahp(X, W, levels=[1, 3, 5], intensities=[0.1, 0.9]), "levels|intensities"),
        (lambda: mo.ahp(X, W, levels=[1, 3], intensities=[0.1, 0.5, 0.9]), "levels|intensities"),
    ],
)
def test_what_does_not_fit_is_refused(call, says):
    with pytest.raises(mo.McdaError, match=says):
        call()


def judged(*names):
    return mo.Judgements(names, np.ones((len(names),) * 2))


@pytest.mark.parametrize("names", [("low",), ("low", "high", "top"), ("low", "top")])
def test_ratings_compare_the_levels_of_a_criterion_all_of_them_and_no_others(names):
    criteria = [mo.Criterion("gain", scale=mo.Ordinal({"low": 1, "high": 2}))]
    matrix = mo.DecisionMatrix([[1], [2]], ["A", "B"], criteria)
    with pytest.raises(mo.LabelError, match="'gain' has the levels low, high, but judged are"):
        mo.Hierarchy("goal", judged("gain"), ratings=judged(*names)).settings(matrix)
