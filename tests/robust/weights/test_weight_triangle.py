"""The triangle of three weights is cut exactly."""

from fractions import Fraction

import numpy as np

import mcda_orch as mo

from .tables import CRITERIA, PROBLEM, REST


def test_triangles_are_cut_exactly():
    rng = np.random.default_rng(11)
    for _ in range(60):
        x = mo.DecisionMatrix(rng.integers(0, 6, (int(rng.integers(1, 6)), 3)).astype(float))
        found = mo.weight_triangle(x, mo.wsm)
        assert sum(r.area for r in found.regions) == 1
        shares = mo.first_place(x, mo.wsm).shares
        for r in found.regions:
            assert r.area == sum(shares[n] for n in r.winners)
            middle = [float(sum(v) / len(r.corners)) for v in zip(*r.corners, strict=True)]
            assert set(r.winners) == set(mo.wsm(x, middle).ranking.best)
            sides = np.subtract([*r.flat[1:], r.flat[0]], r.flat)
            after = np.roll(sides, -1, axis=0)
            turns = sides[:, 0] * after[:, 1] - sides[:, 1] * after[:, 0]
            assert min(turns) > 0 or max(turns) < 0  # the corners go around
    groups = {"development": CRITERIA[:4], "operation": CRITERIA[4:8], "administration": CRITERIA[8:]}
    found = mo.weight_triangle(REST, mo.wsm, PROBLEM.weights, 0, groups=groups)
    assert [(r.winners, r.area) for r in found.regions] == [(("Kubeflow Pipelines",), Fraction(4, 7)), (("Flyte",), Fraction(3, 7))]
    assert found.current == (Fraction(12, 23), Fraction(8, 23), Fraction(3, 23))
