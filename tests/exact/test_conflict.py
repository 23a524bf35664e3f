"""Conflicts and repairs against trying all subsets."""

from dataclasses import replace
from itertools import combinations

import numpy as np

from mcda_orch.exact.conflict import Group, conflict, conflicts_and_repairs, consistent, margin

BASE = Group("shares sum to one", equal=[[1, 1, 1]], equal_right=[1])


def random_groups(rng):
    groups = []
    for k in range(int(rng.integers(2, 7))):
        row = rng.integers(-2, 3, 3).tolist()
        kind = rng.integers(0, 4)
        right = int(rng.integers(-1, 2)) if rng.random() < 0.3 else 0
        if kind == 0:
            groups.append(Group(f"s{k}", strict=[row], strict_right=[right]))
        elif kind == 1:
            groups.append(Group(f"s{k}", equal=[row], equal_right=[right]))
        elif kind == 2:
            groups.append(Group(f"s{k}", rows=[row, rng.integers(-2, 3, 3).tolist()], right=[right, 0]))
        else:
            groups.append(Group(f"s{k}", rows=[row], right=[right]))
    return groups


def test_all_conflicts_and_all_repairs():
    rng = np.random.default_rng(0)
    clashing = 0
    for _ in range(120):
        groups = random_groups(rng)
        n = len(groups)
        subsets = [frozenset(s) for k in range(n + 1) for s in combinations(range(n), k)]
        good = {s for s in subsets if consistent(3, [groups[i] for i in sorted(s)], BASE)}
        minimal = {s for s in subsets if s not in good and all(s - {i} in good for i in s)}
        maximal = {s for s in good if all(s | {i} not in good for i in range(n) if i not in s)}
        found, repairs = conflicts_and_repairs(3, groups, BASE)
        assert {frozenset(c.positions) for c in found} == minimal
        assert all(c.verify() for c in found)
        smallest = conflict(3, groups, BASE)
        some = conflict(3, groups, BASE, smallest=False)
        if not minimal:
            assert smallest is None
            assert some is None
            assert repairs == ()
            continue
        clashing += 1
        assert {frozenset(r) for r in repairs} == {frozenset(f"s{i}" for i in range(n) if i not in s) for s in maximal}
        assert smallest.verify()
        assert len(smallest.positions) == min(map(len, minimal))
        assert frozenset(some.positions) in minimal
    assert clashing > 40


def test_strict_statements_need_a_margin():
    more, level = Group("a > b", strict=[[-1, 1, 0]], strict_right=[0]), Group("b >= a", rows=[[1, -1, 0]], right=[0])
    found = conflict(3, [more, level], BASE)
    assert found.labels == ("a > b", "b >= a")
    assert found.verify()
    assert str(found) == "'a > b' and 'b >= a'"
    assert len(found.certificate) == 2
    assert margin(3, [more], BASE).value == 1
    assert margin(3, [level], BASE).value == 0
    assert not replace(found, verdict=margin(3, [more], BASE)).verify()


def test_one_statement_can_contradict_what_always_holds():
    assert conflict(3, [Group("a >= 2", rows=[[-1, 0, 0]], right=[-2])], BASE).labels == ("a >= 2",)


def test_what_always_holds_can_contradict_itself():
    wrong = Group("sum to minus one", equal=[[1, 1, 1]], equal_right=[-1])
    assert conflict(3, [Group("x")], wrong).labels == ()
    assert conflicts_and_repairs(3, [Group("x")], wrong)[1] == ()
