"""Means and deviations of scores are those of the draws, whoever makes them and however many at a time."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.robust.frequency.moments import Moments

RNG = np.random.default_rng(0)
TABLE = mo.DecisionMatrix(RNG.integers(1, 9, (7, 4)).astype(float), criteria=["a", "b:min", "c", "d"])
SAMPLE = RNG.dirichlet(np.ones(4), 20_011)


@pytest.mark.parametrize("method", ["wsm", "wpm", "topsis", "vikor", "promethee_ii"])
def test_of_a_sample_of_weights_they_are_its_own(method):
    found = mo.smaa(TABLE, method, SAMPLE, scores=True)
    scores = mo.get(method).kernel(TABLE.values, SAMPLE, TABLE.senses)
    np.testing.assert_allclose(found.mean_scores, scores.mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(found.score_deviations, scores.std(axis=0), rtol=1e-12)
    np.testing.assert_allclose(found.standard_errors.mean_scores, scores.std(axis=0) / np.sqrt(len(SAMPLE)), rtol=1e-12)
    assert found.verify()
    assert "Scores by" in str(found)
    assert found.document()["mean_scores"] == dict(found.mean_scores.items())


KNOWN = {
    "all": mo.WeightSet(TABLE),
    "order": mo.WeightSet(TABLE).order("a >= b >= c >= d"),
    "bounds": mo.WeightSet(TABLE).bounds({"a": (0.1, 0.4)}).ratio("b", "c", 0.5, 2),
}


@pytest.mark.parametrize("known", KNOWN)
def test_drawn_weights_give_the_scores_of_shares(known):
    """The weighted sum of mean shares is the mean weighted sum."""
    weights = KNOWN[known]
    mean = weights.sample(200_000, rng=3).values.mean(axis=0)
    found = mo.smaa(TABLE, "wsm", weights, draws=40_000, scores=True)
    mean = np.full(4, 0.25) if weights is None else weights.sample(200_000, rng=3).values.mean(axis=0)
    np.testing.assert_allclose(
        found.mean_scores, mo.wsm.kernel(TABLE.values, mean, TABLE.senses), atol=5 * found.standard_errors.mean_scores.max()
    )


@pytest.mark.parametrize("method", ["wsm", "topsis"])
def test_the_same_bits_for_any_pace(method):
    def asked(**pace):
        found = mo.smaa(TABLE, method, draws=70_000, scores=True, **pace)
        return found.mean_scores.values.tobytes(), found.score_deviations.values.tobytes()

    alone = asked()
    assert asked(workers=3) == asked(block=30_000) == asked(workers=2, block=9_000) == alone
    with ThreadPoolExecutor(2) as executor:
        assert asked(executor=executor) == alone


def test_nothing_else_changes_by_asking():
    plain, scored = (mo.smaa(TABLE, "topsis", draws=9_000, scores=asked).document() for asked in (False, True))
    assert plain["mean_scores"] is None
    for document in (plain, scored):
        for part in (document, document["standard_errors"]):
            part.pop("mean_scores")
        document.pop("score_deviations")
    assert plain == scored


def test_cells_and_parameters_that_are_random():
    cells = np.linspace(1, 9, 5)
    found = mo.smaa(TABLE, "wsm", [1, 0, 0, 0], 64_000, cells={("A1", "a"): (2, 8)}, scores=True)
    assert float(found.mean_scores["A1"]) == pytest.approx(5, abs=0.05)
    assert float(found.score_deviations["A1"]) == pytest.approx(6 / np.sqrt(12), rel=0.02)
    assert found.score_deviations.values[1:].tolist() == [0] * 6
    assert found.mean_scores.values[1:].tolist() == TABLE.values[1:, 0].tolist()
    drawn = mo.smaa(TABLE, "vikor", [1, 2, 1, 1], 5_000, params={"v": (0.0, 1.0)}, scores=True)
    ends = [mo.vikor(TABLE, [1, 2, 1, 1], v=v).scores.values for v in (0.0, 1.0)]
    np.testing.assert_allclose(drawn.mean_scores, np.mean(ends, axis=0), atol=0.02)
    tables = np.repeat(TABLE.values[None], 5, axis=0)
    tables[:, 0, 0] = cells
    sample = mo.smaa(mo.DecisionMatrix(tables, criteria=TABLE.criteria), "wsm", [1, 0, 0, 0], scores=True)
    assert float(sample.score_deviations.values[0]) == pytest.approx(cells.std(), rel=1e-12)


def test_blanks_whose_weight_is_redistributed():
    table = mo.DecisionMatrix([[1, 2, np.nan], [2, 1, 3], [3, np.nan, 1]])
    weights = RNG.dirichlet(np.ones(3), 300)
    found = mo.smaa(table, "wsm", weights, blanks="redistribute", scores=True)
    each = [mo.wsm(table, w, blanks="redistribute").scores.values for w in weights]
    np.testing.assert_allclose(found.mean_scores, np.mean(each, axis=0), rtol=1e-12)


def test_an_interruption_leaves_those_of_the_draws_that_were_made():
    def stop(done, total):
        if done > 20_000:
            raise KeyboardInterrupt

    part = mo.smaa(TABLE, "topsis", draws=10**7, scores=True, progress=stop)
    again = mo.smaa(TABLE, "topsis", draws=10**7, scores=True, stopped=part.draws)
    assert again.document() == part.document()


def test_moments_of_large_small_and_equal_numbers():
    for size in (1e300, 1e-300, 1.0):
        values = size * RNG.random((3, 1000))
        parts = Moments.of(values[:, :300]).plus(Moments.of(values[:, 300:]))
        np.testing.assert_allclose(parts.mean, values.mean(axis=1), rtol=1e-12)
        np.testing.assert_allclose(parts.deviation / size, (values / size).std(axis=1), rtol=1e-12)
    same = Moments.of(np.full((2, 7), 0.1)).plus(Moments.of(np.full((2, 5), 0.1)))
    assert (same.mean.tolist(), same.deviation.tolist()) == ([0.1, 0.1], [0, 0])
