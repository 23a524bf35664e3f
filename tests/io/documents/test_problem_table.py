"""The table of a problem reads as the problem again, or is not written; beside a problem file it holds everything with it."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mcda_orch as mo

from .test_problem_text import problems, said

TABLE = "Tool,Price (EUR):min,Speed,Care,Site,Total\nweight,2,1,1,,\nAnt,300.1235,1,3,a.org,7\n=Bee,250,,4,b.org,6\n"
HOSTILE = [
    "a,b", 'q"u', "pi|pe", "new\nline", "=1+1", "-x", "@x", "'x", "'=1", "12", "1e3", "nan", "yes", "Total", "Max", "Mean", "weight", "(weight)", "published",
    "score", "rank", "price:min", "cost (EUR)", "speed ↑", "a (25%)", "*b*", "`c`", "<b>", "&amp;", "\\|", "# head", "---", "-", "?", "n/a", "unit", "min", "日本",
    "e\u0301", "\u200b", "\x1b[31m", "\x00", "\u2028", "a  b", "1,200", "50%", "2024-01-01", "10k", "★★★", "✓", "A" * 400, "x.y", "007",
]  # fmt: skip


def facts(problem):
    """Return what a table says of a problem."""
    matrix = problem.matrix
    return (
        matrix.names,
        [(c.name, c.sign, c.unit) for c in matrix.criteria],
        [[None if v != v else v for v in row] for row in matrix.values.tolist()],
        None if problem.weights is None else problem.weights.aligned(matrix.criterion_names).tolist(),
        {} if problem.published is None else {k: v for k, v in problem.published.items() if v == v},
    )


def own_table(tmp_path):
    (tmp_path / "s.csv").write_text(TABLE, encoding="utf-8")
    return mo.read(tmp_path / "s.csv", published="Total")


@pytest.mark.parametrize("ending", ["csv", "md", "xlsx"])
def test_weights_and_published_figures_are_read_again(tmp_path, ending):
    problem = own_table(tmp_path)
    mo.write(problem, tmp_path / f"t.{ending}")
    again = mo.read(tmp_path / f"t.{ending}")
    assert facts(again) == facts(problem)
    assert again.reading.published == ("published score", "scores")
    (tmp_path / "r.csv").write_text("tool,a,b,Rank\nAnt,1,5,2\nBee,2,9,1\n", encoding="utf-8")
    ranked = mo.read(tmp_path / "r.csv")
    mo.write(ranked, tmp_path / f"r2.{ending}")
    assert mo.read(tmp_path / f"r2.{ending}").rank_form == "competition"


def test_how_the_table_of_a_problem_looks(tmp_path):
    mo.write(own_table(tmp_path), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == (
        "alternative,Price:min [EUR],Speed,Care,published score\nweight,2,1,1,\nAnt,300.1235,1,3,7\n'=Bee,250,,4,6\n"
    )


@pytest.mark.parametrize("ending", ["csv", "md"])
@given(
    rows=st.lists(st.sampled_from(HOSTILE) | st.sampled_from("ABCDEF"), min_size=1, max_size=4, unique=True),
    columns=st.lists(st.sampled_from(HOSTILE) | st.sampled_from("UVW"), min_size=1, max_size=3, unique=True),
    data=st.data(),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_table_with_odd_names_reads_as_it_was_or_is_refused(tmp_path, ending, rows, columns, data):
    cell = st.integers(-3, 9).map(float) | st.floats(-1e9, 1e9) | st.just(math.nan)
    cells = [[data.draw(cell) for _ in columns] for _ in rows]
    criteria = [
        mo.Criterion(name, data.draw(st.sampled_from(["max", "min"])), unit=data.draw(st.sampled_from(["", "EUR", "m|s"])))
        for name in columns
    ]
    weights = data.draw(st.none() | st.lists(st.floats(0.1, 9), min_size=len(columns), max_size=len(columns)))
    published = data.draw(st.none() | st.lists(cell, min_size=len(rows), max_size=len(rows)))
    try:
        problem = mo.Problem(mo.DecisionMatrix(cells, rows, criteria), weights, published=published)
        mo.write(problem, tmp_path / f"t.{ending}")
        again = mo.read(tmp_path / f"t.{ending}")
    except mo.McdaError:
        return
    assert facts(again) == facts(problem)


def test_what_would_be_read_as_something_else_is_not_written(tmp_path):
    problem = mo.Problem(mo.DecisionMatrix([[1, 2], [3, 4]], ["weight", "B"], ["x", "y"]))
    with pytest.raises(mo.ReadError, match="t.csv would not be read as this problem: 'weight' would be no alternative. Hint: write .toml"):
        mo.write(problem, tmp_path / "t.csv")
    assert not (tmp_path / "t.csv").exists()
    mo.write(problem, tmp_path / "t.toml")
    assert mo.read(tmp_path / "t.toml").matrix == problem.matrix


@pytest.mark.parametrize(("file", "table"), [("p.toml", "t.csv"), ("p.json", "t.csv"), ("p.toml", "t.md"), ("p.json", "t.xlsx")])
def test_a_problem_file_with_its_table_beside_it_reads_as_the_same_problem(tmp_path, file, table):
    problem = own_table(tmp_path)
    criteria = [
        mo.Criterion("Price", "min", mo.Ratio(0, 500), "EUR"),
        "Speed",
        mo.Criterion("Care", scale=mo.Ordinal(["poor", "fair", "good", "best", "top"])),
    ]
    whole = mo.Problem(
        mo.DecisionMatrix(problem.matrix.values, problem.matrix.alternatives, criteria), mo.Weights([2, 1, 1], ["Price", "Speed", "Care"], "a vote"),
        "worst", problem.published, "wsm", {"vikor": {"v": 0.25}, "thresholds": {"veto": {"Price": 100}}}, title="Tools", provenance={"doi": "10.1/x"},
    )  # fmt: skip
    mo.write(whole, tmp_path / file, table=table)
    assert said(mo.read(tmp_path / file)) == said(whole)
    assert "Ant" not in (tmp_path / file).read_text(encoding="utf-8")


@given(problem=problems())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_problem_with_its_table_beside_it_reads_as_the_same_or_is_refused(tmp_path, problem):
    try:
        mo.write(problem, tmp_path / "p.toml", table="t.csv")
    except mo.McdaError:
        return
    again = mo.read(tmp_path / "p.toml")
    for one, other in zip(problem.matrix.alternatives, again.matrix.alternatives, strict=True):
        assert {k: v for k, v in one.notes.items() if v} == {k: v for k, v in other.notes.items() if v}
    same = mo.DecisionMatrix(again.matrix.values, problem.matrix.alternatives, again.matrix.criteria)
    assert (same, *said(again)[1:]) == said(problem)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("../t.csv", "lies outside the folder of p.toml. Hint: write table='t.csv'"),
        ("t.txt", "is written as .csv, .md, .xlsx, not .txt"),
        ("t", "not without an ending"),
    ],
)
def test_a_table_that_cannot_stand_beside_is_refused(tmp_path, table, message):
    with pytest.raises(mo.ReadError, match=message):
        mo.write(own_table(tmp_path), tmp_path / "p.toml", table=table)
    assert not (tmp_path / "p.toml").exists()
    with pytest.raises(mo.ReadError, match="p.xml has no table beside it"):
        mo.write(own_table(tmp_path), tmp_path / "p.xml", table="t.csv")


@pytest.mark.parametrize("table", ["t.csv", "t.md", "t.xlsx"])
def test_criteria_that_are_called_by_years_stand_beside_too(tmp_path, table):
    problem = mo.Problem(mo.DecisionMatrix([[1, 2], [3, 4.5]], ["A", "B"], ["2019", "2020"]))
    mo.write(problem, tmp_path / "p.toml", table=table)
    assert said(mo.read(tmp_path / "p.toml")) == said(problem)
