import tracemalloc

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin import batch
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


@pytest.mark.parametrize("name", ["cocoso", "lmaw"])
def test_cells_that_are_the_same_are_computed_once_with_the_same_bits(name, monkeypatch):
    rng = np.random.default_rng(8)
    x, s = rng.integers(1, 4, (40, 5)).astype(float), np.array([1.0, -1.0, 1.0, 1.0, -1.0])
    x[:, 2] = rng.random(40) + 0.1
    w = rng.dirichlet(np.ones(5), 1_000) * (rng.random((1_000, 5)) < 0.95)
    computed = []

    def term(d, v):
        computed.append(d.size)
        return np.exp(v * d)

    expected = np.stack([np.exp(v * x).sum(axis=-1) for v in w])
    np.testing.assert_allclose(batch.summed(term, x, w), expected, rtol=1e-14)
    assert computed == [3, 3, 40, 3, 3]
    together = mo.get(name).kernel(x, w, s)
    monkeypatch.setattr(batch, "_levels", lambda d: {})
    np.testing.assert_array_equal(mo.get(name).kernel(x, w, s), together)
