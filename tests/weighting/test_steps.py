"""Weightings show the tables that their publications print."""

import numpy as np
import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[4.0, 1, 7], [2, 4, 3], [3, 2, 5], [1, 3, 4]], list("ABCD"), ["a", "b", "c:min"])


def test_cilos_shows_its_matrices():
    steps = mo.weightings.cilos.steps(MATRIX)
    assert len(steps) > 1
    square = [step for step in steps if step.labels == (("a", "b", "c"), ("a", "b", "c"))]
    assert square
    assert "a" in str(steps)


@pytest.mark.parametrize("name", sorted(mo.names("weighting")))
def test_symbols_are_distinct_and_tables_fit(name):
    weighting = mo.get(name)
    given = {"ranks": [1, 2, 3]} if "ranks" in weighting.params else {}
    steps = weighting.steps(MATRIX, **given)
    symbols = [step.symbol for step in steps]
    assert len(set(symbols)) == len(symbols)
    for step in steps:
        assert np.shape(step.values) == tuple(map(len, step.labels))


def test_a_batch_has_no_single_set_of_steps():
    with pytest.raises(mo.ShapeError, match="a batch has no single set of steps"):
        mo.weightings.entropy.steps(mo.DecisionMatrix(np.ones((2, 3, 2))))
