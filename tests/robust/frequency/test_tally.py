"""What is counted over draws, against counting one draw after the other by hand."""

import numpy as np
import pytest

from mcda_orch.robust.frequency.grid import Grid
from mcda_orch.robust.frequency.meta_weights import meta_weights
from mcda_orch.robust.frequency.tally import Tally, classes, occurrences, smoothed
from mcda_orch.sampling.weight_set import WeightSet


def by_hand(order, sizes, shares):
    """Places with the parts that a shared place gives, wins, first places, and weights with their squares, draw by draw."""
    k, draws = order.shape
    n, m = sizes.sum(), len(shares)
    found = {
        "places": np.zeros((k, n)),
        "wins": np.zeros((k, k)),
        "mass": np.zeros(k),
        "weights": np.zeros((k, m)),
        "squares": np.zeros((k, m)),
    }
    behind, tied = np.zeros((k, draws)), np.zeros((k, draws))
    for d in range(draws):
        w = shares[:, d] / shares[:, d].sum()
        for a in range(k):
            ahead = sizes[order[:, d] > order[a, d]].sum()
            level = sizes[order[:, d] == order[a, d]].sum()
            behind[a, d], tied[a, d] = ahead, level
            found["places"][a, ahead : ahead + level] += 1 / level
            found["wins"][a] += order[a, d] > order[:, d]
            if not ahead:
                found["mass"][a] += 1 / level
                found["weights"][a] += w / level
                found["squares"][a] += w**2 / level
    return found, behind, tied


@pytest.mark.parametrize("ties", [True, False])
@pytest.mark.parametrize("sizes", [(1, 1, 1, 1), (2, 1, 3), (1,)])
def test_counts_are_those_of_one_draw_after_the_other(sizes, ties):
    rng = np.random.default_rng(3)
    sizes, m, draws = np.array(sizes), 3, 60
    k = len(sizes)
    order = rng.integers(0, 3, (k, draws)) if ties else np.argsort(rng.random((k, draws)), axis=0)
    shares = rng.random((m, draws)) * 5
    whole, halves = Tally(sizes, m), [Tally(sizes, m), Tally(sizes, m)]
    whole.add(order, shares, ties)
    for half, part in zip(halves, (slice(0, 20), slice(20, None)), strict=True):
        half.add(order[:, part], shares[:, part], ties, effective=5.0)
    both = halves[0].plus(halves[1])
    assert (whole.draws, whole.effective, both.draws, both.effective) == (draws, draws, draws, 10.0)
    assert (halves[0].draws, halves[0].wins.sum() + halves[1].wins.sum()) == (20, both.wins.sum())  # neither has changed
    expected, behind, tied = by_hand(order, sizes, shares)
    for tally in (whole, both):
        np.testing.assert_allclose(tally.acceptabilities(), expected["places"] / draws, atol=1e-12)
        for name in ("wins", "mass", "weights", "squares"):
            np.testing.assert_allclose(getattr(tally, name), expected[name], atol=1e-12)
        mean, variance = tally.mean(lambda g, t: g + (t + 1) / 2)
        np.testing.assert_allclose(mean, (behind + (tied + 1) / 2).mean(axis=1))
        np.testing.assert_allclose(variance, (behind + (tied + 1) / 2).var(axis=1), atol=1e-12)
        mean, _ = tally.mean(lambda g, t: np.array([1.0, g * t]))
        np.testing.assert_allclose(mean, np.stack([np.ones(k), (behind * tied).mean(axis=1)], axis=-1))


@pytest.mark.parametrize("levels", [2, 3, 1000])
def test_ranks_count_as_the_order_that_they_give(levels):
    rng = np.random.default_rng(5)
    sizes, draws = np.ones(4, dtype=int), 60
    order = rng.integers(0, levels, (4, draws))
    dense = np.array([[len({*column[column > v]}) + 1 for v in column] for column in order.T], dtype=np.int8).T
    shares = rng.random((3, draws)) * 5
    tally = Tally(sizes, 3)
    tally.add_ranks(dense[:, :25], shares[:, :25])
    tally.add_ranks(dense[:, 25:], shares[:, 25:], effective=5.0)
    expected, _, _ = by_hand(order, sizes, shares)
    assert (tally.draws, tally.effective) == (draws, 30.0)
    np.testing.assert_allclose(tally.acceptabilities(), expected["places"] / draws, atol=1e-12)
    for name in ("wins", "mass", "weights", "squares"):
        np.testing.assert_allclose(getattr(tally, name), expected[name], atol=1e-12)


def test_weights_that_never_change_are_not_counted():
    tally = Tally(np.array([1, 1]), 2)
    tally.add(np.array([[2, 1, 2], [1, 2, 1]]), None, ties=False)
    assert tally.mass.tolist() == [2, 1]
    assert not tally.weights.any()
    assert tally.acceptabilities().tolist() == [[2 / 3, 1 / 3], [1 / 3, 2 / 3]]


@pytest.mark.parametrize("count", [3, 40])
def test_occurrences_of_numbers_below_a_count_among_others(count):
    rng = np.random.default_rng(4)
    rows = rng.integers(0, count + 1, (3, 200)).astype(np.int8)
    assert occurrences(rows, count).tolist() == [[row.tolist().count(c) for c in range(count)] for row in rows]


def test_standard_errors_add_one_success_and_one_failure():
    p = np.array([0.0, 0.5, 1.0])
    np.testing.assert_allclose(smoothed(p, 98.0), np.sqrt(np.array([0.01 * 0.99, 0.25, 0.99 * 0.01]) / 98))
    assert smoothed(p, 0.0).tolist() == [0.5, 0.5, 0.5]


def test_rows_that_tie_under_all_weights_of_a_set_are_one_class():
    rows = [(1, 0, 2), (1, 0, 2), (0, 1, 2), (2, 0, 0), (1, 0, 2), (2, 0, 0)]
    everything = WeightSet(["a", "b", "c"])
    assert classes(rows, everything).tolist() == [0, 0, 1, 2, 0, 2]
    assert classes(rows, everything.linear({"a": 1, "b": -1}, 0, 0)).tolist() == [0, 0, 0, 1, 0, 1]


def test_what_places_count_for():
    np.testing.assert_allclose(meta_weights("centroid", 4), [1, 13 / 25, 7 / 25, 3 / 25])
    np.testing.assert_allclose(meta_weights("linear", 4), [1, 2 / 3, 1 / 3, 0])
    np.testing.assert_allclose(meta_weights("inverse", 4), [1, 1 / 2, 1 / 3, 1 / 4])
    for word in ("centroid", "linear", "inverse"):
        assert meta_weights(word, 1).tolist() == [1]
    assert meta_weights((2, 2, 0), 3).tolist() == [2, 2, 0]


def test_a_grid_is_a_table_and_an_array():
    grid = Grid(np.array([[0.75, 0.25], [0.5, 0.0]]), ("Ant", "Bee"), (1, 2))
    shown = grid.table("name", "Shares")
    assert (shown.columns, shown.rows, shown.title) == (("name", "1", "2"), (("Ant", 0.75, 0.25), ("Bee", 0.5, 0.0)), "Shares")
    assert {type(cell) for row in shown.rows for cell in row[1:]} == {float}, "numbers that print as numbers"
    assert (len(grid), repr(grid), [row.tolist() for row in grid]) == (2, "Grid(2 x 2)", [[0.75, 0.25], [0.5, 0.0]])
    assert np.array(grid, dtype=np.float32).dtype == np.float32
    assert not np.shares_memory(np.array(grid, copy=True), grid.values)
    assert grid.sum() == 1.5
    assert (grid - grid["Ant"]).tolist() == [[0, 0], [-0.25, -0.25]]
