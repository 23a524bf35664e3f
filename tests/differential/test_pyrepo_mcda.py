"""Thousands of random problems against pyrepo-mcda: equal to 1e-9, or argued in differences.toml."""

import numpy as np
import pytest

import mcda_orch as mo

from .problems import DIFFERENCES, Pair, agree, check_argued, check_entry, off_threshold, one_best, varied_regrets, weights_or_nan

pytest.importorskip("pyrepo_mcda", reason="pyrepo-mcda (extra 'peers') is not installed")
from pyrepo_mcda import additions, distance_metrics
from pyrepo_mcda import mcda_methods as theirs
from pyrepo_mcda import normalizations as scaled
from pyrepo_mcda import weighting_methods as weigh
from pyrepo_mcda.mcda_methods.multimoora import MULTIMOORA_FMF, MULTIMOORA_RP

PEER = "pyrepo_mcda"
S, W = mo.scalings, mo.weightings
BOUNDS = {"low": 0.0, "high": 8.0}
REFLECTED = S.vector.with_(cost="reflect")


def flows(kind, name, p=3.0, q=1.0):
    method = getattr(theirs, kind)()
    function = getattr(method, f"_{name}_function")
    return lambda x, w, s: method(x, w, s, [function] * len(w), np.full(len(w), p), np.full(len(w), q))


def vmcm(x, w, s):
    method = theirs.VMCM()
    lower, upper = np.quantile(method._normalization(x) * w, [0.25, 0.75], axis=0)
    return method(x, w, s, np.where(s > 0, upper, lower), np.where(s > 0, lower, upper))


def daria(x, w, s):
    method, periods = theirs.DARIA(), x.T
    return s[0] * method._update_efficiency(periods[-1], method._gini(periods), method._direction(periods)[1])


def mabac(x, w, s):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(np, "product", np.prod, raising=False)
        return theirs.MABAC()(x, w, s)


def places(x, w, s):
    """Return the places in the three rankings, shape (3, n); NaN where two alternatives tie in one."""
    views = ((theirs.MULTIMOORA_RS(), 1), (MULTIMOORA_RP(), -1), (MULTIMOORA_FMF(), 1))
    scores = np.stack([method(x, w, s) * sense for method, sense in views])
    gap = np.abs(scores[:, :, None] - scores[:, None, :]) + np.eye(len(x))
    if (gap <= 1e-9 * np.abs(scores).max(axis=-1)[:, None, None]).any():
        return np.full(scores.shape, np.nan)
    return np.stack([additions.rank_preferences(score) for score in scores])


def multimoora(x, w, s):
    """Return the sum of places, which the peer's rule turns into its ranking."""
    found = places(x, w, s).sum(axis=0)
    if np.isfinite(found).all():
        np.testing.assert_array_equal(theirs.MULTIMOORA()(x, w, s), additions.rank_preferences(found, reverse=False))
    return found


SCORES = {
    "ahp": Pair(mo.wsm.with_(scale=S.minmax), theirs.AHP()),
    "aras": Pair(mo.aras, theirs.ARAS(), constants=True),
    "cocoso": Pair(mo.cocoso, theirs.COCOSO(), argued="worst_throughout"),
    "cocoso_lambda": Pair(mo.cocoso.with_(lam=0.7), theirs.COCOSO(lambda_param=0.7), argued="worst_throughout"),
    "codas": Pair(mo.codas, theirs.CODAS(), constants=True, fits=off_threshold(0.02), argued="threshold"),
    "codas_tau": Pair(mo.codas.with_(tau=0.1), theirs.CODAS(tau=0.1), constants=True, fits=off_threshold(0.1), argued="threshold"),
    "copras": Pair(mo.copras, theirs.COPRAS(), senses="both", constants=True),
    "cradis": Pair(mo.cradis, theirs.CRADIS(), constants=True, argued="nothing_to_lose"),
    "daria": Pair(mo.daria, daria, each=250, senses="benefits", constants=True),
    "daria_lower_is_better": Pair(mo.daria, daria, each=250, senses="costs", constants=True),
    "edas": Pair(mo.edas, theirs.EDAS(), constants=True),
    "mabac": Pair(mo.mabac, mabac, constants=True),
    "marcos": Pair(mo.marcos, theirs.MARCOS(), constants=True),
    "moora": Pair(mo.moora, theirs.MULTIMOORA_RS(), constants=True),
    "moora_reference": Pair(mo.moora_reference, MULTIMOORA_RP(), constants=True),
    "multimoora": Pair(mo.multimoora.with_(fusion="rank_sum"), multimoora, high=60, argued="ties_between_places"),
    "multiplicative": Pair(mo.multiplicative.with_(scale=S.vector), MULTIMOORA_FMF(), constants=True, units=True),
    "promethee_ii_usual": Pair(mo.promethee_ii, flows("PROMETHEE_II", "usual"), constants=True),
    "promethee_ii_u_shape": Pair(mo.promethee_ii.with_(function="u_shape", q=1.0), flows("PROMETHEE_II", "ushape"), constants=True),
    "promethee_ii_v_shape": Pair(mo.promethee_ii.with_(function="v_shape", p=3.0), flows("PROMETHEE_II", "vshape"), constants=True),
    "promethee_ii_level": Pair(mo.promethee_ii.with_(function="level", q=1.0, p=3.0), flows("PROMETHEE_II", "level"), constants=True),
    "promethee_ii_linear": Pair(mo.promethee_ii.with_(function="linear", q=1.0, p=3.0), flows("PROMETHEE_II", "linear"), constants=True),
    "promethee_ii_gaussian": Pair(mo.promethee_ii.with_(function="gaussian", sigma=2.0), flows("PROMETHEE_II", "gaussian"), constants=True),
    "prosa_c": Pair(mo.prosa_c, theirs.PROSA_C(), each=250, constants=True),
    "prosa_c_linear": Pair(mo.prosa_c.with_(function="linear", q=1.0, p=3.0), flows("PROSA_C", "linear"), each=250, constants=True),
    "pvm": Pair(mo.pvm, lambda x, w, s: theirs.PVM()(x, w, ["m" if sense > 0 else "dm" for sense in s]), each=250, constants=True),
    "pvm_desirable": Pair(mo.pvm.with_(kinds="desirable"), lambda x, w, s: theirs.PVM()(x, w, ["d"] * len(s)), each=250, constants=True),
    "pvm_non_desirable": Pair(
        mo.pvm.with_(kinds="non-desirable"),
        lambda x, w, s: theirs.PVM()(x, w, ["nd"] * len(s), x.max(axis=0), x.min(axis=0)),
        each=250,
    ),
    "spotis": Pair(mo.spotis.with_(**BOUNDS), lambda x, w, s: theirs.SPOTIS()(x, w, s, np.array([[0.0] * len(w), [8.0] * len(w)]))),
    "topsis_vector": Pair(mo.topsis, theirs.TOPSIS(scaled.vector_normalization), constants=True),
    "topsis_minmax": Pair(mo.topsis.with_(scale=S.minmax), theirs.TOPSIS()),
    "topsis_manhattan": Pair(
        mo.topsis.with_(distance="manhattan", scale=S.minmax), theirs.TOPSIS(distance_metric=distance_metrics.manhattan)
    ),
    "topsis_chebyshev": Pair(
        mo.topsis.with_(distance="chebyshev", scale=S.minmax), theirs.TOPSIS(distance_metric=distance_metrics.chebyshev)
    ),
    "vikor": Pair(mo.vikor, theirs.VIKOR(), fits=varied_regrets, argued="equal_regrets"),
    "vikor_part": Pair(mo.vikor.with_(v=0.3), theirs.VIKOR(v=0.3), fits=varied_regrets, argued="equal_regrets"),
    "vmcm": Pair(mo.vmcm, vmcm),
    "waspas": Pair(mo.waspas, theirs.WASPAS(), constants=True),
    "waspas_lambda": Pair(mo.waspas.with_(lam=0.25), theirs.WASPAS(lambda_param=0.25), constants=True),
    "wsm": Pair(mo.wsm.with_(scale=S.linear_ratio), theirs.SAW(), constants=True),
}


def undirected(weighting):
    return lambda x, s: weighting(x)


WEIGHTS = {
    "angle": Pair(W.angle, weigh.angle_weighting, senses="benefits"),
    "cilos": Pair(W.cilos, lambda x, s: weights_or_nan(weigh.cilos_weighting(x, s), len(s)), high=60, fits=one_best, argued="ties"),
    "coefficient_of_variation": Pair(W.coefficient_of_variation, undirected(weigh.coeff_var_weighting), constants=True),
    "critic": Pair(W.critic.with_(directed=False), undirected(weigh.critic_weighting), each=250, argued="full_correlation"),
    "entropy": Pair(W.entropy, undirected(weigh.entropy_weighting), constants=True),
    "equal": Pair(W.equal, undirected(weigh.equal_weighting), constants=True),
    "gini": Pair(W.gini, undirected(weigh.gini_weighting), each=250, constants=True),
    "idocriw": Pair(
        W.idocriw,
        lambda x, s: weigh.idocriw_weighting(x, s) if len(weigh.cilos_weighting(x, s)) == len(s) else np.full(len(s), np.nan),
        high=60,
        fits=one_best,
        argued="ties",
    ),
    "merec": Pair(W.merec, weigh.merec_weighting, constants=True),
    "standard_deviation": Pair(W.standard_deviation.with_(scale=S.identity), undirected(weigh.std_weighting), constants=True),
    "variance": Pair(W.variance, undirected(weigh.stat_var_weighting), constants=True),
    "vmcm_weights": Pair(W.vmcm_weights.with_(negligible=0.0), undirected(theirs.VMCM()._weighting), constants=True),
}
SCALED = {
    "linear_ratio": Pair(S.linear_ratio, scaled.linear_normalization, constants=True),
    "maximum": Pair(S.maximum, scaled.max_normalization, constants=True),
    "minmax": Pair(S.minmax, scaled.minmax_normalization),
    "total": Pair(S.total, scaled.sum_normalization, constants=True),
    "vector": Pair(REFLECTED, scaled.vector_normalization, constants=True),
    "vector_negated": Pair(S.vector, lambda x, s: scaled.multimoora_normalization(x) * s, constants=True),
}
PAIRS = SCORES | {f"{name} weights": pair for name, pair in WEIGHTS.items()} | {f"{name} scaling": pair for name, pair in SCALED.items()}


@pytest.mark.parametrize("name", PAIRS)
def test_agrees(name):
    agree(PAIRS[name], seed=2)


@pytest.mark.parametrize(("ours", "peer"), [("eigenvector", "_calculate_eigenvector"), ("geometric_mean", "_geometric_mean")])
def test_priorities(ours, peer):
    rng = np.random.default_rng(7)
    judgements = np.array([1 / 9, 1 / 5, 1 / 3, 1, 3, 5, 9])
    for n in (3, 4, 6, 8):
        upper = np.triu(rng.choice(judgements, (250, n, n)), 1)
        a = upper + np.eye(n) + np.swapaxes(np.divide(1, upper, out=np.zeros_like(upper), where=upper > 0), 1, 2)
        np.testing.assert_allclose(mo.get(ours).kernel(a), [getattr(theirs.AHP(), peer)(one) for one in a], rtol=0, atol=1e-9)


TWO, HALF = np.ones(2), np.array([0.5, 0.5])
CONSTANT = np.array([[1.0, 5.0], [2.0, 5.0], [4.0, 5.0]])
DULL = np.array([[1.0, 5.0, 4.0], [2.0, 5.0, 1.0], [4.0, 5.0, 3.0]])  # with a constant in the middle


def constant_criterion():
    assert (scaled.minmax_normalization(CONSTANT, TWO)[:, 1] == 1).all()
    assert (S.minmax.kernel(CONSTANT, TWO)[:, 1] == 0).all()
    ones, heavy = np.ones(3), np.array([0.2, 0.6, 0.2])
    assert np.abs(theirs.VIKOR()(DULL * [1, 0.001, 1], heavy, ones) - theirs.VIKOR()(DULL[:, ::2], HALF, TWO)).max() > 0.1
    np.testing.assert_allclose(mo.vikor.kernel(DULL, heavy, ones), mo.vikor.kernel(DULL[:, ::2], HALF, TWO), atol=1e-12)
    with np.errstate(all="ignore"):
        assert np.isnan(vmcm(np.array([[1.0, 5.0], [1.0, 5.0], [1.0, 5.0], [1.0, 5.0], [2.0, 5.0]]), HALF, TWO)).all()
        assert np.isnan(weigh.critic_weighting(CONSTANT)).any()
    assert (mo.vmcm.kernel(CONSTANT, HALF, TWO) == mo.vmcm.kernel(CONSTANT[:, :1], HALF[:1], TWO[:1])).all()


def equal_regrets():
    x = np.array([[1.0, 2.0, 1.0], [2.0, 1.0, 2.0], [1.0, 1.0, 2.0]])
    w, s = np.ones(3) / 3, np.ones(3)
    np.testing.assert_allclose(np.ptp(theirs.VIKOR(v=0.0)(x, w, s)), 0, atol=1e-12)
    assert theirs.VIKOR(v=0.0)(x, w, s)[0] > 0.3
    assert (mo.vikor.kernel(x, w, s, v=0.0) == 0).all()


def identical_alternatives():
    same = np.full((3, 2), 4.0)
    with np.errstate(all="ignore"):
        assert np.isnan(theirs.TOPSIS()(same, HALF, TWO)).all()
        assert np.isnan(theirs.EDAS()(same, HALF, TWO)).all()
    assert np.ptp(mo.topsis.kernel(same, HALF, TWO)) == 0
    assert np.ptp(mo.edas.kernel(same, HALF, TWO)) == 0


def worst_throughout():
    x = np.array([[1.0, 2.0], [2.0, 3.0], [4.0, 5.0]])
    with np.errstate(all="ignore"):
        assert not np.isfinite(theirs.COCOSO()(x, HALF, TWO)).all()
    assert np.isfinite(mo.cocoso.kernel(x, HALF, TWO)).all()


def benefits_only():
    x = np.array([[4.0, 1.0], [2.0, 3.0]])
    with np.errstate(all="ignore"):
        assert np.isnan(theirs.COPRAS()(x, HALF, TWO)).all()
    assert np.isfinite(mo.copras.kernel(x, HALF, TWO)).all()


def nothing_to_lose():
    x = np.array([[6.0, 3.0], [2.0, 1.0], [3.0, 2.0]])
    with np.errstate(all="ignore"):
        assert np.isnan(theirs.CRADIS()(x, HALF, TWO)).any()
    assert mo.cradis.kernel(x, HALF, TWO)[0] == 1


def ties_between_places():
    x = np.array([[4.0, 3.0], [4.0, 3.0], [2.0, 2.0], [1.0, 1.0]])
    assert theirs.MULTIMOORA()(x, HALF, TWO).tolist() == [1, 1, 2, 3]
    assert mo.multimoora.kernel(x, HALF, TWO).tolist() == [1, 1, 3, 4]


def fusion():
    """One ranking puts the second first, two put the first first; the third is far behind in none."""
    rng = np.random.default_rng(3)
    for _ in range(1000):
        x, w = rng.integers(1, 60, (5, 3)).astype(float), rng.dirichlet(np.ones(3))
        first = places(x, w, np.ones(3)).argmin(axis=1)
        peer, ours = theirs.MULTIMOORA()(x, w, np.ones(3)), mo.multimoora.kernel(x, w, np.ones(3))
        if peer.argmin() != ours.argmin() and (ours == 1).sum() == 1:
            assert (first == ours.argmin()).sum() >= (first == peer.argmin()).sum()
            return
    raise AssertionError("the two rules always agree")


def angle_of_costs():
    x, s = np.array([[1.0, 2.0], [2.0, 3.0], [6.0, 7.0]]), np.array([1.0, -1.0])
    assert np.abs(weigh.angle_weighting(x, s) - W.angle.kernel(x, s)).max() > 0.01
    np.testing.assert_allclose(weigh.angle_weighting(x, TWO), W.angle.kernel(x, s), atol=1e-12)


def threshold():
    x, w, s = np.array([[1.0, 4.0, 2.0], [2.0, 5.0, 3.0], [2.0, 3.0, 2.0]]), np.array([0.2, 0.4, 0.4]), np.ones(3)
    # the first and the third lie 0.08 and 0.1 from the worst point
    assert np.abs(theirs.CODAS()(x, w, s) - mo.codas.kernel(x, w, s)).max() > 0.01
    np.testing.assert_allclose(theirs.CODAS()(x, w, s)[1], mo.codas.kernel(x, w, s)[1], atol=1e-9)


def critic_direction():
    x = np.array([[5000, 3, 3], [680, 5, 3], [2000, 3, 2], [600, 4, 3], [800, 2, 4.0]])
    costs = np.array([-1.0, 1.0, 1.0])
    assert np.abs(W.critic.kernel(x, costs) - weigh.critic_weighting(x)).max() > 0.01
    np.testing.assert_allclose(W.critic.kernel(x, costs, directed=False), weigh.critic_weighting(x), atol=1e-12)


def full_correlation():
    assert (W.critic.kernel(np.array([[0.1, 0.2], [0.2, 0.4], [0.3, 0.6]]), TWO) == 0).all()


def ties():
    x, s = np.array([[4.0, 1.0, 2.0], [4.0, 3.0, 1.0], [1.0, 2.0, 4.0]]), np.ones(3)
    assert np.abs(weigh.cilos_weighting(x, s) - weigh.cilos_weighting(x[::-1], s)).max() > 0.01
    np.testing.assert_allclose(W.cilos.kernel(x, s), W.cilos.kernel(x[::-1], s), atol=1e-12)


def row_sums():
    a = np.array([[1.0, 3.0, 2.0], [1 / 3, 1.0, 1.0], [0.5, 1.0, 1.0]])
    assert np.abs(theirs.AHP()._normalized_column_sum(a) - W.column_mean.kernel(a)).max() > 1e-3


def non_desirable_points():
    x = np.array([[1.0, 2.0], [2.0, 3.0], [6.0, 7.0], [3.0, 3.0]])
    peer = theirs.PVM()
    np.testing.assert_allclose(
        peer(x, HALF, ["nd", "nd"], np.array([1.0, 2.0]), np.array([6.0, 7.0])), peer(x, HALF, ["nd", "nd"], np.array([1.0, 2.0]), TWO)
    )
    ours = mo.pvm.kernel(x, HALF, TWO, kinds="non-desirable", phi=np.array([1.0, 2.0]))
    np.testing.assert_allclose(ours, peer(x, HALF, ["nd", "nd"]), atol=1e-12)
    assert mo.pvm.kernel(x, HALF, TWO, kinds="non-desirable").argmin() != ours.argmin()


@pytest.mark.parametrize("name", DIFFERENCES[PEER])
def test_every_difference_is_there_and_is_argued(name):
    check_entry(PEER, name, globals())


def test_pairs_lean_on_entries_that_exist():
    check_argued(PEER, PAIRS)
