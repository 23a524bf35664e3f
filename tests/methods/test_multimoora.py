"""MULTIMOORA: what weights do in the full multiplicative form, worked out by hand."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.methods.scores.multimoora import _constant

MATRIX = mo.DecisionMatrix([[4, 2, 9], [2, 8, 5], [6, 1, 7]], ["Ant", "Bee", "Cat"], ["quality", "price:min", "spare"])
WEIGHTS = {"quality": 0.75, "price": 0.25, "spare": 0}


@pytest.mark.parametrize(
    ("weighing", "products"),
    [
        ("none", [4 / 2, 2 / 8, 6 / 1]),
        ("factors", [3 / 0.5, 1.5 / 2, 4.5 / 0.25]),
        ("exponents", [4**0.75 / 2**0.25, 2**0.75 / 8**0.25, 6**0.75]),
    ],
)
def test_a_weight_of_zero_leaves_its_criterion_out_of_the_product(weighing, products):
    found = mo.multimoora(MATRIX, WEIGHTS, weighing=weighing)
    assert found.steps["U_i"].values == pytest.approx(products)
    assert found.scores.values.tolist() == [2, 3, 1]


def test_every_weight_vector_has_its_own_factors():
    w, s = np.array([[0.75, 0.25, 0], [0.5, 0.5, 0]]), np.array([1.0, -1.0, 1.0])
    np.testing.assert_allclose(np.exp(_constant(w, s)), [[3], [1]])
    np.testing.assert_allclose(np.exp(_constant(w[0], s)), [3])
