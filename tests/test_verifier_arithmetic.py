"""The arithmetic of the verifier, on its own: bounds, limits without end, volumes and elimination, against NumPy, SciPy and brute force."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from mcda_orch import verifier
from mcda_orch.exact.polytope import polytope
from mcda_orch.verifier import Q, admits, ceiling, eliminate, spanned, volume


def fractions(values):
    return [Q(int(v)) for v in values]


def limits(random, m, count):
    """Random limits, each with one end or two."""
    found = []
    for k in range(count):
        low, ends = int(random.integers(-2, 3)), int(random.integers(3))
        found.append(
            (
                (f"n{k}",),
                fractions(random.integers(-2, 3, m)),
                Q(low) if ends else None,
                Q(low + int(random.integers(3))) if ends < 2 else None,
            )
        )
    return found


def test_a_bound_is_the_sum_of_limits_and_is_none_where_anything_is_left_over():
    """Worked out in floating point, and never below what weights within the limits give."""
    random, seen = np.random.default_rng(1), set()
    for _ in range(400):
        m, count = int(random.integers(1, 4)), int(random.integers(1, 4))
        facts, y, form = limits(random, m, count), fractions(random.integers(-2, 3, count)), fractions(random.integers(-3, 2, m))
        rows = np.array([[float(v) for v in f[1]] for f in facts])
        left = np.array([float(v) for v in form]) - np.array([float(v) for v in y]) @ rows
        ends = [f[3] if v > 0 else f[2] for f, v in zip(facts, y, strict=True) if v]
        if None in ends or left.max() > 0:
            seen.add("an end" if None in ends else "left over")
            with pytest.raises(ValueError, match="a limit that is not there" if None in ends else "leave something over"):
                ceiling(facts, y, form)
            continue
        rest = [a - sum(v * f[1][j] for f, v in zip(facts, y, strict=True)) for j, a in enumerate(form)]
        bound = ceiling(facts, [*y, *rest], form)
        for forged in ([v + 1 for v in rest], [v - 1 for v in rest], rest[:-1], []):
            with pytest.raises(ValueError, match="leave something over"):
                ceiling(facts, [*y, *forged], form)
        assert float(bound) == sum(float(v * end) for v, end in zip([v for v in y if v], ends, strict=True))
        for w in random.integers(0, 5, (30, m)):
            if admits(facts, fractions(w)):
                seen.add("bounded")
                assert sum(a * int(b) for a, b in zip(form, w, strict=True)) <= bound
    assert seen == {"an end", "left over", "bounded"}
    with pytest.raises(ValueError, match="zip"):
        ceiling([((), [Q(1)], None, Q(1))], [], [Q(1)])


def test_weights_are_admitted_within_all_limits_and_where_none_is_negative():
    facts = [((), [Q(1), Q(1)], Q(1), Q(1)), ((), [Q(1), Q(-1)], Q(0), None), ((), [Q(0), Q(1)], None, Q(1, 4))]
    inside = {k: admits(facts, [Q(k, 8), 1 - Q(k, 8)]) for k in range(-1, 10)}
    assert [k for k, within in inside.items() if within] == [6, 7, 8]
    assert not admits(facts, [Q(2), Q(-1)])
    assert not admits(facts, [Q(3, 4), Q(1, 8)])
    assert admits([], [Q(0), Q(5)])


SPAN = {
    "low": Q(1, 2),
    "high": Q(1),
    "least": [Q(1, 2), Q(1, 2)],
    "most": [Q(1), Q(0)],
    "below": [Q(-1, 2), Q(-1, 2), 0, 0],
    "above": [Q(1), Q(0), 0, Q(-1)],
}
"""What x weighs at the least and at the most, where it weighs as much as y or more."""
ORDERED = [((), [Q(1), Q(1)], Q(1), Q(1)), ((), [Q(1), Q(-1)], Q(0), None)]


def test_a_span_is_reached_and_proved_at_both_ends():
    assert spanned(ORDERED, [Q(1), Q(0)], SPAN) == "1/2 to 1"
    point = [*ORDERED, ((), [Q(1), Q(0)], Q(3, 4), Q(3, 4))]
    same = {
        "low": Q(3, 4),
        "high": Q(3, 4),
        "least": [Q(3, 4), Q(1, 4)],
        "most": [Q(3, 4), Q(1, 4)],
        "below": [0, 0, -1, 0, 0],
        "above": [0, 0, 1, 0, 0],
    }
    assert spanned(point, [Q(1), Q(0)], same) == "3/4"


@pytest.mark.parametrize(
    "forged",
    [
        {"low": Q(1, 4)}, {"low": Q(2, 3)}, {"high": Q(2)}, {"high": Q(3, 4)}, {"least": [Q(1, 3), Q(2, 3)]}, {"most": [Q(1, 2), Q(1, 2)]},
        {"low": Q(3, 4), "least": [Q(3, 4), Q(1, 4)]}, {"high": Q(3, 4), "most": [Q(3, 4), Q(1, 4)]}, {"below": [0, 0, Q(-1), 0]},
        {"above": [0, 0, Q(1), 0]}, {"below": [Q(1, 2), Q(1, 2)]}, {"above": [Q(1), Q(1)]}, {"low": None}, {"high": None},
        {"low": None, "below": None}, {"high": None, "above": None}, {"low": Q(2), "high": Q(2), "least": [Q(2), Q(0)], "most": [Q(2), Q(0)]},
    ],
)  # fmt: skip
def test_a_span_that_is_changed_is_none(forged):
    with pytest.raises((ValueError, TypeError)):
        spanned(ORDERED, [Q(1), Q(0)], {**SPAN, **forged})


ENDLESS = {"low": Q(1), "high": None, "least": [Q(1), Q(0)], "most": [Q(1), Q(1)], "below": [Q(-1), 0, 0, 0], "above": None}
OPEN = [((), [Q(1), Q(0)], Q(1), None), ((), [Q(1), Q(-1)], None, Q(3))]
"""x weighs 1 or more, and no more than 3 beyond y."""


def test_what_grows_for_ever_does_so_in_a_direction_that_all_limits_allow():
    form = [Q(1), Q(0)]
    assert spanned(OPEN, form, ENDLESS) == "1 to any"
    assert (
        spanned(
            OPEN,
            [Q(-1), Q(0)],
            {"low": None, "high": Q(-1), "least": [Q(1), Q(1)], "most": [Q(1), Q(0)], "below": None, "above": [Q(-1), 0, 0, 0]},
        )
        == "any to -1"
    )
    for way in ([Q(1), Q(0)], [Q(0), Q(1)], [Q(0), Q(0)], [Q(-1), Q(0)], [Q(2), Q(1)]):
        with pytest.raises(ValueError, match="does not lead on for ever"):
            spanned(OPEN, form, {**ENDLESS, "most": way})
    with pytest.raises(ValueError, match="does not lead on for ever"):
        spanned(OPEN, form, {**ENDLESS, "above": [Q(0), Q(0)]})
    with pytest.raises(ValueError, match="does not lead on for ever"):  # within the limits, though no direction of theirs
        spanned([*OPEN, ((), [Q(0), Q(1)], None, Q(9))], form, {**ENDLESS, "below": [Q(-1), 0, 0, 0, 0]})


@pytest.mark.parametrize("m", [1, 2, 3, 4])
def test_volumes_are_those_of_the_double_description_method(m):
    random, parts = np.random.default_rng(m), set()
    for _ in range(12):
        rows = random.integers(-3, 4, (int(random.integers(0, 3)), m)).tolist()
        found = polytope(rows, criteria=m)
        facts = [((), [Q(1)] * m, Q(1), Q(1)), *(((), fractions(row), None, Q(0)) for row in rows)]
        points = [list(p) for p in found.points]
        if not points:
            continue
        part = volume(facts, points)
        assert part == found.measure[0]
        parts.add(part)
        for k in range(len(points)):
            assert volume(facts, points[:k] + points[k + 1 :]) <= part
        assert volume(facts, points[::-1]) == part
        outside = [p for p in np.eye(m, dtype=int).tolist() if not admits(facts, fractions(p))]
        for p in outside:
            with pytest.raises(ValueError, match="a corner is outside"):
                volume(facts, [*points, fractions(p)])
    assert m == 1 or len(parts) > 2


def test_elimination_tells_rank_and_determinant_and_leaves_the_space_as_it_is():
    random = np.random.default_rng(2)
    for _ in range(60):
        n, m = random.integers(1, 5, 2).tolist()
        given = random.integers(-1, 2, (n, m))
        rows, pivots, size = eliminate([fractions(r) for r in given])
        assert len(rows) == len(pivots) == np.linalg.matrix_rank(given)
        assert np.linalg.matrix_rank([*given.tolist(), *[[float(v) for v in r] for r in rows]]) == len(rows)
        assert [[row[p] for p in pivots] for row in rows] == np.eye(len(rows), dtype=int).tolist()
        assert all(not any(row[:p]) for row, p in zip(rows, pivots, strict=True))
        if n == m:
            assert float(size) == pytest.approx(abs(np.linalg.det(given)), abs=1e-9)
        elif len(rows) < n:
            assert size == 0
    assert eliminate([]) == ([], [], 1)


def test_steps_are_counted_and_large_numbers_as_many():
    steps = verifier.STEPS.set(100)
    try:
        assert verifier.take(40)
        assert verifier.take(60)
        with pytest.raises(ValueError, match="too long to check"):
            verifier.take(1)
        verifier.STEPS.set(100)
        verifier.take(1, Q(1, 2**510))
        assert verifier.STEPS.get() == 99
        verifier.take(1, Q(1, 2**1030), Q(1, 2**1030))
        assert verifier.STEPS.get() == 82
        verifier.STEPS.set(3)
        assert verifier.add([Q(1), Q(2), Q(3)]) == 6
        with pytest.raises(ValueError, match="too long to check"):
            verifier.add([Q(1)])
        verifier.STEPS.set(2)
        assert verifier.less([Q(1), Q(2)], [Q(3), Q(1)], 2) == [-5, 0]
        with pytest.raises(ValueError, match="too long to check"):
            verifier.less([Q(1), Q(2)], [Q(3), Q(1)])
    finally:
        verifier.STEPS.reset(steps)


def test_numbers_are_fractions_in_lowest_terms():
    for text, value in (("0", 0), ("-1/2", Fraction(-1, 2)), ("12", 12), ("7/3", Fraction(7, 3))):
        assert verifier.read(text, Q, "it") == value
    for wrong in (
        "1/1",
        "2/4",
        "-0",
        "01",
        "+1",
        "1.5",
        "1e3",
        " 1",
        "1 ",
        "1/0",
        "",
        "0/1",
        "1/-2",
        "--1",
        "½",
        "9" * 2001,
        1,
        None,
        True,
        ["1"],
        {},
    ):
        with pytest.raises((ValueError, TypeError)):
            verifier.read(wrong, Q, "it")
    assert verifier.read("9" * 2000, Q, "it") == int("9" * 2000)


def test_values_have_their_shapes_all_the_way_down():
    shape = {"a": [int], "b": (str,), "c": {"max", "min"}, "d": bool}
    good = {"a": [1, 2], "b": None, "c": "max", "d": False}
    assert verifier.read(good, shape, "it") == good
    assert verifier.read({**good, "b": "x\ny"}, shape, "it")["b"] == "x?y"
    for key, wrong in (
        ("a", [1, True]),
        ("a", ["1"]),
        ("a", {}),
        ("a", None),
        ("b", 1),
        ("c", "mean"),
        ("c", 1),
        ("c", ["max"]),
        ("d", 0),
        ("d", None),
    ):
        with pytest.raises((ValueError, TypeError)):
            verifier.read({**good, key: wrong}, shape, "it")
    for wrong in ({**good, "e": 1}, {"a": [], "b": None, "c": "max"}, [], "abcd", None):
        with pytest.raises((ValueError, TypeError)):
            verifier.read(wrong, shape, "it")


def test_every_pair_of_a_volume_is_told_from_its_mirror():
    """A square pyramid over a face that is no simplex: all shares of four where the first two weigh half."""
    facts = [((), [Q(1)] * 4, Q(1), Q(1)), ((), [Q(1), Q(1), Q(0), Q(0)], None, Q(1, 2))]
    corners = [[Q(a == k) for k in range(4)] for a in (2, 3)]
    corners += [[Q(1, 2) * (k in pair) for k in range(4)] for pair in combinations(range(4), 2) if len({*pair} & {0, 1}) == 1]
    assert volume(facts, corners) == Q(1, 2)
