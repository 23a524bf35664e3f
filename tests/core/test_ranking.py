import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

import mcda_orch as mo


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=8), st.booleans())
def test_ranks_are_those_of_scipy(scores, higher):
    names = tuple(f"a{i}" for i in range(len(scores)))
    ranking = mo.Ranking.from_scores(np.array(scores, dtype=float), names, higher)
    for kind in ("dense", "min", "max", "average"):
        expected = rankdata(-np.array(scores) if higher else scores, method=kind)
        np.testing.assert_array_equal(ranking.ranks(kind), expected)


def test_a_batch_of_rankings():
    ranking = mo.Ranking.from_scores([[1.0, 2.0, 2.0], [3.0, 2.0, 1.0]], ("a", "b", "c"))
    assert ranking.ranks("min").tolist() == [[3, 1, 1], [1, 2, 3]]
    assert str(ranking[0]) == "b ~ c > a"
    assert str(ranking) == repr(ranking) == "Ranking(batch (2,), 3 alternatives)"
    with pytest.raises(mo.DomainError, match="batch of rankings"):
        ranking.best  # noqa: B018 - it raises


def test_identical_rows_tie_whatever_the_product_rounds():
    rng = np.random.default_rng(0)
    for _ in range(300):
        row, w = rng.integers(-1, 2, 11).astype(float), rng.random(11)
        matrix = mo.DecisionMatrix(np.tile(row, (7, 1)))
        for method in (mo.wsm, mo.topsis, mo.vikor, mo.spotis, mo.promethee_ii, mo.maximin):
            assert len(method(matrix, w).ranking.groups) == 1


def test_preorders():
    matrix = mo.DecisionMatrix([[1, 1], [1, 0], [0, 1], [0, 0]], ["top", "left", "right", "low"])
    order = mo.Preorder.dominance(matrix)
    assert order.kernel == ("top",)
    assert order.levels == (("top",), ("left", "right"), ("low",))
    assert order.incomparable("left", "right")
    assert order.reduction == (("top", "left"), ("top", "right"), ("left", "low"), ("right", "low"))
    assert not order.complete
    complete = mo.Preorder.from_ranking(mo.wsm(matrix, [1, 1]).ranking)
    assert complete.tied("left", "right")
    assert complete.complete


@pytest.mark.parametrize(
    "ranks", [[1, 2, 1, 3], [1, 3, 1, 4], [2, 3, 2, 4], [1.5, 3, 1.5, 4], {"d": 3, "c": 1, "b": 2, "a": 1}, np.array([1, 2, 1, 3])]
)
def test_ranks_of_any_convention_are_a_ranking(ranks):
    ranking = mo.Ranking(("a", "b", "c", "d"), ranks)
    assert str(ranking) == "a ~ c > b > d"
    assert ranking.ranks("average").tolist() == [1.5, 3, 1.5, 4]
    for kind in ("dense", "min", "max", "average"):
        assert mo.Ranking(ranking.labels, ranking.ranks(kind)) == ranking


def test_a_ranking_of_ranks_by_name_keeps_their_order():
    assert mo.Ranking({"z": 2, "a": 1}).labels == ("z", "a")
    assert mo.Ranking(["z", "a"], {"a": 1, "z": 2}).labels == ("z", "a")


@pytest.mark.parametrize(
    ("names", "ranks", "error", "message"),
    [
        (["a", "b"], [0, 1], mo.DomainError, "these are no ranks: 'a' 0, 'b' 1. Hint: ranks count from 1"),
        (["a", "b"], [1, 3], mo.DomainError, "these are no ranks"),
        (["a", "b", "c"], [1, 1.5, 3], mo.DomainError, "these are no ranks"),
        (["a", "b"], [7.5, 9.1], mo.DomainError, "for scores use mo.Ranking.from_scores"),
        (["a", "b"], [1, None], mo.DomainError, "the rank of 'b' is nan"),
        (["a", "b"], ["1st", "2nd"], mo.DomainError, "the rank of 'a' is '1st', which is no number"),
        (["a", "b"], [1, 2, 3], mo.ShapeError, "3 ranks for 2 alternatives"),
        (["a", "a"], [1, 2], mo.LabelError, "'a' appears twice"),
        (["a", "b"], {"a": 1, "c": 2}, mo.LabelError, "a rank for 'c', which is no alternative"),
        (["a", "b"], None, mo.LabelError, "the ranks are not given"),
    ],
)
def test_what_is_no_ranking_is_one_clear_error(names, ranks, error, message):
    with pytest.raises(error, match=message):
        mo.Ranking(names, ranks)


@pytest.mark.parametrize("scores", [np.ma.masked_array([1.0, 2.0], [0, 1]), np.array([1.0, np.nan]), np.array([1.0, np.inf])])
def test_who_has_no_score_has_no_place(scores):
    with pytest.raises(mo.DomainError, match="the score of 'Bee' is (nan|inf). Hint: who has no score"):
        mo.Ranking.from_scores(scores, ("Ant", "Bee"))


def test_a_long_order_is_shown_in_one_short_line():
    outcome = mo.wsm(np.arange(1000.0)[:, None], [1])
    assert repr(outcome).startswith("Outcome(wsm: A1000 > A999 > ")
    assert repr(outcome).endswith("> A941 ... (1,000 alternatives))")
    assert repr(outcome.ranking).endswith("> A941 ... (1,000 alternatives))")
    assert str(outcome.ranking).endswith("> A2 > A1")
    level = mo.wsm(np.ones((1000, 1)), [1])
    assert repr(level.ranking).endswith("~ A60 ... (1,000 alternatives))")
