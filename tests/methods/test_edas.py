"""EDAS: what is at the average but for rounding is at the average."""

import numpy as np
import pytest

import mcda_orch as mo


@pytest.mark.parametrize("value", [0.1, 0.7, 6.9, 1e-200, 1e200])
@pytest.mark.parametrize("sense", [1.0, -1.0])
@pytest.mark.parametrize("count", [3, 7, 10])
def test_alternatives_that_are_all_alike_are_half_appraised(value, sense, count):
    """No distance is above the average and none below; the mean of equal cells may miss them by a digit."""
    found = mo.edas.kernel(np.full((count, 2), value), np.array([2.0, 1.0]), np.array([sense, sense]))
    np.testing.assert_array_equal(found, np.full(count, 0.5))
