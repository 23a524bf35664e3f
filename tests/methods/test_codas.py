import numpy as np
import pytest

import mcda_orch as mo


def by_pairs(x, w, tau):
    """The definition, pair by pair."""
    r = x / x.max(axis=0)
    d = (r - r.min(axis=0)) * (w / w.sum())
    e, t = np.sqrt((d**2).sum(axis=-1)), d.sum(axis=-1)
    far = np.abs(e[:, None] - e[None, :]) >= tau
    return (e[:, None] - e[None, :] + far * (t[:, None] - t[None, :])).sum(axis=-1)


@pytest.mark.parametrize("tau", [0.0, 0.02, 0.3, 2.0])
@pytest.mark.parametrize("n", [5, 64, 65, 300])
def test_many_alternatives_are_compared_without_pairs(n, tau):
    rng = np.random.default_rng(n)
    x, w = rng.integers(1, 9, (n, 4)).astype(float), rng.random((3, 4)) + 0.1
    found = mo.codas.kernel(x, w, np.ones(4), tau=tau)
    np.testing.assert_allclose(found, [by_pairs(x, v, tau) for v in w], rtol=0, atol=1e-10)


def test_a_difference_that_equals_the_threshold_reaches_it():
    """0.98 and 1 of 1: the distances differ by 0.02 in the decimals of the table, if not in binary."""
    x = np.array([[5.0], [4.9], [1.0]])
    found = mo.codas.kernel(x, np.ones(1), np.ones(1), tau=0.02)
    np.testing.assert_allclose(found, [2 * (0.02 + 0.8), 2 * (0.78 - 0.02), 2 * (-0.8 - 0.78)])


def test_signed_data_under_another_scaling():
    x, w, s = np.array([[-1.0, 0.0], [1.0, 1.0], [0.0, -1.0]]), np.ones(2), np.ones(2)
    assert mo.codas.kernel(x, w, s, scale=mo.scalings.minmax).argmax() == 1
    with pytest.raises(mo.DomainError, match="linear_ratio \\(the scale of codas\\) needs values >= 0"):
        mo.codas(mo.DecisionMatrix(x), w)


def test_many_alternatives_in_single_precision():
    rng = np.random.default_rng(2)
    x, w, s = rng.random((400, 3)) + 0.1, np.array([0.5, 0.3, 0.2]), np.ones(3)
    found = mo.codas.kernel(*(a.astype(np.float32) for a in (x, w, s)), tau=0.5)
    np.testing.assert_allclose(found, mo.codas.kernel(x, w, s, tau=0.5), rtol=0, atol=2e-2)
