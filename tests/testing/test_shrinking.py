"""What breaks a law is made as small as single choices can make it, and stays a case that could have been drawn."""

from itertools import count

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.laws.catalogue import LAWS
from mcda_orch.testing.pruning import pruned
from mcda_orch.testing.shrinking import smallest
from mcda_orch.testing.strategies import asked, case, choices_of, told


def plain(given):
    arguments, choices = given
    return {k: np.asarray(v).tolist() for k, v in {**arguments.arrays, **arguments.params, **choices}.items()}


@pytest.mark.parametrize("law", [law for law in LAWS.values() if mo.spotis.family in law.families], ids=lambda law: law.name)
def test_choices_make_their_case_again(law):
    ask = asked(mo.spotis, law, None)
    for number in range(20):
        choices = choices_of(ask, 3, number)
        again, taken = told(ask, choices)
        assert plain(again) == plain(case(ask, 3, number))
        assert all(np.array_equal(one, other) for one, other in zip(choices, taken, strict=True))


def test_nothing_is_left_that_is_not_needed():
    ask = asked(mo.wsm, LAWS["dominance"], None)

    def broken(given):
        x = given[0]["x"]
        return x.shape[0] > 2 and (x == 3.0).any()

    number = next(k for k in count(4) if broken(case(ask, 0, k)) and case(ask, 0, k)[0]["x"].shape[1] > 2)
    found = pruned(smallest(ask, 0, number, broken), broken)[0]  # which column the 3 stands in is no choice: pruning takes the others
    assert found["x"].shape == (3, 1)
    assert sorted(found["x"].ravel()) == [0.0, 0.0, 3.0]
    assert found["s"].tolist() == [1.0]
    assert found["w"].tolist() == [1.0]


def test_a_fault_that_comes_and_goes_is_made_smaller_all_the_same():
    ask, calls = asked(mo.wsm, LAWS["dominance"], None), count()
    found = smallest(ask, 0, 9, lambda given: next(calls) % 3 == 0)
    assert found[0]["x"].size <= case(ask, 0, 9)[0]["x"].size
