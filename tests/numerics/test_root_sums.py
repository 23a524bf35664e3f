"""Sums of roots over a tree are those over all pairs."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.methods.scores import todim
from mcda_orch.numerics import root_sums as module
from mcda_orch.numerics.root_sums import root_sums


def by_pairs(y):
    roots = np.sqrt(np.abs(y[:, None] - y))
    ahead = y[:, None] > y
    return (roots * ahead).sum(axis=1), (roots * ahead.T).sum(axis=1)


@pytest.mark.parametrize("n", [1, 2, 65, 512, 513, 1500])
@pytest.mark.parametrize("kind", ["even", "spread", "clusters", "heavy", "signed", "levels", "grid", "one apart"])
def test_a_tree_adds_up_what_pairs_do(n, kind):
    rng = np.random.default_rng(n)
    y = {
        "even": rng.random(n),
        "spread": np.exp(rng.normal(0, 3, n)),
        "clusters": np.concatenate([1e-9 * rng.random(n // 3), 1.0 + 1e-6 * rng.random(n - n // 3)]),
        "heavy": 1.0 / rng.random(n) ** 3,
        "signed": rng.normal(size=n) * 1e5,
        "levels": rng.integers(0, 9, n) / 10.0,
        "grid": rng.permutation(n) / 7.0,
        "one apart": np.concatenate([rng.random(n - 1) * 1e-12, [1.0]]),
    }[kind]
    for found, expected in zip(root_sums(y), by_pairs(y), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-12 * expected.max())


@pytest.mark.parametrize("losses", ["inverse", "direct"])
def test_todim_meets_all_opponents_at_once_as_one_after_the_other(losses, monkeypatch):
    rng = np.random.default_rng(3)
    x, w, s = rng.random((2, 700, 3)) + 0.1, rng.random((2, 3)), np.array([1.0, -1.0, 1.0])
    x[:, ::50] = x[:, :1]
    found = mo.todim.kernel(x, w, s, losses=losses)
    monkeypatch.setattr(todim, "PAIRS", 700)
    np.testing.assert_allclose(found, mo.todim.kernel(x, w, s, losses=losses), rtol=0, atol=1e-12)
    assert (found[:, ::50] == found[:, :1]).all()


def test_few_targets_at_a_time_give_the_same(monkeypatch):
    y = np.random.default_rng(5).random(3000)
    usual = root_sums(y)
    monkeypatch.setattr(module, "TOGETHER", 3)
    np.testing.assert_allclose(root_sums(y), usual, rtol=1e-13)
