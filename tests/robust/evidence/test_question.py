"""What a question reads of a problem, and what it says of weights."""

from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.rational import dot
from mcda_orch.robust.evidence import question as place
from mcda_orch.robust.evidence.question import allowed, asked, draws_for, near, rivals_text

TABLE = mo.DecisionMatrix([[4, 0, 1], [0, 4, 1], [2, 2, 1], [4, 0, 1]], list("pqrs"), ["a:max", "b:max", "c:min"])


def test_numbers_and_weights_are_read_exactly():
    found = asked(TABLE, "wsm", {"a": Fraction(1, 3), "b": 0.1, "c": 2})
    assert found.rows == ((4, 0, -1), (0, 4, -1), (2, 2, -1), (4, 0, -1))
    assert found.numbers == (Fraction(1, 3), Fraction(1, 10), 2)
    assert found.shares == (Fraction(10, 73), Fraction(3, 73), Fraction(60, 73))
    assert (found.names, found.criteria) == (tuple("pqrs"), ("a", "b", "c"))
    assert found.difference(0, 1) == (4, -4, 0)
    assert found.row("r") == (2, 2, -1)
    assert found.genuine()


def test_weights_may_stand_in_the_problem_or_be_left_out():
    problem = mo.Problem(TABLE, weights=mo.Weights({"a": 1, "b": 2, "c": 1}))
    assert asked(problem, "wsm").shares == (Fraction(1, 4), Fraction(1, 2), Fraction(1, 4))
    free = asked(TABLE, "wsm", needs_weights=False)
    assert (free.numbers, free.shares) == ((), ())
    with pytest.raises(mo.MissingError, match="the current weights are not given"):
        asked(TABLE, "wsm")
    with pytest.raises(mo.ShapeError, match="start from one weight vector"):
        asked(TABLE, "wsm", np.ones((2, 3)))
    with pytest.raises(mo.ShapeError, match="asked of one matrix"):
        asked(mo.DecisionMatrix(np.ones((2, 3, 3))), "wsm", [1, 1, 1])


@pytest.mark.parametrize("name", ["wsm", "topsis", "vikor"])
@pytest.mark.parametrize("block", [2**17, 1])
def test_who_is_first_is_who_has_rank_one_and_levels_go_down(monkeypatch, name, block):
    monkeypatch.setattr(place, "BLOCK", block)
    found = asked(TABLE, name, needs_weights=False)
    w = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 1, 1], [3, 1, 0], [1, 3, 4]]) * 1.0
    w /= w.sum(axis=-1, keepdims=True)
    dense = found.dense(w)
    assert (found.first(w) == (dense == 1)).all()
    assert found.first(w)[0].tolist() == [True, False, False, True]
    for shares, ranks in zip(w, dense, strict=True):
        levels = found.levels([Fraction(v) for v in shares.tolist()])
        assert [set(level) for level in levels] == [set(np.flatnonzero(ranks == k)) for k in range(1, ranks.max() + 1)]


SETS = {
    "all weights": lambda known: known,
    "an order": lambda known: known.order("a >= b >= c"),
    "two are equal": lambda known: known.order("a = b"),
    "one point": lambda known: known.bounds(a=0.5, b=0.25),
    "limits": lambda known: known.bounds(a=(0.2, 0.4)),
}


@pytest.mark.parametrize("said", SETS)
def test_shares_that_are_near_lie_in_the_set_the_nearest_first(said):
    known = SETS[said](mo.WeightSet(list("abc")))
    for w in known.sample(5, rng=1).values:
        first, *_ = near(known, (3 * w).tolist())
        assert np.allclose([float(v) for v in first], w, atol=1e-9)
    for given in ([1.0, 0, 0], [0.0, 0, 1], [0.1, 0.2, 0.7]):
        found = list(near(known, given))
        assert found
        assert all(known.contains(w, closed=True) and sum(w) == 1 for w in found)
        if known.statements:
            assert found[-1] == known.inner


def test_what_is_allowed_is_a_set_or_one_point():
    question = asked(TABLE, "wsm", needs_weights=False)
    assert allowed(question, None).statements == ()
    known = mo.WeightSet(TABLE).order("a > b")
    assert allowed(question, known) is known
    for given in ([1, 2, 1], {"c": 1, "b": 2, "a": 1}, mo.Weights({"b": 2, "a": 1, "c": 1})):
        assert allowed(question, given).vertices() == ((Fraction(1, 4), Fraction(1, 2), Fraction(1, 4)),)
    with pytest.raises(mo.LabelError, match="the weight set is for x, y, but the criteria are a, b, c"):
        allowed(question, mo.WeightSet(["x", "y"]))
    with pytest.raises(mo.ShapeError, match="start from one weight vector"):
        allowed(question, np.ones((2, 3)))
    with pytest.raises(mo.McdaError):
        allowed(question, known.order("b > a"))


def test_few_weights_are_drawn_where_each_takes_a_programme():
    slow = next(mo.get(name) for name in mo.names("score") if mo.get(name).lift)
    for method, draws in ((mo.wsm, 100_000), (slow, 2_000)):
        question = asked(TABLE.with_values(TABLE.values + 1), method, needs_weights=False)
        assert (draws_for(question, None), draws_for(question, 7)) == (draws, 7)


def test_rivals_are_named_one_by_one_unless_they_are_most():
    names = tuple("abcdefg")
    assert rivals_text(names, "a", ["b"]) == "b"
    assert rivals_text(names, "a", list("bcd")) == "b, c and d"
    assert rivals_text(names, "a", list("bcde")) == "all others but f and g"
    assert rivals_text(names, "a", list("bcdefg")) == "all others"
    assert rivals_text((*names, "h"), "a", list("bcde")) == "b, c, d and e"
    assert rivals_text(tuple("abcd"), "a", list("bcd")) == "b, c and d"


def test_methods_that_give_costs_are_turned_so_that_more_is_better():
    question = asked(TABLE, "vikor", needs_weights=False)
    w = np.full((1, 3), 1 / 3)
    scores = mo.vikor(TABLE, [1, 1, 1]).scores.values
    assert np.allclose(question.scores(w)[0], -scores)
    linear = asked(TABLE, "wsm", [1, 2, 1])
    assert np.allclose(linear.scores(w)[0], [float(dot(row, [Fraction(1, 3)] * 3)) for row in linear.rows])
