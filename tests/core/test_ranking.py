import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

import mcda_orch as mo
from mcda_orch.core.ranking import positions


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=8), st.booleans())
def test_ranks_are_those_of_scipy(scores, higher):
    names = tuple(f"a{i}" for i in range(len(scores)))
    ranking = mo.Ranking.from_scores(np.array(scores, dtype=float), names, higher)
    for kind in ("dense", "min", "max", "average"):
        expected = rankdata(-np.array(scores) if higher else scores, method=kind)
        np.testing.assert_array_equal(ranking.ranks(kind), expected)


def test_rounding_cannot_part_equals():
    assert positions([0.1 + 0.2, 0.3, 0.2]).tolist() == [1, 1, 2]
    assert positions([1e-300, 2e-300]).tolist() == [2, 1]


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
