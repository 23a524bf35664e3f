"""Thousands of random problems against pymcdm: equal to 1e-9, or argued in differences.toml."""

import numpy as np
import pytest

import mcda_orch as mo

from .problems import DIFFERENCES, Pair, agree, check_argued, check_entry, off_threshold, one_best, weights_or_nan

pytest.importorskip("pymcdm", reason="pymcdm (extra 'peers') is not installed")
from pymcdm import methods as theirs
from pymcdm import normalizations as scaled
from pymcdm import weights as weigh
from pymcdm.weights.subjective import AHP

PEER = "pymcdm"
S = mo.scalings
BOUNDS = {"low": 0.0, "high": 8.0}
REFLECTED = S.vector.with_(cost="reflect")


def plain(method):
    return lambda x, w, s: method(x, w, s, validation=False)  # which warns of alternatives that are best or worst throughout


def made(maker):
    """Make the peer's method for the number of criteria at hand."""
    return lambda x, w, s: maker(len(w), s)(x, w, s, validation=False)


def box(m):
    return np.array([[BOUNDS["low"], BOUNDS["high"]]] * m)


def comet(x, w, s):
    marks = np.stack([x.min(axis=0), (x.min(axis=0) + x.max(axis=0)) / 2, x.max(axis=0)], axis=-1)
    span = np.ptp(x, axis=0)
    lost = np.where(s > 0, x.min(axis=0), x.max(axis=0))

    def expert(objects):
        return np.round(((objects - lost) * s / span) @ w, 9), None

    return theirs.COMET(marks, expert)(x, w, s, validation=False)


def preference(name, **limits):
    return made(lambda m, s: theirs.PROMETHEE_II(name, **{k: [v] * m for k, v in limits.items()}))


SCORES = {
    "wsm_total": Pair(mo.wsm.with_(scale=S.total), plain(theirs.WSM()), constants=True),
    "wsm_minmax": Pair(mo.wsm.with_(scale=S.minmax), plain(theirs.WSM(scaled.minmax_normalization))),
    "wsm_linear_ratio": Pair(mo.wsm.with_(scale=S.linear_ratio), plain(theirs.WSM(scaled.linear_normalization)), constants=True),
    "wsm_maximum": Pair(mo.wsm.with_(scale=S.maximum), plain(theirs.WSM(scaled.max_normalization)), constants=True),
    "wsm_vector": Pair(mo.wsm.with_(scale=REFLECTED), plain(theirs.WSM(scaled.vector_normalization)), constants=True),
    "wpm": Pair(mo.wpm.with_(scale=S.total), plain(theirs.WPM()), constants=True),
    "waspas": Pair(mo.waspas, plain(theirs.WASPAS()), constants=True),
    "waspas_quarter": Pair(mo.waspas.with_(lam=0.25), plain(theirs.WASPAS(l=0.25)), constants=True),
    "topsis_vector": Pair(mo.topsis, plain(theirs.TOPSIS(scaled.vector_normalization)), constants=True),
    "topsis_minmax": Pair(mo.topsis.with_(scale=S.minmax), plain(theirs.TOPSIS())),
    "topsis_total": Pair(mo.topsis.with_(scale=S.total), plain(theirs.TOPSIS(scaled.sum_normalization)), constants=True),
    "vikor": Pair(mo.vikor, plain(theirs.VIKOR()), argued="equal_regrets"),
    "vikor_utility": Pair(mo.vikor.with_(v=1.0), plain(theirs.VIKOR(v=1.0)), argued="equal_regrets"),
    "vikor_regret": Pair(mo.vikor.with_(v=0.0), plain(theirs.VIKOR(v=0.0)), argued="equal_regrets"),
    "aras": Pair(mo.aras, plain(theirs.ARAS()), constants=True),
    "aras_ideal": Pair(mo.aras.with_(ideal=6.0), made(lambda m, s: theirs.ARAS(esp=[6.0] * m)), constants=True),
    "aroman": Pair(mo.aroman, plain(theirs.AROMAN())),
    "aroman_parameters": Pair(mo.aroman.with_(beta=0.3, lam=0.4), plain(theirs.AROMAN(0.3, 0.4))),
    "balanced_spotis": Pair(
        mo.balanced_spotis.with_(**BOUNDS, ideal=3.0, alpha=0.3),
        made(lambda m, s: theirs.BalancedSPOTIS(box(m), np.full(m, 3.0), 0.3)),
        constants=True,
    ),
    "cocoso": Pair(mo.cocoso, plain(theirs.COCOSO()), argued="worst_throughout"),
    "cocoso_lambda": Pair(mo.cocoso.with_(lam=0.7), plain(theirs.COCOSO(l=0.7)), argued="worst_throughout"),
    "codas": Pair(mo.codas, plain(theirs.CODAS()), constants=True, fits=off_threshold(0.02), argued="threshold"),
    "comet": Pair(mo.comet, comet, each=75),
    "edas": Pair(mo.edas, plain(theirs.EDAS()), constants=True),
    "ervd": Pair(mo.ervd.with_(reference=3.0), made(lambda m, s: theirs.ERVD(np.full(m, 3.0))), constants=True),
    "ervd_parameters": Pair(
        mo.ervd.with_(reference=3.0, lam=1.5, alpha=0.6), made(lambda m, s: theirs.ERVD(np.full(m, 3.0), 1.5, 0.6)), constants=True
    ),
    "lmaw": Pair(mo.lmaw, plain(theirs.LMAW()), constants=True),
    "lopm": Pair(mo.lopm, plain(theirs.LoPM()), constants=True),
    "lopm_limits": Pair(mo.lopm.with_(limits=3.5), made(lambda m, s: theirs.LoPM(np.full(m, 3.5), s)), constants=True),
    "lopm_targets": Pair(mo.lopm.with_(targets=3.5), made(lambda m, s: theirs.LoPM(np.full(m, 3.5), 0 * s)), constants=True),
    "mabac": Pair(mo.mabac, plain(theirs.MABAC()), constants=True),
    "mairca": Pair(mo.mairca, plain(theirs.MAIRCA()), constants=True),
    "marcos": Pair(mo.marcos, plain(theirs.MARCOS()), constants=True),
    "moora": Pair(mo.moora, plain(theirs.MOORA()), senses="both", constants=True),
    "ocra": Pair(mo.ocra, plain(theirs.OCRA()), constants=True),
    "probid": Pair(mo.probid.with_(middle="shared"), plain(theirs.PROBID()), constants=True),
    "sprobid": Pair(mo.sprobid, plain(theirs.SPROBID()), fits=lambda x, w, s: np.full(len(x), x.shape[-2] > 3), argued="ideal three_rows"),
    "promethee_ii_usual": Pair(mo.promethee_ii, plain(theirs.PROMETHEE_II("usual")), constants=True),
    "promethee_ii_u_shape": Pair(mo.promethee_ii.with_(function="u_shape", q=2.0), preference("ushape", q=2.0), constants=True),
    "promethee_ii_v_shape": Pair(mo.promethee_ii.with_(function="v_shape", p=3.0), preference("vshape", p=3.0), constants=True),
    "promethee_ii_level": Pair(
        mo.promethee_ii.with_(function="level", q=1.0, p=3.0), preference("level", q=1.0, p=3.0), constants=True
    ),
    "promethee_ii_linear": Pair(
        mo.promethee_ii.with_(function="linear", q=1.0, p=3.0), preference("vshape_2", q=1.0, p=3.0), constants=True
    ),
    "rafsi": Pair(mo.rafsi.with_(**BOUNDS), made(lambda m, s: theirs.RAFSI(*box(m).T[::-1])), constants=True),
    "rafsi_interval": Pair(
        mo.rafsi.with_(**BOUNDS, n1=2.0, n2k=9.0), made(lambda m, s: theirs.RAFSI(*box(m).T[::-1], 2, 9)), constants=True
    ),
    "ram": Pair(mo.ram, plain(theirs.RAM()), constants=True),
    "rim": Pair(mo.rim.with_(**BOUNDS), made(lambda m, s: theirs.RIM(box(m))), constants=True),
    "rim_ideal": Pair(
        mo.rim.with_(**BOUNDS, ideal_low=2.0, ideal_high=3.0),
        made(lambda m, s: theirs.RIM(box(m), np.array([[2.0, 3.0]] * m))),
        constants=True,
    ),
    "spotis": Pair(mo.spotis.with_(**BOUNDS), made(lambda m, s: theirs.SPOTIS(box(m))), constants=True),
    "spotis_ideal": Pair(
        mo.spotis.with_(**BOUNDS, ideal=3.0), made(lambda m, s: theirs.SPOTIS(box(m), esp=np.full(m, 3.0))), constants=True
    ),
}  # fmt: skip


def idocriw(x, s):
    q = weigh.cilos_weights(x, s)
    return weigh.idocriw_weights(x, s) if q.shape == s.shape else np.full(len(s), np.nan)


W = mo.weightings
WEIGHTS = {
    "angle": Pair(W.angle, weigh.angle_weights),
    "cilos": Pair(W.cilos, lambda x, s: weights_or_nan(weigh.cilos_weights(x, s), len(s)), high=60, fits=one_best, argued="ties"),
    "critic": Pair(W.critic.with_(directed=False), weigh.critic_weights, each=250, argued="full_correlation"),
    "entropy": Pair(W.entropy, weigh.entropy_weights, constants=True),
    "equal": Pair(W.equal, weigh.equal_weights, constants=True),
    "gini": Pair(W.gini, weigh.gini_weights, each=250, constants=True),
    "idocriw": Pair(W.idocriw, idocriw, high=60, fits=one_best, argued="ties"),
    "lopcow": Pair(W.lopcow, weigh.lopcow_weights, argued="nothing_but_rounding"),
    "merec": Pair(W.merec, weigh.merec_weights, constants=True),
    "standard_deviation": Pair(W.standard_deviation.with_(scale=S.identity), weigh.standard_deviation_weights, constants=True),
    "variance": Pair(W.variance, weigh.variance_weights, constants=True),
}


def by_column(scaling):
    return lambda x, s: np.stack([scaling(column, cost=sense < 0) for column, sense in zip(x.T, s, strict=True)], axis=-1)


SCALED = {
    "enhanced_accuracy": Pair(S.enhanced_accuracy, by_column(scaled.enhanced_accuracy_normalization)),
    "linear_ratio": Pair(S.linear_ratio, by_column(scaled.linear_normalization), constants=True),
    "logarithm": Pair(S.logarithm, by_column(scaled.logarithmic_normalization)),
    "maximum": Pair(S.maximum, by_column(scaled.max_normalization), constants=True),
    "minmax": Pair(S.minmax, by_column(scaled.minmax_normalization)),
    "nonlinear": Pair(S.nonlinear, by_column(scaled.nonlinear_normalization), constants=True),
    "total": Pair(S.total, by_column(scaled.sum_normalization), constants=True),
    "vector": Pair(REFLECTED, by_column(scaled.vector_normalization), constants=True),
    "zavadskas_turskis": Pair(S.zavadskas_turskis, by_column(scaled.zavadskas_turskis_normalization), constants=True),
}
PAIRS = SCORES | {f"{name} weights": pair for name, pair in WEIGHTS.items()} | {f"{name} scaling": pair for name, pair in SCALED.items()}


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::UserWarning")
def test_agrees(name):
    agree(PAIRS[name], seed=1)


def test_eigenvector():
    rng = np.random.default_rng(7)
    judgements = np.array([1 / 9, 1 / 5, 1 / 3, 1, 3, 5, 9])
    for n in (3, 4, 6, 8):
        upper = np.triu(rng.choice(judgements, (500, n, n)), 1)
        a = upper + np.eye(n) + np.swapaxes(np.divide(1, upper, out=np.zeros_like(upper), where=upper > 0), 1, 2)
        np.testing.assert_allclose(W.eigenvector.kernel(a), [AHP(matrix=one)() for one in a], rtol=0, atol=1e-9)


CONSTANT = np.array([[1.0, 5.0, 2.0], [2.0, 5.0, 3.0], [4.0, 5.0, 1.0]])
SWAPPED = np.array([[1.0, 2.0], [2.0, 1.0]])
WORST = np.array([[1.0, 2.0], [2.0, 3.0], [4.0, 5.0]])
TWO, HALF = np.ones(2), np.array([0.5, 0.5])


def constant_criterion():
    ones = np.ones(3)
    assert (scaled.minmax_normalization(CONSTANT[:, 1]) == 1).all()
    assert (S.minmax.kernel(CONSTANT, ones)[:, 1] == 0).all()
    with pytest.raises(ValueError, match="equal values"):
        theirs.VIKOR()(CONSTANT, ones / 3, ones)
    np.testing.assert_allclose(mo.vikor.kernel(CONSTANT, ones, ones), mo.vikor.kernel(CONSTANT[:, ::2], TWO, TWO), atol=1e-12)
    with pytest.warns(UserWarning, match="undefined"), np.errstate(all="ignore"):
        assert np.isnan(weigh.critic_weights(CONSTANT)).any()
    assert W.critic.kernel(CONSTANT, ones)[1] == 0
    flat = np.stack([CONSTANT.max(axis=0), CONSTANT.min(axis=0)])
    with np.errstate(all="ignore"):
        assert np.isnan(theirs.RAFSI(*flat)(CONSTANT, ones / 3, ones, validation=False)).all()
    assert np.isfinite(mo.rafsi.kernel(CONSTANT, ones / 3, ones, low=flat[1], high=flat[0])).all()
    senses = np.array([1.0, -1.0, 1.0])
    added = plain(theirs.AROMAN())(CONSTANT, ones / 3, senses) - plain(theirs.AROMAN())(CONSTANT[:, ::2], ones[:2] / 3, TWO)
    assert (added > 0.1).all()
    ours = mo.aroman.kernel(CONSTANT, ones / 3, senses) - mo.aroman.kernel(CONSTANT[:, ::2], ones[:2] / 3, TWO)
    np.testing.assert_allclose(ours, 0, atol=1e-12)


def equal_regrets():
    with np.errstate(all="ignore"):
        assert np.isnan(theirs.VIKOR()(SWAPPED, HALF, TWO)).all()
    assert (mo.vikor.kernel(SWAPPED, HALF, TWO) == 0).all()


def identical_alternatives():
    with np.errstate(all="ignore"):
        assert np.isnan(plain(theirs.TOPSIS())(np.full((3, 2), 4.0), HALF, TWO)).all()
    assert np.ptp(mo.topsis.kernel(np.full((3, 2), 4.0), HALF, TWO)) == 0
    for ours, peer in ((mo.edas, theirs.EDAS()), (mo.ervd, theirs.ERVD(np.full(2, 4.0))), (mo.probid, theirs.PROBID())):
        with np.errstate(all="ignore"):
            assert np.isnan(plain(peer)(np.full((3, 2), 4.0), HALF, TWO)).all()
        assert np.ptp(ours.kernel(np.full((3, 2), 4.0), HALF, TWO)) == 0


def column_of_zeros():
    x, w, s = np.array([[4.0, 0.0, 3.0], [1.0, 0.0, 2.0], [2.0, 0.0, 4.0], [3.0, 0.0, 1.0]]), np.full(3, 1 / 3), np.array([1.0, 1.0, -1.0])
    for ours, peer in (
        (mo.copras, theirs.COPRAS()),
        (mo.moora, theirs.MOORA()),
        (mo.marcos, theirs.MARCOS()),
        (mo.lmaw, theirs.LMAW()),
        (mo.probid, theirs.PROBID()),
        (mo.sprobid, theirs.SPROBID()),
    ):
        with np.errstate(all="ignore"):
            assert np.isnan(plain(peer)(x, w, s)).any(), ours
        assert np.isfinite(ours.kernel(x, w, s)).all()


def anti_ideal_of_zeros():
    x = np.array([[2.0, 0.0], [0.0, 1.0], [1.0, 3.0]])
    with np.errstate(all="ignore"):
        assert not np.isfinite(plain(theirs.MARCOS())(x, HALF, TWO)).all()
    ours, worth = mo.marcos.kernel(x, HALF, TWO), (x / x.max(axis=0)) @ HALF
    assert np.isfinite(ours).all()
    assert ((ours[:, None] > ours) == (worth[:, None] > worth)).all()


def one_alternative():
    x = np.array([[5.0, 3.0]])
    with np.errstate(all="ignore"):
        assert np.isnan(plain(theirs.PROMETHEE_II("usual"))(x, HALF, TWO)).all()
    assert mo.promethee_ii.kernel(x, HALF, TWO).tolist() == [0.0]


def threshold():
    x, w, s = np.array([[1.0, 4.0, 2.0], [2.0, 5.0, 3.0], [2.0, 3.0, 2.0]]), np.array([0.2, 0.4, 0.4]), np.ones(3)
    # the first and the third lie 0.08 and 0.1 from the worst point
    assert np.abs(plain(theirs.CODAS())(x, w, s) - mo.codas.kernel(x, w, s)).max() > 0.01
    np.testing.assert_allclose(plain(theirs.CODAS())(x, w, s)[1], mo.codas.kernel(x, w, s)[1], atol=1e-9)


def critic_direction():
    x = np.array([[5000, 3, 3], [680, 5, 3], [2000, 3, 2], [600, 4, 3], [800, 2, 4.0]])
    costs = np.array([-1.0, 1.0, 1.0])
    assert np.abs(W.critic.kernel(x, costs) - weigh.critic_weights(x)).max() > 0.01
    np.testing.assert_allclose(W.critic.kernel(x, costs, directed=False), weigh.critic_weights(x), atol=1e-12)


def entropy_of_zeros():
    x = np.array([[0.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
    with pytest.raises(ValueError, match=r".+"):
        weigh.entropy_weights(x)
    limit = np.where(x > 0, x, 1e-14)
    np.testing.assert_allclose(W.entropy.kernel(x, TWO), weigh.entropy_weights(limit), atol=1e-9)


def full_correlation():
    x = np.array([[0.1, 0.2], [0.2, 0.4], [0.3, 0.6]])
    assert (W.critic.kernel(x, TWO) == 0).all()
    with pytest.raises(mo.DomainError):
        W.critic(mo.DecisionMatrix(x))


def nothing_but_rounding():
    x = np.array([[2.0, 4.0], [2.0, 5.0], [5.0, 4.0]])
    np.testing.assert_allclose(weigh.lopcow_weights(x, TWO), HALF)
    assert (W.lopcow.kernel(x, TWO) == 0).all()


def copras_costs():
    x, w, s = np.array([[5.0, 9.0], [5.0, 2.0]]), HALF, np.array([1.0, -1.0])
    dear, cheap = plain(theirs.COPRAS())(x, w, s)
    assert dear > cheap
    dear, cheap = mo.copras.kernel(x, w, s)
    assert dear < cheap


def worst_throughout():
    with np.errstate(all="ignore"):
        assert not np.isfinite(plain(theirs.COCOSO())(WORST, HALF, TWO)).all()
    assert np.isfinite(mo.cocoso.kernel(WORST, HALF, TWO)).all()


def criterion_of_no_weight():
    x, w = np.array([[8.0, 4.0, 6.0], [3.0, 7.0, 2.0], [9.0, 3.0, 6.0], [2.0, 4.0, 9.0]]), np.array([0.5, 0.5, 0.0])
    peer = plain(theirs.COCOSO())
    assert peer(x, w, np.ones(3)).argmax() != peer(x[:, :2], w[:2], TWO).argmax()
    np.testing.assert_allclose(mo.cocoso.kernel(x, w, np.ones(3)), mo.cocoso.kernel(x[:, :2], w[:2], TWO), atol=1e-12)


def weights_of_another_sum():
    x = np.array([[5.0, 2.0, 4.0], [3.0, 6.0, 2.0], [4.0, 4.0, 5.0], [2.0, 3.0, 3.0]])
    w, s = np.array([3.0, 2.0, 2.0]), np.array([1.0, -1.0, 1.0])
    for ours, peer in (
        (mo.waspas, theirs.WASPAS()),
        (mo.cocoso, theirs.COCOSO()),
        (mo.codas, theirs.CODAS()),
        (mo.lmaw, theirs.LMAW()),
        (mo.ram, theirs.RAM()),
        (mo.probid.with_(middle="shared"), theirs.PROBID()),
    ):
        np.testing.assert_allclose(ours.run(x, w, s, shares=False), plain(peer)(x, w, s), rtol=0, atol=1e-9)
        np.testing.assert_allclose(ours.run(x, w, s), plain(peer)(x, w / w.sum(), s), rtol=0, atol=1e-9)
        assert np.abs(ours.run(x, w, s) - plain(peer)(x, w, s)).max() > 1e-3


def ideal():
    x = np.array([[4.0, 4.0], [1.0, 2.0], [2.0, 1.0], [3.0, 3.0]])
    with np.errstate(all="ignore"):
        assert plain(theirs.SPROBID())(x, HALF, TWO)[0] == np.inf
    assert np.isfinite(mo.sprobid.kernel(x, HALF, TWO)).all()
    assert mo.sprobid.kernel(x, HALF, TWO).argmax() == 0


def three_rows():
    x, w, s = np.array([[6.0, 3.0, 2.0], [4.0, 7.0, 8.0], [2.0, 5.0, 7.0]]), np.ones(3) / 3, np.ones(3)
    peer, ours = plain(theirs.SPROBID())(x, w, s), mo.sprobid.kernel(x, w, s)
    assert peer[1] < peer[2]  # although it is better throughout
    assert ours[1] > ours[2]


def even_number_of_ideals():
    x = np.array([[5.0, 2.0], [3.0, 6.0], [4.0, 4.0], [2.0, 3.0]])
    assert np.abs(mo.probid.kernel(x, HALF, TWO) - plain(theirs.PROBID())(x, HALF, TWO)).max() > 0.01
    np.testing.assert_allclose(mo.probid.kernel(x[:3], HALF, TWO), plain(theirs.PROBID())(x[:3], HALF, TWO), atol=1e-12)


def judgements_that_differ_by_rounding():
    x, w = np.array([[0.0, 2.0, 1.0], [2.0, 0.0, 2.0], [1.0, 2.0, 0.0]]), np.array([0.1, 0.2, 0.3])
    marks, s = np.array([[0.0, 1.0, 2.0]] * 3), np.ones(3)
    raw = theirs.COMET(marks, lambda objects: ((objects / 2) @ w, None))
    rounded = theirs.COMET(marks, lambda objects: (np.round((objects / 2) @ w, 9), None))
    assert len(np.unique(raw.p)) > len(np.unique(rounded.p))
    np.testing.assert_allclose(mo.comet.kernel(x, w, s), rounded(x), atol=1e-12)


def ties():
    x = np.array([[4.0, 1.0, 2.0], [4.0, 3.0, 1.0], [1.0, 2.0, 4.0]])
    s = np.ones(3)
    upside_down = x[::-1]
    assert np.abs(weigh.cilos_weights(x, s) - weigh.cilos_weights(upside_down, s)).max() > 0.01
    np.testing.assert_allclose(W.cilos.kernel(x, s), W.cilos.kernel(upside_down, s), atol=1e-12)
    assert np.shape(weigh.cilos_weights(np.array([[3.0, 3.0], [1.0, 2.0]]), TWO)) == (4,)
    np.testing.assert_allclose(W.cilos.kernel(np.array([[3.0, 3.0], [1.0, 2.0]]), TWO), HALF, atol=1e-12)


def border_of_many():
    x = np.tile(np.random.default_rng(0).integers(1, 9, (100, 4)).astype(float), (10, 1))
    w, s = np.ones(4) / 4, np.ones(4)
    gap = plain(theirs.MABAC())(x, w, s) - mo.mabac.kernel(x, w, s)
    assert gap.min() > 1
    np.testing.assert_allclose(gap, gap[0], rtol=0, atol=1e-9)


def benefits_only():
    x = np.array([[4.0, 1.0], [2.0, 3.0]])
    with pytest.raises(ValueError, match="cost"):
        theirs.MOORA()(x, HALF, TWO)
    with pytest.raises(ValueError, match="cost"):
        theirs.COPRAS()(x, HALF, TWO)
    with np.errstate(all="ignore"):
        assert np.isnan(plain(theirs.COPRAS())(x, np.array([1.0, 0.0]), np.array([1.0, -1.0]))).all()
    assert np.isfinite(mo.copras.kernel(x, np.array([1.0, 0.0]), np.array([1.0, -1.0]))).all()
    free = np.array([[4.0, 0.0], [2.0, 3.0]])
    with np.errstate(all="ignore"):
        assert np.isnan(plain(theirs.COPRAS())(free, HALF, np.array([1.0, -1.0]))).all()
    assert np.isfinite(mo.copras.kernel(free, HALF, np.array([1.0, -1.0]))).all()
    assert np.isfinite(mo.moora.kernel(x, HALF, TWO)).all()
    assert np.isfinite(mo.copras.kernel(x, HALF, TWO)).all()


def lopm_order():
    x, w, s = np.array([[5.0, 9.0], [5.0, 2.0]]), HALF, np.array([1.0, -1.0])
    peer = theirs.LoPM()
    assert peer.rank(plain(peer)(x, w, s)).tolist() == [1, 2]
    assert mo.lopm(mo.DecisionMatrix(x, criteria=["gain", "price:min"]), [1, 1]).ranking.ranks("min").tolist() == [2, 1]


@pytest.mark.parametrize("name", DIFFERENCES[PEER])
def test_every_difference_is_there_and_is_argued(name):
    check_entry(PEER, name, globals())


def test_pairs_lean_on_entries_that_exist():
    check_argued(PEER, PAIRS)
