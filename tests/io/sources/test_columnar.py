import sys

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import feather, parquet

import mcda_orch as mo
from mcda_orch.io.sources.tables import raw_table

TABLE = pa.table(
    {
        "tool": ["Ant", "Bee "],
        "price:min": [1.5, None],
        "stars": pa.array([2**60 + 1, 3]),
        "small": pa.array([0.1, 0.2], pa.float32()),
        "good": [True, None],
        "kind": pa.array(["x", "y"]).dictionary_encode(),
        "odd": [float("inf"), 1.0],
        "empty": pa.array([None, None], pa.float64()),
    }
)


@pytest.mark.parametrize("ending", ["parquet", "feather"])
def test_typed_columns(tmp_path, ending):
    path = tmp_path / f"t.{ending}"
    (parquet.write_table if ending == "parquet" else feather.write_feather)(TABLE, path)
    found = raw_table(path, path.name)
    assert found.header == tuple(TABLE.column_names)
    columns = dict(zip(found.header, found.columns, strict=True))
    assert columns["tool"] == ("Ant", "Bee")
    np.testing.assert_array_equal(columns["price:min"], [1.5, np.nan])
    assert columns["stars"] == ("1152921504606846977", "3")
    assert columns["small"].tolist() == [0.1, 0.2]
    assert columns["good"] == ("true", "")
    assert columns["kind"] == ("x", "y")
    assert columns["odd"] == ("inf", "1.0")
    assert columns["empty"] == ("", "")
    assert found.where(1, 1) == f"t.{ending}, row 2, column 'price:min'"


def test_the_index_of_a_frame_labels_its_rows(tmp_path):
    frame = pd.DataFrame({"a": [1.0, 2.5]}, index=["Ant", "Bee"])
    frame.to_parquet(tmp_path / "t.parquet")
    found = raw_table(tmp_path / "t.parquet", "t.parquet")
    assert found.header == ("", "a")
    assert found.columns[0] == ("Ant", "Bee")


def test_what_cannot_be_read(tmp_path, monkeypatch):
    path = tmp_path / "t.parquet"
    path.write_bytes(b"PAR1 no")
    with pytest.raises(mo.ReadError, match="t.parquet is no Parquet file"):
        raw_table(path, "t.parquet")
    parquet.write_table(pa.table({"tool": ["Ant"], "a": [[1]]}), path)
    with pytest.raises(mo.ReadError, match="column 'a': cells of type list"):
        raw_table(path, "t.parquet")
    with pytest.raises(mo.ReadError, match="header=False has no meaning here"):
        raw_table(path, "t.parquet", header=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(mo.ReadError, match="needs pyarrow. Hint: pip install 'mcda-orch.parquet.'"):
        raw_table(path, "t.parquet")
