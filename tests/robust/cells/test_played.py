"""Tables that are played through a method: who is ahead in each, and nobody where one of the scores is none."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.family import LOWER, SCORE
from mcda_orch.plugin.plugin import method as declared
from mcda_orch.robust.cells.played import is_ahead, scores_of
from mcda_orch.robust.evidence.question import asked


def smallest_logarithm(x, w, s):
    """Not linear in the weights, and without a number below zero."""
    return (w[..., None, :] * np.log(x)).min(axis=-1)


HIGH = declared(SCORE)(smallest_logarithm)
LOW = declared(SCORE, better=LOWER)(smallest_logarithm)


@pytest.mark.parametrize("method", [HIGH, LOW], ids=["higher", "lower"])
def test_nobody_is_ahead_in_a_table_that_leaves_the_range_of_the_method(method):
    """Ant has 8 and Bee 2, or the other way about where less is better; of Cat's -1 or 0 there is no logarithm."""
    cells = [[8.0, 9.0], [2.0, 3.0], [4.0, 4.0]]
    x = np.array(cells if method is HIGH else [cells[1], cells[0], cells[2]])
    question = asked(mo.DecisionMatrix(x, ["Ant", "Bee", "Cat"]), method, [1, 1])
    assert question.rows is None
    tables = np.stack([x, x, x, x[[1, 0, 2]]])
    tables[1, 2, 0], tables[2, 2, 1] = -1.0, 0.0
    assert is_ahead(question, tables, "Ant", ["Bee"]).tolist() == [True, False, False, False]
    scores = scores_of(question, tables)
    assert (scores[1:3] == 0).all()
    assert scores[0, 0] > scores[0, 1]
