"""How many draws a goal takes, and which goals and numbers of draws are none."""

from math import exp
from statistics import NormalDist

import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[4, 0], [0, 4]], ["Ant", "Bee"], ["a", "b"])


@pytest.mark.parametrize("at_once", [1, 2, 30])
@pytest.mark.parametrize(("precision", "confidence"), [(0.01, 0.95), (0.3, 0.5), (0.9, 0.01), (0.004, 0.999)])
def test_the_draws_are_the_fewest_that_reach_the_goal(precision, confidence, at_once):
    risk = (1 - confidence) / at_once
    normal = mo.draws_needed(precision, confidence, at_once)
    width = lambda draws: NormalDist().inv_cdf(1 - risk / 2) * 0.5 / draws**0.5  # noqa: E731
    assert width(normal) <= precision * (1 + 1e-9)
    assert normal == 1 or width(normal - 1) > precision
    bound = mo.draws_needed(precision, confidence, at_once, how="hoeffding")
    assert 2 * exp(-2 * bound * precision**2) <= risk * (1 + 1e-9)
    assert bound == 1 or 2 * exp(-2 * (bound - 1) * precision**2) > risk


@pytest.mark.parametrize("goal", [{"precision": 0}, {"precision": 1}, {"confidence": 0}, {"confidence": 1}, {"at_once": 0}])
def test_what_is_no_goal_is_refused(goal):
    with pytest.raises(mo.DomainError, match="is no goal"):
        mo.draws_needed(**goal)


def test_a_single_draw_is_one_and_none_are_none():
    assert mo.smaa(MATRIX, "wsm", draws=1, rng=1).draws == 1
    assert repr(mo.smaa(MATRIX, "wsm", draws=7.0, rng=1).draws) == "7"
    for draws in (0, -3, 1.5, True):
        with pytest.raises(mo.DomainError, match="draws"):
            mo.smaa(MATRIX, "wsm", draws=draws, rng=1)
    for precision in (0, 1, -0.1):
        with pytest.raises(mo.DomainError, match="is no precision"):
            mo.smaa(MATRIX, "wsm", precision=precision, rng=1)


def test_where_nothing_is_random_one_draw_is_all_and_a_sample_has_its_own():
    assert mo.smaa(MATRIX, "wsm", mo.Weights([3, 1], ["a", "b"]), draws=50).draws == 1
    assert mo.smaa(MATRIX, "wsm", mo.Weights([[3, 1], [1, 1], [1, 3]], ["a", "b"]), draws=50).draws == 3
