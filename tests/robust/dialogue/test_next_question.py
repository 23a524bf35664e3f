"""Well-chosen questions about pairs settle a ranking quickly."""

from dataclasses import replace

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.claims import Call
from mcda_orch.robust.dialogue import next_question as module

PROBLEM = mo.load("orchestrators")


def test_a_dozen_answers_decide_all_sixty_six_pairs():
    order = mo.wsm(PROBLEM).ranking.dense
    known, count = mo.WeightSet(PROBLEM), 0
    while (question := mo.next_question(PROBLEM, mo.wsm, known, draws=1000, rng=count)) is not None:
        a, b = question.a, question.b
        names = PROBLEM.matrix.names
        if order[names.index(a)] > order[names.index(b)]:
            a, b = b, a
        known = known.prefers(a, b, method=mo.wsm, matrix=PROBLEM)
        count += 1
        assert count <= 16
    assert 9 <= count <= 14
    assert len(mo.necessary(PROBLEM, mo.wsm, known).pairs) == 66


def test_nothing_is_asked_where_nothing_is_open():
    matrix = mo.DecisionMatrix([[3, 3], [2, 2], [1, 1]])
    assert mo.next_question(matrix, mo.wsm) is None
    assert mo.next_question(mo.DecisionMatrix([[1, 2]]), mo.wsm) is None
    assert mo.next_question(mo.DecisionMatrix(np.ones((3, 2))), mo.wsm) is None


def test_a_method_that_is_not_linear_is_refused():
    with pytest.raises(mo.DomainError, match="topsis is not linear in its weights"):
        mo.next_question(PROBLEM, mo.topsis)


def test_arguments_in_the_wrong_order_are_told_the_right_call():
    with pytest.raises(mo.PluginError, match=r'mo.next_question takes the problem first: mo.next_question\(problem, "wsm"\)'):
        mo.next_question(mo.wsm, PROBLEM)


def test_draws_are_no_proof_though_their_seed_is_left_out():
    found = mo.next_question(mo.DecisionMatrix([[1, 5], [4, 3], [2, 4]]), mo.wsm, draws=500)
    kept = {name: value for name, value in found.call.arguments.items() if name != "rng"}
    for one in (found, replace(found, call=Call(found.call.function, kept))):
        said = one.verify(report=True).remarks
        assert any("rest on random draws, and are not proved" in line for line in said)


def test_the_pair_is_the_one_that_draws_divide_most_evenly():
    """Ant and Bee meet where both weights are 1/2, Cat meets them at 1/4 and at 3/4."""
    found = mo.next_question(mo.DecisionMatrix([[4, 0], [0, 4], [1, 1]], ["Ant", "Bee", "Cat"], ["a", "b"]), mo.wsm, draws=4000, rng=1)
    assert (found.a, found.b, found.open_pairs) == ("Ant", "Bee", 3)
    assert found.odds == pytest.approx(0.5, abs=0.03)
    assert found.document() == {
        "schema": "mcda_orch.next_question", "version": 1, "a": "Ant", "b": "Bee", "odds": found.odds, "open_pairs": 3,
    }  # fmt: skip
    assert found.tables == ()
    assert found.remarks == (f"Is Ant preferred to Bee? ({found.odds:.0%} of the weights say so; 3 pairs are open.)",)


@pytest.mark.parametrize("unit", [1, 1000])
def test_pairs_that_no_draw_divides_are_open_where_some_weights_divide_them(unit):
    """One draw lies on one side of everything; Ant and Bee meet at 1/2, Cat is behind both, and Dog is Bee again."""
    matrix = mo.DecisionMatrix(np.array([[4, 1], [1, 4], [0, 0], [1, 4]]) / unit, ["Ant", "Bee", "Cat", "Dog"], ["a", "b"])
    found = mo.next_question(matrix, mo.wsm, draws=1, rng=1)
    assert found.open_pairs == 2
    assert {found.a, found.b} in ({"Ant", "Bee"}, {"Ant", "Dog"})
    decided = mo.WeightSet(matrix).prefers("Ant", "Bee", method=mo.wsm, matrix=matrix)
    assert mo.next_question(matrix, mo.wsm, decided, draws=1, rng=1) is None


@pytest.mark.parametrize("more", [{}, {"draws": 37}, {"rng": 5}, {"blanks": "best"}, {"weights": "C1 > C2"}])
def test_a_question_is_the_one_that_comes_of_what_was_given(more):
    rng = np.random.default_rng(3)
    cells = rng.integers(1, 9, (6, 3)).astype(float)
    cells[2, 1] = np.nan
    matrix = mo.DecisionMatrix(cells)
    given = {"blanks": "worst", "draws": 50, "rng": 1, **more}
    if "weights" in more:
        given["weights"] = mo.WeightSet(matrix).order(more["weights"])
    found = mo.next_question(matrix, mo.wsm, **given)
    assert found.verify()
    plain = mo.next_question(matrix, mo.wsm, blanks="worst", draws=50, rng=1)
    assert (str(found) == str(plain)) is (not more)


def test_no_programme_is_solved_for_a_pair_that_draws_divide(monkeypatch):
    matrix = mo.DecisionMatrix([[4, 0, 1], [0, 4, 2], [1, 1, 3], [5, 1, 1]], ["Ant", "Bee", "Cat", "Dog"], ["a", "b", "c"])
    open_, solved = module._open, []
    monkeypatch.setattr(module, "_open", lambda *given: solved.append(given[1]) or open_(*given))
    assert mo.next_question(matrix, mo.wsm, draws=2000, rng=1).open_pairs == 5
    assert len(solved) == 1  # Dog is ahead of Ant whatever the weights, level where c has them all
