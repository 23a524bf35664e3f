import json

import openpyxl
import pytest

import mcda_orch as mo
from mcda_orch.core.table import Table

MATRIX = mo.DecisionMatrix([[7, 300], [9, 250.5]], ["Ant", "=Bee"], ["quality", "price:min [EUR]"])
PROBLEM = mo.Problem(MATRIX, [2, 1], name="tools")
OUTCOME = mo.topsis(PROBLEM)
RESULTS = [MATRIX, PROBLEM, OUTCOME, OUTCOME.ranking, OUTCOME.scores, OUTCOME.weights, OUTCOME.steps, OUTCOME.steps[0], OUTCOME.table]
REPORTS = [mo.compare(PROBLEM, ["wsm", "topsis"]), mo.stability(PROBLEM, "wsm"), mo.smaa(PROBLEM, "wsm", draws=64, rng=1)]


@pytest.mark.parametrize("value", [*RESULTS, *REPORTS], ids=lambda v: type(v).__name__)
@pytest.mark.parametrize(("ending", "holds"), [(".csv", ","), (".md", "| ---"), (".tex", "\\toprule"), (".html", "<table>"), (".txt", "")])
def test_what_shows_as_a_table_is_written(value, ending, holds, tmp_path):
    path = tmp_path / f"found{ending}"
    mo.write(value, path)
    text = path.read_text(encoding="utf-8")
    assert holds in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_a_table_that_is_written_is_read_again(tmp_path):
    for ending in (".csv", ".md", ".xlsx"):
        mo.write(MATRIX, tmp_path / f"table{ending}")
        assert mo.read(tmp_path / f"table{ending}").matrix == MATRIX
    mo.write(OUTCOME, tmp_path / "o.csv")
    assert (tmp_path / "o.csv").read_text() == "rank,alternative,score\n1,'=Bee,1.0\n2,Ant,0.0\n"


@pytest.mark.parametrize("value", [*RESULTS, *REPORTS], ids=lambda v: type(v).__name__)
def test_results_are_written_as_workbooks(value, tmp_path):
    mo.write(value, tmp_path / "found.xlsx")
    book = openpyxl.load_workbook(tmp_path / "found.xlsx")
    main = value.steps[0].table if isinstance(value, type(OUTCOME.steps)) else value if isinstance(value, Table) else value.table
    assert book.worksheets[0].max_column == len(main.columns)
    remarks = () if isinstance(value, Table) else value.remarks
    assert ("Remarks" in book.sheetnames) >= bool(remarks)
    for row in book.worksheets[0].iter_rows():
        assert not any(cell.data_type == "f" for cell in row)


@pytest.mark.parametrize("value", REPORTS, ids=lambda v: type(v).__name__)
def test_a_report_is_written_as_json(value, tmp_path):
    mo.write(value, tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8")) == json.loads(json.dumps(value.document()))


@pytest.mark.parametrize(
    ("value", "name", "message"),
    [
        (
            OUTCOME,
            "o.ods",
            "an outcome is written as .json, .csv, .md, .xlsx, .tex, .html or .txt, not .ods. Hint: for other files go through",
        ),
        (PROBLEM, "p.docx", "a problem is written as .toml, .json, .xml, .csv"),
        (REPORTS[0], "r.xml", "a report is written as .json, .csv"),
        (MATRIX, "m.json", "a DecisionMatrix is written as .csv"),
        (MATRIX, "m", "not without an ending"),
        ([1, 2], "l.csv", "a list cannot be written to a file"),
        (MATRIX, "no/such/folder.csv", "cannot be written"),
    ],
)
def test_what_is_not_written_is_said(value, name, message, tmp_path):
    with pytest.raises(mo.McdaError, match=message):
        mo.write(value, tmp_path / name)
    with pytest.raises(mo.ReadError, match="a DecisionMatrix is no place for a file"):
        mo.write("o.csv", MATRIX)
    with pytest.raises(mo.ReadError, match="has no version 4.0.0"):
        mo.write(MATRIX, tmp_path / "m.csv", version="4.0.0")
