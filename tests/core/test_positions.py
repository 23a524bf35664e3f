"""Ranks by counting, by sorting and of lists are those of one plain loop over the sorted scores."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda_orch.core import positions as module
from mcda_orch.core.positions import TIE, positions

SIZES = (1, 2, 3, 12, 31, 32, 33, 60, 61, 300)
RNG = np.random.default_rng(0)


def one_by_one(scores, higher, magnitude):
    """Rank one row as the rule says: neighbours in the sorted scores tie when their gap is small against their magnitude."""
    signed = [-v if higher else v for v in scores]
    order = sorted(range(len(signed)), key=lambda i: signed[i])
    ranks, rank = [1] * len(signed), 1
    for before, after in pairwise(order):
        rank += signed[after] - signed[before] > TIE * max(magnitude[before], magnitude[after])
        ranks[after] = rank
    return ranks


def straight(scores, higher=True, magnitude=None):
    """Rank all rows, one after the other."""
    scores = np.asarray(scores, dtype=np.float64)
    sizes = np.abs(scores).max(axis=-1, keepdims=True) if magnitude is None else np.asarray(magnitude)
    rows, sizes = scores.reshape(-1, scores.shape[-1]).tolist(), np.broadcast_to(sizes, scores.shape).reshape(-1, scores.shape[-1]).tolist()
    return np.reshape([one_by_one(row, higher, size) for row, size in zip(rows, sizes, strict=True)], scores.shape)


def tables(n, rows=23):
    """Yield scores that are apart, that tie, that nearly tie in chains, that lie close beside their size, and at the ends of floating point."""
    even = RNG.random((rows, n))
    yield "apart", even
    yield "ties", np.round(even * 4)
    yield "chains", even[:, :1] * (1 + RNG.integers(-6, 7, (rows, n)) * 0.5e-12)
    yield "near ties", np.round(even * 3) + RNG.integers(-3, 4, (rows, n)) * 1e-12
    yield "close", 1e6 + even * 1e-5
    yield "far apart", even * 10.0 ** RNG.integers(-12, 13, (rows, n))
    yield "any size", (even - 0.5) * 10.0 ** RNG.integers(-300, 300, (rows, 1))
    yield "largest", (even - 0.5) * 3.4e308
    yield "smallest", np.floor(even * 9) * 5e-324
    yield "constant", np.full((rows, n), 0.3)
    yield "single precision", even.astype(np.float32)


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("higher", [True, False])
def test_ranks_are_those_of_the_plain_loop(n, higher):
    for what, scores in tables(n):
        with np.errstate(over="ignore"):  # gaps between the largest numbers
            for magnitude in (None, np.abs(scores.astype(np.float64)) * RNG.random(scores.shape), 2.0):
                expected = straight(scores, higher, magnitude)
                np.testing.assert_array_equal(positions(scores, higher, magnitude), expected, err_msg=what)
                across = np.asfortranarray(scores)
                np.testing.assert_array_equal(positions(across, higher, magnitude, np.int16), expected, err_msg=what)
                sizes = None if magnitude is None else np.broadcast_to(magnitude, scores.shape)
                for i in (0, 11):
                    own = None if sizes is None else sizes[i]
                    np.testing.assert_array_equal(positions(scores[i], higher, own), expected[i], err_msg=what)


@given(
    st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(st.integers(-4, 4), min_size=n, max_size=n), min_size=1, max_size=9)),
    st.sampled_from([1.0, TIE / 2, TIE, 2 * TIE]),
    st.booleans(),
)
def test_whatever_nearly_ties(steps, step, higher):
    scores = 1.0 + np.array(steps) * step
    expected = straight(scores, higher)
    np.testing.assert_array_equal(positions(scores, higher), expected)
    np.testing.assert_array_equal([positions(row, higher) for row in scores], expected)


@pytest.mark.parametrize("shape", [(5, 12), (1, 12), (4, 3, 12), (2, 3, 4, 40), (0, 12), (3, 0, 12), (2, 3, 1)])
@pytest.mark.parametrize("block", [1, 50, 2**16])
def test_batches_of_any_shape_in_blocks_of_any_size(shape, block, monkeypatch):
    monkeypatch.setattr(module, "BLOCK", block)
    scores = np.round(RNG.random(shape) * 20)
    found = positions(scores)
    assert found.shape == shape
    assert found.dtype == np.intp
    np.testing.assert_array_equal(found, straight(scores).reshape(shape))
    sizes = RNG.random(shape[-1])
    np.testing.assert_array_equal(positions(scores, False, sizes), straight(scores, False, sizes).reshape(shape))


@pytest.mark.parametrize("n", [4, 40])
def test_a_row_with_what_is_no_number_disturbs_no_other(n):
    scores = RNG.random((9, n))
    expected = positions(scores)
    for odd in (np.inf, -np.inf, np.nan):
        with_odd = scores.copy()
        with_odd[4, 1] = odd
        found = positions(with_odd)
        np.testing.assert_array_equal(np.delete(found, 4, axis=0), np.delete(expected, 4, axis=0))
        np.testing.assert_array_equal(found[4], positions(with_odd[4]))


def test_rounding_cannot_part_equals():
    assert positions([0.1 + 0.2, 0.3, 0.2]).tolist() == [1, 1, 2]
    assert positions([1e-300, 2e-300]).tolist() == [2, 1]


def test_the_ranks_own_their_numbers():
    for scores in (RNG.random(5), RNG.random((7, 5)), RNG.random((7, 50)), RNG.random((2, 3, 5))):
        assert positions(scores).flags.owndata
