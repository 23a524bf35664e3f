"""Where a command finds its table and its weights, and where it puts its results."""

import io
import re
import sys

import openpyxl
import pytest

import mcda_orch as mo

CSV = "tool,price (min),speed\nAnt,300,7\nBee,250,5\n"
MARKDOWN = "# Tools\n\n| tool | price (min) | speed |\n| --- | --- | --- |\n| Ant | 300 | 7 |\n| Bee | 250 | 5 |\n"


class Stdin(io.TextIOWrapper):
    def __init__(self, data):
        super().__init__(io.BytesIO(data), encoding="ascii")
        self.buffer.name = "<stdin>"


@pytest.fixture
def tools(tmp_path):
    path = tmp_path / "tools.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.mark.parametrize("data", [CSV.encode(), CSV.replace(",", ";").encode("utf-16"), MARKDOWN.encode()])
def test_standard_input_is_read_by_its_content(run, monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    code, out, err = run("rank", "-", "--weights", "price=1,speed=100")
    assert (code, err) == (0, "")
    assert "Ant > Bee" in out


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "standard input"),
        (b"PK\x03\x04 and more", "standard input is a zip archive or a spreadsheet"),
        (b"tool,a\nAnt,x1\n", "standard input"),
    ],
)
def test_what_cannot_be_read_from_standard_input_is_one_sentence(run, monkeypatch, data, message):
    monkeypatch.setattr(sys, "stdin", Stdin(data))
    code, out, err = run("-")
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert message in err


def test_an_open_file_and_a_text_in_memory_are_read(tools):
    with tools.open(encoding="utf-8") as file:
        assert mo.read(file).matrix == mo.read(tools).matrix
    assert mo.read(io.StringIO(MARKDOWN)).reading.source == "the open file"
    with pytest.raises(mo.ReadError, match="the open file is no text"):
        mo.read(io.StringIO("tool,a\n\ud800,1\n"))


@pytest.mark.parametrize("text", ["criterion,weight\nspeed,2\nprice,1\n", "price (min);1\nspeed;2\n", "# by vote\nspeed,2\nprice,1\n"])
def test_weights_come_from_a_file(run, tools, tmp_path, text):
    (tmp_path / "w.csv").write_text(text, encoding="utf-8")
    code, out, err = run("rank", tools, "--weights", tmp_path / "w.csv", "--json")
    assert (code, err) == (0, "")
    assert '"source": "' + str(tmp_path / "w.csv") in out
    problem = mo.read(tools, weights=str(tmp_path / "w.csv"))
    assert dict(problem.weights.items()) == {"price": 1, "speed": 2}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("criterion,weight\nspeed,2\n", "'price' has no weight"),
        ("criterion,weight\nspeed,2\nprice,1\ncolour,1\n", "'colour', which is no criterion"),
        ("criterion,weight\nspeed,2\nprice,\n", "line 3.*'price' has no weight"),
        ("criterion,weight\nspeed,2\nspeed,1\n", "line 3.*'speed' has a second weight"),
        ("criterion,weight\nspeed,2\nprice,much\n", "'much' is not a weight"),
        ("criterion,weight,direction\nspeed,2,max\nprice,1,min\n", "2 columns beside the names may be weights"),
        ("criterion,weight\nspeed,0\nprice,0\n", "all weights are zero"),
    ],
)
def test_a_file_of_weights_that_cannot_be_used_is_one_sentence(run, tools, tmp_path, text, message):
    (tmp_path / "w.csv").write_text(text, encoding="utf-8")
    code, _, err = run("rank", tools, "--weights", tmp_path / "w.csv")
    assert code == 2
    assert re.search(message, err), err


def test_a_spreadsheet_holds_the_ranked_table_and_reads_back(run, tmp_path):
    (tmp_path / "t.csv").write_text('tool,speed,site\nAnt,7.25,"=1+1"\nBee,5,x\x0b\n', encoding="utf-8")
    code, out, err = run("rank", tmp_path / "t.csv", "--weights", "1", "-o", tmp_path / "t.xlsx")
    assert (code, out) == (0, "")
    assert err == f"{tmp_path / 't.xlsx'} is written.\n"
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert [[cell.value for cell in row] for row in sheet][:2] == [
        ["tool", "speed", "site", "score", "rank"],
        ["Ant", 7.25, "=1+1", 7.25, 1],
    ]
    assert sheet["C2"].data_type == "s"
    again = mo.read(tmp_path / "t.xlsx", criteria=["speed"])
    assert again.matrix.values.tolist() == [[7.25], [5]]


def test_a_spreadsheet_has_a_sheet_for_every_table_and_one_for_remarks(run, tmp_path):
    run("compare", "orchestrators", "-m", "wsm", "-m", "topsis", "-m", "wpm", "-o", tmp_path / "c.xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert len(book.sheetnames) >= 3
    assert book.sheetnames[-1] == "Remarks"
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_what_a_spreadsheet_cannot_hold_is_refused(run, tmp_path):
    (tmp_path / "t.csv").write_text(f"tool,speed,site\nAnt,7,{'x' * 40_000}\nBee,5,x\n", encoding="utf-8")
    code, _, err = run("rank", tmp_path / "t.csv", "--weights", "1", "-o", tmp_path / "t.xlsx")
    assert code == 2
    assert "a text of 40,000 letters is too long for a spreadsheet" in err
    assert not (tmp_path / "t.xlsx").exists()
    code, _, err = run("rank", tmp_path / "t.csv", "--weights", "1", "--csv-raw", "-o", tmp_path / "t.xlsx")
    assert code == 2
    assert "--csv-raw is about separated values" in err


READING = [
    ("--label", "name"),
    ("--criteria", "a"),
    ("--notes", "a"),
    ("--published", "a"),
    ("--direction", "+"),
    ("--table", "1"),
    ("--sheet", "1"),
    ("--layout", "criteria-in-rows"),
    ("--levels", "yes=1"),
    ("--na", "?"),
    ("--marks", "auto"),
    ("--decimal", "."),
    ("--thousands", ","),
    ("--header",),
    ("--no-header",),
    ("--no-label",),
]


@pytest.mark.parametrize("option", READING, ids=" ".join)
@pytest.mark.parametrize("kind", ["bundled", "toml", "json", "xml"])
def test_options_about_tables_are_never_ignored(run, tmp_path, kind, option):
    problem = mo.Problem(mo.DecisionMatrix([[1, 2], [3, 1]], ["Ant", "Bee"], ["a", "b"]), [1, 1])
    place = "orchestrators" if kind == "bundled" else tmp_path / f"p.{kind}"
    if kind != "bundled":
        mo.write(problem, place)
    code, out, err = run("rank", place, *option)
    if (kind, option[0]) == ("xml", "--published"):
        assert "there is no set of alternatives' values 'a'" in err
    else:
        assert (code, out) == (2, "")
        assert option[0] in err


@pytest.mark.parametrize("kind", ["bundled", "csv", "xml"])
def test_outside_is_about_problem_files(run, tools, tmp_path, kind):
    mo.write(mo.Problem([[1, 2], [3, 1]], [1, 1]), tmp_path / "p.xml")
    place = {"bundled": "orchestrators", "csv": tools, "xml": tmp_path / "p.xml"}[kind]
    code, _, err = run("rank", place, "--weights", "equal", "--outside")
    assert code == 2
    assert "--outside" in err
    assert "--param" not in err


def test_a_markdown_table_has_a_header(run, tmp_path):
    (tmp_path / "t.md").write_text(MARKDOWN, encoding="utf-8")
    code, _, err = run("rank", tmp_path / "t.md", "--no-header")
    assert code == 2
    assert "--no-header has no meaning here" in err


def test_refusals_in_a_table_speak_the_language_of_the_command_line(run, tmp_path):
    (tmp_path / "t.csv").write_text("tool,a,b\nAnt,1,-2\nBee,3,1\n", encoding="utf-8")
    _, out, _ = run("compare", tmp_path / "t.csv", "--weights", "1,1", "-m", "wpm", "-m", "wsm", "-m", "ahp", "-m", "spotis")
    assert "Methods that refused" in out
    assert "mo." not in out


def test_what_if_says_once_that_columns_are_not_of_one_size(run, tools):
    _, out, _ = run("whatif", tools, "--weights", "1,1", "--winner", "Ant")
    assert out.count("as they stand") == 1
    assert "With --scale minmax they count alike." in out
