"""Smallest hitting sets against all subsets, up to sizes at which every way to leave cases out is taken."""

from itertools import combinations
from random import Random

import pytest

from mcda_orch.exact.hitting import Sets, hitting_set, smallest_hitting_set


def hits(chosen, sets):
    return all(chosen & s for s in sets)


def smallest_size(sets):
    members = sorted(frozenset().union(*sets))
    return next(k for k in range(len(members) + 1) for some in combinations(members, k) if hits(frozenset(some), sets))


@pytest.mark.parametrize("seed", range(80))
def test_no_smaller_set_hits_all(seed):
    random = Random(seed)
    members, least, largest, count = random.choice(((4, 1, 2, 5), (7, 1, 4, 12), (9, 2, 3, 15), (10, 2, 3, 20)))
    sets = [frozenset(random.sample(range(members), random.randint(least, largest))) for _ in range(count)]
    found, near, size = smallest_hitting_set(sets), hitting_set(sets), smallest_size(sets)
    assert hits(found, sets)
    assert len(found) == size
    assert hits(near, sets)
    assert len(near) >= size
    assert len(smallest_hitting_set(sets, least=size)) == size


def test_sets_without_a_common_member_take_one_each():
    apart = [frozenset({3 * k, 3 * k + 1, 3 * k + 2}) for k in range(7)]
    assert len(smallest_hitting_set(apart, nodes=14)) == 7  # sizes 0 to 6 take a case each, as all are apart, and 7 one for each set
    assert smallest_hitting_set(apart, nodes=13) is None
    assert smallest_hitting_set([]) == hitting_set([]) == frozenset()


def test_a_larger_set_around_a_smaller_one_says_nothing():
    assert smallest_hitting_set([frozenset("abc"), frozenset("b"), frozenset("bc"), frozenset("b")]) == {"b"}


def test_the_search_stops_after_so_many_cases():
    circle = [frozenset({k, (k + 1) % 31}) for k in range(31)]  # no sixteen members can be seen at once to be needed
    assert smallest_hitting_set(circle, nodes=1) is None
    assert len(smallest_hitting_set(circle)) == 16


def test_sets_that_are_added_one_by_one_are_those_of_which_none_is_a_part():
    random = Random(1)
    for _ in range(40):
        every = [frozenset(random.sample(range(7), random.randint(1, 5))) for _ in range(12)]
        found = Sets(every)
        assert list(found) == sorted(dict.fromkeys(s for s in every if not any(t < s for t in every)), key=len)
        assert smallest_hitting_set(found) == smallest_hitting_set(every)
        assert hitting_set(found) == hitting_set(every)
