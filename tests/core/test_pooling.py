"""Means over givers: brute force, blanks, and equal values."""

import numpy as np
import pytest

from mcda_orch.core.pooling import pooled

MEANS = ("arithmetic", "geometric", "median")


def one_by_one(values, weights, mean):
    """Return the weighted mean of numbers, from the definition."""
    known = [(v, w) for v, w in zip(values, weights, strict=True) if v == v and w > 0]
    if not known:
        return np.nan
    total = sum(w for _, w in known)
    if mean == "arithmetic":
        return sum(v * w for v, w in known) / total
    if mean == "geometric":
        return float(np.prod([v ** (w / total) for v, w in known]))
    ends = []
    for way in (False, True):
        reached = 0
        for v, w in sorted(known, reverse=way):
            reached += w
            if 2 * reached >= total:
                ends.append(v)
                break
    return sum(ends) / 2


@pytest.mark.parametrize("mean", MEANS)
@pytest.mark.parametrize("seed", range(5))
def test_each_number_is_what_the_definition_says(mean, seed):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 6, (4, 3, 2)).astype(float)
    values[rng.random(values.shape) < 0.3] = np.nan
    weights = rng.integers(0, 3, (5, 4)).astype(float)
    weights[:, 0] += 1
    found = pooled(values, weights, mean)
    assert found.shape == (5, 3, 2)
    for j, i, k in np.ndindex(found.shape):
        assert found[j, i, k] == pytest.approx(one_by_one(values[:, i, k], weights[j], mean), nan_ok=True, rel=1e-12)


@pytest.mark.parametrize("mean", MEANS)
@pytest.mark.parametrize("value", [0.1, 1 / 3, 7.3, 1e-300, 1e300])
def test_the_mean_of_equal_numbers_is_just_that(mean, value):
    weights = np.array([[1.0, 3.0, 0.7], [0.0, 0.1, 0.2]])
    assert (pooled(np.full((3, 4), value), weights, mean) == value).all()


@pytest.mark.parametrize("mean", MEANS)
def test_who_has_no_weight_does_not_count(mean):
    values = np.array([[1.0, 0.0], [4.0, 2.0], [9.0, 8.0]])
    np.testing.assert_allclose(
        pooled(values, np.array([[0.0, 1.0, 2.0]]), mean), pooled(values[1:], np.array([[1.0, 2.0]]), mean), rtol=1e-15
    )


def test_a_median_in_blocks_is_the_same(monkeypatch):
    values, weights = np.random.default_rng(0).random((5, 6)), np.random.default_rng(1).random((9, 5))
    whole = pooled(values, weights, "median")
    monkeypatch.setattr("mcda_orch.core.pooling.TOGETHER", 60)
    np.testing.assert_array_equal(pooled(values, weights, "median"), whole)
