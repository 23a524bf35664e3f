"""Half-space probabilities: published fractions, closed forms, symmetry, sampling, and floats against fractions."""

from fractions import Fraction
from math import factorial

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.errors import DomainError, ShapeError
from mcda_orch.exact.polytope import polytope
from mcda_orch.exact.rational import dot
from mcda_orch.exact.volume import below, centroid_below, moments, ordered_corners, share_below


def test_signs_and_ties():
    assert below([0, 0]) == 1
    assert below([1, 2]) == 0
    assert below([-1, -2]) == 1
    assert below([1, 0]) == 0
    assert below([1]) == 0
    assert below([0, -1]) == 1
    rng = np.random.default_rng(0)
    for _ in range(300):
        c = rng.integers(-5, 6, int(rng.integers(1, 8)))
        if c.any():
            assert below(c.tolist()) + below((-c).tolist()) == 1


def test_a_threshold_of_one_share_is_beta():
    for m in range(2, 8):
        t = Fraction(1, 3)
        assert below([1 - t, *(-t,) * (m - 1)]) == 1 - (1 - t) ** (m - 1)


def test_published_neighbours_of_the_orchestrators():
    problem = mo.load("orchestrators")
    x = problem.blanks.fill(problem.matrix).values.astype(int)
    odds = [1 - below((x[i] - x[i + 1]).tolist()) for i in range(11)]
    expected = "1 1/2 3/4 11/16 1/2 7/8 5/16 4/9 3/4 977/1296 93/256"
    assert odds == [Fraction(v) for v in expected.split()]
    ranks = [1 + sum(1 - below((x[b] - x[a]).tolist()) for b in range(12) if b != a) for a in range(12)]
    names = dict(zip(problem.matrix.names, ranks, strict=True))
    assert sum(ranks) == 78
    assert names["Metaflow"] == 1
    assert names["Kubeflow Pipelines"] == Fraction(97, 32)
    assert names["Flyte"] == Fraction(393, 128)
    assert names["Prefect"] == Fraction(7607, 1728)


def test_floats_are_the_fractions():
    rng = np.random.default_rng(1)
    for m in (1, 2, 5, 11, 40):
        c = rng.integers(-20, 21, (20, m)).astype(float)
        exact = [float(below(row.tolist())) for row in c]
        np.testing.assert_allclose(share_below(c), exact, rtol=0, atol=3e-16)
    c = rng.integers(-20, 21, 100).astype(float)
    assert abs(share_below(c) - float(below(c.tolist()))) < 1e-15
    assert share_below(np.zeros((2, 3, 4))).shape == (2, 3)
    assert share_below([1e300, -1e300]) == 0.5
    assert share_below([1e-300, -1e-300]) == 0.5
    for wrong in (1.0, [np.nan, 1.0], np.zeros((2, 0))):
        with pytest.raises(ShapeError):
            share_below(wrong)


def test_a_prior_centred_on_points():
    rng = np.random.default_rng(2)
    points = [3, 3, 2, 1]
    w = rng.dirichlet(points, 400_000)
    for _ in range(5):
        c = rng.integers(-3, 4, 4)
        if c.any():
            assert float(below(c.tolist(), prior=points)) == pytest.approx((w @ c <= 0).mean(), abs=0.004)
    assert below([1, -1], prior=[2, 2]) == Fraction(1, 2)
    for wrong in ([1], [0, 1]):
        with pytest.raises(DomainError):
            below([1, -1], prior=wrong)


def test_orders():
    corners = ordered_corners([2, 0, 1])
    assert corners[1] == (Fraction(1, 2), 0, Fraction(1, 2))
    assert below([1, 0, -1], corners=corners) == 1
    found = polytope([[1, 0, -1], [-1, 1, 0]], criteria=3)
    assert set(found.points) == set(corners)
    assert found.measure[0] == Fraction(1, factorial(3))
    rng = np.random.default_rng(3)
    for _ in range(50):
        c = rng.integers(-4, 5, 3).tolist()
        cut = polytope([[1, 0, -1], [-1, 1, 0], c], criteria=3)
        assert below(c, corners=corners) == (6 * cut.measure[0] if cut.rays else 0)
    with pytest.raises(DomainError):
        ordered_corners([0, 2])


def test_moments():
    assert moments(iter([1, -1])) == moments([1, -1])
    assert centroid_below(iter([1, -1])) == (Fraction(1, 4), Fraction(3, 4))
    rng = np.random.default_rng(4)
    for _ in range(60):
        c = rng.integers(-4, 5, 3).tolist()
        found = polytope([c], criteria=3)
        if not below(c):
            with pytest.raises(DomainError):
                moments(c)
            with pytest.raises(DomainError):
                centroid_below(c)
            continue
        part, mean, second = moments(c)
        assert (part, mean) == found.measure
        assert [sum(row) for row in second] == list(mean)
        # the second moments of a simplex are those of its corners: sum over i, j of v_i v_j (1 + [i = j]) / (k (k + 1))
        total = Fraction(0)
        for s in found.simplices():
            p = [found.points[v] for v in s]
            size = abs(float(np.linalg.det(np.array(p, dtype=float))))
            pairs = sum(a[0] * b[1] * (1 + (i == j)) for i, a in enumerate(p) for j, b in enumerate(p)) / Fraction(12)
            total += Fraction(size) * pairs
        assert float(total / part) == pytest.approx(float(second[0][1]), abs=1e-12)
        assert dot(mean, tuple(Fraction(v) for v in c)) <= 0
