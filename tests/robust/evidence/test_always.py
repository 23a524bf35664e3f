"""Who is always ahead: corners and programmes against one proved programme a pair."""

from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.programme import maximise
from mcda_orch.exact.rational import dot
from mcda_orch.robust.evidence import always
from mcda_orch.robust.evidence.always import always_ahead
from mcda_orch.robust.evidence.question import allowed, asked

NAMES = ("a", "b", "c", "d")
SETS = {
    "all": lambda w: w,
    "an order": lambda w: w.order("a >= b >= c"),
    "a strict order": lambda w: w.order("a > b > c > d"),
    "bounds": lambda w: w.bounds(dict.fromkeys(NAMES, (0.1, 0.4))),
    "a point": lambda w: w.bounds({"a": 0.4, "b": 0.3, "c": 0.2, "d": 0.1}),
    "a segment": lambda w: w.order("a = b").bounds({"c": 0.25}),
    "implied equalities": lambda w: w.order("a >= b", "b >= a").bounds({"c": (0, 0)}),
}


def one_by_one(question, known, strict):
    """The smallest lead of every pair, by a programme of its own."""
    n = len(question.names)
    found = np.zeros((n, n), dtype=bool)
    for a in range(n):
        for b in range(n):
            d = question.difference(a, b)
            least = dot(d, maximise([-v for v in d], *known.rows()).x)
            found[a, b] = least > 0 if strict else least >= 0
    return found


def tables():
    rng = np.random.default_rng(5)
    yield rng.integers(0, 3, (5, 4)).astype(float)  # ties, doubles and constants
    yield rng.integers(0, 10, (6, 4)) / 7
    yield 1e15 + rng.integers(0, 3, (4, 4)) + np.array([0, 0.125, 0.25, 0])
    yield rng.random((4, 4)) * 10.0 ** np.array([-150, 0, 120, 200])  # whole numbers beyond any machine's


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("which", SETS)
def test_corners_and_programmes_decide_as_one_programme_a_pair(monkeypatch, which, strict):
    for values in tables():
        matrix = mo.DecisionMatrix(values, [f"A{i}" for i in range(len(values))], ["a", "b", "c:min", "d"])
        question = asked(matrix, mo.wsm, needs_weights=False)
        known = allowed(question, SETS[which](mo.WeightSet(matrix)))
        expected = one_by_one(question, known, strict)
        np.testing.assert_array_equal(always_ahead(question, known, strict), expected)
        monkeypatch.setattr(always, "CORNERS", 0)
        np.testing.assert_array_equal(always_ahead(question, known, strict), expected)
        monkeypatch.undo()


def test_alone_and_with_one_criterion():
    alone = mo.DecisionMatrix([[1, 2]], ["A"], ["x", "y"])
    assert mo.necessary(alone, mo.wsm).verify()
    assert mo.possible(alone, mo.wsm, mo.WeightSet(alone).order("x > y")).holds("A", "A")
    column = mo.DecisionMatrix([[3], [1], [3]], ["A", "B", "C"], ["x"])
    found = mo.necessary(column, mo.wsm)
    assert found.pairs == (("A", "B"), ("C", "B"))
    assert found.holds("A", "C")
    assert found.holds("C", "A")
    assert mo.possible(column, mo.wsm).pairs == found.pairs


def test_blanks_are_filled_before_anything_is_compared():
    matrix = mo.DecisionMatrix([[1, None], [2, 5], [0, 1]], ["A", "B", "C"], ["x", "y"])
    assert mo.necessary(matrix, mo.wsm, blanks="worst").pairs == (("A", "C"), ("B", "A"), ("B", "C"))


def test_an_empty_set_is_refused():
    matrix = mo.DecisionMatrix([[1, 2], [2, 1]], ["A", "B"], ["x", "y"])
    with pytest.raises(mo.DomainError, match="no weights agree"):
        mo.necessary(matrix, mo.wsm, mo.WeightSet(matrix).order("x > y", "y > x"))


def test_the_lead_of_a_certificate_is_that_of_the_relation():
    rng = np.random.default_rng(2)
    matrix = mo.DecisionMatrix(rng.integers(0, 4, (5, 4)).astype(float), list("ABCDE"), NAMES)
    known = mo.WeightSet(matrix).order("a >= b >= c >= d")
    for found in (mo.necessary(matrix, mo.wsm, known), mo.possible(matrix, mo.wsm, known)):
        assert found.verify()
        for a in "ABCDE":
            for b in set("ABCDE") - {a}:
                proof = found.certificate(a, b)
                assert proof.holds == found.holds(a, b)
                assert type(proof.lead) is Fraction


def test_programmes_are_asked_of_neighbours_first(monkeypatch):
    """Places at the middle of the set tell who is near whom: of all pairs that are open, the nearest are asked, a few at a time."""
    matrix = mo.DecisionMatrix(np.random.default_rng(2).random((9, 4)), criteria=["a", "b", "c", "d"])
    question = asked(matrix, mo.wsm, needs_weights=False)
    known = allowed(question, mo.WeightSet(matrix).order("a >= b"))
    middle = always._scores(question.parts[0], [int(v * 10**9) for v in known.inner])
    place = sorted(range(9), key=lambda a: -middle[a]).index
    settled = []

    class Told(always.SmallestLeads):
        def settle(self, pairs, strict):
            settled.append([abs(place(p) - place(q)) for p, q in pairs])
            return super().settle(pairs, strict)

    monkeypatch.setattr(always, "SmallestLeads", Told)
    monkeypatch.setattr(always, "TOGETHER", 4)
    monkeypatch.setattr(always, "CORNERS", 0)
    always_ahead(question, known, False)
    assert len(settled) > 1
    assert settled[0] == [1] * 4
    assert all(some == sorted(some) for some in settled)
