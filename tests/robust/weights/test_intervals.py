"""How far one weight can move: by hand, and found by halving where the exact answer is known."""

from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.errors import LabelError
from mcda_orch.robust.evidence.question import asked
from mcda_orch.robust.weights.intervals import Intervals, Room, _line, _room, _searched, intervals

F = Fraction
PLAIN = mo.wsm.with_(scale=mo.scalings.identity)
TABLE = mo.DecisionMatrix([[4, 0, 1], [0, 4, 1], [2, 2, 0]], ["Ant", "Bee", "Cat"], ["a", "b", "c"])


def question_of(weights, table=TABLE):
    return asked(table, PLAIN, weights)


def test_a_share_moves_along_a_line_on_which_the_others_keep_their_proportions():
    assert _line(question_of([3, 2, 1]), 0) == ((1, 0, 0), (0, F(2, 3), F(1, 3)))
    assert _line(question_of([3, 2, 1]), 2) == ((0, 0, 1), (F(3, 5), F(2, 5), 0))
    assert _line(question_of([0, 5, 0]), 1) == ((0, 1, 0), (F(1, 2), 0, F(1, 2)))
    assert _line(question_of([0, 5, 0]), 0) == ((1, 0, 0), (0, 1, 0))


def test_room_by_hand():
    """Ant is ahead of Bee as long as a weighs more than b; ahead of Cat as long as 2 a + c >= 2 b."""
    found = intervals(question_of([3, 2, 1]), "who is ahead of Bee", [(0, 1)])
    a, b, c = found.rooms
    assert (a.share, a.low, a.high) == (F(1, 2), F(2, 5), 1)  # the others are as 2 to 1: a = 2/3 (1 - a)
    assert (a.number, a.number_low, a.number_high) == (3, 2, None)
    assert (a.below, a.above, a.slack) == (("Bee", "Ant"), None, F(1, 10))
    assert (b.share, b.low, b.high) == (F(1, 3), 0, F(3, 7))
    assert (b.number, b.number_low, b.number_high) == (2, 0, 3)
    assert (b.below, b.above, b.slack) == (None, ("Bee", "Ant"), F(3, 7) - F(1, 3))
    assert (c.low, c.high, c.number_low, c.number_high, c.below, c.above, c.slack) == (0, 1, 0, None, None, None, 1)
    both = intervals(question_of([3, 2, 1]), "the first", [(0, 1), (0, 2)])
    assert both["b"].high == F(3, 7)  # sooner than Cat: 2 * 3/4 (1 - b) + 1/4 (1 - b) = 2 b at 7/15
    assert intervals(question_of([3, 2, 1]), "", [(0, 2)])["b"].high == F(7, 15)
    assert intervals(question_of([3, 2, 1]), "", [(0, 2)])["b"].above == ("Cat", "Ant")
    assert both.shares == {"a": (F(2, 5), 1), "b": (0, F(3, 7)), "c": (0, 1)}
    assert both.numbers == {"a": (2, None), "b": (0, 3), "c": (0, None)}


def test_the_first_of_pairs_that_turn_at_the_same_share_is_named_and_none_at_the_ends():
    twins = mo.DecisionMatrix([[4, 0], [0, 4], [0, 4]], ["Ant", "Bee", "Cow"], ["a", "b"])
    found = intervals(question_of([3, 1], twins), "", [(0, 1), (0, 2)])
    assert (found["a"].low, found["a"].below) == (F(1, 2), ("Bee", "Ant"))
    assert (found["b"].high, found["b"].above) == (F(1, 2), ("Bee", "Ant"))
    edge = mo.DecisionMatrix([[4, 1], [0, 1]], ["Ant", "Bee"], ["a", "b"])  # level without a, and nowhere else
    found = intervals(question_of([3, 1], edge), "", [(0, 1)])
    assert [(r.low, r.high, r.below, r.above) for r in found.rooms] == [(0, 1, None, None)] * 2


def test_whoever_is_level_has_no_room():
    level = intervals(question_of([2, 2, 1]), "", [(0, 1)])
    assert (level["a"].low, level["a"].below, level["a"].slack) == (F(2, 5), ("Bee", "Ant"), 0)
    assert (level["b"].high, level["b"].above, level["b"].slack) == (F(2, 5), ("Bee", "Ant"), 0)


@pytest.mark.parametrize("weights", [[3, 2, 1], [5, 2, 2], [1, 1, 3], [9, 0, 1]])
def test_halving_finds_what_fractions_say(weights):
    question = question_of(weights)
    dense = question.dense(np.array([weights], dtype=float) / sum(weights))[0].tolist()
    kept = [(a, b) for a in range(3) for b in range(3) if a != b and dense[a] < dense[b]]
    for j in range(3):
        exact, near = _room(question, j, kept), _searched(question, j, kept)
        assert (near.criterion, near.share, near.number) == (exact.criterion, exact.share, exact.number)
        assert (near.below, near.above) == (exact.below, exact.above)
        assert float(near.low) == pytest.approx(float(exact.low), abs=1e-9)
        assert float(near.high) == pytest.approx(float(exact.high), abs=1e-9)
        assert near.low <= near.share <= near.high
        open_ = _searched(question, j, [])
        assert (open_.low, open_.high, open_.below, open_.above) == (0, 1, None, None)


def test_a_criterion_that_stands_alone_has_no_number_that_says_anything():
    alone = mo.DecisionMatrix([[4], [0]], ["Ant", "Bee"], ["a"])
    for found in (_room(question_of([3], alone), 0, [(0, 1)]), _searched(question_of([3], alone), 0, [(0, 1)])):
        assert found == Room("a", F(1), F(1), F(1), F(3), F(0), None, None, None)
    only = intervals(question_of([5, 0, 0]), "", [(0, 1)])
    assert (only["a"].low, only["a"].number_low, only["a"].number_high) == (F(1, 3), 0, None)  # b and c share what a gives up
    assert (only["b"].share, only["b"].high, only["b"].number_high) == (0, F(1, 2), 5)


def test_what_a_person_reads_is_what_was_found():
    found = Intervals(
        "the first",
        (
            Room("a", F(1, 2), F(2, 5), F(1), F(3), F(2), None, ("Bee", "Ant"), None),
            Room("b", F(1, 2), F(0), F(3, 4), F(5, 2), F(0), F(7, 2), None, ("Cat", "Ant")),
        ),
    )
    assert found.table.rows == (
        ("a", 3, 2, "any", "50 %", "40 %", "100 %", "Bee passes Ant", None),
        ("b", 2.5, 0, 3.5, "50 %", "0 %", "75 %", None, "Cat passes Ant"),
    )
    assert [type(v) for v in found.table.rows[0][1:3]] == [int, int]
    assert found.table.title == "How far one weight can move without changing the first"
    assert (list(found), len(found), found["b"].slack) == (["a", "b"], 2, F(1, 4))
    assert str(found) == str(found.table)
    assert found._repr_html_() == found.table.html()
    with pytest.raises(LabelError, match="there is no criterion 'd'"):
        found["d"]


@pytest.mark.parametrize(("numbers", "end"), [([33333333333, 66666666667], "low"), ([33333333334, 66666666666], "high")])
def test_rounding_what_was_found_never_leaves_the_share_itself_outside(numbers, end):
    """One part in 10**11 beside a third, where a pair turns at once: the simplest fraction nearby lies on the other side."""
    turns = [(0, 1)] if end == "low" else [(1, 0)]
    question = asked(mo.DecisionMatrix([[2, 0], [0, 1]], ["Ant", "Bee"], ["a", "b"]), PLAIN, numbers)
    found = _searched(question, 0, turns)
    assert found.low <= found.share <= found.high
    assert getattr(found, end) == found.share
