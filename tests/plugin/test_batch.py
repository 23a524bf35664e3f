import tracemalloc

import numpy as np
import pytest

from mcda_orch.plugin.batch import blocked
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.shared import shared

S = np.ones(3)


@pytest.fixture
def counted():
    return []


@pytest.fixture
def kernel(counted):
    @shared
    def squares(x):
        counted.append(x.shape)
        return x**2

    return lambda x, w, s: (squares(x) @ w[..., None])[..., 0]


def tables(*shape, seed=1):
    return np.random.default_rng(seed).random(shape)


@pytest.fixture
def small_blocks(monkeypatch):
    monkeypatch.setattr("mcda_orch.plugin.batch.BLOCK", 20)


@pytest.mark.usefixtures("small_blocks")
def test_what_is_computed_of_the_cells_alone_is_computed_once_for_all_blocks_of_weights(kernel, counted):
    x, w = tables(4, 3), tables(23, 3, seed=2)
    found = blocked(kernel, SCORE, (x, w, S), {})
    np.testing.assert_allclose(found, w @ (x**2).T, rtol=1e-15)
    assert counted == [(4, 3)]


@pytest.mark.usefixtures("small_blocks")
def test_blocks_of_other_cells_share_nothing(kernel, counted):
    x = tables(23, 4, 3)
    found = blocked(kernel, SCORE, (x, S, S), {})
    np.testing.assert_allclose(found, (x**2).sum(axis=-1), rtol=1e-15)
    assert counted == [(5, 4, 3)] * 4 + [(3, 4, 3)]


@pytest.mark.usefixtures("small_blocks")
def test_what_no_other_block_can_meet_is_not_kept():
    @shared
    def wide(x):
        return np.ones((1_000, *x.shape))

    def kernel(x, w, s):
        return (wide(x + 0.0).mean(axis=0) @ w[..., None])[..., 0]

    x, w = tables(4, 3), tables(500, 3, seed=2)
    blocked(kernel, SCORE, (x, w, S), {})
    tracemalloc.start()
    blocked(kernel, SCORE, (x, w, S), {})
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5 * 1_000 * x.nbytes  # of a hundred blocks
