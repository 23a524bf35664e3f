"""Products of whole numbers: those of Python's integers, whatever their size."""

import numpy as np
import pytest

from mcda_orch.exact.whole_products import product, whole_array


@pytest.mark.parametrize("size", [1, 30, 31, 62, 63, 64, 200])
def test_products_are_those_of_integers(size):
    rng = np.random.default_rng(size)
    a, b = ([[int(v) * 2**size // 9 for v in row] for row in rng.integers(-9, 10, shape).tolist()] for shape in ((3, 4), (4, 2)))
    expected = [[sum(p * q for p, q in zip(row, column, strict=True)) for column in zip(*b, strict=True)] for row in a]
    found = product(whole_array(a), whole_array(b))
    assert found.tolist() == expected


def test_differences_of_machine_numbers_are_machine_numbers():
    a = whole_array([[2**62 - 1, 1 - 2**62]])
    assert a.dtype == np.int64
    assert int(a[0, 0] - a[0, 1]) == 2**63 - 2
    assert whole_array([[2**62]]).dtype == object


def test_nothing_is_an_array_too():
    assert whole_array([]).shape == (0,)
    assert product(whole_array([]).reshape(0, 3), whole_array([[1], [2], [3]])).shape == (0, 1)
