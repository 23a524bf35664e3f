"""What an audit works out when it is asked for it: shares, margins, whole numbers, relations and stated weights, by hand on small tables."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

import mcda_orch as mo
from mcda_orch.inverse.audit.slips import _causes

NAMES = list("ABCD")
MATRIX = mo.DecisionMatrix([[1, 0], [0, 1], [2, 1], [1, 3]], NAMES, ["x", "y"])
RANKS = {"A": 4, "B": 3, "C": 2, "D": 1}
HALF = Fraction(1, 2)


def stating(x, y):
    return mo.Problem(MATRIX, weights=mo.Weights({"x": x, "y": y}))


def test_a_ranking_has_a_part_of_the_shares_a_margin_and_whole_numbers():
    found = mo.audit(MATRIX, RANKS, ranking=True)  # D > C > B > A where y > x > 0
    assert (found.share, found.margin, found.relations) == (HALF, HALF, (("y", "x"),))
    assert [dict(w) for w in found.integer] == [{"x": 1, "y": 2}]
    assert found.integer_weights(2).tolist() == [[1, 2]]
    assert found.integer_weights(3, 1).tolist() == [[1, 2], [1, 3], [2, 3]]
    assert found.integer_weights(0).shape == (0, 2)
    assert mo.audit(MATRIX, {"A": 1, "B": 2, "C": 3, "D": 4}, ranking=True).share == HALF  # read as scores: the largest is the best
    never = mo.audit(mo.DecisionMatrix([[1, 0], [2, 1], [0, 1]], NAMES[:3], ["x", "y"]), [9, 1, 5], ranking=True)
    assert (never.consistent, never.share, never.margin, never.relations) == (False, 0, None, ())


def test_scores_have_whole_numbers_and_relations_and_no_part_of_the_shares():
    found = mo.audit(MATRIX, [2, 3, 7, 11])
    assert (found.share, found.margin, found.relations, found.agrees, found.stated) == (None, None, (("y", "x"),), None, None)
    assert [dict(w) for w in found.integer] == [{"x": 2, "y": 3}]
    assert [found.integer_weights(*limits).tolist() for limits in ((3,), (2,), (9, 3))] == [[[2, 3]], [], []]
    many = mo.audit(mo.DecisionMatrix([[1, 2, 0], [0, 2, 1]], NAMES[:2], list("xyz")), [5, 4])
    assert [tuple(w.values()) for w in many.integer] == [(1, 2, 0), (3, 1, 2), (5, 0, 4)]
    assert (many.integer_weights(2).tolist(), many.relations) == ([[1, 2, 0]], (("x", "z"),))
    assert many.weights.values.tolist() == [3, 1, 2]
    none = mo.audit(MATRIX, [2, 3, 7, 12])
    assert (none.integer, none.integer_weights(3).shape, none.relations) == ((), (0, 2), ())
    for wrong in ((-1,), (True,), (1.5,), (3, -1)):
        with pytest.raises(mo.DomainError, match="a limit of whole-number weights is"):
            found.integer_weights(*wrong)
    with pytest.raises(mo.DomainError, match="the weights go from 4 to 3"):
        found.integer_weights(3, 4)


def test_stated_weights_agree_up_to_a_factor_where_scores_are_sums_and_as_shares_where_they_are_ranked():
    sums = [2, 3, 7, 11]
    assert mo.audit(stating(2, 3), sums).agrees is True
    assert mo.audit(stating(4, 6), sums).agrees is True
    assert mo.audit(stating(4, 6), [0.4, 0.6, 1.4, 2.2]).agrees is True
    wrong = mo.audit(stating(1, 3), sums)
    assert (wrong.agrees, dict(wrong.differences)) == (False, {"x": (1, 2)})
    assert [(m.alternative, m.published, m.recomputed, m.by) for m in wrong.missed] == [("A", 2, 1, -1), ("C", 7, 5, -2), ("D", 11, 10, -1)]
    assert wrong.document()["missed"] == [
        {"alternative": "A", "recomputed": "1", "by": "-1"},
        {"alternative": "C", "recomputed": "5", "by": "-2"},
        {"alternative": "D", "recomputed": "10", "by": "-1"},
    ]
    ranked = mo.audit(stating(1, 2), RANKS, ranking=True)
    assert ranked.agrees is True
    assert ranked.tables[0].rows == (("x", 0, "0.5", "0.25", 1), ("y", "0.5", 1, "0.75", 2))
    assert mo.audit(stating(2, 1), RANKS, ranking=True).agrees is False


def test_a_cell_may_be_wrong_though_the_weights_stay_open():
    scale = mo.Ordinal([0, 1])
    table = mo.DecisionMatrix([[1, 1, 0], [1, 1, 1]], NAMES[:2], [mo.Criterion(name, scale=scale) for name in "xyz"])
    found = mo.audit(table, [2, 1])
    assert [str(c) for c in found.cells] == ["B: x 0 instead of 1", "B: y 0 instead of 1"]
    assert [str(s) for s in found.slips] == ["A: published 2, should be between 0 and 1", "B: published 1, should be 2 or more"]
    assert found.swaps == (("A", "B"),)
    assert found.verify()


@pytest.mark.parametrize(
    ("ranking", "message"),
    [
        (["D", "C", "B", "A", "E"], "the ranking names 'E', which is no alternative"),
        (["D", "C", "B"], "the ranking does not name 'A'"),
        (["D", "C", "B", "A", "D"], "the ranking names an alternative twice"),
        ("D > C > B > E", "the ranking names 'E', which is no alternative"),
        ({"D": 1, "C": 2, "B": 3, "F": 4}, "'F'"),
    ],
)
def test_a_ranking_names_every_alternative_once_and_nobody_else(ranking, message):
    with pytest.raises(mo.LabelError, match=message):
        mo.audit(MATRIX, ranking=ranking)


@pytest.mark.parametrize("ranking", [["D", "C", "B", "A"], "D > C > B > A", {"D": 1, "C": 2, "B": 3, "A": 4}, [("D",), ("C",), "B", "A"]])
def test_a_ranking_is_read_in_every_form(ranking):
    assert mo.audit(MATRIX, ranking=ranking).share == HALF


def test_whole_weights_are_asked_for_where_cells_and_totals_are_whole():
    scale = mo.Ordinal([0, 0.5, 1, 2])
    for first, whole in ((1, True), (0.5, False)):
        table = mo.DecisionMatrix(
            [[first, 0], [0, 1], [None, 1]], NAMES[:3], [mo.Criterion("x", scale=scale), mo.Criterion("y", scale=scale)]
        )
        found = mo.audit(table, [2, 3, 7])
        assert found.blanks.consistent
        assert found.known.whole is whole
        assert [dict(w) for w in found.blanks.integer] == ([{"x": 2, "y": 3}] if whole else [])


@pytest.mark.parametrize(("total", "x", "y"), [(18, (6, 8), (10, 12)), (10, (2, 7), (3, 8)), (14, (2, 8), (6, 12))])
def test_each_of_two_blanks_counts_for_what_the_other_leaves(total, x, y):
    """By 2 and 3 points a step, from 1 to 4 steps each: from 2 to 8 and from 3 to 12, and what the total less the other allows."""
    scales = [mo.Criterion(name, scale=mo.Ratio(1, 4)) for name in "xy"]
    found = mo.audit(mo.DecisionMatrix([[1, 2], [2, 1], [None, None]], NAMES[:3], scales), [8, 7, total])
    ranges = {r.criteria: (r.low, r.high) for r in found.blanks.ranges}
    assert ranges == {("x", "y"): (total, total), ("x",): x, ("y",): y}
    assert found.blanks.verify()


def test_simple_slips_that_explain_a_figure():
    """Ant is 4 quarters and 8 times three: 7; Bee the other way round: 5."""
    forms = {"Ant": (Fraction(4), Fraction(8)), "Bee": (Fraction(8), Fraction(4))}

    def causes(figure, *w, half=0):
        table = SimpleNamespace(names=("Ant", "Bee"), criteria=("x", "y"), low=(figure - half, 0), high=(figure + half, 0))
        return _causes(table, "Ant", forms, w)

    quarters = Fraction(1, 4), Fraction(3, 4)
    assert causes(7, *quarters) == causes(2, *quarters) == ()
    assert causes(5, *quarters) == ("It is what the cells of Bee add up to.",)
    assert causes(6, *quarters) == ("It comes out where x is left out.",)
    assert causes(1, *quarters) == ("It comes out where y is left out.",)
    assert causes(10, *quarters) == ("It comes out where x is added without its weight.",)
    assert causes(9, *quarters) == ("It comes out where y is added without its weight.",)
    half = Fraction(1, 4)
    for figure in (1, 5, 6, 9, 10):  # a rounded figure may stand at either end of what it stands for
        assert causes(figure, *quarters) == causes(figure + half, *quarters, half=half) == causes(figure - half, *quarters, half=half)
    assert causes(4, 1, 0) == (), "what has no weight is not left out, and what weighs one is not without its weight"
    assert causes(12, 1, 0) == ("It comes out where y is added without its weight.",)
    assert causes(0, 1, 0) == ("It comes out where x is left out.",)


def test_weights_that_a_method_turns_into_shares_sum_to_one_before_any_row_is_read():
    shared = mo.audit(MATRIX, mo.get("smart")(MATRIX, [1, 3]).scores.values.tolist(), method="smart").known
    assert [(f.label, f.row, f.low, f.high) for f in shared.base] == [("weights sum to one", (1, 1), 1, 1)]
    assert mo.audit(MATRIX, [2, 3, 7, 11]).known.base == ()
