"""Draws: inside the set, with the exact centroids and half-space shares, repeatable, and honest about what they are worth."""

import numpy as np
import pytest
from scipy.stats import beta

import mcda_orch as mo
from mcda_orch.errors import DomainError, ShapeError
from mcda_orch.exact.polytope import TooManyError
from mcda_orch.exact.volume import share_below
from mcda_orch.sampling import draws
from mcda_orch.sampling.chains import mixing_time, split_r_hat
from mcda_orch.sampling.draws import BLOCK, sampler, spread

NAMES = [f"c{j}" for j in range(6)]
SIX = mo.WeightSet(NAMES)
SETS = {
    "all": SIX,
    "order": SIX.order(" >= ".join(NAMES)),
    "tiers": SIX.order("c0, c1, c2 >= c3, c4 >= c5"),
    "bounds": SIX.bounds(c0=(0.1, 0.3), c1=(0.05, 0.2)).ratio("c2", "c3", 1, 2),
    "flat": SIX.order("c0 = c1").group(("c2", "c3"), 0.4, 0.4).order("c4 > c5"),
    "thin": SIX.bounds(c0=(0.2, 0.201)).order("c1 > c2"),
    "segment": SIX.order("c0 = c1 = c2 = c3 = c4"),
}


@pytest.mark.parametrize("how", ["auto", "chains", "sobol"])
@pytest.mark.parametrize("name", SETS)
def test_centroids_are_the_exact_ones(name, how):
    known = SETS[name]
    found = known.sample(100_000, rng=1, how=how)
    exact = np.array([float(v) for v in known.centroid()])
    assert np.abs(found.centroid.values - exact).max() < 0.002
    assert np.abs(found.centroid.values - exact).max() <= 4.5 * found.standard_errors.values.max() + 1e-12
    assert known.excess(found.values).max() < 1e-9
    assert found.values.shape == (100_000, 6)
    np.testing.assert_allclose(found.values.sum(axis=1), 1, atol=1e-12)
    assert (found.values >= 0).all()
    if how == "chains":
        assert found.r_hat.max() < 1.011
        assert found.effective_size.min() > 25_000
    else:
        assert (found.r_hat == 1).all()
        assert (found.effective_size == 100_000).all()


def test_spread_is_even_not_only_centred():
    """Shares of half-spaces, which are known exactly, in a part of the simplex."""
    known = SETS["order"]
    rng = np.random.default_rng(0)
    corners = np.array(known.vertices(), dtype=float)
    forms = rng.standard_normal((20, 6))
    exact = share_below(forms @ corners.T)
    for how in ("auto", "chains", "sobol"):
        w = known.sample(50_000, rng=2, how=how).values
        np.testing.assert_allclose((w @ forms.T <= 0).mean(axis=0), exact, atol=0.015)


def test_the_ranking_of_the_orchestrators():
    problem = mo.load("orchestrators")
    known = mo.WeightSet(problem)
    for a, b in zip(problem.matrix.names, problem.matrix.names[1:], strict=False):
        known = known.prefers(a, b, method=mo.wsm, matrix=problem)
    exact = np.array([float(v) for v in known.centroid()])
    for how in ("auto", "chains"):
        found = known.sample(100_000, rng=3, how=how)
        assert np.abs(found.centroid.values - exact).max() < 0.002
        assert known.excess(found.values).max() < 1e-9


def test_draws_are_repeatable_and_streams_are_not_shared():
    for how in ("auto", "chains", "sobol"):
        prepared = sampler(SETS["tiers"], how=how)
        one, two = prepared.draw(500, 7), prepared.draw(500, np.random.default_rng(7))
        np.testing.assert_array_equal(one.values, two.values)
        a, b = (prepared.draw(500, child).values for child in np.random.default_rng(7).spawn(2))
        assert not np.isin(a, b).all(axis=1).any()
    assert len(SIX.sample(3)) == 3


def test_dirichlet_priors():
    found = SIX.sample(100_000, rng=0, prior=[3, 3, 2, 2, 1, 1])
    assert found.how == "dirichlet"
    np.testing.assert_allclose(found.centroid, np.array([3, 3, 2, 2, 1, 1]) / 12, atol=0.002)
    same = SIX.sample(10, rng=0, prior=dict(zip(NAMES, [3, 3, 2, 2, 1, 1], strict=True)))
    assert same.values.shape == (10, 6)
    assert np.isfinite(SIX.sample(1000, rng=0, prior=[1e-5] * 6).values).all()
    with pytest.raises(DomainError, match="statements"):
        SETS["order"].sample(10, prior=[1] * 6)
    with pytest.raises(DomainError, match="above zero"):
        SIX.sample(10, prior=[0] * 6)
    with pytest.raises(ShapeError, match="2 parameters"):
        SIX.sample(10, prior=[1, 2])
    with pytest.raises(DomainError, match="independent"):
        SIX.sample(10, prior=[1] * 6, how="chains")


def test_many_dimensions_are_left_to_chains():
    names = [f"c{j}" for j in range(15)]
    known = mo.WeightSet(names)
    rng = np.random.default_rng(4)
    for row in rng.integers(-5, 6, (12, 15)):
        known = known.linear(dict(zip(names, (row if row.sum() < 0 else -row).tolist(), strict=True)), high=0)
    found = known.sample(2000, rng=5)
    assert found.how == "chains"
    assert known.excess(found.values).max() < 1e-9
    with pytest.raises(TooManyError):
        known.sample(10, how="sobol")


def test_who_leaves_the_way_open_gets_another_where_corners_are_too_many_and_who_names_it_is_refused(monkeypatch):
    known = mo.WeightSet(["a", "b", "c"]).order("a >= b")  # three corners
    monkeypatch.setattr(draws, "CORNERS", 1)  # ten for whoever names the way
    assert [sampler(known, how=how).how for how in ("auto", "simplices", "sobol", "chains")] == [
        "rejection",
        "simplices",
        "sobol",
        "chains",
    ]
    monkeypatch.setattr(draws, "CORNERS", 0)
    assert sampler(known).how == "rejection"
    for how in ("simplices", "sobol"):
        with pytest.raises(TooManyError):
            sampler(known, how=how)


def test_chains_mix_in_thirty_dimensions():
    names = [f"c{j}" for j in range(30)]
    known = mo.WeightSet(names).group(names[:10], low=0.5).order("c20 >= c25", "c21 >= c22 >= c29")
    walked = known.sample(4000, rng=1)
    assert walked.how == "chains"
    assert known.excess(walked.values).max() < 1e-9
    assert walked.r_hat.max() < 1.02
    assert walked.effective_size.min() > 2000
    mean = beta.sf(0.5, 11, 20) / beta.sf(0.5, 10, 20) / 3  # the sum of ten of thirty even shares is Beta(10, 20)
    assert walked.values[:, :10].sum(axis=1).mean() == pytest.approx(mean, abs=0.003)


def test_rare_shares_are_not_waited_for_and_common_ones_are_drawn_independently():
    names = [f"c{j}" for j in range(18)]
    common = mo.WeightSet(names).group(names[:9], low=0.4).group(names[3:12], high=0.5)
    found = common.sample(5000, rng=2)
    assert found.how == "rejection"
    assert len(found) == 5000
    assert common.excess(found.values).max() < 1e-12
    assert (found.effective_size == 5000).all()
    np.testing.assert_allclose(found.centroid, common.sample(5000, rng=3, how="chains").centroid, atol=0.003)
    assert common.order("c0 = c1").sample(10, rng=2).how == "chains"
    assert common.group(names[:9], low=0.9).sample(10, rng=2).how == "chains"


def test_what_is_handed_out():
    found = SETS["order"].sample(1000, rng=6)
    assert found.weights.criteria == found.criteria
    assert mo.wsm(mo.DecisionMatrix(np.eye(6), criteria=NAMES), found.weights).scores.values.shape == (1000, 6)
    assert np.asarray(found).shape == (1000, 6)
    assert repr(found) == "WeightSample(1000 draws of 6 shares, simplices)"
    with pytest.raises(ValueError, match="read-only"):
        found.values[0, 0] = 1
    with pytest.raises(DomainError, match="at least one"):
        SIX.sample(0)
    with pytest.raises(DomainError, match="must be 'auto', 'simplices'"):
        SIX.sample(1, how="magic")


def test_diagnostics():
    rng = np.random.default_rng(8)
    independent = rng.standard_normal((200, 50, 2))
    np.testing.assert_allclose(mixing_time(independent), 1, atol=0.1)
    np.testing.assert_allclose(split_r_hat(independent), 1, atol=0.01)
    slow = np.empty((2000, 50, 1))
    slow[0] = rng.standard_normal((50, 1))
    for t in range(1, 2000):
        slow[t] = 0.8 * slow[t - 1] + 0.6 * rng.standard_normal((50, 1))
    assert mixing_time(slow)[0] == pytest.approx(9, rel=0.1)  # (1 + .8) / (1 - .8)
    assert split_r_hat(independent + np.arange(50)[:, None])[0] > 2
    assert split_r_hat(np.zeros((10, 5, 1)))[0] == 1
    assert mixing_time(np.zeros((10, 5, 1)))[0] == 1


def test_broken_sticks_are_even():
    u = np.random.default_rng(9).random((100_000, 3))
    w = spread(u)
    np.testing.assert_allclose(w.mean(axis=0), 0.25, atol=0.003)
    np.testing.assert_allclose((w**2).mean(axis=0), 2 / 20, atol=0.003)
    assert spread(np.zeros((2, 0))).tolist() == [[1.0], [1.0]]


@pytest.mark.parametrize(("fixed", "point"), [({"a": 1 / 3, "b": 1 / 3}, [1 / 3] * 3), ({"a": 0.5, "c": 0.5}, [0.5, 0.0, 0.5])])
def test_a_set_that_is_a_point_is_drawn_as_that_point(fixed, point):
    """The degenerate sets of hitandrun's tests."""
    found = mo.WeightSet(["a", "b", "c"]).bounds(fixed).sample(20, rng=1)
    np.testing.assert_allclose(found.values, [point] * 20, atol=1e-15)
    for how in ("auto", "chains", "sobol"):
        prepared = sampler(mo.WeightSet(["a", "b", "c"]).bounds(fixed), how=how)
        assert prepared.parts.tolist() == [1.0]
        np.testing.assert_allclose(prepared.draw(5, 1).values, [point] * 5, atol=1e-15)


@pytest.mark.parametrize("name", ["all", "order", "tiers", "bounds", "thin", "segment"])
@pytest.mark.parametrize("how", ["auto", "chains", "sobol"])
def test_more_draws_of_a_seed_begin_with_fewer(name, how):
    prepared = sampler(SETS[name], how=how)
    many = prepared.draw(2 * BLOCK + 5, 3).values
    for fewer in (1, 1000, BLOCK, BLOCK + 1):
        np.testing.assert_array_equal(prepared.draw(fewer, 3).values, many[:fewer])
    if how != "sobol":
        np.testing.assert_array_equal(np.concatenate([s.values for s in prepared.samples(2 * BLOCK + 5, 3)]), many)


def test_sets_drawn_by_rejection_and_by_a_prior_begin_alike():
    names = [f"c{j}" for j in range(18)]
    for known, prior in ((mo.WeightSet(names).group(names[:9], low=0.4).group(names[3:12], high=0.5), None), (SIX, [1, 2, 3, 4, 5, 6])):
        prepared = sampler(known, prior)
        assert prepared.how == ("dirichlet" if prior else "rejection")
        np.testing.assert_array_equal(prepared.draw(BLOCK + 7, 5).values[:100], prepared.draw(100, 5).values)


def test_draws_in_pieces_know_what_they_are_worth():
    prepared = sampler(SETS["tiers"], how="chains")
    pieces = list(prepared.samples(40_000, 1))
    assert sum(map(len, pieces)) == 40_000
    assert len({len(piece) for piece in pieces[:-1]}) == 1
    whole = prepared.draw(40_000, 1)
    assert sum(piece.effective_size.min() for piece in pieces) == pytest.approx(whole.effective_size.min(), rel=0.2)
