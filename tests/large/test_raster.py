"""Rasters keep their coordinates, and what has no data has no score."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.errors import DomainError, ShapeError

xr = pytest.importorskip("xarray", reason="xarray is not installed")
RNG = np.random.default_rng(0)
CELLS = RNG.integers(1, 9, (3, 40, 50)).astype("int16")
CELLS[1, :5, :7] = -9999
WEIGHTS = {"slope": 1, "cost": 2, "sun": 3}


@pytest.fixture
def raster():
    coords = {"criterion": ["slope", "cost:min", "sun"], "y": np.arange(40) * 10.0, "x": np.arange(50) * 5.0, "spatial_ref": 0}
    return xr.DataArray(CELLS, dims=("criterion", "y", "x"), coords=coords, attrs={"_FillValue": -9999, "crs": "EPSG:3035"})


def whole():
    full = (CELLS != -9999).all(axis=0)
    return full, mo.topsis.kernel(CELLS.reshape(3, -1).T[full.ravel()].astype(float), np.array([1.0, 2, 3]), np.array([1.0, -1, 1]))


def test_scores_have_the_same_coordinates_and_no_data_where_there_was_none(raster):
    found = mo.scores(raster, "topsis", WEIGHTS)
    full, expected = whole()
    assert found.dims == ("y", "x")
    assert found.name == "topsis"
    for name in ("y", "x", "spatial_ref"):
        xr.testing.assert_equal(found.coords[name], raster.coords[name])
    assert set(found.coords) == {"y", "x", "spatial_ref"}
    assert found.attrs == {"crs": "EPSG:3035"}
    assert found.encoding["_FillValue"] == -9999
    np.testing.assert_array_equal(np.isnan(found.values), ~full)
    np.testing.assert_allclose(found.values[full], expected, rtol=1e-12)
    assert raster.attrs["_FillValue"] == -9999
    assert raster.dtype == np.int16


def test_dask_behind_it_is_lazy(raster):
    da = pytest.importorskip("dask.array", reason="dask is not installed")
    found = mo.scores(raster.chunk({"y": 17, "x": 20, "criterion": 1}), "topsis", WEIGHTS)
    assert isinstance(found.data, da.Array)
    xr.testing.assert_allclose(found.compute(), mo.scores(raster, "topsis", WEIGHTS), rtol=1e-12)


def test_a_dataset_is_a_raster_of_its_variables(raster):
    masked = raster.where(raster != -9999)
    masked.attrs = {}
    found = mo.scores(masked.to_dataset("criterion"), "topsis", WEIGHTS)
    xr.testing.assert_allclose(found.drop_attrs(), mo.scores(raster, "topsis", WEIGHTS).drop_attrs(), rtol=1e-12)
    assert "_FillValue" not in found.encoding


def test_the_best_cells_are_named_by_their_coordinates(raster):
    pytest.importorskip("dask.array", reason="dask is not installed")
    found = mo.top(raster, "topsis", WEIGHTS, 4)
    assert (found.rows, found.skipped) == (2000 - 35, 35)
    _, expected = whole()
    np.testing.assert_allclose(found.scores, np.sort(expected)[::-1][:4], rtol=1e-12)
    y, x = found.places[0].tolist()
    assert found.names[0] == f"y={y * 10.0}, x={x * 5.0}"
    assert mo.scores(raster, "topsis", WEIGHTS).values[y, x] == found.scores.values[0]
    assert found.document() == mo.top(raster.chunk({"y": 17, "x": 20}), "topsis", WEIGHTS, 4).document()


def test_names_and_dimensions_of_ones_own(raster):
    bare = raster.drop_vars("criterion")
    found = mo.scores(bare, "topsis", WEIGHTS, criteria=["slope", "cost", "sun"], directions={"cost": "min"})
    xr.testing.assert_allclose(found, mo.scores(raster, "topsis", WEIGHTS))
    with pytest.raises(ShapeError, match=r"dimensions band, y, x has none that is called 'criterion'.*rename"):
        mo.scores(raster.rename(criterion="band"), "topsis", WEIGHTS)
    with pytest.raises(ShapeError, match="2 criteria are no names for the 3"):
        mo.scores(bare, "topsis", [1, 2], criteria=["slope", "cost"])


def test_variables_of_a_dataset_say_what_stands_for_nothing_in_them():
    rows = np.random.default_rng(2).integers(1, 9, (2, 4, 5)).astype(float)
    rows[0, 0, 0], rows[1, 1, 1] = -1, -2
    land = xr.Dataset({"a": (("y", "x"), rows[0], {"_FillValue": -1}), "b": (("y", "x"), rows[1], {"nodata": -2})})
    blank = rows.copy()
    blank[0, 0, 0] = blank[1, 1, 1] = np.nan
    expected = mo.scores(np.moveaxis(blank, 0, -1), "topsis", [1, 1], blanks="skip")
    np.testing.assert_allclose(mo.scores(land, "topsis", {"a": 1, "b": 1}).values, expected, rtol=1e-12)


@pytest.mark.parametrize("said", ["none", [1, 2]], ids=["word", "list"])
def test_what_stands_for_nothing_is_one_number(said):
    land = xr.DataArray(np.ones((2, 3)), dims=("criterion", "x"), attrs={"nodata": said})
    with pytest.raises(DomainError, match=r"the raster says nodata=.*, which is no single number"):
        mo.scores(land, "wsm", [1, 1])
    land.attrs["nodata"] = None
    assert mo.scores(land, "wsm", [1, 1]).values.tolist() == [2, 2, 2]


def test_places_of_the_same_coordinates_are_told_apart():
    land = xr.DataArray(np.array([[1.0, 3, 2]]), dims=("criterion", "x"), coords={"x": [7, 7, 9]})
    assert mo.top(land, "wsm", [1]).names == ("x=7 (row 1)", "x=9", "x=7 (row 0)")
