"""Kernels on Dask arrays: lazy, one NumPy call a chunk, equal to the whole, and refused where a chunk is not enough."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.errors import PluginError, ShapeError
from mcda_orch.laws.scores import dominance
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.plugin import method

da = pytest.importorskip("dask.array", reason="dask is not installed")
dask = pytest.importorskip("dask")
from dask.callbacks import Callback  # noqa: E402

RNG = np.random.default_rng(0)
SMALL = RNG.integers(1, 9, (6, 5)).astype(float)
TALL = RNG.integers(1, 9, (5003, 5)).astype(float)
S = np.array([1.0, -1.0, 1.0, -1.0, 1.0])
W = RNG.random((20, 5)) + 0.1
ROWS = da.from_array(TALL, chunks=(1234, 2))
WEIGHTS = da.from_array(W, chunks=(7, 3))
NAMES = mo.names("score")
BY_ROWS = [name for name in NAMES if mo.get(name).by_rows({})]


@pytest.fixture(autouse=True)
def alone():
    with dask.config.set(scheduler="synchronous"):
        yield


class Count(Callback):
    """Counts tasks."""

    def __init__(self):
        self.tasks = 0

    def _pretask(self, *about):
        self.tasks += 1


def agrees(found, expected):
    assert found.shape == expected.shape
    computed = found.compute()
    assert computed.dtype == found.dtype == expected.dtype
    np.testing.assert_allclose(computed, expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_batches_go_through_every_kernel_a_chunk_at_a_time(name):
    kernel = mo.get(name).kernel
    with Count() as count:
        found = kernel(SMALL, WEIGHTS, S)
    assert count.tasks == 0
    agrees(found, kernel(SMALL, W, S))


@pytest.mark.parametrize("name", NAMES)
def test_rows_go_through_kernels_that_are_rowwise_and_no_others(name):
    kernel = mo.get(name).kernel
    if name not in BY_ROWS:
        with pytest.raises(PluginError, match=rf"{name} needs all rows of a matrix at once.*5 chunks.*rechunk"):
            kernel(ROWS, W[0], S)
        return
    with Count() as count:
        one, batch = kernel(ROWS, W[0], S), kernel(ROWS, WEIGHTS, S)
    assert count.tasks == 0
    agrees(one, kernel(TALL, W[0], S))
    agrees(batch, kernel(TALL, W, S))


def test_most_methods_are_rowwise():
    assert {"wsm", "topsis", "vikor", "copras", "waspas", "edas", "spotis", "marcos"} <= set(BY_ROWS)
    assert not {"codas", "promethee_ii", "dea"} & set(BY_ROWS)


@pytest.mark.parametrize("name", mo.names("scaling"))
def test_scalings(name):
    kernel = mo.get(name).kernel
    if not mo.get(name).by_rows({}):
        with pytest.raises(PluginError, match="needs all rows"):
            kernel(ROWS, S)
        return
    agrees(kernel(ROWS, S), kernel(TALL, S))


def test_weightings_need_their_rows_in_one_chunk():
    with pytest.raises(PluginError, match=r"entropy needs all rows of a matrix at once"):
        mo.weightings.entropy.kernel(ROWS, S)
    agrees(mo.weightings.entropy.kernel(ROWS.rechunk((-1, 2)), S), mo.weightings.entropy.kernel(TALL, S))


def test_batches_of_matrices_and_of_parameters():
    tables = RNG.integers(1, 9, (9, 6, 5)).astype(float)
    agrees(mo.vikor.kernel(da.from_array(tables, chunks=(4, 6, 3)), W[:9], S, v=0.25), mo.vikor.kernel(tables, W[:9], S, v=0.25))
    q, p = RNG.random((9, 5)), RNG.random((9, 5)) + 2
    spent = {"function": "linear", "q": q, "p": p}
    agrees(
        mo.promethee_ii.kernel(da.from_array(tables, chunks=(4, 6, 5)), W[0], S, **spent), mo.promethee_ii.kernel(tables, W[0], S, **spent)
    )
    with pytest.raises(ShapeError, match=r"a batch of matrices.*rechunk"):
        mo.topsis.kernel(da.from_array(tables, chunks=(4, 3, 5)), W[0], S)
    with pytest.raises(ShapeError, match=r"\(n,m\),\(m\),\(m\)->\(n\)"):
        mo.topsis.kernel(da.from_array(TALL[0]), W[0], S)


def test_numbers_of_a_criterion_and_whole_numbers():
    low, high = [0, 0, 0, 0, 0], [9, 9, 9, 9, 9]
    rows = da.from_array(TALL.astype(int), chunks=(1000, 5))
    agrees(mo.spotis.kernel(rows, W[0], S, low=low, high=high), mo.spotis.kernel(TALL, W[0], S, low=low, high=high))
    with pytest.raises(ShapeError, match="3 numbers for 5 criteria"):
        mo.spotis.kernel(rows, W[0], S, low=[0, 0, 0], high=[9, 9, 9])


def test_single_precision_stays():
    rows = da.from_array(TALL.astype(np.float32), chunks=(1000, 5))
    found = mo.topsis.kernel(rows, W[0].astype(np.float32), S.astype(np.float32))
    assert found.compute().dtype == found.dtype == np.float32


def test_chunks_of_which_nobody_knows_the_size():
    some = ROWS[ROWS[:, 0] > 2]
    assert np.isnan(some.shape[0])
    found = mo.topsis.kernel(some, W[0], S)
    np.testing.assert_allclose(found.compute(), mo.topsis.kernel(TALL[TALL[:, 0] > 2], W[0], S), rtol=1e-12, atol=1e-12)


def test_a_chunk_is_one_task_a_pass():
    """Two questions, each with a tree above, and the rows themselves; a batch of weights is one task a chunk."""
    chunks = 5
    graph = dict(mo.topsis.kernel(da.from_array(TALL, chunks=(1234, 5)), W[0], S).__dask_graph__())
    assert len(graph) <= 6 * chunks + 12
    graph = dict(mo.topsis.kernel(SMALL, da.from_array(W, chunks=(4, 5)), S).__dask_graph__())
    assert len(graph) <= 2 * chunks + 4


def test_the_name_of_a_task_tells_methods_apart():
    def made(sign):
        @method(SCORE, keeps=[dominance])
        def mine(x, w, s):
            """Weighted sum."""
            return sign * (w @ (x * s).T)

        return mine

    weights = da.from_array(W, chunks=(10, 5))
    one, same, other = made(1.0).kernel(SMALL, weights, S), made(1.0).kernel(SMALL, weights, S), made(-1.0).kernel(SMALL, weights, S)
    np.testing.assert_allclose(da.compute(one, other), [one.compute(), -same.compute()])
    assert mo.wsm.kernel(SMALL, weights, S).name == mo.wsm.kernel(SMALL, weights, S).name
    assert mo.wsm.kernel(SMALL, weights, S).name != mo.wsm.with_(scale="vector").kernel(SMALL, weights, S).name


@pytest.mark.parametrize("name", ["comet", "multimoora", "topsis"])
def test_one_chunk_of_unknown_size_is_a_whole_matrix(name):
    some = da.from_array(SMALL, chunks=(6, 5))
    some = some[some[:, 0] > 0]
    np.testing.assert_allclose(mo.get(name).kernel(some, W[0], S).compute(), mo.get(name).kernel(SMALL, W[0], S), rtol=1e-12, atol=1e-12)


def test_what_must_lie_in_one_chunk_asks_for_unknown_sizes_first():
    with pytest.raises(PluginError, match=r"x\.compute_chunk_sizes\(\)\.rechunk"):
        mo.multimoora.kernel(ROWS[ROWS[:, 0] > 2], W[0], S)
    criteria = ROWS[:, da.from_array(np.arange(5), chunks=2) < 4]
    with pytest.raises(ShapeError, match="unknown size"):
        mo.multimoora.kernel(criteria.rechunk({0: -1}), W[0, :4], S[:4])
