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


def test_machine_numbers_are_used_up_to_where_a_sum_could_pass_them():
    """The size of the numbers and how many are added up both count, and so does what the other factor is."""
    most = 2**62 - 1
    assert product(whole_array([[most]]), whole_array([[1]])).dtype == np.int64
    assert product(whole_array([[1]]), whole_array([[-most]])).dtype == np.int64
    found = product(whole_array([[2**30] * 16]), whole_array([[2**30]] * 16))
    assert (found.dtype, found.tolist()) == (object, [[2**64]])
    assert product(whole_array([[2**30] * 3]), whole_array([[2**30]] * 3)).dtype == np.int64
    assert product(whole_array([[2**31]]), whole_array([[2**31]])).tolist() == [[2**62]]
    assert product(whole_array([[1] * 9]), whole_array([[1, -1]] * 9)).dtype == np.int64
    for a, b in ((whole_array([[2**70]]), whole_array([[1]])), (whole_array([[1]]), whole_array([[2**70]]))):
        assert product(a, b).tolist() == [[2**70]]
    small = np.array([[2**30]], dtype=np.int32)
    assert product(small, small).tolist() == [[2**60]], "numbers of other kinds are taken for Python's"
