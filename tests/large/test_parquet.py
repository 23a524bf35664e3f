"""Files of any size: the same rows as of the table in memory, in little memory."""

import os
import subprocess
import sys
import textwrap
from decimal import Decimal

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.errors import DomainError, LabelError, McdaError, MissingError, ReadError
from mcda_orch.large import parquet

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
RNG = np.random.default_rng(0)
TABLE = RNG.integers(1, 9, (5003, 3)).astype(float)
NAMES = [f"tool {i}" for i in range(len(TABLE))]
WEIGHTS = {"speed": 3, "price": 2, "care": 1}
HEADS = ["speed", "price:min", "care"]


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS", 300)
    columns = {"tool": NAMES, "speed": TABLE[:, 0], "price:min": TABLE[:, 1].astype(int), "care": TABLE[:, 2], "remark": ["x"] * len(TABLE)}
    pq.write_table(pa.table(columns), tmp_path / "tools.parquet", row_group_size=1000)
    return tmp_path / "tools.parquet"


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_the_best_rows_of_a_file(path, workers):
    found = mo.top(path, "topsis", WEIGHTS, 5, label="tool", workers=workers)
    alone = mo.top(TABLE, "topsis", WEIGHTS, 5, criteria=HEADS)
    np.testing.assert_array_equal(found.places, alone.places)
    assert found.names == tuple(NAMES[i] for i in alone.places.tolist())
    assert found.criteria == ("speed", "price", "care")
    np.testing.assert_allclose(mo.scores(str(path), "topsis", WEIGHTS), mo.scores(TABLE, "topsis", WEIGHTS, criteria=HEADS), rtol=1e-12)


def test_criteria_may_be_said(path):
    found = mo.top(path, "wsm", [3, 1], 5, criteria=["speed", mo.Criterion("care")])
    np.testing.assert_array_equal(found.places, mo.top(TABLE[:, [0, 2]], "wsm", [3, 1], 5).places)
    assert found.names[0] == f"row {found.places[0]:,}"


def test_blanks_are_refused_by_name_or_left_out(tmp_path):
    pq.write_table(pa.table({"tool": list("abc"), "speed": [1.0, None, 3.0], "care": [1, 2, 3]}), tmp_path / "t.parquet")
    with pytest.raises(MissingError, match=r"'speed' of 'b' is blank"):
        mo.top(tmp_path / "t.parquet", "wsm", {"speed": 1, "care": 1}, label="tool")
    found = mo.top(tmp_path / "t.parquet", "wsm", {"speed": 1, "care": 1}, label="tool", blanks="skip")
    assert found.names == ("c", "a")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ({"weights": {"speed": 1, "remark": 1}}, r"column 'remark' holds string, which is no number"),
        ({"weights": [1, 1], "criteria": ["speed", "prise"]}, r"no column 'prise'"),
        ({"label": "name"}, r"no column 'name'"),
        ({"table": "there_is_none.parquet"}, r"there_is_none.parquet does not exist"),
        ({"weights": {"speed": 1, "width": 2}}, r"width"),
    ],
    ids=["text", "column", "label", "file", "weight"],
)
def test_what_is_not_in_the_file_is_refused(path, call, said):
    with pytest.raises(McdaError, match=said):
        mo.top(**{"table": path, "method": "topsis", "weights": WEIGHTS, **call})


def test_what_is_no_such_file_is_refused(tmp_path):
    (tmp_path / "t.parquet").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ReadError, match="is no Parquet file that can be read"):
        mo.top(tmp_path / "t.parquet", "wsm", [1, 1])
    pq.write_table(pa.table({"speed": pa.array([], pa.float64())}), tmp_path / "empty.parquet")
    with pytest.raises(ReadError, match="has no rows"):
        mo.top(tmp_path / "empty.parquet", "wsm", {"speed": 1})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of memory are those of Linux")
def test_a_file_larger_than_memory(tmp_path):
    """In room for less than half of the table, where reading it fails, its best rows are found."""
    rng, rows = np.random.default_rng(1), 1_200_000
    path = tmp_path / "large.parquet"
    pq.write_table(pa.table({c: rng.random(rows) + 0.1 for c in "abcdefgh"}), path, row_group_size=100_000)
    script = """
        import resource, sys
        import numpy as np
        import mcda_orch as mo
        path, best = sys.argv[1], dict.fromkeys("abcdefgh", 1)
        mo.top(path, "topsis", best, 1)  # everything is imported and warm
        now = next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmData"))
        resource.setrlimit(resource.RLIMIT_DATA, (now + 32_000_000,) * 2)
        found = mo.top(path, "topsis", best, 100)
        print(found.rows, len(found.names), *found.places[:3])
        try:
            mo.read(path)
        except MemoryError:
            print("too large to be read")
    """
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
    call = [sys.executable, "-c", textwrap.dedent(script), str(path)]
    found = subprocess.run(call, capture_output=True, text=True, env=environment, timeout=300)
    assert found.returncode == 0, found.stderr
    first, second = found.stdout.splitlines()
    whole = mo.top(np.stack([pq.read_table(path)[c].to_numpy() for c in "abcdefgh"], axis=-1), "topsis", np.ones(8), 3)
    assert first == f"{rows} 100 {' '.join(map(str, whole.places.tolist()))}"
    assert second == "too large to be read"


@pytest.mark.parametrize("weights", ["equal", [1, 1, 1, 1]])
def test_which_columns_are_criteria_is_asked_and_never_guessed(tmp_path, weights):
    pq.write_table(pa.table({"number": [1, 2, 3], "speed": [1, 2, 3], "care": [3, 1, 2], "age": [1, 1, 2]}), tmp_path / "t.parquet")
    with pytest.raises(LabelError, match=r"nothing says which columns of t\.parquet are criteria: number, speed, care, age\."):
        mo.top(tmp_path / "t.parquet", "wsm", weights)
    by_label = mo.top(tmp_path / "t.parquet", "topsis", "equal", label="number")
    by_weights = mo.top(tmp_path / "t.parquet", "topsis", mo.Weights({"speed": 1, "care": 1, "age": 1}))
    assert by_label.criteria == by_weights.criteria == ("speed", "care", "age")
    np.testing.assert_allclose(by_label.scores.values, by_weights.scores.values, rtol=1e-12)


KINDS = {
    "booleans": pa.array([True, None, True]),
    "small integers": pa.array([1, None, 3], pa.int8()),
    "integers": pa.array([2**60, None, 3], pa.int64()),
    "unsigned": pa.array([1, None, 3], pa.uint64()),
    "halves": pa.array([1.5, None, 3], pa.float16()),
    "decimals": pa.array([Decimal("1.25"), None, Decimal(3)], pa.decimal128(9, 3)),
    "wide decimals": pa.array([Decimal("1.25"), None, Decimal(3)], pa.decimal256(60, 3)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_of_every_kind(tmp_path, kind):
    pq.write_table(pa.table({"a": KINDS[kind], "b": [1, 2, 3]}), tmp_path / "t.parquet")
    expected = [np.nan if v is None else float(v) + b for v, b in zip(KINDS[kind].to_pylist(), (1, 2, 3), strict=True)]
    np.testing.assert_array_equal(mo.scores(tmp_path / "t.parquet", "wsm", {"a": 1, "b": 1}, blanks="skip"), expected)


@pytest.mark.parametrize("kind", [pa.int64(), pa.uint64()], ids=str)
def test_a_number_that_no_float_holds_is_refused(tmp_path, kind):
    pq.write_table(pa.table({"a": pa.array([1, None, 2**53 + 1], kind)}), tmp_path / "t.parquet")
    with pytest.raises(DomainError, match=r"column 'a': the cell of row 2 is 9007199254740993, which a float cannot hold"):
        mo.scores(tmp_path / "t.parquet", "wsm", {"a": 1}, blanks="skip")


def test_rows_without_a_name_of_their_own_go_by_their_place(tmp_path):
    pq.write_table(pa.table({"tool": ["x", None, "x", " ", "y"], "a": [5, 4, 3, 2, 1]}), tmp_path / "t.parquet")
    found = mo.top(tmp_path / "t.parquet", "wsm", {"a": 1}, label="tool")
    assert found.names == ("x (row 0)", "row 1", "x (row 2)", "row 3", "y")


def test_groups_without_rows_are_passed_over(tmp_path):
    schema = pa.schema([("a", pa.float64())])
    with pq.ParquetWriter(tmp_path / "t.parquet", schema) as file:
        for cells in ([], [1.0], [], [3.0], []):
            file.write_table(pa.table({"a": cells}, schema=schema))
    assert mo.scores(tmp_path / "t.parquet", "topsis", {"a": 1}).tolist() == [0, 1]
    assert mo.top(tmp_path / "t.parquet", "topsis", {"a": 1}, 1, workers=2).places.tolist() == [1]


def test_columns_are_found_by_the_name_in_their_head(tmp_path):
    pq.write_table(pa.table({"price (min)": [3.0, 1.0], "speed": [1.0, 1.0]}), tmp_path / "t.parquet")
    for criteria in (["price", "speed"], ["price (min)", "speed"], None):
        found = mo.top(tmp_path / "t.parquet", "topsis", {"price": 1, "speed": 1}, criteria=criteria)
        assert (found.criteria, found.places.tolist()) == (("price", "speed"), [1, 0])


def test_heads_that_are_no_names_are_refused(tmp_path):
    twice = pa.Table.from_arrays([pa.array([1.0]), pa.array([2.0]), pa.array([3.0])], names=["a", "a", "b"])
    pq.write_table(twice, tmp_path / "t.parquet")
    with pytest.raises(LabelError, match="has 2 columns named 'a'"):
        mo.scores(tmp_path / "t.parquet", "wsm", {"a": 1, "b": 1})
    assert mo.scores(tmp_path / "t.parquet", "wsm", {"b": 1}).tolist() == [3]
    with pytest.raises(LabelError, match=r"no column of t.parquet has the name of a weight: 'c'.*a, a, b"):
        mo.scores(tmp_path / "t.parquet", "wsm", {"c": 1})


def test_a_file_that_ends_in_the_middle_is_told(tmp_path):
    rng = np.random.default_rng(0)
    pq.write_table(pa.table({"a": rng.random(20_000), "b": rng.random(20_000)}), tmp_path / "t.parquet", compression="gzip")
    broken = bytearray((tmp_path / "t.parquet").read_bytes())
    broken[5_000:6_000] = b"\xff" * 1_000
    (tmp_path / "t.parquet").write_bytes(broken)
    with pytest.raises(ReadError, match="cannot be read to its end"):
        mo.scores(tmp_path / "t.parquet", "wsm", {"a": 1, "b": 1})
