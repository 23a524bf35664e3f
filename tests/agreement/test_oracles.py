"""SciPy, where it is right under ties, and where it is not: the argued differences; ties in every ranking."""

import itertools

import numpy as np
import pytest
from scipy import stats
from scipy.spatial.distance import jensenshannon

import mcda_orch as mo
from mcda_orch.core.positions import positions
from mcda_orch.core.ranking import midranks

RANKINGS = [
    midranks(positions(row, higher=False)) for n, levels in ((5, 3), (9, 5), (12, 30), (30, 6))
    for row in np.random.default_rng(n).integers(0, levels, (6, n))
]  # fmt: skip
TWO = [(a, b) for a, b in itertools.combinations(RANKINGS, 2) if a.size == b.size and np.ptp(a) and np.ptp(b)]


def test_there_are_ties():
    assert sum(len(set(r)) < r.size for r in RANKINGS) > 15


@pytest.mark.parametrize(
    ("name", "params", "theirs"),
    [
        ("kendall_tau_b", {}, lambda a, b: stats.kendalltau(a, b, variant="b").statistic),
        ("spearman", {}, lambda a, b: stats.spearmanr(a, b).statistic),
        ("somers_d", {}, lambda a, b: stats.somersd(a, b).statistic),
        ("weighted_kendall", {}, lambda a, b: stats.weightedtau(-a, -b, rank=True).statistic),
        ("weighted_kendall", {"important": "bottom"}, lambda a, b: stats.weightedtau(a, b, rank=True).statistic),
    ],
    ids=["kendall_tau_b", "spearman", "somers_d", "weighted_kendall", "weighted_kendall-bottom"],
)
def test_scipy_says_the_same(name, params, theirs):
    for a, b in TWO:
        assert getattr(mo.agreements, name)(a, b, **params) == pytest.approx(theirs(a, b), abs=1e-12)


def test_the_order_of_rows_decides_nothing():
    rng = np.random.default_rng(4)
    for name in mo.names("agreement"):
        coefficient = getattr(mo.agreements, name)
        for a, b in TWO[::7]:
            rows = rng.permutation(a.size)
            here, there = coefficient(a, b), coefficient(a[rows], b[rows])
            assert (here is None) == (there is None)
            assert here is None or here == pytest.approx(there, abs=1e-12), name


def test_scipy_weighs_by_rows_where_it_is_told_no_ranking():
    """With ``rank=False`` its places are the rows, which is what never happens here."""
    a, b = np.array([1.0, 2.5, 2.5, 4.0]), np.array([2.0, 1.0, 3.5, 3.5])
    turned = [0, 2, 1, 3]
    first, second = (stats.weightedtau(-v, -w, rank=False).statistic for v, w in ((a, b), (a[turned], b[turned])))
    assert first != pytest.approx(second)
    assert mo.agreements.weighted_kendall(a, b) == pytest.approx(mo.agreements.weighted_kendall(a[turned], b[turned]))


def test_tau_a_of_others_is_no_one_for_the_same_ranking_with_ties():
    """pymcdm and pyrepo-mcda divide by all pairs: a ranking with a tie agrees with itself by less than 1."""
    correlations = pytest.importorskip("pymcdm.correlations", reason="pymcdm is not installed")
    tied = np.array([1.0, 2.5, 2.5, 4.0])
    assert correlations.kendall_tau(tied, tied) == pytest.approx(5 / 6)
    assert mo.agreements.kendall_tau_b(tied, tied) == 1.0


def test_the_shortcut_of_spearman_is_another_number_with_ties():
    correlations = pytest.importorskip("pyrepo_mcda.correlations", reason="pyrepo-mcda is not installed")
    a, b = np.array([1.0, 2.5, 2.5, 4.0]), np.array([1.0, 2.0, 3.0, 4.0])
    assert correlations.spearman(a, b) == pytest.approx(0.95)
    assert mo.agreements.spearman(a, b) == pytest.approx(stats.spearmanr(a, b).statistic) == pytest.approx(0.9486832980505138)


def test_pymcdm_reads_an_order_where_it_says_ranks():
    """Its draWS weighs by the row in which a rank stands, and so counts rightly what is listed from the best on, and ranks by their rows."""
    distances = pytest.importorskip("pymcdm.distances", reason="pymcdm is not installed")
    order, other = ["Bee", "Ant", "Cat", "Doe"], ["Bee", "Cat", "Ant", "Doe"]
    numbers = {name: k for k, name in enumerate(order)}
    listed = distances.draWS([numbers[n] for n in order], [numbers[n] for n in other])
    ranks = [{name: k for k, name in enumerate(one, start=1)} for one in (order, other)]
    assert mo.agreements.drastic_ws(*ranks) == pytest.approx(listed)
    rows = [[ranks[k][name] for name in sorted(numbers)] for k in (0, 1)]  # Ant, Bee, Cat, Doe
    assert distances.draWS(*rows) != pytest.approx(listed)


@pytest.mark.parametrize("name", ["kemeny", "frobenius"])
def test_pymcdm_counts_pairs_alike(name):
    distances = pytest.importorskip("pymcdm.distances", reason="pymcdm is not installed")
    ours = {"kemeny": mo.agreements.kemeny_distance, "frobenius": mo.agreements.frobenius}[name]
    for a, b in TWO[::3]:
        assert ours(a, b) == pytest.approx(getattr(distances, name)(a, b))


def test_pymcdm_multiplies_wsc_by_what_it_divides_by():
    """The farthest weights from a reference get .25 there, and 0 by the definition, whose range is said to be [0, 1]."""
    correlations = pytest.importorskip("pymcdm.correlations", reason="pymcdm is not installed")
    reference, farthest = np.array([0.5, 0.5, 0.0]) * 0.8 + np.array([0.0, 0.0, 0.2]), np.array([0.0, 0.0, 1.0])
    assert mo.agreements.wsc(reference, farthest) == pytest.approx(0.0, abs=1e-12)
    assert correlations.wsc(reference, farthest) == pytest.approx(1 - 0.8 * 0.8)
    assert mo.agreements.wsc2(reference, farthest) == pytest.approx(correlations.wsc2(reference, farthest))


def test_scipy_says_the_same_of_weights():
    rng = np.random.default_rng(2)
    for m in (1, 3, 8):
        u, w = rng.integers(0, 5, (2, m)) + np.eye(m)[0]
        assert mo.agreements.jensen_shannon(u, w) == pytest.approx(jensenshannon(u, w, base=2), abs=1e-7)
        assert mo.agreements.jensen_shannon(u, w, form="divergence") == pytest.approx(jensenshannon(u, w, base=2) ** 2, abs=1e-12)
