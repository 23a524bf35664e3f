"""What a method sees in a cell: found by trying, told apart from what other cells have a say in, and by hand what helps."""

from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.plugin import method as declared
from mcda_orch.robust.cells.cell_options import Cell, Option, cell_move, effects_of, helpful_cells, scale_of
from mcda_orch.robust.evidence.question import asked

F = Fraction
TABLE = mo.DecisionMatrix(
    [[7, 3, 5], [9, 5, 2], [1, 8, 4]],
    list("ABC"),
    ["a", mo.Criterion("b", "min", mo.Interval(0, 10)), mo.Criterion("c", scale=mo.Ordinal([2, 4, 5, 6]))],
)
PLAIN = mo.wsm.with_(scale=mo.scalings.identity)


def scales_of(question):
    return [scale_of(question, j) for j in range(3)]


def seen_by(method):
    question = asked(TABLE, method, [2, 1, 1])
    return effects_of(question, scales_of(question))


def test_scales_are_what_is_declared_and_else_what_the_cells_say():
    assert scales_of(asked(TABLE, PLAIN, [2, 1, 1])) == [
        ((), (1.0, 9.0), True),
        ((), (0.0, 10.0), False),
        ((2.0, 4.0, 5.0, 6.0), (2.0, 6.0), False),
    ]
    half = mo.DecisionMatrix([[7.0], [9.0]], None, [mo.Criterion("a", scale=mo.Interval(low=0))])
    assert scale_of(asked(half, PLAIN, [1]), 0) == ((), (0.0, 9.0), True)


def test_what_is_seen_in_a_cell_is_its_value():
    found = seen_by(PLAIN)
    assert found.linear
    assert found.seen[0] == {float(v): v for v in range(1, 10)}
    assert found.seen[1] == {v: -F(v) for v in (0.0, 1.25, 2.5, 3.0, 3.75, 5.0, 6.25, 7.5, 8.0, 8.75, 10.0)}
    assert found.seen[2] == {2.0: 2, 4.0: 4, 5.0: 5, 6.0: 6}


@declared(SCORE)
def rooted(x, w, s):
    return ((np.sqrt(np.abs(x)) * s) @ w[..., None])[..., 0]


@declared(SCORE)
def beside(x, w, s):
    """Sees the cell beside in the same row."""
    return (((x + np.roll(x, 1, axis=-1) * np.array([0.0, 0.0, 1.0])) * s) @ w[..., None])[..., 0]


@declared(SCORE)
def below(x, w, s):
    """Sees the whole column."""
    return ((x / x.sum(axis=-2, keepdims=True) * s) @ w[..., None])[..., 0]


@declared(SCORE)
def top(x, w, s):
    """Gives the first row half of its cells."""
    half = np.where(np.arange(x.shape[-2])[:, None] == 0, 0.5, 1.0)
    return ((x * half * s) @ w[..., None])[..., 0]


def test_a_curve_is_no_line():
    found = seen_by(rooted)
    assert not found.linear
    assert found.seen[2][4.0] == 2
    assert found.seen[1][0.0] == 0


@pytest.mark.parametrize("method", [beside, below, top, mo.wsm.with_(scale=mo.scalings.vector), mo.topsis], ids=lambda m: m.name)
def test_where_other_cells_or_the_place_have_a_say_nothing_is_told(method):
    assert seen_by(method) is None


def test_cells_that_help_by_hand():
    """Of A's row a and c may rise and b may fall; to lower it, the other way round."""
    question = asked(TABLE, PLAIN, [2, 1, 1])
    scales = scales_of(question)
    effects = effects_of(question, scales)
    up = helpful_cells(question, 0, 1, scales, effects)
    assert up == [
        Cell((Option(0, 0, 9.0, F(1), F(2, 8)),), True),
        Cell((Option(0, 1, 0.0, F(3, 4), F(3, 10)),), True),
        Cell((Option(0, 2, 6.0, F(1, 4), F(1, 4)),), False),
    ]
    assert [c.most for c in up] == [1, F(3, 4), F(1, 4)]
    down = helpful_cells(question, 0, -1, scales, effects)
    assert [(c.options, c.continuous) for c in down[:2]] == [
        ((Option(0, 0, 1.0, F(3), F(6, 8)),), True),
        ((Option(0, 1, 10.0, F(7, 4), F(7, 10)),), True),
    ]
    assert sorted((o.value, o.gain, o.size) for o in down[2].options) == [(2.0, F(3, 4), F(3, 4)), (4.0, F(1, 4), F(1, 4))]
    assert down[2].most == F(3, 4)
    assert [c.options[0].j for c in helpful_cells(question, 1, 1, scales, effects)] == [1, 2]  # a is as good as it gets
    curved = effects_of(asked(TABLE, rooted, [2, 1, 1]), scales)
    assert [len(c.options) for c in helpful_cells(asked(TABLE, rooted, [2, 1, 1]), 0, 1, scales, curved)] == [2, 3, 1]


def test_a_move_tells_where_from_and_where_to():
    blank = mo.DecisionMatrix([[7, None], [9, 5]], ["A", "B"], ["a", mo.Criterion("b", scale=mo.Interval(0, 10))])
    question = asked(blank, PLAIN, [1, 1], blanks=0)
    option = Option(0, 1, 4.0, F(2), F(2, 5))
    move = cell_move(question, option)
    assert (move.alternative, move.criterion, move.old, move.new, move.blank, move.size, move.end, move.limit) == (
        "A",
        "b",
        0,
        4,
        True,
        F(2, 5),
        4,
        False,
    )
    assert str(move) == "b of A from blank, counted as 0, to 4"
    limit = cell_move(question, Option(1, 0, 8.0, F(1), F(1, 2)), True, 7.0)
    assert (limit.blank, limit.end, limit.limit) == (False, 7.0, True)
    assert str(limit) == "a of B from 9 to just beyond 8"
