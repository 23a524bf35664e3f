"""Orders in words: tiers and signs in any spelling, names that look like signs, and what is no order."""

import pytest

import mcda_orch as mo
from mcda_orch.exact.order_text import place, read_order

NAMES = ("A", "B", "A > B", "speed, max", "A=")


@pytest.mark.parametrize(
    ("text", "tiers", "signs"),
    [
        ("B > A", [["B"], ["A"]], [">"]),
        ("  B>=A  ", [["B"], ["A"]], [">="]),
        ("B, A ≥ speed, max", [["B", "A"], ["speed, max"]], [">="]),
        ("B => A =< speed, max", [["B"], ["A"], ["speed, max"]], [">=", "<="]),
        ("B == A", [["B"], ["A"]], ["="]),
        ("A= ~ B < A", [["A="], ["B"], ["A"]], ["=", "<"]),
        ("A = B ≤ A", [["A"], ["B"], ["A"]], ["=", "<="]),
    ],
)
def test_names_are_recognised_before_signs(text, tiers, signs):
    assert read_order(text, NAMES) == (tiers, signs)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("B", "'B' states no order"),
        ("", "'' states no order"),
        ("speed, max", "'speed, max' states no order"),
        ("B, A", "'B, A' states no order"),
        ("B > C", "no criterion 'C'"),
        ("B, C > A", "no criterion 'C'"),
        ("B >", "no criterion ''"),
        ("> B", "no criterion ''"),
        ("B > > A", "no criterion ''"),
    ],
)
def test_what_is_no_order_is_said(text, said):
    with pytest.raises(mo.LabelError, match=said):
        read_order(text, NAMES)


def test_a_criterion_has_a_place():
    assert [place(name, NAMES) for name in NAMES] == [0, 1, 2, 3, 4]
    with pytest.raises(mo.LabelError, match=r"no criterion 'a'.*'A'"):
        place("a", NAMES)
