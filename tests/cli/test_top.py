"""The best rows of any problem, and of a Parquet file without reading all of it at once."""

import json

import numpy as np
import pytest

from mcda_orch.large import parquet

pa = pytest.importorskip("pyarrow")
csv = pytest.importorskip("pyarrow.csv")
pq = pytest.importorskip("pyarrow.parquet")
RNG = np.random.default_rng(0)
N = 500
COLUMNS = {
    "tool": [f"tool {i}" for i in range(N)],
    "speed": RNG.integers(1, 9, N) + 0.5,
    "price (min)": RNG.integers(1, 99, N),
    "care": RNG.random(N),
}
WEIGHTS = ["--weights", "speed=3,price=2,care=1"]


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Return the same table as separated values and as Parquet."""
    monkeypatch.setattr(parquet, "ROWS", 64)
    table = pa.table(COLUMNS)
    csv.write_csv(table, tmp_path / "t.csv")
    pq.write_table(table, tmp_path / "t.parquet", row_group_size=99)
    return tmp_path / "t.csv", tmp_path / "t.parquet"


@pytest.fixture
def whole(monkeypatch):
    """Refuse to read a file whole."""

    def refused(*_, **__):
        raise AssertionError("the file is read whole")

    monkeypatch.setattr("mcda_orch.cli.problem.read", refused)


@pytest.mark.parametrize("form", [[], ["--csv"], ["--json"], ["--markdown"]], ids=["text", "csv", "json", "markdown"])
@pytest.mark.parametrize("method", ["topsis", "vikor", "wpm"])
def test_the_best_are_the_same_wherever_they_come_from(run, files, method, form):
    one, other = (run("rank", path, *WEIGHTS, "-m", method, "--top", "7", *form) for path in files)
    assert one[:2] == other[:2]
    assert one[0] == 0


def test_a_parquet_file_is_not_read_whole(run, files, whole):
    code, out, err = run("rank", files[1], *WEIGHTS, "-m", "topsis", "--scale", "minmax", "--top", "3")
    assert (code, err) == (0, "")
    assert out.startswith("The best 3 of 500 by topsis")
    assert "tool " in out
    code, out, _ = run(
        "rank", files[1], "--weights", "3,2", "--criteria", "speed,price", "--direction", "+,-", "--no-label", "--top", "2", "--csv"
    )
    assert (code, out.splitlines()[0]) == (0, "rank,alternative,score,speed,price")
    assert ",row " in out.splitlines()[1]


def test_text_holds_what_fits_a_screen_and_says_where_the_rest_is(run, files, tmp_path, monkeypatch):
    for path in files:
        code, out, _ = run("rank", path, *WEIGHTS, "-m", "topsis")
        assert code == 0
        assert out.startswith("The best 60 of 500 by topsis")
        assert "--top K shows another number of them; --csv, --markdown, --json and --output FILE hold all." in out
        assert len(run("rank", path, *WEIGHTS, "-m", "topsis", "--csv")[1].splitlines()) == N + 1
        assert len(run("rank", path, *WEIGHTS, "-m", "topsis", "--markdown")[1].splitlines()) > N
        assert len(json.loads(run("rank", path, *WEIGHTS, "-m", "topsis", "--json")[1])["ranks"]) == N
        run("rank", path, *WEIGHTS, "-m", "topsis", "-o", tmp_path / "all.txt", "--force")
        assert (tmp_path / "all.txt").read_text(encoding="utf-8").count("tool ") >= N


def test_small_tables_are_shown_as_they_were(run):
    assert "Metaflow > " in run("rank", "orchestrators")[1]
    assert run("rank", "orchestrators", "--top", "2")[1].startswith("The best 2 of 12 by wsm")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ([*WEIGHTS, "-m", "promethee_ii"], "promethee_ii gives a row its score by looking at all others at once"),
        ([*WEIGHTS, "-m", "topsis", "--scale", "ranks"], "topsis gives a row its score by looking at all others at once"),
        (["--weights", "entropy"], "weights by entropy come from all rows at once"),
        (["--weights", "3,2,1"], "neither --criteria nor weights by name ('speed=3,price=2') say which columns are criteria"),
        ([*WEIGHTS, "--blanks", "redistribute"], "--blanks redistribute gives every pattern of blanks weights of its own"),
        ([*WEIGHTS, "--na", "x"], "--na is about the cells of a table in memory"),
    ],
    ids=["method", "scaling", "weighting", "columns", "blanks", "option"],
)
def test_what_needs_all_rows_reads_them_and_says_so(run, files, more, reason):
    one, other = (run("rank", path, *more, "--top", "4") for path in files)
    assert (one[0], one[1]) == (0, other[1])
    assert f"note: {reason}, so the file is read whole." in " ".join(other[2].split())
    assert "read whole" not in one[2]
    assert "read whole" not in run("rank", files[1], *more)[2]  # nobody asked for less


def test_blanks_are_filled_as_in_memory(run, tmp_path):
    table = pa.table({**COLUMNS, "care": [None if i % 50 == 0 else float(v) for i, v in enumerate(COLUMNS["care"])]})
    csv.write_csv(table, tmp_path / "t.csv")
    pq.write_table(table, tmp_path / "t.parquet", row_group_size=99)
    for policy in ("worst", "best", "mean", "0.5"):
        one, other = (run("rank", tmp_path / name, *WEIGHTS, "--top", "90", "--blanks", policy)[:2] for name in ("t.csv", "t.parquet"))
        assert one == other
        assert "10 rows have a blank cell" in one[1]
    code, _, err = run("rank", tmp_path / "t.parquet", *WEIGHTS, "--top", "3")
    assert code == 2
    assert "'care' of 'tool 0' is blank" in err
    assert "--blanks 0" in err


def test_what_nobody_states_is_said(run, tmp_path):
    pq.write_table(pa.table({"tool": COLUMNS["tool"], "speed": COLUMNS["speed"], "price": COLUMNS["care"]}), tmp_path / "t.parquet")
    _, out, _ = run("rank", tmp_path / "t.parquet", "--weights", "speed=1,price=1", "--top", "3")
    assert "More is taken to be better for 'price', as nothing says otherwise; --direction price=min says that less is." in " ".join(
        out.split()
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--top", "0"], "the best 0 rows are none"),
        (["--top", "x"], "--top: 'x' is no whole number"),
        (["--top", "2", "--steps"], "--steps shows tables of all alternatives"),
        (["--top", "2", "--label", "name"], "no column 'name'"),
        (["--top", "2", "--criteria", "speed,width"], "no column 'width'"),
    ],
    ids=["none", "word", "steps", "label", "column"],
)
def test_what_makes_no_sense_is_refused(run, files, more, said):
    code, _, err = run("rank", files[1], *WEIGHTS, *more)
    assert code == 2
    assert said in err


def test_both_endings_of_parquet_are_read_whole_and_in_parts(run, files, tmp_path):
    (tmp_path / "t.pq").write_bytes(files[1].read_bytes())
    for more in (["-m", "topsis"], ["-m", "promethee_ii"]):
        one, other = (run("rank", path, *WEIGHTS, *more, "--top", "4")[:2] for path in (files[1], tmp_path / "t.pq"))
        assert one == other
        assert one[0] == 0
