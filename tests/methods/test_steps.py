import warnings

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.weighting.cilos import cilos

PROBLEM = mo.load("orchestrators")
TABLE = mo.DecisionMatrix(
    [[7, 300, 2], [9, 250, 5], [8, 280, 3], [6, 310, 4]], ["Ant", "Bee", "Cat", "Doe"], ["quality", "price:min", "reach"]
)
W = [3, 2, 1]


def outcome(name, table=TABLE):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mo.MeaningWarning)
        return mo.get(name)(table, W)


@pytest.mark.parametrize("name", mo.names("score"))
def test_no_two_steps_have_one_symbol(name):
    found = outcome(name)
    symbols = [step.symbol for step in found.steps]
    assert len(symbols) == len(set(symbols))
    for step in found.steps:
        assert found.steps[step.symbol] is not None


def test_topsis_shows_weighted_values_and_ideals_in_the_direction_of_each_criterion():
    steps = mo.topsis(TABLE, W).steps
    r, v = steps["r_ij"].values, steps["v_ij"].values
    np.testing.assert_allclose(v, r * W)
    assert (v > 0).all()
    np.testing.assert_allclose(steps["v_j+"].values, [v[:, 0].max(), v[:, 1].min(), v[:, 2].max()])
    np.testing.assert_allclose(steps["v_j-"].values, [v[:, 0].min(), v[:, 1].max(), v[:, 2].min()])
    np.testing.assert_allclose(np.sqrt(((v - steps["v_j+"].values) ** 2).sum(axis=1)), steps["D_i+"].values)
    reflected = mo.topsis(TABLE, W, scale="minmax").steps
    np.testing.assert_allclose(reflected["v_j+"].values, W)
    np.testing.assert_allclose(reflected["v_j-"].values, 0)
    declared = mo.topsis(TABLE, W, low=[0, 200, 0], high=[10, 400, 10]).steps
    np.testing.assert_allclose(declared["v_j+"].values, W)


@pytest.mark.parametrize(
    "params", [{}, {"flows": "sum"}, {"function": "linear", "q": [0.5, 10, 0], "p": [2, 40, 2]}, {"function": "gaussian", "sigma": 3}]
)
def test_promethee_shows_how_pairs_and_flows_make_the_net_flow(params):
    found = mo.promethee_ii(TABLE, W, **params)
    pi, steps = found.steps["pi_ik"].values, found.steps
    others = 1 if params.get("flows") == "sum" else 3
    assert (np.diag(pi) == 0).all()
    assert (pi >= 0).all()
    np.testing.assert_allclose(steps["phi_i+"].values, pi.sum(axis=1) / others)
    np.testing.assert_allclose(steps["phi_i-"].values, pi.sum(axis=0) / others)
    np.testing.assert_allclose(steps["phi_i+"].values - steps["phi_i-"].values, found.scores.values, atol=1e-12)


def test_the_reference_point_of_moora_is_the_best_of_each_column():
    steps = mo.moora_reference(TABLE, W).steps
    r = steps["r_ij"].values
    np.testing.assert_allclose(steps["r_j*"].values, [r[:, 0].max(), r[:, 1].min(), r[:, 2].max()])


def test_cilos_weights_solve_the_system_that_it_shows():
    from mcda_orch.plugin.steps import recorded

    with recorded() as record:
        weights = cilos.kernel(TABLE.values, TABLE.senses)
    shown = {symbol: value for _, symbol, value in record}
    np.testing.assert_allclose(shown["P_jj"], 1 - shown["A_jj"])
    np.testing.assert_allclose(shown["F_jj"].sum(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(shown["F_jj"] @ weights, 0, atol=1e-6)
