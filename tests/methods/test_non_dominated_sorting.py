"""Fronts are those that are left when one after the other is taken away."""

import numpy as np
import pytest

import mcda_orch.methods.scores.non_dominated_sorting as module
from mcda_orch.methods.scores.non_dominated_sorting import fronts


def peeled(x):
    """Return the fronts, peeled off all rows."""
    nowhere_worse = np.logical_and.reduce([column[:, None] >= column for column in x.T])
    dominated = nowhere_worse & ~nowhere_worse.T
    front, left = np.zeros(len(x), dtype=int), np.ones(len(x), dtype=bool)
    while left.any():
        first = left & ~dominated[left].any(axis=0)
        front[first] = front.max() + 1
        left &= ~first
    return front


@pytest.mark.parametrize("size", [64, 512])
@pytest.mark.parametrize("levels", [1, 2, 9, 256, 257, None])
@pytest.mark.parametrize("m", [1, 2, 3, 6])
def test_whatever_the_number_of_levels(m, levels, size, monkeypatch):
    monkeypatch.setattr(module, "SET", size)
    rng = np.random.default_rng(m)
    x = rng.integers(0, levels, (600, m)) - 3.0 if levels else rng.normal(size=(600, m))
    if levels and levels >= 256:
        x[:levels, 0] = np.arange(levels)
    np.testing.assert_array_equal(fronts(x), peeled(x))
