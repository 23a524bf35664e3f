"""What rank reversal is not looked for in."""

import numpy as np
import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[4, None], [0, 4]], ["Ant", "Bee"], ["a", "b"])
BATCH = mo.DecisionMatrix(np.arange(8.0).reshape(2, 2, 2), ["Ant", "Bee"], ["a", "b"])

CASES = {
    "a batch": lambda: mo.rank_reversal(BATCH, "wsm", [1, 1]),
    "many weights": lambda: mo.rank_reversal(MATRIX, "wsm", np.ones((2, 2)), blanks=0),
    "weights that move": lambda: mo.rank_reversal(MATRIX, "wsm", [1, 1], blanks="redistribute"),
}


@pytest.mark.parametrize("case", CASES)
def test_one_matrix_with_filled_blanks_and_one_weight_vector(case):
    with pytest.raises(mo.ShapeError, match="one matrix with filled blanks, under one weight vector"):
        CASES[case]()
