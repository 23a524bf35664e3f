"""What the answers about cells and blanks refuse, and what they say where nothing fits."""

import numpy as np
import pytest

import mcda_orch as mo

X = [[4, None], [1, 4], [2, 1]]
MATRIX = mo.DecisionMatrix(X, ["Ant", "Bee", "Cat"], ["a", "b"])
BATCH = mo.DecisionMatrix(np.ones((2, 3, 2)), ["Ant", "Bee", "Cat"], ["a", "b"])
MANY = np.ones((2, 2))

CASES = {
    "a batch of policies": (lambda: mo.blank_policies(BATCH, "wsm", [1, 1]), mo.ShapeError, "compared on one matrix", "pick one matrix"),
    "many weights": (lambda: mo.blank_policies(MATRIX, "wsm", MANY), mo.ShapeError, "under one weight vector", "pick one vector"),
    "weights that move": (
        lambda: mo.what_if(MATRIX, "Bee", "Ant", "cells", method="wsm", weights=[1, 3], blanks="redistribute"),
        mo.DomainError, "a cell that is filled changes the weights too", "fill the blanks",
    ),
    "itself": (lambda: mo.what_if(MATRIX, "Bee", "Bee", "cells", method="wsm", weights=[1, 1], blanks=0), mo.LabelError, "'Bee' is to pass itself", "rivals"),
    "another change": (lambda: mo.what_if(MATRIX, "Bee", "Ant", "rows", method="wsm", weights=[1, 1], blanks=0), mo.DomainError, "'rows'", "'weights' or 'cells'"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_with_a_way_out(case):
    call, error, said, hint = CASES[case]
    with pytest.raises(error) as found:
        call()
    assert type(found.value) is error
    assert said in str(found.value)
    assert hint in str(found.value)


def test_where_no_policy_fits_that_is_what_is_said():
    found = mo.blank_policies(MATRIX, "wpm", [1, 1], policies=["refuse", 0])
    assert dict(found.outcomes) == {}
    assert (found.reference, found.tau, found.shifts) == (None, {}, {})
    assert found.remarks[:2] == ("1 cell is blank: b of Ant.", "No policy fits.")
    assert repr(found) == "BlankPolicies(wpm: none fits)"
    assert found.verify()
