"""A table by names: read by name or by place, and an array to whatever takes one."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.robust.frequency.grid import Grid

GRID = Grid(np.array([[0.25, 0.75], [0.5, 0.5]]), ("Ant", "Bee"), (1, 2))


def test_numbers_stand_at_their_names():
    assert GRID["Bee", 1] == 0.5
    assert dict(GRID["Ant"].items()) == {"1": 0.25, "2": 0.75}
    assert GRID[0].tolist() == [0.25, 0.75]
    assert GRID[1, 0] == 0.5
    for key in (("Cat", 1), ("Ant", 3)):
        with pytest.raises(mo.LabelError):
            GRID[key]


def test_an_array_is_a_view_unless_a_copy_is_asked_for():
    assert np.shares_memory(np.asarray(GRID), GRID.values)
    assert np.shares_memory(np.asarray(GRID, copy=False), GRID.values)
    assert not np.shares_memory(np.array(GRID, copy=True), GRID.values)
    assert np.asarray(GRID, dtype=np.float32).dtype == np.float32
    with pytest.raises(ValueError, match="copy"):
        np.asarray(GRID, dtype=np.float32, copy=False)


def test_functions_of_numpy_see_the_bare_numbers():
    assert (GRID + GRID).tolist() == [[0.5, 1.5], [1.0, 1.0]]
    assert np.maximum(GRID, 0.6).tolist() == [[0.6, 0.75], [0.6, 0.6]]
    assert np.add.reduce(GRID, axis=-1).tolist() == [1.0, 1.0]
