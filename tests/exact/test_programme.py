"""Certified programmes against brute force and against HiGHS, on thousands of small random ones of every kind."""

import itertools
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from mcda_orch.errors import DomainError, ShapeError
from mcda_orch.exact import programme as module
from mcda_orch.exact.linear import solve
from mcda_orch.exact.programme import feasible, maximise, minimise, optima, optimum
from mcda_orch.exact.proposal import WholeProgramme
from mcda_orch.exact.rational import dot, vector
from mcda_orch.exact.sameness import same
from mcda_orch.exact.simplex import simplex
from mcda_orch.exact.verdict import Programme

KINDS = ["plain", "bounded", "free", "equal"]


def random_programme(rng, kind):
    """Small integers, many zeros and repeated rows: degenerate, infeasible and unbounded programmes are common."""
    m, k = int(rng.integers(1, 5)), int(rng.integers(1, 6))
    rows = rng.integers(-3, 4, (k, m))
    if k > 2 and rng.random() < 0.4:
        rows[-1] = rows[0] * rng.integers(-1, 3)
    right = rng.integers(-3, 7, k) if rng.random() < 0.8 else np.zeros(k, int)
    c = rng.integers(-3, 4, m)
    e = int(rng.integers(0, min(2, k))) if kind == "equal" else 0
    low, high = [0] * m, [None] * m
    if kind == "bounded":
        low = [int(rng.integers(-2, 1)) for _ in range(m)]
        high = [None if rng.random() < 0.3 else int(low[j] + rng.integers(0, 4)) for j in range(m)]
    if kind == "free":
        low = [None if rng.random() < 0.5 else int(rng.integers(-2, 2)) for _ in range(m)]
        high = [None if rng.random() < 0.7 or low[j] is not None else int(rng.integers(-1, 3)) for j in range(m)]
    return c.tolist(), rows[e:].tolist(), right[e:].tolist(), rows[:e].tolist(), right[:e].tolist(), low, high


def brute_force(c, A_ub, b_ub, A_eq, b_eq, low, high):
    """Return the best vertex, by solving every square system of constraints: None if there is no vertex that is admitted."""
    m = len(c)
    unit = np.eye(m, dtype=int).tolist()
    rows = [(r, b) for r, b in zip(A_ub, b_ub, strict=True)]
    rows += [([-v for v in unit[j]], -lo) for j, lo in enumerate(low) if lo is not None]
    rows += [(unit[j], hi) for j, hi in enumerate(high) if hi is not None]
    best = None
    for chosen in itertools.combinations(rows, m - min(len(A_eq), m)):
        found = solve([*A_eq, *(r for r, _ in chosen)], [*b_eq, *(b for _, b in chosen)], m)
        if not found.consistent:
            continue
        x = found.point
        if not found.unique:
            continue
        if all(dot(vector(r), x) <= b for r, b in rows) and all(dot(vector(r), x) == b for r, b in zip(A_eq, b_eq, strict=True)):
            value = dot(vector(c), x)
            best = value if best is None else max(best, value)
    return best


@pytest.mark.parametrize("small", [0, 64], ids=["proposed", "simplex"])
@pytest.mark.parametrize("kind", KINDS)
def test_verdicts_are_right_and_proved(kind, small, monkeypatch):
    from scipy.optimize import linprog

    monkeypatch.setattr(module, "SMALL", small)
    rng = np.random.default_rng(KINDS.index(kind) + small)
    seen = {"optimal": 0, "infeasible": 0, "unbounded": 0}
    for _ in range(100):
        given = random_programme(rng, kind)
        found = maximise(*given)
        assert found.verify()
        seen[found.status] += 1
        c, A_ub, b_ub, A_eq, b_eq, low, high = given
        check = linprog(
            [-v for v in c],
            A_ub or None,
            b_ub or None,
            A_eq or None,
            b_eq or None,
            list(zip(low, high, strict=True)),
            options={"presolve": False},
        )
        expected = {0: "optimal", 2: "infeasible", 3: "unbounded"}.get(check.status)
        assert expected in (found.status, None)
        if found.status == "optimal":
            assert float(found.value) == pytest.approx(-check.fun, abs=1e-9)
            vertex = brute_force(*given)
            assert vertex == found.value or (kind == "free" and vertex is None)
        elif found.status == "infeasible":
            assert brute_force(*given) is None
    assert min(seen.values()) > 2


def test_the_exact_simplex_agrees_with_the_proposed_proof():
    rng = np.random.default_rng(10)
    proposed = 0
    for k in range(800):
        given = random_programme(rng, KINDS[k % 4])
        programme = module.maximum(*given)
        exact = (
            simplex(programme) if all(h is None or h >= lo for lo, h in zip(given[5], given[6], strict=True) if lo is not None) else None
        )
        assert exact.verify()
        if k % 4 == 0:
            fast = module._proposed(programme)[1]
            proposed += fast is not None
            if exact.status == "optimal" and fast is not None:
                assert fast.value == exact.value
            assert fast is None or exact.status == "optimal"
    assert proposed > 60


def test_larger_programmes_take_the_fast_way():
    rng = np.random.default_rng(3)
    fast = 0
    for _ in range(30):
        rows, right = rng.integers(-5, 20, (15, 10)).tolist(), rng.integers(1, 50, 15).tolist()
        found = module._proposed(module.maximum(rng.integers(1, 9, 10).tolist(), rows, right, [], [], 0, 5))[1]
        fast += found is not None and found.verify()
    assert fast >= 28


@pytest.mark.parametrize("small", [0, 10**6])
def test_programmes_in_whole_numbers_have_the_same_optimum(small, monkeypatch):
    monkeypatch.setattr(module, "SMALL", small)
    rng, solved = np.random.default_rng(8), 0
    for kind in KINDS * 40:
        given = random_programme(rng, kind)
        verdict = maximise(*given)
        if verdict.status != "optimal":
            continue
        c, A_ub, b_ub, A_eq, b_eq = given[:5]
        rows, level = ([(*row, b) for row, b in zip(*part, strict=True)] for part in ((A_ub, b_ub), (A_eq, b_eq)))
        p = verdict.programme
        found = optimum(WholeProgramme(c, rows, level, p.low, p.high))
        x = vector(Fraction(v, found.size) for v in found.x)
        ub, eq = (vector(Fraction(v, found.part) for v in part) for part in (found.ub, found.eq))
        assert replace(verdict, x=x, ub=ub, eq=eq).verify()
        solved += 1
    assert solved > 40


def test_a_false_proof_is_refused():
    found = maximise([1, 1], [[1, 2], [3, 1]], [4, 6])
    assert not replace(found, value=found.value + 1).verify()
    assert not replace(found, x=vector([0, 0])).verify()
    assert not replace(found, x=vector([9, 0])).verify()
    assert not replace(found, ub=vector([1, 0])).verify()
    assert not replace(found, ub=vector([-1, 2])).verify()
    clash = maximise([1], [[1]], [-1])
    assert not replace(clash, ub=vector([0])).verify()
    away = maximise([1, 0], [[1, -1]], [1])
    assert away.status == "unbounded"
    assert away.verify()
    assert not replace(away, ray=vector([1, 0])).verify()


def test_minimum_and_feasibility():
    found = minimise([2, 3], [[-1, -1]], [-4])
    assert (found.value, found.x, found.verify()) == (8, (4, 0), True)
    assert feasible(2, [[1, 1]], [-1]).status == "infeasible"
    assert feasible(2, low=None).status == "optimal"
    assert minimise([1], low=None).status == "unbounded"


def test_beck_beale_cycles_nowhere():
    """Beale's example cycles under the usual rule; Bland's does not."""
    found = simplex(
        module.maximum(
            [Fraction(3, 4), -150, Fraction(1, 50), -6],
            [[Fraction(1, 4), -60, Fraction(-1, 25), 9], [Fraction(1, 2), -90, Fraction(-1, 50), 3], [0, 0, 1, 0]],
            [0, 0, 1], [], [], 0, None,
        )
    )  # fmt: skip
    assert found.value == Fraction(1, 20)


def test_numbers_too_large_for_floating_point_are_solved_all_the_same():
    found = maximise([1], [[10**400]], [3 * 10**400])
    assert (found.value, found.verify()) == (3, True)


def test_empty_bounds_are_infeasible():
    found = maximise([1], low=2, high=1)
    assert (found.status, found.verify()) == ("infeasible", True)


def test_bad_programmes_are_refused():
    with pytest.raises(ShapeError, match="as many cells"):
        maximise([1, 2], [[1]], [1])
    with pytest.raises(ShapeError, match="bounds"):
        maximise([1, 2], low=[0])
    with pytest.raises(ShapeError, match="at least one variable"):
        maximise([])
    with pytest.raises(DomainError, match="finite"):
        maximise([float("nan")])


def test_a_programme_is_a_value():
    assert isinstance(hash(maximise([1], high=1).programme), int)
    assert Programme.__dataclass_params__.frozen


def family(rng, count):
    """Programmes of several sizes that have an optimum each: the largest lead at shares, over rows that may be none."""
    for _ in range(count):
        m, k = int(rng.integers(2, 9)), int(rng.integers(0, 12))
        rows = [[*row, 1, 0] for row in rng.integers(-4, 5, (k, m)).tolist()]
        yield WholeProgramme((*(0,) * m, 1), rows, [(*(1,) * m, 0, 1)], (*(Fraction(0),) * m, None), (*(None,) * m, Fraction(7)))


@pytest.mark.parametrize("height", [1, 20, 4_000])
def test_programmes_of_a_family_have_the_optima_that_each_has_alone(height, monkeypatch):
    from mcda_orch.exact import proposal

    monkeypatch.setattr(proposal, "HEIGHT", height)
    monkeypatch.setattr(module, "SMALL", 0)
    every = list(family(np.random.default_rng(4), 40))
    for p, found in zip(every, optima([(p, None) for p in every]), strict=True):
        alone = maximise(p.c, [r[:-1] for r in p.rows], [r[-1] for r in p.rows], [r[:-1] for r in p.level], [1], p.low, p.high)
        x, y = ([Fraction(v, size) for v in part] for part, size in ((found.x, found.size), ((*found.ub, *found.eq), found.part)))
        assert x[-1] == alone.value
        k = len(p.rows)
        assert replace(alone, x=tuple(x), ub=tuple(y[:k]), eq=tuple(y[k:])).verify()
    assert optima([]) == []


def test_one_programme_that_the_solver_cannot_read_is_solved_exactly_beside_the_others(monkeypatch):
    monkeypatch.setattr(module, "SMALL", 0)
    plain, *_ = family(np.random.default_rng(5), 1)
    large = replace(plain, rows=[[10**400, *(0,) * (len(plain.c) - 1), 1]])
    assert [found.x[-1] for found in optima([(plain, None), (large, None)])] == [optimum(plain).x[-1], optimum(large).x[-1]]


def test_a_family_in_which_one_has_no_optimum_is_not_proposed():
    from mcda_orch.exact.proposal import floats, proposed_together

    zero = (Fraction(0),) * 2
    good = WholeProgramme((1, 1), [(1, 2, 4)], [], zero, (None,) * 2)
    empty = WholeProgramme((1, 1), [(1, 1, -1)], [], zero, (None,) * 2)
    assert proposed_together([(p, floats(p.c, p.rows, p.level)) for p in (good, empty)]) == [None, None]


@pytest.mark.parametrize("small", [0, 64])
def test_minima_of_a_family_are_those_of_each_alone(small, monkeypatch):
    monkeypatch.setattr(module, "SMALL", small)
    rng = np.random.default_rng(6)
    given = [random_programme(rng, KINDS[k % 4]) for k in range(60)]
    seen = set()
    for some in (given, [one for one in given if minimise(*one).status == "optimal"]):
        for one, found in zip(some, module.minimise_together([module.minimum(*one) for one in some]), strict=True):
            alone = minimise(*one)
            assert (found.status, found.value, found.sense) == (alone.status, alone.value, -1)
            assert found.verify()
            seen.add(found.status)
    assert seen == {"optimal", "infeasible", "unbounded"}
    assert module.minimise_together([]) == []


def test_what_is_not_solved_again_is_a_verdict_of_its_own():
    first, again = (maximise([1, 1], A_ub=[[1, 2], [3, 1]], b_ub=[4, 6]) for _ in range(2))
    assert same(first, again)
    assert first is not again
    object.__setattr__(first, "value", Fraction(9))
    assert not first.verify()
    assert maximise([1, 1], A_ub=[[1, 2], [3, 1]], b_ub=[4, 6]).value == again.value == Fraction(14, 5)


def test_a_certificate_is_what_proves_the_verdict():
    best, clash, away = maximise([1, 1], [[1, 2], [3, 1]], [4, 6]), maximise([1], [[1]], [-1]), maximise([1, 0], [[-1, 1]], [2])
    assert best.certificate == ((Fraction(8, 5), Fraction(6, 5)), (Fraction(2, 5), Fraction(1, 5)), ())
    assert clash.certificate == ((Fraction(1),), ())
    assert away.certificate == ((Fraction(0), Fraction(2)), (Fraction(1), Fraction(1)))


def test_multipliers_below_nil_prove_no_bound():
    p = maximise([1, 1], [[1, 2], [3, 1]], [4, 6]).programme
    assert p.ceiling((Fraction(2, 5), Fraction(1, 5)), ()) == Fraction(14, 5)
    assert p.ceiling((Fraction(-2, 5), Fraction(1)), ()) is None
    assert p.ceiling((Fraction(0), Fraction(1, 5)), ()) is None  # the first column is left without a limit
