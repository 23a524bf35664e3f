"""What the answers about cells show and say of a table so small that every figure can be worked out by hand."""

import pytest

import mcda_orch as mo

NAMES, WEIGHTS = ["Ant", "Bee", "Cat"], {"a": 3, "b": 1}
KNOWN = mo.DecisionMatrix([[4, 0], [0, 4], [1, 1]], NAMES, ["a", "b"])
BLANK = mo.DecisionMatrix([[4, 0], [None, 4], [1, 1]], NAMES, [mo.Criterion("a", scale=mo.Ordinal([0, 1, 2, 3, 4])), "b"])
SHIFTED = "Ant -1, Bee +1, Cat -1"

CASES = {
    "a change of cells": (
        lambda: mo.what_if(KNOWN, "Bee", change="cells", method="wsm", weights=WEIGHTS),
        [
            (
                "Cells that bring Bee ahead of Ant and Cat",
                ("alternative", "criterion", "now", "then"),
                (("Bee", "a", 0.0, "beyond 2.66667"),),
            )
        ],
        (
            "Bee passes Ant and Cat when 1 cell changes: a of Bee from 0 to just beyond 2.66667.",
            "No fewer of the cells of Bee do it, and no other choice of as many moves them less.",
            "No bounds are declared for a and b: the values that occur were taken as the ends of the scale.",
        ),
    ),
    "rank intervals": (
        lambda: mo.rank_intervals(BLANK, "wsm", WEIGHTS),
        [
            (
                "Ranks by wsm, whatever the open cells hold (ties optimistic)",
                ("alternative", "best rank", "worst rank", "lowest score", "highest score"),
                (("Ant", 1, 2, 12, 12), ("Bee", 1, 2, 4, 16), ("Cat", 2, 3, 4, 4)),
            ),
            (
                "What it would help to know a cell (3 places are open now)",
                ("alternative", "criterion", "if it were", "places still open", "closed on average"),
                (("Bee", "a", "0, 1, 2, 3, 4", "0, 0, 0, 0, 0", 3.0),),
            ),
        ],
        (
            "1 cell is open.",
            "The winner depends on the open cells: Ant and Bee can each be first.",
            "Ant ranks 1 to 2, Bee ranks 1 to 2, Cat ranks 2 to 3.",
            "The cell that matters most is a of Bee: once it is known, 3 of the 3 open places close on average.",
            "These ranks are exact: wsm compares two alternatives by their own cells alone, and rewards better ones, so each ranks best with "
            "its own open cells at their best and all others at their worst.",
        ),
    ),
    "policies for blanks": (
        lambda: mo.blank_policies(mo.Problem(BLANK, weights=mo.Weights(WEIGHTS)), "wsm"),
        [
            (
                "What a blank can mean, under wsm",
                ("policy", "first", "other winner", "tau-b", "largest shift", "places gained"),
                (
                    ("blank = 0 (reference)", "Ant", "no", 1.0, 0, ""),
                    ("worst", "Ant", "no", 1.0, 0, ""),
                    ("best", "Bee", "yes", 0.0, 1, SHIFTED),
                    ("mean", "Ant", "no", 0.816, 1, "Cat -1"),
                    ("redistribute", "Bee", "yes", 0.0, 1, SHIFTED),
                ),
            ),
            (
                "Ranks under every policy",
                ("alternative", "blank = 0", "worst", "best", "mean", "redistribute"),
                (("Ant", "1", "1", "2", "1", "2"), ("Bee", "2=", "2=", "1", "2", "1"), ("Cat", "2=", "2=", "3", "3", "3")),
            ),
        ],
        (
            "1 cell is blank: a of Bee.",
            "With best, Bee would be first.",
            "With redistribute, Bee would be first.",
            "The ranking changes with best, mean and redistribute.",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_shown_can_be_worked_out_by_hand(name):
    ask, tables, remarks = CASES[name]
    found = ask()
    assert [(t.title, t.columns, tuple(t.rows)) for t in found.tables] == tables
    assert found.remarks == remarks
    assert found.verify()
