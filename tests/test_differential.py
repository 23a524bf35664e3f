"""Thousands of random problems with ties, against pymcdm: equal to 1e-9, or argued in differences.toml."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo

pymcdm = pytest.importorskip("pymcdm", reason="pymcdm (extra 'pymcdm') is not installed")
from pymcdm import methods as theirs  # noqa: E402
from pymcdm import normalizations as scaled  # noqa: E402
from pymcdm import weights as weigh  # noqa: E402
from pymcdm.weights.subjective import AHP  # noqa: E402

SHAPES = [(3, 2), (4, 3), (6, 5), (9, 4)]
EACH = 500
DIFFERENCES = tomllib.loads((Path(__file__).parent / "differences.toml").read_text(encoding="utf-8"))


def problems(seed, varied=True):
    """Yield stacks of small integers, in which ties are common; constant columns only unless `varied`."""
    rng = np.random.default_rng(seed)
    for n, m in SHAPES:
        x = rng.integers(1, 7, (4 * EACH, n, m)).astype(float)
        if varied:
            x = x[(np.ptp(x, axis=-2) > 0).all(axis=-1)]
        x = x[:EACH]
        assert len(x) == EACH
        yield x, rng.dirichlet(np.ones(m), EACH), np.where(rng.random((EACH, m)) > 0.4, 1.0, -1.0)


def looped(method, x, w, s):
    return np.stack([method(*problem, validation=False) for problem in zip(x, w, s, strict=True)])


PAIRS = {
    "wsm_total": (lambda x, w, s: mo.wsm.kernel(x, w, s, scale=mo.scalings.total), theirs.WSM()),
    "wsm_minmax": (lambda x, w, s: mo.wsm.kernel(x, w, s, scale=mo.scalings.minmax), theirs.WSM(scaled.minmax_normalization)),
    "wsm_linear_ratio": (lambda x, w, s: mo.wsm.kernel(x, w, s, scale=mo.scalings.linear_ratio), theirs.WSM(scaled.linear_normalization)),
    "wsm_maximum": (lambda x, w, s: mo.wsm.kernel(x, w, s, scale=mo.scalings.maximum), theirs.WSM(scaled.max_normalization)),
    "wsm_vector": (
        lambda x, w, s: mo.wsm.kernel(x, w, s, scale=mo.scalings.vector.with_(cost="reflect")),
        theirs.WSM(scaled.vector_normalization),
    ),
    "wpm": (lambda x, w, s: mo.wpm.kernel(x, w, s, scale=mo.scalings.total), theirs.WPM()),
    "waspas": (mo.waspas.kernel, theirs.WASPAS()),
    "waspas_quarter": (lambda x, w, s: mo.waspas.kernel(x, w, s, lam=0.25), theirs.WASPAS(l=0.25)),
    "topsis_vector": (mo.topsis.kernel, theirs.TOPSIS(scaled.vector_normalization)),
    "topsis_minmax": (lambda x, w, s: mo.topsis.kernel(x, w, s, scale=mo.scalings.minmax), theirs.TOPSIS()),
    "promethee_ii_usual": (mo.promethee_ii.kernel, theirs.PROMETHEE_II("usual")),
}


@pytest.mark.parametrize("name", PAIRS)
def test_method(name):
    ours, peer = PAIRS[name]
    for x, w, s in problems(seed=1):
        np.testing.assert_allclose(ours(x, w, s), looped(peer, x, w, s), rtol=0, atol=1e-9)


@pytest.mark.parametrize("v", [0.0, 0.5, 1.0])
def test_vikor(v):
    compared = 0
    for x, w, s in problems(seed=2):
        peer = theirs.VIKOR(v=v)
        with np.errstate(all="ignore"):
            found = looped(peer, x, w, s)
        defined = np.isfinite(found).all(axis=-1)
        compared += int(defined.sum())
        np.testing.assert_allclose(mo.vikor.kernel(x, w, s, v=v)[defined], found[defined], rtol=0, atol=1e-9)
    assert compared > 1500


@pytest.mark.parametrize("ideal", [None, 3.0])
def test_spotis(ideal):
    for x, w, s in problems(seed=3):
        bounds = np.array([[0.0, 8.0]] * x.shape[-1])
        expert = {} if ideal is None else {"esp": np.full(x.shape[-1], ideal)}
        ours = {} if ideal is None else {"ideal": expert["esp"]}
        found = mo.spotis.kernel(x, w, s, low=bounds[:, 0], high=bounds[:, 1], **ours)
        np.testing.assert_allclose(found, looped(theirs.SPOTIS(bounds, **expert), x, w, s), rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    ("ours", "peer", "limits"),
    [
        ("u_shape", "ushape", {"q": 2.0}),
        ("v_shape", "vshape", {"p": 3.0}),
        ("level", "level", {"q": 1.0, "p": 3.0}),
        ("linear", "vshape_2", {"q": 1.0, "p": 3.0}),
    ],
)
def test_preference_functions(ours, peer, limits):
    for x, w, s in problems(seed=4):
        lists = {k: [v] * x.shape[-1] for k, v in limits.items()}
        rival = np.stack([theirs.PROMETHEE_II(peer, **lists)(*p, validation=False) for p in zip(x, w, s, strict=True)])
        np.testing.assert_allclose(mo.promethee_ii.kernel(x, w, s, function=ours, **limits), rival, rtol=0, atol=1e-9)


@pytest.mark.parametrize("name", ["equal", "entropy", "critic"])
def test_weighting(name):
    params = {"directed": False} if name == "critic" else {}
    for x, _, s in problems(seed=5):
        with np.errstate(all="ignore"):
            rival = np.stack([getattr(weigh, f"{name}_weights")(matrix) for matrix in x])
        found = mo.get(name).kernel(x, s, **params)
        defined = np.isfinite(rival).all(axis=-1) & found.any(axis=-1)
        assert defined.mean() > 0.9
        np.testing.assert_allclose(found[defined], rival[defined], rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    ("ours", "peer"),
    [
        (mo.scalings.minmax, scaled.minmax_normalization),
        (mo.scalings.maximum, scaled.max_normalization),
        (mo.scalings.total, scaled.sum_normalization),
        (mo.scalings.linear_ratio, scaled.linear_normalization),
        (mo.scalings.vector.with_(cost="reflect"), scaled.vector_normalization),
    ],
    ids=["minmax", "maximum", "total", "linear_ratio", "vector"],
)
def test_scalings(ours, peer):
    for x, _, s in problems(seed=6):
        found = ours(x, s)
        for matrix, senses, scale in zip(x, s, found, strict=True):
            expected = np.stack([peer(column, cost=sense < 0) for column, sense in zip(matrix.T, senses, strict=True)], axis=-1)
            np.testing.assert_allclose(scale, expected, rtol=0, atol=1e-9)


def test_eigenvector():
    rng = np.random.default_rng(7)
    scale = np.array([1 / 9, 1 / 5, 1 / 3, 1, 3, 5, 9])
    for n in (3, 4, 6, 8):
        upper = np.triu(rng.choice(scale, (EACH, n, n)), 1)
        a = upper + np.eye(n) + np.swapaxes(np.divide(1, upper, out=np.zeros_like(upper), where=upper > 0), 1, 2)
        np.testing.assert_allclose(mo.weightings.eigenvector.kernel(a), [AHP(matrix=one)() for one in a], rtol=0, atol=1e-9)


CONSTANT = np.array([[1.0, 5.0, 2.0], [2.0, 5.0, 3.0], [4.0, 5.0, 1.0]])
EQUAL = np.array([[1.0, 2.0], [2.0, 1.0]])


def constant_criterion():
    ones = np.ones(3)
    assert (scaled.minmax_normalization(CONSTANT[:, 1]) == 1).all()
    assert (mo.scalings.minmax.kernel(CONSTANT, ones)[:, 1] == 0).all()
    with pytest.raises(ValueError, match=r".+"):
        theirs.VIKOR()(CONSTANT, ones / 3, ones)
    np.testing.assert_allclose(mo.vikor.kernel(CONSTANT, ones, ones), mo.vikor.kernel(CONSTANT[:, ::2], ones[:2], ones[:2]), atol=1e-12)
    with pytest.warns(UserWarning, match="undefined"), np.errstate(all="ignore"):
        assert np.isnan(weigh.critic_weights(CONSTANT)).any()
    assert mo.weightings.critic.kernel(CONSTANT, ones)[1] == 0


def equal_regrets():
    half = np.array([0.5, 0.5])
    with np.errstate(all="ignore"):
        assert np.isnan(theirs.VIKOR()(EQUAL, half, np.ones(2))).all()
    assert (mo.vikor.kernel(EQUAL, half, np.ones(2)) == 0).all()


def critic_direction():
    x = np.array([[5000, 3, 3], [680, 5, 3], [2000, 3, 2], [600, 4, 3], [800, 2, 4.0]])
    costs = np.array([-1.0, 1.0, 1.0])
    assert np.abs(mo.weightings.critic.kernel(x, costs) - weigh.critic_weights(x)).max() > 0.01
    np.testing.assert_allclose(mo.weightings.critic.kernel(x, costs, directed=False), weigh.critic_weights(x), atol=1e-12)


def entropy_of_zeros():
    x = np.array([[0.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
    with pytest.raises(ValueError, match=r".+"):
        weigh.entropy_weights(x)
    limit = np.where(x > 0, x, 1e-14)
    np.testing.assert_allclose(mo.weightings.entropy.kernel(x, np.ones(2)), weigh.entropy_weights(limit), atol=1e-9)


def full_correlation():
    x = np.array([[0.1, 0.2], [0.2, 0.4], [0.3, 0.6]])
    assert (mo.weightings.critic.kernel(x, np.ones(2)) == 0).all()
    with pytest.raises(mo.DomainError):
        mo.weightings.critic(mo.DecisionMatrix(x))


@pytest.mark.parametrize("name", DIFFERENCES)
def test_every_difference_is_there_and_is_argued(name):
    entry = DIFFERENCES[name]
    assert set(entry) == {"what", "argument", "methods"}
    assert len(entry["argument"]) > 60
    assert {method.split("_")[0] for method in entry["methods"]} <= set(mo.names("score") + mo.names("weighting") + mo.names("scaling"))
    globals()[name]()
