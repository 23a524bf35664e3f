"""Exact linear algebra against definitions, on random integer and fractional systems."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from mcda_orch.errors import DomainError, ShapeError
from mcda_orch.exact.linear import determinant, echelon, left_null_space, null_space, particular, rank, solve
from mcda_orch.exact.rational import dot, fraction, primitive, simplest, vector


def test_a_float_is_the_decimal_it_was_written_as():
    assert fraction(0.1) == Fraction(1, 10)
    assert fraction(np.float64(2.5)) == Fraction(5, 2)
    assert fraction(np.float32(0.5)) == Fraction(1, 2)
    assert fraction(np.int64(3)) == 3
    assert fraction(Decimal("0.30")) == Fraction(3, 10)
    assert fraction(1e-300) == Fraction(1, 10**300)
    assert simplest(2 / 7) == Fraction(2, 7)
    assert simplest(0.1234567) == Fraction(1234567, 10**7)
    assert simplest(np.float64(1 / 3)) == Fraction(1, 3)
    for wrong in (float("inf"), float("nan"), "x", None, [1]):
        with pytest.raises(DomainError):
            fraction(wrong)


def test_primitive_vectors():
    assert primitive([Fraction(2, 3), Fraction(-4, 3)]) == (1, -2)
    assert primitive([0, 0]) == (0, 0)


def random_matrix(rng, n, m):
    rows = rng.integers(-4, 5, (n, m)).tolist()
    if n > 1 and rng.random() < 0.5:
        rows[-1] = [2 * a - b for a, b in zip(rows[0], rows[1], strict=True)]
    return [[Fraction(v, int(rng.integers(1, 4))) for v in row] for row in rows] if rng.random() < 0.3 else rows


def test_systems_are_solved_or_refuted():
    rng = np.random.default_rng(0)
    kinds = set()
    for _ in range(800):
        n, m = (int(v) for v in rng.integers(1, 6, 2))
        rows, right = random_matrix(rng, n, m), rng.integers(-4, 5, n).tolist()
        found = solve(rows, right)
        assert found.verify()
        kinds.add((found.consistent, found.unique))
        assert len(null_space(rows)) == m - rank(rows)
        assert len(left_null_space(rows)) == n - rank(rows)
        assert rank(rows) == np.linalg.matrix_rank(np.array(rows, dtype=float))
        for y in left_null_space(rows):
            assert all(dot(vector(y), vector(column)) == 0 for column in zip(*rows, strict=True))
        if found.consistent:
            assert len(found.directions) == m - rank(rows)
    assert kinds == {(True, True), (True, False), (False, False)}


def test_determinants():
    rng = np.random.default_rng(1)
    for _ in range(500):
        n = int(rng.integers(1, 6))
        rows = random_matrix(rng, n, n)
        assert float(determinant(rows)) == pytest.approx(np.linalg.det(np.array(rows, dtype=float)), abs=1e-7)
    assert determinant([[0, 1], [1, 0]]) == -1
    assert determinant([[Fraction(1, 2), 0], [0, Fraction(-1, 3)]]) == Fraction(-1, 6)
    with pytest.raises(ShapeError):
        determinant([[1, 2]])


def test_reduced_rows_are_the_unique_ones():
    rng = np.random.default_rng(2)
    for _ in range(300):
        rows = random_matrix(rng, 3, 4)
        form, pivots = echelon(rows)
        for i, p in enumerate(pivots):
            assert [row[p] for row in form] == [int(k == i) for k in range(len(form))]
        assert rank([*rows, *form]) == len(form)


def test_systems_without_rows_or_columns():
    assert solve([], [], 2).directions == ((1, 0), (0, 1))
    assert solve([[]], [1]).verify()
    assert not solve([[]], [1]).consistent
    assert solve([[0, 0]], [0]).point == (0, 0)
    with pytest.raises(ShapeError):
        solve([[1]], [1, 2])


def test_a_solution_in_whole_numbers_is_the_one_in_fractions():
    rng = np.random.default_rng(4)
    for _ in range(200):
        k, m = rng.integers(1, 5, 2)
        rows = rng.integers(-3, 4, (k, m + 1)).tolist()
        found, plain = particular(rows, m), solve([row[:-1] for row in rows], [row[-1] for row in rows])
        assert (found is None) == (not plain.consistent)
        if found is not None:
            point, size = found
            assert size > 0
            assert tuple(Fraction(v, size) for v in point) == plain.point
            assert plain.verify()


def test_directions_that_leave_the_solutions_lead_nowhere():
    """Upwards no more than downwards."""
    found = solve([[1, 1, 0]], [2])
    assert found.verify()
    assert set(found.directions) == {(-1, 1, 0), (0, 0, 1)}
    for wrong in ((1, 1, 0), (-1, -1, 0), (1, 0, 0), (-1, 0, 0), (0, 0, 0)):
        assert not replace(found, directions=((0, 0, 1), wrong)).verify()
    assert not replace(found, directions=((0, 0, 1), (0, 0, 2))).verify()


def test_where_nothing_is_said_a_solution_is_nil_over_one():
    assert particular([], 2) == particular([(0, 0, 0)], 2) == ([0, 0], 1)
    assert particular([(0, 0, 3)], 2) is None
