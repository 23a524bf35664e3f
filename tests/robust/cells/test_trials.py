"""Tables with changed cells: what is added up column by column is what the method says of the whole table."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.family import HIGHER, SCORE
from mcda_orch.plugin.plugin import method as declared
from mcda_orch.robust.cells.cell_options import scale_of
from mcda_orch.robust.cells.column_parts import ColumnParts
from mcda_orch.robust.cells.trials import Trials
from mcda_orch.robust.evidence.question import asked

TABLE = mo.DecisionMatrix(
    [[7, 3, 5], [9, 5, 2], [1, 8, 4], [6, 6, 6]], list("ABCD"), ["a", "b:min", mo.Criterion("c", scale=mo.Ordinal([2, 4, 5, 6]))]
)
WSM = mo.wsm.with_(scale=mo.scalings.minmax)


def trials_of(method, rows=range(4)):
    question = asked(TABLE, method, [2, 1, 1])
    return Trials(question, list(rows), [scale_of(question, j) for j in range(3)])


@pytest.mark.parametrize("method", [WSM, mo.wsm.with_(scale=mo.scalings.vector), mo.promethee_ii, mo.spotis, mo.topsis, mo.vikor])
@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_scores_are_those_of_the_tables(method, count):
    """Of four cells in three columns, two at least are of the same column."""
    trials = trials_of(method)
    rng = np.random.default_rng(count)
    cells = [cell for some in trials.cells.values() for cell in some]
    choices = np.array([[rng.choice(cells[k]) for k in rng.permutation(len(cells))[:count]] for _ in range(40)], dtype=np.intp)
    tables = trials.tables(choices)
    for chosen, table in zip(choices, tables, strict=True):
        expected = np.array(TABLE.values)
        for o in (trials.options[p] for p in chosen):
            expected[o.i, o.j] = o.value
        assert (table == expected).all()
    told = np.array([np.asarray(method(TABLE.with_values(x), [2, 1, 1]).scores) for x in tables])
    told = told if method.better is HIGHER else -told
    found = trials.scores(choices)
    apart = (found - told) if trials.question.rows is None else (found - found[:, :1]) * 4 - (told - told[:, :1])  # shares, not weights
    assert np.abs(apart).max() <= 1e-12 * max(1, np.abs(told).max())
    assert trials.spent == trials.cost * len(choices)


def test_a_column_is_by_itself_where_no_other_changes_what_is_seen_in_it():
    @declared(SCORE)
    def leaning(x, w, s):
        lean = x[..., :1] - x[..., :1].mean(axis=-2, keepdims=True)
        return (((x + lean * np.array([0.0, 1.0, 0.0])) * s) @ w[..., None])[..., 0]

    for method, alone in ((WSM, True), (mo.promethee_ii, True), (leaning, False), (mo.topsis, False)):
        question = asked(TABLE, method, [2, 1, 1])
        assert (ColumnParts.of(question, [scale_of(question, j) for j in range(3)]) is not None) is alone
    assert trials_of(mo.topsis).cost == 12


def test_options_are_all_other_levels_and_a_grid_of_what_has_none():
    trials = trials_of(WSM, [1])
    by_column = {j: sorted(o.value for o in trials.options if o.j == j) for j in range(3)}
    assert by_column[0] == list(range(1, 9))  # from 1 to 9 by eighths, without the 9 that is there
    assert by_column[2] == [4, 5, 6]
    assert not trials.discrete
    assert {o.i for o in trials.options} == {1}
    assert [float(o.size) for o in trials.options if o.j == 2] == [0.5, 0.75, 1.0]
