"""Odds against volumes by hand, against sampling, and against each other: fractions and floating point say the same."""

from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.rational import matrix
from mcda_orch.robust.frequency.odds import Odds, odds

F = Fraction
ABC = ("a", "b", "c")
ROWS = matrix([[3, 1, 2], [1, 3, 2], [2, 2, 2], [3, 1, 2], [0, 4, 0]])


def known(*said):
    found = mo.WeightSet(list(ABC))
    for kind, what in said:
        found = getattr(found, kind)(what)
    return found


@pytest.mark.parametrize(
    "said",
    [
        (),
        (("order", "a > b > c"),),
        (("bounds", {"a": (0.2, 0.5)}),),
        (("bounds", {"a": (0, 0.25), "b": (0.1, 0.6)}),),
        (("order", "a = b"),),
    ],
    ids=["all", "order", "band", "bands", "level"],
)
def test_both_ways_of_counting_agree_and_so_do_random_weights(said):
    here = known(*said)
    found = odds(ROWS, here, None)
    assert sum(found.volumes) == 1
    win, tie = found.numbers()
    exact = np.array(found.pairwise(), dtype=float)
    np.testing.assert_allclose(np.where(tie, 0.0, win), exact, atol=1e-12)
    w = here.sample(20_000, rng=3).values
    scores = w @ np.array(ROWS, dtype=float).T
    apart = scores[:, :, None] - scores[:, None, :]
    np.testing.assert_allclose((apart > 1e-12).mean(axis=0), exact, atol=0.02)
    np.testing.assert_array_equal(tie, (np.abs(apart) <= 1e-12).all(axis=0))
    ranks = 1 + (apart < -1e-12).sum(axis=-1) + ((np.abs(apart) <= 1e-12).sum(axis=-1) - 1) / 2
    np.testing.assert_allclose(ranks.mean(axis=0), [float(r) for r in found.expected_ranks()], atol=0.05)
    assert sum(found.expected_ranks()) == 15


def test_shares_by_hand():
    """All orders of three shares are alike; above a half the first of them leads, which is a quarter of all."""
    rows = matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    free = odds(rows, known(), None)
    assert free.pairwise() == ((0, F(1, 2), F(1, 2)), (F(1, 2), 0, F(1, 2)), (F(1, 2), F(1, 2), 0))
    assert free.expected_ranks() == (2, 2, 2)
    half = odds(rows, known(("bounds", {"a": (0, 0.5)})), None)
    assert half.pairwise()[0][1] == F(1, 3)  # (1/2 - 1/4) / (3/4)
    assert half.pairwise()[1][0] == F(2, 3)
    assert half.pairwise()[1][2] == F(1, 2)
    assert half.expected_ranks()[0] == F(7, 3)
    ordered = odds(rows, known(("order", "a > b")), None)
    assert ordered.pairwise()[0][1] == 1
    assert ordered.pairwise()[0][2] == ordered.pairwise()[2][1] == F(2, 3)


def test_a_prior_counts_its_parameters():
    """A share with parameter 2 beats one with parameter 1 three times out of four."""
    found = odds(matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), known(), [2, 1, 1])
    assert found.prior == (2, 1, 1)
    assert found.pairwise()[0][1:] == (F(3, 4), F(3, 4))
    assert found.pairwise()[1] == (F(1, 4), 0, F(1, 2))
    np.testing.assert_allclose(found.numbers()[0], np.array(found.pairwise(), dtype=float), atol=1e-12)
    assert odds(ROWS, known(), [99, 1, 1]).prior == (99, 1, 1)
    for prior in ([2.5, 1, 1], [1, 1, 100], [1, 1, 0.5]):
        assert odds(ROWS, known(), prior) is None


def test_rows_that_differ_only_outside_the_set_are_level():
    level = odds(matrix([[2, 0, 1], [0, 2, 1], [1, 1, 1]]), known(("order", "a = b")), None)
    win, tie = level.numbers()
    assert tie.all()
    assert not win.any()
    assert level.pairwise() == ((0,) * 3,) * 3
    assert level.expected_ranks() == (2, 2, 2)
    assert not odds(matrix([[2, 0, 1], [0, 2, 1]]), known(), None).numbers()[1][0, 1]


def test_too_many_parts_are_not_weighed(monkeypatch):
    monkeypatch.setattr("mcda_orch.robust.frequency.odds.SIMPLICES", 1)
    assert odds(ROWS, known(("order", "a > b > c")), None) is not None
    assert odds(ROWS, known(("bounds", {"a": (0.2, 0.5)})), None) is None


def test_forms_are_leads_at_the_corners():
    some = Odds(matrix([[3, 1], [1, 2]]), (F(1),), (matrix([[1, 0], [F(1, 2), F(1, 2)]]),), ())
    assert some.forms(0, 1) == [(F(2), F(1, 2))]
    assert some.forms(1, 0) == [(F(-2), F(-1, 2))]
    assert Odds(matrix([[3, 1], [1, 2]]), (F(1),), (), (2, 1)).forms(0, 1) == [(F(2), F(2), F(-1))]
