"""Multipliers are no proof unless they add up to one: ends of variables count as the rows do, and what cannot be is refuted."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from mcda_orch.exact import programme as place
from mcda_orch.exact.programme import WholeProgramme, maximise, optimum
from mcda_orch.exact.proposal import _admits, _meets


def random_programme(rng):
    """A small programme in integers over a box, whose sides may lie anywhere."""
    m, n = int(rng.integers(1, 4)), int(rng.integers(1, 3))
    low = rng.integers(-2, 2, m)
    high = low + rng.integers(0, 4, m)
    rows = np.hstack([rng.integers(-2, 3, (n, m)), rng.integers(2, 7, (n, 1))])
    return WholeProgramme(
        tuple(rng.integers(-3, 4, m).tolist()),
        [tuple(r) for r in rows.tolist()],
        (),
        tuple(map(Fraction, low.tolist())),
        tuple(map(Fraction, high.tolist())),
    )


def test_multipliers_are_a_proof_where_they_bound_the_objective_by_its_value_and_nowhere_else():
    rng, proved = np.random.default_rng(3), 0
    for _ in range(300):
        p = random_programme(rng)
        y = [int(v) for v in rng.integers(0, 3, len(p.rows))]
        part = int(rng.integers(1, 3))
        corner = [int(v) for v in (p.low if rng.random() < 0.5 else p.high)]
        bound = sum(Fraction(v, part) * row[-1] for v, row in zip(y, p.rows, strict=True))
        for j, c in enumerate(p.c):
            left = c - sum(Fraction(v, part) * row[j] for v, row in zip(y, p.rows, strict=True))
            bound += max(left * p.low[j], left * p.high[j])
        value = sum(c * v for c, v in zip(p.c, corner, strict=True))
        meets = _meets(p, corner, 1, list(zip(y, p.rows, strict=True)), part)
        assert meets is (bound == value)
        proved += meets
        inside = all(lo <= v <= hi for lo, v, hi in zip(p.low, corner, p.high, strict=True))
        rows = all(sum(a * v for a, v in zip(row, corner, strict=False)) <= row[-1] for row in p.rows)
        assert _admits(p, corner, 1) is (inside and rows)
        if meets and rows:
            found = optimum(p)
            assert sum(c * v for c, v in zip(p.c, found.x, strict=True)) == value * found.size
    assert proved > 10


def test_ends_that_are_missing_bound_nothing():
    p = WholeProgramme((1, -1), [(1, 0, 4)], (), (None, Fraction(2)), (None, None))
    assert _meets(p, [4, 2], 1, [(1, p.rows[0])], 1)
    assert not _meets(p, [4, 2], 1, [(2, p.rows[0])], 1)
    assert not _meets(WholeProgramme((1, -1), p.rows, (), (None, None), (None, None)), [4, 2], 1, [(1, p.rows[0])], 1)
    assert not _meets(WholeProgramme((1, 1), p.rows, (), (None, Fraction(2)), (None, None)), [4, 2], 1, [(1, p.rows[0])], 1)


@pytest.mark.parametrize("small", [0, 10**6])
def test_a_programme_is_the_same_whoever_solves_it(monkeypatch, small):
    """Whether a solver proposes or the simplex method in fractions is asked at once, the value is that of trying every whole corner."""
    monkeypatch.setattr(place, "SMALL", small)
    rng = np.random.default_rng(4)
    for _ in range(25):
        p = random_programme(rng)
        if not _admits(p, [0] * len(p.c), 1):
            continue
        found = optimum(p)
        assert _admits(p, found.x, found.size)
        value = Fraction(sum(c * v for c, v in zip(p.c, found.x, strict=True)), found.size)
        assert value == maximise(p.c, [r[:-1] for r in p.rows], [r[-1] for r in p.rows], low=p.low, high=p.high).value
        assert min((*found.ub, *found.eq, 0)) == 0
        assert _meets(p, found.x, found.size, [*zip(found.ub, p.rows, strict=True)], found.part)


@pytest.mark.parametrize("rows", [0, 2])
def test_ends_that_cross_are_refuted_by_themselves(rows):
    found = maximise([1, 1], [[1, 2]] * rows, [5] * rows, [[1, 1]], [3], low=[2, 0], high=[1, 5])
    assert found.status == "infeasible"
    assert found.verify()
    assert (set(found.ub) | set(found.eq)) <= {0}
    assert (len(found.ub), len(found.eq)) == (rows, 1)


VERDICTS = {
    "optimal": lambda: maximise([1, 2], [[1, 1]], [4], low=0, high=3),
    "infeasible": lambda: maximise([1, 1], [[1, 1]], [-1], low=0),
    "unbounded": lambda: maximise([1, 0], [[-1, 1]], [2], low=0),
}


@pytest.mark.parametrize("status", VERDICTS)
def test_a_verdict_says_nothing_that_has_no_use(status):
    found = VERDICTS[status]()
    assert found.status == status
    assert found.verify()
    spare = {"value": Fraction(3), "x": (Fraction(1), Fraction(1)), "ray": (Fraction(1), Fraction(0))}
    for name, value in spare.items():
        if getattr(found, name) is None:
            assert not replace(found, **{name: value}).verify(), name
        else:
            assert not replace(found, **{name: None}).verify(), name
    for other in set(VERDICTS) - {status}:
        assert not replace(found, status=other).verify()


def test_what_a_solver_calls_impossible_or_endless_is_proved_as_the_simplex_method_says(monkeypatch):
    rng, seen = np.random.default_rng(5), set()
    for _ in range(16):
        rows, equal = rng.integers(-2, 3, (2, 3)).tolist(), rng.integers(-2, 3, (2, 3)).tolist()
        asked = (rng.integers(-2, 3, 3).tolist(), rows, rng.integers(-2, 4, 2).tolist(), equal, rng.integers(-3, 4, 2).tolist())
        found = []
        for small in (10**6, 0):
            monkeypatch.setattr(place, "SMALL", small)
            found.append(maximise(*asked, low=0))
        assert found[0].status == found[1].status
        assert found[0].value == found[1].value
        assert all(verdict.verify() for verdict in found)
        seen.add(found[1].status)
    assert seen == {"optimal", "infeasible", "unbounded"}
