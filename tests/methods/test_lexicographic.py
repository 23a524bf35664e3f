import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.methods.scores import lexicographic
from mcda_orch.methods.scores.lexicographic import majorities, positions

RNG = np.random.default_rng(10)


def by_comparison(x, w, s):
    """Sort by tuples, the most important criterion first; every weight is its own."""
    keys = [tuple((row * s)[np.argsort(-w)]) for row in x]
    return [sum(key > other for other in keys) for key in keys]


@pytest.mark.parametrize("m", [1, 3, 11, 60, 130])
def test_distinct_weights_order_as_words_in_a_dictionary(m):
    x = RNG.integers(0, 2, (9, m)).astype(float)
    x[:5, : m // 2] = 1.0
    w, s = RNG.permutation(m) + 1.0, RNG.choice([-1.0, 1.0], m)
    assert mo.lexicographic.kernel(x, w, s).tolist() == by_comparison(x, w, s)


@pytest.mark.parametrize("m", [2, 7, 90])
def test_criteria_of_equal_weight_decide_by_majority(m):
    x, s = RNG.integers(0, 3, (8, m)).astype(float), np.ones(m)
    w = RNG.integers(0, 4, m).astype(float)

    def ahead(a, b):
        for level in sorted(set(w) - {0.0}, reverse=True):
            votes = np.sign(a - b)[w == level].sum()
            if votes:
                return np.sign(votes)
        return 0

    assert mo.lexicographic.kernel(x, w, s).tolist() == [sum(ahead(a, b) > 0 for b in x) for a in x]


def test_no_gain_makes_up_for_the_smallest_loss():
    assert str(mo.lexicographic(mo.DecisionMatrix([[1.0, 0], [1.0 - 1e-15, 1e300]]), [2, 1]).ranking) == "A1 > A2"


def test_a_majority_may_run_in_a_circle_whose_members_tie():
    circle = np.array([[3.0, 2, 1], [1, 3, 2], [2, 1, 3]])
    assert mo.lexicographic.kernel(circle, np.ones(3), np.ones(3)).tolist() == [1, 1, 1]


def test_many_alternatives_are_compared_in_blocks():
    x = RNG.integers(0, 50, (700, 3)).astype(float)
    w, s = np.array([[3.0, 2, 1], [1, 2, 3]]), np.ones(3)
    found = mo.lexicographic.kernel(x, w, s)
    assert found[0].tolist() == by_comparison(x, w[0], s)
    assert found[1].tolist() == by_comparison(x, w[1], s)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(
    ("n", "m", "levels"), [(2, 1, 2), (12, 11, 9), (12, 30, 3), (40, 11, 1000), (300, 4, 2), (300, 7, 10**6), (1, 3, 2)]
)
def test_rows_are_sorted_as_words_as_pairs_are_compared(n, m, levels, dtype, monkeypatch):
    """Ranks of many levels need several numbers, of few levels one; a third of the weights is zero or shared."""
    x = RNG.integers(0, levels, (n, m)).astype(dtype)
    x[: n // 2] = x[0]
    x[: n // 4, -1] += 1
    w = np.stack([RNG.permutation(m) + (k % 3 > 0) for k in range(40)]).astype(dtype)
    w[::7, 0] = w[::7, -1]
    s = RNG.choice([-1.0, 1.0], m).astype(dtype)
    place, counts = positions(w), (w > 0).astype(dtype)
    expected = majorities(x * s, place, counts)
    monkeypatch.setattr(lexicographic, "PAIRS", 0)
    np.testing.assert_array_equal(mo.lexicographic.kernel(x, w, s), expected)
    np.testing.assert_array_equal(mo.lexicographic.kernel(x, w.reshape(5, 8, m), s), expected.reshape(5, 8, n))
    for k in range(0, 40, 9):
        np.testing.assert_array_equal(mo.lexicographic.kernel(x, w[k], s), expected[k])


@pytest.mark.parametrize("size", [5e-324, 1e-300, 1.0, 4e307])
@pytest.mark.parametrize("n", [100, 300])
def test_values_of_any_size_come_in_the_order_of_words(n, size):
    rng = np.random.default_rng(n)
    x = rng.integers(-4, 5, (n, 3)) * size
    rows = [tuple(row) for row in x * [1.0, -1.0, 1.0]]
    expected = [sum(other < row for other in rows) for row in rows]
    np.testing.assert_array_equal(mo.lexicographic.kernel(x, np.array([3.0, 2, 1]), np.array([1.0, -1, 1])), expected)
