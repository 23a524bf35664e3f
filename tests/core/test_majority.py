"""Places by sorted views and sets of bits are those of chains that are followed pair by pair."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core import majority as module
from mcda_orch.core import majority_chains
from mcda_orch.core.majority import final_places, view
from mcda_orch.core.majority_chains import places_of_many
from mcda_orch.methods.scores import multimoora


def by_pairs(scores, ties):
    votes = sum((score[:, None] - score > tie).astype(int) for score, tie in zip(scores, ties, strict=True))
    reaches = votes > votes.T
    for k in range(len(reaches)):
        reaches = reaches | (reaches[:, k, None] & reaches[k])
    return 1 + (reaches & ~reaches.T).sum(axis=0)


@pytest.mark.parametrize("n", [1, 2, 5, 12, 63, 64, 65, 100])
@pytest.mark.parametrize("levels", [1, 2, 5, 20, 1000])
@pytest.mark.parametrize("agreement", [0.0, 0.5, 10.0])
def test_places_are_those_of_chains_of_pairs(n, levels, agreement):
    rng = np.random.default_rng(n + levels)
    count = 4
    common = rng.normal(size=(count, n)) * agreement
    scores = [np.round((rng.normal(size=(count, n)) + common) * levels) / levels for _ in range(3)]
    if levels == 5:
        scores[2] = np.zeros((count, n))  # what is left is an order of two views, in which many cannot be compared
    for width in (1e-9, 0.51237):  # the wide one leaves neighbours tied whose neighbours are not
        ties = [np.full(count, width)] * 3
        views = [view(score, tie) for score, tie in zip(scores, ties, strict=True)]
        expected = [by_pairs([score[b] for score in scores], [width] * 3) for b in range(count)]
        np.testing.assert_array_equal(final_places(views), expected)
        for score, one in zip(scores, views, strict=True):
            np.testing.assert_array_equal(one.places(), 1 + (score[:, None, :] - score[:, :, None] > width).sum(axis=-1))


def test_rows_are_taken_some_at_a_time(monkeypatch):
    rng = np.random.default_rng(6)
    views = [view(rng.integers(0, 9, (40, 50)).astype(float), np.full(40, 1e-12)) for _ in range(3)]
    usual = final_places(views)
    monkeypatch.setattr(module, "TOGETHER", 100)
    np.testing.assert_array_equal(final_places(views), usual)


@pytest.mark.parametrize("fusion", ["dominance", "reciprocal_rank", "rank_sum"])
@pytest.mark.parametrize("shape", [(40, 4), (160, 2), (2, 40, 3)], ids=str)
def test_multimoora_places_many_as_it_places_few(shape, fusion, monkeypatch):
    rng = np.random.default_rng(7)
    x, w = rng.integers(1, 6, shape).astype(float), rng.integers(0, 4, (60, *[1] * (len(shape) - 2), shape[-1])) + 0.5
    s = np.where(rng.random(shape[-1]) > 0.4, 1.0, -1.0)
    found = mo.multimoora.kernel(x, w, s, fusion=fusion)
    alone = mo.multimoora.kernel(x, w[0], s, fusion=fusion)
    monkeypatch.setattr(multimoora, "PAIRS", 1000)
    monkeypatch.setattr(multimoora, "ALONE", 1000)
    np.testing.assert_array_equal(found, mo.multimoora.kernel(x, w, s, fusion=fusion))
    np.testing.assert_array_equal(alone, mo.multimoora.kernel(x, w[0], s, fusion=fusion))


@pytest.mark.parametrize("n", [1, 2, 7, 60, 150])
@pytest.mark.parametrize("levels", [1, 3, 20, 1000])
@pytest.mark.parametrize("agreement", [0.0, 0.5, 10.0])
def test_many_are_placed_as_few_are(n, levels, agreement, monkeypatch):
    rng = np.random.default_rng(n + levels)
    common = rng.normal(size=(3, n)) * agreement
    scores = [np.round((rng.normal(size=(3, n)) + common) * levels) / levels for _ in range(3)]
    views = [view(score, np.full(3, 1e-9)) for score in scores]
    usual = final_places(views)
    monkeypatch.setattr(module, "MANY", 0)
    np.testing.assert_array_equal(final_places(views), usual)
    for b in range(3):
        ahead, behind = ([one.each(getattr(one, side))[b] for one in views] for side in ("ahead", "behind"))
        np.testing.assert_array_equal(places_of_many(ahead, behind), usual[b])


def test_ties_that_are_not_transitive_and_many_without_a_circle_are_left_to_the_other_way(monkeypatch):
    chain = np.arange(50.0)[None]
    loose, strict = (view(chain, np.array([width])) for width in (1.5, 1e-9))
    assert places_of_many([loose.ahead[0]] * 3, [loose.behind[0]] * 3) is None
    assert places_of_many([strict.ahead[0]] * 3, [strict.behind[0]] * 3).tolist() == list(range(50, 0, -1))
    expected = {id(one): final_places([one] * 3) for one in (loose, strict)}
    monkeypatch.setattr(module, "MANY", 0)
    monkeypatch.setattr(majority_chains, "LEFT", 10)
    assert places_of_many([strict.ahead[0]] * 3, [strict.behind[0]] * 3) is None
    for one in (loose, strict):
        np.testing.assert_array_equal(final_places([one] * 3), expected[id(one)])


def test_those_that_are_alike_among_many_are_placed_as_one(monkeypatch):
    rng = np.random.default_rng(9)
    scores = [rng.integers(0, 4, (1, 60)).astype(float) for _ in range(3)]
    kinds = len({tuple(score[0, k] for score in scores) for k in range(60)})
    assert kinds < 50
    views = [view(score, np.array([1e-9])) for score in scores]
    monkeypatch.setattr(majority_chains, "LEFT", kinds)
    found = places_of_many([one.each(one.ahead)[0] for one in views], [one.each(one.behind)[0] for one in views])
    np.testing.assert_array_equal(found, by_pairs([score[0] for score in scores], [1e-9] * 3))
    monkeypatch.setattr(majority_chains, "LEFT", 0)
    equal = [view(np.ones((1, 60)), np.array([1e-9]))] * 3
    np.testing.assert_array_equal(places_of_many([one.ahead[0] for one in equal], [one.behind[0] for one in equal]), np.ones(60))
