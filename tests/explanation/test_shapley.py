from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mcda_orch.explanation.reasons import additive_sets, searched_sets, smallest_sets
from mcda_orch.explanation.shapley import sampled_values, shapley_values

WHOLE = st.integers(-50, 50).map(float)


@st.composite
def games(draw, most=5):
    """Return the worth of every coalition, nothing for nobody."""
    m = draw(st.integers(1, most))
    worth = draw(arrays(float, 2**m, elements=WHOLE))
    worth[0] = 0.0
    return worth


def players(worth):
    return len(worth).bit_length() - 1


def exchanged(k, i, j):
    """Return the number of the coalition in which two players stand in for one another."""
    bits = (k >> i & 1, k >> j & 1)
    return k & ~(1 << i | 1 << j) | bits[1] << i | bits[0] << j


@given(games())
def test_shapley_values_share_out_what_all_are_worth(worth):
    assert shapley_values(worth).sum() == pytest.approx(worth[-1], abs=1e-9)


@given(games(), games())
def test_shapley_values_of_a_sum_of_games_are_sums(one, other):
    if len(one) == len(other):
        np.testing.assert_allclose(shapley_values(one + other), shapley_values(one) + shapley_values(other), atol=1e-9)


@given(games(), st.data())
def test_players_who_stand_in_for_one_another_get_the_same(worth, data):
    m = players(worth)
    i, j = (data.draw(st.integers(0, m - 1)) for _ in range(2))
    even = worth + worth[[exchanged(k, i, j) for k in range(2**m)]] if i != j else worth
    found = shapley_values(even)
    assert found[i] == pytest.approx(found[j], abs=1e-9)


@given(games(), st.data())
def test_a_player_who_adds_nothing_gets_nothing(worth, data):
    j = data.draw(st.integers(0, players(worth)))
    low = np.arange(2 * len(worth)) & (1 << j) - 1
    high = np.arange(2 * len(worth)) >> j + 1 << j
    found = shapley_values(worth[low | high])
    assert found[j] == 0
    np.testing.assert_allclose(np.delete(found, j), shapley_values(worth), atol=1e-9)


@given(games(4))
def test_all_orders_give_the_shapley_values(worth):
    m, added = players(worth), 0.0
    orders = list(permutations(range(m)))
    for order in orders:
        part, here = np.zeros(m), 0
        for j in order:
            part[j] = worth[here | 1 << j] - worth[here]
            here |= 1 << j
        added = added + part
    np.testing.assert_allclose(shapley_values(worth), added / len(orders), atol=1e-9)


def test_drawn_values_are_near_with_the_error_that_is_stated():
    rng = np.random.default_rng(5)
    worth = rng.normal(size=2**6)
    worth[0] = 0.0
    exact, off = shapley_values(worth), []
    for seed in range(60):
        found, error = sampled_values(lambda members: worth[members @ 2 ** np.arange(6)], 6, 60, np.random.default_rng(seed))
        assert found.sum() == pytest.approx(worth[-1])
        off.append((found - exact) / error)
    assert 0.8 < np.std(off) < 1.25
    assert abs(np.mean(off)) < 0.15


def test_a_game_that_is_a_sum_is_drawn_without_error():
    parts = np.array([3.0, -1.0, 0.5])
    found, error = sampled_values(lambda members: members @ parts, 3, 4, np.random.default_rng(0))
    np.testing.assert_allclose(found, parts, atol=1e-15)
    np.testing.assert_allclose(error, 0, atol=1e-15)


def test_the_reverse_of_an_order_takes_away_what_pairs_of_players_do():
    """A game of pairs is drawn without error too: along an order and its reverse both of a pair come second once."""
    rng = np.random.default_rng(1)
    pairs = np.triu(rng.normal(size=(5, 5)), 1)
    found, error = sampled_values(lambda s: np.einsum("ki,ij,kj->k", s.astype(float), pairs, s.astype(float)), 5, 8, rng)
    np.testing.assert_allclose(found, (pairs.sum(axis=0) + pairs.sum(axis=1)) / 2, atol=1e-12)
    np.testing.assert_allclose(error, 0, atol=1e-12)


@given(st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=7), st.data())
def test_the_sets_of_a_sum_are_those_of_the_table(parts, data):
    total = sum(parts)
    if total > 0:
        m = len(parts)
        members = (np.arange(2**m)[:, None] >> np.arange(m) & 1).astype(bool)
        leads = members @ np.array(parts) > 0
        found = smallest_sets(leads)
        assert additive_sets(parts, total) == found
        assert searched_sets(lambda some: some @ np.array(parts) > 0, m) == (found, len(found[0]))


def test_a_search_that_finds_nothing_says_how_far_it_went():
    sets, tried = searched_sets(lambda members: np.ones(len(members), dtype=bool), 20)
    assert (sets, tried) == ([], 4)
