"""The programme of SECA is solved: its conditions of optimality hold, and nothing nearby is better."""

import numpy as np
import pytest
from scipy.optimize import nnls

import mcda_orch as mo
from mcda_orch.numerics.seca_programme import _compromise


def residual(r, target, nearness, least, w):
    """How far the conditions of optimality are from being met by some prices that are not negative."""
    values = r @ w
    worst, bound = values < values.min() + 1e-10, w < least + 1e-11
    rows, m = int(worst.sum()), len(w)
    columns = [np.vstack([r[worst].T, np.ones(rows)]), *([[*[v] * m, 0.0]] for v in (1.0, -1.0))]
    columns = np.hstack([columns[0], *(np.array(c).T for c in columns[1:]), np.vstack([np.eye(m)[:, bound], np.zeros(bound.sum())])])
    return nnls(columns, np.append(2 * nearness * (w - target), 1.0))[1]


@pytest.mark.parametrize("nearness", [1e-3, 0.1, 2.0, 6.0, 1e3])
@pytest.mark.parametrize("coarse", [True, False])
def test_conditions_of_optimality(nearness, coarse):
    rng = np.random.default_rng(5)
    for _ in range(150):
        n, m = rng.integers(1, 9), rng.integers(1, 7)
        r = rng.integers(0, 4, (n, m)) / 3 if coarse else rng.random((n, m))
        target, least = rng.dirichlet(np.ones(m) / 3), min(float(rng.choice([0.0, 1e-3, 0.1])), 1 / m)
        w = _compromise(r, target, nearness, least)
        assert w.sum() == pytest.approx(1, abs=1e-13)
        assert w.min() >= least - 1e-13
        assert residual(r, target, nearness, least, w) < 1e-10 * max(nearness, 1)


def test_the_score_and_the_weighting_agree():
    rng = np.random.default_rng(1)
    x, s = rng.random((6, 4)) + 0.1, np.array([1.0, -1.0, 1.0, -1.0])
    for counts in ([1.0, 2.0, 3.0, 4.0], [1.0, 0.0, 3.0, 4.0]):
        kept = np.array(counts) > 0
        w = mo.get("seca_weights").kernel(x[:, kept], s[kept])
        scores = mo.scalings.linear_ratio.kernel(x[:, kept], s[kept]) @ w
        np.testing.assert_allclose(mo.get("seca").kernel(x, np.array(counts), s), scores, atol=1e-12)


@pytest.mark.parametrize("name", ["seca", "seca_weights"])
def test_beta_is_positive(name):
    matrix = mo.DecisionMatrix([[1, 2], [3, 1]])
    with pytest.raises(mo.DomainError, match=f"beta of {name} is 0, but must be above 0"):
        mo.get(name)(matrix, *([[1, 1]] if name == "seca" else []), beta=0)
