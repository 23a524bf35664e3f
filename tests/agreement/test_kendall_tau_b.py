import sys

import numpy as np
import pytest
from scipy.stats import kendalltau

import mcda_orch as mo
from mcda_orch.agreement.kendall_tau_b import kendall_tau_b
from mcda_orch.core.positions import positions
from mcda_orch.numerics import order_signs

tau_b = kendall_tau_b.every_pair
HOME = sys.modules[kendall_tau_b.function.__module__]


def draws(k, n, levels, seed=0):
    return positions(np.random.default_rng(seed).integers(0, levels, (k, n)).astype(float))


@pytest.mark.parametrize(("n", "levels"), [(2, 2), (3, 3), (12, 2), (12, 5), (12, 1_000), (90, 9), (HOME.FEW, 40)])
def test_all_at_once_is_every_two(n, levels):
    ranks = draws(9, n, levels)
    found = tau_b(ranks)
    for i, one in enumerate(ranks):
        for j, other in enumerate(ranks):
            alone = np.ptp(one) > 0 and np.ptp(other) > 0
            assert found[i, j] == pytest.approx(kendalltau(one, other).statistic if alone else np.nan, abs=1e-12, nan_ok=True)


def test_blocks_count_all_pairs(monkeypatch):
    ranks = draws(7, 50, 6)
    whole = tau_b(ranks)
    monkeypatch.setattr(order_signs, "CELLS", 1_200)
    np.testing.assert_array_equal(tau_b(ranks), whole)


def test_sorting_says_the_same(monkeypatch):
    ranks = np.array([*draws(6, 40, 5), [1] * 40])
    whole = tau_b(ranks)
    monkeypatch.setattr(HOME, "FEW", 0)
    np.testing.assert_allclose(tau_b(ranks), whole, rtol=0, atol=1e-15)


def test_the_same_order_is_one_and_the_reverse_minus_one_to_the_bit():
    ranks = draws(40, 30, 12)
    both = np.concatenate([ranks, ranks, ranks.max(axis=-1, keepdims=True) + 1 - ranks])
    found = tau_b(both)
    np.testing.assert_array_equal(found[:40, 40:80].diagonal(), 1.0)
    np.testing.assert_array_equal(found[:40, 80:].diagonal(), -1.0)


@pytest.mark.parametrize("few", [HOME.FEW, 0])
def test_who_ties_all_agrees_with_nobody(monkeypatch, few):
    monkeypatch.setattr(HOME, "FEW", few)
    np.testing.assert_array_equal(np.isnan(tau_b(np.array([[1, 1, 1], [1, 2, 3]]))), [[True, True], [True, False]])
    assert np.isnan(tau_b(np.array([[1]]))).all()


def test_no_rankings_agree_with_none():
    refused = mo.compare(mo.DecisionMatrix([[1, -2], [3, 4]]), "wpm", [1, 1])
    assert refused.outcomes == {}
    assert refused.agreement.values.shape == (0, 0)
