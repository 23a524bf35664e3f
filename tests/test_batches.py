"""A batch is an array shape: any number of weights, matrices and thresholds in one call."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.batch import BLOCK

SCORES = mo.names("score")
AT_ONCE = [name for name in SCORES if not mo.get(name).lift]


def problem(n=12, m=11, seed=0):
    rng = np.random.default_rng(seed)
    return rng.integers(1, 9, (n, m)).astype(float), np.where(rng.random(m) > 0.3, 1.0, -1.0), rng


@pytest.mark.parametrize("name", AT_ONCE)
def test_weight_vectors_that_fill_more_than_two_blocks(name):
    x, s, rng = problem()
    block = BLOCK // 12
    w = rng.dirichlet(np.ones(11), 2 * block + 5)
    kernel = mo.get(name).kernel
    found = kernel(x, w, s)
    assert found.shape == (2 * block + 5, 12)
    for b in (0, 1, block - 1, block, 2 * block - 1, 2 * block, 2 * block + 4):
        np.testing.assert_allclose(found[b], kernel(x, w[b], s), rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", SCORES)
def test_sampled_matrices_and_weights_pair_up(name):
    x, s, rng = problem()
    xs, w = np.stack([x, x + 1, x + 2]), rng.random((3, 11)) + 0.1
    kernel = mo.get(name).kernel
    found = kernel(xs, w, s)
    for b in range(3):
        np.testing.assert_allclose(found[b], kernel(xs[b], w[b], s), rtol=0, atol=1e-12)
    assert kernel(xs[:, None], w, s).shape == (3, 3, 12)


def test_thresholds_batch_like_weights():
    x, s, _ = problem()
    p = np.stack([np.full(11, 2.0), np.full(11, 4.0)])
    w = np.ones(11)
    found = mo.promethee_ii.kernel(x, w, s, function="v_shape", p=p)
    for b in range(2):
        np.testing.assert_allclose(found[b], mo.promethee_ii.kernel(x, w, s, function="v_shape", p=p[b]), atol=1e-12)


@pytest.mark.parametrize("name", SCORES)
def test_lists_and_integers_are_taken_as_numbers(name):
    assert mo.get(name).kernel([[1, 2], [3, 1]], [1, 1], [1, -1]).shape == (2,)


def test_a_labelled_batch_of_weights():
    x, _, rng = problem()
    matrix = mo.DecisionMatrix(x)
    outcome = mo.topsis(matrix, mo.Weights(rng.random((5, 11))))
    assert outcome.scores.shape == (5, 12)
    assert outcome.ranking.ranks("average").shape == (5, 12)
    assert str(outcome.ranking[3]) == str(mo.topsis(matrix, outcome.weights.values[3]).ranking)
