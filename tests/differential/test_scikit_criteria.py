"""Hundreds to thousands of random problems against scikit-criteria: equal to 1e-9, or argued in differences.toml.

Its methods take matrices that are scaled already, so its own scalers and inverters come first.
"""

import contextlib
import io

import numpy as np
import pytest

import mcda_orch as mo

from .problems import DIFFERENCES, Pair, agree, check_argued, check_entry, off_threshold

pytest.importorskip("skcriteria", reason="scikit-criteria (extra 'peers') is not installed")
from skcriteria.agg import (
    aras,
    cocoso,
    codas,
    copras,
    edas,
    ervd,
    mabac,
    mairca,
    marcos,
    moora,
    ocra,
    probid,
    ram,
    rim,
    simple,
    simus,
    spotis,
    topsis,
    vikor,
    waspas,
)
from skcriteria.preprocessing import invert_objectives, scalers
from skcriteria.preprocessing import weighters as weigh

PEER = "scikit_criteria"
S, W = mo.scalings, mo.weightings
BOUNDS = {"low": 0.0, "high": 8.0}
EACH = 250


def inverted(x, s):
    return invert_objectives.InvertMinimize()._invert(x, s < 0)


def ratios(x, s):
    return invert_objectives.BenefitCostInverter()._invert(x, s < 0)


def by_vector(x):
    return scalers.scale_by_vector(x, axis=0)


def by_sum(x):
    return scalers.scale_by_sum(x, axis=0)


def minmax(x, s):
    return invert_objectives.MinMaxInverter()._invert(x, s < 0)


def aras_with_optimum(x, w, s):
    shares = by_sum(inverted(np.vstack([np.where(s > 0, x.max(axis=0), x.min(axis=0)), x]), s))
    return aras.aras(shares[1:], w, shares[0])[2]


def marcos_unheard(x, w, s):
    with contextlib.redirect_stdout(io.StringIO()):
        return marcos.marcos(x, s, w)[2]


def vikor_measure(x, w, s, v=0.5):
    return vikor.VIKOR(v=v, use_compromise_set=False)._evaluate_data(matrix=x, objectives=s, weights=w)[1]["q_k"]


def multimoora(x, w, s):
    """Return places; NaN where any two tie, in one of the three rankings or in the end."""
    found, _, views, *_ = moora.multimoora(by_vector(x), s, w)
    distinct = all(len(set(places)) == len(x) for places in (found, *views.T))
    return found if distinct else np.full(len(x), np.nan)


def simus_lead(x, w, s):
    return simus.simus(x, s, b=[None] * len(s))[4]


SCORES = {
    "aras": Pair(mo.aras, aras_with_optimum, each=EACH, constants=True),
    "cocoso": Pair(mo.cocoso, lambda x, w, s: cocoso.cocoso(minmax(x, s), w, 0.5)[1], each=EACH, argued="worst_throughout"),
    "codas": Pair(
        mo.codas, lambda x, w, s: codas.codas(ratios(x, s), w, 0.02)[1],
        each=EACH, constants=True, fits=off_threshold(0.02), argued="threshold",
    ),
    "copras": Pair(mo.copras, lambda x, w, s: copras.copras(by_sum(x), w, s)[1] / 100, each=EACH, senses="both", constants=True),
    "edas": Pair(mo.edas, lambda x, w, s: edas.edas(x, w, s)[1], each=EACH, constants=True),
    "ervd": Pair(
        mo.ervd.with_(reference=3.0), lambda x, w, s: ervd.ervd(by_sum(x), s, w, 3.0 / x.sum(axis=0), 0.88, 2.25, "cityblock", True)[1],
        each=EACH, constants=True,
    ),
    "mabac": Pair(mo.mabac, lambda x, w, s: mabac.mabac(minmax(x, s), w)[1], each=EACH),
    "mairca": Pair(mo.mairca, lambda x, w, s: mairca.mairca(x, s, w, np.full(len(x), 1 / len(x)))[1], each=EACH, constants=True),
    "marcos": Pair(mo.marcos, marcos_unheard, each=EACH, constants=True),
    "moora": Pair(mo.moora, lambda x, w, s: moora.ratio(by_vector(x), s, w)[1], each=EACH, constants=True),
    "moora_reference": Pair(mo.moora_reference, lambda x, w, s: moora.refpoint(by_vector(x), s, w)[1], each=EACH, constants=True),
    "multimoora": Pair(mo.multimoora, multimoora, each=EACH, high=60, argued="multimoora_ties"),
    "multiplicative": Pair(
        mo.multiplicative, lambda x, w, s: np.exp(moora.fmf(x, s, w)[1]),
        each=EACH, constants=True, units=True, senses="both",
    ),
    "ocra": Pair(mo.ocra, lambda x, w, s: ocra.ocra_performance(x, s, w)[1], each=EACH, senses="both", constants=True),
    "probid": Pair(mo.probid.with_(middle="shared"), lambda x, w, s: probid.probid(by_vector(x), s, w)[-1], each=EACH, constants=True),
    "sprobid": Pair(mo.sprobid, lambda x, w, s: probid.simplifiedprobid(by_vector(x), s, w)[-1], each=EACH, argued="ideal"),
    "ram": Pair(mo.ram, lambda x, w, s: ram.ram(by_sum(x), s, w)[-1], each=EACH, constants=True),
    "rim": Pair(
        mo.rim.with_(**BOUNDS, ideal_low=2.0, ideal_high=3.0),
        lambda x, w, s: rim._rim(x, w, [[2.0, 3.0]] * len(w), [[0.0, 8.0]] * len(w))[1]["score"],
        each=EACH, constants=True,
    ),
    "simus": Pair(mo.simus.with_(result="dominance"), simus_lead, each=10, high=60, to=1e-4),
    "spotis": Pair(
        mo.spotis.with_(**BOUNDS),
        lambda x, w, s: spotis.spotis(x, w, np.array([[0.0, 8.0]] * len(w)), np.where(s > 0, 8.0, 0.0))[1]["score"],
        each=EACH, constants=True,
    ),
    "topsis": Pair(mo.topsis, lambda x, w, s: topsis.topsis(by_vector(x), s, w)[-1], each=EACH, constants=True),
    "topsis_manhattan": Pair(
        mo.topsis.with_(distance="manhattan"), lambda x, w, s: topsis.topsis(by_vector(x), s, w, metric="cityblock")[-1],
        each=EACH, constants=True,
    ),
    "topsis_chebyshev": Pair(
        mo.topsis.with_(distance="chebyshev"), lambda x, w, s: topsis.topsis(by_vector(x), s, w, metric="chebyshev")[-1],
        each=EACH, constants=True,
    ),
    "topsis_minkowski": Pair(
        mo.topsis.with_(distance="minkowski", p=3.0), lambda x, w, s: topsis.topsis(by_vector(x), s, w, metric="minkowski", p=3)[-1],
        each=EACH, constants=True,
    ),
    "vikor": Pair(mo.vikor, vikor_measure, each=EACH),
    "vikor_part": Pair(mo.vikor.with_(v=0.3), lambda x, w, s: vikor_measure(x, w, s, 0.3), each=EACH),
    "waspas": Pair(mo.waspas, lambda x, w, s: waspas.waspas(ratios(x, s), w, 0.5)[-1], each=EACH, constants=True),
    "wpm": Pair(mo.wpm.with_(scale=S.total), lambda x, w, s: 10 ** simple.wpm(by_sum(inverted(x, s)), w)[1], each=EACH, constants=True),
    "wsm": Pair(mo.wsm.with_(scale=S.total), lambda x, w, s: simple.wsm(by_sum(inverted(x, s)), w)[1], each=EACH, constants=True),
}  # fmt: skip


def undirected(weighting):
    return lambda x, s: weighting(x)


WEIGHTS = {
    "critic": Pair(W.critic, weigh.critic_weights, argued="full_correlation"),
    "critic_spearman": Pair(
        W.critic.with_(correlation="spearman"), lambda x, s: weigh.critic_weights(x, s, correlation="spearman"), argued="full_correlation"
    ),
    "critic_unscaled": Pair(
        W.critic.with_(scale=S.identity), lambda x, s: weigh.critic_weights(x, s, scale=False), senses="benefits", argued="full_correlation"
    ),
    "entropy": Pair(W.entropy, undirected(weigh.entropy_weights), each=EACH, constants=True),
    "equal": Pair(W.equal, undirected(weigh.equal_weights), constants=True),
    "gini": Pair(W.gini, undirected(weigh.gini_weights), constants=True),
    "merec": Pair(W.merec, weigh.merec_weights, constants=True),
    "standard_deviation": Pair(W.standard_deviation.with_(scale=S.identity), undirected(weigh.std_weights), constants=True),
}
SCALED = {
    "cenit_distance": Pair(S.cenit_distance, scalers.matrix_scale_by_cenit_distance),
    "identity": Pair(S.identity, lambda x, s: invert_objectives.NegateMinimize()._invert(x, s < 0), constants=True),
    "linear_ratio": Pair(S.linear_ratio, ratios, constants=True),
    "maximum": Pair(S.maximum, lambda x, s: scalers.MaxAbsScaler("matrix")._transform_matrix(x), each=EACH, senses="benefits"),
    "minmax": Pair(S.minmax, minmax, constants=True),
    "total": Pair(S.total, lambda x, s: by_sum(inverted(x, s)), constants=True),
    "vector": Pair(S.vector, lambda x, s: by_vector(invert_objectives.NegateMinimize()._invert(x, s < 0)), constants=True),
    "vector_reciprocal": Pair(S.vector.with_(cost="reciprocal"), lambda x, s: by_vector(inverted(x, s)), constants=True),
    "zscore": Pair(S.zscore, lambda x, s: scalers.StandarScaler("matrix")._transform_matrix(x) * s, each=75, constants=True),
}
PAIRS = SCORES | {f"{name} weights": pair for name, pair in WEIGHTS.items()} | {f"{name} scaling": pair for name, pair in SCALED.items()}


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning", "ignore::DeprecationWarning")
def test_agrees(name):
    agree(PAIRS[name], seed=3)


TWO, HALF = np.ones(2), np.array([0.5, 0.5])
CONSTANT = np.array([[1.0, 5.0], [2.0, 5.0], [4.0, 5.0]])


def constant_criterion():
    with np.errstate(all="ignore"):
        assert np.isnan(scalers.matrix_scale_by_cenit_distance(CONSTANT, TWO)).any()
        assert np.isnan(weigh.critic_weights(CONSTANT, TWO)).any()
    assert (S.cenit_distance.kernel(CONSTANT, TWO)[:, 1] == 0).all()
    assert W.critic.kernel(CONSTANT, TWO)[1] == 0


def identical_alternatives():
    same = np.full((3, 2), 4.0)
    with np.errstate(all="ignore"):
        assert np.isnan(topsis.topsis(by_vector(same), TWO, HALF)[-1]).all()
    assert np.ptp(mo.topsis.kernel(same, HALF, TWO)) == 0


def worst_throughout():
    x = np.array([[1.0, 2.0], [2.0, 3.0], [4.0, 5.0]])
    with np.errstate(all="ignore"):
        assert not np.isfinite(cocoso.cocoso(minmax(x, TWO), HALF, 0.5)[1]).all()
    assert np.isfinite(mo.cocoso.kernel(x, HALF, TWO)).all()


def threshold():
    x, w, s = np.array([[1.0, 4.0, 2.0], [2.0, 5.0, 3.0], [2.0, 3.0, 2.0]]), np.array([0.2, 0.4, 0.4]), np.ones(3)
    # the first and the third lie 0.08 and 0.1 from the worst point
    peer = codas.codas(ratios(x, s), w, 0.02)[1]
    assert np.abs(peer - mo.codas.kernel(x, w, s)).max() > 0.01
    np.testing.assert_allclose(peer[1], mo.codas.kernel(x, w, s)[1], atol=1e-9)


def multimoora_ties():
    x, s = np.array([[4.0, 3.0], [4.0, 3.0], [2.0, 2.0], [1.0, 1.0]]), TWO
    assert moora.multimoora(by_vector(x), s, HALF)[0].tolist() == [1, 1, 2, 3]
    assert mo.multimoora.kernel(x, HALF, s).tolist() == [1, 1, 3, 4]
    rng = np.random.default_rng(5)
    for _ in range(2000):
        x, w = rng.integers(1, 60, (5, 3)).astype(float), rng.dirichlet(np.ones(3))
        _, votes, views, *_ = moora.multimoora(by_vector(x), np.ones(3), w)
        if all(len(set(places)) == 5 for places in views.T) and len(set(votes)) < 5:  # a circle of majorities
            ours = mo.multimoora.kernel(x, w, np.ones(3))
            circle = [i for i in range(5) if (ours == ours[i]).sum() > 1]
            assert len(circle) >= 3
            return
    raise AssertionError("there is no circle")


def costs_only():
    x = np.array([[4.0, 1.0], [2.0, 3.0]])
    peer = moora.fmf(x, -TWO, TWO)[1]
    np.testing.assert_allclose(np.exp(peer - 1), mo.multiplicative.kernel(x, TWO, -TWO), atol=1e-12)


def weights_in_a_product():
    x, w, s = np.array([[9.0, 1.0], [2.0, 4.0], [3.0, 4.0]]), np.array([0.8, 0.2]), TWO
    assert moora.fmf(x, s, w)[0].tolist() == moora.fmf(x, s, HALF)[0].tolist() == [2, 3, 1]
    assert mo.multiplicative.kernel(x, w, s).argmax() == 0
    np.testing.assert_allclose(mo.multiplicative.kernel(x, TWO, s), [9, 8, 12], atol=1e-12)


def ideal():
    x = np.array([[4.0, 4.0], [1.0, 2.0], [2.0, 1.0], [3.0, 3.0]])
    with np.errstate(all="ignore"):
        assert probid.simplifiedprobid(by_vector(x), TWO, HALF)[-1][0] == np.inf
    assert np.isfinite(mo.sprobid.kernel(x, HALF, TWO)).all()


def one_optimum_of_many():
    """The first objective is as good with the third alternative alone as with the first two, or all three."""
    x, s = np.array([[2.0, 3.0, 1.0], [2.0, 1.0, 3.0], [2.0, 2.0, 2.0]]), np.ones(3)
    found = simus.simus(x, s, b=[None] * 3)
    np.testing.assert_allclose(found[2][0], [0, 0, 1], atol=1e-9)
    np.testing.assert_allclose(mo.simus.kernel(x, s, s), np.array([8, 8, 1]) / 9, atol=1e-6)


def even_number_of_ideals():
    x = np.array([[5.0, 2.0], [3.0, 6.0], [4.0, 4.0], [2.0, 3.0]])
    assert np.abs(mo.probid.kernel(x, HALF, TWO) - probid.probid(by_vector(x), TWO, HALF)[-1]).max() > 0.01
    np.testing.assert_allclose(mo.probid.kernel(x[:3], HALF, TWO), probid.probid(by_vector(x[:3]), TWO, HALF)[-1], atol=1e-12)


def benefits_only():
    x = np.array([[4.0, 1.0], [2.0, 3.0]])
    with np.errstate(all="ignore"):
        assert np.isnan(copras.copras(by_sum(x), HALF, TWO)[1]).all()
    assert np.isfinite(mo.copras.kernel(x, HALF, TWO)).all()


def full_correlation():
    assert (W.critic.kernel(np.array([[0.1, 0.2], [0.2, 0.4], [0.3, 0.6]]), TWO) == 0).all()


def zero_average():
    x = np.array([[0.0, 5.0], [0.0, 3.0], [0.0, 1.0]])
    peer = edas.edas(x, HALF, TWO)[1]
    alone = edas.edas(x[:, 1:], HALF[:1], TWO[:1])[1]
    assert np.abs(peer - alone).max() < 1e-12
    x = np.array([[0.0, 5.0, 1.0], [0.0, 3.0, 2.0], [0.0, 1.0, 4.0]]) * [1, 1e-6, 1]
    third, ones = np.ones(3) / 3, np.ones(3)
    changed = np.abs(edas.edas(x, third, ones)[1] - edas.edas(x[:, 1:], third[1:], ones[1:])[1]).max()
    assert changed > 0.1
    np.testing.assert_allclose(mo.edas.kernel(x, third, ones), mo.edas.kernel(x[:, 1:], third[1:], ones[1:]), atol=1e-12)


def compromise_set():
    x, w, s = np.array([[5.0, 2.0], [4.0, 3.0], [3.0, 4.0], [2.0, 4.5]]), HALF, TWO
    peer = vikor.VIKOR()
    ranks, extra = peer._evaluate_data(matrix=x, objectives=s, weights=w)
    assert (ranks == 1).sum() > 1
    np.testing.assert_allclose(mo.vikor.kernel(x, w, s), extra["q_k"], atol=1e-12)
    assert (mo.vikor(mo.DecisionMatrix(x), w).ranking.ranks("min") == 1).sum() == 1


@pytest.mark.parametrize("name", DIFFERENCES[PEER])
@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning", "ignore::DeprecationWarning")
def test_every_difference_is_there_and_is_argued(name):
    check_entry(PEER, name, globals())


def test_pairs_lean_on_entries_that_exist():
    check_argued(PEER, PAIRS)
