from itertools import combinations

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.comparison.settled import Views, contested, settled

NAMES = ("Ant", "Bee", "Cat", "Dog")


def views(**ranks):
    return Views.of({name: mo.Ranking(NAMES, row) for name, row in ranks.items()}, NAMES)


def test_pairs_are_settled_where_all_say_the_same_strictly():
    found = settled(views(one=[1, 2, 3, 3], two=[1, 3, 2, 4], three=[1, 2, 2, 4]))
    assert found.pairs == (("Ant", "Bee"), ("Ant", "Cat"), ("Ant", "Dog"), ("Bee", "Dog"))
    assert found.tied == ()
    assert dict(found.ranks) == {"Ant": 1}
    assert found.total == 6


def test_a_rank_that_is_shared_at_times_moves():
    assert dict(settled(views(one=[1, 2, 3, 4], two=[1, 1, 3, 4])).ranks) == {"Cat": 3, "Dog": 4}


def test_who_says_which_is_told_of_every_contested_pair_the_most_even_first():
    found = contested(views(one=[1, 2, 3, 4], two=[2, 1, 3, 4], three=[2, 1, 3, 3]))
    assert [(p.a, p.b) for p in found.pairs] == [("Bee", "Ant"), ("Cat", "Dog")]
    assert found["Ant", "Bee"] == found["Bee", "Ant"]
    assert (found["Ant", "Bee"].first, found["Ant", "Bee"].second) == (("two", "three"), ("one",))
    assert (found["Cat", "Dog"].first, found["Cat", "Dog"].tied) == (("one", "two"), ("three",))
    assert found.table.rows[1] == ("Cat", "Dog", 2, 0, 1, "three")
    with pytest.raises(mo.LabelError, match="no contested pair"):
        found["Ant", "Dog"]
    with pytest.raises(mo.LabelError, match="did you mean 'Dog'"):
        found["Dug", "Cat"]
    with pytest.raises(mo.LabelError, match="does not name two"):
        found["Ant"]


def test_every_pair_is_settled_tied_or_contested_once():
    rng = np.random.default_rng(3)
    for _ in range(50):
        rows = {str(k): rng.integers(1, 4, size=4) for k in range(int(rng.integers(1, 5)))}
        given = {name: mo.Ranking.from_scores(row, NAMES) for name, row in rows.items()}
        seen = Views.of(given, NAMES)
        known, open_ = settled(seen), contested(seen)
        every = [frozenset(pair) for pair in (*known.pairs, *known.tied, *((p.a, p.b) for p in open_.pairs))]
        assert sorted(map(sorted, every)) == sorted(map(sorted, combinations(NAMES, 2)))
        for a, b in known.pairs:
            assert all(ranking.ranks()[a] < ranking.ranks()[b] for ranking in given.values())
        for pair in open_.pairs:
            assert all(given[name].ranks()[pair.a] < given[name].ranks()[pair.b] for name in pair.first)
            assert all(given[name].ranks()[pair.a] > given[name].ranks()[pair.b] for name in pair.second)
            assert all(given[name].ranks()[pair.a] == given[name].ranks()[pair.b] for name in pair.tied)
            assert len(pair.first) + len(pair.second) + len(pair.tied) == len(given)
