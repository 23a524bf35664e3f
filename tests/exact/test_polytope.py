"""Corners, volumes and centroids against vertex enumeration, Qhull, closed forms, and one another."""

import itertools
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.errors import McdaError
from mcda_orch.exact.linear import determinant, solve
from mcda_orch.exact.polytope import TooManyError, polytope
from mcda_orch.exact.rational import dot, vector
from mcda_orch.exact.volume import below, centroid_below


def enumerated(rows, equalities, m):
    """All points where m - 1 constraints are tight, that satisfy the others."""
    unit = np.eye(m, dtype=int).tolist()
    every = [*rows, *([-v for v in u] for u in unit)]
    found = set()
    for chosen in itertools.combinations([*every, *equalities], m - 1):
        point = solve([[1] * m, *equalities, *chosen], [1, *(0,) * (len(equalities) + m - 1)])
        if point.unique and all(dot(vector(r), point.point) <= 0 for r in every):
            found.add(point.point)
    return found


def test_corners_are_all_corners():
    rng = np.random.default_rng(0)
    flat = 0
    for _ in range(400):
        m = int(rng.integers(2, 5))
        rows = rng.integers(-2, 3, (int(rng.integers(0, 5)), m)).tolist()
        equalities = rng.integers(-2, 3, (int(rng.random() < 0.3), m)).tolist()
        found = polytope(rows, equalities, criteria=m)
        assert set(found.points) == enumerated(rows, equalities, m)
        assert len(set(found.points)) == len(found.points)
        every = [*([-int(i == j) for i in range(m)] for j in range(m)), *equalities, *rows]
        for point, tight in zip(found.points, found.tight, strict=True):
            assert tight == sum(1 << c for c, row in enumerate(every) if dot(vector(row), point) == 0)
        flat += bool(found.rays) and found.dimension < m - 1
        if found.rays:
            volume, centroid = found.measure
            assert (volume == 0) == (found.dimension < m - 1)
            assert sum(centroid) == 1
            assert all(dot(vector(row), centroid) <= 0 for row in rows)
        else:
            with pytest.raises(McdaError, match="empty"):
                _ = found.measure
    assert flat > 30


def test_volumes_are_those_of_qhull():
    from scipy.spatial import ConvexHull

    rng = np.random.default_rng(1)
    for _ in range(60):
        m = int(rng.integers(3, 7))
        found = polytope(rng.integers(-3, 3, (int(rng.integers(1, 5)), m)).tolist(), criteria=m)
        if found.dimension < m - 1:
            continue
        points = np.array(found.points, dtype=float)
        whole = ConvexHull(np.vstack([np.eye(m - 1), np.zeros(m - 1)])).volume
        volume, centroid = found.measure
        assert float(volume) == pytest.approx(ConvexHull(points[:, :-1]).volume / whole, rel=1e-9)
        simplices = found.simplices()
        sizes = [abs(determinant([found.points[v] for v in s])) for s in simplices]
        assert sum(sizes) == volume
        parts = [sum(found.points[v][0] for v in s) / Fraction(m) for s in simplices]
        assert sum(s * p for s, p in zip(sizes, parts, strict=True)) / volume == centroid[0]


def test_half_spaces_agree_with_their_closed_form():
    rng = np.random.default_rng(2)
    for _ in range(200):
        c = rng.integers(-4, 5, int(rng.integers(2, 7))).tolist()
        found = polytope([c], criteria=len(c))
        if below(c):
            assert found.measure == (below(c), centroid_below(c))
        else:
            assert found.dimension < len(c) - 1


@pytest.mark.parametrize("m", [2, 3, 4, 5, 6])
def test_the_regions_of_winners_fill_the_simplex(m):
    rng = np.random.default_rng(m)
    x = rng.integers(0, 9, (7, m)).tolist()
    volumes, mean = [], [Fraction(0)] * m
    for a in x:
        found = polytope([[q - p for p, q in zip(a, b, strict=True)] for b in x if b is not a], criteria=m)
        if found.dimension == m - 1:
            volume, centroid = found.measure
            volumes.append(volume)
            mean = [s + volume * c for s, c in zip(mean, centroid, strict=True)]
    assert sum(volumes) == 1
    assert mean == [Fraction(1, m)] * m


def test_flat_polytopes_have_the_centroid_of_their_own_dimension():
    found = polytope(equalities=[[1, -1, 0, 0]], rows=[], criteria=4)
    assert found.dimension == 2
    assert found.measure == (0, (Fraction(1, 6), Fraction(1, 6), Fraction(1, 3), Fraction(1, 3)))
    square = polytope(equalities=[[1, -1, 1, -1]], rows=[], criteria=4)
    assert len(square.rays) == 4
    assert len(square.simplices()) == 2
    assert square.measure[1] == (Fraction(1, 4),) * 4


def test_limits():
    rows = [[5, -1, -1, -1, -1, -1], [-1, 5, -1, -1, -1, -1]]
    full = polytope(rows, criteria=6)
    with pytest.raises(TooManyError, match="corners"):
        polytope(rows, criteria=6, limit=3)
    with pytest.raises(TooManyError, match="simplices"):
        full.simplices(1)


def test_who_is_first_on_the_orchestrators():
    """Without Metaflow, which dominates, five of eleven can be first; their shares are exact fractions."""
    problem = mo.load("orchestrators")
    matrix = problem.blanks.fill(problem.matrix)
    x = dict(zip(matrix.names, matrix.values.astype(int).tolist(), strict=True))
    del x["Metaflow"]
    shares = {}
    for a, row in x.items():
        found = polytope([[q - p for p, q in zip(row, x[b], strict=True)] for b in x if b != a], criteria=11)
        if found.dimension == 10:
            shares[a] = found.measure[0]
    expected = {"Flyte": 6863, "Kubeflow Pipelines": 6863, "Prefect": 1683, "Kedro": 243, "ZenML": 28}
    assert shares == {a: Fraction(v, 15680) for a, v in expected.items()}
    assert sum(shares.values()) == 1
