import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.voting.strengths import determined, in_pairs, likeliest, stages

RNG = np.random.default_rng(11)


def likelihood(theta, r, w):
    """Breslow's likelihood of rankings, group by group."""
    found = 0.0
    for row, weight in zip(r, w, strict=True):
        for rank in np.unique(row[~np.isnan(row)]):
            group, left = row == rank, row >= rank
            if left.sum() > 1:
                found += weight * (theta[group].sum() - group.sum() * np.log(np.exp(theta[left]).sum()))
    return found


@pytest.mark.parametrize("kind", ["strict", "tied", "partial"])
def test_no_other_strengths_are_likelier(kind):
    tried = 0
    for _ in range(30):
        k, n = 8, 4
        r = np.array([RNG.permutation(n) + 1.0 for _ in range(k)]) if kind == "strict" else RNG.integers(1, 4, (k, n)).astype(float)
        if kind == "partial":
            r[RNG.random((k, n)) < 0.3] = np.nan
        w = RNG.integers(1, 4, k).astype(float)
        if not determined(r, w):
            continue
        tried += 1
        theta = np.log(likeliest(*stages(r, w)))
        best = likelihood(theta, r, w)
        for _ in range(20):
            assert likelihood(theta + RNG.normal(0, 0.05, n), r, w) <= best + 1e-12
        pairs = np.log(likeliest(*in_pairs(r, w)))
        before = np.array([[w @ ((r[:, a] < r[:, b]) + (r[:, a] == r[:, b]) / 2) for b in range(n)] for a in range(n)])
        np.fill_diagonal(before, 0)
        expected = (before + before.T) / (1 + np.exp(pairs - pairs[:, None]))
        np.testing.assert_allclose(expected.sum(axis=1), before.sum(axis=1), atol=1e-8)  # as many wins as there were
    assert tried >= 5


@pytest.mark.parametrize("name", ["bradley_terry", "plackett_luce"])
def test_what_has_no_estimate_is_refused(name):
    with pytest.raises(mo.DomainError, match=r"no chain of them puts 'Bee' before or beside 'Ant'.*ask mo\.rules\.schulze"):
        mo.get(name)(["Ant > Bee > Cat", "Ant > Cat > Bee"])
    with pytest.raises(mo.DomainError, match="no chain of them"):
        mo.get(name)(["Ant > Bee > Ant2", ["Cat", "Doe"]])
    assert mo.get(name)(["Ant > Bee", "Ant ~ Bee"]).best == ("Ant",)


def test_whom_nothing_tells_apart_are_equally_strong():
    np.testing.assert_allclose(mo.rules.plackett_luce.kernel(np.ones((2, 3)), np.ones(2)), [1 / 3] * 3)
    assert mo.rules.bradley_terry.kernel(np.ones((1, 1)), np.ones(1)).tolist() == [1.0]
