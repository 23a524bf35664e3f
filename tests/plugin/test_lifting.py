"""Kernels that take one problem at a time, or one matrix with all its weights, give what each problem alone gives."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.batch import kinds

ALONE = {name: mo.get(name) for name in mo.names("score") if mo.get(name).lift or mo.get(name).per_matrix}
SHAPES = [((), (5,), ()), ((3,), (3,), ()), ((3, 1), (4,), ()), ((2, 1), (1, 3), (2, 1)), ((1,), (4,), (1,)), ((), (2, 3), (3,))]


def test_there_are_such_kernels():
    assert {"comet", "dea", "non_dominated_sorting", "seca", "simus"} <= set(ALONE)


@pytest.mark.parametrize("shapes", SHAPES, ids=str)
@pytest.mark.parametrize("name", ALONE)
def test_every_place_of_a_batch_is_a_problem_of_its_own(name, shapes):
    rng = np.random.default_rng(2)
    of_x, of_w, of_s = shapes
    x = rng.integers(1, 7, (*of_x, 5, 3)).astype(float)
    w, s = rng.integers(0, 3, (*of_w, 3)).astype(float), np.where(rng.random((*of_s, 3)) > 0.4, 1.0, -1.0)
    w[..., 0] = 1.0
    method = mo.get(name)
    found = method.kernel(x, w, s)
    batch = np.broadcast_shapes(of_x, of_w, of_s)
    whole = [np.broadcast_to(a, batch + core) for a, core in ((x, (5, 3)), (w, (3,)), (s, (3,)))]
    alone = np.reshape([method.kernel(*(a[place] for a in whole)) for place in np.ndindex(batch)], (*batch, 5))
    np.testing.assert_allclose(found, alone, rtol=0, atol=1e-12)


@pytest.mark.parametrize("m", [1, 7, 8, 9, 64, 65, 200])
@pytest.mark.parametrize("shape", [(), (1,), (40,), (3, 5)], ids=str)
def test_which_criteria_count_is_told_for_every_weight_vector(m, shape):
    rng = np.random.default_rng(m)
    w = np.where(rng.random((*shape, m)) < 0.9 ** (8 / m), rng.random((*shape, m)), 0.0)
    counted, which = kinds(w)
    np.testing.assert_array_equal(counted[which], w > 0)
    assert len(np.unique(counted, axis=0)) == len(counted) == which.max() + 1


def test_equal_sets_of_criteria_are_one():
    counted, which = kinds(np.array([[0.2, 0.0], [0.7, 0.0], [0.0, 1.0]]))
    assert counted.shape == (2, 2)
    assert which[0] == which[1] != which[2]
