"""What audits of small tables show, line by line: every figure can be worked out by hand."""

import pytest

import mcda_orch as mo

NAMES = list("ABCD")
MATRIX = mo.DecisionMatrix([[1, 0], [0, 1], [2, 1], [1, 3]], NAMES, ["x", "y"])
LEVELS = [mo.Criterion("x", scale=mo.Ordinal([0, 1, 2])), mo.Criterion("y", scale=mo.Ordinal([0, 1, 2, 3]))]
BLANK = mo.DecisionMatrix([[1, 0], [0, 1], [None, 1], [1, 3]], NAMES, LEVELS)
TWO = mo.DecisionMatrix([[1, 2, 0], [0, 2, 1]], NAMES[:2], list("xyz"))
CHECKED = ("check 1", "check 2", "a slip is")

CASES = {
    "one explanation": (
        lambda: mo.audit(MATRIX, [2, 3, 7, 11]),
        [
            ("Weights that explain the published scores", ("criterion", "weight"), [("x", 2), ("y", 3)]),
            (
                "The published totals",
                ("alternative", "published", "recomputed", *CHECKED),
                [("A", 2, 2, -2, -1, "noticed"), ("B", 3, 3, -1, -3, "noticed"), ("C", 7, 7, 1, 0, "noticed"), ("D", 11, 11, 0, 1, "noticed")],
            ),
        ],
        ["The published scores have exactly one explanation: x 2, y 3."],
    ),
    "a slip": (
        lambda: mo.audit(MATRIX, [2, 3, 7, 12]),
        [
            ("No weights explain the published scores", ("criterion",), [("x",), ("y",)]),
            ("Smallest corrections of totals; each is enough", ("row", "published", "should be", "weights"), [("D", "12", "11", "2, 3")]),
            (
                "The published totals",
                ("alternative", "published", *CHECKED),
                [("A", 2, -2, -1, "noticed"), ("B", 3, -1, -3, "noticed"), ("C", 7, 1, 0, "noticed"), ("D", 12, 0, 1, "noticed")],
            ),
        ],
        ["The contradiction: A + 3 B - D: the cells add up to 0, the figures to -1.", "The slip is in D: published 12, should be 11."],
    ),
    "many explanations of rounded scores": (
        lambda: mo.audit(TWO, [5, 4.5]),
        [
            (
                "Weights that explain the published scores",
                ("criterion", "lowest", "highest", "for instance"),
                [("x", "0.4", "5.05", ...), ("y", 0, "2.275", ...), ("z", 0, "4.55", ...)],
            ),
            (
                "The published totals",
                ("alternative", "published", "recomputed", "a slip is"),
                [("A", 5, ..., "not noticed"), ("B", "4.5", ..., "not noticed")],
            ),
        ],
        ["The scores are taken as rounded to 1 decimal.", "Many weights explain the published scores; the table gives the limits of each."],
    ),
    "a ranking": (
        lambda: mo.audit(MATRIX, {"A": 4, "B": 3, "C": 2, "D": 1}, ranking=True),
        [
            (
                "Weights that explain the published ranking",
                ("criterion", "lowest", "highest", "for instance"),
                [("x", 0, "0.5", "0.25"), ("y", "0.5", 1, "0.75")],
            )
        ],
        ["The smallest whole-number weights that give it: x 1, y 2."],
    ),
    "stated weights that miss": (
        lambda: mo.audit(mo.Problem(MATRIX, weights=mo.Weights({"x": 1, "y": 3})), [2, 3, 7, 11]),
        [
            ("Weights that explain the published scores", ("criterion", "weight", "stated"), [("x", 2, 1), ("y", 3, 3)]),
            (
                "Totals that the stated weights miss",
                ("alternative", "published", "with the stated weights", "difference"),
                [("A", 2, 1, "-1"), ("C", 7, 5, "-2"), ("D", 11, 10, "-1")],
            ),
            (
                "The published totals",
                ("alternative", "published", "recomputed", *CHECKED),
                [("A", 2, 2, -2, -1, "noticed"), ("B", 3, 3, -1, -3, "noticed"), ("C", 7, 7, 1, 0, "noticed"), ("D", 11, 11, 0, 1, "noticed")],
            ),
        ],
        ["The stated weights miss 3 of 4 totals: A by -1, C by -2, D by -1."],
    ),
    "a blank": (
        lambda: mo.audit(BLANK, [2, 3, 7, 11]),
        [
            ("Weights that explain the published scores", ("criterion", "weight"), [("x", 2), ("y", 3)]),
            (
                "What a blank meant",
                ("a blank counts as", "verdict", "why", "weights"),
                [
                    ("0", "rejected", "C would come out as 3, not as 7.", ""),
                    ("worst", "rejected", "C would come out as 3, not as 7.", ""),
                    ("best", "accepted", "Explains all figures.", "2, 3"),
                    ("mean", "rejected", "C would come out as 13/3, not as 7.", ""),
                    ("redistribute", "rejected", "C would come out as 5, not as 7.", ""),
                    ("refuse", "rejected", "C has blanks, and yet a published figure.", ""),
                ],
            ),
            (
                "What the blanks added to the scores, by any weights that fit",
                ("alternative", "blank", "points from", "to"),
                [("C", "x", 4, 4)],
            ),
            ("The 1 of 3 fillings that weights explain", ("C, x", "weights are", "weights"), [(2, "whole", "2, 3")]),
            (
                "The published totals",
                ("alternative", "published", "recomputed", "parity check", "a slip is"),
                [("A", 2, 2, -1, "noticed"), ("B", 3, 3, -3, "noticed"), ("C", 7, None, None, "not noticed"), ("D", 11, 11, 1, "noticed")],
            ),
        ],
        [
            "The scores fit blanks that count as best; rejected: 0, worst, mean, redistribute, refuse.",
            "Whatever the blanks stood for on their scales, the only whole-number weights are x 2, y 3.",
            "With these, x of C counted as 2.",
            "Of the 3 ways to fill the blanks with levels, 2 are impossible and 1 gives whole-number weights.",
            "Parity check: -A - 3 B + D = 0.",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_shown_can_be_worked_out_by_hand(name):
    ask, tables, sentences = CASES[name]
    found = ask()
    assert [(t.title, t.columns) for t in found.tables] == [(title, columns) for title, columns, _ in tables]
    for shown, (_, _, rows) in zip(found.tables, tables, strict=True):
        assert len(shown.rows) == len(rows)
        for row, expected in zip(shown.rows, rows, strict=True):
            assert all(b is ... or (type(a), a) == (type(b), b) for a, b in zip(row, expected, strict=True)), row
    assert [s for s in found.remarks if s in sentences] == sentences
    assert found.verify()
