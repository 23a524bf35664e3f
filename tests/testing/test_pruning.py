"""Cases lose what they can do without, and what they choose stays what it was."""

import numpy as np
import pytest

from mcda_orch.laws import scores as law
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.law import Arguments
from mcda_orch.plugin.plugin import method
from mcda_orch.testing import hunt
from mcda_orch.testing.pruning import pruned

X = np.arange(12.0).reshape(4, 3)
CASE = Arguments({"x": X, "w": np.array([1.0, 2.0, 3.0]), "s": np.array([1.0, -1.0, 1.0])}, {"q": np.array([0.1, 0.2, 0.3]), "v": 0.5})


def test_rows_and_columns_go_with_what_belongs_to_them():
    choices = {"row": 2, "other": 0, "column": 1, "losses": np.array([7.0, 8.0, 9.0]), "rows": np.array([3, 1, 0, 2])}
    left, chosen = pruned((CASE, choices), lambda case: 7.0 in case[0]["x"])
    np.testing.assert_array_equal(left["x"], [[1.0], [7.0]])
    assert (left["w"].tolist(), left["s"].tolist()) == ([2.0], [-1.0])
    assert left.params["q"].tolist() == [0.2]
    assert left.params["v"] == 0.5
    assert (chosen["row"], chosen["other"], chosen["column"], chosen["losses"].tolist()) == (1, 0, 0, [8.0])
    assert chosen["rows"].tolist() == [0, 1]


def test_an_order_of_columns_is_counted_anew():
    left, chosen = pruned((CASE, {"columns": np.array([2, 0, 1])}), lambda case: len(case[0]["w"]) > 1 and 3.0 in case[0]["w"])
    assert left["w"].tolist() == [1.0, 3.0]
    assert chosen["columns"].tolist() == [1, 0]


def test_judgements_lose_a_row_and_its_column():
    a = np.array([[1.0, 2.0, 4.0], [0.5, 1.0, 3.0], [0.25, 1 / 3, 1.0]])
    left, _ = pruned((Arguments({"a": a}), {}), lambda case: 4.0 in case[0]["a"])
    np.testing.assert_array_equal(left["a"], [[1.0, 4.0], [0.25, 1.0]])


def test_a_batch_and_the_last_row_stay():
    batch = Arguments({"x": X[None], "w": np.ones(3), "s": np.ones(3)})
    assert pruned((batch, {}), lambda case: True)[0] is batch
    left, _ = pruned((CASE, {}), lambda case: True)
    assert left["x"].shape == (1, 1)


@pytest.mark.parametrize("rows", [6, 8])
def test_a_fault_from_some_size_on_is_shown_at_that_size(rows):
    @method(SCORE)
    def turned(x, w, s):
        scores = (x * s[..., None, :] * w[..., None, :]).sum(-1)
        return -scores if x.shape[-2] >= rows else scores

    witness = hunt(turned, law.dominance)
    assert np.shape(witness.arrays["x"]) == (rows, 1)
