"""Scores in parts are the scores of the whole, in the form that the table has."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.errors import PluginError, ShapeError
from mcda_orch.large import source

RNG = np.random.default_rng(0)
TABLE = RNG.integers(1, 9, (5003, 5)).astype(float)
HEADS = ["a", "b:min", "c", "d:min", "e"]
S = np.array([1.0, -1.0, 1.0, -1.0, 1.0])
W = np.array([3.0, 2, 2, 1, 1])


@pytest.mark.parametrize("method", ["wsm", "topsis", "vikor", "copras"])
@pytest.mark.parametrize("workers", [1, 2, 5])
def test_arrays(method, workers, monkeypatch):
    whole = mo.get(method).kernel(TABLE, W, S)
    found = mo.scores(TABLE, method, W, criteria=HEADS, workers=workers)
    np.testing.assert_allclose(found, whole, rtol=1e-12, atol=1e-12)
    monkeypatch.setattr(source, "ROWS", 700)
    np.testing.assert_array_equal(found, mo.scores(TABLE, method, W, criteria=HEADS, workers=workers)) if method == "wsm" else None
    np.testing.assert_allclose(mo.scores(TABLE, method, W, criteria=HEADS), whole, rtol=1e-12, atol=1e-12)


def test_the_list_of_methods_is_still_one():
    assert mo.scores.topsis is mo.topsis
    assert "topsis" in dir(mo.scores)
    with pytest.raises(PluginError, match="mo.scores has no argument 'weight'.*weights"):
        mo.scores(TABLE, "wsm", weight=W)


def test_parameters_directions_and_labelled_weights():
    found = mo.scores(
        TABLE,
        "vikor",
        {"e": 1, "d": 1, "c": 2, "b": 2, "a": 3},
        criteria=list("abcde"),
        directions={"b": "min", "d": "min"},
        params={"v": 0.25},
    )
    np.testing.assert_allclose(found, mo.vikor.kernel(TABLE, W, S, v=0.25), rtol=1e-12)


def test_tables_with_more_axes_keep_them():
    found = mo.scores(TABLE[:5000].reshape(50, 100, 5), "topsis", W, criteria=HEADS)
    np.testing.assert_allclose(found.ravel(), mo.topsis.kernel(TABLE[:5000], W, S), rtol=1e-12)
    assert found.shape == (50, 100)


def test_dask_scores_are_computed_when_they_are_asked_for():
    da = pytest.importorskip("dask.array", reason="dask is not installed")
    dask = pytest.importorskip("dask")
    with dask.config.set(scheduler="synchronous"):
        found = mo.scores(da.from_array(TABLE, chunks=(1234, 2)), "topsis", W, criteria=HEADS)
        assert isinstance(found, da.Array)
        assert found.shape == (5003,)
        np.testing.assert_allclose(found.compute(), mo.topsis.kernel(TABLE, W, S), rtol=1e-12)
        seen = []
        counted = da.from_array(TABLE, chunks=(1234, 5)).map_blocks(
            lambda x: (seen.append(len(x)), x)[1], dtype=float, meta=np.zeros((0, 0))
        )
        mo.scores(counted, "topsis", W, criteria=HEADS).max().compute()
        assert len(seen) >= 5 * 2  # chunks are made anew for every pass, so none is held
        with pytest.raises(ShapeError, match="whose last axis is that of the criteria"):
            mo.scores(da.from_array(TABLE[:, 0]), "topsis", W)


def test_skipped_rows_have_no_score():
    rows = TABLE.copy()
    rows[5, 2] = np.nan
    found = mo.scores(rows, "topsis", W, criteria=HEADS, blanks="skip")
    assert np.flatnonzero(np.isnan(found)).tolist() == [5]
    np.testing.assert_allclose(np.delete(found, 5), mo.topsis.kernel(np.delete(TABLE, 5, axis=0), W, S), rtol=1e-12)
