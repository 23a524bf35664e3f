"""The words of statements about shares are read again, and compared with their numbers."""

from dataclasses import replace
from fractions import Fraction

import pytest

import mcda_orch as mo
from mcda_orch.exact.group import Group
from mcda_orch.exact.statement_text import meaning, reads

NAMES = ("A", "B", "C")
ALL = mo.WeightSet(NAMES)
SAID = {
    "A > B": (ALL.order("A > B"), "A > B"),
    "A, B >= C": (ALL.order("A, B >= C"), "A >= C and B >= C"),
    "A = C": (ALL.order("A = C"), "A = C"),
    "0.1 <= C <= 0.3": (ALL.bounds({"C": (0.1, 0.3)}), "C >= 1/10 and C <= 3/10"),
    "A <= 1/3": (ALL.bounds(A=(None, Fraction(1, 3))), "A <= 1/3"),
    "B = 0.2": (ALL.bounds(B=0.2), "B = 1/5"),
    "A is 2 times B": (ALL.ratio("A", "B", 2, 2), "A = 2 B"),
    "A is at least 100000000000000000001 times B": (ALL.ratio("A", "B", 10**20 + 1), "A >= 100000000000000000001 B"),
    "A is at least 2 times B": (ALL.ratio("A", "B", 2), "A >= 2 B"),
    "A is at most 2 times C": (ALL.ratio("A", "C", high=2), "2 C >= A"),
    "A is 1.5 to 3 times B": (ALL.ratio("A", "B", 1.5, 3), "A >= 3/2 B and 3 B >= A"),
    "0.1 <= 2 A - 1/2 B <= 0.2": (ALL.linear({"A": 2, "B": -0.5}, 0.1, 0.2), "2 A - 1/2 B >= 1/10 and 2 A - 1/2 B <= 1/5"),
}


@pytest.mark.parametrize("label", SAID)
def test_words_say_what_numbers_say(label):
    known, said = SAID[label]
    (group,) = known.statements
    assert group.label == label
    assert reads(group, NAMES) is True
    assert meaning(group, NAMES) == said
    assert known.told == (label,)


@pytest.mark.parametrize("label", SAID)
def test_the_words_of_another_statement_do_not(label):
    (group,) = SAID[label][0].statements
    for other in SAID:
        assert reads(replace(group, label=other), NAMES) is (other == label)


def test_words_of_ones_own_are_followed_by_what_the_numbers_say():
    known = ALL.prefers([1, 0, 0], [0, 1, 0], words="she likes the first")
    assert known.worded
    assert known.extent == "all weights that agree with 'she likes the first' (A > B)"
    assert known.told == ("she likes the first (A > B)",)


def test_an_answer_over_misworded_statements_does_not_verify():
    matrix = mo.DecisionMatrix([[1, 2], [2, 1]], ["Ant", "Bee"], ["A", "B"])
    known = mo.WeightSet(matrix).order("A > B")
    found = mo.first_place(matrix, "wsm", known)
    assert found.verify()
    wrong = mo.WeightSet(matrix, [replace(known.statements[0], label="B > A")])
    assert not wrong.worded
    assert not replace(found, known=wrong, tie="").verify()
    assert mo.WeightSet(matrix, [Group("B > A", strict=known.statements[0].strict, strict_right=(0,))]).worded is False


def test_a_set_is_worded_where_all_of_its_statements_are():
    (one,), (two,) = (SAID[label][0].statements for label in ("B = 0.2", "A is at least 2 times B"))
    wrong = replace(two, label="A is at least 3 times B")
    assert mo.WeightSet(NAMES, (one, two)).worded
    for statements in ((one, wrong), (wrong, one), (wrong,)):
        assert not mo.WeightSet(NAMES, statements).worded
