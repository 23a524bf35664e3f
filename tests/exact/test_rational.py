"""Rational numbers of any library are fractions from the door on."""

from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.rational import dot, fraction, simplest, vector, whole


class Foreign:
    """A rational as python-flint has them: unknown to Python's numbers, with the hash of a fraction and equal to none."""

    def __init__(self, p, q=1):
        self.p, self.q = p, q

    def __hash__(self):
        return hash(Fraction(self.p, self.q))

    def __eq__(self, other):
        return isinstance(other, Foreign) and (self.p, self.q) == (other.p, other.q)


def rationals():
    yield Foreign
    for library, name in (("flint", "fmpq"), ("gmpy2", "mpq")):
        try:
            yield getattr(__import__(library), name)
        except ModuleNotFoundError:
            continue


@pytest.mark.parametrize("rational", list(rationals()), ids=lambda r: r.__name__)
def test_rationals_of_other_libraries_are_numbers_everywhere(rational):
    third, rest = rational(1, 3), rational(2, 3)
    assert fraction(third) == Fraction(1, 3)
    assert {fraction(third), Fraction(1, 3)} == {Fraction(1, 3)}
    assert simplest(rest) == Fraction(2, 3)
    assert vector([third, 1, 0.5]) == (Fraction(1, 3), 1, Fraction(1, 2))
    matrix = mo.DecisionMatrix([[third, 1], [rest, 0]])
    assert matrix.values[0, 0] == 1 / 3
    for weights in ([third, rest], {"C2": rest, "C1": third}):
        assert mo.stability(matrix, "wsm", weights).question.shares == (Fraction(1, 3), Fraction(2, 3))
        assert mo.wsm(matrix, weights).weights.values.tolist() == [1 / 3, 2 / 3]
    known = mo.WeightSet(matrix).bounds({"C1": (rational(1, 10), third)})
    assert known.interval("C1") == (Fraction(1, 10), Fraction(1, 3))
    assert known.contains([third, rest])
    assert mo.audit(matrix, [third, rest], ranking=False).consistent
    assert mo.Judgements(["a", "b"], [[1, 3], [third, 1]]).tolerance == 0


@pytest.mark.parametrize("value", ["x", None, 1j, float("nan"), float("inf"), [1], np.timedelta64(3, "s"), object()])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(mo.DomainError, match="is no number|no finite number"):
        fraction(value)


def test_products_are_those_of_fractions_added_one_by_one():
    rng = np.random.default_rng(3)
    for size in (0, 1, 5, 20):
        a, b = (
            [Fraction(int(p), int(q)) for p, q in zip(rng.integers(-9, 10, size), rng.integers(1, 50, size), strict=True)] for _ in "ab"
        )
        found = dot(a, b)
        assert type(found) is Fraction
        assert found == sum((p * q for p, q in zip(a, b, strict=True)), Fraction(0))
    assert dot([10**40, 1], [Fraction(1, 3), Fraction(-1, 10**30)]) == Fraction(10**40, 3) - Fraction(1, 10**30)
    with pytest.raises(ValueError, match="zip"):
        dot([Fraction(1)], [])


def test_rows_made_whole_are_the_rows_times_one_number():
    rows = ((Fraction(1, 6), Fraction(-3, 4)), (Fraction(2), Fraction(0)))
    lines, unit = whole(rows)
    assert unit == 12
    assert all(type(v) is int for row in lines for v in row)
    assert tuple(tuple(Fraction(v, unit) for v in row) for row in lines) == rows
    assert whole([]) == ((), 1)
