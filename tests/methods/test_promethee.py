"""PROMETHEE II: flows from sorted values are those of all pairs, to the last tie."""

import sys

import numpy as np
import pytest

import mcda_orch as mo

module = sys.modules[mo.promethee_ii.function.__module__]


@pytest.mark.parametrize("kind", ["usual", "u_shape", "v_shape", "level", "linear"])
def test_sorted_values_give_the_flows_of_all_pairs(kind, monkeypatch):
    rng = np.random.default_rng(5)
    for trial in range(200):
        n, m = rng.integers(2, 40), 3
        x = [rng.random((n, m)), rng.integers(0, 10, (n, m)) * 0.1, rng.integers(-3, 4, (n, m)).astype(float)][trial % 3]
        q, p = rng.choice([0.0, 0.1, 0.2, 0.3, 1.0], m), rng.choice([0.0, 0.1, 0.3, 0.5, 1.0, 2.0], m)
        s = rng.choice([-1.0, 1.0], m)
        monkeypatch.setattr(module, "PAIRS", n)
        pairs = mo.promethee_ii.linear_form(x, s, function=kind, q=q, p=p)
        monkeypatch.setattr(module, "PAIRS", 0)
        found = mo.promethee_ii.linear_form(x, s, function=kind, q=q, p=p)
        np.testing.assert_allclose(found, pairs, rtol=0, atol=1e-14 if kind in ("v_shape", "linear") else 0)
        assert all((len(np.unique(found[:, j])) <= len(np.unique(x[:, j]))) for j in range(m))  # equal cells, equal flows


def test_a_batch_of_tables_and_thresholds(monkeypatch):
    rng = np.random.default_rng(6)
    x, q = rng.integers(-3, 4, (5, 20, 3)).astype(float), rng.random((5, 3))
    pairs = mo.promethee_ii.kernel(x, np.ones(3), np.ones(3), function="linear", q=q, p=q + 1)
    monkeypatch.setattr(module, "PAIRS", 0)
    np.testing.assert_allclose(
        mo.promethee_ii.kernel(x, np.ones(3), np.ones(3), function="linear", q=q, p=q + 1), pairs, rtol=0, atol=1e-14
    )


def test_many_alternatives_need_no_pairs():
    x = np.random.default_rng(7).random((200_000, 2))
    flows = mo.promethee_ii.kernel(x, np.array([1.0, 1.0]), np.array([1.0, -1.0]))
    expected = (x[:, 0].argsort().argsort() - x[:, 1].argsort().argsort()) * 2.0 / (len(x) - 1)
    np.testing.assert_allclose(flows, expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("kind", ["u_shape", "level"])
@pytest.mark.parametrize("pairs", [0, 1000])
def test_a_difference_that_equals_a_threshold_does_not_exceed_it_whatever_its_last_digit(kind, pairs, monkeypatch):
    monkeypatch.setattr(module, "PAIRS", pairs)
    x = np.array([[0.1], [0.2], [0.3], [0.4], [0.7]])
    limits = {"q": 0.1} if kind == "u_shape" else {"q": 0.1, "p": 0.1}
    flows = mo.promethee_ii.kernel(x, np.ones(1), np.ones(1), function=kind, **limits, flows="sum")
    assert flows.tolist() == [-3.0, -2.0, 0.0, 1.0, 4.0]
    shifted = mo.promethee_ii.kernel(x + 100, np.ones(1), np.ones(1), function=kind, **limits, flows="sum")
    assert shifted.tolist() == flows.tolist()
