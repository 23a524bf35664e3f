import numpy as np
import pytest

from mcda_orch.core import ascending as module
from mcda_orch.core.ascending import ascending, reached, smaller


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("t", [1, 2, 40, 255, 256, 3000, 20_000])
@pytest.mark.parametrize("kind", ["generic", "ties", "rounding", "wide", "huge", "equal"])
def test_rows_come_in_ascending_order_with_the_places_where_they_stood(t, kind, dtype):
    rng = np.random.default_rng(t)
    rows = {
        "generic": rng.normal(size=(5, t)),
        "ties": rng.integers(0, 7, (5, t)).astype(float),
        "rounding": rng.integers(1, 7, (5, t)) * (1.0 + 1e-15 * rng.random((5, t))),
        "wide": np.exp(rng.normal(0, 15, (5, t))),
        "huge": rng.normal(size=(5, t)) * (1e300 if dtype == "float64" else 1e37),
        "equal": np.full((5, t), 0.1),
    }[kind].astype(dtype)
    places, ordered = ascending(rows)
    np.testing.assert_array_equal(ordered, np.sort(rows, axis=-1))
    np.testing.assert_array_equal(rows.ravel()[places], ordered)
    np.testing.assert_array_equal(np.sort(places, axis=None), np.arange(rows.size))


def test_slack_leaves_only_what_differs_by_rounding_the_wrong_way_round(monkeypatch):
    rng = np.random.default_rng(0)
    rows = rng.integers(1, 7, (4, 500)) * (1.0 + 1e-15 * rng.random((4, 500)))
    rows[0, :2] = 1.0, 1.0 + 1e-10  # nearer than 32 bits tell, further than the slack
    _, ordered = ascending(rows, slack=1e-12)
    assert np.diff(ordered, axis=-1).min() > -1e-11
    np.testing.assert_array_equal(ordered[0], np.sort(rows[0]))
    monkeypatch.setattr(module, "LONG", 1000)
    np.testing.assert_array_equal(ascending(rows, slack=1e-12)[1], np.sort(rows, axis=-1))


@pytest.mark.parametrize("t", [1, 2, 12, 33, 300])
@pytest.mark.parametrize("count", [1, 5, 60])
def test_smaller_numbers_and_numbers_reached_are_counted(t, count):
    rng = np.random.default_rng(t)
    rows = rng.integers(0, 2 * t, (count, t)).astype(float)
    np.testing.assert_array_equal(smaller(rows), (rows[:, :, None] > rows[:, None, :]).sum(axis=-1))
    ordered, limits = np.sort(rows, axis=-1), np.sort(rows[:, ::-1] - rng.integers(0, 3, (count, 1)), axis=-1)
    np.testing.assert_array_equal(reached(ordered, limits), (ordered[:, None, :] <= limits[:, :, None]).sum(axis=-1))


@pytest.mark.parametrize("size", [5e-324, 1e-310, 1e-300, 1e307, 4e307])
def test_rows_whose_range_overflows_or_is_hardly_above_zero_are_sorted(size):
    rng = np.random.default_rng(1)
    rows = rng.integers(-4, 5, (3, 300)) * size
    rows[2] = rng.random(300)
    places, ordered = ascending(rows)
    np.testing.assert_array_equal(ordered, np.sort(rows, axis=-1))
    np.testing.assert_array_equal(rows.ravel()[places], ordered)
