"""A different scaling for every criterion: by name on labelled values, by number on bare arrays."""

import warnings

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.laws import scores as law
from mcda_orch.laws import universal
from mcda_orch.plugin.law import Variant
from mcda_orch.testing.hunting import hunt

MATRIX = mo.DecisionMatrix(
    [[7, 300, -3.0], [9, 500, 1.0], [8, 250, 2.0]],
    ["Ant", "Bee", "Cat"],
    [mo.Criterion("quality", scale=mo.Ratio(0, 10)), "price:min", "mood"],
)


def scaled(scale, matrix=MATRIX, method=mo.wsm):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mo.MeaningWarning)
        return method(matrix, np.ones(matrix.shape[-1]), scale=scale).steps["r_ij"].values


def test_every_criterion_gets_its_own_and_the_others_the_default_of_the_method():
    found = scaled({"price": mo.scalings.minmax}, method=mo.topsis)
    expected = np.array(mo.scalings.vector(MATRIX))
    expected[:, 1] = mo.scalings.minmax(MATRIX).values[:, 1]
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(scaled({"price": mo.scalings.minmax})[:, [0, 2]], MATRIX.values[:, [0, 2]])


def test_a_scaling_for_all_criteria_by_name_is_that_scaling():
    everywhere = dict.fromkeys(MATRIX.criterion_names, mo.scalings.minmax)
    np.testing.assert_array_equal(scaled(everywhere), scaled(mo.scalings.minmax))


def test_declared_bounds_reach_the_scalings_inside():
    assert scaled({"quality": mo.scalings.minmax})[:, 0].tolist() == [0.7, 0.9, 0.8]
    assert scaled({"quality": mo.scalings.linear_ratio})[:, 0].tolist() == [0.7, 0.9, 0.8]


def test_cells_must_fit_the_scaling_of_their_own_criterion_only():
    found = scaled({"price": mo.scalings.linear_ratio, "quality": mo.scalings.logarithm})  # 'mood' has negative values
    np.testing.assert_allclose(found[:, 1], [250 / 300, 0.5, 1])
    with pytest.raises(mo.DomainError, match="linear_ratio \\(the scale of wsm\\) needs values >= 0.*'mood' of 'Ant' is -3"):
        scaled({"price": mo.scalings.minmax, "mood": mo.scalings.linear_ratio})


def test_parameters_of_a_scaling_find_their_criteria_by_name():
    near = mo.scalings.target.with_(target={"mood": 1})
    np.testing.assert_allclose(scaled({"mood": near})[:, 2], [0.2, 1, 0.8])
    np.testing.assert_allclose(near(MATRIX).values[:, [1, 2]], [[0.8, 0.2], [0, 1], [1, 0.8]])
    np.testing.assert_array_equal(mo.scalings.target(MATRIX, target={"mood": 1}), near(MATRIX))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: mo.wsm(MATRIX, [1, 1, 1], scale={"prize": mo.scalings.minmax}),
            "scaling of wsm for 'prize', which is no criterion.* did you mean 'price'",
        ),
        (lambda: mo.wsm(MATRIX, [1, 1, 1], scale={"price": "minmx"}), "is no scaling.* did you mean 'minmax'"),
        (lambda: mo.wpm(MATRIX, [1, 1, 1], scale={"price": mo.scalings.minmax}), "'quality', 'mood' have no scaling of wpm"),
        (lambda: mo.scalings.target(MATRIX, target={"prize": 3}), "target of target for 'prize'"),
        (lambda: mo.scalings.target(MATRIX, target=[3, 4]), "2 values of target of target for 3 criteria"),
    ],
)
def test_errors_name_who_and_a_way_out(call, message):
    with pytest.raises(mo.McdaError, match=message):
        call()


def test_steps_show_one_scaled_table():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mo.MeaningWarning)
        steps = mo.topsis(MATRIX, [1, 1, 1], scale={"price": mo.scalings.minmax}).steps
    assert [s.symbol for s in steps].count("r_ij") == 1


def test_nothing_is_claimed_of_a_mixture():
    chosen = mo.scalings.mixed.with_(scalings=(mo.scalings.minmax,))
    assert mo.wsm.claims({"scale": chosen}) is None
    assert mo.scalings.mixed.claims({"scalings": (mo.scalings.minmax,)}) is None


def test_the_number_of_each_criterion_batches():
    rng = np.random.default_rng(1)
    x, s = rng.random((4, 3)), np.array([1.0, -1.0, 1.0])
    scalings = (mo.scalings.minmax, mo.scalings.vector)
    which = np.array([[0, 1, 0], [1, 1, 2]])
    found = mo.scalings.mixed.kernel(x, s, scalings=scalings, which=which)
    assert found.shape == (2, 4, 3)
    np.testing.assert_array_equal(found[0, :, 1], mo.scalings.vector.kernel(x, s)[:, 1])
    np.testing.assert_array_equal(found[1, :, 2], x[:, 2])


def test_a_mixture_of_what_keeps_a_law_keeps_it():
    parts = (mo.scalings.minmax.with_(low=-8.0, high=16.0), mo.scalings.lai_hwang.with_(low=-8.0, high=16.0))
    for which in (0.0, 1.0):
        variant = Variant("declared", {"scalings": parts, "which": which})
        for kept in (law.unit_free, law.mirror, law.independent, law.monotone, universal.anonymous, universal.finite, universal.pure):
            assert hunt(mo.scalings.mixed, kept, variant, examples=200) is None, kept


def test_mixtures_on_a_batch_of_matrices_and_weights():
    rng = np.random.default_rng(2)
    x, w, s = rng.random((5, 4, 3)), rng.random((6, 1, 3)), np.array([1.0, -1.0, 1.0])
    chosen = mo.scalings.mixed.with_(scalings=(mo.scalings.minmax, mo.scalings.ranks), which=np.array([0.0, 1.0, 1.0]))
    found = mo.wsm.kernel(x, w, s, scale=chosen)
    assert found.shape == (6, 5, 4)
    np.testing.assert_allclose(found[3, 2], mo.wsm.kernel(x[2], w[3, 0], s, scale=chosen))
