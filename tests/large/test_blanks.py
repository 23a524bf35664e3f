"""What stands for the blanks of a large table is what stands for them in memory, wherever the table lies and however it is cut."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.errors import DomainError, MissingError
from mcda_orch.large import parquet, source

RNG = np.random.default_rng(3)
TABLE = RNG.integers(1, 9, (1203, 4)).astype(float)
TABLE[RNG.random(TABLE.shape) < 0.03] = np.nan
TABLE[:40, 2] = np.nan  # the first rows all have a blank
HEADS = ["a", "b:min", "c", "d:min"]
W = np.array([3.0, 2, 2, 1])
POLICIES = ["worst", "best", "mean", 3, mo.Blanks("value", 2.5)]


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    monkeypatch.setattr(source, "ROWS", 100)
    monkeypatch.setattr(parquet, "ROWS", 100)


def in_memory(method, policy, heads=HEADS):
    return mo.get(method)(mo.DecisionMatrix(TABLE, criteria=heads), W, blanks=policy).scores.values


@pytest.mark.parametrize("method", ["topsis", "vikor", "wpm", "edas", "waspas", "wsm"])
@pytest.mark.parametrize("policy", POLICIES, ids=["worst", "best", "mean", "number", "value"])
def test_scores_are_those_of_the_table_in_memory(method, policy):
    expected = in_memory(method, policy)
    np.testing.assert_allclose(mo.scores(TABLE, method, W, criteria=HEADS, blanks=policy), expected, rtol=1e-12)
    one, three = (mo.scores(TABLE, method, W, criteria=HEADS, blanks=policy, workers=n) for n in (1, 3))
    np.testing.assert_array_equal(one, three)


@pytest.mark.parametrize("policy", POLICIES, ids=["worst", "best", "mean", "number", "value"])
def test_chunks_files_and_rasters(policy, tmp_path):
    expected = in_memory("topsis", policy)
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table(dict(zip(HEADS, TABLE.T, strict=True)), schema=None), path, row_group_size=170)
    weights = dict(zip("abcd", W, strict=True))
    np.testing.assert_allclose(mo.scores(path, "topsis", weights, blanks=policy), expected, rtol=1e-12)
    da = pytest.importorskip("dask.array")
    chunks = da.from_array(TABLE, chunks=(((400, 0, 3, 800), (1, 3))))
    np.testing.assert_allclose(mo.scores(chunks, "topsis", W, criteria=HEADS, blanks=policy).compute(), expected, rtol=1e-12)
    xr = pytest.importorskip("xarray")
    cells = np.full((4, 21, 60), np.nan)  # 57 places without any cell
    cells.reshape(4, -1)[:, : len(TABLE)] = TABLE.T
    land = xr.DataArray(cells, dims=("criterion", "y", "x"), coords={"criterion": HEADS})
    found = mo.scores(land, "topsis", W, blanks=policy)
    np.testing.assert_allclose(found.values.ravel()[: len(TABLE)], expected, rtol=1e-12)
    assert np.isnan(found.values.ravel()[len(TABLE) :]).all()


def test_the_best_rows_show_their_blanks_as_blanks():
    found = mo.top(TABLE, "topsis", W, 400, criteria=HEADS, blanks="best")
    order = np.argsort(-in_memory("topsis", "best"), kind="stable")
    np.testing.assert_allclose(found.scores, in_memory("topsis", "best")[order[:400]], rtol=1e-12)
    np.testing.assert_array_equal(found.cells, TABLE[found.places])
    assert np.isnan(found.cells).any()
    rows = int(np.isnan(TABLE).any(axis=1).sum())
    assert (found.rows, found.skipped, found.filled, found.blanks) == (1203, 0, rows, "blanks: best")
    assert f"{rows} rows have a blank cell (blanks: best)." in found.remarks
    assert any(None in row["cells"].values() for row in found.document()["best"])


def test_declared_bounds_come_before_what_was_found():
    heads = [mo.Criterion("a", scale=mo.Ratio(0, 20)), *HEADS[1:]]
    for policy in ("worst", "best"):
        np.testing.assert_allclose(
            mo.scores(TABLE, "topsis", W, criteria=heads, blanks=policy), in_memory("topsis", policy, heads), rtol=1e-12
        )
    with pytest.raises(DomainError, match=r"'a' of 'a blank cell' is 21, which lies outside the declared bounds"):
        mo.scores(TABLE, "topsis", W, criteria=heads, blanks=21)
    whole = np.where(np.isnan(TABLE) & (np.arange(4) == 0), 1.0, TABLE)  # only where there are blanks does a value count
    assert np.isfinite(mo.scores(whole, "topsis", W, criteria=heads, blanks=21)).all()


def test_levels_have_means_too():
    heads = [mo.Criterion("a", scale=mo.Ordinal([0, 1, 2, 3, 4, 5, 6, 7, 8])), *HEADS[1:]]
    np.testing.assert_allclose(mo.scores(TABLE, "wsm", W, criteria=heads, blanks="mean"), in_memory("wsm", "mean", heads), rtol=1e-12)


def test_what_cannot_be_filled_is_refused():
    empty = TABLE.copy()
    empty[:, 1] = np.nan
    with pytest.raises(MissingError, match="criterion 'b' has no known cell"):
        mo.top(empty, "topsis", W, 3, criteria=HEADS, blanks="mean")
    with pytest.raises(MissingError, match="every cell is blank"):
        mo.top(np.full((5, 4), np.nan), "topsis", W, 3, blanks=1)
    with pytest.raises(DomainError, match=r"wpm needs values > 0, but '.' of 'row \d+' is 0"):
        mo.top(TABLE, "wpm", W, 3, criteria=HEADS, blanks=0)
