"""Conflicts and repairs against trying all subsets."""

from dataclasses import replace
from itertools import combinations

import numpy as np

from mcda_orch.exact.conflict import Conflict, conflict, conflicts_and_repairs, consistent, margin
from mcda_orch.exact.group import Group

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
    for _ in range(50):
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
    assert clashing > 15


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


def test_a_conflict_that_was_changed_does_not_hold():
    said = [
        Group("a >= 1/2", [[-1, 0, 0]], ["-1/2"]),
        Group("b >= a", [[1, -1, 0]], [0]),
        Group("c > 0", strict=[[0, 0, -1]], strict_right=[0]),
    ]
    found = conflict(3, said, BASE)
    assert (found.labels, found.positions, found.verify()) == (("a >= 1/2", "b >= a", "c > 0"), (0, 1, 2), True)
    agreed = Group("a >= 0", [[-1, 0, 0]], [0])
    for changed in (
        {"positions": (0, True, 2)},
        {"positions": (-1, 1, 2)},
        {"positions": (0, 2, 1)},
        {"positions": (0, 1, 1)},
        {"positions": (0, 1)},
        {"groups": found.groups[:2]},
        {"groups": (*found.groups, agreed), "positions": (0, 1, 2, 3)},
        {"groups": (replace(found.groups[0], label=""), *found.groups[1:])},
        {"groups": (replace(found.groups[0], label=5), *found.groups[1:])},
        {"base": None},
        {"names": ("x1", "x2", "x3", "x4")},
        {"names": ("x1", "x1", "x3")},
        {"names": ("b", "a", "c")},
        {"verdict": replace(found.verdict, sense=-1)},
        {"verdict": margin(3, said[:2], BASE)},
    ):
        assert not replace(found, **changed, tie="").verify(), changed
        assert not replace(found, **changed).verify(), changed
    for tie in ("0", "~", found.tie[:-1], found.tie + "0"):
        assert not replace(found, tie=tie).verify(), tie
    more = conflict(3, [*said, agreed], BASE)
    assert replace(more, verdict=margin(3, said, BASE)).verify()
    spared = Conflict((*found.groups, agreed), BASE, found.names, (0, 1, 2, 3), margin(3, [*said, agreed], BASE))
    assert [c.claim for c in spared.verify(report=True).checks if not c.holds] == ["without 'a >= 0' (x1 >= 0) the others agree"]
    loose = object.__new__(Group)
    for name in Group.__slots__:
        object.__setattr__(loose, name, getattr(said[0], name))
    object.__setattr__(loose, "right", (-0.5,))
    assert not Conflict((loose, *found.groups[1:]), BASE, 3, (0, 1, 2), found.verdict).verify()
    checks = Conflict((loose, *found.groups[1:]), BASE, found.names, (0, 1, 2), found.verdict).verify(report=True).checks
    assert not checks[0].holds


def test_words_that_say_something_else_do_not_hold_and_words_of_ones_own_are_told_with_their_meaning():
    said = [Group("a > b", strict=[[-1, 1, 0]], strict_right=[0]), Group("the boss said so", rows=[[1, -1, 0]], right=[0])]
    found = conflict(3, said, BASE, names=("a", "b", "c"))
    assert found.verify()
    assert found.verify(report=True).checks[1].claim == (
        "'a > b' and 'the boss said so' (b >= a) contradict each other, where 'shares sum to one' (a + b + c = 1)"
    )
    for label in ("b > a", "a > c", "a >= b", "a = b"):
        assert not replace(found, groups=(replace(said[0], label=label), said[1]), tie="").verify(), label
    renamed = replace(found, groups=(said[0], replace(said[1], label="nobody said so")))
    assert not renamed.verify()
