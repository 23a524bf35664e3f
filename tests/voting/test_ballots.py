from fractions import Fraction

import numpy as np
import pytest

from mcda_orch.voting.ballots import EXACT, majorities, margins, pairs, places, stated, votes, worth
from mcda_orch.voting.locking import locked
from mcda_orch.voting.relations import chained, layers, levels

RNG = np.random.default_rng(7)


def ballots(k, n, blank=0.2):
    r = RNG.integers(1, 5, (k, n)).astype(float)
    r[RNG.random((k, n)) < blank] = np.nan
    return r


@pytest.mark.parametrize("shape", [(1, 1), (3, 2), (5, 6), (40, 9)])
def test_pairs_are_counted_one_by_one(shape, monkeypatch):
    r, w = ballots(*shape), RNG.integers(0, 4, shape[0]).astype(float)
    plain = [[sum(v for row, v in zip(r, w, strict=True) if row[a] < row[b]) for b in range(shape[1])] for a in range(shape[1])]
    np.testing.assert_array_equal(pairs(r, w), plain)
    monkeypatch.setattr("mcda_orch.voting.ballots.TOGETHER", 1)  # one voter at a time
    np.testing.assert_array_equal(pairs(r, w), plain)


def test_batches_broadcast():
    r, w = RNG.integers(1, 4, (3, 1, 5, 4)).astype(float), RNG.integers(0, 3, (2, 5)).astype(float)
    found = pairs(r, w)
    assert found.shape == (3, 2, 4, 4)
    for i in range(3):
        for j in range(2):
            np.testing.assert_array_equal(found[i, j], pairs(r[i, 0], w[j]))


@pytest.mark.parametrize(
    ("weights", "whole"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([0.5, 0.25, 0.75], [2, 1, 3]),
        ([0.1, 0.2, 0.3], [1, 2, 3]),
        ([1 / 3, 2 / 3, 1], [1, 2, 3]),
        ([1 / 7, 1 / 5, 0], [5, 7, 0]),
        ([2.0**50, 2.0**51], [1, 2]),
        ([0, 0], [0, 0]),
        ([1e300, 1e300], [1, 1]),
        ([5e-324, 1.0], [0, 1]),
        ([1e-300, 1e300], [0, 1]),
    ],
)
def test_votes_are_whole_numbers_in_the_same_ratios(weights, whole):
    found = votes(np.array(weights, dtype=float))
    total = np.array(whole, dtype=float)
    np.testing.assert_array_equal(found * max(total.sum(), 1), total * max(found.sum(), 1))
    assert (found == np.rint(found)).all()


def test_votes_of_no_ratio_are_rounded():
    w = np.array([np.pi, np.e, 1.0])
    found = votes(w)
    assert abs(found.sum() - EXACT) <= 2
    np.testing.assert_allclose(found / found.sum(), w / w.sum(), rtol=1e-9)


def test_votes_of_many_weights_without_a_common_ratio():
    w = RNG.random(200) + 0.1
    assert abs(votes(w).sum() - EXACT) <= 200
    w = np.array([1 / prime for prime in (9973, 9967, 9949, 9941, 9931, 9929, 9923, 9907)])
    np.testing.assert_allclose(votes(w) / votes(w).sum(), w / w.sum(), rtol=1e-8)


def test_ties_of_fractions_tie():
    """In floating point 0.1 + 0.2 is more than 0.3."""
    r = np.array([[1.0, 2.0], [1.0, 2.0], [2.0, 1.0]])
    assert Fraction(0.1) + Fraction(0.2) != Fraction(0.3)
    np.testing.assert_array_equal(majorities(r, np.array([0.1, 0.2, 0.3])), np.zeros((2, 2)))


def test_worth_and_margins():
    w = np.array([0.5, 1.0])
    assert worth(w, votes(w)).item() == 0.5
    assert worth(np.zeros(2), np.zeros(2)).item() == 0
    m = margins(ballots(6, 4), RNG.random(6))
    np.testing.assert_array_equal(m, -m.T)


def test_places_share_the_mean():
    r = np.array([[10.0, 20, 10, 30], [np.nan, 5, 1, np.nan], [2.0, 2, 2, 2]])
    np.testing.assert_array_equal(places(r), [[1.5, 3, 1.5, 4], [np.nan, 2, 1, np.nan], [2.5, 2.5, 2.5, 2.5]])
    np.testing.assert_array_equal(places(stated(r, "last"))[1], [3.5, 2, 1, 3.5])


@pytest.mark.parametrize("n", [1, 2, 4, 7])
def test_chains_layers_and_levels(n):
    for _ in range(20):
        m = np.triu(RNG.integers(-1, 2, (n, n)), 1)
        m = m - m.T
        reach = np.linalg.matrix_power((m >= 0).astype(float), n) > 0
        np.testing.assert_array_equal(chained(m >= 0), reach)
        place = layers(m)
        for a in range(n):
            for b in range(n):
                assert (place[a] < place[b]) == (reach[a, b] and not reach[b, a])
        top = place == 1
        assert (m[np.ix_(top, ~top)] > 0).all()  # each of the Smith set beats each of the others
        order = chained(np.triu(m > 0, 1))
        level = levels(order)
        assert (level[:, None] < level)[order].all()
        assert all(level[b] == 1 or (order[:, b] & (level == level[b] - 1)).any() for b in range(n))


def locked_in_order(strength, edges):
    order = np.zeros(strength.shape, dtype=bool)
    for a, b in edges:
        if not order[b, a]:
            order[a, b] = True
            order = chained(order)
    return order


def test_locking_is_every_way_of_breaking_ties():
    from itertools import permutations, product

    for _ in range(15):
        n = 4
        s = np.triu(RNG.integers(-3, 4, (n, n)), 1)
        s = np.maximum(s - s.T, 0)
        by_strength = [[(a, b) for a in range(n) for b in range(n) if s[a, b] == level] for level in (3, 2, 1)]
        if max(map(len, by_strength)) > 4:
            continue
        every = {
            locked_in_order(s, [e for part in parts for e in part]).tobytes()
            for parts in product(*(list(permutations(part)) for part in by_strength))
        }
        assert {order.tobytes() for order in locked(s)} == every


def test_locking_together_leaves_out_circles():
    circle = np.zeros((4, 4))
    circle[0, 1] = circle[1, 2] = circle[2, 0] = 2
    circle[0, 3] = 1
    (order,) = locked(circle, together=True)
    assert order.sum() == 1
    assert order[0, 3]
