"""Value functions as scalings: stated points say what a value is worth, whatever the direction and the other alternatives."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.laws import scores as law
from mcda_orch.laws import universal
from mcda_orch.plugin.law import Variant
from mcda_orch.testing.hunting import hunt

UP = np.array([1.0])
CURVE = {"points": [-2.0, 0.0, 1.0, 5.0], "values": [0.0, 0.2, 0.7, 1.0]}


@pytest.mark.parametrize("direction", [1.0, -1.0])
@pytest.mark.parametrize("beyond", ["hold", "extend"])
def test_a_stated_curve_does_not_care_for_the_direction(direction, beyond):
    x = np.array([[-3.0], [-2.0], [0.5], [5.0], [9.0]])
    found = mo.scalings.piecewise.kernel(x, direction * UP, beyond=beyond, **CURVE)
    ends = [-0.1, 1.3] if beyond == "extend" else [0.0, 1.0]
    np.testing.assert_allclose(found[:, 0], [ends[0], 0.0, 0.45, 1.0, ends[1]], atol=1e-15)


def test_piecewise_is_numpys_interpolation():
    x = np.random.default_rng(0).normal(scale=4, size=(50, 3))
    found = mo.scalings.piecewise.kernel(x, np.ones(3), **CURVE)
    np.testing.assert_allclose(found, np.interp(x, CURVE["points"], CURVE["values"]), atol=1e-15)


def test_curves_for_each_criterion_and_in_a_batch():
    x = np.array([[0.5, 15.0], [0.25, 10.0]])
    points, values = np.array([[0.0, 10.0], [1.0, 20.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    one = mo.scalings.piecewise.kernel(x, np.ones(2), points=points, values=values)
    np.testing.assert_allclose(one, [[0.5, 0.5], [0.25, 1.0]])
    both = mo.scalings.piecewise.kernel(x, np.ones(2), points=np.stack([points, points - 1]), values=values)
    assert both.shape == (2, 2, 2)
    np.testing.assert_array_equal(both[0], one)


def test_different_numbers_of_points_by_name():
    matrix = mo.DecisionMatrix([[1, 200], [4, 100]], criteria=["speed", "price"])
    curves = {
        "speed": mo.scalings.piecewise.with_(points=[0, 2, 4], values=[0, 0.8, 1]),
        "price": mo.scalings.piecewise.with_(points=[100, 300], values=[1, 0]),
    }
    found = mo.wsm(matrix, [1, 1], scale=curves).scores
    np.testing.assert_allclose(found, [0.4 + 0.5, 2.0])


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"points": [1, 2]}, mo.McdaError, "points of piecewise has no effect without values"),
        ({"points": [1, 2, 3], "values": [0, 1]}, mo.McdaError, "3 points and 2 values"),
        ({"points": 1, "values": [0, 1]}, mo.McdaError, "points of piecewise is 1, but must be an array"),
        ({"points": [1, 1], "values": [0, 1]}, mo.DomainError, "do not increase"),
        ({"points": [1], "values": [0]}, mo.DomainError, "do not increase"),
    ],
)
def test_curves_that_are_none_are_refused(given, error, message):
    with pytest.raises(error, match=message):
        mo.scalings.piecewise.kernel(np.ones((2, 1)), UP, **given)


def test_a_value_that_is_no_level_is_refused_by_name():
    matrix = mo.DecisionMatrix([[1, 5], [0.5, 6]], ["Ant", "Bee"], ["grade", "speed"])
    grades = mo.scalings.categorical.with_(levels=[-1, 0, 1], values=[0, 0.7, 1])
    with pytest.raises(mo.DomainError, match="categorical needs one of the levels -1, 0, 1, but 'speed' of 'Ant' is 5, and 2 more"):
        grades(matrix)
    with pytest.raises(mo.DomainError, match="categorical \\(the scale of wsm\\) needs one of the levels .* 'grade' of 'Bee' is 0.5"):
        mo.wsm(matrix, [1, 1], scale={"grade": grades})
    assert np.isnan(grades.kernel([[2.0]], [1.0])).all()


@pytest.mark.parametrize(
    "name", ["piecewise", "linear", "sigmoid", "triangular", "categorical", "target", "rim_interval", "cenit_distance"]
)
def test_without_stated_points_the_best_end_is_worth_most(name):
    matrix = mo.DecisionMatrix([[1, 1], [2, 2], [5, 5]], criteria=["up", "down:min"])
    found = mo.get(name)(matrix)
    if name != "sigmoid":
        np.testing.assert_allclose(found, mo.scalings.minmax(matrix))
    np.testing.assert_allclose(found.values[:, 0], 1 - found.values[:, 1], atol=1e-15)


@pytest.mark.parametrize("beyond", ["hold", "extend"])
def test_laws_of_a_stated_curve(beyond):
    variant = Variant("stated", {**CURVE, "beyond": beyond})
    kept = [law.independent, universal.batches, universal.anonymous, universal.neutral, universal.finite, universal.pure]
    for one in [*kept, *([law.bounded] if beyond == "hold" else [])]:
        assert hunt(mo.scalings.piecewise, one, variant, examples=200) is None, one
    assert hunt(mo.scalings.piecewise, law.mirror, variant) is not None
    assert hunt(mo.scalings.piecewise, law.unit_free, variant) is not None
