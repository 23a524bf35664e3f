import numpy as np
import pytest

import mcda_orch as mo

RNG = np.random.default_rng(8)
X, S, W = RNG.random((7, 4)), np.ones(4), np.array([1.0, 0.6, 0.5, 0.9])
IDENTITY = mo.scalings.identity


def owa(x=X, w=W, **params):
    return mo.owa.kernel(x, w, S, scale=IDENTITY, **params)


def guided(row, w, quantifier):
    """Yager (1996): the weight of a value is what its criterion adds to the quantifier."""
    order = sorted(range(len(row)), key=lambda j: -row[j])
    reached = np.cumsum(w[order]) / w.sum()
    return np.diff(quantifier(np.concatenate([[0.0], reached]))) @ row[order]


@pytest.mark.parametrize("a", [0.3, 1, 2, 5.5])
def test_quantifier_guided_by_definition(a):
    np.testing.assert_allclose(owa(quantifier=a), [guided(row, W, lambda p: p**a) for row in X], atol=1e-12)


@pytest.mark.parametrize("ends", [(0.3, 0.8), (0, 0.5), (0.5, 1)])
def test_ramps(ends):
    expected = [guided(row, W, lambda p: np.clip((p - ends[0]) / (ends[1] - ends[0]), 0, 1)) for row in X]
    np.testing.assert_allclose(owa(quantifier=ends), expected, atol=1e-12)


def test_weighted_owa_interpolates_the_order_weights():
    v = np.array([0.4, 0.1, 0.2, 0.3])
    partial = np.concatenate([[0.0], np.cumsum(v)])
    expected = [guided(row, W, lambda p: np.interp(p, np.arange(5) / 4, partial)) for row in X]
    np.testing.assert_allclose(owa(order_weights=v), expected, atol=1e-12)
    np.testing.assert_allclose(owa(order_weights=5 * v), expected, atol=1e-12)


def test_special_cases():
    np.testing.assert_allclose(owa(quantifier=1.0), X @ W / W.sum(), atol=1e-12)
    np.testing.assert_allclose(owa(order_weights=np.ones(4)), X @ W / W.sum(), atol=1e-12)
    equal = np.ones(4)
    np.testing.assert_allclose(owa(w=equal, order_weights=[1, 0, 0, 0]), X.max(axis=-1), atol=1e-12)
    np.testing.assert_allclose(owa(w=equal, order_weights=[0, 0, 0, 1]), X.min(axis=-1), atol=1e-12)
    np.testing.assert_allclose(owa(w=equal, order_weights=[0, 0.5, 0.5, 0]), np.median(X, axis=-1), atol=1e-12)


def test_values_may_be_negative():
    np.testing.assert_allclose(owa(x=X - 3), owa() - 3, atol=1e-12)


def test_order_weights_come_in_batches():
    v = RNG.dirichlet(np.ones(4), 5)
    found = owa(order_weights=v)
    assert found.shape == (5, 7)
    for b in range(5):
        np.testing.assert_allclose(found[b], owa(order_weights=v[b]), atol=1e-12)


@pytest.mark.parametrize("params", [{"quantifier": 0}, {"quantifier": -1.0}, {"quantifier": (0.8, 0.3)}, {"order_weights": [1, 1]}])
def test_what_is_no_quantifier_is_refused(params):
    with pytest.raises(mo.McdaError, match="quantifier of owa is|owa got 2 order weights"):
        owa(**params)
