"""Rows of methods that are linear in their weights: exact, turned so that more is better, and refused where there are none."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.check import task
from mcda_orch.sampling.linear_rows import CLOSE, adds_up, form_of, linear_rows

MATRIX = mo.DecisionMatrix([[7, 3], [9, 5], [1, 4]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])


def test_rows_are_exact_and_have_names():
    found = linear_rows(mo.wsm, MATRIX)
    assert (found.names, found.criteria, found.method) == (("Ant", "Bee", "Cat"), ("quality", "price"), "wsm")
    assert found.rows == ((7, -3), (9, -5), (1, -4))
    assert found["Bee"] == (9, -5)
    assert found.difference("Ant", "Cat") == (6, 1)
    scaled = linear_rows(mo.wsm, MATRIX, scale=mo.scalings.minmax)
    assert scaled.rows == ((Fraction(3, 4), 1), (1, 0), (0, Fraction(1, 2)))
    with pytest.raises(mo.LabelError, match="there is no alternative 'Be'"):
        found["Be"]


@pytest.mark.parametrize("name", ["piv", "mairca", "wsm", "moora"])
def test_more_is_better_whatever_the_method_calls_better(name):
    found = linear_rows(mo.get(name), MATRIX)
    rng = np.random.default_rng(7)
    for w in rng.dirichlet([1, 1], 12):
        totals = [sum(float(v) * share for v, share in zip(row, w, strict=True)) for row in found.rows]
        assert mo.get(name)(MATRIX, w).ranking.dense.tolist() == mo.Ranking.from_scores(totals, MATRIX.names).dense.tolist()


def test_a_method_that_declares_no_form_is_tried():
    assert linear_rows(replace(mo.wsm, linear_form=None), MATRIX).rows == linear_rows(mo.wsm, MATRIX).rows
    tried = linear_rows(replace(mo.wsm, linear_form=None), MATRIX, scale=mo.scalings.minmax)
    assert tried.rows == linear_rows(mo.wsm, MATRIX, scale=mo.scalings.minmax).rows, "each criterion keeps its own direction"
    bent = replace(mo.get("vikor"), linear_form=None)
    for method in (mo.topsis, bent, mo.get("dea")):
        with pytest.raises(mo.DomainError, match="is not linear in its weights"):
            linear_rows(method, MATRIX)


def test_what_declares_another_form_or_solves_problems_is_not_tried():
    """By one criterion every method adds up, so that whoever is tried there is taken as linear."""
    one = mo.DecisionMatrix([[1], [2], [4]])
    plain = replace(mo.wsm, linear_form=None)
    assert linear_rows(plain, one).rows == ((1,), (2,), (4,))
    for method in (mo.topsis, replace(plain, ratio_form=mo.topsis.ratio_form), replace(plain, lift=True)):
        with pytest.raises(mo.DomainError, match="is not linear in its weights"):
            linear_rows(method, one)


@pytest.mark.parametrize("count", [2, 3])
def test_a_form_that_was_found_by_trying_reads_a_batch_table_by_table(count):
    found = task(replace(mo.wsm, linear_form=None), MATRIX, np.ones(2), None, {"scale": mo.scalings.minmax})
    form = form_of(found)
    tables = np.random.default_rng(1).integers(0, 9, (count, 3, 2)).astype(float)
    np.testing.assert_array_equal(form(tables), [form(x) for x in tables])
    x = tables[0]
    np.testing.assert_allclose(form(x), np.abs(x - [x[:, 0].min(), x[:, 1].max()]) / np.ptp(x, axis=0))
    batch = task(replace(mo.wsm, linear_form=None), mo.DecisionMatrix(tables), np.ones(2), None, {})
    assert form_of(batch) is None


def test_scores_add_up_to_the_size_of_their_terms():
    form, w = np.array([[1e6, -1e6], [3.0, 4.0]]), np.array([[0.5, 0.5], [1.0, 0.0]])
    scores = w @ form.T
    assert adds_up(form, w, scores)
    assert adds_up(form, w, scores + np.array([[0.9e6 * CLOSE, 0.0], [0.0, 0.0]]))
    for i, k in np.ndindex(2, 2):
        off = scores.copy()
        off[i, k] += 1e-3
        assert not adds_up(form, w, off)
        assert not adds_up(form, w, np.where(off == off[i, k], np.nan, scores))
    assert not adds_up(np.array([[np.inf, 0.0], [3.0, 4.0]]), w, scores)


def test_where_there_are_no_rows_that_is_said():
    with pytest.raises(mo.ShapeError, match="exact rows are those of one matrix"):
        linear_rows(mo.wsm, mo.DecisionMatrix(np.ones((2, 3, 2))))
    blank = mo.DecisionMatrix([[1, None], [2, 3]])
    with pytest.raises(mo.DomainError, match="where blanks give their weight away"):
        linear_rows(mo.wsm, blank, "redistribute")
    assert linear_rows(mo.wsm, blank, 0).rows == ((1, 0), (2, 3))
