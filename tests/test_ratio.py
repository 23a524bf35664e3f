"""Division that is decided for many numbers at a glance gives what it gives where each is looked at."""

import numpy as np
import pytest

from mcda_orch import _xp
from mcda_orch._xp import FLOOR, MANY, ratio

TINY = FLOOR * np.finfo(float).eps


def looked_at(a, b, scale):
    """Return the quotient, number by number, as `ratio` says."""
    a, b, size = np.broadcast_arrays(a, b, np.abs(a) if scale is None else scale)
    return np.divide(a, b, out=np.zeros(a.shape), where=np.abs(b) > TINY * size)


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("special", [0.0, -0.0, 0.5 * TINY, 2.0 * TINY, 1e-300, 1e300, -1e-3], ids=str)
@pytest.mark.parametrize("scale", [None, 0.0, 1.0, "ones", "half"])
@pytest.mark.parametrize("shape", [(MANY, 1), (1, MANY), (128, 128)], ids=str)
def test_many_numbers_are_divided_as_few(shape, scale, special, sign):
    rng = np.random.default_rng(7)
    a = rng.uniform(-2.0, 2.0, shape)
    scale = np.ones(shape) if scale == "ones" else np.abs(a) / 2 if scale == "half" else scale
    b = sign * rng.uniform(0.5, 2.0, shape)
    for denominators in (b, np.where(rng.random(shape) < 0.01, special, b), sign * np.full((1, 1), special)):
        np.testing.assert_array_equal(ratio(a, denominators, scale), looked_at(a, denominators, scale))


@pytest.mark.parametrize("scale", [None, 0.0], ids=str)
def test_plain_denominators_of_many_numbers_are_not_looked_at_one_by_one(monkeypatch, scale):
    a = np.random.default_rng(1).random((MANY, 2))
    b = a + 0.5 if scale == 0.0 else a.sum(axis=0, keepdims=True)
    expected = a / b

    def each(*_):
        raise AssertionError("each was looked at")

    monkeypatch.setattr(_xp.np, "abs", each)
    np.testing.assert_array_equal(ratio(a, b, scale), expected)


def test_a_row_of_denominators_is_looked_at_however_many_numbers_it_divides(monkeypatch):
    a = np.random.default_rng(1).random((MANY, 2))
    whole = a.sum(axis=0, keepdims=True)

    def ends(*_):
        raise AssertionError("ends of a few numbers were asked for")

    monkeypatch.setattr(_xp, "_far_from_nil", ends)
    np.testing.assert_array_equal(ratio(a, whole, scale=whole), a / whole)
