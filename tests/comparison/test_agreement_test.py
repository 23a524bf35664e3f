import itertools

import numpy as np
import pytest
from scipy import stats

import mcda_orch as mo

A, B = [1, 2.5, 2.5, 4, 5, 6], [2, 1, 3.5, 3.5, 6, 5]


@pytest.mark.parametrize(("alternative", "theirs"), [("more", "greater"), ("less", "less"), ("two-sided", "two-sided")])
@pytest.mark.parametrize("name", ["kendall_tau_b", "spearman", "weighted_spearman", "ws"])
def test_all_deals_are_the_permutation_test_of_scipy(name, alternative, theirs):
    coefficient = getattr(mo.agreements, name)
    found = mo.agreement_test(A, B, name, alternative=alternative)
    expected = stats.permutation_test(
        (np.array(B),), lambda y: coefficient(A, y), permutation_type="pairings", alternative=theirs, n_resamples=np.inf, vectorized=False
    )
    assert (found.exact, found.deals) == (True, 720)
    assert found.value == pytest.approx(expected.statistic)
    assert found.p_value == pytest.approx(expected.pvalue)


def test_a_distance_agrees_more_where_it_is_smaller():
    distance = mo.agreement_test(A, B, "footrule")
    deals = [mo.agreements.footrule(A, p) for p in itertools.permutations(B)]
    assert distance.p_value == pytest.approx(np.mean(np.array(deals) <= mo.agreements.footrule(A, B) + 1e-9))


def test_random_deals_are_near_all_of_them_and_never_give_nil():
    whole = mo.agreement_test(A, B, "spearman")
    some = mo.agreement_test(A, B, "spearman", draws=500, rng=3)
    assert (some.exact, some.deals) == (False, 500)
    assert some.p_value == pytest.approx(whole.p_value, abs=4 * np.sqrt(whole.p_value / 500) + 2 / 500)
    strict = np.random.default_rng(0).permutation(30) + 1
    same = mo.agreement_test(strict, strict, "spearman", draws=99)
    assert same.p_value == 1 / 100
    assert "99 random deals" in str(same)


def test_the_interval_is_the_percentile_bootstrap_of_scipy():
    rng = np.random.default_rng(7)
    x = rng.normal(size=60)
    a, b = stats.rankdata(x), stats.rankdata(x + rng.normal(size=60))
    found = mo.agreement_test(a, b, "spearman", draws=2000, rng=1, level=0.9)
    theirs = stats.bootstrap(
        (a, b), lambda u, v: stats.spearmanr(u, v).statistic, paired=True, vectorized=False, n_resamples=2000, method="percentile",
        confidence_level=0.9, rng=2,
    ).confidence_interval  # fmt: skip
    assert (found.low, found.high) == pytest.approx(tuple(theirs), abs=0.03)
    assert found.low < found.value < found.high
    assert (found.resamples, found.drawn) == (2000, 2000)


def test_the_same_seed_gives_the_same_draws_in_whatever_parts(monkeypatch):
    from mcda_orch.comparison import agreement_test as home

    one = mo.agreement_test(A, B, draws=300, rng=5)
    assert mo.agreement_test(A, B, draws=300, rng=5).document() == one.document()
    assert mo.agreement_test(A, B, draws=300, rng=6).low != one.low or mo.agreement_test(A, B, draws=300, rng=6).p_value != one.p_value
    monkeypatch.setattr(home, "BLOCK", 60)
    assert mo.agreement_test(A, B, draws=300, rng=5).document() == one.document()


def test_draws_in_which_nothing_is_defined_are_told_and_not_counted():
    found = mo.agreement_test([1, 2, 3], [1, 2, 3], "kendall_tau_b", draws=300, rng=1)
    assert found.resamples < found.drawn == 300
    assert f"in {300 - found.resamples} more the coefficient is not defined" in str(found)
    assert found.p_value == 1 / 6
    cayley = mo.agreement_test([1, 2, 3], [1, 3, 2], "cayley", draws=50, rng=1)
    assert cayley.value == 1.0
    assert cayley.resamples < 30


def test_what_is_not_defined_has_no_test_and_says_why():
    found = mo.agreement_test([1, 1, 1], [1, 2, 3])
    assert (found.value, found.p_value, found.low, found.deals) == (None, None, None, 0)
    assert "ties all alternatives" in str(found)
    assert found.document()["value"] is None
    assert found.to_frame().shape == (1, 5)


def test_names_are_matched_and_parameters_go_with_the_coefficient():
    a, b = {"Ant": 1, "Bee": 2, "Cat": 3}, {"Cat": 3, "Ant": 1, "Bee": 2}
    assert mo.agreement_test(a, b, mo.agreements.weighted_kendall.with_(important="bottom")).value == 1.0
    for given, error in (("topsis", "topsis is no coefficient"), (mo.agreements.wsc, "wsc is no coefficient"), (3, "3 is no coefficient")):
        with pytest.raises(mo.McdaError, match=error):
            mo.agreement_test(a, b, given)
    with pytest.raises(mo.DomainError, match="level=2"):
        mo.agreement_test(a, b, level=2)
    with pytest.raises(mo.McdaError, match="draws"):
        mo.agreement_test(a, b, draws=0)
    with pytest.raises(mo.McdaError, match="alternative"):
        mo.agreement_test(a, b, alternative="greater")
    with pytest.raises(mo.DomainError, match="rng"):
        mo.agreement_test([1, 1], [1, 2], rng="one")
