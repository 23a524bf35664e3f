"""What the answers about weights show and say of a table so small that every figure can be worked out by hand."""

from fractions import Fraction

import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[4, 0], [0, 4], [1, 1]], ["Ant", "Bee", "Cat"], ["a", "b"])
AHEAD = mo.WeightSet(MATRIX).order("a >= b")
WEIGHTS = [3, 1]
MOVED = (("a", 3.0, 2.0, "75 %", "50 %", "1/2"), ("b", 1.0, 2.0, "25 %", "50 %", "1/2"))
CHANGE = ("criterion", "weight now", "weight then", "share now", "share then", "exactly")
ROOM = ("criterion", "weight", "from", "to", "share", "share from", "share to", "just below", "just above")
PAIRS = ("at least as good as", "Ant", "Bee", "Cat")

CASES = {
    "stability": (
        lambda: mo.stability(MATRIX, "wsm", WEIGHTS),
        "Stability(wsm: Ant > Bee ~ Cat)",
        [
            (
                "How far one weight can move without changing the ranking",
                ROOM,
                (
                    ("a", 3, 3, 3, "75 %", "75 %", "75 %", "Bee passes Cat", "Cat passes Bee"),
                    ("b", 1, 1, 1, "25 %", "25 %", "25 %", "Cat passes Bee", "Bee passes Cat"),
                ),
            ),
            (
                "How far one weight can move without changing the winner",
                ROOM,
                (
                    ("a", 3, 1, "any", "75 %", "50 %", "100 %", "Bee passes Ant", None),
                    ("b", 1, 0, 3, "25 %", "0 %", "50 %", None, "Bee passes Ant"),
                ),
            ),
            (
                "Smallest change of all shares at once that brings neighbours level",
                ("behind", "ahead", "sum of changes", "l2", "largest change", "then passes"),
                (("Bee", "Ant", Fraction(1, 2), 0.125**0.5, Fraction(1, 4), "yes"),),
            ),
        ],
        (
            "Ant stays first while the share of a is between 50 % and 100 %; no other weight has less room.",
            "The most fragile neighbours: shares that change by 50 % in sum bring Bee level with Ant.",
        ),
    ),
    "first place": (
        lambda: mo.first_place(MATRIX, "wsm"),
        "FirstPlace(Ant 0.5, Bee 0.5)",
        [
            (
                "Part of all weights with which each is first by wsm",
                ("alternative", "first with", "fraction", "why"),
                (
                    ("Ant", "50 %", "1/2", "for instance with a 75 %, b 25 %"),
                    ("Bee", "50 %", "1/2", "for instance with b 75 %, a 25 %"),
                    ("Cat", "0 %", "0", "never first: 1/2 Ant + 1/2 Bee is better"),
                ),
            )
        ],
        ("2 of 3 can be first: Ant with 50 % and Bee with 50 % of the weights.",),
    ),
    "necessary": (
        lambda: mo.necessary(MATRIX, "wsm", AHEAD),
        "Preference(necessary, 2 strict pairs of 3 alternatives)",
        [
            (
                "Necessary preference by wsm, with all weights that agree with 'a >= b'",
                PAIRS,
                (("Ant", "+", "+", "+"), ("Bee", "", "+", ""), ("Cat", "", "", "+")),
            )
        ],
        ("2 of 3 pairs are settled with all weights that agree with 'a >= b'.",),
    ),
    "possible": (
        lambda: mo.possible(MATRIX, "wsm", AHEAD),
        None,
        [
            (
                "Possible preference by wsm, with some of all weights that agree with 'a >= b'",
                PAIRS,
                (("Ant", "+", "+", "+"), ("Bee", "+", "+", "+"), ("Cat", "", "+", "+")),
            )
        ],
        ("In 2 of 3 pairs each can be at least level with the other.",),
    ),
    "rank ranges": (
        lambda: mo.rank_ranges(MATRIX, "wsm"),
        "RankRanges(Ant 1-3, Bee 1-3, Cat 2-3)",
        [
            (
                "Ranks by wsm over the weights (ties optimistic)",
                ("alternative", "best rank", "worst rank"),
                (("Ant", 1, 3), ("Bee", 1, 3), ("Cat", 2, 3)),
            )
        ],
        ("Every rank is counted exactly at weights that give it; that there is none outside the range is proved whatever the weights.",),
    ),
    "a change of weights": (
        lambda: mo.what_if(MATRIX, "Bee", method="wsm", weights=WEIGHTS),
        "WeightChange('Bee' over Ant and Cat, l1: 0.5)",
        [("Weights with which Bee passes Ant and Cat", CHANGE, MOVED)],
        (
            "Bee draws level with Ant and Cat at these weights, and passes any further (sum of changes 50 %).",
            "No smaller change does it: that is proved in exact fractions.",
        ),
    ),
    "a change that is impossible": (
        lambda: mo.what_if(MATRIX, "Cat", method="wsm", weights=WEIGHTS),
        "WeightChange('Cat' over Ant and Bee, l1: impossible)",
        [],
        ("Cat is never first: 1/2 Ant + 1/2 Bee is better whatever the weights.",),
    ),
    "a change of nothing": (
        lambda: mo.what_if(MATRIX, "Cat", over="Bee", method="wsm", weights=WEIGHTS, norm="linf"),
        "WeightChange('Cat' over Bee, linf: 0)",
        [],
        ("Cat is level with Bee already: any small change in its favour is enough.",),
    ),
    "weight triangle": (
        lambda: mo.weight_triangle(mo.DecisionMatrix([[3, 0, 0], [0, 3, 0], [0, 0, 3]], ["Ant", "Bee", "Cat"], list("abc")), "wsm"),
        "WeightTriangle(Ant 0.333, Bee 0.333, Cat 0.333)",
        [
            (
                "Who is first by wsm for the weights of a, b, c",
                ("first", "part", "fraction", "corners (a, b, c)"),
                (
                    ("Ant", "33.3 %", "1/3", "1 0 0; 1/2 1/2 0; 1/3 1/3 1/3; 1/2 0 1/2"),
                    ("Bee", "33.3 %", "1/3", "1/2 1/2 0; 0 1 0; 0 1/2 1/2; 1/3 1/3 1/3"),
                    ("Cat", "33.3 %", "1/3", "1/2 0 1/2; 1/3 1/3 1/3; 0 1/2 1/2; 0 0 1"),
                ),
            )
        ],
        (),
    ),
    "margin of victory": (
        lambda: mo.margin_of_victory(MATRIX, method="wsm", weights=WEIGHTS),
        "WeightChange('Bee' over Ant, l1: 0.5)",
        [("Weights with which Bee passes Ant", CHANGE, MOVED)],
        (
            "Bee draws level with Ant at these weights, and passes any further (sum of changes 50 %).",
            "No smaller change does it: that is proved in exact fractions.",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_shown_can_be_worked_out_by_hand(name):
    ask, told, tables, remarks = CASES[name]
    found = ask()
    assert told in (None, repr(found))
    assert [(t.title, t.columns) for t in found.tables] == [(title, columns) for title, columns, _ in tables]
    for shown, (_, _, rows) in zip(found.tables, tables, strict=True):
        assert [tuple(pytest.approx(c) if isinstance(c, float) else c for c in row) for row in rows] == list(shown.rows)
    assert found.remarks == remarks
    assert found.verify()


def test_draws_that_are_asked_for_are_the_draws_that_are_made():
    for ask in (mo.necessary, mo.possible):
        found = ask(MATRIX, "topsis", draws=60, rng=3)
        assert found.draws == 60
        assert found.verify()
    assert mo.first_place(MATRIX, "topsis", draws=70, rng=3).draws == 70
    assert mo.rank_ranges(MATRIX, "topsis", draws=80, rng=3).draws == 80


def test_a_triangle_says_where_the_given_weights_lie():
    matrix = mo.DecisionMatrix([[3, 0, 0], [0, 3, 0]], ["Ant", "Bee"], list("abc"))
    found = mo.weight_triangle(matrix, "wsm", weights=[2, 1, 1])
    assert found.remarks == ("The given weights lie at a 50 %, b 25 %, c 25 %.",)
    assert [set(r.flat) for r in found.regions] == [{(end, 0.0), (0.5, 0.0), (0.5, 3**0.5 / 2)} for end in (0.0, 1.0)]
    document = found.document()
    assert document["current"] == ["1/2", "1/4", "1/4"]
    assert document["groups"] == {"a": ["a"], "b": ["b"], "c": ["c"]}
    assert [(r["winners"], r["area"]) for r in document["regions"]] == [(["Ant"], "1/2"), (["Bee"], "1/2")]
