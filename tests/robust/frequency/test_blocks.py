"""Same seed, same bits: whatever the threads, the pace, the precision to be reached, and wherever the draws end."""

from functools import partial

import numpy as np
import pytest
from scipy import stats

import mcda_orch as mo
from mcda_orch.errors import DomainError
from mcda_orch.robust.frequency.blocks import block_size, blocks
from mcda_orch.robust.frequency.scenarios import scenarios
from mcda_orch.sampling.streams import Streams

RNG = np.random.default_rng(1)
MATRIX = mo.DecisionMatrix(RNG.integers(1, 9, (6, 5)).astype(float), None, ["a", "b:min", "c", "d:min", "e"])
ORDER = mo.WeightSet(MATRIX).order("a >= b", "c >= d")
METHODS = ("wsm", "wpm", "topsis", "vikor", "promethee_ii", "codas")
OPEN = {
    "cells": {"cells": {("A1", "a"): (1, 9), ("A2", "b"): [2, 3, 4], ("A3", "c"): stats.norm(5, 1)}},
    "ordinal": {"ordinal": ["a", "c"]},
    "parameters": {"params": {"function": "linear", "q": (0.1, 0.8), "p": {"a": (2, 4), "b": 3, "c": 3, "d": 3, "e": 3}}},
}


def bits(found):
    """Return everything that was counted, as bytes."""
    errors = found.standard_errors
    grids = [found.acceptability, found.pairwise, found.sampled_pairwise, found.cross_confidence, found.holistic, found.expected_ranks]
    grids += [errors.acceptability, errors.pairwise, errors.holistic, errors.expected_ranks, errors.cross_confidence]
    central = [w if w is None else w.values.tobytes() for w in found.central_weights.values()]
    central += [w if w is None else w.values.tobytes() for w in errors.central_weights.values()]
    return [g.values.tobytes() for g in grids], central, found.draws, found.effective_draws, found.entropy, dict(found.confidence)


@pytest.mark.parametrize("method", METHODS)
def test_workers_and_blocks_change_no_bit(method):
    call = partial(mo.smaa, MATRIX, method, ORDER, 70_001, 3)
    first = bits(call())
    for workers in (1, 2, 5):
        for block in (None, 1, 1000, 20_000, 10**6):
            assert bits(call(workers=workers, block=block)) == first


@pytest.mark.parametrize("name", OPEN)
def test_neither_where_cells_and_parameters_are_random(name):
    call = partial(mo.smaa, MATRIX, "promethee_ii" if name == "parameters" else "vikor", None, 20_001, 3, **OPEN[name])
    first = bits(call())
    for workers, block in ((2, None), (5, 3000)):
        assert bits(call(workers=workers, block=block)) == first


@pytest.mark.parametrize("how", ["sobol", "random"])
@pytest.mark.parametrize("method", ["wsm", "topsis"])
def test_neither_where_points_are_spread(how, method):
    call = partial(mo.smaa, MATRIX, method, None, 100_000, 3, how=how)
    assert bits(call()) == bits(call(workers=3, block=30_000))


@pytest.mark.parametrize("known", [None, mo.WeightSet(MATRIX).order("a >= b >= c >= d >= e")], ids=["all", "ordered"])
def test_methods_of_every_kind_see_the_same_even_weights(known):
    """Of one alternative alone the central weights are the mean of all draws."""
    alone = mo.DecisionMatrix([[1, 2, 3, 4, 5]], criteria=MATRIX.criteria)
    found = [mo.smaa(alone, method, known, 2**15, 3) for method in ("wsm", "topsis")]
    means = [part.central_weights["A1"].values for part in found]
    np.testing.assert_allclose(*means, rtol=0, atol=1e-12)
    np.testing.assert_allclose(
        means[0], mo.WeightSet(MATRIX).sample(10**5).centroid if known is None else known.sample(10**5).centroid, atol=4e-3
    )


def test_draws_of_a_method_that_is_not_linear_are_ranked_one_by_one():
    sample = mo.WeightSet(MATRIX).sample(500, rng=4).weights
    found = mo.smaa(MATRIX, "topsis", sample)
    ranks = np.array([mo.topsis(MATRIX, w).ranking.ranks("min") for w in sample.values])
    shares = np.array([[(column == place).mean() for place in range(1, 7)] for column in ranks.T])
    np.testing.assert_allclose(found.acceptability, shares, atol=1e-12)
    ahead = (ranks[:, :, None] < ranks[:, None, :]).mean(axis=0)
    np.testing.assert_allclose(found.sampled_pairwise, ahead, atol=1e-12)


@pytest.mark.parametrize("way", ["dirichlet", "rejection", "chains"])
def test_neither_for_other_ways_of_drawing(way, monkeypatch):
    known, prior = (None, [2, 1, 1, 1, 1]) if way == "dirichlet" else (ORDER, None)
    if way != "dirichlet":
        monkeypatch.setattr("mcda_orch.sampling.draws.CORNERS", 2)
        monkeypatch.setattr("mcda_orch.sampling.draws.OFTEN", 0.01 if way == "rejection" else 2)
    for method in ("wsm", "topsis"):
        assert scenarios(MATRIX, mo.get(method), known, None, None, (), None, prior).sampler.how == way
        call = partial(mo.smaa, MATRIX, method, known, 20_001, 3, prior=prior)
        found = call()
        assert found.draws == 20_001
        assert bits(found) == bits(call(workers=2))


@pytest.mark.parametrize("method", METHODS)
def test_a_precision_ends_the_same_draws_sooner(method):
    found = mo.smaa(MATRIX, method, ORDER, rng=3, precision=0.02, workers=2)
    assert 1000 < found.draws < 40_000
    assert bits(found) == bits(mo.smaa(MATRIX, method, ORDER, draws=found.draws, rng=3))


def test_a_precision_ends_chains_and_tables_sooner_too(monkeypatch):
    table = mo.smaa(MATRIX, "topsis", rng=3, precision=0.02, **OPEN["cells"])
    assert bits(table) == bits(mo.smaa(MATRIX, "topsis", draws=table.draws, rng=3, **OPEN["cells"]))
    monkeypatch.setattr("mcda_orch.sampling.draws.CORNERS", 2)
    monkeypatch.setattr("mcda_orch.sampling.draws.OFTEN", 2)
    chains = mo.smaa(MATRIX, "topsis", ORDER, rng=3, precision=0.02)
    assert chains.effective_draws < chains.draws
    assert bits(chains) == bits(mo.smaa(MATRIX, "topsis", ORDER, draws=chains.draws, rng=3))


def test_more_draws_begin_with_fewer_and_methods_see_the_same_weights():
    drawn = {}
    for method in ("topsis", "vikor", "codas"):
        for total in (100, 9_000, 20_000):
            found = scenarios(MATRIX, mo.get(method), ORDER, None, None, (), None, None)
            made = [task() for task in blocks(found, total, Streams.of(5))]
            drawn[method, total] = np.concatenate([block.shares for block in made], axis=1)
    for (_, total), shares in drawn.items():
        np.testing.assert_array_equal(shares, drawn["topsis", 20_000][:, :total])


def test_blocks_are_the_same_in_any_order():
    found = scenarios(MATRIX, mo.topsis, None, None, OPEN["cells"]["cells"], (), None, None)
    tasks = list(blocks(found, 5 * block_size(found) + 7, Streams.of(5)))
    ahead, back = [t() for t in tasks], [t() for t in reversed(tasks)][::-1]
    for one, other in zip(ahead, back, strict=True):
        np.testing.assert_array_equal(one.order, other.order)
        np.testing.assert_array_equal(one.shares, other.shares)


def test_block_sizes_follow_the_table_alone():
    for n in (2, 100, 1000):
        matrix = mo.DecisionMatrix(np.arange(n * 3.0).reshape(n, 3) % 7)
        size = block_size(scenarios(matrix, mo.topsis, None, None, None, (), None, None))
        assert size & (size - 1) == 0
        assert size * n <= 2**19


@pytest.mark.parametrize("more", [{"workers": 0}, {"workers": -2}, {"block": 0}, {"workers": 1.5}, {"block": "all"}, {"workers": None}])
def test_bad_paces_are_refused(more):
    with pytest.raises(DomainError, match=r"workers|block"):
        mo.smaa(MATRIX, "wsm", draws=10, **more)


def test_chains_are_cut_into_blocks_of_any_size_without_loss(monkeypatch):
    monkeypatch.setattr("mcda_orch.sampling.draws.CORNERS", 2)
    monkeypatch.setattr("mcda_orch.sampling.draws.OFTEN", 2)
    for method in ("wsm", "topsis"):
        call = partial(mo.smaa, MATRIX, method, ORDER, 3_001, 3)
        whole = call()
        with monkeypatch.context() as small:
            small.setattr("mcda_orch.robust.frequency.blocks.BLOCK", 16)
            parts = call()
        assert whole.draws == parts.draws == 3_001
        np.testing.assert_allclose(parts.acceptability.values, whole.acceptability.values, atol=1e-12)
        np.testing.assert_allclose(parts.sampled_pairwise.values, whole.sampled_pairwise.values, atol=1e-12)
        assert parts.effective_draws == pytest.approx(whole.effective_draws)
