"""What reports of rank reversal show and say of tables so small that every figure can be worked out by hand."""

import pytest

import mcda_orch as mo

NAMES = ["Ant", "Bee", "Cat"]
HEADS = [("Rank reversal of wsm", ("test", "reversal")), ("Neighbours in the ranking", ("ahead", "behind", "any newcomer"))]
TAKEN = (
    "A newcomer is taken to have cells that occur, are declared, or are given as levels, and any value between the smallest and the largest "
    "of them on every criterion."
)
TESTS = ("leave one out", "clone", "dominated newcomer", "pair alone", "transitivity", "recomposition", "worsen one", "any newcomer")
IMPOSSIBLE = "impossible by its laws"
BEHIND = "Bee was ahead of Ant, and is now behind it."

CASES = {
    # Ant 3/5, Bee 2/5 between them; with Cat, whose 10 takes two thirds of what Ant has for its 4, Ant 1/3, Bee 2/5, Cat 3/5
    "one that is left out turns two around": (
        lambda: mo.rank_reversal(mo.DecisionMatrix([[4, 1], [1, 3], [10, 0]], NAMES, ["a", "b"]), mo.wsm.with_(scale=mo.scalings.minmax), [3, 2]),
        "ReversalReport(wsm, leave one out, pair alone and recomposition)",
        (
            f"Cat is left out: {BEHIND}", IMPOSSIBLE, "none", f"Ant and Bee are alone: {BEHIND}", "none",
            f"Ranked two by two and put together again: {BEHIND}", "none found", "none",
        ),
        (("Cat", "Bee", "cannot be reversed: the lead stays at least 0.2"), ("Bee", "Ant", "cannot be reversed: the lead stays at least 0.0667")),
        (
            "This ranking cannot be reversed by any newcomer: every pair is proved to keep its order.",
            TAKEN,
            "Declared bounds remove it here: with scales that do not move, none of these tests finds a reversal.",
        ),
    ),
    "each is scored by itself": (
        lambda: mo.rank_reversal(mo.DecisionMatrix([[4, 0], [0, 4], [1, 1]], NAMES, ["a", "b"]), "wsm", [3, 1]),
        "ReversalReport(wsm, none found)",
        (IMPOSSIBLE,) * 8,
        (("Ant", "Bee", "cannot be reversed: the lead stays at least 2"), ("Ant", "Cat", "cannot be reversed: the lead stays at least 2")),
        ("No test turned two alternatives around under wsm.", "The laws of wsm rule reversals out for all data: each alternative is scored by itself."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_shown_can_be_worked_out_by_hand(name):
    ask, told, verdicts, neighbours, remarks = CASES[name]
    found = ask()
    assert repr(found) == told
    assert [(t.title, t.columns) for t in found.tables] == HEADS
    assert found.tables[0].rows == tuple(zip(TESTS, verdicts, strict=True))
    assert found.tables[1].rows == neighbours
    assert found.remarks == remarks
    assert found.verify()
