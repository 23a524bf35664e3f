import numpy as np
import pytest

import mcda_orch as mo

RNG = np.random.default_rng(9)
X, S = RNG.random((8, 5)), np.array([1.0, -1.0, 1.0, 1.0, -1.0])
U = mo.scalings.minmax.kernel(X, S)


@pytest.mark.parametrize("master", [-0.999999, -0.9, -0.1, -1e-9, 1e-9, 1.0, 30.0, 1e6])
@pytest.mark.parametrize("shares", [np.ones(5), np.array([8.0, 1, 1, 0, 0]), np.array([1e-3, 1, 1, 1, 1000])])
def test_the_scaling_constants_fit_the_master(master, shares):
    rows = np.eye(5) * 10  # one criterion at its best end, all others at their worst
    x = np.concatenate([rows, [[10.0] * 5], [[0.0] * 5]])
    found = mo.multiplicative_utility.kernel(x, shares, np.ones(5), master=master)
    k = found[:5]
    np.testing.assert_allclose(k / k.sum(), shares / shares.sum(), atol=1e-9)
    assert found[5] == pytest.approx(1, abs=1e-8)
    assert found[6] == 0
    assert np.log1p(master * k).sum() == pytest.approx(np.log1p(master), rel=1e-7)


@pytest.mark.parametrize("k", [[0.1, 0.2, 0.15, 0.05, 0.1], [0.7, 0.2, 0.4, 0.9, 0.0], [0.2] * 5])
def test_assessed_constants_are_taken_as_they_are(k):
    k = np.array(k)
    found = mo.multiplicative_utility.kernel(X, k, S, master="weights")
    from mcda_orch.core.capacity import master

    size = master(k)
    expected = U @ k if size == 0 else (np.prod(1 + size * k * U, axis=-1) - 1) / size
    np.testing.assert_allclose(found, expected, atol=1e-9)
    if size != 0:
        np.testing.assert_allclose(mo.multiplicative_utility.kernel(X, 7 * k, S, master=float(size)), expected, atol=1e-9)
    both = mo.multiplicative_utility.kernel(X, np.stack([k, k[::-1]]), S, master="weights")
    np.testing.assert_allclose(both[0], expected, atol=1e-9)


def test_without_interaction_it_is_additive():
    w = RNG.random(5)
    np.testing.assert_allclose(mo.multiplicative_utility.kernel(X, w, S, master=0), mo.maut.kernel(X, w / w.sum(), S), atol=1e-12)
    np.testing.assert_allclose(mo.multiplicative_utility.kernel(X, w, S, master=1e-12), mo.maut.kernel(X, w / w.sum(), S), atol=1e-9)


def test_a_multiplicative_utility_is_the_integral_of_its_lambda_measure_where_values_are_all_or_nothing():
    g = np.array([0.2, 0.3, 0.1, 0.25])
    x = ((np.arange(16)[:, None] >> np.arange(4)) & 1).astype(float)
    found = mo.multiplicative_utility.kernel(x, g, np.ones(4), master="weights")
    np.testing.assert_allclose(found, mo.Capacity.sugeno(g).values, atol=1e-12)


@pytest.mark.parametrize("master", ["weights", -1.0, -3, float("nan")])
def test_what_is_no_master_is_refused(master):
    with pytest.raises(mo.DomainError, match="multiplicative_utility"):
        mo.multiplicative_utility.kernel(X, np.array([1.0, 2, 0, 0, 0]), S, master=master)


def test_risk_bends_utility_both_ways():
    x = np.array([[0.0], [0.5], [1.0]])
    for c in (-400.0, -2.0, -1e-9, 0.0, 1e-300, 2.0, 400.0):
        u = mo.scalings.exponential.kernel(x, np.ones(1), risk=np.array([c]))[:, 0]
        assert u[0] == pytest.approx(0, abs=1e-15)
        assert u[2] == pytest.approx(1)
        assert u[1] == pytest.approx(1 / (1 + np.exp(np.clip(-c / 2, -700, 700))), rel=1e-9)


def test_risk_by_name():
    matrix = mo.DecisionMatrix([[0, 4], [1, 3], [2, 0]], criteria=["gain", "calm"])
    found = mo.maut(matrix, {"gain": 1, "calm": 1}, risk={"calm": 2.0})
    expected = [0 + 1, 0.5 + -np.expm1(-1.5) / -np.expm1(-2.0), 1 + 0]
    np.testing.assert_allclose(found.scores, expected, atol=1e-12)


def test_where_differences_turn_is_known_only_without_aversion_to_risk():
    x, s = np.array([[1.0, 2.0], [3.0, 5.0]]), np.ones(2)
    assert mo.maut.turning(x, s) is not None
    assert mo.maut.turning(x, s, risk=np.zeros(2)) is not None
    assert mo.maut.turning(x, s, risk=np.array([0.0, 1.0])) is None
