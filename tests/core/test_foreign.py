import numpy as np
import pytest

import mcda_orch as mo

skc = pytest.importorskip("skcriteria")


def made():
    return skc.mkdm(
        [[1, -2, 3.5], [4, 5, -6]], [max, min, max], weights=[2, 4, 1], alternatives=["Ant", "Bee"], criteria=["x", "price:max", "z [EUR]"]
    )


def test_names_objectives_and_weights_of_scikit_criteria_are_kept():
    problem = mo.Problem(made())
    assert problem.matrix.names == ("Ant", "Bee")
    assert problem.matrix.criterion_names == ("x", "price:max", "z [EUR]")
    assert problem.matrix.senses.tolist() == [1, -1, 1]
    assert problem.matrix.values.tolist() == [[1, -2, 3.5], [4, 5, -6]]
    assert dict(problem.weights.items()) == {"x": 2, "price:max": 4, "z [EUR]": 1}
    assert problem.weights.source == "scikit-criteria"
    assert mo.Problem(made(), [1, 1, 1]).weights.values.tolist() == [1, 1, 1]


def test_a_matrix_of_it_may_be_narrowed_and_methods_take_it_with_its_weights():
    assert mo.DecisionMatrix(made(), criteria=["x"]).values.tolist() == [[1], [4]]
    assert mo.wsm(made()).scores.tolist() == mo.wsm(mo.Problem(made())).scores.tolist()
    assert mo.stability(made(), "wsm").winner == mo.stability(mo.Problem(made()), "wsm").winner


def test_types_of_pymcdm_are_directions():
    values = np.array([[1.0, -2.0], [3.0, 4.0]])
    for types in (np.array([1, -1]), np.array([1.0, -1.0]), [1, -1]):
        matrix = mo.DecisionMatrix(values, directions=types)
        assert matrix.senses.tolist() == [1, -1]
        assert matrix.values.tolist() == values.tolist()
    with pytest.raises(mo.LabelError, match="0.* is not a direction|not a direction"):
        mo.DecisionMatrix(values, directions=[1, 0])
