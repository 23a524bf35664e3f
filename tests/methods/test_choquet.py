import numpy as np
import pytest

import mcda_orch as mo

RNG = np.random.default_rng(7)
X, S = RNG.normal(size=(9, 4)).round(1), np.ones(4)
W = np.ones(4)
IDENTITY = mo.scalings.identity


def random_capacity(m=4):
    values = RNG.random(2**m)
    values[0] = 0
    for j in range(m):
        pairs = values.reshape(-1, 2, 2**j)
        pairs[:, 1] = np.maximum(pairs[:, 0], pairs[:, 1])
    return mo.Capacity(values / values[-1])


def choquet(x, capacity):
    return mo.choquet.kernel(x, W, S, capacity=capacity)


def by_definition(row, capacity):
    order = sorted(range(len(row)), key=lambda j: row[j])
    found, below = 0.0, 0.0
    for k, j in enumerate(order):
        found += (row[j] - below) * capacity[[capacity.criteria[i] for i in order[k:]]]
        below = row[j]
    return found


def test_against_the_definition():
    capacity = random_capacity()
    np.testing.assert_allclose(choquet(X, capacity), [by_definition(row, capacity) for row in X], atol=1e-12)


def test_an_additive_capacity_gives_the_weighted_mean():
    w = np.array([3.0, 1.0, 2.0, 2.0])
    np.testing.assert_allclose(choquet(X, mo.Capacity.additive(w)), X @ w / 8, atol=1e-12)
    np.testing.assert_allclose(mo.choquet.kernel(X, w, S), X @ w / 8, atol=1e-12)


def test_a_symmetric_capacity_gives_the_ordered_weighted_average():
    v = np.array([0.1, 0.4, 0.3, 0.2])
    expected = np.sort(X, axis=-1)[:, ::-1] @ v
    np.testing.assert_allclose(choquet(X, mo.Capacity.symmetric(v)), expected, atol=1e-12)
    np.testing.assert_allclose(mo.owa.kernel(X, W, S, scale=IDENTITY, order_weights=v), expected, atol=1e-12)


def test_extreme_capacities_give_minimum_and_maximum():
    all_of_them, one_of_them = np.zeros(16), np.ones(16)
    all_of_them[-1], one_of_them[0] = 1, 0
    np.testing.assert_allclose(choquet(X, all_of_them), X.min(axis=-1), atol=1e-12)
    np.testing.assert_allclose(choquet(X, one_of_them), X.max(axis=-1), atol=1e-12)


def test_it_is_linear_in_the_moebius_transform():
    capacity = random_capacity()
    smallest = [X[:, [b >> j & 1 == 1 for j in range(4)]].min(axis=-1) for b in range(1, 16)]
    np.testing.assert_allclose(choquet(X, capacity), capacity.moebius[1:] @ np.array(smallest), atol=1e-12)


def test_it_shifts_and_stretches_with_its_values():
    capacity = random_capacity()
    np.testing.assert_allclose(choquet(3 * X - 5, capacity), 3 * choquet(X, capacity) - 5, atol=1e-12)


def test_negated_values_are_judged_by_the_dual_capacity():
    """The asymmetric integral: what is worth mu(A) as a gain is worth 1 - mu(rest) as a loss."""
    capacity = random_capacity()
    dual = mo.Capacity(1 - capacity.values[::-1])
    np.testing.assert_allclose(choquet(-X, capacity), -choquet(X, dual), atol=1e-12)


def test_batches_of_matrices_and_capacities():
    several = np.stack([random_capacity().values for _ in range(3)])
    stack = np.stack([X, X + 1, X * 2])
    for method in (mo.choquet, mo.sugeno):
        found = method.kernel(stack, W, S, capacity=several)
        outer = method.kernel(stack[:, None], W, S, capacity=several)
        assert (found.shape, outer.shape) == ((3, 9), (3, 3, 9))
        for b in range(3):
            np.testing.assert_allclose(found[b], method.kernel(stack[b], W, S, capacity=several[b]), atol=1e-12)
            np.testing.assert_allclose(outer[0, b], method.kernel(stack[0], W, S, capacity=several[b]), atol=1e-12)
    assert mo.choquet.kernel(X, np.ones((5, 4)), S, capacity=several[0]).shape == (5, 9)


def test_a_labelled_capacity_finds_its_criteria():
    marks = mo.DecisionMatrix([[10, 18, 16], [18, 10, 12], [15, 14, 15]], ["A", "B", "C"], ["L", "M", "P"])
    capacity = mo.Capacity({"M": 0.45, "P": 0.45, "L": 0.3, ("M", "P"): 0.5, ("M", "L"): 0.9, ("P", "L"): 0.9})
    outcome = mo.choquet(marks, capacity.shapley, capacity=capacity)
    np.testing.assert_allclose(outcome.scores, [13.9, 13.6, 14.9])
    assert str(outcome.ranking) == "C > A > B"
    with pytest.raises(mo.LabelError, match="'L'"):
        mo.choquet(marks, [1, 1, 1], capacity=mo.Capacity.additive({"M": 1, "P": 1, "X": 1}))
    with pytest.raises(mo.ShapeError, match="does not fit 3 criteria"):
        mo.choquet(marks, [1, 1, 1], capacity=[0, 0.5, 0.5, 1])


def test_other_array_libraries():
    capacity = random_capacity()
    strict = pytest.importorskip("array_api_strict", reason="array-api-strict is not installed")
    places = (X - X.min()) / np.ptp(X)
    for method, x in ((mo.choquet, X), (mo.sugeno, places)):
        found = method.kernel(strict.asarray(x), strict.asarray(W), strict.asarray(S), scale=IDENTITY, capacity=capacity)
        np.testing.assert_allclose(np.asarray(found), method.kernel(x, W, S, scale=IDENTITY, capacity=capacity), atol=1e-12)


def test_sugeno_against_its_other_form():
    """The integral is also the largest, over all sets, of the smaller of the set's lowest value and its worth."""
    capacity, x = random_capacity(), RNG.random((9, 4))
    sets = [[b >> j & 1 == 1 for j in range(4)] for b in range(1, 16)]
    expected = np.max([np.minimum(x[:, member].min(axis=-1), capacity.values[b]) for b, member in enumerate(sets, start=1)], axis=0)
    np.testing.assert_allclose(mo.sugeno.kernel(x, W, S, scale=IDENTITY, capacity=capacity), expected)


def test_sugeno_with_a_capacity_of_zeros_and_ones_is_a_value_of_the_alternative():
    x = RNG.random((9, 4))
    two_of_them = mo.Capacity.symmetric([0, 1, 0, 0])
    np.testing.assert_allclose(mo.sugeno.kernel(x, W, S, scale=IDENTITY, capacity=two_of_them), np.sort(x, axis=-1)[:, -2])
    np.testing.assert_allclose(choquet(x, two_of_them), np.sort(x, axis=-1)[:, -2])
