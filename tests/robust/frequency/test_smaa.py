"""SMAA: exact where it can be, sampled with honest errors where not."""

import copy
import json
import math
import pickle
from fractions import Fraction
from itertools import pairwise, permutations

import numpy as np
import pytest
from scipy import stats

import mcda_orch as mo
from mcda_orch.errors import DomainError, LabelError, McdaError, MissingError, PluginError, ShapeError
from mcda_orch.exact.polytope import polytope
from mcda_orch.robust.cells.uncertain import Open, opened
from mcda_orch.robust.frequency.blocks import features
from mcda_orch.robust.frequency.grid import Grid
from mcda_orch.robust.frequency.scenarios import scenarios
from mcda_orch.robust.frequency.tally import Tally, doubly_stochastic
from mcda_orch.sampling.draws import Sampler
from mcda_orch.sampling.linear_rows import linear_rows

THE = mo.load("orchestrators")
PUBLISHED = sorted(THE.matrix.names, key=lambda name: -THE.published[name])


def table(rng, n, m, low=-3, high=4):
    return mo.DecisionMatrix(rng.integers(low, high, (n, m)).astype(float), None, [f"c{j}{':min' * (j % 3 == 2)}" for j in range(m)])


def exact_acceptabilities(rows, known):
    """Rank acceptabilities as exact volumes: the regions of all rankings, one after the other."""
    n, m = len(rows), len(rows[0])
    base, equal = known.cone()
    total = polytope(base, equal, criteria=m).measure[0]
    found = np.zeros((n, n))
    for order in permutations(range(n)):
        cuts = [tuple(q - p for p, q in zip(rows[a], rows[b], strict=True)) for a, b in pairwise(order)]
        region = polytope([*base, *cuts], equal, criteria=m)
        if region.rays:
            for rank, a in enumerate(order):
                found[a, rank] += float(region.measure[0] / total)
    return found


def test_the_symmetric_case():
    found = mo.smaa(mo.DecisionMatrix(np.eye(3), list("abc")), mo.wsm, draws=200_000, rng=1)
    np.testing.assert_allclose(found.acceptability, 1 / 3, atol=3 * found.standard_errors.acceptability.max())
    np.testing.assert_allclose(found.central_weights["a"], [11 / 18, 7 / 36, 7 / 36], atol=0.003)
    assert found.confidence == {"a": 1.0, "b": 1.0, "c": 1.0}
    assert found.exact["expected_ranks"] == {"a": 2, "b": 2, "c": 2}
    assert found.exact["pairwise"]["a", "b"] == Fraction(1, 2)
    assert found.entropy == pytest.approx(math.log2(3), abs=1e-4)


def test_the_orchestrators_exactly():
    found = mo.smaa(THE, mo.wsm, draws=50_000, rng=2)
    ranks = found.exact["expected_ranks"]
    assert ranks["Kubeflow Pipelines"] == Fraction(97, 32)
    assert ranks["Flyte"] == Fraction(393, 128)
    assert ranks["Prefect"] == Fraction(7607, 1728)
    assert sum(ranks.values()) == 78
    neighbours = [found.exact["pairwise"][a, b] for a, b in pairwise(PUBLISHED)]
    assert neighbours == [Fraction(f) for f in ["1", "1/2", "3/4", "11/16", "1/2", "7/8", "5/16", "4/9", "3/4", "977/1296", "93/256"]]
    assert found.expected_ranks["Kubeflow Pipelines"] == 97 / 32
    np.testing.assert_allclose(found.expected_ranks, [float(r) for r in ranks.values()], rtol=1e-14)
    assert found.standard_errors.pairwise.max() == 0
    assert np.abs(found.sampled_pairwise.values - found.pairwise.values).max() < 0.01
    assert found.order[:4] == ("Metaflow", "Kubeflow Pipelines", "Flyte", "Prefect")
    assert found.central_weights["Luigi"] is None
    assert found.confidence["Luigi"] is None
    assert "Metaflow is first in 100 % of the cases." in str(found)


def test_who_is_first_without_the_dominating_one_is_the_exact_volume():
    matrix = mo.Blanks.of(0).fill(THE.matrix).select([n for n in THE.matrix.names if n != "Metaflow"])
    found = mo.smaa(matrix, mo.wsm, draws=400_000, rng=4)
    exact = {"Flyte": 6863, "Kubeflow Pipelines": 6863, "Prefect": 1683, "Kedro": 243, "ZenML": 28}
    for name in matrix.names:
        error = found.acceptability[name, 1] - exact.get(name, 0) / 15680
        assert abs(error) <= 3 * found.standard_errors.acceptability[name, 1]


def test_published_weights_with_unknown_blanks():
    found = mo.smaa(THE, mo.wsm, THE.weights, draws=100_000, rng=4, blanks="unknown")
    for name, rank, p in [("Airflow", 5, 0.9974), ("Airflow", 6, 0.0026), ("Orchest", 7, 0.960), ("Orchest", 8, 0.0205),
                          ("Orchest", 6, 0.0171), ("Orchest", 5, 0.0026)]:  # fmt: skip
        assert found.acceptability[name, rank] == pytest.approx(p, abs=0.0025)
    assert not found.exact
    assert found.confidence["Metaflow"] == 1
    levels = mo.smaa(THE, mo.wsm, THE.weights, draws=20_000, rng=4, blanks="levels")
    assert levels.acceptability["Airflow", 4] == pytest.approx(1 / 6, abs=0.01)  # at 19 it shares the place with Prefect


@pytest.mark.parametrize("seed", range(12))
def test_acceptabilities_are_within_their_errors_of_exact_volumes(seed):
    rng = np.random.default_rng(seed)
    matrix = table(rng, 4, int(rng.integers(2, 5)))
    known = mo.WeightSet(matrix)
    if seed % 3 == 1:
        known = known.order(" > ".join(rng.permutation(matrix.criterion_names)))
    if seed % 3 == 2:
        known = known.bounds({matrix.criterion_names[0]: (0.1, 0.4)})
    rows = linear_rows(mo.wsm, matrix).rows
    exact = exact_acceptabilities(rows, known)
    if not np.allclose(exact.sum(axis=0), 1):  # two rows tie at all weights
        pytest.skip("ties")
    found = mo.smaa(matrix, mo.wsm, known, draws=40_000, rng=seed)
    assert (np.abs(found.acceptability.values - exact) <= 4 * found.standard_errors.acceptability.values).all()
    np.testing.assert_allclose(found.expected_ranks, exact @ np.arange(1, 5), atol=1e-9)  # exact against exact, two ways
    assert found.exact


def test_hundreds_of_small_problems_agree_with_their_closed_forms():
    """The sampler tests itself; and what is exact adds up."""
    rng = np.random.default_rng(5)
    for _ in range(150):
        n, m = int(rng.integers(1, 7)), int(rng.integers(1, 6))
        matrix = table(rng, n, m, -1, 2)
        prior = rng.integers(1, 4, m).tolist() if rng.random() < 0.3 else None
        found = mo.smaa(matrix, mo.wsm, draws=500, rng=rng, prior=prior)
        b = found.acceptability.values
        assert (b.sum(axis=0) == 1).all()
        assert (b.sum(axis=1) == 1).all()
        assert sum(found.exact["expected_ranks"].values()) == Fraction(n * (n + 1), 2)
        assert b @ np.arange(1, n + 1) == pytest.approx(found.expected_ranks.values, abs=0.45 * n)
        for name, w in found.central_weights.items():
            assert (w is None) == (found.acceptability[name, 1] == 0)
            assert w is None or np.isfinite(w.values).all()


def test_a_sampler_that_is_wrong_is_found_out(monkeypatch):
    matrix = mo.DecisionMatrix(np.eye(3))
    honest = Sampler.block

    def biased(self, random, size):
        values = honest(self, random, size) ** 2
        return values / values.sum(axis=1, keepdims=True) * [1, 0.7, 1]

    known = mo.WeightSet(matrix).bounds({"C1": (0.1, 0.6)})
    mo.smaa(matrix, mo.wsm, known, draws=20_000, rng=1)
    monkeypatch.setattr(Sampler, "block", biased)
    with pytest.raises(McdaError, match="not spread as they should be"):
        mo.smaa(matrix, mo.wsm, known, draws=20_000, rng=1)


def test_integer_priors_are_exact():
    found = mo.smaa(THE, mo.wsm, draws=100_000, rng=6, prior=dict(THE.weights.items()))
    assert sum(found.exact["expected_ranks"].values()) == 78
    assert np.abs(found.sampled_pairwise.values - found.pairwise.values).max() < 0.007
    assert found.pairwise["Orchest", "MLRun"] > mo.smaa(THE, mo.wsm, draws=10).pairwise["Orchest", "MLRun"]
    assert not mo.smaa(THE, mo.wsm, draws=100, rng=6, prior=np.full(11, 0.5)).exact


def test_ties_are_shared():
    same = mo.smaa(mo.DecisionMatrix([[1.0, 2], [1, 2], [1, 2]]), mo.wsm, draws=100, rng=1)
    np.testing.assert_allclose(same.acceptability, 1 / 3)
    assert same.pairwise.max() == 0
    assert same.exact["expected_ranks"] == {"A1": 2, "A2": 2, "A3": 2}
    twins = mo.smaa(mo.DecisionMatrix([[1.0, 2], [2, 1], [1, 2]]), mo.topsis, draws=3_000, rng=1)
    np.testing.assert_allclose(twins.acceptability["A1"], twins.acceptability["A3"], atol=1e-12)
    assert twins.acceptability.values.sum(axis=0).tolist() == [1, 1, 1]
    fixed = mo.smaa(mo.DecisionMatrix([[0.1 + 0.2, 1], [0.3, 1], [0, 0]]), mo.wsm, [1, 1])
    np.testing.assert_array_equal(fixed.acceptability, [[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]])
    assert fixed.draws == 1
    assert fixed.standard_errors.acceptability.max() == 0
    half = mo.smaa(mo.DecisionMatrix([[1.0, 0], [0, 1.0], [0, 0]]), mo.wsm, mo.WeightSet(["C1", "C2"]).bounds(C1=0.5))
    assert half.acceptability["A1", 1] == 0.5


def test_one_alternative_and_one_criterion():
    one = mo.smaa(mo.DecisionMatrix([[1.0, 2]]), mo.wsm, draws=10, rng=1)
    assert one.acceptability.values.tolist() == [[1]]
    assert one.entropy == 0
    assert "A1 is first in 100 %" in str(one)
    column = mo.smaa(mo.DecisionMatrix([[1.0], [3], [2]]), mo.wsm, draws=10, rng=1)
    assert column.expected_ranks.tolist() == [3, 1, 2]


def test_seeds_and_streams():
    a, b = (mo.smaa(THE, mo.topsis, draws=500, rng=9) for _ in range(2))
    np.testing.assert_array_equal(a.acceptability, b.acceptability)
    c = mo.smaa(THE, mo.topsis, draws=500, rng=np.random.default_rng(9))
    np.testing.assert_array_equal(a.acceptability, c.acceptability)
    assert (mo.smaa(THE, mo.topsis, draws=500, rng=10).acceptability.values != a.acceptability.values).any()


def test_memory_does_not_grow_and_progress_is_told():
    told = []
    found = mo.smaa(mo.DecisionMatrix(np.eye(3)), mo.wsm, draws=300_000, rng=1, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (300_000, 300_000)
    assert len(told) == 37
    assert found.draws == 300_000


def test_sequential_stopping():
    found = mo.smaa(mo.DecisionMatrix(np.eye(3)), mo.wsm, rng=1, precision=0.01)
    assert 9_604 <= found.draws < 40_000
    assert np.abs(found.acceptability.values - 1 / 3).max() < 0.01
    assert mo.smaa(mo.DecisionMatrix(np.eye(3)), mo.wsm, rng=1, precision=0.001, draws=5_000).draws == 5_000
    for wrong in (0, 1, 1.5, 2, -0.1):
        with pytest.raises(DomainError, match="no precision"):
            mo.smaa(np.eye(3), mo.wsm, precision=wrong)


def test_sobol_points_do_better_than_their_standard_errors():
    matrix = mo.DecisionMatrix(np.eye(4))
    error = {}
    for how in ("sobol", "random"):
        runs = [mo.smaa(matrix, mo.wsm, draws=4_096, rng=seed, how=how) for seed in range(30)]
        z = [(r.acceptability.values - 0.25) / r.standard_errors.acceptability.values for r in runs]
        error[how] = float(np.std(z))
    assert 0.8 < error["random"] < 1.2
    assert error["sobol"] < 0.7
    with pytest.raises(DomainError, match="must be 'sobol' or 'random'"):
        mo.smaa(matrix, mo.wsm, how="lattice")


def test_draws_needed():
    assert [mo.draws_needed(at_once=k) for k in (1, 12, 144)] == [9_604, 20_525, 31_992]
    assert [mo.draws_needed(at_once=k, how="hoeffding") for k in (1, 12, 144)] == [18_445, 30_869, 43_294]
    for bad in ({"precision": 0}, {"precision": 1}, {"confidence": 0}, {"confidence": 1}, {"how": "guess"}, {"at_once": 0}):
        with pytest.raises(DomainError):
            mo.draws_needed(**bad)
    found = mo.smaa(THE, mo.wsm, draws=2_000, rng=1)
    assert found.draws_needed(0.01) <= 9_604
    assert found.draws_needed(0.01, simultaneous=True) <= 31_992


def test_intervals_distributions_and_samples():
    matrix = mo.DecisionMatrix([[1.0, 0.5], [0.5, 1.0]], ["Ant", "Bee"], ["a", "b"])
    for cell, p in [((0.0, 1.0), 0.75), (stats.uniform(0, 1), 0.75), ([0.1, 0.9, 0.9], None), (stats.norm(0.5, 0.1), 0.5), (2.0, 0.0)]:
        found = mo.smaa(matrix, mo.wsm, [1.0, 1.0], draws=20_000, rng=3, cells={("Ant", "b"): cell})
        if p is not None and not (isinstance(cell, tuple) or cell == 2.0):
            assert found.acceptability["Bee", 1] in (pytest.approx(0.5, abs=0.02), pytest.approx(p, abs=0.02))
    found = mo.smaa(matrix, mo.wsm, [1.0, 1.0], draws=20_000, rng=3, cells={("Ant", "b"): (0.25, 1.25)})
    assert found.acceptability["Ant", 1] == pytest.approx(0.75, abs=0.01)
    assert found.standard_errors.acceptability["Ant", 1] == pytest.approx(math.sqrt(0.75 * 0.25 / 20_000), rel=0.02)
    two_of_three = mo.smaa(matrix, mo.wsm, [1.0, 1.0], draws=20_000, rng=3, cells={("Ant", "b"): [0.1, 0.9, 0.9]})
    assert two_of_three.acceptability["Ant", 1] == pytest.approx(2 / 3, abs=0.015)
    assert two_of_three.confidence["Ant"] == pytest.approx(2 / 3, abs=0.02)
    assert two_of_three.cross_confidence["Ant", "Bee"] == pytest.approx(1 / 3, abs=0.02)


def test_confidence_factors_by_brute_force():
    matrix = mo.DecisionMatrix([[1.0, 0.2], [0.5, 0.8]], ["Ant", "Bee"], ["a", "b"])
    cells = {("Ant", "a"): stats.norm(1, 0.3), ("Bee", "b"): (0.2, 1.2)}
    found = mo.smaa(matrix, mo.wsm, draws=40_000, rng=4, cells=cells)
    rng = np.random.default_rng(5)
    lead = np.stack([rng.normal(1, 0.3, 200_000) - 0.5, 0.2 - rng.uniform(0.2, 1.2, 200_000)], axis=-1)
    w = np.array(found.central_weights["Ant"])
    assert found.confidence["Ant"] == pytest.approx((lead @ w > 0).mean(), abs=0.02)
    assert found.standard_errors.confidence["Ant"] == pytest.approx(0.004, abs=0.001)
    drawn = rng.dirichlet([1, 1], 200_000)
    assert found.acceptability["Ant", 1] == pytest.approx(((lead * drawn).sum(axis=-1) > 0).mean(), abs=0.01)
    np.testing.assert_allclose(w, drawn[(lead * drawn).sum(axis=-1) > 0].mean(axis=0), atol=0.01)
    error = found.standard_errors.central_weights["Ant"]
    assert 0.0005 < error["a"] < 0.005


def test_ordinal_criteria():
    scale = mo.Ordinal(["poor", "fair", "good"])
    matrix = mo.DecisionMatrix([[0.0, 1.0], [1.0, 0.5], [2.0, 0.0]], ["Ant", "Bee", "Cat"], [mo.Criterion("a", scale=scale), "b"])
    found = mo.smaa(matrix, mo.wsm, [1.0, 2.0], draws=40_000, rng=6, ordinal=True)
    # scores: Ant 2, Bee 1 + 2 u, Cat 2 with levels at 0, 2 u, 2
    assert found.acceptability["Bee", 1] == pytest.approx(0.5, abs=0.01)
    assert found.acceptability["Ant", 1] == pytest.approx(0.25, abs=0.01)
    named = mo.smaa(matrix, mo.wsm, [1.0, 2.0], draws=100, rng=6, ordinal=["a"])
    assert named.about == "an ordinal criterion"
    with pytest.raises(LabelError, match="no criterion 'z'"):
        mo.smaa(matrix, mo.wsm, ordinal="z")
    blank = mo.DecisionMatrix([[None, 1.0], [1.0, 2.0]])
    with pytest.raises(MissingError, match="stand in no order"):
        mo.smaa(blank, mo.wsm, ordinal="C1")


def test_samples_of_weights_and_tables_are_taken_in_pairs():
    rng = np.random.default_rng(7)
    tables, weights = rng.normal(size=(2_000, 3, 4)), rng.dirichlet(np.ones(4), 2_000)
    matrix = mo.DecisionMatrix(tables)
    found = mo.smaa(matrix, mo.wsm, mo.Weights(weights, matrix.criterion_names), draws=5)
    scores = np.einsum("bij,bj->bi", tables, weights)
    ranks = (scores[:, None, :] > scores[:, :, None]).sum(axis=-1)
    expected = np.array([[(ranks[:, i] == r).mean() for r in range(3)] for i in range(3)])
    np.testing.assert_allclose(found.acceptability, expected, atol=1e-14)
    np.testing.assert_allclose(found.central_weights["A1"], weights[ranks[:, 0] == 0].mean(axis=0), atol=1e-14)
    w = np.array(found.central_weights["A1"])
    assert found.confidence["A1"] == pytest.approx(((tables @ w).argmax(axis=-1) == 0).mean(), abs=1e-14)
    assert found.draws == 2_000
    with pytest.raises(ShapeError, match="no sample"):
        mo.smaa(matrix, mo.wsm, mo.Weights(weights[:10], matrix.criterion_names))
    alone = mo.smaa(mo.DecisionMatrix(tables[0]), mo.wsm, mo.Weights(weights, matrix.criterion_names))
    assert alone.about == "a sample of 2,000 weight vectors"


def test_every_figure_and_its_error_is_that_of_counting_the_draws_by_hand():
    rng = np.random.default_rng(17)
    draws, n, m = 300, 4, 3
    tables, weights = rng.normal(size=(draws, n, m)) + np.array([0.4, 0.2, 0, -3])[:, None], rng.dirichlet(np.ones(m), draws) * 7
    matrix = mo.DecisionMatrix(tables)
    found = mo.smaa(matrix, mo.wsm, mo.Weights(weights, matrix.criterion_names))
    errors, names = found.standard_errors, matrix.names
    shares = weights / weights.sum(axis=1, keepdims=True)
    scores = np.einsum("bij,bj->bi", tables, weights)
    places = (scores[:, None, :] > scores[:, :, None]).sum(axis=-1)

    def error(p):
        q = (p * draws + 1) / (draws + 2)
        return np.sqrt(q * (1 - q) / draws)

    p = np.array([[(places[:, i] == r).mean() for r in range(n)] for i in range(n)])
    beats = (scores[:, :, None] > scores[:, None, :]).mean(axis=0)
    counts = np.array([25, 13, 7, 3])[places] / 25
    first, logs = p[p[:, 0] > 0, 0], np.log2(p[p[:, 0] > 0, 0])
    for told, expected in (
        (found.acceptability, p), (errors.acceptability, error(p)), (found.pairwise, beats), (found.sampled_pairwise, beats),
        (errors.pairwise, error(beats) * (1 - np.eye(n))), (found.expected_ranks, 1 + places.mean(axis=0)),
        (errors.expected_ranks, places.std(axis=0) / math.sqrt(draws)), (found.holistic, counts.mean(axis=0)),
        (errors.holistic, counts.std(axis=0) / math.sqrt(draws)), (found.entropy, -(first * logs).sum()),
        (errors.entropy, math.sqrt(((first * logs**2).sum() - (first * logs).sum() ** 2) / draws)),
    ):  # fmt: skip
        np.testing.assert_allclose(np.asarray(told), expected, atol=1e-9)
    owners = [i for i in range(n) if p[i, 0]]
    assert found.cross_confidence.rows == tuple(names[i] for i in owners)
    assert len(owners) < n
    for i, name in enumerate(names):
        if i not in owners:
            assert found.central_weights[name] is errors.central_weights[name] is found.confidence[name] is errors.confidence[name] is None
            continue
        own = shares[places[:, i] == 0]
        np.testing.assert_allclose(found.central_weights[name].values, own.mean(axis=0))
        np.testing.assert_allclose(errors.central_weights[name].values, own.std(axis=0) / math.sqrt(len(own)))
        best = np.eye(n)[(tables @ own.mean(axis=0)).argmax(axis=-1)].mean(axis=0)
        np.testing.assert_allclose(found.cross_confidence[name].values, best)
        np.testing.assert_allclose(errors.cross_confidence[name].values, error(best))
        assert (found.confidence[name], errors.confidence[name]) == (pytest.approx(best[i]), pytest.approx(error(best[i])))


def test_random_parameters():
    x = mo.DecisionMatrix([[7.0, 3], [5, 6], [6, 4]], ["Ant", "Bee", "Cat"], ["a", "b"])
    found = mo.smaa(x, mo.promethee_ii, [2, 1], draws=500, rng=8, params={"function": "linear", "p": stats.uniform(1, 3)})
    assert found.about == "random p"
    assert not found.exact
    each = mo.smaa(x, mo.promethee_ii, [2, 1], draws=200, rng=8, params={"function": "linear", "p": {"a": (1.0, 4.0), "b": 2.0}})
    assert each.acceptability.values.sum() == 3
    v = mo.smaa(x, mo.vikor, draws=300, rng=8, params={"v": (0.0, 1.0)})
    assert v.about == "all weights and random v"
    scores = [mo.vikor(x, [2, 1], v=t).ranking.best for t in (0.0, 1.0)]
    both = mo.smaa(x, mo.vikor, [2, 1], draws=300, rng=8, params={"v": stats.randint(0, 2)})
    assert {name for name in x.names if both.acceptability[name, 1] > 0} == {n for best in scores for n in best}
    with pytest.raises(PluginError, match="no parameter"):
        mo.smaa(x, mo.vikor, params={"u": 1})
    with pytest.raises(LabelError, match="no criterion"):
        mo.smaa(x, mo.spotis, [1, 1], params={"low": {"z": (0, 1)}})


@pytest.mark.parametrize("name", [n for n in mo.names("score") if n not in ("comet", "seca")])
def test_every_method_that_ranks(name):
    rng = np.random.default_rng(11)
    matrix = mo.DecisionMatrix(rng.integers(1, 9, (4, 3)).astype(float))
    method = mo.get(name)
    draws = 3 if method.lift else 200
    try:
        method(matrix, np.ones(3))
    except McdaError as error:
        with pytest.raises(type(error)):
            mo.smaa(matrix, method, draws=draws, rng=1)
        return
    found = mo.smaa(matrix, method, draws=draws, rng=1)
    assert (found.acceptability.values.sum(axis=0) == 1).all()
    assert (found.acceptability.values.sum(axis=1) == 1).all()
    assert np.isfinite(found.expected_ranks.values).all()
    assert bool(found.exact) == (method.linear_form is not None)
    cells = mo.smaa(matrix, method, np.ones(3), draws=draws, rng=1, cells={("A1", "C2"): (1.0, 9.0)})
    assert cells.acceptability.values.sum() == 4


def test_the_blocks_of_a_linear_method_are_those_of_its_scores():
    """The fast way and the general way rank alike."""
    rng = np.random.default_rng(12)
    matrix = table(rng, 6, 4)
    drawn = mo.WeightSet(matrix).sample(3_000, rng=1).weights
    general = mo.smaa(matrix, mo.wsm, drawn)
    found = scenarios(matrix, mo.wsm, None, None, None, (), None, None)
    tally = Tally(found.sizes, 4)
    order = features(found) @ drawn.values.T
    tally.add(order, np.ascontiguousarray(drawn.values.T), False)
    np.testing.assert_allclose(tally.acceptabilities()[found.of], general.acceptability, atol=1e-12)
    wins = tally.wins[np.ix_(found.of, found.of)] / tally.draws
    np.testing.assert_allclose(wins, general.sampled_pairwise, atol=1e-12)


def test_chains_count_for_what_they_are_worth(monkeypatch):
    monkeypatch.setattr("mcda_orch.sampling.draws.CORNERS", 4)
    monkeypatch.setattr("mcda_orch.robust.frequency.odds.SIMPLICES", 2)
    matrix = mo.DecisionMatrix(np.eye(5))
    known = mo.WeightSet(matrix).bounds({"C1": (0.1, 0.3), "C2": (0.1, 0.3), "C3": (0.05, 0.4)})
    found = mo.smaa(matrix, mo.wsm, known, draws=3_000, rng=1)
    assert found.effective_draws <= 3_000
    assert not found.exact
    assert found.acceptability.values.sum() == 5


def test_weight_sets_in_another_order_and_points():
    matrix = mo.DecisionMatrix([[1.0, 0], [0, 1.0]], ["Ant", "Bee"], ["a", "b"])
    known = mo.WeightSet(["b", "a"]).order("b > a")
    found = mo.smaa(matrix, mo.wsm, known, draws=100, rng=1)
    assert found.acceptability["Bee", 1] == 1
    assert found.exact["pairwise"]["Bee", "Ant"] == 1
    with pytest.raises(LabelError, match="leaves out"):
        mo.smaa(matrix, mo.wsm, mo.WeightSet(["a"]))
    with pytest.raises(LabelError, match="speaks of 'c'"):
        mo.smaa(matrix, mo.wsm, mo.WeightSet(["a", "b", "c"]))
    with pytest.raises(DomainError, match="no weights agree"):
        mo.smaa(matrix, mo.wsm, mo.WeightSet(["a", "b"]).order("a > b", "b > a"))
    point = mo.smaa(matrix, mo.wsm, mo.WeightSet(["a", "b"]).bounds(a=0.75))
    assert point.central_weights["Ant"]["a"] == 0.75
    assert point.draws == 1


def test_bad_input_is_one_clear_error():
    matrix = mo.DecisionMatrix([[1.0, 0], [0, 1.0]], ["Ant", "Bee"], ["a", "b"])
    for kwargs, kind in [
        ({"draws": 0}, DomainError),
        ({"draws": 2.5}, DomainError),
        ({"prior": [1, -1]}, DomainError),
        ({"weights": [1, 1], "prior": [1, 1]}, DomainError),
        ({"cells": {"a": (0, 1)}}, LabelError),
        ({"cells": {("Ant", "z"): (0, 1)}}, LabelError),
        ({"cells": {("Ant", "a"): (1, 0)}}, DomainError),
        ({"cells": {("Ant", "a"): "high"}}, DomainError),
        ({"cells": {("Ant", "a"): [float("nan")]}}, DomainError),
        ({"cells": {("Ant", "a"): stats.norm}}, DomainError),
        ({"holistic": "odd"}, DomainError),
        ({"holistic": [0, 1]}, DomainError),
        ({"weights": [-1, 1]}, DomainError),
    ]:
        with pytest.raises(kind):
            mo.smaa(matrix, mo.wsm, **kwargs)
    with pytest.raises(MissingError, match="is blank"):
        mo.smaa(mo.DecisionMatrix([[1.0, None], [0, 1.0]]), mo.wsm)
    with pytest.raises(MissingError, match="no known cell"):
        mo.smaa(mo.DecisionMatrix([[1.0, None], [0, None]]), mo.wsm, blanks="unknown")
    with pytest.raises(DomainError, match="wpm needs values > 0"):
        mo.smaa(mo.DecisionMatrix([[1.0, 2], [2, 1]]), mo.wpm, draws=100, rng=1, cells={("A1", "C1"): stats.norm(1, 1)})
    with pytest.raises(PluginError):
        mo.smaa(matrix, mo.scalings.minmax)
    low = mo.Criterion("a", scale=mo.Ratio(low=0, high=1))
    with pytest.raises(DomainError, match="beyond the declared scale"):
        mo.smaa(mo.DecisionMatrix([[1.0], [0]], None, [low]), mo.wsm, cells={("A1", "a"): (0, 2)})
    with pytest.raises(DomainError, match="redistributes"):
        mo.smaa(mo.DecisionMatrix([[1.0, None], [0, 1.0]]), mo.wsm, blanks="redistribute", cells={("A1", "C1"): (0, 1)})
    shared = mo.smaa(mo.DecisionMatrix([[1.0, None], [0, 1.0]]), mo.wsm, blanks="redistribute", draws=100, rng=1)
    assert shared.acceptability.values.sum() == 2


def test_results_can_be_shown_kept_and_written():
    found = mo.smaa(THE, mo.wsm, mo.WeightSet(THE).order("Security >= Cost"), draws=1_000, rng=1)
    document = json.loads(json.dumps(found.document(), allow_nan=False))
    assert document["exact"]["expected_ranks"]["Metaflow"] == "1"
    assert "| Metaflow |" in found.markdown()
    assert "<table>" in found._repr_html_()
    assert repr(found) == "Smaa(wsm, 12 alternatives, 1,000 draws)"
    assert found.about == "all weights that agree with 1 statement"
    again = pickle.loads(pickle.dumps(found))
    assert again.exact == found.exact
    copy.deepcopy(found)
    with pytest.raises(ValueError, match="read-only"):
        found.acceptability.values[0, 0] = 2
    assert found.rank_entropy["Metaflow"] == 0
    many = mo.smaa(mo.DecisionMatrix(np.random.default_rng(1).normal(size=(20, 3))), mo.wsm, draws=500, rng=1)
    assert len(many.tables) == 2
    linear = mo.smaa(mo.DecisionMatrix(np.eye(3)), mo.wsm, draws=500, rng=1, holistic="linear")
    assert linear.holistic["A1"] == pytest.approx((3 - linear.acceptability["A1"] @ [1, 2, 3]) / 2)
    assert mo.smaa(np.eye(3), mo.wsm, draws=500, rng=1, holistic=[1, 0, 0]).holistic["A1"] == pytest.approx(
        mo.smaa(np.eye(3), mo.wsm, draws=500, rng=1).acceptability["A1", 1]
    )


def test_grids_and_open_cells():
    grid = Grid(np.arange(4.0).reshape(2, 2), ("a", "b"), (1, 2))
    assert grid["b", 2] == 3
    assert grid[1, 0] == 2
    assert (grid * 2).tolist() == [[0, 2], [4, 6]]
    assert dict(grid.items())["a"]["2"] == 1
    assert grid.document() == {"a": {"1": 0, "2": 1}, "b": {"1": 2, "2": 3}}
    with pytest.raises(LabelError):
        grid["c", 1]
    assert opened((1, 1), "x").ends == (1,)
    assert opened([3, 1, 3], "x").values == (1, 3, 3)
    assert isinstance(opened(Open(0, 1), "x"), Open)


def test_rounding_to_exact_sums():
    rng = np.random.default_rng(1)
    for n in (1, 2, 3, 12, 60):
        counts = sum(np.eye(n)[rng.permutation(n)] for _ in range(7))
        exact = doubly_stochastic(counts / 7)
        assert (exact.sum(axis=0) == 1).all()
        assert (exact.sum(axis=1) == 1).all()
        assert ((exact == 0) == (counts == 0)).all()
        np.testing.assert_allclose(exact, counts / 7, atol=1e-12)


def test_central_weights_of_one_that_is_never_first_or_first_in_a_single_draw():
    """The cases of rsmaa's own test: tables and weights that are themselves the draws."""
    draws = 10_000
    tables, shares = np.zeros((draws, 2, 3)), np.full((draws, 3), 1 / 3)
    tables[:, 0] = 1.0
    always = mo.smaa(mo.DecisionMatrix(tables, ["Ant", "Bee"]), "wsm", shares)
    np.testing.assert_allclose(always.central_weights["Ant"].values, 1 / 3)
    assert always.central_weights["Bee"] is None
    tables[0] = [[0.0] * 3, [1.0] * 3]
    once = mo.smaa(mo.DecisionMatrix(tables, ["Ant", "Bee"]), "wsm", shares)
    np.testing.assert_allclose(once.central_weights["Bee"].values, 1 / 3)
    assert once.acceptability["Bee", 1] == pytest.approx(1 / draws)


def test_who_ranks_alike_stays_in_the_order_of_the_table():
    found = mo.smaa(mo.DecisionMatrix([[1, 1], [3, 3], [3, 3]], ["Cat", "Zoe", "Ant"]), mo.wsm, draws=100, rng=1)
    assert found.order == ("Zoe", "Ant", "Cat")


@pytest.mark.parametrize("method", [mo.wsm, mo.topsis])
def test_where_nothing_is_random_nothing_is_said_to_rest_on_draws(method):
    table = mo.DecisionMatrix([[1, 2, 3], [2, 2, 1], [3, 1, 2]], ["Ant", "Bee", "Cat"])
    known, drawn = mo.smaa(table, method, weights=[1, 1, 2]), mo.smaa(table, method, draws=200)
    assert {c.how for c in known.verify(report=True).checks} == {"recount"}
    assert "random draws" not in str(known.verify(report=True))
    assert "Probability that the row beats the column (exact)" in str(known)
    assert "replay" in {c.how for c in drawn.verify(report=True).checks}
    assert "rest on random draws, and are not proved." in str(drawn.verify(report=True))


def test_exact_odds_are_written_by_the_one_that_is_ahead_and_the_other():
    table = mo.DecisionMatrix([[4, 0], [0, 2], [1, 1]], ["Ant", "Bee", "Cat"], ["a", "b"])
    found = mo.smaa(table, "wsm", draws=200, rng=1)
    written = found.document()["exact"]["pairwise"]
    assert [(a, b, Fraction(p)) for a, b, p in written] == [(*pair, p) for pair, p in found.exact["pairwise"].items()]
    assert ["Ant", "Bee", "2/3"] in written
    assert ["Bee", "Ant", "1/3"] in written
