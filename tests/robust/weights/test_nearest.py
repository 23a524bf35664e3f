"""The nearest shares of a polytope: against all shares of a fine grid, and proofs that hold for nothing else."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from mcda_orch.exact.rational import dot
from mcda_orch.robust.weights.nearest import nearest

GRID = [tuple(Fraction(v, 24) for v in (a, b, 24 - a - b)) for a, b in product(range(25), repeat=2) if a + b <= 24]


def size(change, norm):
    parts = [abs(v) for v in change]
    return {"l1": sum(parts), "l2": sum(v * v for v in parts), "linf": max(parts)}[norm]


def inside(w, rows, equal):
    return all(dot(row, w) <= 0 for row in rows) and all(dot(row, w) == 0 for row in equal)


@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
@pytest.mark.parametrize("level", [0, 1])
def test_nothing_on_a_grid_is_nearer_and_the_proof_fits_no_other_weights(norm, level):
    random, moved = np.random.default_rng(7 + level), 0
    for _ in range(10):
        start = GRID[int(random.integers(len(GRID)))]
        rows = [tuple(Fraction(int(v)) for v in r) for r in random.integers(-2, 3, (2, 3))]
        equal = [tuple(Fraction(int(v)) for v in r) for r in random.integers(-2, 3, (level, 3))]
        ones = (Fraction(1),) * 3
        found = nearest(start, rows, (Fraction(0),) * 2, [ones, *equal], (Fraction(1), *(Fraction(0),) * level), norm)
        allowed = [w for w in GRID if inside(w, rows, equal)]
        if found is None:
            assert not allowed
            continue
        assert found.verify()
        assert inside(found.weights, rows, equal)
        assert sum(found.weights) == 1
        assert found.size == size(found.change, norm)
        assert float(found.distance) == pytest.approx(float(found.size) ** (0.5 if norm == "l2" else 1))
        moved += found.size > 0
        assert min((size([p - q for p, q in zip(w, start, strict=True)], norm) for w in allowed), default=found.size) >= found.size
        for w in allowed[:: max(len(allowed) // 20, 1)]:
            apart = size([p - q for p, q in zip(w, start, strict=True)], norm)
            if apart > found.size:
                assert not replace(found, weights=w).verify()
        if found.size > 0:
            assert not replace(found, weights=start).verify()
            assert not replace(found, start=found.weights).verify()
        if norm == "l2":
            assert not replace(found, free=tuple(v + 1 for v in found.free)).verify()
            assert not replace(found, multipliers=tuple(v - 1 for v in found.multipliers)).verify()
    assert moved > 3
