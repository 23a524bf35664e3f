"""What every question about weights says of methods that are not linear, hard cases and bad input."""

from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.robust.evidence.question import asked

from .tables import PROBLEM, REST


def test_methods_that_are_not_linear_are_asked_and_say_so():
    x = mo.DecisionMatrix([[7, 3, 5], [5, 5, 5], [3, 7, 4], [1, 1, 1]], ["Ant", "Bee", "Cat", "Doe"], ["a", "b", "c"])
    w = [3, 2, 2]
    for method in ("topsis", "vikor"):
        stable = mo.stability(x, method, w)
        assert not stable.exact
        assert "not linear" in stable.remarks[-1]
        first = mo.first_place(x, method, rng=1)
        assert first.proved  # Doe is dominated
        assert first.verify()
        assert abs(sum(first.shares.values()) - 1) < 1e-12
        assert mo.necessary(x, method, rng=1).verify()
        assert mo.rank_ranges(x, method, rng=1).verify()
        change = mo.what_if(x, "Cat", method=method, weights=w, rng=1)
        assert change.possible
        assert not change.exact
        assert change.verify()
        assert not mo.what_if(x, "Doe", method=method, weights=w, rng=1).possible
        assert mo.margin_of_victory(x, method=method, weights=w, rng=1).verify()


def test_hard_cases_have_an_answer():
    one = mo.DecisionMatrix([[1, 2]], ["Ant"], ["a", "b"])
    assert mo.first_place(one, mo.wsm).shares == {"Ant": 1}
    assert mo.first_place(one, mo.topsis, rng=1).shares == {"Ant": 1}
    assert mo.stability(one, mo.wsm, [1, 1]).winner.shares == {"a": (0, 1), "b": (0, 1)}
    assert (mo.rank_ranges(one, mo.wsm)["Ant"].best, mo.rank_ranges(one, mo.wsm)["Ant"].worst) == (1, 1)
    assert mo.necessary(one, mo.wsm).pairs == ()
    with pytest.raises(mo.DomainError, match="no rivals"):
        mo.what_if(one, "Ant", method="wsm", weights=[1, 1])
    with pytest.raises(mo.DomainError, match="no rivals"):
        mo.margin_of_victory(one, method="wsm", weights=[1, 1])
    column = mo.DecisionMatrix([[1], [2]], ["Ant", "Bee"], ["a"])
    assert mo.first_place(column, mo.wsm).winners == ("Bee",)
    assert mo.stability(column, mo.wsm, [5]).ranking.shares == {"a": (1, 1)}
    assert not mo.what_if(column, "Ant", method="wsm", weights=[1]).possible
    equal = mo.DecisionMatrix(np.ones((3, 2)))
    assert mo.stability(equal, mo.wsm, [1, 2]).ranks == (("A1", "A2", "A3"),)
    tie = mo.what_if(equal, "A1", method="wsm", weights=[1, 2])
    assert (tie.possible, tie.level, tie.distance) == (False, True, 0)
    assert mo.margin_of_victory(equal, method="wsm", weights=[1, 2]).distance == 0
    for found in (
        mo.stability(equal, mo.wsm, [1, 2]),
        mo.first_place(equal, mo.wsm),
        mo.rank_ranges(equal, mo.wsm),
        mo.necessary(equal, mo.wsm),
    ):
        assert str(found)
        assert found.markdown()
        assert found.html()
        assert found.document()


def test_bad_input_is_one_clear_error():
    clash = mo.WeightSet(PROBLEM).order("Security > Cost").order("Cost > Security")
    with pytest.raises(mo.DomainError, match="no weights agree"):
        mo.first_place(PROBLEM, mo.wsm, clash)
    with pytest.raises(mo.LabelError, match="the weight set is for"):
        mo.necessary(PROBLEM, mo.wsm, mo.WeightSet(["a", "b"]))
    with pytest.raises(mo.MissingError, match="blank"):
        mo.stability(PROBLEM, mo.wsm, blanks="refuse")
    with pytest.raises(mo.MissingError, match="weights"):
        mo.stability(REST, mo.wsm, blanks=0)
    with pytest.raises(mo.PluginError, match="no method is given"):
        mo.first_place(REST, None)
    with pytest.raises(mo.PluginError, match="no method that scores"):
        mo.first_place(PROBLEM, "minmax")
    with pytest.raises(mo.LabelError, match="Airflw"):
        mo.what_if(PROBLEM, "Airflw")
    with pytest.raises(mo.LabelError, match="pass itself"):
        mo.what_if(PROBLEM, "Airflow", over="Airflow")
    with pytest.raises(mo.DomainError, match="'l3'"):
        mo.what_if(PROBLEM, "Airflow", norm="l3")
    with pytest.raises(mo.DomainError, match="nothing that can change"):
        mo.what_if(PROBLEM, "Airflow", change="moon")
    with pytest.raises(mo.DomainError, match="must be 'optimistic'"):
        mo.rank_ranges(PROBLEM, mo.wsm, ties="none")
    with pytest.raises(mo.ShapeError, match="three weights"):
        mo.weight_triangle(PROBLEM, mo.wsm)
    with pytest.raises(mo.LabelError, match="in no group"):
        mo.weight_triangle(PROBLEM, mo.wsm, groups={"a": ["Cost"], "b": ["Security"], "c": ["Caching"]})
    with pytest.raises(mo.DomainError, match="no polygons"):
        mo.weight_triangle(mo.DecisionMatrix([[1, 2, 3]]), mo.topsis)
    with pytest.raises(mo.ShapeError, match="one weight vector"):
        mo.stability(mo.DecisionMatrix([[1, 2]]), mo.wsm, [[1, 2], [2, 1]])


def test_blanks_that_give_their_weight_away_are_no_linear_question():
    found = mo.first_place(REST, mo.wsm, blanks="redistribute", draws=2000, rng=1)
    assert not found.proved
    assert not mo.stability(PROBLEM, mo.wsm, blanks="redistribute").exact
    with pytest.raises(mo.DomainError, match="give their weight away"):
        mo.what_if(PROBLEM, "Airflow", change="cells", blanks="redistribute")


def test_weights_are_read_as_they_were_written():
    x = mo.DecisionMatrix([[1, 0], [0, 1]], ["Ant", "Bee"], ["a", "b"])
    assert asked(x, mo.wsm, {"a": Fraction(1, 3), "b": Fraction(2, 3)}).shares == (Fraction(1, 3), Fraction(2, 3))
    assert asked(x, mo.wsm, [0.1, 0.9]).shares == (Fraction(1, 10), Fraction(9, 10))
    assert asked(x, mo.wsm, [1 / 3, 2 / 3]).numbers == (Fraction(1, 3), Fraction(2, 3))
    assert mo.stability(x, mo.wsm, [0.1, 0.9]).pair("Ant", "Bee")["a"].high == Fraction(1, 2)


def test_a_method_that_declares_no_form_is_linear_where_trying_finds_it_so():
    from dataclasses import replace

    silent = replace(mo.wsm, name="silent_sum", linear_form=None)  # under its own name: a result by another wsm is a forgery
    found, told = (mo.first_place(REST, method, blanks=0) for method in (silent, mo.wsm))
    assert found.shares == told.shares
    assert found.verify()
    assert "does not say that it is linear in its weights with these data; that was found by trying 16" in found.remarks[-1]
    assert mo.necessary(REST, silent, blanks=0).pairs == mo.necessary(REST, mo.wsm, blanks=0).pairs
    cells = [mo.what_if(REST, "Prefect", change="cells", method=m, weights=PROBLEM.weights, blanks=0) for m in (silent, mo.wsm)]
    assert cells[0].exact
    assert str(cells[0].table) == str(cells[1].table)


def test_trying_does_not_take_a_method_for_linear_that_bends():
    x = mo.DecisionMatrix([[7, 3, 5], [5, 5, 5], [3, 7, 4]], ["Ant", "Bee", "Cat"], ["a", "b", "c"])
    for name in ("topsis", "vikor", "owa", "lexicographic", "cocoso"):
        with pytest.raises(mo.DomainError, match="is not linear in its weights"):
            mo.max_margin(x, name, "Ant > Bee")
