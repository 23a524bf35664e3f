import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.apart import outcomes

MATRIX = mo.DecisionMatrix([[3, 300, 1], [5, 450, 2], [4, 250, 9], [5, 450, 2]], list("ABCD"), ["x", "y:min", "z"])
WEIGHTS = [mo.Weights(row, ("x", "y", "z"), source=f"w{k}") for k, row in enumerate(([1, 1, 1], [0, 3, 1], [5, 0, 0]))]


@pytest.mark.parametrize("name", ["wsm", "topsis", "vikor", "promethee_ii", "edas", "dea", "lexicographic", "codas"])
def test_each_outcome_is_that_of_a_call_by_itself(name):
    method = mo.get(name)
    for one, outcome in zip(WEIGHTS, outcomes(method, mo.Problem(MATRIX), WEIGHTS), strict=True):
        alone = method(MATRIX, one)
        assert outcome.ranking == alone.ranking
        np.testing.assert_allclose(outcome.scores.values, alone.scores.values, rtol=1e-12, atol=1e-15)
        assert (outcome.weights.source, outcome.notes, outcome.input_hash) == (one.source, alone.notes, alone.input_hash)
        assert not outcome.scores.values.flags.writeable


def test_weights_that_leave_a_row_no_weight_refuse_the_whole_call():
    matrix = mo.DecisionMatrix([[3, None], [5, 4], [4, 2]], list("ABC"), ["x", "y"])
    weights = [mo.Weights(row, ("x", "y")) for row in ([1, 1], [0, 1])]
    with pytest.raises(mo.MissingError, match="'A' is blank on every criterion"):
        outcomes(mo.wsm, mo.Problem(matrix, blanks="redistribute"), weights)
    found = mo.compare(mo.Problem(matrix, blanks="redistribute"), "wsm", weightings={"both": weights[0], "y alone": weights[1]})
    assert list(found.outcomes) == ["wsm with both"]
    assert found.refused["wsm with y alone"].startswith("'A' is blank on every criterion")
