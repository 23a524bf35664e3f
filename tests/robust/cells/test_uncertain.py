"""What open cells can be: intervals, samples, distributions and orders, and what stands in for them."""

import numpy as np
import pytest
from scipy import stats

import mcda_orch as mo
from mcda_orch.robust.cells.uncertain import Open, is_law, opened, uncertain

LEVELS = mo.Criterion("level", scale=mo.Ordinal([0, 1, 5, 9]))
BOUNDED = mo.Criterion("bounded", scale=mo.Interval(low=-2, high=4))


@pytest.mark.parametrize(
    ("cell", "criterion", "value"),
    [
        (Open(0, 9), LEVELS, 5),
        (Open(0, 2), LEVELS, 1),
        (Open(6, 9), LEVELS, 9),
        (Open(0, 9, (0, 1, 9)), LEVELS, 1),
        (Open(2, 8), BOUNDED, 4),
        (Open(-8, -6), BOUNDED, -2),
        (Open(1, 4), BOUNDED, 2.5),
        (Open(1, 4), mo.Criterion("free"), 2.5),
        (Open(1, 9, (1, 2, 9)), mo.Criterion("free"), 2),
        (Open(1, 9, (1, 2, 4, 7, 9)), mo.Criterion("free"), 4),
        (Open(-np.inf, np.inf, law=stats.norm(3, 1)), mo.Criterion("free"), 3),
    ],
)
def test_what_stands_in_is_the_admitted_value_nearest_to_the_middle(cell, criterion, value):
    assert cell.stand_in(criterion) == value


def test_what_is_open_is_read_with_its_ends():
    assert (opened((2, 5), "x").low, opened((2, 5), "x").high, opened((2, 5), "x").values) == (2, 5, ())
    assert (opened((2, 2), "x").values, opened((2, 2), "x").ends) == ((2,), (2,))
    sampled = opened([5, 1, 5], "x")
    assert (sampled.low, sampled.high, sampled.ends, opened((2, 5), "x").ends) == (1, 5, (1, 5), (2, 5))
    law = opened(stats.uniform(1, 3), "x")
    assert (law.low, law.high, law.values, law.spread) == (1, 4, (), "uniform_gen ((1, 3), {}) (np.float64(1.0), np.float64(4.0))")
    assert opened((2, 5), "x").spread == ""
    shapes = (stats.beta(2, 3), stats.beta(3, 2), stats.beta(a=2, b=3), stats.beta(a=3, b=2), stats.uniform())  # all of them from 0 to 1
    assert len({opened(shape, "x").spread for shape in shapes}) == 5
    assert [is_law(v) for v in (stats.norm(0, 1), (1, 2), "norm")] == [True, False, False]
    for wrong in ((5, 2), (1, 2, 3), [], [[1]], [np.inf], "low", stats.norm):
        with pytest.raises(mo.DomainError, match="^the cell is"):
            opened(wrong, "the cell")


def test_draws_stay_where_they_are_said_to():
    rng = np.random.default_rng(0)
    drawn = Open(2, 5).draw(500, rng)
    assert (drawn.min() >= 2, drawn.max() <= 5, abs(drawn.mean() - 3.5) < 0.2) == (True, True, True)
    assert set(Open(1, 9, (1, 3, 9)).draw(100, rng).tolist()) == {1, 3, 9}
    law = Open(1, 4, law=stats.uniform(1, 3)).draw(500, rng)
    assert (law.shape, law.min() >= 1, law.max() <= 4) == ((500,), True, True)


def test_every_blank_lies_on_its_scale_and_is_said_to_where_that_is_learnt():
    criteria = ["learnt", mo.Criterion("half", scale=mo.Ratio(low=0)), BOUNDED, LEVELS]
    matrix = mo.DecisionMatrix([[None, None, None, None], [3, 2, 1, 5], [7, 2, 3, 1]], ["Ant", "Bee", "Cat"], criteria)
    found = uncertain(matrix, "unknown")
    assert [(cell.low, cell.high, cell.values) for cell in found.cells.values()] == [(3, 7, ()), (0, 2, ()), (-2, 4, ()), (0, 9, ())]
    assert list(found.cells) == [(0, 0), (0, 1), (0, 2), (0, 3)]
    assert found.matrix.values[0].tolist() == [5, 1, 1, 5]
    assert [note.split(":")[0] for note in found.notes] == [
        "learnt declares no full scale; its blanks are taken to lie between the values found, 3 and 7",
        "half declares no full scale; its blanks are taken to lie between the values found, 0 and 2",
    ]
    assert uncertain(matrix, "levels").cells[0, 3].values == (0, 1, 5, 9)
    assert not found.certain
    given = uncertain(matrix, "unknown", {("Ant", "learnt"): (1, 9)})
    assert (given.cells[0, 0].low, len(given.cells), len(given.notes)) == (1, 4, 1)
    kept = uncertain(matrix, 0)
    assert (kept.certain, kept.blanks.value, kept.matrix is matrix) == (True, 0, True)


def test_a_stated_value_of_blanks_widens_what_is_learnt():
    matrix = mo.DecisionMatrix([[None, 1], [3, 2], [7, 4]], ["Ant", "Bee", "Cat"], ["learnt", "whole"])
    for value, low, high in ((0, 0, 7), (5, 3, 7), (9, 3, 9)):
        found = uncertain(mo.Problem(matrix, blanks=mo.Blanks.of(value)), "unknown")
        assert (found.cells[0, 0].low, found.cells[0, 0].high) == (low, high)
        assert "between the values found or stated" in found.notes[0]


def test_orders_keep_their_ends_and_their_order():
    scale = mo.Ordinal(["poor", "fair", "good", "best"])
    matrix = mo.DecisionMatrix([[0, 1], [3, 2], [1, 4], [1, 0]], list("abcd"), [mo.Criterion("o", scale=scale), "v"])
    found = uncertain(matrix, ordinal=True)
    (order,) = found.orders
    assert (order.column, order.place.tolist()) == (0, [0, 3, 1, 1])
    drawn = order.draw(400, np.random.default_rng(1))
    assert drawn.shape == (400, 4)
    assert (drawn[:, 0] == 0).all()
    assert (drawn[:, 1] == 3).all()
    assert (drawn[:, 2] == drawn[:, 3]).all()
    assert abs(drawn[:, 2].mean() - 1) < 0.1  # the lower of two even draws between 0 and 3
    learnt = uncertain(matrix, ordinal="v").orders[0]
    assert (learnt.levels.tolist(), learnt.place.tolist()) == ([0, 1, 2, 4], [1, 2, 3, 0])
    assert len(uncertain(matrix, ordinal=["v", "o", "v"]).orders) == 2
    alone = uncertain(mo.DecisionMatrix([[2, 1], [2, 3]]), ordinal="C1").orders[0]
    assert alone.draw(3, np.random.default_rng(2)).tolist() == [[2, 2]] * 3


def test_drawn_cells_are_put_where_they_belong():
    matrix = mo.DecisionMatrix([[1, 2], [3, 4], [5, 6]], list("abc"), ["p", "q"])
    found = uncertain(matrix, cells={("b", "p"): (7, 9)}, ordinal="q")
    drawn = found.draw(4, np.random.default_rng(3))
    assert [part.shape for part in drawn] == [(4,), (4, 3)]
    x = found.filled(matrix.values, drawn, 3)
    assert x.shape == (3, 3, 2)
    assert (x[:, 1, 0] == drawn[0][:3]).all()
    assert (x[:, :, 1] == drawn[1][:3]).all()
    assert (x[:, [0, 2], 0] == [1, 5]).all()
    assert matrix.values.tolist() == [[1, 2], [3, 4], [5, 6]]


def test_what_cannot_be_open_is_refused():
    matrix = mo.DecisionMatrix([[1, 2], [3, 4]], ["Ant", "Bee"], [BOUNDED, "q"])
    with pytest.raises(mo.DomainError, match="'bounded' of 'Ant' goes from -3 to 1, beyond the declared scale from -2 to 4"):
        uncertain(matrix, cells={("Ant", "bounded"): (-3, 1)})
    with pytest.raises(mo.DomainError, match="goes from 1 to 5, beyond"):
        uncertain(matrix, cells={("Ant", "bounded"): (1, 5)})
    assert uncertain(matrix, cells={("Ant", "bounded"): (-2, 4)}).cells[0, 0].high == 4
    assert uncertain(matrix, cells={("Ant", "bounded"): stats.norm(0, 1)}).cells[0, 0].high == np.inf
    with pytest.raises(mo.LabelError, match="there is no alternative 'Ent'"):
        uncertain(matrix, cells={("Ent", "q"): (1, 2)})
    with pytest.raises(mo.LabelError, match="names no cell"):
        uncertain(matrix, cells={"Ant": (1, 2)})
    with pytest.raises(mo.DomainError, match="'q' is ordinal"):
        uncertain(matrix, cells={("Ant", "q"): (1, 2)}, ordinal="q")
    with pytest.raises(mo.DomainError, match="a batch of matrices holds its own samples"):
        uncertain(mo.DecisionMatrix(np.ones((2, 2, 2))), cells={("A1", "C1"): (1, 2)})


class Thrown:
    """A die, written as distributions of the new kind are: with a sample, and without numbers that are frozen in."""

    def support(self):
        return 1, 6

    def median(self):
        return 3.5

    def sample(self, size, rng):
        return rng.integers(1, 7, size)


def test_distributions_of_the_new_kind_are_drawn_from_and_known_by_their_ends():
    cell = opened(Thrown(), "the cell")
    assert (cell.low, cell.high, cell.values) == (1, 6, ())
    assert type(cell.low) is float
    drawn = cell.draw(300, np.random.default_rng(0))
    assert (drawn.dtype, sorted(set(drawn.tolist()))) == (np.float64, [1, 2, 3, 4, 5, 6])
    assert cell.stand_in(mo.Criterion("free")) == 3.5
    assert cell.spread == "Thrown ((), {}) (1, 6)"

    class Endless:
        sample = Thrown.sample

    assert [is_law(v) for v in (Thrown(), Endless(), [1, 2])] == [True, False, False]
