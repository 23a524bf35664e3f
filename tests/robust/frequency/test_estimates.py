"""What is made of tallies, by hand: entropy in bits, and the bound beyond which a sampler is called wrong."""

from math import copysign, log, sqrt

import numpy as np
import pytest

from mcda_orch.errors import McdaError
from mcda_orch.robust.frequency.estimates import FALSE_ALARM, _self_test, bits


def test_entropy_in_bits():
    assert bits(np.array([0.25] * 4)) == 2
    assert bits(np.array([0.5, 0.5, 0.0])) == 1
    assert bits(np.array([0.5, 0.25, 0.25])) == 1.5
    assert (bits(np.array([1.0, 0.0])), copysign(1, bits(np.array([1.0, 0.0])))) == (0, 1)


@pytest.mark.parametrize("draws", [100.0, 10_000.0])
@pytest.mark.parametrize("side", [1, -1])
def test_a_sampler_is_called_wrong_beyond_what_chance_explains_for_all_pairs_at_once(draws, side):
    """Hoeffding's bound for the four of two alternatives, on either side."""
    bound = sqrt(log(2 * 4 / FALSE_ALARM) / (2 * draws))
    exact = np.array([[0.0, 0.5], [0.5, 0.0]])

    def sampled(gap):
        return exact + np.array([[0.0, gap], [0.0, 0.0]])

    _self_test(("Ant", "Bee"), exact, sampled(side * 0.999 * bound), draws)
    with pytest.raises(
        McdaError, match=f"Ant beats Bee in {0.5 + side * 1.001 * bound:.4f} of the draws, but with probability 0.5000"
    ) as told:
        _self_test(("Ant", "Bee"), exact, sampled(side * 1.001 * bound), draws)
    assert f"chance explains a difference of {bound:.4f}" in str(told.value)
    _self_test((), np.zeros((0, 0)), np.zeros((0, 0)), draws)
