"""What SMAA shows and says of four weight vectors that are given, and of one: every figure can be worked out by hand."""

import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[4, 0], [0, 4], [1, 1]], ["Ant", "Bee", "Cat"], ["a", "b"])
HEADS = ("alternative", "expected rank", "holistic", "#1", "#2", "#3", "confidence")
OFTEN = "How often each alternative takes each place under wsm"
CENTRAL = "Central weights: the mean of the weights that put an alternative first"
BEATS = "Probability that the row beats the column"

# scores 12 4 4, then 4 12 4, then 4 4 2, then 4 0 1: ties share their places, and their part of a first place
CASES = {
    "a sample": (
        [[3, 1], [1, 3], [1, 1], [1, 0]],
        [
            (
                f"{OFTEN} (a sample of 4 weight vectors)",
                HEADS,
                (
                    ("Ant", 1.5, 0.7614, 0.625, 0.25, 0.125, 1.0),
                    ("Bee", 2.0, 0.5568, 0.375, 0.25, 0.375, 1.0),
                    ("Cat", 2.5, 0.3182, 0.0, 0.5, 0.5, None),
                ),
            ),
            (CENTRAL, ("first with", "a", "b"), (("Ant", 0.8, 0.2), ("Bee", 0.3333, 0.6667))),
            (
                f"{BEATS} (sampled)",
                ("beats", "Ant", "Bee", "Cat"),
                (("Ant", None, 0.5, 0.75), ("Bee", 0.25, None, 0.5), ("Cat", 0.0, 0.25, None)),
            ),
        ],
        (
            "Ant is first in 62.5 % of the cases.",
            "Also first at times: Bee (37.5 %).",
            "1 of 3 alternatives was never first in the draws.",
            "Places are estimated from 4 draws, to within 0.49 at 95 % each; within 0.01 takes 9,604 draws, all of them at once 19,223.",
        ),
    ),
    "nothing is random": (
        [3, 1],
        [
            (
                f"{OFTEN} (nothing is random)",
                HEADS,
                (
                    ("Ant", 1.0, 1.0, 1.0, 0.0, 0.0, 1.0),
                    ("Bee", 2.5, 0.3182, 0.0, 0.5, 0.5, None),
                    ("Cat", 2.5, 0.3182, 0.0, 0.5, 0.5, None),
                ),
            ),
            (CENTRAL, ("first with", "a", "b"), (("Ant", 0.75, 0.25),)),
            (f"{BEATS} (exact)", ("beats", "Ant", "Bee", "Cat"), (("Ant", None, 1.0, 1.0), ("Bee", 0.0, None, 0.0), ("Cat", 0.0, 0.0, None))),
        ],
        ("Ant is first in 100 % of the cases.", "Nothing is random here, so every number is 0 or 1, or a share of a tie."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_shown_can_be_worked_out_by_hand(name):
    given, tables, remarks = CASES[name]
    found = mo.smaa(MATRIX, "wsm", mo.Weights(given, ["a", "b"]))
    assert [(t.title, t.columns, tuple(t.rows)) for t in found.tables] == tables
    assert found.remarks == remarks
    assert found.order == ("Ant", "Bee", "Cat")
    assert found.verify()
