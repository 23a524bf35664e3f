import numpy as np
import pytest

import mcda_orch as mo

RNG = np.random.default_rng(0)
X, W, S = RNG.integers(-3, 6, (6, 4)).astype(float), RNG.random(4) + 0.1, np.array([1.0, -1.0, 1.0, -1.0])


def test_minkowski_lies_between_the_others():
    for p, name in ((1.0, "manhattan"), (2.0, "euclidean"), (200.0, "chebyshev")):
        found = mo.topsis.kernel(X, W, S, distance="minkowski", p=p)
        np.testing.assert_allclose(found, mo.topsis.kernel(X, W, S, distance=name), atol=0.01 if p > 2 else 1e-12)


def test_the_manhattan_distance_makes_it_a_weighted_sum():
    for scale in (mo.scalings.vector, mo.scalings.minmax):
        sums = mo.wsm.kernel(X, W, S, scale=scale)
        found = mo.topsis.kernel(X, W, S, distance="manhattan", scale=scale)
        assert np.corrcoef(found, sums)[0, 1] == pytest.approx(1, abs=1e-12)


def test_declared_ends_make_it_rim():
    bounds = {"low": np.full(4, -4.0), "high": np.full(4, 7.0)}
    np.testing.assert_allclose(mo.topsis.kernel(X, W, S, **bounds), mo.rim.kernel(X, W, S, **bounds), rtol=0, atol=1e-15)
    partly = {"low": np.array([-4.0, np.nan, -4.0, np.nan]), "high": np.array([7.0, np.nan, 7.0, 7.0])}
    np.testing.assert_allclose(mo.topsis.kernel(X, W, S, **partly), mo.rim.kernel(X, W, S, **partly), rtol=0, atol=1e-15)


def test_a_criterion_without_a_range_contributes_nothing():
    x, bounds = np.concatenate([X, np.ones((6, 1))], axis=-1), {"low": np.full(5, -4.0), "high": np.full(5, 7.0)}
    bounds["low"][-1] = bounds["high"][-1] = 1.0
    w, s = np.append(W, 9.0), np.append(S, 1.0)
    for name in ("topsis", "rim"):
        kernel = mo.get(name).kernel
        expected = kernel(X, W, S, low=np.full(4, -4.0), high=np.full(4, 7.0))
        np.testing.assert_allclose(kernel(x, w, s, **bounds), expected, rtol=0, atol=1e-15)


def test_declared_criteria_alone_change_nothing():
    criteria = [mo.Criterion("a", scale=mo.Ratio(low=0, high=10)), mo.Criterion("b", "min", scale=mo.Ratio(low=0, high=10))]
    x = [[1, 2], [3, 4], [4, 3]]
    assert (
        mo.topsis(mo.DecisionMatrix(x, criteria=criteria), [1, 1]).scores
        == mo.topsis(mo.DecisionMatrix(x, criteria=["a", "b:min"]), [1, 1]).scores
    ).all()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"distance": "taxicab"}, "distance of topsis is 'taxicab', but must be 'euclidean', 'manhattan', 'chebyshev' or 'minkowski'"),
        ({"distance": "minkowski", "p": 0.5}, "p of topsis is 0.5, but must be at least 1"),
    ],
)
def test_errors(settings, message):
    with pytest.raises(mo.McdaError, match=message):
        mo.topsis.kernel(X, W, S, **settings)
