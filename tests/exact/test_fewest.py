"""The fewest forms that rise at once: against all ways of choosing, and with proofs that hold alone."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest

from mcda_orch.exact import fewest as module
from mcda_orch.exact.fewest import Clash, fewest, fewest_of_each
from mcda_orch.exact.hitting import hitting_set, smallest_hitting_set
from mcda_orch.exact.keeping import risen
from mcda_orch.exact.programme import maximise

NIL, ONE = Fraction(0), Fraction(1)
SHARES = ((), (), ((*(Fraction(1),) * 3, Fraction(0)),), (Fraction(1),))
ORDER = (((Fraction(-1), Fraction(1), Fraction(0), Fraction(0)),), (Fraction(0),), *SHARES[2:])
STRICT = (((Fraction(-1), Fraction(1), Fraction(0), Fraction(1)),), (Fraction(0),), *SHARES[2:])


def kept(forms, within, chosen, strict):
    """Whether some forms can all be kept down, by the one programme that says so."""
    rows = [(*forms[i], int(strict)) for i in chosen] + list(within[0])
    right = [0] * len(chosen) + list(within[1])
    room = maximise([0, 0, 0, 1], rows, right, [(1, 1, 1, 0)], [1], 0, [None, None, None, 1]).value
    return room is not None and (room > 0 or not (strict or within is STRICT))


def by_all_ways(forms, within, strict):
    every = range(len(forms))
    sizes = (
        k
        for k in range(len(forms) + 1)
        for left in combinations(every, k)
        if kept(forms, within, [i for i in every if i not in left], strict)
    )
    return next(sizes)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("within", [SHARES, ORDER, STRICT], ids=["all shares", "an order", "a strict order"])
def test_against_all_ways(within, strict):
    rng = np.random.default_rng(1)
    for _ in range(25):
        forms = tuple(tuple(map(Fraction, row)) for row in rng.integers(-2, 3, (6, 3)).tolist())
        found = fewest(forms, within, strict)
        assert found.proved
        assert found.verify()
        assert len(found.risen) == found.bound == by_all_ways(forms, within, strict)


@pytest.mark.parametrize("within", [SHARES, ORDER, STRICT], ids=["all shares", "an order", "a strict order"])
def test_a_bound_is_said_not_to_be_reached_where_clashes_run_out(within):
    rng = np.random.default_rng(2)
    forms = tuple(tuple(map(Fraction, row)) for row in rng.integers(-9, 10, (14, 3)).tolist())
    full, short = fewest(forms, within), fewest(forms, within, clashes=0)
    assert full.proved
    assert len(short.risen) >= len(full.risen) >= short.bound
    assert not short.proved
    assert short.verify()
    assert len(short.risen) == len(full.risen)  # the solver's proposal, counted


@pytest.mark.parametrize("strict", [False, True])
def test_forms_that_are_nil_everywhere_rise_where_a_tie_counts_as_risen_whoever_proposes_the_answer(strict):
    rng = np.random.default_rng(8)
    forms = tuple(tuple(map(Fraction, row)) for row in rng.integers(-9, 10, (10, 3)).tolist())
    level = ((Fraction(0),) * 3,) * 2
    alone, plain, short = (
        fewest(rows, SHARES, strict, **few) for rows, few in ((forms, {}), (level + forms, {}), (level + forms, {"clashes": 0}))
    )
    assert len(plain.risen) == len(alone.risen) + 2 * strict
    assert short.verify()
    assert len(short.risen) >= len(plain.risen) >= short.bound
    assert all((k in found.risen) is strict for k in (0, 1) for found in (plain, short))


def test_what_is_known_to_begin_with_changes_no_answer():
    rng = np.random.default_rng(6)
    for strict in (False, True):
        for _ in range(20):
            forms = tuple(tuple(map(Fraction, row)) for row in rng.integers(-2, 3, (7, 3)).tolist())
            plain = fewest(forms, SHARES, strict)
            for at in (plain.point, (Fraction(1, 3),) * 3, (Fraction(0), Fraction(1), Fraction(0))):
                found = fewest(forms, SHARES, strict, at=at)
                assert found.verify()
                assert (len(found.risen), found.proved) == (len(plain.risen), True)


def test_where_too_many_cases_are_to_be_looked_at_the_answer_says_less_and_still_holds(monkeypatch):
    rng = np.random.default_rng(7)
    forms = tuple(tuple(map(Fraction, row)) for row in rng.integers(-9, 10, (14, 3)).tolist())
    full = fewest(forms, SHARES)
    assert full.bound > 1
    monkeypatch.setattr(module, "FEW", 0)
    few = fewest(forms, SHARES)
    assert few.verify()
    assert (len(few.risen), few.bound, few.proved) == (len(full.risen), full.bound, True)
    monkeypatch.setattr(module, "NODES", 0)
    none = fewest(forms, SHARES)
    assert none.verify()
    assert (none.bound, none.proved) == (0, False)
    assert len(none.risen) >= len(full.risen)


def test_a_proof_that_was_changed_does_not_hold():
    rng = np.random.default_rng(3)
    forms = tuple(tuple(map(Fraction, row)) for row in rng.integers(-3, 4, (7, 3)).tolist())
    found = fewest(forms, SHARES, True)
    assert found.proved
    assert found.verify()
    assert found.clashes
    first, *others = found.clashes
    for wrong in (
        replace(found, risen=found.risen[1:]),
        replace(found, risen=(*found.risen, 6 if 6 not in found.risen else 5)),
        replace(found, point=(Fraction(1), Fraction(1), Fraction(-1))),
        replace(found, clashes=tuple(others)),
        replace(found, clashes=()),
        replace(found, clashes=(Clash(first.members[1:], first.verdict), *others)),
        replace(found, clashes=(replace(first, verdict=replace(first.verdict, value=Fraction(-9))), *others)),
        replace(found, proved=False),
        replace(found, bound=found.bound - 1),
        replace(found, strict="yes"),
        replace(found, forms=found.forms[::-1]),
        replace(found, within=ORDER),
        replace(found, within=STRICT),
    ):
        assert not wrong.verify()


def test_nothing_rises_and_everything_does():
    down, up = ((Fraction(-1),) * 3,) * 2, ((Fraction(1),) * 3,) * 2
    assert (fewest(down, SHARES, True).risen, fewest(up, SHARES).risen, fewest((), SHARES).risen) == ((), (0, 1), ())
    level = ((Fraction(0),) * 3,)
    assert (fewest(level, SHARES).risen, fewest(level, SHARES, True).risen) == ((), (0,))


def test_hitting_sets_against_all_ways():
    rng = np.random.default_rng(4)
    for _ in range(60):
        sets = [frozenset(rng.choice(8, rng.integers(1, 4), replace=False).tolist()) for _ in range(rng.integers(1, 9))]
        found = smallest_hitting_set(sets)
        assert all(found & s for s in sets)
        assert len(found) == next(k for k in range(9) for c in combinations(range(8), k) if all(set(c) & s for s in sets))
        assert len(smallest_hitting_set(sets, least=len(found))) == len(found)
        assert smallest_hitting_set(sets, least=len(found) - 1) == smallest_hitting_set(sets)
        assert all(hitting_set(sets) & s for s in sets)
    assert smallest_hitting_set([]) == hitting_set([]) == frozenset()
    pairs = [frozenset(p) for p in combinations(range(30), 2)]
    assert len(smallest_hitting_set(pairs)) == 29
    triples = [frozenset(rng.choice(60, 3, replace=False).tolist()) for _ in range(300)]
    assert smallest_hitting_set(triples, nodes=50) is None


def test_points_outside_prove_nothing_though_the_same_forms_rise_there():
    forms = (tuple(map(Fraction, (-1, -1, -1))), tuple(map(Fraction, (0, 0, 0))))
    for strict, up in ((False, 0), (True, 1)):
        for clashes in (0, 8):
            found = fewest(forms, SHARES, strict, clashes=clashes)
            assert len(found.risen) == up
            assert found.verify()
            for point in ((2, -1, 0), (1, 1, -1), (1, 1, 0), (0, 0, 0), (1, 0)):
                assert not replace(found, point=tuple(map(Fraction, point))).verify()
            assert not replace(found, point=(1.0, 0.0, 0.0)).verify()


def test_hitting_sets_are_the_smallest_of_all():
    rng = np.random.default_rng(9)
    for _ in range(60):
        sets = [frozenset(rng.choice(8, size=int(rng.integers(1, 4)), replace=False).tolist()) for _ in range(int(rng.integers(3, 11)))]
        found = smallest_hitting_set(sets)
        assert all(found & s for s in sets)
        fewer = (set(some) for some in combinations(range(8), len(found) - 1))
        assert not any(all(some & s for s in sets) for some in fewer)


def test_what_is_out_of_reach_is_given_up_sooner_and_what_was_found_holds(monkeypatch):
    rng = np.random.default_rng(8)
    given_up = 0
    for within, strict, _ in product((SHARES, ORDER, STRICT), (False, True), range(4)):
        forms = tuple(tuple(map(Fraction, row)) for row in rng.integers(-9, 10, (16, 3)).tolist())
        full = fewest(forms, within, strict)
        monkeypatch.setattr(module, "TRIAL", 1)
        monkeypatch.setattr(module, "NEAREST", 3)
        short = fewest(forms, within, strict)
        monkeypatch.undo()
        assert full.proved
        assert short.verify()
        assert len(short.risen) >= len(full.risen) >= short.bound
        given_up += not short.proved
    assert 0 < given_up < 24


@pytest.mark.parametrize("within", [SHARES, ORDER], ids=["all shares", "an order"])
def test_a_poor_point_to_begin_with_is_bettered_and_proved(within):
    rng = np.random.default_rng(4)
    far = 0
    for _ in range(8):
        forms = tuple(tuple(map(Fraction, row)) for row in rng.integers(-3, 3, (9, 3)).tolist())
        least = by_all_ways(forms, within, False)
        corners = [(ONE, NIL, NIL), (ONE / 2, ONE / 2, NIL), (ONE / 3,) * 3]
        at = max(corners, key=lambda w: len(risen(forms, w, False)))
        found = fewest(forms, within, at=at)
        assert (len(found.risen), found.bound, found.proved) == (least, least, True)
        far += len(risen(forms, at, False)) > 2 * least
    assert far


@pytest.mark.parametrize("together", [1, 3, 64])
def test_of_each_of_some_forms_the_fewest_are_what_they_are_alone(together, monkeypatch):
    """Whatever goes on side by side, with other limits and other questions beside it, and whichever ends first."""
    monkeypatch.setattr(module, "TOGETHER", together)
    rng = np.random.default_rng(6)
    family = []
    for k, within in enumerate((SHARES, ORDER, STRICT, SHARES, ORDER, STRICT, SHARES)):
        forms = tuple(tuple(map(Fraction, row)) for row in rng.integers(-9, 10, (2 + 3 * k, 3)).tolist())
        family.append((forms, within, k % 2 == 0, tuple(map(Fraction, (1, 0, 0))) if k > 4 and within is SHARES else None))
    found = fewest_of_each(iter(family))
    assert len(found) == len(family)
    for (forms, within, strict, at), one in zip(family, found, strict=True):
        alone = fewest(forms, within, strict, at=at)
        assert one.verify()
        assert (one.forms, one.within, one.strict, len(one.risen), one.bound, one.proved) == (
            forms, within, strict, len(alone.risen), alone.bound, alone.proved,
        )  # fmt: skip
    assert fewest_of_each([]) == []


def test_what_the_work_does_not_reach_is_left_unproved_and_what_is_shown_of_it_holds(monkeypatch):
    """Where few rise is searched first; without a point to begin with it goes on until there is one."""
    monkeypatch.setattr(module, "TOGETHER", 1)
    rng = np.random.default_rng(7)
    corners = [(ONE, NIL, NIL), (NIL, ONE, NIL), (NIL, NIL, ONE)]
    family = [
        (tuple(tuple(map(Fraction, row)) for row in rng.integers(-9, 10, (14, 3)).tolist()), SHARES, k % 2 == 0, corners[k % 3])
        for k in range(9)
    ]
    full = fewest_of_each(family)
    each = [fewest_of_each(family, work=work) for work in (0, 60_000, 1e9)]
    for found in each:
        for one, whole in zip(found, full, strict=True):
            assert one.verify()
            assert one.bound <= whole.bound == len(whole.risen) <= len(one.risen)
    proved = [sum(one.proved for one in found) for found in each]
    assert proved[0] < proved[1] < proved[2] == len(family)
    starts = [len(risen(forms, at, strict)) for forms, _, strict, at in family]
    reached, left = ([start for start, one in zip(starts, each[1], strict=True) if one.proved is sure] for sure in (True, False))
    assert max(reached) <= min(left)
    bare = fewest_of_each([(*family[0][:3], None)], work=-1)[0]
    assert (len(bare.risen), bare.bound, bare.proved) == (len(full[0].risen), full[0].bound, True)


def test_where_the_best_that_is_known_is_far_from_the_bound_a_solver_is_asked_before_it_is_given_up(monkeypatch):
    """What it proposes may be so near to the bound that going on pays, and then everything is proved."""
    rng = np.random.default_rng(8)
    asked, ask = [], module._proposed
    monkeypatch.setattr(module, "_proposed", lambda *a: asked.append(1) or ask(*a))
    monkeypatch.setattr(module, "TRIAL", 3)
    proved = 0
    for _ in range(12):
        forms = tuple(tuple(map(Fraction, row)) for row in rng.integers(-9, 10, (16, 3)).tolist())
        asked.clear()
        found = fewest(forms, SHARES, True)
        assert found.verify()
        assert len(asked) <= 1
        proved += bool(asked) and found.proved
    assert proved > 0
