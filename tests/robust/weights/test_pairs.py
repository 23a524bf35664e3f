"""Why a relation holds between two alternatives: what says too much, too little or something else is no proof of it."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.frozen import FrozenMap
from mcda_orch.robust.evidence.question import asked
from mcda_orch.robust.evidence.ratio_search import Ratios
from mcda_orch.robust.weights.pairs import PairProof, ShownPairProof, extreme_lead, first_seen, proved_pairs, settled_pairs, shown_proof

F = Fraction
PLAIN = mo.wsm.with_(scale=mo.scalings.identity)
TABLE = mo.DecisionMatrix([[4, 0], [0, 4], [3, 0]], ["Ant", "Bee", "Cat"], ["a", "b"])
ALL = mo.WeightSet(TABLE)
HALF = {"a": F(1, 2), "b": F(1, 2)}


def question_of(method):
    return asked(TABLE, method, None, None, needs_weights=False)


def linear(a, b, kind, known=ALL):
    question = question_of(PLAIN)
    found = extreme_lead(known, question.difference(question.at(a), question.at(b)), kind)
    value = -found.value if kind == "necessary" else found.value
    return PairProof(a, b, kind, value, FrozenMap(question.labelled(found.x)), found.ub, found.eq, question, known)


@pytest.mark.parametrize(
    ("a", "b", "kind", "lead", "holds", "said"),
    [
        ("Ant", "Cat", "necessary", 0, True, "Ant is at least as good as Cat whatever the weights: its lead is 0 or more."),
        ("Cat", "Ant", "necessary", -1, False, "Cat is behind Ant with the weights a 1."),
        ("Ant", "Bee", "possible", 4, True, "Ant is at least as good as Bee with the weights a 1."),
        ("Bee", "Cat", "necessary", -3, False, "Bee is behind Cat with the weights a 1."),
    ],
)
def test_leads_and_what_is_said_of_them(a, b, kind, lead, holds, said):
    found = linear(a, b, kind)
    assert (found.lead, found.holds, str(found)) == (lead, holds, said)
    assert found.verify()
    assert repr(found) == f"PairProof({said!r})"


def test_a_lead_that_cannot_be_is_told_with_its_set():
    found = linear("Bee", "Ant", "possible", ALL.bounds({"a": (0.75, 1)}))
    assert (found.lead, found.holds) == (-2, False)
    assert str(found) == "Bee is behind Ant with all weights that agree with '0.75 <= a <= 1', by 2 or more."
    assert found.verify()


def test_a_lead_that_was_changed_is_none():
    found = linear("Ant", "Bee", "necessary")
    for changed in (
        {"lead": F(-3)}, {"lead": F(-5)}, {"lead": -4}, {"lead": -4.0}, {"kind": "possible"}, {"kind": "always"}, {"a": "Bee", "b": "Ant"}, {"b": "Ant"},
        {"weights": FrozenMap(HALF)}, {"weights": FrozenMap({"a": F(1), "b": F(0)})}, {"weights": FrozenMap()}, {"known": ALL.order("a > b")},
        {"weights": FrozenMap({"a": F(-1), "b": F(2)})},
    ):  # fmt: skip
        assert not replace(found, **changed, tie="").verify(), changed


def shown(a, b, kind, method=mo.topsis):
    question = question_of(method)
    drawn = np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]])
    seen = first_seen(question, kind, drawn)
    form = question.ratio()
    ratios = None if form is None else Ratios(question, ALL, form)
    return shown_proof(question, ALL, kind, question.at(a), question.at(b), ratios, seen)


def test_the_first_weights_that_show_something_are_kept():
    question = question_of(mo.topsis)
    drawn = np.array([[0.5, 0.5], [1.0, 0.0], [0.0, 1.0], [0.9, 0.1]])
    dense = question.dense(drawn)
    for kind in ("necessary", "possible"):
        seen = first_seen(question, kind, drawn)
        for a in range(3):
            for b in range(3):
                shows = [k for k in range(4) if (dense[k, a] > dense[k, b] if kind == "necessary" else dense[k, a] <= dense[k, b])]
                if shows:
                    assert seen.weights[seen.at[a, b]].tolist() == drawn[shows[0]].tolist()
                else:
                    assert seen.at[a, b] == -1
        assert len(seen.weights) == len({k for k in seen.at.ravel().tolist() if k >= 0})


def test_what_weights_show_and_what_is_proved_without():
    behind, level, proved = shown("Cat", "Ant", "necessary"), shown("Bee", "Ant", "possible"), shown("Ant", "Cat", "necessary")
    assert [p.holds for p in (behind, level, proved)] == [False, True, True]
    assert [bool(p.weights) for p in (behind, level, proved)] == [True, True, False]
    assert [p.proof is None for p in (behind, level, proved)] == [True, True, False]
    assert all(p.verify() for p in (behind, level, proved))
    assert str(behind) == "Cat is behind Ant with the weights a 1."
    assert str(proved) == "Ant is at least as good as Cat whatever the weights."
    assert str(level).startswith("Bee is at least as good as Ant with the weights ")
    assert repr(proved) == f"ShownPairProof({str(proved)!r})"
    for found in (behind, level, proved):
        for changed in (
            {"holds": not found.holds},
            {"holds": int(found.holds)},
            {"a": found.b, "b": found.a},
            {"b": found.a},
            {"kind": "always"},
        ):
            assert not replace(found, **changed, tie="").verify(), (found, changed)
    for changed in (
        {"weights": FrozenMap()},
        {"weights": FrozenMap({"a": F(0), "b": F(1)})},
        {"weights": FrozenMap({"a": F(2), "b": F(-1)})},
        {"proof": proved.proof},
    ):
        assert not replace(behind, **changed, tie="").verify(), changed
    assert not replace(proved, weights=FrozenMap(HALF), tie="").verify()
    assert not replace(proved, known=ALL.order("a > b"), tie="").verify()
    assert not replace(proved, kind="possible", tie="").verify()
    assert not replace(level, weights=FrozenMap({"a": F(1), "b": F(0)}), tie="").verify()


def test_level_is_at_least_as_good():
    """Where all weight is on b, Ant and Cat are level: no counterexample, but a witness."""
    question = question_of(mo.topsis)
    at = FrozenMap({"a": F(0), "b": F(1)})
    assert ShownPairProof("Cat", "Ant", "possible", True, at, None, question, ALL).verify()
    assert not ShownPairProof("Cat", "Ant", "necessary", False, at, None, question, ALL).verify()


def test_what_draws_leave_open_is_settled_by_proofs():
    question = question_of(mo.topsis)
    inner = np.array([[0.6, 0.4], [0.4, 0.6]])  # Ant is ahead of Cat at both: that Cat can draw level is seen at the corner alone
    for kind, expected in (("necessary", [[1, 0, 1], [0, 1, 0], [0, 0, 1]]), ("possible", [[1, 1, 1], [1, 1, 1], [1, 1, 1]])):
        holds, exact = settled_pairs(question, ALL, kind, first_seen(question, kind, inner))
        assert exact
        np.testing.assert_array_equal(holds, np.array(expected, dtype=bool))
    np.testing.assert_array_equal(
        proved_pairs(question_of(PLAIN), ALL, "necessary"), np.array([[1, 0, 1], [0, 1, 0], [0, 0, 1]], dtype=bool)
    )
    np.testing.assert_array_equal(proved_pairs(question_of(PLAIN), ALL, "possible"), np.ones((3, 3), dtype=bool))
    some = ALL.bounds({"a": (0.75, 1)})
    np.testing.assert_array_equal(
        proved_pairs(question_of(PLAIN), some, "possible"), np.array([[1, 1, 1], [0, 1, 0], [0, 1, 1]], dtype=bool)
    )
